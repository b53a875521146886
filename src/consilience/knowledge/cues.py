"""The words that bring a source and what it says together.

In: the `cues` sections of the knowledge files. Out: `CueBook`, which answers for
a lemma whether it is a cue, what it says of the source's stance, and where its
content stands. The distinction of source, cue and content is that of PARC 3.0
(Pareti 2016) and PolNeAR (Newell et al. 2018); stances are those of
`consilience.model.Stance`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from consilience.knowledge.files import DATA, read_sections
from consilience.model import Stance

CuePart = Literal["verb", "noun", "adverb", "adjective", "preposition", "voice"]
CueKind = Literal["statement", "attitude"]
VoiceKind = Literal["body", "monitor", "person", "office", "writing"]
Complement = Literal["clause", "object", "infinitive", "quotation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEntry:
    """One row of a knowledge file: words that behave alike. A word may stand in several rows.

    `words` are lemmas, or for prepositions and adverbs the words as they stand.
    `kind` tells a statement (somebody said it) from an attitude (somebody wants,
    fears, supports it), which is evidence of a mind and not of an event.
    `takes` lists where content may stand: a clause, a direct object, an
    infinitive, a quotation. `prepositions` bring content in (*call for*);
    `addressed` says that a direct object is the hearer or the accused, not what is said.
    `subject_speaks` marks verbs whose passive subject is the source (*was quoted as saying*).
    `object_speaks` marks verbs that name a source behind the source (*said, citing medics*).
    `not_with` lists objects with which the word is no cue (*claimed the lives of*), `only_with`
    those without which it is none (*gave a toll of*), `needs`
    the prepositions without which it is none (*put the toll at*), and `passive` a reading
    that the passive alone has (*are believed to*).
    `helper` marks verbs that only help the one after them (*appeared to confirm* is one cue).
    `voice_only` asks for a source that can speak (*doctors counted 12 dead*).
    `plain` marks the verbs of saying that name the speaker after the words, even without commas.
    Rows of part `voice` list nouns for those who speak (*monitor, official, group*); their
    `voice` says which may stand for which: *the group* for a named monitor or body, *the
    official* for a named person; a `body` (*the army*) or `office` (*the president*) only for
    one brought in by the same word.
    """

    words: tuple[str, ...]
    part: CuePart
    stance: Stance
    kind: CueKind = "statement"
    takes: tuple[Complement, ...] = ()
    prepositions: tuple[str, ...] = ()
    addressed: bool = False
    subject_speaks: bool = False
    object_speaks: bool = False
    not_with: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    passive: bool = False
    helper: bool = False
    plain: bool = False
    voice_only: bool = False
    voice: VoiceKind | None = None


class CueBook:
    """All cues, found by part of speech and word, each with its readings in order."""

    def __init__(self, entries: Iterable[CueEntry]) -> None:
        self.entries = tuple(entries)
        self._found: dict[tuple[CuePart, str], tuple[CueEntry, ...]] = {}
        for entry in self.entries:
            for word in entry.words:
                key = (entry.part, word.lower())
                self._found[key] = (*self._found.get(key, ()), entry)

    def find(self, part: CuePart, word: str) -> tuple[CueEntry, ...]:
        """Return the readings of a lemma (verbs, nouns) or of words as they stand (the others)."""
        return self._found.get((part, word.lower()), ())

    def words(self, part: CuePart) -> list[str]:
        """Return all words of one part of speech, sorted."""
        return sorted(word for kind, word in self._found if kind == part)

    def statements(self) -> CueBook:
        """Return a book without attitudes: what counts as evidence that something happened.

        Helpers stay as such (*appeared to confirm*), but are no cues by themselves.
        """
        helpers = (replace(e, takes=(), prepositions=()) for e in self.entries if e.helper)
        return CueBook([*(e for e in self.entries if e.kind == "statement"), *helpers])


def builtin_cues() -> CueBook:
    """Return the cues that come with the package."""
    return CueBook(read_sections([DATA / "cues.yaml"], {"cues": CueEntry})["cues"])
