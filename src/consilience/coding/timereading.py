"""Work out what a time expression means: its TIMEX3 value and its inclusive days.

In: an `Expression` and the `Story` so far (the report's day, whether the text
tells history or news, the last date told). Out: a `Reading`. Vague times follow
the rules of the UCDP GED codebook 19.1, appendix 2, against the report's day;
values follow TimeML's TIMEX3 (years before Christ as in TIDES 2005: BC0480).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from consilience.coding import calendar as cal
from consilience.coding.calendar import Interval
from consilience.coding.timeguards import Expression
from consilience.knowledge.timewords import CARDINALS, ORDINALS, time_knowledge


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
    """What has been told so far. `report` is the report's day; `history` marks a narrative."""

    report: date | None
    history: bool
    last: Moment = Moment()
    sentence: int = -1
    future: bool = False

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
_DAYPARTS = {"dawn": "MO", "midnight": "NI", "nights": "NI"}


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


def number(words: str) -> float:
    """Return the number that figures or words of a cardinal stand for."""
    words = " ".join(words.split())
    return float(words) if words[0].isdigit() else float(CARDINALS[words])


def ordinal(words: str) -> int:
    """Return the number that an ordinal in figures or words stands for."""
    figures = re.sub(r"\D", "", words)
    return int(figures) if figures else ORDINALS[" ".join(words.split())]


def _means(kind: str, word: str) -> str:
    meanings = time_knowledge().meaning[kind]
    plain = " ".join(word.split())
    return meanings.get(plain) or meanings.get(plain.rstrip(".")) or ""


def _part(parts: Mapping[str, str]) -> str:
    return _means("part", parts["part"]) if "part" in parts else ""


def _daypart(parts: Mapping[str, str]) -> str:
    word = parts.get("daypart", "")
    if not word:
        return ""
    return "T" + (_DAYPARTS.get(word) or _means("daypart", word))


def _month(parts: Mapping[str, str]) -> int | None:
    if "monthnumber" in parts:
        return int(parts["monthnumber"])
    return int(_means("month", parts["month"])) if "month" in parts else None


def _weekday(parts: Mapping[str, str]) -> int:
    return int(_means("weekday", parts["weekday"]))


def read_expression(expression: Expression, story: Story) -> Reading:
    """Return what the expression means at this point of the story."""
    return _READERS[expression.rule.means](expression, story)


# --- dates of the calendar -----------------------------------------------------------


