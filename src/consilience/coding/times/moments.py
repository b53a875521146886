"""How far a date is known, what a story has told so far, and what a reading gives.

In: years, months, days. Out: `Moment`, `Story`, `Reading`, their TIMEX3 values
and their inclusive days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from consilience.coding.times import calendar as cal
from consilience.coding.times.calendar import Interval


@dataclass(frozen=True, slots=True)
class Moment:
    """A date told as far as it is known; years before Christ are negative."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """Return the day, where all of it is known and the calendar has it."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return cal.valid_day(self.year, self.month, self.day) if self.year > 0 else None


@dataclass(slots=True)
class Story:
    """What has been told so far. `report` is the report's day; `history` marks a narrative.

    `sentence` is where the last date stood (-1: in a sentence before); `future` and
    `past` say what the verb over the expression at hand tells of.
    """

    report: date | None
    history: bool
    last: Moment = Moment()
    sentence: int = -1
    future: bool = False
    past: bool = False

    @property
    def base(self) -> date | None:
        """Return the day that *last week* counts from: the report's, or the story's own."""
        return self.last.date if self.history else self.report


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, the days it covers (None: not known), and the moment it leaves the story at."""

    value: str
    days: Interval | None = None
    moment: Moment | None = None
    type: str = ""


NOTHING = Reading("")


def year_value(year: int) -> str:
    """Return a year in TIMEX3: four figures, `BC` before those of a year before Christ."""
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def value_of(moment: Moment) -> str:
    """Return the TIMEX3 value of a date as far as it is known."""
    year = "XXXX" if moment.year is None else year_value(moment.year)
    if moment.month is None:
        return year
    if moment.day is None:
        return f"{year}-{moment.month:02d}"
    return f"{year}-{moment.month:02d}-{moment.day:02d}"


def moment_of(day: date) -> Moment:
    """Return a day as a moment."""
    return Moment(day.year, day.month, day.day)


def years_on(year: int, step: int) -> int:
    """Return the year `step` years on; there is no year nought."""
    after = year + step
    return after + 1 if year < 0 <= after else after - 1 if after <= 0 < year else after


def decade_value(year: int) -> str:
    """Return the TIMEX3 value of the decade of a year: three figures."""
    return f"BC{-year // 10:03d}" if year < 0 else f"{year // 10:03d}"


def century_value(year: int) -> str:
    """Return the TIMEX3 value of the century of a year: two figures."""
    return f"BC{-year // 100:02d}" if year < 0 else f"{year // 100:02d}"


def unit_value(letter: str, at: date) -> str:
    """Return the TIMEX3 value of the week, month, quarter, year … that a day lies in."""
    if letter in {"W", "F"}:
        year, week, _ = at.isocalendar()
        return f"{year}-W{week:02d}"
    if letter == "Q":
        return f"{at.year}-Q{(at.month - 1) // 3 + 1}"
    return {
        "M": f"{at.year}-{at.month:02d}",
        "DE": f"{at.year // 10:03d}",
        "CE": f"{at.year // 100:02d}",
    }.get(letter, f"{at.year:04d}")


def edge(part: str) -> str:
    """Return the part of a whole that *earlier* or *later* in it means."""
    return {"EARLIER": "START", "LATER": "END"}.get(part, part)


def unit_days(letter: str, at: date, part: str) -> Interval | None:
    """Return the days of the week, month or year that a day lies in, or of a part of it."""
    if letter == "M":
        return cal.month_interval(at.year, at.month, edge(part))
    if letter == "Y":
        return cal.year_interval(at.year, edge(part))
    if letter == "W":
        return cal.week_interval(at, edge(part))
    return None


def days_of(moment: Moment, part: str, around: bool = False) -> Interval | None:
    """Return the days of a date as far as it is known; *around* adds a day on each side (UCDP)."""
    if moment.year is None or not cal.in_range(moment.year):
        return None
    if moment.month is None:
        return cal.year_interval(moment.year, edge(part))
    if moment.day is None:
        return cal.month_interval(moment.year, moment.month, edge(part))
    day = moment.date
    if day is None:
        return None
    one = timedelta(days=1)
    return (day - one, day + one) if around else (day, day)


def day_reading(day: date, daypart: str = "") -> Reading:
    """Return the reading of one day, with a part of the day as TIMEX3 writes it."""
    return Reading(day.isoformat() + daypart, (day, day), moment_of(day))


def partly_told(story: Story, daypart: str = "") -> Reading:
    """Return a day of which only the story's year and month are known."""
    last = story.last
    year = "XXXX" if last.year is None else year_value(last.year)
    month = "XX" if last.month is None else f"{last.month:02d}"
    return Reading(f"{year}-{month}-XX{daypart}")
