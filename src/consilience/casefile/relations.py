"""What is told between one actor and others: who did what to whom, and who said so of whom.

In: a connection and an actor's id. Out: `Relation`s, counted by the database: one row for
each other actor, kind of event and month. A relation is what accounts tell, and never
turned round: *A attacked B* is not *B attacked A*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, literal_column, select

from consilience.casefile.kept import steps
from consilience.casefile.tables import claim, claim_link, event, event_link

Way = Literal["to", "from", "with"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Events of one type in one month (YYYY-MM, None undated) between the actor and another.

    `way` is *to* where the actor did it to the other, *from* where the other did it, *with*
    where both are among those who did it (of a clash, on whichever side). With `accused`,
    claims are counted in which the one accuses the other of such an act.
    """

    other: str
    event_type: str
    way: Way
    month: str | None
    events: int
    accused: bool = False


def relations(connection: Connection, actor: str) -> list[Relation]:
    """Return what is told between an actor and others, in order of other, type and month."""
    found = [
        *_acts(connection, actor, "actor", "target", "to"),
        *_acts(connection, actor, "target", "actor", "from"),
        *_acts(connection, actor, "actor", "actor", "with"),
        *_accusations(connection, actor),
    ]
    return sorted(found, key=lambda r: (r.other, r.event_type, r.way, r.month or "", r.accused))


def _acts(
    connection: Connection, actor: str, role: str, other_role: str, way: Way
) -> list[Relation]:
    mine, theirs = event_link.alias("mine"), event_link.alias("theirs")
    month = _month(event.c.day_from)
    query = (
        select(theirs.c.value, event.c.event_type, month, func.count())
        .select_from(mine)
        .join(theirs, (theirs.c.event == mine.c.event) & (theirs.c.kind == other_role))
        .join(event, event.c.id == mine.c.event)
        .where(mine.c.kind == role, mine.c.value == actor, theirs.c.value != actor)
        .group_by(theirs.c.value, event.c.event_type, month)
    )
    return [
        Relation(other=other, event_type=kind, way=way, month=when, events=count)
        for other, kind, when, count in connection.execute(query)
    ]


def _accusations(connection: Connection, actor: str) -> list[Relation]:
    """Return of what the actor accuses others as a voice, and others the actor."""
    counted: Counter[_Told] = Counter()
    columns = (claim.c.id, claim.c.event_type, _month(claim.c.day_from))
    mine = select(*columns).where(claim.c.stance == "accuses", claim.c.source == actor)
    told = {id_: (kind, month) for id_, kind, month in connection.execute(mine)}
    for other, id_ in _doers(connection, sorted(told)):
        counted[other, "to", *told[id_]] += 1
    doer = select(claim_link.c.claim).where(_DOES, claim_link.c.value == actor)
    theirs = select(claim.c.source, *columns[1:]).where(
        claim.c.stance == "accuses", claim.c.source.is_not(None), claim.c.id.in_(doer)
    )
    for other, kind, month in connection.execute(theirs):
        counted[other, "from", kind, month] += 1
    return [
        Relation(other=other, event_type=kind, way=way, month=month, events=count, accused=True)
        for (other, way, kind, month), count in counted.items()
        if other != actor
    ]


_Told = tuple[str, Way, str, str | None]
_DOES = claim_link.c.kind == "actor"


def _doers(connection: Connection, claims: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (actor, claim) for who is said to have done what these claims tell."""
    link = claim_link.c
    for part in steps(claims):
        query = select(link.kind, link.value, link.claim).where(link.claim.in_(part))
        for kind, value, id_ in connection.execute(query):
            if kind == "actor":
                yield value, id_


def _month(day: Any) -> Any:
    return func.substr(day, literal_column("1"), literal_column("7"))
