"""Read dates of the calendar: days, months, years, seasons, decades, times of day.

In: an `Expression` and the `Story` so far. Out: a `Reading`. A date told without
its year takes the story's, or in news the latest such before the report's day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from consilience.coding.times import calendar as cal
from consilience.coding.times.guards import Expression
from consilience.coding.times.moments import (
    NOTHING,
    Moment,
    Reading,
    Story,
    day_reading,
    days_of,
    partly_told,
    value_of,
    year_value,
    years_on,
)
from consilience.coding.times.parts import daypart_of, meaning, month_of, ordinal, part_of
from consilience.coding.times.relative_times import STEP, STORY_MODS
from consilience.knowledge.timewords import time_knowledge

# A report is dated by its own clock, what it tells by the place's: a day or two between them.
_ZONES = timedelta(days=2)
# How far ahead a date without a year may lie that no past verb puts behind.
_SOON = timedelta(days=60)


def read_date(expression: Expression, story: Story) -> Reading:
    """Read a date of the calendar as far as it is told: *29 November 2024*, *early March*."""
    parts = expression.parts
    month = month_of(parts)
    day = int(re.sub(r"\D", "", parts["day"])) if "day" in parts else None
    year = _told_year(parts, story)
    if year is None and month is not None:
        year = _inherited_year(story, month, day)
    moment = Moment(year, month, day)
    if day and year and year > 0 and moment.date is None:
        return NOTHING
    around = re.match(r"(?:about|around|circa)\b", expression.words) is not None
    days = days_of(moment, part_of(parts), around)
    half = f"-{part_of(parts)}" if month is None and part_of(parts) in {"H1", "H2"} else ""
    return Reading(value_of(moment) + half + (daypart_of(parts) if day else ""), days, moment)


def _told_year(parts: Mapping[str, str], story: Story) -> int | None:
    if "era" in parts and "anyyear" in parts:
        year = int(parts["anyyear"])
        return -year if parts["era"].startswith("b") else year
    if "year" in parts:
        year = int(parts["year"])
        return 2000 + year if year < 100 else year
    if "shortyear" in parts:
        return _full_year(int(parts["shortyear"].strip("'")), story)
    if "sameyear" in parts:
        return _year_by_word(parts["sameyear"], story)
    return None


def _full_year(two: int, story: Story) -> int:
    """Return the year of two figures: the nearest such year on or before the story's, else 19xx."""
    near = story.last.year if story.history and story.last.year else None
    limit = near or (story.report.year if story.report else 2030)
    if near:
        century = near // 100 * 100
        return century + two if century + two >= near - 50 else century + 100 + two
    century = limit // 100 * 100
    return century + two if century + two <= limit else century - 100 + two


def _year_by_word(word: str, story: Story) -> int | None:
    if word in {"that", "the same"}:
        return story.last.year
    base = story.base.year if story.base else story.last.year
    if base is None:
        return None
    return base + {"last": -1, "next": 1}.get(word, 0)


def _inherited_year(story: Story, month: int, day: int | None) -> int | None:
    """Return the year of a date told without one: the story's, else by the report's day."""
    if story.last.year is not None and (story.history or story.sentence >= 0):
        return _not_ahead(_rolled(story, month), story, month, day)
    if story.report is None or story.history:
        return None
    return _year_near(story.report, story, month, day)


def _not_ahead(year: int | None, story: Story, month: int, day: int | None) -> int | None:
    """Return the year, or the one before where news tells of the past a day still to come."""
    if year is None or story.report is None or story.history or not story.past:
        return year
    ahead = year == story.report.year and _begins(year, month, day) > story.report + _ZONES
    return year - 1 if ahead else year


def _year_near(report: date, story: Story, month: int, day: int | None) -> int:
    """Return the year of the latest such date, or of the next where that is what is told.

    As for weekdays (UCDP GED 19.1, appendix 2) the latest counts, but the next one where
    the verb is future, where it is a day or two ahead (another time zone), and where it
    is near and no past verb stands over it (*the 1 June inauguration*).
    """
    year = report.year if _begins(report.year, month, day) <= report else report.year - 1
    ahead = _begins(year + 1, month, day) - report
    running = day is None and (year, month) == (report.year, report.month)
    zoned = day is not None and ahead <= _ZONES
    soon = zoned or (ahead <= _SOON and not story.past)
    return year + 1 if not running and (story.future or soon) else year


def _begins(year: int, month: int, day: int | None) -> date:
    return cal.valid_day(year, month, day or 1) or date(year, month, 28)


def _rolled(story: Story, month: int) -> int | None:
    """Return the story's year; the next where January to March follows December."""
    last = story.last
    if last.year and last.month == 12 and month <= 3:
        return years_on(last.year, 1)
    return last.year


def read_numeric(expression: Expression, story: Story) -> Reading:
    """Read *17/04/2023*; where day and month could change places, the one near the report's day."""
    parts = expression.parts
    first, second = int(parts["first"]), int(parts["second"])
    year = int(parts["year"])
    year = _full_year(year, story) if year < 100 else year
    days = [cal.valid_day(year, second, first), cal.valid_day(year, first, second)]
    known = sorted({day for day in days if day is not None})
    if len(known) == 2 and story.report is not None:
        near = [d for d in known if timedelta(0) <= story.report - d <= timedelta(days=31)]
        known = near if len(near) == 1 else known
    if len(known) != 1:
        return Reading(f"{year:04d}-XX-XX")
    return day_reading(known[0])


