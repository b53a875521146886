"""Read lengths, windows and rhythms: *three days*, *the past week*, *every night*, *now*.

In: an `Expression` and the `Story` so far. Out: a `Reading`; a length or a rhythm has
a value and no days, a window of the past has both.
"""

from __future__ import annotations

from consilience.coding.times import calendar as cal
from consilience.coding.times.calendar import Interval
from consilience.coding.times.guards import Expression
from consilience.coding.times.moments import NOTHING, Reading, Story
from consilience.coding.times.parts import (
    count_of,
    length_value,
    meaning,
    number,
    weekday_of,
)


def read_length(expression: Expression, story: Story) -> Reading:
    """Read a length: *three days*, *a month-long truce*, *weeks*; it has no days of its own."""
    parts = {**expression.rule.reading, **expression.parts}
    letter = meaning("unit", parts.get("unit") or parts["unit2"])
    if parts.get("vaguely") == "one":
        plural = parts["unit"].endswith("s")
        count = None if plural else 1.5 if "half" in expression.words else 1.0
        return Reading(length_value(count, letter))
    return Reading(length_value(count_of(parts, expression.words), letter))


def read_window(expression: Expression, story: Story) -> Reading:
    """Read *the past three days*, *recent weeks*, *the coming month* against the report."""
    parts = expression.parts
    letter = meaning("unit", parts["unit"]) or "D"
    if expression.rule.reading.get("ordinal"):
        return Reading(f"P1{letter}") if letter in {"W", "M", "Y"} else NOTHING
    count = count_of(parts, expression.words)
    value = length_value(count, letter)
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


def read_set(expression: Expression, _: Story) -> Reading:
    """Read a rhythm: *daily*, *every Friday*, *per month*."""
    parts = expression.parts
    value = expression.rule.reading["value"]
    if "{weekday}" in value:
        return Reading(value.replace("{weekday}", str(weekday_of(parts))))
    if "{unit}" in value:
        n = number(parts["n"]) if "n" in parts else 2.0 if "other" in expression.words else 1.0
        return Reading(length_value(n, meaning("unit", parts["unit"])))
    return Reading(value)


def read_reference(expression: Expression, story: Story) -> Reading:
    """Read *now*, *former*, *the future*; only *now* has a day, the report's."""
    value = expression.rule.reading["value"]
    dated = value == "PRESENT_REF" and "undated" not in expression.rule.reading
    now = dated and not story.history
    days = (story.report, story.report) if now and story.report else None
    return Reading(value, days)


def read_recent(_: Expression, story: Story) -> Reading:
    """Read *recently*: the three days before the report's (UCDP GED 19.1, appendix 2)."""
    if story.report is None or story.history:
        return Reading("PAST_REF")
    return Reading("PAST_REF", cal.vague_back(story.report, "D"))


def read_unvalued(_: Expression, __: Story) -> Reading:
    """Read a time that no calendar fixes: *the rainy season*, *that period*."""
    return NOTHING
