"""Where the events that fit a filter are: one row a place, counted by the database.

In: a connection and a `Filter`. Out: `Spot`s, the place with most events first, and how
many events no map can show. However many events a case has, only places are read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, Integer, cast, func, select

from consilience.casefile.filters import Filter, of_events
from consilience.casefile.forms import load
from consilience.casefile.tables import event, place
from consilience.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place, how many events are told of it, how many of these are disputed, and when.

    `first`, `last` are ISO days; None where no event there is dated.
    """

    place: Place
    events: int
    disputed: int
    first: str | None
    last: str | None


def spots(connection: Connection, asked: Filter, limit: int) -> list[Spot]:
    """Return the places of events that fit, at most `limit`, those with most events first."""
    disputed = func.sum(cast(event.c.disputed, Integer))
    days = func.min(event.c.day_from), func.max(event.c.day_to)
    counted = (
        select(event.c.place, func.count().label("events"), disputed, *days)
        .where(event.c.place.is_not(None), *of_events(asked))
        .group_by(event.c.place).order_by(func.count().desc(), event.c.place).limit(limit)
    )  # fmt: skip
    rows = connection.execute(counted).tuples().all()
    known = select(place.c.id, place.c.json).where(place.c.id.in_([row[0] for row in rows]))
    places = {i: load(Place, words) for i, words in connection.execute(known)}
    return [
        Spot(place=places[i], events=events, disputed=int(against), first=first, last=last)
        for i, events, against, first, last in rows
        if i in places
    ]


def pointless(connection: Connection, asked: Filter) -> int:
    """Return how many events fit that have no point: not placed, or only in a country.

    The frame of a map is left aside: what has no point is inside none.
    """
    where = of_events(replace(asked, frame=None))
    query = select(func.count()).select_from(event).where(event.c.lat.is_(None), *where)
    return connection.execute(query).scalar() or 0


def points(
    connection: Connection, south: float, west: float, north: float, east: float, *, limit: int
) -> list[Place]:
    """Return places with a point inside a frame in degrees, at most `limit`, by id."""
    c = place.c
    inside = (c.lat.between(south, north), c.lon.between(west, east), c.precision == "point")
    query = select(c.json).where(*inside).order_by(c.id).limit(limit)
    return [load(Place, words) for words in connection.execute(query).scalars()]