def read_short_year(expression: Expression, story: Story) -> Reading:
    """Read a year in two figures: *'98*, the *20* of *2019-20*."""
    moment = Moment(_full_year(int(expression.parts["shortyear"]), story))
    return Reading(value_of(moment), days_of(moment, ""), moment)


def read_day_only(expression: Expression, story: Story) -> Reading:
    """Read a day of the month without its month: *the 17th* is in the story's month."""
    day = int(re.sub(r"\D", "", expression.parts["day"]))
    moment = replace(story.last, day=day)
    if "year" in expression.parts:
        moment = replace(moment, year=int(expression.parts["year"]))
    if moment.month is None and story.report is not None and not story.history:
        month = story.report if story.report.day >= day else cal.add_months(story.report, -1)
        moment = Moment(month.year, month.month, day)
    if moment.month is None or (moment.year and moment.year > 0 and moment.date is None):
        return NOTHING
    return Reading(value_of(moment), days_of(moment, ""), moment)


def read_holiday(expression: Expression, story: Story) -> Reading:
    """Read a holiday of fixed date by its name."""
    parts = expression.parts
    month, day = time_knowledge().holidays[" ".join(parts["holiday"].split())]
    year = _told_year(parts, story) or _inherited_year(story, month, day)
    moment = Moment(year, month, day)
    return Reading(value_of(moment) + daypart_of(parts), days_of(moment, ""), moment)


def read_season(expression: Expression, story: Story) -> Reading:
    """Read a season; a winter told without a year bears that of its January, as stories use it."""
    parts = expression.parts
    season = meaning("season", parts["season"])
    year = begun = _told_year(parts, story)
    if year is None:
        year = begun = _season_year(season, parts.get("mod", ""), story)
        if year is not None and season == "WI" and story.history:
            year, begun = _winter(year, story.last.month)
    if year is None or begun is None:
        return Reading(f"XXXX-{season}")
    days = cal.season_interval(begun, season) if cal.in_range(begun) else None
    return Reading(f"{year_value(year)}-{season}", days, Moment(begun))


def _season_year(season: str, mod: str, story: Story) -> int | None:
    step = STEP.get(mod, 0)
    if story.history or mod in STORY_MODS:
        year = story.last.year
        return None if year is None else years_on(year, max(step, 0))
    if story.report is None:
        return None
    begun = date(story.report.year, cal.SEASON_MONTH[season], 1) <= story.report
    if step > 0 or story.future:
        return story.report.year + (1 if begun else 0)
    return story.report.year if begun or mod == "this" else story.report.year - 1


def _winter(year: int, month: int | None) -> tuple[int, int]:
    """Return the year that a winter bears and the one it begins in, by the month told last."""
    if month is not None and month <= 4:
        return year, years_on(year, -1)
    return years_on(year, 1), year


def read_decade(expression: Expression, story: Story) -> Reading:
    """Read *the 1970s*, *the 90s*, *the 470s BC*."""
    year = int(expression.parts["decade"])
    if expression.parts.get("era", "").startswith("b"):
        return Reading(f"BC{year // 10:03d}")
    if year < 100:
        year = _full_year(year, story)
    days = (date(year, 1, 1), date(year + 9, 12, 31))
    return Reading(f"{year // 10:03d}", days, Moment(year))


def read_century(expression: Expression, story: Story) -> Reading:
    """Read *the thirteenth century*: the years 1200 to 1299, value 12 (TIMEX3)."""
    nth = ordinal(expression.parts["nth"])
    if expression.parts.get("era", "").startswith("b"):
        return Reading(f"BC{nth - 1:02d}")
    first = (nth - 1) * 100
    days = (date(first, 1, 1), date(first + 99, 12, 31)) if 1 <= first <= 9000 else None
    return Reading(f"{nth - 1:02d}", days)


def read_clock(expression: Expression, story: Story) -> Reading:
    """Read a time of the clock, on the date beside it or on the story's day."""
    parts = expression.parts
    month = parts.get("month") or parts.get("month2")
    reading = None
    if month:
        day = parts.get("day") or parts["day2"]
        dated = replace(expression, parts={**parts, "month": month, "day": day})
        reading = read_date(dated, story)
    moment = reading.moment if reading and reading.moment else story.last
    time = _time_of_day(parts)
    if moment.date is None:
        return Reading(f"XXXX-XX-XXT{time}")
    return Reading(f"{moment.date.isoformat()}T{time}", (moment.date, moment.date), moment)


def _time_of_day(parts: Mapping[str, str]) -> str:
    if "military" in parts:
        return f"{parts['military'][:2]}:{parts['military'][2:]}"
    told = parts.get("clock") or f"{parts.get('hour') or parts['hour2']}:00"
    hour, minute = re.split(r"[:.]", told)
    half = (parts.get("ampm") or parts.get("ampm2") or "")[:1]
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    return f"{hours:02d}:{minute}"


def read_daypart(expression: Expression, story: Story) -> Reading:
    """Read *that evening* on the story's day; *at night* is of no one day."""
    daypart = daypart_of(expression.parts)
    before = expression.before
    generic = "mod" not in expression.parts and (before is None or before.lower_ in {"at", "by"})
    if generic or expression.span[-1].lower_ in {"nights"}:
        return Reading("XXXX-XX-XX" + daypart)
    if story.last.date is None:
        return partly_told(story, daypart)
    return day_reading(story.last.date, daypart)
