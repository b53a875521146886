"""The words by which what others tell is called untrue (`data/falsity.yaml`).

In: the sections of the file. Out: `FalsityWords`, four sets of lemmas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

SECTIONS: Mapping[str, type[Any]] = {
    "falsehoods": str, "truths": str, "tales": str, "naming": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FalsityWords:
    """Lemmas: what a tale is called, what it is not, nouns for a tale, verbs that name it."""

    falsehoods: frozenset[str]
    truths: frozenset[str]
    tales: frozenset[str]
    naming: frozenset[str]

    @classmethod
    def of(cls, sections: Mapping[str, list[Any]]) -> FalsityWords:
        """Return the sets of a read file, those of a user's own file added."""
        return cls(**{f.name: frozenset(sections[f.name]) for f in fields(cls)})
