"""What two claims must share to tell one happening: words, weights, types.

In: `knowledge/data/likeness.yaml`. Out: `LikenessBook`, with the weight of each
trait in log-odds and the things that a word names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from consilience.knowledge.files import DATA, read_sections

FILE = DATA / "likeness.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A kind of thing that is hit or met, and the words that name it."""

    thing: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitWeight:
    """How much a trait of two claims speaks for one happening, in log-odds."""

    trait: str
    weight: float


@dataclass(frozen=True, slots=True)
class LikenessBook:
    """Words and weights, by what they are looked up with: within and between reports."""

    within: Mapping[str, float]
    between: Mapping[str, float]
    things: Mapping[str, str]
    vague_types: frozenset[str]
    rare_types: frozenset[str]
    another: frozenset[str]
    planted: frozenset[str]


def read_likeness() -> dict[str, list[Any]]:
    """Return the sections of the file as they stand. Raises KnowledgeError for a malformed one."""
    schemas = {
        "vague_types": str, "rare_types": str, "things": Thing, "another": str,
        "planted": str,
        "settled": TraitWeight, "fitted": TraitWeight,
    }  # fmt: skip
    return read_sections([FILE], schemas)


@lru_cache(maxsize=1)
def likeness_book() -> LikenessBook:
    """Return the book. Raises KnowledgeError where the file is malformed."""
    found = read_likeness()
    settled = {row.trait: row.weight for row in found["settled"]}
    return LikenessBook(
        within=settled,
        between=settled | {row.trait: row.weight for row in found["fitted"]},
        things={
            form: t.thing for t in found["things"] for word in t.words for form in _forms(word)
        },
        vague_types=frozenset(found["vague_types"]),
        rare_types=frozenset(found["rare_types"]),
        another=frozenset(found["another"]),
        planted=frozenset(found["planted"]),
    )


def _forms(word: str) -> tuple[str, str]:
    return word, word + ("es" if word.endswith(("ch", "sh", "s", "x")) else "s")
