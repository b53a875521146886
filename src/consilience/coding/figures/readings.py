"""A sentence as the rules on figures see it, and what a rule gives back.

Why: many small rules look at one sentence; they share how a word is looked up.
In: a sentence, its counted phrases, the lexicon. Out: `Reading`, the questions
that rules ask of it; `Fate`, a kind with the word that says it; `Draft`, a
figure of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.sentences import Sentence
from consilience.knowledge.quantities import QuantityLexicon, Verb, VerbForm
from consilience.model import FigureKind

_ARMED = frozenset({"soldiers", "fighters", "police"})
# What counts crowds: one person who returns or leaves is no figure.
_OF_MANY = frozenset({"returned", "displaced", "evacuated", "strength"})
# What verbs say safely of a noun that the lexicon does not know.
_OF_ANYTHING = frozenset(
    {"killed", "injured", "missing", "abducted", "arrested", "captured", "displaced"}
    | {"destroyed", "damaged", "seized"}
)
# Fewer people than this who flee are attackers, suspects or witnesses, not displaced persons.
_FEWEST_DISPLACED = 10
_THING_KINDS = frozenset({"destroyed", "damaged", "seized", "places_taken", "strikes"})
PERSONS = frozenset({"people", "unnamed", "noun"})


@dataclass(frozen=True, slots=True)
class Fate:
    """A kind, the sentence's token that says it, and the verb if it is one."""

    kind: FigureKind
    trigger: int
    verb: Verb | None = None


@dataclass(frozen=True)
class Reading:
    """A sentence with its counted phrases, the lexicon, and the contexts that the report shows."""

    sentence: Sentence
    counted: Sequence[Counted]
    lexicon: QuantityLexicon
    contexts: frozenset[str]

    def word(self, i: int) -> str:
        """Return the lower-case word at `i`, or an empty string."""
        return self.sentence.word(i)

    def tag(self, i: int) -> str:
        """Return the fine part of speech at `i`, or an empty string."""
        return self.sentence.tokens[i].tag_ if 0 <= i < len(self.sentence.tokens) else ""

    def is_adverb(self, i: int) -> bool:
        """Whether the parser takes the word at `i` for an adverb."""
        return self.tag(i) in ("RB", "RBR", "RBS")

    def counted_at(self, i: int) -> Counted | None:
        """Return the counted phrase that begins at `i`."""
        return self._by_first.get(i)

    def between(self, a: Counted, b: Counted) -> list[str]:
        """Return the words between two counted phrases, determiners left out."""
        return self.sentence.between(a.last, b.first)

    @cached_property
    def _by_first(self) -> dict[int, Counted]:
        return {c.first: c for c in reversed(self.counted)}

    def forms(self, i: int) -> list[VerbForm]:
        """Return the verbs that the word at `i` can be, as far as the report's context allows."""
        forms = self.lexicon.verbs.get(self.word(i), ())
        return [f for f in forms if f.verb.context is None or f.verb.context in self.contexts]

    def noun(self, i: int) -> FigureKind | None:
        """Return the kind that the noun at `i` says."""
        return self.lexicon.nouns.get(self.word(i))

    def state(self, i: int) -> FigureKind | None:
        """Return the kind that the adjective or phrase at `i` says."""
        for length in range(4, 0, -1):
            kind = self.lexicon.states.get(tuple(self.sentence.words[i : i + length]))
            if kind is not None:
                return kind
        return None

    def toll_before(self, i: int) -> tuple[int, FigureKind] | None:
        """Return where the last noun of a toll before `i` stands, and its kind."""
        words = self.sentence.words
        for at in range(i - 1, -1, -1):
            for length in range(4, 0, -1):
                kind = self.lexicon.tolls.get(tuple(words[at : at + length]))
                if kind is not None and at + length <= i:
                    return at, kind
        return None


@dataclass(frozen=True, eq=False)
class Draft:
    """A figure of a sentence. `first` and `last` are tokens of the sentence; `whole` its whole.

    `of_earlier` marks a part whose whole stands in an earlier sentence.
    """

    counted: Counted
    fate: Fate
    first: int
    last: int
    low: int
    high: int | None
    victims: str
    whole: Draft | None = None
    of_earlier: bool = False


def kind_of(fate: Fate, counted: Counted) -> FigureKind | None:
    """Return the kind that a fate gives to what is counted; None where it says nothing of it."""
    if fate.verb is None:
        return fate.kind if counted.what in PERSONS else None
    if fate.kind in ("killed_or_injured", "other"):
        return fate.kind if counted.what in PERSONS else None
    return verb_kind(fate.verb, counted)


def verb_kind(verb: Verb, counted: Counted) -> FigureKind | None:
    """Return the kind that a verb says of what is counted: of people, a thing, or a place."""
    if counted.what == "unnamed" and (verb.known_only or verb.kind in _THING_KINDS):
        return None  # "destroyed 12" does not say twelve of what
    if counted.quantity.article and verb.kind in _OF_MANY:
        return None
    if counted.what in ("people", "unnamed"):
        kind = verb.says_of("people")
        if kind == "displaced" and not _is_displaced(verb, counted):
            return "other"
        if kind == "returned" and counted.victims in _ARMED:
            return None  # "returned fire"
        return None if kind in _THING_KINDS else kind
    if counted.what == "noun":
        narrow = verb.known_only or verb.people == "none" or verb.kind not in _OF_ANYTHING
        return None if narrow else verb.kind
    kind = verb.says_of(counted.what)
    if counted.what == "strikes":
        return kind if kind in ("strikes", "destroyed", "seized") else None
    return kind if kind in _THING_KINDS and kind != "strikes" else None


def _is_displaced(verb: Verb, counted: Counted) -> bool:
    """Whether those who flee are displaced persons: no armed ones, no handful of suspects."""
    if counted.victims in _ARMED:
        return False
    handful = counted.quantity.value < _FEWEST_DISPLACED and counted.victims != "families"
    return verb.who == "object" or not handful
