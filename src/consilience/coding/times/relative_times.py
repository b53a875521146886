"""Read times that count from the report's day or from the story's: *last week*, *the next day*.

In: an `Expression` and the `Story` so far. Out: a `Reading`, by the rules for vague
times of the UCDP GED codebook 19.1, appendix 2.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from consilience.coding.times import calendar as cal
from consilience.coding.times.calendar import Interval
from consilience.coding.times.guards import Expression
from consilience.coding.times.moments import (
    NOTHING,
    Moment,
    Reading,
    Story,
    century_value,
    day_reading,
    days_of,
    decade_value,
    edge,
    moment_of,
    partly_told,
    unit_days,
    unit_value,
    value_of,
    year_value,
    years_on,
)
from consilience.coding.times.parts import (
    count_of,
    daypart_of,
    length_value,
    meaning,
    month_of,
    part_of,
    weekday_of,
)

STORY_MODS = frozenset({
    "that", "that same", "this same", "the previous", "the following", "the same", "the next",
    "the preceding", "the subsequent", "previous",
})  # fmt: skip


STEP = {
    "last": -1, "the last": -1, "past": -1, "the past": -1, "this past": -1, "the previous": -1,
    "previous": -1, "the preceding": -1, "next": 1, "the next": 1, "the following": 1,
    "the coming": 1, "this coming": 1, "the subsequent": 1,
}  # fmt: skip


_ROLLING = frozenset({"past", "the past"})


def read_weekday(expression: Expression, story: Story) -> Reading:
    """Read a weekday: the latest such on or before the report's day (UCDP), the next if planned."""
    parts, base = expression.parts, story.base
    weekday = weekday_of(parts)
    if base is None:
        return Reading(f"XXXX-WXX-{weekday}" + daypart_of(parts))
    day = _weekday_from(base, weekday, parts.get("mod", ""), story)
    return day_reading(day, daypart_of(parts))


def _weekday_from(base: date, weekday: int, mod: str, story: Story) -> date:
    eve = base - timedelta(days=1)
    if mod in {"next", "this coming", "the next"}:
        return cal.next_weekday(base, weekday)
    if mod in {"last", "past", "this past", "the previous"}:
        return cal.last_weekday(eve, weekday)
    if mod == "this":
        return cal.week_interval(base)[0] + timedelta(days=weekday - 1)
    if story.history or story.future:
        return cal.next_weekday(eve, weekday)
    return cal.last_weekday(base, weekday)


def read_today(expression: Expression, story: Story) -> Reading:
    """Read *today*, *yesterday*, *last night*, *tomorrow* against the report."""
    rule = expression.rule.reading
    daypart = daypart_of({**rule, **expression.parts})
    if story.report is None or story.history:
        offset = rule["offset"]
        return Reading("XXXX-XX-XX" + daypart if offset != "0" or daypart else "PRESENT_REF")
    return day_reading(story.report + timedelta(days=int(rule["offset"])), daypart)


def read_overnight(_: Expression, story: Story) -> Reading:
    """Read *overnight*: the report's day and the one before (UCDP: night-long, two days)."""
    base = story.base
    if base is None:
        return Reading("XXXX-XX-XXTNI")
    before = base - timedelta(days=1)
    return Reading(f"{before.isoformat()}TNI", (before, base), moment_of(base))


def read_period(expression: Expression, story: Story) -> Reading:
    """Read *last week*, *this month*, *that year* against the report or the story."""
    parts = expression.parts
    words = {**expression.rule.reading, **parts}
    mod, unit, part = words["mod"], words["unit"], part_of(words)
    told = mod in STORY_MODS or (story.history and mod != "the last")
    if not told and story.report is None:
        return Reading(_unknown_period(unit))
    letter = meaning("unit", unit)
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
    return _report_period(letter, STEP.get(mod, 0), part, mod, story.report)


