"""The words without which a text tells of no conflict, drawn from what coding knows anyway.

In: the event book, the roster, and `data/gate.yaml`, which says which of their words mean little
by themselves. Out: `ConflictWords`, lemmas in lower case. Who adds a trigger, a weapon or an
armed role adds it to these words too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from consilience.knowledge.actors import Roster
from consilience.knowledge.event_types import EventBook
from consilience.knowledge.event_words import WordSet
from consilience.knowledge.files import DATA, read_sections

FILE = DATA / "gate.yaml"
_ARMED = {"military", "rebel", "militia"}
_ON_THE_GROUND = {"violence", "territory", "movement", "protest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictWords:
    """`acts` tell an act by themselves (*shelled*), `perhaps` beside others (*took, entered*).

    `in_peace` are those of `perhaps` that tell as often of accidents, illness or crime (*died*);
    `arms` are armed people and weapons (*militants, artillery*).
    """

    acts: frozenset[str]
    perhaps: frozenset[str]
    in_peace: frozenset[str]
    arms: frozenset[str]

    @classmethod
    def of(cls, book: EventBook, roster: Roster) -> ConflictWords:
        """Draw the words from triggers, means and roles."""
        acts: set[str] = set()
        perhaps: set[str] = set()
        for index in (book.verbs, book.nouns, book.adjectives):
            for word, entries in index.items():
                for entry in entries:
                    if entry.type and book.types[entry.type].family in _ON_THE_GROUND:
                        certain = not entry.asks and entry.role != "light" and " " not in word
                        (acts if certain else perhaps).add(word.split()[0])
        for phrase, entries_of in book.phrases.items():
            perhaps |= {phrase for _, entry in entries_of if entry.type}
        weak = _weak_words()
        perhaps |= acts & weak["also_in_peace"]
        acts -= weak["also_in_peace"]
        armed = (words[-1] for words, (role, _) in roster.phrases.items() if role.kind in _ARMED)
        return cls(
            acts=frozenset(acts),
            perhaps=frozenset(perhaps - acts),
            in_peace=weak["also_in_peace"] & perhaps,
            arms=frozenset(
                word
                for word in (*armed, *_firsts(book.means))
                if not {word, word.removesuffix("s"), word.removesuffix("es")}
                & weak["not_only_arms"]
            ),
        )


@cache
def _weak_words() -> dict[str, frozenset[str]]:
    found = read_sections([FILE], {"gate_words": WordSet})["gate_words"]
    return {entry.name: frozenset(entry.words) for entry in found}


def _firsts(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)
