"""Who is said to hold some places: the last accounts by a day, and what came before.

In: a connection, ids of places, a day. Out: `Control` rows. Where accounts of the last
day differ all of them are given: none is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, or_, select

from consilience.casefile.forms import load
from consilience.casefile.kept import steps
from consilience.casefile.tables import control
from consilience.model import Control


def holders(
    connection: Connection, places: Sequence[str], until: str | None = None
) -> dict[str, list[Control]]:
    """Return by place the accounts of the last day that has any, by an ISO day or ever.

    Accounts without a day count only where no other is there.
    """
    c = control.c
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for part in steps(sorted({*places})):
        where: list[ColumnElement[bool]] = [c.place.in_(part)]
        if until is not None:
            where.append(or_(c.as_of.is_(None), c.as_of <= until))
        query = select(c.place, c.as_of, c.json).where(*where).order_by(c.place, c.id)
        for place, day, made in connection.execute(query):
            found[place].append((day or "", made))
    return {place: _last(rows) for place, rows in sorted(found.items())}


def _last(rows: Sequence[tuple[str, str]]) -> list[Control]:
    last = max(day for day, _ in rows)
    return [load(Control, made) for day, made in rows if day == last]
