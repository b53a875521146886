"""The words by which a text frames a place (`data/place_words.yaml`), as typed lookups.

In: the knowledge file. Out: `place_words()`, which says what kind of place a noun
makes of the name beside it, which role a preposition gives, which adjective is a
direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from consilience.knowledge.files import DATA, read_sections
from consilience.model import PlacePrecision, PlaceRole

Kind = Literal["admin1", "admin2", "settlement", "district", "installation", "facility", "area"]
FILE = DATA / "place_words.yaml"
WEIGHTS = DATA / "place_weights.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Nouns that make a place of a name, the kind that they make, how well it is known."""

    means: Kind
    precision: PlacePrecision
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """An adjective that takes a part of a place, with its forms."""

    word: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """Prepositions that give one role."""

    role: PlaceRole
    words: tuple[str, ...]


SECTIONS: dict[str, type[Any]] = {
    "frames": Frame,
    "directions": Direction,
    "roles": RoleWords,
    "never": str,
    "edges": str,
    "links": str,
    "roads": str,
    "closing": str,
    "borders": str,
    "bases": str,
    "equating": str,
    "taking": str,
    "ground": str,
    "hitting": str,
    "held": str,
    "speaking": str,
    "suffering": str,
}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lookups. Keys are lower case, singular and plural.

    `openings` are the words that a framing noun begins with.
    """

    frames: dict[str, Frame]
    openings: frozenset[str]
    directions: dict[str, str]
    roles: dict[str, PlaceRole]
    never: frozenset[str]
    edges: frozenset[str]
    links: frozenset[str]
    roads: frozenset[str]
    closing: frozenset[str]
    borders: frozenset[str]
    bases: frozenset[str]
    equating: frozenset[str]
    taking: frozenset[str]
    ground: frozenset[str]
    hitting: frozenset[str]
    held: frozenset[str]
    speaking: frozenset[str]
    suffering: frozenset[str]


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """Return the words of the built-in file. Raises KnowledgeError where it is malformed."""
    found = read_sections([FILE], SECTIONS)
    frames: dict[str, Frame] = {}
    for frame in found["frames"]:
        for noun in frame.nouns:
            frames.setdefault(noun, frame)
            frames.setdefault(plural(noun), frame)
    return PlaceWords(
        frames=frames,
        openings=frozenset(re.split("[ -]", noun)[0] for noun in frames) | frozenset(frames),
        directions={form: d.word for d in found["directions"] for form in d.forms},
        roles={word: r.role for r in found["roles"] for word in r.words},
        never=frozenset(found["never"]),
        edges=frozenset(found["edges"]),
        links=frozenset(found["links"]),
        roads=frozenset(found["roads"]) | {plural(w) for w in found["roads"]},
        closing=frozenset(found["closing"]),
        borders=frozenset(found["borders"]),
        bases=frozenset(found["bases"]),
        equating=frozenset(found["equating"]),
        taking=frozenset(found["taking"]),
        ground=frozenset(found["ground"]),
        hitting=frozenset(found["hitting"]),
        held=frozenset(found["held"]),
        speaking=frozenset(found["speaking"]),
        suffering=frozenset(found["suffering"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much one trait speaks for a place's name, in log-odds."""

    trait: str
    weight: float


@lru_cache(maxsize=1)
def place_weights() -> dict[str, float]:
    """Return the weight of each trait. Raises KnowledgeError where the file is malformed."""
    sections = read_weights()
    return {**sections["fitted"], **sections["settled"]}


def read_weights() -> dict[str, dict[str, float]]:
    """Return the sections of the file of weights: `settled` by hand and `fitted`."""
    rows = read_sections([WEIGHTS], {"settled": Weight, "fitted": Weight})
    return {name: {row.trait: row.weight for row in found} for name, found in rows.items()}


def plural(noun: str) -> str:
    """Return the regular English plural of a framing noun."""
    if noun.endswith("y") and noun[-2] not in "aeo":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "s", "x")) else "s")
