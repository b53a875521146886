"""When the events that fit a filter are: days counted by the database, and their tolls.

In: a connection and a `Filter`. Out: for each day how many events are dated to that very
day, and the largest count of killed in one of them; for events that may have happened on
any of several days, these spans. Counts of several events are never added up: they may
take each other in.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Integer, cast, func, select

from consilience.casefile.filters import Filter, of_events
from consilience.casefile.tables import event


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many events are dated to one ISO day, and how many of them are disputed."""

    day: str
    events: int
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayToll:
    """The event of a day with the largest best count of killed; `high` None is open above."""

    day: str
    event: str
    summary: str
    low: int
    best: int
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Events that may have happened on any of the same several days (ISO, inclusive).

    One end is None where it cannot be known.
    """

    start: str | None
    end: str | None
    events: int


_ONE_DAY = event.c.day_from == event.c.day_to


def days(connection: Connection, asked: Filter) -> list[DayCount]:
    """Return each day that has events dated to it, in order."""
    disputed = func.sum(cast(event.c.disputed, Integer))
    query = (
        select(event.c.day_from, func.count(), disputed)
        .where(_ONE_DAY, *of_events(asked)).group_by(event.c.day_from).order_by(event.c.day_from)
    )  # fmt: skip
    return [
        DayCount(day=day, events=events, disputed=int(against))
        for day, events, against in connection.execute(query)
    ]


def tolls(connection: Connection, asked: Filter) -> list[DayToll]:
    """Return for each day the event dated to it with the largest best count of killed."""
    largest = func.row_number().over(
        partition_by=event.c.day_from,
        order_by=(event.c.killed_best.desc(), event.c.killed_low.desc().nulls_last(), event.c.id),
    )
    ranked = (
        select(event, largest.label("place_of_day"))
        .where(_ONE_DAY, event.c.killed_best.is_not(None), *of_events(asked)).subquery()
    )  # fmt: skip
    c = ranked.c
    columns = (c.day_from, c.id, c.summary, c.killed_low, c.killed_best, c.killed_high)
    query = select(*columns).where(c.place_of_day == 1).order_by(c.day_from)
    return [
        DayToll(day=day, event=id_, summary=summary, low=low, best=best, high=high)
        for day, id_, summary, low, best, high in connection.execute(query)
    ]


def spans(connection: Connection, asked: Filter, limit: int) -> list[Span]:
    """Return the spans of several days that most events are known to, at most `limit`."""
    where = (event.c.day_from.is_distinct_from(event.c.day_to), *of_events(asked))
    query = (
        select(event.c.day_from, event.c.day_to, func.count())
        .where(*where).group_by(event.c.day_from, event.c.day_to)
        .order_by(func.count().desc(), event.c.day_from.nulls_first(),
                  event.c.day_to.nulls_first()).limit(limit)
    )  # fmt: skip
    rows = connection.execute(query)
    return [Span(start=start, end=end, events=events) for start, end, events in rows]


def dayless(connection: Connection, asked: Filter) -> int:
    """Return how many events fit that no words date."""
    where = (event.c.day_from.is_(None), event.c.day_to.is_(None), *of_events(asked))
    return connection.execute(select(func.count()).select_from(event).where(*where)).scalar() or 0
