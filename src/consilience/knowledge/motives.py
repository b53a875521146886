"""The words that say why an act was done (`data/motives.yaml`), as typed lookups.

In: the knowledge file. Out: `motive_words()`: the phrases by kind, which kinds excuse an act
and which condemn it, and how a reader calls each kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from consilience.knowledge.files import DATA, read_sections
from consilience.model import MotiveKind

FILE = DATA / "motives.yaml"
Side = Literal["reason", "charge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MotiveEntry:
    """The words of one kind of motive; see the head of the file."""

    kind: MotiveKind
    label: str
    side: Side
    adjuncts: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    accused_of: tuple[str, ...] = ()


SECTIONS: dict[str, type[Any]] = {"motives": MotiveEntry, "naming": str}


class MotiveWords:
    """The lookups."""

    def __init__(self, sections: dict[str, list[Any]]) -> None:
        entries: list[MotiveEntry] = sections["motives"]
        self._entries = {e.kind: e for e in entries}
        self.predicates = {w: e.kind for e in entries for w in e.predicates}
        self.passives = {w: e.kind for e in entries for w in e.passives}
        self.accused_of = {w: e.kind for e in entries for w in e.accused_of}
        self.naming = frozenset(sections["naming"])
        phrases = {p: e.kind for e in entries for p in e.adjuncts}
        longest = sorted(phrases, key=lambda p: (-len(p), p))
        self._adjuncts = phrases
        self._adjunct = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)

    def adjuncts(self, text: str) -> Iterator[tuple[int, MotiveKind]]:
        """Yield where each adjunct phrase begins in the text, and its kind."""
        for found in self._adjunct.finditer(text):
            yield found.start(), self._adjuncts[found[0].lower()]

    def label(self, kind: MotiveKind) -> str:
        """Return what a reader calls the kind."""
        return self._entries[kind].label

    def side(self, kind: MotiveKind) -> Side:
        """Return whether the kind excuses or condemns."""
        return self._entries[kind].side


@lru_cache(maxsize=1)
def motive_words() -> MotiveWords:
    """Return the lookups of the built-in file.

    Raises KnowledgeError where the file is malformed.
    """
    return MotiveWords(read_sections([FILE], SECTIONS))