def _unknown_period(unit: str) -> str:
    return {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")


def _rolling(letter: str, count: float, story: Story) -> Reading:
    return Reading(length_value(count, letter), _back(story, count, letter), type="DURATION")


def _back(story: Story, count: float, letter: str) -> Interval | None:
    return cal.window_back(story.base, count, letter) if story.base else None


def _report_period(letter: str, step: int, part: str, mod: str, report: date) -> Reading:
    """Read *this week*, *earlier this month*, *late last year* against the report's day (UCDP)."""
    if letter == "E":
        return _weekend(step, mod, report)
    at = cal.shift(report, step, letter)
    value, whole = unit_value(letter, at), unit_days(letter, at, part)
    if whole is None:
        return Reading(value)
    if step == 0:
        whole = _so_far(whole if part in {"MID", "END", ""} else unit_days(letter, at, ""),
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


def _story_period(letter: str, mod: str, part: str, story: Story) -> Reading:
    """Read *that month*, *the following year* against the last date told."""
    last, step = story.last, STEP.get(mod, 0)
    if last.year is None:
        return NOTHING
    if letter == "Y":
        moment = Moment(years_on(last.year, step))
        return Reading(value_of(moment), days_of(moment, part), moment)
    if letter == "DE":
        return Reading(decade_value(years_on(last.year, 10 * step)))
    if letter == "CE":
        return Reading(century_value(years_on(last.year, 100 * step)))
    if letter == "M" and last.month is not None:
        months = last.year * 12 + last.month - 1 + step
        moment = Moment(months // 12, months % 12 + 1)
        return Reading(value_of(moment), days_of(moment, part), moment)
    if letter in {"W", "E"} and last.date is not None:
        at = last.date + timedelta(days=7 * step)
        return Reading(unit_value("W", at), cal.week_interval(at, edge(part)))
    return Reading(f"P1{letter}") if step > 0 else NOTHING


def read_month_from(expression: Expression, story: Story) -> Reading:
    """Read *last April*, *the following June*."""
    parts = expression.parts
    month, mod = month_of(parts) or 1, parts["mod"]
    if mod in STORY_MODS or story.history:
        year = story.last.year
        if year is None:
            return Reading(f"XXXX-{month:02d}")
        told = story.last.month or 1
        step = STEP.get(mod, 0)
        year += (step > 0 and month <= told) - (step < 0 and month >= told)
    elif story.report is None:
        return Reading(f"XXXX-{month:02d}")
    else:
        report, step = story.report, STEP.get(mod, 0)
        year = report.year
        year += (step > 0 and month <= report.month) - (step < 0 and month >= report.month)
    moment = Moment(year, month)
    return Reading(value_of(moment), days_of(moment, ""), moment)


def read_next_day(expression: Expression, story: Story) -> Reading:
    """Read *the next day*, *that evening*, *the day before* against the last day told."""
    parts = expression.parts
    step = {"before": -1, "earlier": -1, "the previous": -1, "the preceding": -1, "the prior": -1,
            "after": 1, "following": 1, "later": 1, "the following": 1, "the next": 1,
            "the very next": 1}.get(parts["mod"], 0)  # fmt: skip
    daypart = "" if parts["unit"] == "day" else daypart_of({"daypart": parts["unit"]})
    told = story.last.date
    if told is None and not story.history and parts["mod"] == "this":
        told = story.report
    if told is None:
        return partly_told(story, daypart)
    return day_reading(told + timedelta(days=step), daypart)


def read_ago(expression: Expression, story: Story) -> Reading:
    """Read *three days ago*, *a fortnight ago*, *two days from now* against the report's day."""
    parts = {**expression.rule.reading, **expression.parts}
    letter = meaning("unit", parts["unit"])
    count = count_of(parts, expression.words)
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
    if not cal.can_shift(day, count, letter):
        return NOTHING
    at = cal.shift(day, count, letter)
    if letter in {"D", "N", "TH", "TM", "TS"}:
        return day_reading(at)
    if letter == "F":
        return Reading(at.isoformat(), (min(at, day), max(at, day - timedelta(days=1))))
    if letter == "W":
        return Reading(unit_value("W", at), cal.week_interval(at), moment_of(at))
    moment = Moment(at.year, at.month if letter in {"M", "Q"} else None)
    return Reading(unit_value(letter, at), unit_days(letter, at, ""), moment)


def read_offset(expression: Expression, story: Story) -> Reading:
    """Read *three days later*, *a year earlier* against the last date told."""
    parts = expression.parts
    letter = meaning("unit", parts["unit"])
    back = parts["dir"] in {"earlier", "previously", "beforehand", "before", "prior"}
    count = count_of(parts, expression.words)
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
        moment = Moment(years_on(last.year, int(count)))
        return Reading(value_of(moment), days_of(moment, ""), moment)
    if letter == "DE":
        moment = Moment(years_on(last.year, int(10 * count)))
        return Reading(value_of(moment), days_of(moment, ""), moment)
    if letter == "M" and last.month is not None:
        months = last.year * 12 + last.month - 1 + int(count)
        moment = Moment(months // 12, months % 12 + 1)
        return Reading(value_of(moment), days_of(moment, ""), moment)
    year = year_value(last.year)
    return Reading({"D": f"{year}-XX-XX", "W": f"{year}-WXX", "M": f"{year}-XX"}.get(letter, year))
