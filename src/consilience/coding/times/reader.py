"""Times: every time expression of a report, its TIMEX3 value and its inclusive days.

In: a parsed document and the day that the report was published. Out:
`TimeMention`s in the order of the text. News is read against the report's day by
UCDP GED's rules; a text that tells history is read against the dates it tells.
With no report day a weekday stays without days, and an absolute date keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from consilience.coding.mentions import TimeMention
from consilience.coding.times.calendar import Interval, plausible, precision_of
from consilience.coding.times.dateline import dateline_date, report_day
from consilience.coding.times.expressions import find_expressions
from consilience.coding.times.guards import Expression
from consilience.coding.times.moments import Moment, Reading, Story
from consilience.coding.times.reading import read_expression
from consilience.knowledge.timewords import TimeRule
from consilience.language.annotate import Document
from consilience.language.parse import Token

__all__ = ["dateline_date", "read_times", "report_day"]

# News counts from today; a history names years. A text is a history where it names so many
# years of long ago, far oftener than it counts from its own day, and oftener than its own year.
_HISTORY_DATES = 4
_PER_DEICTIC = 10
_PER_OWN_YEAR = 1
_FROM_REPORT = frozenset({"weekday", "today", "overnight", "ago"})
_JOINED = re.compile(
    r"[\s,]*(?:and|or|to|until|till|through|-|–|from|between|/|&)?[\s,]*(?:on|in|the|by|from|of)?\s*"
)
_ON = re.compile(r"(?: local time| gmt| utc)?,? (?:(?:on|of) )?")
_RANGE = re.compile(r"\s*(?:-|–|to|until|till|through|and)\s*(?:the\s+)?")
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_PLANS = frozenset(["plan", "expect", "schedule", "due", "set", "slate", "intend", "agree"])


def read_times(document: Document, published: date | None) -> list[TimeMention]:
    """Return the time expressions of a document in order.

    `begin` and `end_day` are inclusive days, None where they cannot be known (no
    report day, a length, a rhythm, *formerly*). `value` is the TIMEX3 value, '' where
    there is none. Both ends of a range (*from 3 to 5 May*) carry the days of the
    whole range.
    """
    expressions = find_expressions(document)
    readings = _read_all(expressions, plausible(published))
    days = _ranges(expressions, [reading.days for reading in readings])
    return [
        _mention(expression, reading, interval)
        for expression, reading, interval in zip(expressions, readings, days, strict=True)
    ]


def _mention(expression: Expression, reading: Reading, days: Interval | None) -> TimeMention:
    return TimeMention(
        start=expression.start,
        end=expression.end,
        head=expression.span.root.i,
        type=reading.type or _type(reading, expression),
        value=reading.value,
        begin=days[0] if days else None,
        end_day=days[1] if days else None,
        precision=precision_of(days),
    )


def _type(reading: Reading, expression: Expression) -> str:
    """A date with a part of the day is a TIME (TimeML)."""
    timed = expression.rule.type == "DATE" and re.match(r"[\dXBC]{4,6}-.*T", reading.value)
    return "TIME" if timed else expression.rule.type


def tells_history(expressions: Sequence[Expression], published: date | None) -> bool:
    """Return whether a text tells of long ago: it names years, and hardly a weekday."""
    years = [_year(e) for e in expressions if e.parts.keys() & {"year", "anyyear"}]
    deictic = sum(_counts_from_report(e) for e in expressions)
    if published is None:
        return not deictic
    own = sum(abs(year - published.year) <= 1 for year in years)
    far = len(years) - own
    return far >= max(_HISTORY_DATES, _PER_DEICTIC * deictic, _PER_OWN_YEAR * own)


def _counts_from_report(expression: Expression) -> bool:
    means, mod = expression.rule.means, expression.parts.get("mod", "")
    return means in _FROM_REPORT or (means == "period" and mod in {"last", "next", "this", "past"})


def _year(expression: Expression) -> int:
    return int(expression.parts.get("year") or expression.parts["anyyear"])


def _read_all(expressions: Sequence[Expression], published: date | None) -> list[Reading]:
    story = Story(published, tells_history(expressions, published))
    readings: list[Reading] = []
    for i, expression in enumerate(expressions):
        _enter(story, expression)
        shared = _shared_year(expressions, i, story)
        reading = read_expression(shared, story)
        readings.append(reading)
        if reading.moment and reading.moment.year and moves_story(expression):
            story.last = reading.moment
            story.sentence = expression.span.sent.start
    return _with_day_after(expressions, readings)


def _with_day_after(
    expressions: Sequence[Expression], readings: Sequence[Reading]
) -> list[Reading]:
    """Give a time of day the day told right after it (*at 1:15 p.m. on Monday*)."""
    dated = list(readings)
    for i, (here, after) in enumerate(pairwise(expressions)):
        between = here.text[here.end : after.start]
        day = (readings[i + 1].moment or Moment()).date
        if here.rule.means in {"clock", "daypart"} and day and _ON.fullmatch(between):
            _, _, time = readings[i].value.partition("T")
            dated[i] = Reading(f"{day.isoformat()}T{time}", (day, day))
    return dated


def moves_story(expression: Expression) -> bool:
    """Return whether the story goes on from this date: not from an aside, a clause or a plan.

    *(it fell in 1975)*, *the accord that he signed in 1973* and *would be ready in
    1976* date something else than what is told next.
    """
    return not (_in_brackets(expression) or _in_clause(expression) or _in_plan(expression))


def _in_brackets(expression: Expression) -> bool:
    start = expression.span[0].sent.start_char
    opened = expression.text.rfind("(", start, expression.start)
    return opened > expression.text.rfind(")", start, expression.start)


def _in_clause(expression: Expression) -> bool:
    root = expression.span.root
    return any(token.dep_ in {"relcl", "acl"} for token in (root, *root.ancestors))


def _in_plan(expression: Expression) -> bool:
    verb = _governor(expression.span.root)
    return verb is not None and any(
        child.tag_ == "MD" or (child.lower_ == "to" and child.dep_ == "aux")
        for child in verb.children
    )


def _governor(token: Token) -> Token | None:
    return next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), None)


def _enter(story: Story, expression: Expression) -> None:
    """Forget, in news, the year of an earlier sentence: a bare month counts from the report."""
    if not story.history and story.sentence != expression.span.sent.start:
        story.sentence = -1
    story.future = not story.history and is_future(expression.span.root)
    story.past = not story.future and is_past(expression.span.root)


def _shared_year(expressions: Sequence[Expression], i: int, story: Story) -> Expression:
    """Give *March* of *in March and April 1917*, *6* of *6-7 January 1916* what follows it."""
    here = expressions[i]
    if here.rule.means not in {"date", "dayonly"} or here.parts.keys() & {"year", "anyyear"}:
        return here
    end = here.end
    for after in expressions[i + 1 : i + 4]:
        between = here.text[end : after.start]
        if after.rule.means not in {"date", "dayonly"} or not _JOINED.fullmatch(between):
            break
        lent = {k: after.parts[k] for k in ("year", "month") if k in after.parts}
        if "month" in here.parts:
            lent.pop("month", None)
        if "year" in lent and ("month" in here.parts or "month" in lent):
            return replace(here, parts={**here.parts, **lent}, rule=_date_rule(here, after))
        if "month" in lent:
            return replace(here, parts={**here.parts, **lent}, rule=_date_rule(here, after))
        end = after.end
    return here


def _date_rule(here: Expression, after: Expression) -> TimeRule:
    return after.rule if here.rule.means == "dayonly" else here.rule


def is_future(token: Token) -> bool:
    """Return whether the governing verb is told of the future (*will leave on Friday*)."""
    verb = _governor(token)
    if verb is None:
        return False
    if any(child.lower_ in _FUTURE and child.dep_ == "aux" for child in verb.children):
        return True
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    return infinitive and verb.head.lemma_.lower() in _PLANS


def is_past(token: Token) -> bool:
    """Return whether the governing verb is told of the past (*left in May*, *has been shut*)."""
    verb = _governor(token)
    if verb is None or verb.lemma_.lower() in _PLANS:
        return False
    helped = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and helped) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"}
    )  # fmt: skip


def _ranges(
    expressions: Sequence[Expression], days: list[Interval | None]
) -> list[Interval | None]:
    """Give both ends of a range of days the whole range."""
    text = expressions[0].text if expressions else ""
    joined = list(days)
    for i in range(len(expressions) - 1):
        left, right = expressions[i], expressions[i + 1]
        a, b = days[i], days[i + 1]
        between = text[left.end : right.start]
        if a is None or b is None or a[0] > b[0] or not _RANGE.fullmatch(between):
            continue
        both = between.strip().startswith("and")
        if both and not _opened(text, left.start, "between") and not _next_day(a, b):
            continue
        joined[i] = joined[i + 1] = (a[0], max(a[1], b[1]))
    return joined


def _next_day(one: Interval, two: Interval) -> bool:
    """Tell two days of which one follows the other: *on Saturday and Sunday* is a range."""
    return one[0] == one[1] and two[0] == two[1] and (two[0] - one[0]).days == 1


def _opened(text: str, start: int, word: str) -> bool:
    return text[:start].rstrip().endswith(word)
