"""What kinds of event there are, and the words that name them.

In: the sections `event_types`, `triggers` and `means` of the knowledge files.
Out: an `EventBook`, which tells for a word of the parse what it can mean.

Every type carries its ACLED sub-event type (or None where ACLED has none) and
its PLOVER type with mode; sources: the ACLED codebook and the PLOVER manual 0.8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from consilience.errors import KnowledgeError
from consilience.knowledge.event_words import EventWords, WordSet, builtin_event_words
from consilience.knowledge.other_senses import OtherSense, OtherSenses, builtin_other_senses

# The types that name the weapon.
ARMS = frozenset({
    "air_drone_strike", "shelling", "suicide_bomb", "remote_explosive", "chemical_weapon",
    "grenade",
})  # fmt: skip
Family = Literal["violence", "territory", "movement", "strategic", "protest", "diplomacy", "speech"]


# Types of people on the way out: they are known by where they start from.
LEAVING = frozenset({"displacement", "evacuation", "retreat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of event. `rank` orders types by how specific they are (ACLED's hierarchy)."""

    id: str
    label: str
    family: Family
    acled: str | None = None
    plover: str | None = None
    rank: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerEntry:
    """Words that name an event of one type; `type` None blocks a phrase that only looks like one.

    `object` and `subject` ask for one of these head nouns in that role, either will do;
    `side` asks for one on either side of a meeting (*clashed with protesters*). `doer` asks
    that a doer named by a common noun be one of these; names, pronouns and silence pass.
    `who` asks always for one of these as doer, beside whatever else is asked.
    `about` asks what a noun is of (*a suspension of flights*). A noun is asked only `subject`,
    `side`, `doer`, `preposition` and `about`. `role` says
    whether the word tells the act, only its effect on people or things (*killed*),
    or nothing of its own (*launched*, *carried out*). `subject_suffers` marks verbs whose
    subject is the one it happens to (*died*).
    """

    type: str | None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    role: Literal["act", "effect", "light"] = "act"
    subject_suffers: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether the entry asks for words around its own."""
        return bool(
            self.object or self.subject or self.side or self.doer or self.who or self.preposition
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansEntry:
    """Weapons and bearers of weapons that make an attack one of `type`."""

    type: str
    words: tuple[str, ...]


@dataclass(slots=True)
class EventBook:
    """The event types and their words, by lemma; `words` are the sets that decide a reading."""

    words: EventWords = field(default_factory=builtin_event_words)
    senses: OtherSenses = field(default_factory=builtin_other_senses)
    types: dict[str, EventType] = field(default_factory=dict)
    verbs: dict[str, list[TriggerEntry]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, list[TriggerEntry]] = field(default_factory=lambda: defaultdict(list))
    adjectives: dict[str, list[TriggerEntry]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, list[tuple[tuple[str, ...], TriggerEntry]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    singles: set[str] = field(default_factory=set)  # first words of all that stand alone
    means: dict[str, str] = field(default_factory=dict)
    means_phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def build(
        cls,
        types: Iterable[EventType],
        triggers: Iterable[TriggerEntry],
        means: Iterable[MeansEntry],
        words: Iterable[WordSet] | None = None,
        senses: Iterable[OtherSense] | None = None,
    ) -> EventBook:
        """Index the entries; without `words` or `senses`, those of the package are used.

        Raises KnowledgeError where an entry names an unknown type or set.
        """
        sets = builtin_event_words() if words is None else EventWords.of(words)
        other = builtin_other_senses() if senses is None else OtherSenses(senses)
        book = cls(types={entry.id: entry for entry in types}, words=sets, senses=other)
        for trigger in triggers:
            book._check(trigger.type)
            book._add(trigger)
        for entry in means:
            book._check(entry.type)
            book._add_means(entry)
        return book

    def _check(self, type_id: str | None) -> None:
        if type_id is not None and type_id not in self.types:
            raise KnowledgeError(
                f"A trigger or means names the event type {type_id!r}, "
                "which no entry of event_types has."
            )

    def _add(self, trigger: TriggerEntry) -> None:
        for index, words in (
            (self.verbs, trigger.verbs),
            (self.nouns, trigger.nouns),
            (self.adjectives, trigger.adjectives),
        ):
            for word in words:
                index[word].append(trigger)
                self.singles.add(word.split()[0])
        for phrase in trigger.phrases:
            words = tuple(phrase.split())
            self.phrases[words[0]].append((words, trigger))
            self.phrases[words[0]].sort(key=lambda pair: -len(pair[0]))

    def _add_means(self, entry: MeansEntry) -> None:
        for word in entry.words:
            parts = tuple(word.split())
            if len(parts) == 1:
                self.means[word] = entry.type
            else:
                self.means_phrases[parts[0]].append((parts, entry.type))

    def phrase_at(self, lemmas: Sequence[str], i: int) -> tuple[int, TriggerEntry] | None:
        """Return length and entry of the longest phrase that begins at lemma `i`."""
        for words, entry in self.phrases.get(lemmas[i], ()):
            if tuple(lemmas[i : i + len(words)]) == words:
                return len(words), entry
        return None

    def means_at(self, lemmas: Sequence[str], i: int) -> str | None:
        """Return the type that the weapon named at lemma `i` makes of an attack."""
        for words, type_id in self.means_phrases.get(lemmas[i], ()):
            if tuple(lemmas[i : i + len(words)]) == words:
                return type_id
        return self.means.get(lemmas[i])
