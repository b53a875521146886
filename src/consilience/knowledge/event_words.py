"""Sets of words by which the reading of events is decided, apart from the triggers.

Why: what makes a plan, a failure or a weapon's verb is a list that a person can read
and add to. In: the section `event_words` of the knowledge files, each entry a named
set with a note. Out: `EventWords`, one frozen set for each name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from consilience.errors import KnowledgeError
from consilience.knowledge.files import DATA, read_sections

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSet:
    """One named set; `note` says what its words do, with an example. Lemmas in lower case."""

    name: str
    note: str = ""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """The sets of `data/event_words.yaml`, where each is explained."""

    wield: Words
    wield_poison: Words
    unopposed: Words
    unnamed_arms: Words
    without_aircraft: Words
    fired_upon: Words
    of_people_hurt: Words
    goings_on: Words
    unreal_mark: Words
    negative: Words
    failure: Words
    keeps_from: Words
    ends: Words
    unable: Words
    tidings: Words
    tallies: Words
    habitual: Words
    aware: Words
    unaware: Words
    possible_modal: Words
    possible_verb: Words
    possible_word: Words
    planned_modal: Words
    planned_word: Words
    planned_verb: Words
    planned_noun: Words
    prepares: Words
    asks_for: Words
    begins: Words
    tries: Words
    demands: Words
    due_modal: Words
    due_verb: Words

    @classmethod
    def of(cls, entries: Iterable[WordSet]) -> EventWords:
        """Return the sets by name; entries of one name add up.

        Raises KnowledgeError where a name is not known or has no words.
        """
        found: dict[str, set[str]] = {f.name: set() for f in fields(cls)}
        for entry in entries:
            if entry.name not in found:
                raise KnowledgeError(
                    f"event_words names the set {entry.name!r}; known are: {', '.join(found)}."
                )
            found[entry.name].update(entry.words)
        empty = [name for name, words in found.items() if not words]
        if empty:
            raise KnowledgeError(f"event_words has no words for the set {empty[0]!r}.")
        return cls(**{name: frozenset(words) for name, words in found.items()})


@cache
def builtin_event_words() -> EventWords:
    """Return the sets that come with the package."""
    rows = read_sections([DATA / "event_words.yaml"], {"event_words": WordSet})
    return EventWords.of(rows["event_words"])
