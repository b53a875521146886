"""The picture as statements: JSON Lines that other systems can find the words by.

In: a `Picture`, or the bytes of such lines. Out: the lines, or what `reconcile`
needs to make the same picture again. A claim is a W3C Web Annotation
(Recommendation of 2017): its body is the claim as in the picture, its target the
report with a text-position and a text-quote selector. The reports, actors, places
and warnings that claims speak of have lines of their own, before the claims.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from io import BytesIO
from typing import Any

from pydantic import TypeAdapter, ValidationError

from consilience.coding.coded import Coded
from consilience.errors import InputError
from consilience.model import Actor, Claim, MadeWith, Picture, PictureWarning, Place, Report
from consilience.reconcile.aside import named, named_aside

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FORMAT = "consilience/statements/1"
_AROUND = 32  # code points before and after the quote, so that it can be found in a changed text
_KINDS: dict[str, type] = {
    "report": Report,
    "actor": Actor,
    "place": Place,
    "warning": PictureWarning,
}


@dataclass(slots=True)
class Statements:
    """What the lines hold: enough to reconcile again."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    warnings: list[PictureWarning] = field(default_factory=list)
    made_with: MadeWith | None = None


def write(picture: Picture) -> bytes:
    """Return the lines of a picture: a head, what claims speak of, then one line a claim."""
    return b"".join(_line(row) for row in _rows(picture))


def read(data: bytes) -> Statements:
    """Return what the lines hold.

    Raises InputError with the number of the first line that is not as `write` makes it.
    """
    found = Statements()
    for number, line in enumerate(BytesIO(data), 1):
        if line.strip():
            try:
                _take(json.loads(line), found, first=number == 1)
            except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
                raise InputError(f"Line {number} of the statements: {_short(error)}") from error
    _check(found)
    return found


def codings(found: Statements) -> list[Coded]:
    """Return the reports as the coding left them, each with its claims and what they name."""
    told: dict[str, list[Claim]] = {r.id: [] for r in found.reports}
    for claim in found.claims:
        told[claim.report].append(replace(claim, event=None))
    actors = {a.id: a for a in found.actors}
    places = {p.id: p for p in found.places}
    # What only a language model brought in belongs to its own claims and to nothing else.
    alone = named_aside(found.claims)
    people = {i: a for i, a in actors.items() if i not in alone}
    spots = {i: p for i, p in places.items() if i not in alone}
    lent = {key: {i for c in mine for i in named(c)} & alone for key, mine in told.items()}
    return [
        Coded(
            report=replace(report, copy_of=None, story=None), claims=tuple(told[report.id]),
            actors=tuple(actors[i] for i in sorted(
                {*_actors_of(told[report.id], people), *(lent[report.id] & actors.keys())})),
            places=tuple(places[i] for i in sorted(
                {*_places_of(told[report.id], spots), *(lent[report.id] & places.keys())})),
        )
        for report in found.reports
    ]  # fmt: skip


def _actors_of(claims: list[Claim], there: Mapping[str, Actor]) -> list[str]:
    """Return the ids of the actors that claims name, and of the groups that those belong to."""
    named = {ref.actor for c in claims for ref in (*c.actors, *c.targets)}
    for said in (c.attribution for c in claims if c.attribution):
        named |= {said.source or "", *(v.actor for v in said.via)}
    waiting = [*named]
    while waiting:
        found = there.get(waiting.pop())
        more = {*(found.member_of if found else ())} - named
        named |= more
        waiting += more
    return sorted(named & there.keys())


def _places_of(claims: list[Claim], there: Mapping[str, Place]) -> list[str]:
    """Return the ids of the places that claims name, and of all that those lie in."""
    named: set[str] = set()
    for ref in (ref for c in claims for ref in c.places):
        found = there.get(ref.place)
        while found is not None and found.id not in named:
            named.add(found.id)
            found = there.get(found.within or "")
    return sorted(named)


def _rows(picture: Picture) -> Iterator[dict[str, Any]]:
    yield {"type": "Head", "format": FORMAT, "made_with": asdict(picture.made_with)}
    for kind, things in (
        ("report", picture.reports), ("actor", picture.actors), ("place", picture.places),
        ("warning", picture.warnings),
    ):  # fmt: skip
        for thing in things:
            yield {"type": kind, "value": _adapter(_KINDS[kind]).dump_python(thing, mode="json")}
    texts = {r.id: r for r in picture.reports}
    for claim in picture.claims:
        yield _annotation(claim, texts[claim.report])


def _annotation(claim: Claim, report: Report) -> dict[str, Any]:
    text = report.text
    return {
        "@context": CONTEXT,
        "id": f"urn:consilience:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "Dataset", "value": _adapter(Claim).dump_python(claim, mode="json")},
        "target": {
            "source": report.url or f"urn:consilience:report:{report.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                {
                    "type": "TextQuoteSelector", "exact": claim.quote,
                    "prefix": text[max(0, claim.start - _AROUND) : claim.start],
                    "suffix": text[claim.end : claim.end + _AROUND],
                },
            ],
        },
    }  # fmt: skip


def _line(row: dict[str, Any]) -> bytes:
    # U+2028 and its like end a line for some readers; JSON may hold them escaped.
    text = json.dumps(row, ensure_ascii=False)
    for odd in ("\u2028", "\u2029", "\u0085"):
        text = text.replace(odd, f"\\u{ord(odd):04x}")
    return text.encode("utf-8", errors="surrogatepass") + b"\n"


def _take(row: dict[str, Any], found: Statements, *, first: bool) -> None:
    kind = row["type"]
    if first:
        if kind != "Head" or row["format"] != FORMAT:
            raise ValueError(f"a head of the format {FORMAT!r} was expected.")
        found.made_with = _adapter(MadeWith).validate_json(json.dumps(row["made_with"]))
    elif kind == "Annotation":
        found.claims.append(_adapter(Claim).validate_json(json.dumps(row["body"]["value"])))
    elif kind in _KINDS:
        value = _adapter(_KINDS[kind]).validate_json(json.dumps(row["value"]))
        getattr(found, f"{kind}s").append(value)
    else:
        raise ValueError(f"type {kind!r} is not known.")


def _check(found: Statements) -> None:
    """Raise InputError where a text is not what its hash says, or a claim's words are not in it."""
    texts = {r.id: r.text for r in found.reports}
    for report in found.reports:
        if _hash(report.text) != report.sha256:
            raise InputError(
                f"Report {report.given_id!r}: its text is not what its hash (sha256) says."
                " Export the statements again."
            )
    for claim in found.claims:
        text = texts.get(claim.report)
        if text is None or text[claim.start : claim.end] != claim.quote:
            raise InputError(
                f"Claim {claim.id!r}: its quote is not what report {claim.report!r} says at"
                f" {claim.start} to {claim.end}. Export the statements again."
            )


def _hash(text: str) -> str:
    # Half a surrogate pair is no text of ours; it must be told, not break the reading.
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


@cache
def _adapter(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
