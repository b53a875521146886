"""Arithmetic on days: the inclusive interval that a vague time stands for.

In: a day, month, year or unit, and which part of it. Out: `(first, last)` days.
The rules for vague times are those of the UCDP GED codebook 19.1, appendix 2
(early March is 1-10, mid 10-20, late 15-end; the past week is seven days with
the report's day; a weekday is the latest such day).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from consilience.model import TimePrecision

Interval = tuple[date, date]
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FIRST_YEAR, _LAST_YEAR = 2, 9990
_FIRST_REPORT, _LAST_REPORT = 1000, 2999


def in_range(year: int) -> bool:
    """Return whether days of that year can be computed; years before Christ cannot."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


def plausible(day: date | None) -> date | None:
    """Return a report's day, None where its year is a slip of typing (year 202, year 9999)."""
    return day if day is not None and _FIRST_REPORT <= day.year <= _LAST_REPORT else None


def days_before(day: date, count: int) -> date:
    """Return the day `count` days before."""
    return day - timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months on; the month's last day where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not in_range(year):
        return day
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_interval(year: int, month: int, part: str = "") -> Interval:
    """Return a month or its early (1-10), middle (10-20) or late (15-end) part, or a half."""
    last = calendar.monthrange(year, month)[1]
    parts = {"START": (1, 10), "MID": (10, 20), "END": (15, last), "H1": (1, 15), "H2": (16, last)}
    first_day, last_day = parts.get(part, (1, last))
    return date(year, month, first_day), date(year, month, last_day)


def year_interval(year: int, part: str = "") -> Interval:
    """Return a year or its early (Jan-Apr), middle (May-Aug) or late (Sep-Dec) part, or a half."""
    parts = {"START": (1, 4), "MID": (5, 8), "END": (9, 12), "H1": (1, 6), "H2": (7, 12)}
    first, last = parts.get(part, (1, 12))
    return date(year, first, 1), month_interval(year, last)[1]


def season_interval(year: int, season: str) -> Interval:
    """Return the three months of a northern season; winter begins in December of `year`."""
    first = date(year, SEASON_MONTH[season], 1)
    return first, add_months(first, 3) - timedelta(days=1)


def week_interval(day: date, part: str = "") -> Interval:
    """Return Monday to Sunday of the day's week; early is Mon-Wed, late Fri-Sun."""
    monday = days_before(day, day.weekday())
    first, last = {"START": (0, 2), "MID": (2, 3), "END": (4, 6)}.get(part, (0, 6))
    return monday + timedelta(days=first), monday + timedelta(days=last)


def weekend_interval(day: date) -> Interval:
    """Return the latest weekend that had begun before `day`, Saturday and Sunday."""
    saturday = last_weekday(days_before(day, 1), 6)
    return saturday, saturday + timedelta(days=1)


def last_weekday(day: date, weekday: int) -> date:
    """Return the latest such weekday (Monday is 1) on or before `day`."""
    return days_before(day, (day.isoweekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """Return the first such weekday (Monday is 1) after `day`."""
    return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)


def hours_window(day: date, hours: float) -> Interval:
    """Return the days of the past hours: 24 reach one day back, 48 and 72 two (UCDP)."""
    back = 1 if hours <= 24 else 2 if hours <= 72 else -int(-hours // 24)
    return days_before(day, back), day


def _days(day: date, count: float) -> date:
    return day + timedelta(days=int(count))


_STEP: dict[str, Callable[[date, float], date]] = {
    "D": _days,
    "N": _days,
    "W": lambda day, n: _days(day, 7 * n),
    "E": lambda day, n: _days(day, 7 * n),
    "F": lambda day, n: _days(day, 14 * n),
    "M": lambda day, n: add_months(day, int(n)),
    "Q": lambda day, n: add_months(day, int(3 * n)),
    "Y": lambda day, n: add_months(day, int(12 * n)),
    "DE": lambda day, n: add_months(day, int(120 * n)),
    "CE": lambda day, n: add_months(day, int(1200 * n)),
    "TH": lambda day, n: _days(day, n // 24 if n > 0 else -(-n // 24)),
    "TM": lambda day, _: day,
    "TS": lambda day, _: day,
}


_YEARS = {"D": 1 / 365, "N": 1 / 365, "W": 1 / 52, "E": 1 / 52, "F": 1 / 26, "M": 1 / 12,
          "Q": 1 / 4, "Y": 1, "DE": 10, "CE": 100}  # fmt: skip


def can_shift(day: date, count: float, unit: str) -> bool:
    """Return whether the day `count` units on is one that can be computed."""
    years = count * _YEARS.get(unit, 0)
    return in_range(int(day.year + years - 1)) and in_range(int(day.year + years + 1))


def shift(day: date, count: float, unit: str) -> date:
    """Return the day `count` units on (TimeML letters: D, W, M, Y, DE …); back where negative."""
    return _STEP[unit](day, count)


def window_back(day: date, count: float, unit: str) -> Interval | None:
    """Return the past `count` units up to and with `day` (the past week: seven days)."""
    if not can_shift(day, -count, unit):
        return None
    if unit.startswith("T"):
        return hours_window(day, {"TH": count, "TM": count / 60, "TS": count / 3600}[unit])
    return shift(day, -count, unit) + timedelta(days=1), day


def window_on(day: date, count: float, unit: str) -> Interval | None:
    """Return the coming `count` units from `day` on."""
    return (day, shift(day, count, unit)) if can_shift(day, count, unit) else None


def vague_back(day: date, unit: str) -> Interval | None:
    """Return *recent days, recent weeks* …: three of the unit back, without the day itself."""
    if unit.startswith("T"):
        return hours_window(day, 24)
    if not can_shift(day, -3, unit):
        return None
    return shift(day, -3, unit), days_before(day, 1)


def precision_of(days: Interval | None) -> TimePrecision:
    """Return the precision class of an interval (GED date_prec by its length in days)."""
    if days is None:
        return "unknown"
    length = (days[1] - days[0]).days + 1
    steps: tuple[tuple[int, TimePrecision], ...] = (
        (1, "day"), (6, "range"), (7, "week"), (31, "month"), (366, "year"),
    )  # fmt: skip
    return next((name for most, name in steps if length <= most), "unknown")
