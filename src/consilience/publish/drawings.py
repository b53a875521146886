"""Where the marks of the toll bars and of the timeline stand.

In: the tolls and the dated events of a brief. Out: positions in percent of the
drawing's width, so that one drawing fits any page, and rows counted from the top.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from consilience.model import Event
from consilience.publish import dates
from consilience.publish.parts import EventPart, TollPart, TollRow

OPEN_SHARE = 0.12  # of its low: the room that the axis leaves above an open-ended count
ROWS = 10  # counts of one toll; more are folded
COLUMNS = 45  # more days than these are drawn as weeks, more weeks as months
CALENDAR = 20  # days: a shorter span shows each of its days, a longer one only those that matter
LANES = 8  # rows of spans below the axis; what does not fit stands in the table
LABEL = 3.5  # percent of the width that half of a span's label takes
UNDER = {True: 9.0, False: 5.0}  # percent that a label below the axis takes, with and without year
VOICES = 6  # of a whole story, whose largest counts are shown; all others are folded
SPREAD = 200  # a largest count this many times the middle one leaves the others no room: a log axis
STACK = 12  # marks in one column; more are said as a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One origin's count on the axis, in percent; an `open` one has no top, `right` is its low."""

    row: TollRow
    left: float
    right: float
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TollBars:
    """The counts of one toll: those shown, and the `rest`; `best` in percent."""

    toll: TollPart
    bars: tuple[Bar, ...]
    rest: tuple[Bar, ...]
    best: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart:
    """Tolls of one kind, of one event or several, on one axis; ticks in percent."""

    name: str
    groups: tuple[TollBars, ...]
    ticks: tuple[tuple[float, str], ...]
    log: bool

    @property
    def rows(self) -> int:
        """Return how many counts are drawn."""
        return sum(len(group.bars) + len(group.rest) for group in self.groups)


def toll_charts(tolls: Iterable[TollPart]) -> list[TollChart]:
    """Return a chart for each kind of count, in the order in which they come."""
    by_name: dict[str, list[TollPart]] = {}
    for toll in tolls:
        by_name.setdefault(toll.name, []).append(toll)
    return [_chart(name, parts) for name, parts in by_name.items()]


