"""*A day after the town fell*: days counted from what another clause of the sentence tells.

In: the time mentions of a document, where *two days after* has no days yet. Out: the same
mentions; the clause under *after* or *before* gets its day from the day of the clause it hangs
on (*shot on 2 May, a day after they were taken*), or that clause gets it from the one below
(*two days after the town fell on Monday, troops shelled it*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from consilience.coding.mentions import TimeMention
from consilience.coding.times.parts import number
from consilience.knowledge.timewords import CARDINALS
from consilience.language.parse import Doc, Token

_DIRECTION = {"after": 1, "before": -1}
_MOST_DAYS = 31


def count_days(doc: Doc, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the mentions with the days that such clauses give, in the same order."""
    return [_counted(doc, time, times) for time in times]


def _counted(doc: Doc, time: TimeMention, times: Sequence[TimeMention]) -> TimeMention:
    day = doc[time.head]
    below = day.head
    sign = next((_DIRECTION[c.lower_] for c in below.children
                 if c.dep_ == "mark" and c.lower_ in _DIRECTION and c.i > day.i), 0)  # fmt: skip
    count = _count(day)
    if time.begin or not sign or count is None or below.dep_ != "advcl":
        return time
    above = below.head
    upper, lower = (_day_of(doc, verb, times) for verb in (above, below))
    if upper and not lower:
        return _on(time, upper - sign * timedelta(days=count), day.i)
    if lower and not upper:
        return _on(time, lower + sign * timedelta(days=count), above.i)
    return time


def _on(time: TimeMention, day: date, head: int) -> TimeMention:
    return replace(time, begin=day, end_day=day, precision="day", value=day.isoformat(), head=head)


def _count(day: Token) -> int | None:
    """Return how many days *a day*, *two days*, *the day* are; None for other words."""
    if day.lemma_.lower() != "day" or day.dep_ != "npadvmod":
        return None
    told = [c.lower_ for c in day.children if c.dep_ == "nummod"]
    if not told:
        return 1 if day.tag_ == "NN" else None
    if len(told) > 1 or not (told[0].isdigit() or told[0] in CARDINALS):
        return None
    return min(int(number(told[0])), _MOST_DAYS)


def _day_of(doc: Doc, verb: Token, times: Sequence[TimeMention]) -> date | None:
    """Return the one day that stands beside a verb; None where there is none, or two."""
    days = {
        t.begin for t in times
        if t.begin and t.begin == t.end_day and next(_verbs_over(doc[t.head]), None) == verb
    }  # fmt: skip
    return days.pop() if len(days) == 1 else None


def _verbs_over(token: Token) -> Iterator[Token]:
    return (t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"})


def nearest(doc: Doc, trigger: Token, spoken: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the days of speaking that stand beside the nearest verb of saying over an act."""
    for verb in _verbs_over(trigger):
        beside = [t for t in spoken if t.begin and next(_verbs_over(doc[t.head]), None) == verb]
        if beside:
            return beside
    return list(spoken)
