"""The rules in words, from `rules.yaml`.

In: the id of a rule, a dispute's field, a part of a likeness. Out: the words for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consilience.knowledge.files import read_sections

FILE = Path(__file__).with_name("rules.yaml")
_FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule's words, and the heading of the method that tells it in full."""

    id: str
    say: str
    see: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRule:
    """What makes a dispute on a field, and the slot whose words it turns on."""

    id: str
    slot: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotName:
    """What a slot is called."""

    id: str
    say: str


@cache
def _rows() -> tuple[dict[str, Rule], dict[str, DisputeRule], dict[str, str]]:
    schemas = {"rules": Rule, "disputes": DisputeRule, "slots": SlotName}
    rows = read_sections([FILE], schemas)
    slots = {row.id: row.say for row in rows["slots"]}
    return {r.id: r for r in rows["rules"]}, {r.id: r for r in rows["disputes"]}, slots


def rule(id: str) -> Rule:
    """Return the rule with this id."""
    return _rows()[0][id]


def dispute_rule(field: str) -> DisputeRule:
    """Return the rule for a dispute on a field; every field that is no other is a count."""
    known = _rows()[1]
    return known.get(field, known[_FIGURES])


def slot_of(trait: str) -> str:
    """Return the slot that a part of a likeness is of: *place* of *place:same:town*."""
    return trait.partition(":")[0]


def trait_words(trait: str) -> str:
    """Return a part of a likeness in words: *place, same town*."""
    slot, _, rest = trait.partition(":")
    name = _rows()[2].get(slot, slot)
    return f"{name}, {rest.replace(':', ' ')}" if rest else name
