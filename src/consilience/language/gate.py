"""The gate: what of a report is worth parsing, told by its words alone, before any parsing.

In: a report's normalised text and the words of conflict. Out: the runs of it to parse.
Parsing takes much of the time, and most of a day's news tells of no conflict.

- A report that has many different words of acts and arms for its length is parsed whole. Words
  are counted once: a long report has more of them, but not in proportion (Heaps' law), so the
  count is held against the length to the power of 3/4.
- Of another, the lead is parsed, each passage that can tell an act, and the one before it, from
  which it takes its place, its day and whom *he* means.

A word is met in any of its forms; which lemmas a form can have is decided generously, since
what is let in wrongly costs time, and what is left out costs a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consilience.knowledge.conflict_words import ConflictWords
from consilience.settings import Settings

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A sentence's end, or a line's. The four small letters keep *Gen.*, *Sept.* and *U.S.* whole.
_PASSAGE_END = re.compile(r"(?<=[a-z]{4}[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n+")
_LEAD = 3  # passages: a headline, a dateline or a byline, a sentence
_VISIBLE = re.compile(r"[^\n]")
# Endings of English words, and what may have stood in their place.
_ENDINGS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
    ("ing", ("", "e")), ("men", ("man",)),
)  # fmt: skip
_SHORTEST_STEM = 2
_HEAPS = 0.75  # different words grow with the words of a text to this power
_SURE = 2  # how much an act or an arm tells beside an act that peace knows too


class Opened(NamedTuple):
    """The runs of a text to parse (code points), and how many words are left out and in all."""

    runs: list[tuple[int, int]]
    left_out: int
    words: int


class _Kind(NamedTuple):
    """What a word can be: see `ConflictWords`."""

    act: bool
    perhaps: bool
    in_peace: bool
    arm: bool


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    words: Sequence[str]
    kinds: Sequence[_Kind]

    def can_tell(self, of_conflict: bool) -> bool:
        """Tell whether an act may be told here; `of_conflict`: the report names acts or arms."""
        kinds = self.kinds
        if any(k.act for k in kinds) or (of_conflict and any(k.in_peace for k in kinds)):
            return True
        return any(k.arm for k in kinds) and any(k.perhaps for k in kinds)


class Gate:
    """Decides for one text after the other; keeps what it has found out about each word."""

    def __init__(
        self, words: ConflictWords, irregular: Mapping[str, Sequence[str]], settings: Settings
    ) -> None:
        """`irregular` gives the lemmas of forms that no ending explains (*shot, fled*)."""
        self._words = words
        self._irregular = irregular
        self._settings = settings
        self._kinds: dict[str, _Kind] = {}

    def open(self, text: str) -> Opened:
        """Return what of the text is to be parsed; all of it where it is dense with conflict."""
        passages = [self._passage(text, a, b) for a, b in _passages(text)]
        total = sum(len(p.words) for p in passages)
        if self._is_of_conflict(passages, total):
            return Opened([(0, len(text))], 0, total)
        kept = _kept(passages)
        runs = [(passages[i].start, passages[i].end) for i in kept]
        return Opened(runs, total - sum(len(passages[i].words) for i in kept), total)

    def _is_of_conflict(self, passages: Sequence[_Passage], total: int) -> bool:
        told = {word: kind for p in passages for word, kind in zip(p.words, p.kinds, strict=True)}
        sure = sum(kind.act or kind.arm for kind in told.values())
        weak = sum(kind.in_peace and not kind.arm for kind in told.values())
        return bool(_SURE * sure + weak >= self._settings.gate_conflict * total**_HEAPS)

    def _passage(self, text: str, start: int, end: int) -> _Passage:
        words = _WORD.findall(text[start:end].lower())
        return _Passage(start, end, words, [self._kind(word) for word in words])

    def _kind(self, word: str) -> _Kind:
        known = self._kinds.get(word)
        if known is None:
            if len(self._kinds) >= self._settings.gate_memory:
                self._kinds.clear()
            forms = {form for part in (word, *word.split("-")) for form in self._lemmas(part)}
            w = self._words
            met = (bool(forms & words) for words in (w.acts, w.perhaps, w.in_peace, w.arms))
            known = self._kinds[word] = _Kind(*met)
        return known

    def _lemmas(self, word: str) -> Iterator[str]:
        yield word
        yield from self._irregular.get(word, ())
        for ending, instead in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < _SHORTEST_STEM:
                continue
            yield from (stem + other for other in instead)
            if stem[-1] == stem[-2]:  # *robbed, stabbing*
                yield stem[:-1]


def _kept(passages: Sequence[_Passage]) -> list[int]:
    kept = set(range(min(_LEAD, len(passages))))
    of_conflict = any(kind.act or kind.arm for p in passages for kind in p.kinds)
    for i, passage in enumerate(passages):
        if passage.can_tell(of_conflict):
            kept |= {max(i - 1, 0), i}
    return sorted(kept)


def keep_only(text: str, runs: Sequence[tuple[int, int]]) -> str:
    """Return the text with all but the runs blanked: the same length, line breaks kept."""
    out, at = [], 0
    for start, end in runs:
        out += [_VISIBLE.sub(" ", text[at:start]), text[start:end]]
        at = end
    return "".join([*out, _VISIBLE.sub(" ", text[at:])])


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of a text that are sentences or lines, without empty ones."""
    start = 0
    for found in _PASSAGE_END.finditer(text):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