def _date(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    month = _month(parts)
    day = int(re.sub(r"\D", "", parts["day"])) if "day" in parts else None
    year = _told_year(parts, story)
    if year is None and month is not None:
        year = _inherited_year(story, month, day)
    moment = Moment(year, month, day)
    if day and year and year > 0 and moment.date is None:
        return NOTHING
    around = re.match(r"(?:about|around|circa)\b", expression.words) is not None
    days = _days_of(moment, _part(parts), around)
    return Reading(value_of(moment) + (_daypart(parts) if day else ""), days, moment)


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
    """Return the year of a date told without one: the story's, else the latest before the report.

    A month or day named in news is the latest such on or before the report's day
    (UCDP GED 19.1, appendix 2); a future verb makes it the next.
    """
    if story.last.year is not None and (story.history or story.sentence >= 0):
        return _rolled(story, month)
    report = story.report
    if report is None or story.history:
        return None
    first = cal.valid_day(report.year, month, day or 1)
    if story.future:
        ended = first is not None and cal.add_months(first, 0 if day else 1) < report
        return report.year + 1 if ended else report.year
    return report.year if first is not None and first <= report else report.year - 1


def _rolled(story: Story, month: int) -> int | None:
    """Return the story's year; the next where January to March follows December."""
    last = story.last
    if last.year and last.month == 12 and month <= 3:
        return _years_on(last.year, 1)
    return last.year


def _days_of(moment: Moment, part: str, around: bool = False) -> Interval | None:
    if moment.year is None or not cal.in_range(moment.year):
        return None
    if moment.month is None:
        return cal.year_interval(moment.year, _edge(part))
    if moment.day is None:
        return cal.month_interval(moment.year, moment.month, _edge(part))
    day = moment.date
    if day is None:
        return None
    one = timedelta(days=1)
    return (day - one, day + one) if around else (day, day)


def _edge(part: str) -> str:
    return {"EARLIER": "START", "LATER": "END"}.get(part, part)


def _numeric(expression: Expression, story: Story) -> Reading:
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
    return _day_reading(known[0])


def _day_reading(day: date, daypart: str = "") -> Reading:
    return Reading(day.isoformat() + daypart, (day, day), moment_of(day))


def _shortyear(expression: Expression, story: Story) -> Reading:
    moment = Moment(_full_year(int(expression.parts["shortyear"]), story))
    return Reading(value_of(moment), _days_of(moment, ""), moment)


def _dayonly(expression: Expression, story: Story) -> Reading:
    day = int(re.sub(r"\D", "", expression.parts["day"]))
    moment = replace(story.last, day=day)
    if "year" in expression.parts:
        moment = replace(moment, year=int(expression.parts["year"]))
    if moment.month is None and story.report is not None and not story.history:
        month = story.report if story.report.day >= day else cal.add_months(story.report, -1)
        moment = Moment(month.year, month.month, day)
    if moment.month is None or (moment.year and moment.year > 0 and moment.date is None):
        return NOTHING
    return Reading(value_of(moment), _days_of(moment, ""), moment)


def _holiday(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    month, day = time_knowledge().holidays[" ".join(parts["holiday"].split())]
    year = _told_year(parts, story) or _inherited_year(story, month, day)
    moment = Moment(year, month, day)
    return Reading(value_of(moment) + _daypart(parts), _days_of(moment, ""), moment)


# --- weekdays and days from the report -------------------------------------------------


def _read_weekday(expression: Expression, story: Story) -> Reading:
    parts, base = expression.parts, story.base
    weekday = _weekday(parts)
    if base is None:
        return Reading(f"XXXX-WXX-{weekday}" + _daypart(parts))
    mod = parts.get("mod", "")
    if story.history:
        day = cal.next_weekday(base - timedelta(days=1), weekday)
    elif mod in {"next", "this coming", "the next"} or (story.future and not mod):
        day = cal.next_weekday(base, weekday)
    elif mod in {"last", "past", "this past", "the previous"}:
        day = cal.last_weekday(base - timedelta(days=1), weekday)
    else:
        day = cal.last_weekday(base, weekday)
    return _day_reading(day, _daypart(parts))


def _today(expression: Expression, story: Story) -> Reading:
    rule = expression.rule.reading
    daypart = _daypart({**rule, **expression.parts})
    if story.report is None or story.history:
        offset = rule["offset"]
        return Reading("XXXX-XX-XX" + daypart if offset != "0" or daypart else "PRESENT_REF")
    return _day_reading(story.report + timedelta(days=int(rule["offset"])), daypart)


def _overnight(_: Expression, story: Story) -> Reading:
    base = story.base
    if base is None:
        return Reading("XXXX-XX-XXTNI")
    before = base - timedelta(days=1)
    return Reading(f"{before.isoformat()}TNI", (before, base), moment_of(base))


# --- weeks, months and years from the report or from the story ---------------------------

_STORY_MODS = frozenset({
    "that", "that same", "this same", "the previous", "the following", "the same", "the next",
    "the preceding", "the subsequent", "previous",
})  # fmt: skip
_STEP = {
    "last": -1, "the last": -1, "past": -1, "the past": -1, "this past": -1, "the previous": -1,
    "previous": -1, "the preceding": -1, "next": 1, "the next": 1, "the following": 1,
    "the coming": 1, "this coming": 1, "the subsequent": 1,
}  # fmt: skip
_ROLLING = frozenset({"past", "the past"})


def _period(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    words = {**expression.rule.reading, **parts}
    mod, unit, part = words["mod"], words["unit"], _part(words)
    told = mod in _STORY_MODS or (story.history and mod != "the last")
    if not told and story.report is None:
        return Reading(_unknown_period(unit))
    letter = _means("unit", unit)
    if mod in _ROLLING and not part:
        return _rolling(letter, 1, story)
    if mod == "the last" and not part:
        return Reading(f"P1{letter}", _back(story, 1, letter))
    if told and mod != "the" and (story.last.year is not None or story.history):
        return _story_period(letter, mod, part, story)
    if mod == "the" and story.last.year is not None and (story.history or story.sentence >= 0):
        return _story_period(letter, mod, part, story)
    if story.report is None:
        return Reading(_unknown_period(unit))
    return _report_period(letter, _STEP.get(mod, 0), part, mod, story.report)


def _unknown_period(unit: str) -> str:
    return {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")


def _rolling(letter: str, count: float, story: Story) -> Reading:
    return Reading(_length_value(count, letter), _back(story, count, letter), type="DURATION")


def _back(story: Story, count: float, letter: str) -> Interval | None:
    return cal.window_back(story.base, count, letter) if story.base else None


def _report_period(letter: str, step: int, part: str, mod: str, report: date) -> Reading:
    """Read *this week*, *earlier this month*, *late last year* against the report's day (UCDP)."""
    if letter == "E":
        return _weekend(step, mod, report)
    at = cal.shift(report, step, letter)
    value, whole = _unit_value(letter, at), _unit_days(letter, at, part)
    if whole is None:
        return Reading(value)
    if step == 0:
        whole = _so_far(whole if part in {"MID", "END", ""} else _unit_days(letter, at, ""),
                        part, report)  # fmt: skip
    return Reading(value, whole, Moment(at.year, at.month if letter == "M" else None))


def _so_far(whole: Interval | None, part: str, report: date) -> Interval | None:
    """Return the days of a running period: up to the report, *earlier* up to the day before."""
    if whole is None or part == "LATER":
        return (report, whole[1]) if whole else None
    if part == "END":
        return whole
    last = report - timedelta(days=1) if part == "EARLIER" else report
    last = min(last, whole[1])
    return (min(whole[0], last), last)


def _weekend(step: int, mod: str, report: date) -> Reading:
    saturday, sunday = cal.weekend_interval(report)
    if mod == "last" and report - sunday < timedelta(days=1):
        saturday, sunday = saturday - timedelta(days=7), sunday - timedelta(days=7)
    if step > 0 or (mod == "this" and report.weekday() < 4):
        saturday, sunday = saturday + timedelta(days=7), sunday + timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    return Reading(f"{year}-W{week:02d}-WE", (saturday, sunday), moment_of(saturday))


def _unit_value(letter: str, at: date) -> str:
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


def _unit_days(letter: str, at: date, part: str) -> Interval | None:
    if letter == "M":
        return cal.month_interval(at.year, at.month, _edge(part))
    if letter == "Y":
        return cal.year_interval(at.year, _edge(part))
    if letter == "W":
        return cal.week_interval(at, _edge(part))
    return None


def _story_period(letter: str, mod: str, part: str, story: Story) -> Reading:
    """Read *that month*, *the following year* against the last date told."""
    last, step = story.last, _STEP.get(mod, 0)
    if last.year is None:
        return NOTHING
    if letter == "Y":
        moment = Moment(_years_on(last.year, step))
        return Reading(value_of(moment), _days_of(moment, part), moment)
    if letter == "DE":
        return Reading(_decade_value(_years_on(last.year, 10 * step)))
    if letter == "CE":
        return Reading(_century_value(_years_on(last.year, 100 * step)))
    if letter == "M" and last.month is not None:
        months = last.year * 12 + last.month - 1 + step
        moment = Moment(months // 12, months % 12 + 1)
        return Reading(value_of(moment), _days_of(moment, part), moment)
    if letter in {"W", "E"} and last.date is not None:
        at = last.date + timedelta(days=7 * step)
        return Reading(_unit_value("W", at), cal.week_interval(at, _edge(part)))
    return Reading(f"P1{letter}") if step > 0 else NOTHING


def _years_on(year: int, step: int) -> int:
    """Return the year `step` years on; there is no year nought."""
    after = year + step
    return after + 1 if year < 0 <= after else after - 1 if after <= 0 < year else after


def _decade_value(year: int) -> str:
    return f"BC{-year // 10:03d}" if year < 0 else f"{year // 10:03d}"


def _century_value(year: int) -> str:
    return f"BC{-year // 100:02d}" if year < 0 else f"{year // 100:02d}"


def _relmonth(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    month, mod = _month(parts) or 1, parts["mod"]
    if mod in _STORY_MODS or story.history:
        year = story.last.year
        if year is None:
            return Reading(f"XXXX-{month:02d}")
        told = story.last.month or 1
        step = _STEP.get(mod, 0)
        year += (step > 0 and month <= told) - (step < 0 and month >= told)
    elif story.report is None:
        return Reading(f"XXXX-{month:02d}")
    else:
        report, step = story.report, _STEP.get(mod, 0)
        year = report.year
        year += (step > 0 and month <= report.month) - (step < 0 and month >= report.month)
    moment = Moment(year, month)
    return Reading(value_of(moment), _days_of(moment, ""), moment)


def _nextday(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    step = {"before": -1, "earlier": -1, "the previous": -1, "the preceding": -1, "the prior": -1,
            "after": 1, "following": 1, "later": 1, "the following": 1, "the next": 1,
            "the very next": 1}.get(parts["mod"], 0)  # fmt: skip
    daypart = "" if parts["unit"] == "day" else _daypart({"daypart": parts["unit"]})
    told = story.last.date
    if told is None and not story.history and parts["mod"] == "this":
        told = story.report
    if told is None:
        return _partly_told(story, daypart)
    return _day_reading(told + timedelta(days=step), daypart)


def _partly_told(story: Story, daypart: str = "") -> Reading:
    """Return a day of which only the story's year and month are known."""
    last = story.last
    year = "XXXX" if last.year is None else year_value(last.year)
    month = "XX" if last.month is None else f"{last.month:02d}"
    return Reading(f"{year}-{month}-XX{daypart}")


# --- so long ago, so long after ------------------------------------------------------------


def _count(parts: Mapping[str, str], words: str) -> float | None:
    """Return how many units; None where only *some* are told."""
    if "vague" in parts or "n" not in parts:
        return None
    return number(parts["n"]) + (0.5 if re.search(r"and[ -](?:a[ -])?half", words) else 0)


def _ago(expression: Expression, story: Story) -> Reading:
    parts = {**expression.rule.reading, **expression.parts}
    letter = _means("unit", parts["unit"])
    count = _count(parts, expression.words)
    if count is None and expression.rule.name == "so long from now, with time":
        count = 1.0
    on = parts["dir"] in {"from now", "hence"}
    if count is None:
        days = cal.vague_back(story.base, letter) if story.base and not on else None
        return Reading("FUTURE_REF" if on else "PAST_REF", days)
    if story.base is None:
        year = story.last.year if story.history else None
        if year is not None and letter == "Y":
            return _far_reading(replace(story.last, month=None, day=None), -count, letter)
        return Reading(_unknown_far(letter))
    return _from_day(story.base, count if on else -count, letter)


def _unknown_far(letter: str) -> str:
    return {"D": "XXXX-XX-XX", "N": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(
        letter, "XXXX"
    )


def _from_day(day: date, count: float, letter: str) -> Reading:
    """Read *three days ago*, *two months later* from a day; as fine as the unit is (UCDP)."""
    at = cal.shift(day, count, letter)
    if letter in {"D", "N", "TH", "TM", "TS"}:
        return _day_reading(at)
    if letter == "F":
        return Reading(at.isoformat(), (min(at, day), max(at, day - timedelta(days=1))))
    if letter == "W":
        return Reading(_unit_value("W", at), cal.week_interval(at), moment_of(at))
    moment = Moment(at.year, at.month if letter in {"M", "Q"} else None)
    return Reading(_unit_value(letter, at), _unit_days(letter, at, ""), moment)


def _offset(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    letter = _means("unit", parts["unit"])
    back = parts["dir"] in {"earlier", "previously", "beforehand", "before", "prior"}
    count = _count(parts, expression.words)
    if parts["dir"] in {"before", "after", "prior"} and _has_complement(expression):
        return NOTHING
    if count is None:
        return Reading("PAST_REF" if back else "FUTURE_REF")
    return _far_reading(story.last, -count if back else count, letter)


def _has_complement(expression: Expression) -> bool:
    """*two days after the vote* counts from the vote; *two days after* from the story's day."""
    after = expression.after
    return after is not None and not after.is_punct and after.pos_ not in {"CCONJ", "VERB", "AUX"}


def _far_reading(last: Moment, count: float, letter: str) -> Reading:
    if last.date is not None:
        return _from_day(last.date, count, letter)
    if last.year is None:
        return Reading(_unknown_far(letter))
    if letter == "Y":
        moment = Moment(_years_on(last.year, int(count)))
        return Reading(value_of(moment), _days_of(moment, ""), moment)
    if letter == "DE":
        moment = Moment(_years_on(last.year, int(10 * count)))
        return Reading(value_of(moment), _days_of(moment, ""), moment)
    if letter == "M" and last.month is not None:
        months = last.year * 12 + last.month - 1 + int(count)
        moment = Moment(months // 12, months % 12 + 1)
        return Reading(value_of(moment), _days_of(moment, ""), moment)
    year = year_value(last.year)
    return Reading({"D": f"{year}-XX-XX", "W": f"{year}-WXX", "M": f"{year}-XX"}.get(letter, year))


# --- lengths, windows, rhythms -----------------------------------------------------------


def _length_value(count: float | None, letter: str) -> str:
    shown = "X" if count is None else f"{count:g}"
    if letter == "F":
        shown, letter = ("X" if count is None else f"{2 * count:g}"), "W"
    if letter == "E":
        return f"P{shown}WE"
    letter = {"N": "D", "Q": "Q"}.get(letter, letter)
    return f"PT{shown}{letter[1:]}" if letter.startswith("T") else f"P{shown}{letter}"


def _length(expression: Expression, story: Story) -> Reading:
    parts = {**expression.rule.reading, **expression.parts}
    letter = _means("unit", parts.get("unit") or parts["unit2"])
    if parts.get("vaguely") == "one":
        plural = parts["unit"].endswith("s")
        count = None if plural else 1.5 if "half" in expression.words else 1.0
        return Reading(_length_value(count, letter))
    return Reading(_length_value(_count(parts, expression.words), letter))


def _window(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    letter = _means("unit", parts["unit"]) or "D"
    if expression.rule.reading.get("ordinal"):
        return Reading(f"P1{letter}") if letter in {"W", "M", "Y"} else NOTHING
    count = _count(parts, expression.words)
    value = _length_value(count, letter)
    if parts["mod"] in {"past", "last", "previous", "recent", "preceding"}:
        return Reading(value, _past_window(story, count, letter))
    if parts["mod"] in {"next", "coming", "following", "ensuing", "subsequent"}:
        base = story.base
        days = cal.window_on(base, count, letter) if base and count else None
        return Reading(value, days if not story.history else None)
    return Reading(value)


def _past_window(story: Story, count: float | None, letter: str) -> Interval | None:
    if story.base is None or story.history:
        return None
    if count is None:
        return cal.vague_back(story.base, letter)
    return cal.window_back(story.base, count, letter)


def _set(expression: Expression, _: Story) -> Reading:
    parts = expression.parts
    value = expression.rule.reading["value"]
    if "{weekday}" in value:
        return Reading(value.replace("{weekday}", str(_weekday(parts))))
    if "{unit}" in value:
        n = number(parts["n"]) if "n" in parts else 2.0 if "other" in expression.words else 1.0
        return Reading(_length_value(n, _means("unit", parts["unit"])))
    return Reading(value)


# --- seasons, decades, centuries -----------------------------------------------------------


def _season(expression: Expression, story: Story) -> Reading:
    """Read a season; a winter told without a year bears that of its January, as stories use it."""
    parts = expression.parts
    season = _means("season", parts["season"])
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
    step = _STEP.get(mod, 0)
    if story.history or mod in _STORY_MODS:
        year = story.last.year
        return None if year is None else _years_on(year, max(step, 0))
    if story.report is None:
        return None
    begun = date(story.report.year, cal.SEASON_MONTH[season], 1) <= story.report
    if step > 0 or story.future:
        return story.report.year + (1 if begun else 0)
    return story.report.year if begun or mod == "this" else story.report.year - 1


def _winter(year: int, month: int | None) -> tuple[int, int]:
    """Return the year that a winter bears and the one it begins in, by the month told last."""
    if month is not None and month <= 4:
        return year, _years_on(year, -1)
    return _years_on(year, 1), year


def _decade(expression: Expression, story: Story) -> Reading:
    year = int(expression.parts["decade"])
    if expression.parts.get("era", "").startswith("b"):
        return Reading(f"BC{year // 10:03d}")
    if year < 100:
        year = _full_year(year, story)
    days = (date(year, 1, 1), date(year + 9, 12, 31))
    return Reading(f"{year // 10:03d}", days, Moment(year))


def _century(expression: Expression, story: Story) -> Reading:
    nth = ordinal(expression.parts["nth"])
    if expression.parts.get("era", "").startswith("b"):
        return Reading(f"BC{nth - 1:02d}")
    first = (nth - 1) * 100
    days = (date(first, 1, 1), date(first + 99, 12, 31)) if 1 <= first <= 9000 else None
    return Reading(f"{nth - 1:02d}", days)


# --- times of day, present, past, future -----------------------------------------------------


def _clock(expression: Expression, story: Story) -> Reading:
    parts = expression.parts
    month = parts.get("month") or parts.get("month2")
    reading = None
    if month:
        day = parts.get("day") or parts["day2"]
        dated = replace(expression, parts={**parts, "month": month, "day": day})
        reading = _date(dated, story)
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


def _read_daypart(expression: Expression, story: Story) -> Reading:
    daypart = _daypart(expression.parts)
    before = expression.before
    generic = "mod" not in expression.parts and (before is None or before.lower_ in {"at", "by"})
    if generic or expression.span[-1].lower_ in {"nights"}:
        return Reading("XXXX-XX-XX" + daypart)
    if story.last.date is None:
        return _partly_told(story, daypart)
    return _day_reading(story.last.date, daypart)


def _reference(expression: Expression, story: Story) -> Reading:
    value = expression.rule.reading["value"]
    dated = value == "PRESENT_REF" and "undated" not in expression.rule.reading
    now = dated and not story.history
    days = (story.report, story.report) if now and story.report else None
    return Reading(value, days)


def _recent(_: Expression, story: Story) -> Reading:
    if story.report is None or story.history:
        return Reading("PAST_REF")
    return Reading("PAST_REF", cal.vague_back(story.report, "D"))


def _unvalued(_: Expression, __: Story) -> Reading:
    return NOTHING


_READERS: dict[str, Callable[[Expression, Story], Reading]] = {
    "date": _date,
    "numeric": _numeric,
    "shortyear": _shortyear,
    "dayonly": _dayonly,
    "holiday": _holiday,
    "weekday": _read_weekday,
    "today": _today,
    "overnight": _overnight,
    "period": _period,
    "relmonth": _relmonth,
    "nextday": _nextday,
    "ago": _ago,
    "offset": _offset,
    "length": _length,
    "window": _window,
    "set": _set,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "clock": _clock,
    "daypart": _read_daypart,
    "reference": _reference,
    "recent": _recent,
    "unvalued": _unvalued,
}
