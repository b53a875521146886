"""By what two sentences of a report tell one happening (`data/chains.yaml`), as lookups.

In: the knowledge file. Out: `chain_words()`: which event types are alike, which nouns name
one kind of thing that is hit, which words open another happening, and how much each thing
that two tellings share or differ in weighs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from consilience.knowledge.files import DATA, read_sections

FILE = DATA / "chains.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Event types that one happening can be told as."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Nouns for one kind of thing that can be hit."""

    kind: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one trait of two tellings weighs; `never` keeps them apart whatever else they share."""

    trait: str
    weight: float | Literal["never"]


SECTIONS: dict[str, type[Any]] = {
    "alike": Alike,
    "vague": str,
    "sites": Site,
    "apart": str,
    "beside": str,
    "habitual": str,
    "states": str,
    "bearers": str,
    "wide": str,
    "campaigns": str,
    "beginning": str,
    "leading_to": str,
    "evidence": Evidence,
}


@dataclass(frozen=True, slots=True)
class ChainWords:
    """The lookups; keys are lower-case lemmas, types are ids, weights sums of evidence."""

    alike: frozenset[frozenset[str]]
    vague: frozenset[str]
    sites: dict[str, str]
    apart: frozenset[str]
    beside: frozenset[str]
    habitual: frozenset[str]
    states: frozenset[str]
    bearers: frozenset[str]
    wide: frozenset[str]
    campaigns: frozenset[str]
    beginning: frozenset[str]
    leading_to: frozenset[str]
    weights: dict[str, float]


@lru_cache(maxsize=1)
def chain_words() -> ChainWords:
    """Return the words of the built-in file. Raises KnowledgeError where it is malformed."""
    found = read_sections([FILE], SECTIONS)
    return ChainWords(
        alike=frozenset(frozenset(row.types) for row in found["alike"]),
        vague=frozenset(found["vague"]),
        sites={noun: row.kind for row in found["sites"] for noun in row.nouns},
        apart=frozenset(found["apart"]),
        beside=frozenset(found["beside"]),
        habitual=frozenset(found["habitual"]),
        states=frozenset(found["states"]),
        bearers=frozenset(found["bearers"]),
        wide=frozenset(found["wide"]),
        campaigns=frozenset(found["campaigns"]),
        beginning=frozenset(found["beginning"]),
        leading_to=frozenset(found["leading_to"]),
        weights={
            row.trait: -math.inf if row.weight == "never" else float(row.weight)
            for row in found["evidence"]
        },
    )
