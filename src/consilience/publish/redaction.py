"""Leave out what can hurt people: names of private persons, exact places of living victims.

In: a `Picture`. Out: the same picture in which private persons are marks of the same
length (so that every offset still holds) and the places of the living are no finer than
their first-order unit. It stands before every output, so that no format can leak what
another hides.

A person is private unless the reports cite them as a voice or hold them for a doer: those
who are only hit are victims, witnesses who are named only in the text are found by the
same names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from consilience.knowledge.spelling import fold
from consilience.model import Actor, Claim, Picture, Place, PlaceRef
from consilience.publish import words

MARK = "█"
_LIVING = frozenset({"injured", "abducted", "missing", "displaced", "evacuated", "trapped",
                     "arrested", "captured", "released", "returned"})  # fmt: skip
_TOWNS = frozenset({"settlement", "capital"})
_FINE = frozenset({"point", "near", "district"})
_SHORTEST_NAME = 3
_RUN = re.compile(r"[A-Z][\w'’-]+(?:\s(?:(?:al|bin|ibn|abu|van|von|de)[\s-])?[A-Z][\w'’-]+){1,3}")
_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
})  # fmt: skip
_PARTICLES = frozenset({"al", "bin", "ibn", "abu", "van", "von", "de", "der", "la", "el"})
T = TypeVar("T")


def redact(picture: Picture) -> Picture:
    """Return the picture with private persons blacked out and living victims' places widened."""
    private = private_persons(picture)
    ids = {a.id: f"person-{_digest(a.id)[:8]}" for a in private}
    exact = _exact_places(picture)
    ids |= {p.id: f"place-{_digest(p.id)[:8]}" for p in exact}
    names = _names_of(private, picture) | _words_for(exact, picture)
    widened = _widen(picture, {p.id for p in exact})
    return _hashed(_mapped(widened, _pattern(names), ids)) if names else widened


def private_persons(picture: Picture) -> tuple[Actor, ...]:
    """Return the persons who are only hit: never a doer, never a voice."""
    public: set[str] = {o.actor for o in picture.origins if o.actor}
    for claim in picture.claims:
        public |= {a.actor for a in claim.actors}
        if claim.attribution:
            public |= {claim.attribution.source or "", *(v.actor for v in claim.attribution.via)}
    return tuple(
        a for a in picture.actors
        if a.kind == "person" and a.id not in public and _is_a_name(a.name)
    )  # fmt: skip


def _is_a_name(name: str) -> bool:
    """Tell *Ali Hassan* from *the commanders* and *25 fighters*."""
    parts = [w for w in name.split() if w.lower() not in _PARTICLES]
    return bool(parts) and all(w[0].isupper() or "-" in w for w in parts)


def _exact_places(picture: Picture) -> tuple[Place, ...]:
    """Return the places finer than a town where living victims are told of."""
    refs = {p.place for c in picture.claims if _is_of_living(c) for p in c.places}
    return tuple(
        p for p in picture.places
        if p.id in refs and p.precision in _FINE and p.feature not in _TOWNS
    )  # fmt: skip


def _names_of(private: tuple[Actor, ...], picture: Picture) -> set[str]:
    """Return the persons' names and surnames, but no word that names something public too."""
    ids = {a.id for a in private}
    names = {n for a in private for n in (a.name, *a.aliases)}
    worded = {r.text for c in picture.claims for r in c.targets if r.actor in ids}
    names |= {text for text in worded if _is_a_name(text)}
    public = {a.name for a in picture.actors if a.id not in ids} | {p.name for p in picture.places}
    shared = {fold(word) for name in public for word in name.split()}
    names |= _unlisted(picture, shared)
    parts = {part for n in names for part in n.split() if len(part) > _SHORTEST_NAME}
    return {n for n in names if not {fold(w) for w in n.split()} <= shared} | {
        part for part in parts if fold(part) not in shared
    }


def _unlisted(picture: Picture, shared: set[str]) -> set[str]:
    """Return what looks like a person's name beside harm and names nothing that is known.

    The coding may not have taken it for a person; where somebody is hurt, that is no reason
    to print it. A quote in the capitals of a headline is left alone.
    """
    worded = {r.text for c in picture.claims for r in c.actors}
    worded |= {r.text for c in picture.claims for r in c.places}
    voices = {c.attribution.text for c in picture.claims if c.attribution}
    violent = {key for key, _, family in words.event_types() if family == "violence"}
    known = shared | {fold(w) for text in worded | voices for w in text.split()} | _CALENDAR
    return {
        run.group()
        for claim in picture.claims
        if claim.event_type in violent and not _is_headline(claim.quote)
        for run in _RUN.finditer(claim.quote)
        if not {fold(w) for w in run.group().split()} & known
    }


def _is_headline(quote: str) -> bool:
    long = [w for w in quote.split() if w[0].isalpha() and len(w) > _SHORTEST_NAME]
    return all(w[0].isupper() for w in long)


def _words_for(exact: tuple[Place, ...], picture: Picture) -> set[str]:
    ids = {p.id for p in exact}
    worded = {p.text for c in picture.claims for p in c.places if p.place in ids}
    return worded | {p.name for p in exact}


def _pattern(names: set[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _mapped(thing: T, names: re.Pattern[str], ids: dict[str, str]) -> T:
    """Return `thing` with every name in every text of it blacked out, and every id replaced."""
    if isinstance(thing, str):
        if thing in ids:
            return ids[thing]  # type: ignore[return-value]
        return names.sub(lambda m: MARK * len(m.group()), thing)  # type: ignore[return-value]
    if isinstance(thing, tuple):
        return tuple(_mapped(part, names, ids) for part in thing)  # type: ignore[return-value]
    if isinstance(thing, dict):
        return {k: _mapped(v, names, ids) for k, v in thing.items()}  # type: ignore[return-value]
    if is_dataclass(thing) and not isinstance(thing, type):
        changed: dict[str, Any] = {}
        for part in fields(thing):
            old = getattr(thing, part.name)
            new = _mapped(old, names, ids)
            if new != old:
                changed[part.name] = new
        return replace(thing, **changed) if changed else thing
    return thing


def _widen(picture: Picture, exact: set[str]) -> Picture:
    """Put what stands at an exact place into the town around it."""
    outer = {p.id: p.within for p in picture.places}

    def town(place: str | None) -> str | None:
        while place in exact:
            place = outer[place] if place else None
        return place

    return replace(
        picture,
        events=tuple(replace(e, place=town(e.place)) for e in picture.events),
        claims=tuple(replace(c, places=_refs(c.places, town)) for c in picture.claims),
        control=tuple(c for c in picture.control if c.place not in exact),
        places=tuple(p for p in picture.places if p.id not in exact),
    )


def _refs(
    refs: tuple[PlaceRef, ...], town: Callable[[str | None], str | None]
) -> tuple[PlaceRef, ...]:
    wide = ((ref, town(ref.place)) for ref in refs)
    return tuple(replace(ref, place=place) for ref, place in wide if place is not None)


def _is_of_living(claim: Claim) -> bool:
    return bool({f.kind for f in claim.figures} & _LIVING)


def _hashed(picture: Picture) -> Picture:
    """Give changed texts their own hash: that of the original would confirm a guess."""
    return replace(
        picture, reports=tuple(replace(r, sha256=_digest(r.text)) for r in picture.reports)
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
