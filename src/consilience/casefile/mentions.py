"""How often each actor and place of a case is met with: the lists to begin from.

In: a connection. Out: ids with the number of events, most first. Ids that nothing but an
attribution names (a spokesman, an outlet) are met with in no event and stand last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection, func, select

from consilience.casefile.tables import actor, event_link, place

Noun = Literal["actor", "place"]
_KINDS: dict[Noun, tuple[str, ...]] = {"actor": ("actor", "target"), "place": ("place",)}
_TABLES = {"actor": actor, "place": place}


def met(
    connection: Connection, noun: Noun, limit: int, offset: int, among: Sequence[str] | None = None
) -> tuple[list[tuple[str, int]], int]:
    """Return (id, events) of actors or places, and how many there are; `among` narrows to ids."""
    table, link = _TABLES[noun], event_link.c
    counted = (
        select(link.value, func.count(link.event.distinct()).label("events"))
        .where(link.kind.in_(_KINDS[noun])).group_by(link.value).subquery()
    )  # fmt: skip
    events = func.coalesce(counted.c.events, 0)
    query = select(table.c.id, events).outerjoin(counted, counted.c.value == table.c.id)
    total = select(func.count()).select_from(table)
    if among is not None:
        query, total = query.where(table.c.id.in_(among)), total.where(table.c.id.in_(among))
    rows = connection.execute(
        query.order_by(events.desc(), table.c.name, table.c.id).limit(limit).offset(offset)
    )
    return [(id_, count) for id_, count in rows], connection.execute(total).scalar() or 0
