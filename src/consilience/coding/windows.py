"""Running totals: counts over a longer time or a whole war, apart from one event's toll.

Why: *more than 300,000 killed since 2011* must never be added to, or disputed
with, the toll of one raid. In: a sentence, a counted phrase and what happened
to it. Out: the words that say over what time it was counted, or None for a
figure of one event. After the FA-KES guide's `cumulative`.
"""

from __future__ import annotations

from consilience.coding.counted import Counted
from consilience.coding.fates import Fate, Reading

_STOPS = frozenset({".", ",", ";", ":", "(", ")", '"', "but", "while", "including", "according"})
_SHORT = frozenset({"hour", "hours", "minutes", "day"})
_LONGEST_WINDOW = 9


def running_window(reading: Reading, counted: Counted, fate: Fate) -> str | None:
    """Return the words that say over what time the count ran; None: one event's count."""
    window = _window(reading)
    if window is not None:
        return window
    return _long_affair(reading, counted, fate)


def _window(reading: Reading) -> str | None:
    """*since Saturday*, *in the past month*, *so far this year*."""
    words = reading.sentence.words
    for i in range(len(words)):
        for opener in reading.lexicon.windows:
            if tuple(words[i : i + len(opener)]) == opener and _is_long(words, i + len(opener)):
                return _text(reading, i, _end(words, i + len(opener)))
    return None


def _is_long(words: list[str], i: int) -> bool:
    return not _SHORT & set(words[i : i + 3])


def _end(words: list[str], i: int) -> int:
    last = i
    while last < min(len(words), i + _LONGEST_WINDOW) and words[last] not in _STOPS:
        last += 1
    return last


def _long_affair(reading: Reading, counted: Counted, fate: Fate) -> str | None:
    """*the conflict has killed N*: a long affair is the subject of a perfect."""
    words = reading.sentence.words
    if fate.trigger >= counted.first:
        return None
    for i in range(fate.trigger - 1, max(-1, fate.trigger - 6), -1):
        if words[i] in ("has", "have", "had"):
            return next(
                (
                    _text(reading, k, k + 1)
                    for k in range(i - 1, max(-1, i - 8), -1)
                    if words[k] in reading.lexicon.long_affairs
                ),
                None,
            )
    return None


def _text(reading: Reading, first: int, last: int) -> str:
    tokens = reading.sentence.tokens[first:last]
    start = tokens[0].idx
    return tokens[0].doc.text[start : tokens[-1].idx + len(tokens[-1].text)]
