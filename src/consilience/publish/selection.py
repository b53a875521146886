"""Choose a part of a picture: the filters that exports, the desk and searches share.

In: a `Picture` and a `Selection`. Out: a smaller `Picture` that holds together: the
chosen events, their claims, and every report, actor, place, origin, dispute and
story that these speak of, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from consilience.errors import InputError
from consilience.knowledge.spelling import fold
from consilience.model import Actor, Claim, Day, Dispute, Event, Grade, Picture, Place, Wording
from consilience.publish.index import index
from consilience.publish.words import event_types

_Ids = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to keep. Filters that are given must all hold; one that is empty asks nothing.

    They mean what they mean on the desk (`casefile.filters.Filter`). `actors`, `places`,
    `reports`, `stories` and `events` are ids; a place stands for all that lies within it, an
    actor for a doer or a target; `sources` are ids of origins and names of publishers.
    `since` and `until` are ISO dates, inclusive: an event counts if any of its days lies
    between; one without a day is left out where a day is asked for. `frame` is south, west,
    north, east in degrees, west greater than east across the 180th meridian. `disputed` asks
    for an open dispute, `judged` for a claim that an analyst has judged.
    """

    types: _Ids = frozenset()
    families: _Ids = frozenset()
    grades: frozenset[Grade] = frozenset()
    actors: _Ids = frozenset()
    places: _Ids = frozenset()
    countries: _Ids = frozenset()
    admin1s: _Ids = frozenset()
    sources: _Ids = frozenset()
    publishers: _Ids = frozenset()
    reports: _Ids = frozenset()
    stories: _Ids = frozenset()
    events: _Ids = frozenset()
    frame: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    disputed: bool | None = None
    judged: bool | None = None

    @property
    def asks(self) -> bool:
        """Tell whether anything is asked for at all."""
        return self != Selection()


def ids_of(things: Iterable[tuple[str, str]], asked: Iterable[str], what: str) -> _Ids:
    """Return the ids of what a person asks for by id or by name, whatever the spelling.

    `things` are pairs of id and name. Raises InputError with the nearest names where
    nothing of the picture is called so.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    known: dict[str, str] = {}
    for identifier, name in things:
        by_name[fold(name)].add(identifier)
        known[fold(name)] = name
        by_name[identifier].add(identifier)
    found: set[str] = set()
    for words in asked:
        ids = by_name.get(words) or by_name.get(fold(words))
        if not ids:
            near = [known[n] for n in get_close_matches(fold(words), known, n=3)]
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise InputError(f"No {what} of this picture is called {words!r}{hint}.")
        found |= ids
    return frozenset(found)


def described(picture: Picture, chosen: Selection) -> str:
    """Return in words what was asked for, for a README; "" where nothing was."""
    return "; ".join(
        f"{field.name}: {_named(field.name, getattr(chosen, field.name), picture)}"
        for field in fields(chosen)
        if getattr(chosen, field.name) not in (None, frozenset())
    )


def _named(name: str, value: Any, picture: Picture) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(f"{degree:g}" for degree in value)
    if not isinstance(value, frozenset):
        return str(value)
    found = index(picture)
    of = {"actors": found.actor, "places": found.place}.get(name, str)
    if name == "sources":
        origins = {o.id for o in picture.origins}
        return ", ".join(sorted(found.origin(v) if v in origins else v for v in value))
    return ", ".join(sorted(map(of, value)))


def select(picture: Picture, chosen: Selection) -> Picture:
    """Return the part of `picture` that `chosen` asks for; the whole where it asks nothing."""
    if not chosen.asks:
        return picture
    holds = _test(picture, chosen)
    return _around(picture, tuple(e for e in picture.events if holds(e)))


def _test(picture: Picture, chosen: Selection) -> Callable[[Event], bool]:
    seen = _Seen(picture, chosen)
    asked: list[tuple[frozenset[Any], Callable[[Event], Iterable[Any]]]] = [
        (chosen.events, lambda e: (e.id,)),
        (chosen.types, lambda e: (e.event_type,)),
        (chosen.families, lambda e: (seen.family.get(e.event_type),)),
        (chosen.grades, lambda e: (e.grade,)),
        (chosen.actors, lambda e: (*e.actors, *e.targets)),
        (seen.inside, lambda e: (e.place,)),
        (chosen.countries, lambda e: (at.country for at in seen.place(e))),
        (chosen.admin1s, lambda e: (at.admin1 for at in seen.place(e))),
        (chosen.sources, lambda e: (*e.origins, *seen.publishers(e))),
        (chosen.publishers, seen.publishers),
        (chosen.reports, lambda e: e.reports),
        (chosen.stories, lambda e: (seen.report[r].story for r in e.reports)),
    ]
    sets = [(wanted, of) for wanted, of in asked if wanted]

    def holds(event: Event) -> bool:
        return (
            all(not wanted.isdisjoint(of(event)) for wanted, of in sets)
            and (chosen.disputed is None or seen.is_disputed(event) is chosen.disputed)
            and (chosen.judged is None or seen.is_judged(event) is chosen.judged)
            and (chosen.frame is None or any(map(seen.in_frame, seen.place(event))))
            and _in_days(event, chosen.since, chosen.until)
        )

    return holds


class _Seen:
    """What the filters look up in a picture."""

    def __init__(self, picture: Picture, chosen: Selection) -> None:
        self.report = {r.id: r for r in picture.reports}
        self.family = {key: family for key, _, family in event_types()}
        self.inside = frozenset(_within(picture, chosen.places))
        self._frame = chosen.frame
        self._places = {p.id: p for p in picture.places}
        self._judged = {c.event for c in picture.claims if c.judged}
        self._open = {d.id for d in picture.disputes if d.status == "open"}

    def place(self, event: Event) -> tuple[Place, ...]:
        """Return the event's place, if it has one."""
        found = self._places.get(event.place or "")
        return (found,) if found else ()

    def publishers(self, event: Event) -> Iterable[str | None]:
        """Return who published the event's reports."""
        return (self.report[r].publisher for r in event.reports)

    def is_disputed(self, event: Event) -> bool:
        """Tell whether a dispute on the event is open."""
        return not self._open.isdisjoint(event.disputes)

    def is_judged(self, event: Event) -> bool:
        """Tell whether an analyst has judged a claim of the event."""
        return event.id in self._judged

    def in_frame(self, place: Place) -> bool:
        """Tell whether a place's point lies in the frame."""
        if self._frame is None or place.lat is None or place.lon is None:
            return False
        south, west, north, east = self._frame
        between = west <= place.lon <= east if west <= east else not east < place.lon < west
        return south <= place.lat <= north and between


