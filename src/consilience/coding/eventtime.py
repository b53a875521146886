"""Which of a report's times is the time of the happening that a word tells.

In: the document, its times and the word. Out: one `TimeMention` or None. The
nearest time in the clause wins; *since 2011*, *after the 2016 siege* and other
times of the background do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from consilience.coding.mentions import TimeMention
from consilience.language.annotate import Document

_BACKGROUND = frozenset(["since", "before", "until", "till", "after", "previous"])
_COARSE = {"day": 0, "range": 1, "week": 2, "month": 3, "year": 4, "unknown": 5}


def time_of_sentence(
    document: Document, times: Sequence[TimeMention], start: int, end: int, day: date | None
) -> TimeMention | None:
    """Return the time of what the sentence from `start` to `end` tells, None where it has none."""
    inside = [t for t in times if t.begin and t.start < end and t.end > start]
    told = [t for t in inside if not _is_background(document, t)]
    ranked = sorted(told, key=lambda t: (_COARSE[t.precision], t.start))
    return ranked[0] if ranked else None


def _is_background(document: Document, time: TimeMention) -> bool:
    span = document.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or span.start == 0:
        return False
    return document.doc[span.start - 1].lower_ in _BACKGROUND