def _chart(name: str, tolls: list[TollPart]) -> TollChart:
    ends = [_end(row) for toll in tolls for row in toll.rows]
    reach = max([*ends, *(t.best for t in tolls), 1])
    log = bool(ends) and reach > SPREAD * max(median(ends), 1)
    axis = _log_axis(reach) if log else _even_axis(reach)
    return TollChart(
        name=name, groups=tuple(_bars(t, axis) for t in tolls), ticks=axis.ticks, log=log
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """Where a count stands, in percent, and the counts that are written below."""

    at: Callable[[float], float]
    ticks: tuple[tuple[float, str], ...]


def _even_axis(reach: float) -> _Axis:
    step = _step(reach)
    top = step * math.ceil(reach / step)
    ticks = tuple((round(100 * n / top, 2), f"{n:,}") for n in range(0, top + 1, step))
    return _Axis(at=lambda n: round(100 * n / top, 2), ticks=ticks)


def _log_axis(reach: float) -> _Axis:
    """Return an axis on which each step is ten times the one before; none and one are one spot."""
    decades = math.ceil(math.log10(reach))
    ticks = tuple((round(100 * n / decades, 2), f"{10**n:,}") for n in range(decades + 1))
    return _Axis(at=lambda n: round(100 * math.log10(max(n, 1)) / decades, 2), ticks=ticks)


def _bars(toll: TollPart, axis: _Axis) -> TollBars:
    bars = tuple(
        Bar(
            row=row,
            left=axis.at(row.low),
            right=axis.at(row.low if row.high is None else row.high),
            open=row.high is None,
        )
        for row in toll.rows
    )
    shown, rest = _shown(toll, bars)
    return TollBars(toll=toll, bars=shown, rest=rest, best=axis.at(toll.best))


def _shown(toll: TollPart, bars: tuple[Bar, ...]) -> tuple[tuple[Bar, ...], tuple[Bar, ...]]:
    """Part the counts into those shown and the rest.

    Of a whole story, whose counts are of many scopes, each voice's largest one is shown
    where there are more than fit, and no earlier count.
    """
    if len(bars) <= ROWS and (toll.event_anchor or not any(b.row.superseded for b in bars)):
        return bars, ()
    current = [b for b in bars if not b.row.superseded]
    if not toll.event_anchor and len(current) > ROWS:
        largest = {b.row.who: b for b in sorted(current, key=lambda b: b.row.low)}
        current = sorted(largest.values(), key=lambda b: (-b.row.low, b.row.who))[:VOICES]
    shown = tuple(current[:ROWS])
    return shown, tuple(b for b in bars if b not in shown)


def _end(row: TollRow) -> float:
    """Return how far the axis must reach for a count."""
    return row.low * (1 + OPEN_SHARE) if row.high is None else row.high


def _step(top: float) -> int:
    """Return a round step that gives at most five ticks."""
    for power in range(12):
        for unit in (1, 2, 5):
            if unit * 10**power * 5 >= top:
                return int(unit * 10**power)
    return int(top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One event on its day; `row` counts up from the axis."""

    event: EventPart
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One day, week or month: its marks, how many more there are, and whether days were skipped."""

    name: str
    short: str
    under: str
    x: float
    dots: tuple[Dot, ...]
    events: tuple[EventPart, ...]
    more: int
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Events that may have happened on any of the same several days: a bar, in percent."""

    name: str
    events: tuple[EventPart, ...]
    left: float
    right: float
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawn timeline; `loose` events are known to a month or year only, or not dated."""

    unit: str
    columns: tuple[Column, ...]
    stretches: tuple[Stretch, ...]
    rows: int
    lanes: int
    loose: tuple[EventPart, ...]


def timeline(events: Iterable[tuple[Event, EventPart]]) -> Timeline:
    """Return where each event stands: a mark on its day, or a bar over its days."""
    dated, ranged, loose = _sorted_out(events)
    days = _days({d for d, _ in dated} | {d for a, b, _ in ranged for d in (a, b)})
    unit = next(
        (u for u in ("day", "week") if len({_bucket(d, u) for d in days}) <= COLUMNS), "month"
    )
    buckets = sorted({_bucket(d, unit) for d in days})
    at = {bucket: (n + 0.5) * 100 / len(buckets) for n, bucket in enumerate(buckets)}
    columns = _spaced([_column(b, n, buckets, unit, at[b], dated) for n, b in enumerate(buckets)])
    half = 50 / len(buckets) if buckets else 0
    stretches = _stretches(ranged, unit, at, half)
    return Timeline(
        unit=unit,
        columns=columns,
        stretches=stretches,
        rows=max((len(c.dots) for c in columns), default=0),
        lanes=min(LANES, max((s.row + 1 for s in stretches), default=0)),
        loose=tuple(loose),
    )


def _days(found: set[date]) -> list[date]:
    """Return the days in order, with those between them where that is not many."""
    if not found or (max(found) - min(found)).days > CALENDAR:
        return sorted(found)
    return [min(found) + timedelta(n) for n in range((max(found) - min(found)).days + 1)]


_Dated = list[tuple[date, EventPart]]
_Ranged = list[tuple[date, date, EventPart]]


def _sorted_out(
    events: Iterable[tuple[Event, EventPart]],
) -> tuple[_Dated, _Ranged, list[EventPart]]:
    dated: _Dated = []
    ranged: _Ranged = []
    loose: list[EventPart] = []
    for event, part in events:
        start, end = dates.parse(event.time.start), dates.parse(event.time.end)
        if not start or not end or event.time.precision in ("month", "year", "unknown"):
            loose.append(part)
        elif start == end:
            dated.append((start, part))
        else:
            ranged.append((min(start, end), max(start, end), part))
    return dated, ranged, loose


def _bucket(day: date, unit: str) -> date:
    if unit == "day":
        return day
    return dates.monday(day) if unit == "week" else day.replace(day=1)


def _column(
    bucket: date, n: int, buckets: list[date], unit: str, x: float, dated: _Dated
) -> Column:
    found = tuple(part for day, part in dated if _bucket(day, unit) == bucket)
    shown = found if len(found) <= STACK else found[: STACK - 1]
    before = buckets[n - 1] if n else None
    return Column(
        name=_name(bucket, unit),
        short=str(bucket.day) if unit != "month" else dates.MONTHS[bucket.month - 1][:3],
        under=_under(bucket, before, unit),
        x=round(x, 2),
        dots=tuple(Dot(event=e, row=row) for row, e in enumerate(shown)),
        events=found,
        more=len(found) - len(shown),
        gap=before is not None and not _is_next(before, bucket, unit),
    )


def _spaced(columns: list[Column]) -> tuple[Column, ...]:
    """Leave out the labels below the axis that would run into the next; a year before a month.

    A year whose own label finds no room stands in the next label.
    """
    kept: dict[int, Column] = {}
    owed = ""
    for n, column in enumerate(columns):
        if not column.under:
            continue
        year = column.under[-4:] if _has_year(column) else owed
        told = column if _has_year(column) or not owed else _dated_label(column, owed)
        last = max(kept, default=None)
        if last is not None and _collide(kept[last], told) and not _has_year(kept[last]):
            kept = {k: c for k, c in kept.items() if not year or k != last}
            last = max(kept, default=None)
        if last is None or not _collide(kept[last], told):
            kept[n], owed = told, ""
        else:
            owed = year
    return tuple(kept.get(n, replace(c, under="")) for n, c in enumerate(columns))


def _dated_label(column: Column, year: str) -> Column:
    return replace(column, under=f"{column.under} {year}")


def _collide(one: Column, two: Column) -> bool:
    return two.x - one.x < (UNDER[_has_year(one)] + UNDER[_has_year(two)]) / 2


def _has_year(column: Column) -> bool:
    return column.under[-1:].isdigit()


def _name(bucket: date, unit: str) -> str:
    iso = bucket.isoformat()
    if unit == "day":
        return dates.day(iso)
    return (
        f"Week of {dates.moment(iso)}"
        if unit == "week"
        else f"{dates.MONTHS[bucket.month - 1]} {bucket.year}"
    )


def _under(bucket: date, before: date | None, unit: str) -> str:
    """Return the month, or the year, where it is another than in the column before."""
    if unit == "month":
        return str(bucket.year) if before is None or before.year != bucket.year else ""
    if before and before.year == bucket.year:
        return dates.MONTHS[bucket.month - 1][:3] if before.month != bucket.month else ""
    return f"{dates.MONTHS[bucket.month - 1][:3]} {bucket.year}"


def _is_next(before: date, bucket: date, unit: str) -> bool:
    return (bucket - before).days <= {"day": 1, "week": 7}.get(unit, 31)


def _stretches(
    ranged: _Ranged, unit: str, at: dict[date, float], half: float
) -> tuple[Stretch, ...]:
    together: dict[tuple[date, date], list[EventPart]] = {}
    for start, end, part in ranged:
        together.setdefault((start, end), []).append(part)
    ends: list[float] = []
    found = []
    for start, end in sorted(together):
        left, right = at[_bucket(start, unit)] - half, at[_bucket(end, unit)] + half
        middle = (left + right) / 2
        first, last = min(left, middle - LABEL), max(right, middle + LABEL)
        row = next((n for n, lane in enumerate(ends) if lane <= first), len(ends))
        ends[row : row + 1] = [last]
        found.append(
            Stretch(
                name=dates.interval(start.isoformat(), end.isoformat()),
                events=tuple(together[start, end]),
                left=round(left, 2),
                right=round(right, 2),
                row=row,
            )
        )
    return tuple(found)