def _within(picture: Picture, asked: _Ids) -> set[str]:
    """Return the places asked for and all that lie in them."""
    inside = set(asked)
    outer = {p.id: p.within for p in picture.places}
    while True:
        more = {p for p, within in outer.items() if within in inside} - inside
        if not more:
            return inside
        inside |= more


def _in_days(event: Event, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    start, end = event.time.start, event.time.end
    if start is None or end is None:
        return False
    return (since is None or end >= since) and (until is None or start <= until)


def _around(picture: Picture, events: tuple[Event, ...]) -> Picture:
    """Return the picture of these events: all they speak of, and nothing else."""
    kept = {e.id for e in events}
    told = {c.id for c in picture.claims if c.event in kept}
    disputes = tuple(
        d for d in picture.disputes
        if d.event in kept or (d.event is None and any(told & {*p.claims} for p in d.positions))
    )  # fmt: skip
    claims = tuple(_with_sides(picture.claims, kept, disputes))
    reports = {c.report for c in claims}
    control = tuple(c for c in picture.control if set(c.claims) <= told)
    origins = {o for e in events for o in e.origins}
    origins |= {o for d in disputes for p in d.positions for o in p.origins}
    return replace(
        picture,
        reports=tuple(r for r in picture.reports if r.id in reports),
        claims=claims,
        events=events,
        disputes=disputes,
        control=control,
        actors=_actors(picture, claims, origins),
        places=_chain(picture, {p.place for c in claims for p in c.places}),
        stories=tuple(s for s in picture.stories if reports & set(s.reports)),
        origins=tuple(o for o in picture.origins if o.id in origins),
        timeline=_days(picture, kept),
        wording=_wording(picture, kept | {d.id for d in disputes}),
        warnings=tuple(w for w in picture.warnings if w.report is None or w.report in reports),
    )


def _with_sides(
    claims: Iterable[Claim], events: Collection[str], disputes: Iterable[Dispute]
) -> Iterator[Claim]:
    """Yield the claims of these events, and what others tell in the disputes on control.

    A side that is left out would leave a dispute with an answer that nobody gives.
    """
    sides = {c for d in disputes for p in d.positions for c in p.claims}
    for claim in claims:
        if claim.event in events:
            yield claim
        elif claim.id in sides:
            yield replace(claim, event=None)


def _wording(picture: Picture, kept: set[str]) -> Wording | None:
    """Return the sentences of a summary whose event or dispute is kept."""
    if picture.wording is None:
        return None
    told = tuple(s for s in picture.wording.sentences if kept.issuperset(s.refs))
    return replace(picture.wording, sentences=told) if told else None


def _actors(picture: Picture, claims: tuple[Claim, ...], origins: set[str]) -> tuple[Actor, ...]:
    used = {ref.actor for c in claims for ref in (*c.actors, *c.targets)}
    for claim in claims:
        if claim.attribution:
            used |= {claim.attribution.source or "", *(v.actor for v in claim.attribution.via)}
    used |= {o.actor or "" for o in picture.origins if o.id in origins}
    groups = {a.id: a.member_of for a in picture.actors}
    waiting = [*used]
    while waiting:
        more = [g for g in groups.get(waiting.pop(), ()) if g not in used]
        used |= {*more}
        waiting += more
    return tuple(a for a in picture.actors if a.id in used)


def _chain(picture: Picture, used: set[str]) -> tuple[Place, ...]:
    outer = {p.id: p.within for p in picture.places}
    kept: set[str] = set()
    for place in used:
        at: str | None = place
        while at is not None and at not in kept:
            kept.add(at)
            at = outer.get(at)
    return tuple(p for p in picture.places if p.id in kept)


def _days(picture: Picture, kept: set[str]) -> tuple[Day, ...]:
    days = (replace(d, events=tuple(e for e in d.events if e in kept)) for d in picture.timeline)
    return tuple(d for d in days if d.events)
