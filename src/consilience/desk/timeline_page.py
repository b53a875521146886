"""The timeline: how many events are dated to each day, and the largest toll of each.

In: a visit. Out: columns of days, weeks, months or years, so few that they can be told
apart; for each the events dated to it, and the largest count of killed of one event as a
range. Each column is an address that shows it nearer. Tolls of several events are never
added up; events known to several days only are told apart, and so are those with no day.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from consilience.casefile import calendar
from consilience.casefile.calendar import DayCount, DayToll, Span
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.names import names_of
from consilience.desk.paging import listing
from consilience.publish import dates

COLUMNS = 62  # two months of days; more columns cannot be told apart on a telephone
UNITS = ("day", "week", "month", "year")
MOST_SPANS = 30  # spans of days in the table; those with most events
ROOM, NARROW_ROOM = 9.0, 24.0  # percent of the width for *Sep 2024*, on a desk and a telephone
TICKS = 4  # steps of the axis of tolls


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The events of a day, week, month or year; `toll` is of the one with most killed.

    `x` is the middle in percent of the width, `tall` and `against` are the heights of all
    events and of the disputed ones, in percent of the tallest column; `gap`: time was left
    out before it.
    """

    start: str
    end: str
    name: str
    label: str
    events: int
    disputed: int
    toll: DayToll | None
    x: float
    tall: float
    against: float
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Counts of killed on a scale of tens: where one stands, in percent from below."""

    ticks: tuple[tuple[float, str], ...]
    decades: int

    def at(self, count: int) -> float:
        """Return where a count stands; none and one are one spot."""
        return round(100 * math.log10(max(count, 1)) / self.decades, 2)


def show(visit: Visit) -> Shown:
    """Return the timeline that is asked for."""
    asked = visit.asked
    with visit.case.reading() as connection:
        days = calendar.days(connection, asked.filter)
        tolls = calendar.tolls(connection, asked.filter)
        spans = calendar.spans(connection, asked.filter, MOST_SPANS)
        dayless = calendar.dayless(connection, asked.filter)
    spans = [s for s in spans if s.start or s.end]
    unit = unit_of(days)
    drawn = columns(days, tolls, unit)
    events = visit.case.events(asked.filter, limit=asked.per, offset=asked.offset)
    total = visit.case.count_events(asked.filter)
    return Shown(
        template="timeline.html", title="Timeline",
        data=lambda: {"days": days, "tolls": tolls, "spans": spans, "undated": dayless,
                      "events": listing(visit, total, events)},
        rows=lambda: rows(days, tolls, spans),
        context={"columns": drawn, "unit": unit, "axis": axis(drawn),
                 "labels": labelled(drawn, ROOM), "few": labelled(drawn, NARROW_ROOM),
                 "spans": spans, "dayless": dayless, "events": events, "total": total,
                 "names": names_of(visit.case, events)},
    )  # fmt: skip


def rows(days: Sequence[DayCount], tolls: Sequence[DayToll], spans: Sequence[Span]) -> Rows:
    """Return the days and then the spans as a table; the toll is of one event of the day."""
    of = {t.day: t for t in tolls}
    told = ((d, of.get(d.day)) for d in days)
    return Rows(
        columns=("first_day", "last_day", "events", "disputed", "largest_killed_low",
                 "largest_killed_best", "largest_killed_high", "largest_killed_event"),
        rows=[
            *((d.day, d.day, d.events, d.disputed, t.low if t else None, t.best if t else None,
               t.high if t else None, t.event if t else None) for d, t in told),
            *((s.start, s.end, s.events, None, None, None, None, None) for s in spans),
        ],
    )  # fmt: skip


def unit_of(days: Sequence[DayCount]) -> str:
    """Return the smallest unit in which the days are few enough columns."""
    found = [d for row in days if (d := dates.parse(row.day))]
    for unit in UNITS[:-1]:
        if len({_start(d, unit) for d in found}) <= COLUMNS:
            return unit
    return UNITS[-1]


def columns(days: Iterable[DayCount], tolls: Iterable[DayToll], unit: str) -> tuple[Column, ...]:
    """Return the columns of these days in order; time without any event is left out."""
    largest: dict[date, DayToll] = {}
    for toll in tolls:
        key = _start(date.fromisoformat(toll.day), unit)
        largest[key] = max(largest.get(key, toll), toll, key=lambda t: (t.best, t.low))
    by_start: Callable[[DayCount], date] = lambda d: _start(date.fromisoformat(d.day), unit)  # noqa: E731
    counted = [
        (start, sum(d.events for d in found), sum(d.disputed for d in found))
        for start, group in groupby(days, key=by_start)
        for found in (list(group),)
    ]
    top = max((events for _, events, _ in counted), default=1)
    return tuple(
        Column(
            start=start.isoformat(), end=_end(start, unit).isoformat(), name=_name(start, unit),
            label=_label(start, counted[n - 1][0] if n else None, unit), events=events,
            disputed=disputed, toll=largest.get(start), x=round((n + 0.5) * 100 / len(counted), 3),
            tall=round(100 * events / top, 2), against=round(100 * disputed / top, 2),
            gap=n > 0 and _end(counted[n - 1][0], unit) + timedelta(days=1) < start,
        )
        for n, (start, events, disputed) in enumerate(counted)
    )  # fmt: skip


def labelled(drawn: Sequence[Column], room: float) -> set[int]:
    """Return the columns whose label finds room of so many percent; those with a year first.

    A label with a year needs twice the room of a month's.
    """
    kept: dict[int, float] = {}
    told = [(not c.label[-1:].isdigit(), n) for n, c in enumerate(drawn) if c.label]
    for is_month, n in sorted(told):
        half = room / 2 if is_month else room
        if all(abs(drawn[n].x - drawn[k].x) >= (half + other) / 2 for k, other in kept.items()):
            kept[n] = half
    return set(kept)


def axis(drawn: Sequence[Column]) -> Axis:
    """Return the scale on which all ranges of killed stand."""
    most = max((c.toll.high or c.toll.best for c in drawn if c.toll), default=1)
    decades = max(1, math.ceil(math.log10(max(most, 2))))
    step = max(1, math.ceil(decades / TICKS))
    ticks = tuple((round(100 * n / decades, 2), f"{10**n:,}") for n in range(0, decades + 1, step))
    return Axis(ticks=ticks, decades=decades)


def _start(day: date, unit: str) -> date:
    match unit:
        case "week":
            return dates.monday(day)
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day


def _end(start: date, unit: str) -> date:
    match unit:
        case "week":
            return start + timedelta(days=6)
        case "month":
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        case "year":
            return start.replace(month=12, day=31)
    return start


def _name(start: date, unit: str) -> str:
    match unit:
        case "week":
            return f"Week of {dates.moment(start.isoformat())}"
        case "month":
            return f"{dates.MONTHS[start.month - 1]} {start.year}"
        case "year":
            return str(start.year)
    return dates.day(start.isoformat())


def _label(start: date, before: date | None, unit: str) -> str:
    """Return what stands under a column: what changed since the one before."""
    if unit == "year":
        return str(start.year)
    if before is None or before.year != start.year:
        return f"{dates.MONTHS[start.month - 1][:3]} {start.year}"
    return dates.MONTHS[start.month - 1][:3] if before.month != start.month else ""
