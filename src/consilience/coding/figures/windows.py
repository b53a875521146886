"""Running totals: counts over a longer time or a whole war, apart from one event's toll.

Why: *more than 300,000 killed since 2011* must never be added to, or disputed
with, the toll of one raid. In: a sentence, a counted phrase and what happened
to it. Out: a `Window`: whether the figure is a running total, and the words
that say over what time it was counted. After the FA-KES guide's `cumulative`.
"""

from __future__ import annotations

from dataclasses import dataclass

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.readings import Fate, Reading

_STOPS = frozenset({".", ",", ";", ":", "(", ")", '"', "but", "while", "including", "according"})
_PERFECT = frozenset({"has", "have", "had"})
_CLAUSES = frozenset({"when", "where", "after", "while", "as", "that", "which", "before", "if"})
_BRIEF = frozenset({"hour", "hours", "day", "days", "night"})
_LONGEST_WINDOW = 9
# No single event of the conflicts coded here killed more (UCDP GED's largest are massacres
# of a few thousand over days); a perfect with such a number counts a whole war.
_WHOLE_WAR = 10_000
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)


@dataclass(frozen=True, slots=True)
class Window:
    """Over what time a figure was counted, as worded. A window of days is no running total."""

    cumulative: bool = False
    text: str | None = None


def window_of(reading: Reading, counted: Counted, fate: Fate) -> Window:
    """Return the time over which a figure was counted."""
    perfect = _is_perfect(reading, counted, fate)
    told = _told(reading, counted, fate, perfect)
    if told is not None:
        return told
    affair = _long_affair(reading, counted, fate) if perfect else None
    if affair is not None:
        return Window(True, affair)
    return Window(cumulative=perfect and counted.quantity.low >= _WHOLE_WAR)


def _is_perfect(reading: Reading, counted: Counted, fate: Fate) -> bool:
    """Whether *has*, *have* or *had* stands in the verb group that tells the figure."""
    a, b = sorted((fate.trigger, counted.first))
    words = reading.sentence.words
    if fate.trigger >= counted.first:
        return bool(_PERFECT & set(words[max(0, a - 5) : b + 1]))
    return bool(_PERFECT & set(words[max(0, a - 4) : a + 1]))


def _told(reading: Reading, counted: Counted, fate: Fate, perfect: bool) -> Window | None:
    """*since Saturday*, *in the past month*, *so far this year*, *in May*."""
    words = reading.sentence.words
    for i in range(len(words)):
        length = _opener(reading, i)
        if length == 0 or not _governs(reading, counted, fate, i, perfect):
            continue
        end = _end(reading, counted, i + length)
        brief = words[i] != "since" and bool(_BRIEF & set(words[i:end]))
        return Window(not brief, _text(reading, i, end))
    return None


def _opener(reading: Reading, i: int) -> int:
    """Return how many words open a window at `i`; 0: none."""
    words = reading.sentence.words
    for length in range(min(4, len(words) - i), 0, -1):
        if tuple(words[i : i + length]) in reading.lexicon.windows:
            return length
    in_month = words[i] == "in" and reading.word(i + 1) in _MONTHS
    return 2 if i == 0 and in_month and not reading.word(i + 2).isdigit() else 0


def _governs(reading: Reading, counted: Counted, fate: Fate, i: int, perfect: bool) -> bool:
    """Whether the window at `i` is said of the figure, not of another clause."""
    last = max(fate.trigger, counted.last)
    first = min(fate.trigger, counted.first)
    words = reading.sentence.words
    if i < first:
        return perfect or (i == 0 and words[0] == "in")
    between = range(last + 1, i)
    return i > last - 1 and not any(
        words[k] in _CLAUSES or words[k] in _STOPS or reading.counted_at(k) or reading.forms(k)
        for k in between
    )


def _end(reading: Reading, counted: Counted, i: int) -> int:
    words = reading.sentence.words
    limit = counted.first if i <= counted.first else len(words)
    last = i
    while last < min(limit, i + _LONGEST_WINDOW) and words[last] not in _STOPS:
        last += 1
    return last


def _long_affair(reading: Reading, counted: Counted, fate: Fate) -> str | None:
    """*the conflict has killed N*, *N have been killed in the war*."""
    words = reading.sentence.words
    near = [
        *range(min(fate.trigger, counted.first) - 1, max(-1, counted.first - 12), -1),
        *range(max(fate.trigger, counted.last) + 1, min(len(words), counted.last + 12)),
    ]
    for i in near:
        if words[i] in reading.lexicon.long_affairs:
            return _text(reading, i, i + 1)
    return None


def _text(reading: Reading, first: int, last: int) -> str:
    tokens = reading.sentence.tokens[first:last]
    start = tokens[0].idx
    return tokens[0].doc.text[start : tokens[-1].idx + len(tokens[-1].text)]
