"""What is told between one actor and others: who did what to whom, and who said so of whom.

In: a connection and an actor's id. Out: `Relation`s, counted by the database: one row for
each other actor, kind of event and month. A relation is what accounts tell, and never
turned round: *A attacked B* is not *B attacked A*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from consilience.casefile.tables import claim, claim_link, event, event_link

Way = Literal["to", "from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Events of one type in one month (YYYY-MM, None undated) between the actor and another.

    `way` is *to* where the actor did it to the other, *from* where the other did it;
    `accused` counts claims in which the one accuses the other of such an act.
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
    link = claim_link
    month = _month(claim.c.day_from)
    accused = claim.c.stance == "accuses"
    doer = (link.c.claim == claim.c.id) & (link.c.kind == "actor")

    def asked(other: Any, *where: ColumnElement[bool]) -> list[tuple[Any, ...]]:
        query = (
            select(other, claim.c.event_type, month, func.count())
            .select_from(claim).join(link, doer).where(accused, *where)
            .group_by(other, claim.c.event_type, month)
        )  # fmt: skip
        return list(connection.execute(query).tuples())

    by = asked(link.c.value, claim.c.source == actor, link.c.value != actor)
    of = asked(claim.c.source, link.c.value == actor, claim.c.source.is_not(None),
               claim.c.source != actor)  # fmt: skip
    ways: tuple[tuple[Way, list[tuple[Any, ...]]], ...] = (("to", by), ("from", of))
    return [
        Relation(other=other, event_type=kind, way=way, month=when, events=count, accused=True)
        for way, rows in ways
        for other, kind, when, count in rows
    ]


def _month(day: Any) -> Any:
    return func.substr(day, literal_column("1"), literal_column("7"))
