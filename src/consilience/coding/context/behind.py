"""How many days before another act one was: *it comes two days after jets hit the convoy*.

In: the frames of one report. Out: the same frames; an act without a day of its own gets, where
its sentence puts days between it and what came after it, the day that these words mean. What
came after is the act dated last, or the first that the report dates. Without this the convoy
would be given the day of the news, on which it was not hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from consilience.coding.context.passage import NEAR, Passage, dated
from consilience.coding.frames import Frame
from consilience.coding.mentions import TimeMention
from consilience.knowledge.timewords import CARDINALS
from consilience.language.parse import Token

_AFTER = "after"
_DAY = "day"
_A = {"a", "one"}
# More days than these are told in round numbers.
_MOST = 10


def date_behind(frames: Sequence[Frame], passage: Passage) -> None:
    """Date the acts that their sentences put days before what the report has told."""
    told: list[Frame] = []
    for frame in frames:
        if dated(frame.times):
            told.append(frame)
            continue
        later = next((f for f in reversed(told) if passage.apart(f, frame) <= NEAR), None)
        later = later or next((f for f in told if passage.is_lead(f)), None)
        if later is not None and passage.is_news(later.times):
            frame.times = _days_behind(frame, dated(later.times)[0]) or frame.times


def _days_behind(frame: Frame, later: TimeMention) -> list[TimeMention]:
    """Return the words *two days after* with the day that they mean; none where there are none."""
    assert later.begin and later.end_day
    for after in _afters(frame):
        words = next((t for t in frame.times if t.start <= after.idx < t.end), None)
        days = _days_before(after)
        if words is not None and days is not None:
            begin, end = (day - timedelta(days=days) for day in (later.begin, later.end_day))
            return [replace(words, begin=begin, end_day=end, precision=later.precision)]
    return []


def _afters(frame: Frame) -> Iterator[Token]:
    """Yield the *after* that opens the clause of the act."""
    for word in frame.event.tokens:
        yield from (c for c in word.children if c.dep_ == "mark" and c.lower_ == _AFTER)


def _days_before(after: Token) -> int | None:
    """Return the number of *two days after*."""
    if after.i < after.sent.start + 2 or after.nbor(-1).lemma_.lower() != _DAY:
        return None
    word = after.nbor(-2).lower_
    count = 1 if word in _A else int(word) if word.isdecimal() else CARDINALS.get(word)
    return int(count) if count is not None and 0 < count <= _MOST else None
