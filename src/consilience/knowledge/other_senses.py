"""Words of violence and conflict where they mean something else.

Why: news of sport, trade, illness and law is told in words of war (*the team attacked,
prices exploded, her battle with cancer*), and a false event is a wrong cell. In: the
section `other_senses` of the knowledge files. Out: `OtherSenses`, the entries by lemma;
whether one holds in a sentence is decided in `coding/senses.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from consilience.errors import KnowledgeError
from consilience.knowledge.files import DATA, read_sections


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSense:
    """When words name no event of conflict; it holds as soon as one of its conditions does.

    `object`, `subject`: one of these heads stands there. `object_but`, `subject_but`: a common
    noun stands there that is none of these. `about`: one of these heads stands under a
    preposition of it or of its object. `modifier`: one of these stands before the noun.
    `beside`: two of these stand in the sentence.
    `alone`: a verb has no object, a noun neither doer nor complement. `reflexive`: its
    object is *himself* and the like.
    `types` limits the entry to words read as one of these event types; it never holds in a
    sentence with one of the words of `arms`.
    """

    note: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_but: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    subject_but: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    alone: bool = False
    reflexive: bool = False

    @property
    def conditions(self) -> tuple[tuple[str, ...] | bool, ...]:
        """The conditions, empty ones included."""
        return (self.object, self.object_but, self.subject, self.subject_but, self.about,
                self.modifier, self.beside, self.alone, self.reflexive)  # fmt: skip


class OtherSenses:
    """The entries, by the lemma and kind of word."""

    def __init__(self, entries: Iterable[OtherSense]) -> None:
        """Index the entries. Raises KnowledgeError for one without words or condition."""
        self._verbs: dict[str, list[OtherSense]] = {}
        self._nouns: dict[str, list[OtherSense]] = {}
        for entry in entries:
            if not any(entry.conditions) or not (entry.verbs or entry.nouns):
                raise KnowledgeError(
                    f"other_senses: the entry {entry.note!r} needs words and a condition."
                )
            for word in entry.verbs:
                self._verbs.setdefault(word, []).append(entry)
            for word in entry.nouns:
                self._nouns.setdefault(word, []).append(entry)

    def of_verb(self, lemma: str) -> Sequence[OtherSense]:
        """Return the entries that list the verb."""
        return self._verbs.get(lemma, ())

    def of_noun(self, lemma: str) -> Sequence[OtherSense]:
        """Return the entries that list the noun."""
        return self._nouns.get(lemma, ())


@cache
def builtin_other_senses() -> OtherSenses:
    """Return the entries that come with the package."""
    rows = read_sections([DATA / "other_senses.yaml"], {"other_senses": OtherSense})
    return OtherSenses(rows["other_senses"])
