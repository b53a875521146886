"""What was read from each report: its text with its claims marked, and their slots as a table.

In: a picture's index. Out: one `Reading` a report. This is where every link of
the brief leads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from consilience.model import ActorRef, Claim, Figure, Report
from consilience.publish import dates, words
from consilience.publish.brief import denies
from consilience.publish.index import Index
from consilience.publish.passages import Passages, Span, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The slots of one claim, in words; empty where nothing was read."""

    anchor: str
    trigger: str
    kind: str
    actors: str
    targets: str
    places: str
    time: str
    figures: str
    voice: str
    event_anchor: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report's text, cut where claims begin and end, and the slots of each claim."""

    passages: Passages
    rows: tuple[Row, ...]


def readings(index: Index) -> dict[str, Reading]:
    """Return the reading of each report by the report's id."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in index.picture.claims:
        claims[claim.report].append(claim)
    return {r.id: _reading(index, r, claims[r.id]) for r in index.picture.reports}


def _reading(index: Index, report: Report, claims: list[Claim]) -> Reading:
    ordered = sorted(claims, key=lambda c: (c.start, c.trigger.start, c.end, c.id))
    spans = [Span(c.start, c.end, index.anchor(c.id)) for c in ordered]
    return Reading(
        passages=cut(report.text, spans), rows=tuple(_row(index, claim) for claim in ordered)
    )


def _row(index: Index, claim: Claim) -> Row:
    event = index.events.get(claim.event or "")
    return Row(
        anchor=index.anchor(claim.id),
        trigger=claim.trigger.text,
        kind=words.capital(words.event_type(claim.event_type)) + _manner(claim),
        actors=_actors(index, claim.actors),
        targets=_actors(index, claim.targets),
        places=_joined(_worded(index.place(p.place), p.text) for p in claim.places),
        time=_time(claim),
        figures=_joined(_figure(f) for f in claim.figures),
        voice=_voice(index, claim),
        event_anchor=index.anchor(event.id) if event else "",
        event=words.capital(event.summary) if event else "",
    )


def _manner(claim: Claim) -> str:
    notes = ["denied"] if claim.polarity == "denied" else []
    if claim.modality != "actual":
        notes.append(words.say("modalities", claim.modality))
    if claim.background:
        notes.append("background")
    if claim.assisted:
        notes.append(f"pointed at by {claim.assisted}")
    return f" ({', '.join(notes)})" if notes else ""


def _actors(index: Index, refs: Iterable[ActorRef]) -> str:
    return _joined(_worded(index.actor(ref.actor), ref.text) for ref in refs)


def _worded(name: str, text: str) -> str:
    """Return a canonical name with, where it differs, what this report calls it."""
    plain = " ".join(text.split())
    return name if not plain or plain.casefold() in name.casefold() else f"{name} (“{plain}”)"


def _time(claim: Claim) -> str:
    time = claim.time
    if not time.start and not time.end:
        return f"not dated (“{time.text}”)" if time.text else ""
    said = dates.interval(time.start, time.end, time.precision)
    return f"{said} (“{time.text}”)" if time.text else f"{said}, the report’s own date"


def _figure(figure: Figure) -> str:
    said = f"{words.count(figure.low, figure.high)} {words.counted(figure.kind, figure.victims)}"
    total = ", a running total" if figure.cumulative else ""
    return f"{said}{total} (“{' '.join(figure.text.split())}”)"


def _voice(index: Index, claim: Claim) -> str:
    said = claim.attribution
    if said is None:
        return "the report itself"
    name = index.actor(said.source) if said.source else "someone not named"
    stance = words.say("stances", said.stance)
    if denies(claim) and said.stance != "denies":
        stance += ", denying it"
    chain = words.listed([index.actor(voice.actor) for voice in said.via])
    return f"{name} ({stance}){f', passed on by {chain}' if chain else ''}"


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))
