"""A small picture out of a large case: some events and all that they speak of.

In: a connection and events. Out: a `Picture` that holds together, read by index and
never as a whole, so that whatever reads pictures (the brief, exports, explanations)
works on a part of any case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from consilience.casefile import kept, tables
from consilience.casefile.forms import load
from consilience.casefile.shelves import laid_out
from consilience.model import (
    Actor,
    Claim,
    Control,
    Day,
    Dispute,
    Event,
    MadeWith,
    Origin,
    Picture,
    PictureWarning,
    Place,
    Report,
    Story,
)

_T = TypeVar("_T")


def excerpt(
    connection: Connection, events: Sequence[Event], claims: Sequence[Claim] = (),
    disputes: Sequence[Dispute] = (), *, whole: bool = True,
) -> Picture:  # fmt: skip
    """Return the picture of these events, and of claims and disputes beside them.

    A dispute on who holds a place is of no event: what others tell on it comes along, as
    claims of no event where theirs is not asked for. Unless `whole`, control and warnings
    stay behind, which are most of what there is to read.
    """
    own = sorted({d for e in events for d in e.disputes} - {d.id for d in disputes})
    disputed = [*_by(connection, Dispute, tables.dispute, "id", own), *disputes]
    told = [*_by(connection, Claim, tables.claim, "event", [e.id for e in events]), *claims]
    told += _sides(connection, disputed, {c.id for c in told})
    reports = _reports(connection, sorted({c.report for c in told}))
    origins = {o for e in events for o in e.origins}
    origins |= {o for d in disputed for p in d.positions for o in p.origins}
    voices = _by(connection, Origin, tables.origin, "id", sorted(origins))
    return Picture(
        schema="consilience/picture/1",
        made_with=load(MadeWith, laid_out(connection, "made_with")),
        reports=tuple(reports),
        claims=tuple(told),
        events=tuple(events),
        disputes=tuple(disputed),
        control=tuple(_control(connection, told)) if whole else (),
        actors=tuple(_actors(connection, told, voices)),
        places=tuple(_places(connection, told, events)),
        stories=tuple(_by(connection, Story, tables.story, "id",
                          sorted({r.story for r in reports if r.story}))),
        origins=tuple(voices),
        timeline=tuple(_days(events)),
        warnings=tuple(_warnings(connection, reports)) if whole else (),
    )  # fmt: skip


def _sides(connection: Connection, disputes: Iterable[Dispute], there: set[str]) -> Iterator[Claim]:
    """Yield the claims of these disputes that are not there yet."""
    wanted = sorted({c for d in disputes for p in d.positions for c in p.claims} - there)
    yield from (replace(c, event=None) for c in _by(connection, Claim, tables.claim, "id", wanted))


def _by(
    connection: Connection, kind: type[_T], table: Table, column: str, ids: Sequence[str]
) -> list[_T]:
    """Return the objects whose column holds one of these, by id."""
    found: list[tuple[str, str]] = []
    for part in kept.steps(ids):
        asked = select(table.c.id, table.c.json).where(table.c[column].in_(part))
        found += connection.execute(asked).tuples().all()
    return [load(kind, words) for _, words in sorted(found, key=itemgetter(0))]


def _reports(connection: Connection, ids: Sequence[str]) -> list[Report]:
    """Return reports with their copies and stories, the earliest first."""
    found: list[Report] = []
    for part in kept.steps(ids):
        rows = connection.execute(select(tables.report).where(tables.report.c.id.in_(part)))
        found += [kept.report_of(row) for row in rows.mappings()]
    return sorted(found, key=lambda r: (r.published or "", r.id))


def _warnings(connection: Connection, reports: Sequence[Report]) -> list[PictureWarning]:
    return _by(connection, PictureWarning, tables.warning, "report", [r.id for r in reports])


def _control(connection: Connection, claims: Sequence[Claim]) -> list[Control]:
    told = {c.id for c in claims}
    places = sorted({p.place for c in claims for p in c.places})
    found = _by(connection, Control, tables.control, "place", places)
    return [c for c in found if {*c.claims} <= told]


def _actors(
    connection: Connection, claims: Sequence[Claim], origins: Sequence[Origin]
) -> list[Actor]:
    """Return all who are named, and the groups that they are members of."""
    wanted = {ref.actor for c in claims for ref in (*c.actors, *c.targets)}
    for claim in claims:
        if claim.attribution:
            wanted |= {claim.attribution.source or "", *(v.actor for v in claim.attribution.via)}
    wanted |= {o.actor or "" for o in origins}
    found: dict[str, Actor] = {}
    while wanted - {*found}:
        some = _by(connection, Actor, tables.actor, "id", sorted(wanted - {*found}))
        if not some:
            break
        found |= {a.id: a for a in some}
        wanted = {m for a in some for m in a.member_of}
    return [found[i] for i in sorted(found)]


def _places(
    connection: Connection, claims: Sequence[Claim], events: Sequence[Event]
) -> list[Place]:
    """Return all places that are named, and what they lie in."""
    wanted = {p.place for c in claims for p in c.places} | {e.place for e in events if e.place}
    found: dict[str, Place] = {}
    while wanted - {*found}:
        some = _by(connection, Place, tables.place, "id", sorted(wanted - {*found}))
        if not some:
            break
        found |= {p.id: p for p in some}
        wanted = {p.within for p in some if p.within}
    return [found[i] for i in sorted(found)]


def _days(events: Iterable[Event]) -> list[Day]:
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.time.start is not None:
            found[event.time.start].append(event.id)
    return [Day(date=day, events=tuple(sorted(found[day]))) for day in sorted(found)]
