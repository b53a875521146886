"""What is known beforehand: actors, event types, triggers, cues, quantities, places.

In: the built-in knowledge files and a user's own. Out: `Knowledge`, which the
coding stage is handed whole. A user's file has the same sections as the
built-in ones and adds to them; `SECTIONS` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consilience.knowledge import actors, falsity, quantities
from consilience.knowledge.actors import Roster, builtin_roster, roster_from
from consilience.knowledge.cues import CueBook, CueEntry
from consilience.knowledge.event_types import EventBook, EventType, MeansEntry, TriggerEntry
from consilience.knowledge.event_words import WordSet
from consilience.knowledge.falsity import FalsityWords
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.other_senses import OtherSense
from consilience.knowledge.quantities import QuantityLexicon
from consilience.knowledge.responsibility import BlameBook, BlameEntry

SECTIONS: Mapping[str, type[Any]] = {
    **actors.SECTIONS,
    **quantities.SECTIONS,
    "cues": CueEntry,
    "event_types": EventType,
    "triggers": TriggerEntry,
    "means": MeansEntry,
    "event_words": WordSet,
    "other_senses": OtherSense,
    "impersonal": str,
    "writings": str,
    "pronouncements": str,
    "responsibility": BlameEntry,
    **falsity.SECTIONS,
    "act_nouns": str,
}
_FILES = (
    "cues.yaml",
    "event_types.yaml",
    "triggers.yaml",
    "means.yaml",
    "event_words.yaml",
    "other_senses.yaml",
    "impersonal.yaml",
    "quantities.yaml",
    "responsibility.yaml",
    "falsity.yaml",
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that coding knows beforehand."""

    roster: Roster
    statements: CueBook
    events: EventBook
    impersonal: frozenset[str]
    writings: frozenset[str]
    pronouncements: frozenset[str]
    quantities: QuantityLexicon
    gazetteer: Gazetteer
    blame: BlameBook
    falsity: FalsityWords


def load(extra: Iterable[Path] = ()) -> Knowledge:
    """Return the built-in knowledge with the user's own files added.

    Raises KnowledgeError naming file, entry and field of the first malformed one.
    """
    own = [*extra]
    listed = actors.actor_files() if own else []
    sections = read_sections([*listed, *(DATA / name for name in _FILES), *own], SECTIONS)
    return Knowledge(
        # Others ask for the built-in roster, too: it is built once.
        roster=roster_from(sections) if own else builtin_roster(),
        statements=CueBook(sections["cues"]).statements(),
        events=EventBook.build(
            sections["event_types"],
            sections["triggers"],
            sections["means"],
            sections["event_words"],
            sections["other_senses"],
        ),
        impersonal=frozenset(sections["impersonal"]),
        writings=frozenset(sections["writings"]),
        pronouncements=frozenset(sections["pronouncements"]),
        quantities=QuantityLexicon(sections),
        gazetteer=Gazetteer.open(),
        blame=BlameBook(sections["responsibility"], sections["act_nouns"]),
        falsity=FalsityWords.of(sections),
    )


def check(path: Path) -> dict[str, int]:
    """Return how many entries of each section a user's own file adds.

    Raises KnowledgeError where it is malformed or names what nothing lists.
    """
    rows: dict[str, Sequence[Any]] = dict(read_sections([path], SECTIONS))
    load([path])
    return {name: len(entries) for name, entries in rows.items() if entries}
