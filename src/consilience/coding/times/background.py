"""The days of what a sentence tells, where the sentence itself may name none.

In: the document, its times, the words and the report's day. Out: inclusive days
or None. A time in the sentence wins over the nearest news time before it; a
report that names no day tells of its own day or the day before. *Since 2011*,
*before the siege of 2016* and the like are the background's times.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from consilience.coding.mentions import TimeMention
from consilience.coding.times.calendar import Interval
from consilience.language.annotate import Document

_BACKGROUND = frozenset({"since", "before", "until", "till", "after", "previous", "than"})
_FINENESS = ("day", "range", "week", "month", "year", "unknown")
# News older than this is background; a week is what "last week" still calls news.
_NEWS = timedelta(days=7)


def is_background(document: Document, time: TimeMention) -> bool:
    """Return whether a time bounds or dates the background (*since 2011*, *until Friday*)."""
    return _before(document, time) in _BACKGROUND


def is_since(document: Document, time: TimeMention) -> bool:
    """Return whether a time is when a count begins: *since 3 May*."""
    return _before(document, time) == "since"


def _before(document: Document, time: TimeMention) -> str:
    span = document.doc.char_span(time.start, time.end, alignment_mode="expand")
    return document.doc[span.start - 1].lower_ if span is not None and span.start else ""


def days_of_words(
    document: Document, times: Sequence[TimeMention], start: int, end: int, day: date | None
) -> Interval | None:
    """Return the days of what the words from `start` to `end` tell.

    `times` are the document's, `day` the report's day. None where nothing dates them.
    """
    told = [t for t in times if t.begin and t.end_day and t.type in {"DATE", "TIME", "DURATION"}]
    told = [t for t in told if t.value not in {"PRESENT_REF", "PAST_REF"}]
    told = [t for t in told if not is_background(document, t)]
    first, last = _sentence(document, start, end)
    for inside in (_within(told, start, end), _within(told, first, last)):
        if inside:
            return _days(min(inside, key=lambda t: (_FINENESS.index(t.precision), t.start)))
    before = [t for t in told if t.end <= first and _is_news(t, day)]
    if before:
        return _days(before[-1])
    return (day - timedelta(days=1), day) if day else None


def _days(time: TimeMention) -> Interval | None:
    return (time.begin, time.end_day) if time.begin and time.end_day else None


def _within(times: Iterable[TimeMention], start: int, end: int) -> list[TimeMention]:
    return [t for t in times if t.start < end and t.end > start]


def _sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    span = document.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return start, end
    return span[0].sent.start_char, span[-1].sent.end_char


def _is_news(time: TimeMention, day: date | None) -> bool:
    fine = time.precision in {"day", "range"}
    return fine and (day is None or (time.end_day is not None and day - time.end_day <= _NEWS))
