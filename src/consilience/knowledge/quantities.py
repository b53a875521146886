"""How counts are worded: number words, hedges, who is counted, what happened to them.

Why: a toll is read by rules, and the rules are words that a person can read
and add to. In: the sections of `data/quantities.yaml` (and of a user's own
file of the same form). Out: `QuantityLexicon`, the same words indexed by the
forms that stand in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from consilience.knowledge.files import DATA, read_sections
from consilience.model import FigureKind

HedgeMeaning = Literal["at_least", "more_than", "up_to", "less_than", "about"]
ThingClass = Literal["places", "strikes", "objects"]
Form = Literal["base", "third", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord:
    """Words with one value: *thirteen*, or a multiplier such as *hundred*."""

    words: tuple[str, ...]
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueNumber:
    """A plural that has a least value and no upper bound: *dozens*."""

    words: tuple[str, ...]
    low: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fraction:
    """A share of a whole: *a third*."""

    words: tuple[str, ...]
    parts: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words before or after a number that say how exact it is."""

    meaning: HedgeMeaning
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """Nouns before which a number counts neither people nor things.

    `modifies`: in the singular they may stand before what is counted (*two state officials*).
    """

    reason: str
    nouns: tuple[str, ...]
    modifies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that play one part in the rules."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWords:
    """Words that decide a class of people, or show a context."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimClass:
    """The nouns of one class of people."""

    name: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """The nouns of one class of things."""

    name: ThingClass
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What verbs say of the people, things and places that they count.

    `who` is where the counted stand: the verb's object (*killed N*) or its
    subject (*N died*). `people`, `things`, `places` differ from `kind` where the
    verb means something else of them, and are *none* where it says nothing.
    A verb with a `context` counts only in a report that shows it; one that is
    `known_only` says nothing of a noun that the lexicon does not know (*lost 15 seats*).
    """

    kind: FigureKind
    who: Literal["object", "subject"]
    verbs: tuple[str, ...]
    people: FigureKind | Literal["none"] | None = None
    things: FigureKind | Literal["none"] | None = None
    places: FigureKind | Literal["none"] | None = None
    context: str | None = None
    known_only: bool = False

    def says_of(self, counted: str) -> FigureKind | None:
        """Return the kind for what is counted: people, things or places; None: nothing."""
        own = {"people": self.people, "objects": self.things, "places": self.places}.get(counted)
        kind = own or self.kind
        return None if kind == "none" else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularVerb:
    """A verb whose forms the spelling rules do not give."""

    verb: str
    past: str
    participle: str
    ing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """Adjectives or nouns that say a kind by themselves.

    A noun with `counts` false is an event of many: *the massacre of 20* counts
    people, *40 massacres* does not.
    """

    kind: FigureKind
    words: tuple[str, ...]
    counts: bool = True


SECTIONS: Mapping[str, type[Any]] = {
    "number_words": NumberWord,
    "multipliers": NumberWord,
    "vague_numbers": VagueNumber,
    "vague_multiples": Words,
    "fractions": Fraction,
    "hedges": Hedge,
    "not_counted": NotCounted,
    "designators": Words,
    "victims": VictimClass,
    "members_of": Words,
    "own_people": Words,
    "class_of_own": NamedWords,
    "victim_modifiers": NamedWords,
    "things_counted": Thing,
    "fate_verbs": Verb,
    "irregular_verbs": IrregularVerb,
    "fate_adjectives": KindWords,
    "fate_contexts": NamedWords,
    "fate_nouns": KindWords,
    "afflictions": Words,
    "toll_words": KindWords,
    "life_takers": Words,
    "long_affairs": Words,
    "toll_windows": Words,
    "group_nouns": Words,
    "places_taken_nouns": KindWords,
    "toll_verbs": KindWords,
}


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One form of a verb as it stands in a text. A regular past is its participle too."""

    verb: Verb
    form: Form


@dataclass(frozen=True)
class QuantityLexicon:
    """The words of counting, indexed by the lower-case forms that stand in a text."""

    sections: Mapping[str, list[Any]]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number words and their values, *thirtythree* (a hyphen was lost) among them."""
        words = {w: e.value for e in self.sections["number_words"] for w in e.words}
        tens = {w: v for w, v in words.items() if v >= 20 and v % 10 == 0}
        ones = {w: v for w, v in words.items() if 0 < v < 10}
        glued = {t + o: tens[t] + ones[o] for t in tens for o in ones}
        return glued | words

    @cached_property
    def multipliers(self) -> dict[str, int]:
        """Multipliers in the singular and their values."""
        return {w: e.value for e in self.sections["multipliers"] for w in e.words}

    @cached_property
    def vague(self) -> dict[str, int]:
        """Vague plurals and the least that they mean."""
        return {w: e.low for e in self.sections["vague_numbers"] for w in e.words}

    @cached_property
    def vague_multiples(self) -> frozenset[str]:
        """Words that make a multiplier vague."""
        return self._words("vague_multiples")

    @cached_property
    def fractions(self) -> dict[str, Fraction]:
        """Fractions by their words."""
        return {w: e for e in self.sections["fractions"] for w in e.words}

    @cached_property
    def hedges_before(self) -> dict[tuple[str, ...], HedgeMeaning]:
        """Hedges that stand before a number, as word sequences."""
        return {tuple(w.split()): e.meaning for e in self.sections["hedges"] for w in e.before}

    @cached_property
    def hedges_after(self) -> dict[tuple[str, ...], HedgeMeaning]:
        """Hedges that stand after a number, as word sequences."""
        return {tuple(w.split()): e.meaning for e in self.sections["hedges"] for w in e.after}

    @cached_property
    def not_counted(self) -> frozenset[str]:
        """Units and abstract nouns, singular and plural."""
        nouns = (n for e in self.sections["not_counted"] for n in e.nouns)
        return frozenset(form for noun in nouns for form in (noun, plural(noun)))

    @cached_property
    def not_counted_modifiers(self) -> frozenset[str]:
        """Those that in the singular may stand before the noun that is counted."""
        entries = (e for e in self.sections["not_counted"] if e.modifies)
        return frozenset(noun for e in entries for noun in e.nouns)

    @cached_property
    def designators(self) -> frozenset[str]:
        """Words after which a number is a name."""
        return self._words("designators")

    @cached_property
    def members_of(self) -> frozenset[str]:
        """General nouns whose class the words after *of* tell."""
        return frozenset(f for w in self._words("members_of") for f in (w, plural(w)))

    @cached_property
    def own_people(self) -> frozenset[str]:
        """Nouns of those who belong to whoever counts them, in the singular."""
        return self._words("own_people")

    @cached_property
    def class_of_own(self) -> dict[str, str]:
        """The class of a speaker's own people, by the speaker's kind (`ActorKind`)."""
        return {kind: e.name for e in self.sections["class_of_own"] for kind in e.words}

    @cached_property
    def victims(self) -> dict[tuple[str, ...], str]:
        """Nouns of people, singular and plural, as word sequences, and their class."""
        return {
            tuple(form.replace("-", " - ").split()): entry.name
            for entry in reversed(self.sections["victims"])
            for noun in entry.nouns
            for form in (noun, plural(noun))
        }

    @cached_property
    def families(self) -> frozenset[str]:
        """Nouns of families, which hold a number of people."""
        return frozenset(words[-1] for words, name in self.victims.items() if name == "families")

    @cached_property
    def singular_people(self) -> frozenset[str]:
        """The last words of nouns of people in the singular."""
        nouns = (n for e in self.sections["victims"] for n in e.nouns)
        return frozenset(noun.split()[-1] for noun in nouns)

    @cached_property
    def singular_things(self) -> frozenset[str]:
        """The last words of nouns of things in the singular."""
        return frozenset(n.split()[-1] for e in self.sections["things_counted"] for n in e.nouns)

    @cached_property
    def modifiers(self) -> dict[str, str]:
        """Words before a general noun, and the class that they decide."""
        return {w: e.name for e in self.sections["victim_modifiers"] for w in e.words}

    @cached_property
    def things(self) -> dict[tuple[str, ...], ThingClass]:
        """Nouns of things, singular and plural, as word sequences, and their class."""
        return {
            tuple(form.split()): entry.name
            for entry in self.sections["things_counted"]
            for noun in entry.nouns
            for form in (noun, plural(noun))
        }

    @cached_property
    def verbs(self) -> dict[str, tuple[VerbForm, ...]]:
        """Every form of every verb, and what it can be a form of."""
        irregular = {e.verb: e for e in self.sections["irregular_verbs"]}
        forms: dict[str, tuple[VerbForm, ...]] = {}
        for entry in self.sections["fate_verbs"]:
            for base in entry.verbs:
                for word, form in verb_forms(base, irregular.get(base)):
                    forms[word] = (*forms.get(word, ()), VerbForm(entry, form))
        return forms

    @cached_property
    def states(self) -> dict[tuple[str, ...], FigureKind]:
        """Adjectives and phrases that say a kind."""
        return {tuple(w.split()): e.kind for e in self.sections["fate_adjectives"] for w in e.words}

    @cached_property
    def contexts(self) -> dict[str, tuple[str, ...]]:
        """The words that show each context."""
        return {e.name: e.words for e in self.sections["fate_contexts"]}

    @cached_property
    def nouns(self) -> dict[str, FigureKind]:
        """Nouns that say a kind, singular and plural."""
        return {
            f: e.kind for e in self.sections["fate_nouns"] for w in e.words for f in (w, plural(w))
        }

    @cached_property
    def events_of_many(self) -> frozenset[str]:
        """Nouns that say a kind of those named after *of*, but are not counted as people."""
        words = (w for e in self.sections["fate_nouns"] if not e.counts for w in e.words)
        return frozenset(form for word in words for form in (word, plural(word)))

    @cached_property
    def afflictions(self) -> frozenset[str]:
        """What is suffered by the injured."""
        return self._words("afflictions")

    @cached_property
    def tolls(self) -> dict[tuple[str, ...], FigureKind]:
        """Nouns of a count of victims, as word sequences."""
        return {tuple(w.split()): e.kind for e in self.sections["toll_words"] for w in e.words}

    @cached_property
    def life_takers(self) -> frozenset[str]:
        """Forms of verbs that cost lives."""
        return self._words("life_takers")

    @cached_property
    def long_affairs(self) -> frozenset[str]:
        """Affairs whose dead are a running total."""
        return self._words("long_affairs")

    @cached_property
    def windows(self) -> frozenset[tuple[str, ...]]:
        """Words that open the time of a running total, as word sequences."""
        return frozenset(tuple(w.split()) for w in self._words("toll_windows"))

    @cached_property
    def taken(self) -> dict[str, FigureKind]:
        """Nouns that *take* gives a kind, singular and plural."""
        return {
            f: e.kind
            for e in self.sections["places_taken_nouns"]
            for w in e.words
            for f in (w, plural(w))
        }

    @cached_property
    def reaching(self) -> dict[str, FigureKind]:
        """Plurals that count victims with a verb of reaching."""
        return {w: e.kind for e in self.sections["toll_verbs"] for w in e.words}

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Nouns of a body of people."""
        return self._words("group_nouns")

    def _words(self, section: str) -> frozenset[str]:
        return frozenset(w for e in self.sections[section] for w in e.words)


def load_quantities(extra: Iterable[Path] = ()) -> QuantityLexicon:
    """Return the built-in lexicon with the entries of `extra` files added.

    Raises KnowledgeError where a file is malformed.
    """
    return QuantityLexicon(read_sections([DATA / "quantities.yaml", *extra], SECTIONS))


_PLURALS = {"man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet"}


def plural(noun: str) -> str:
    """Return the plural of an English noun phrase: of its last word."""
    *before, last = noun.split()
    return " ".join([*before, _plural_word(last)])


def _plural_word(word: str) -> str:
    for singular, many in _PLURALS.items():
        if word.endswith(singular) and word not in ("human",):
            return word[: -len(singular)] + many
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("fe"):
        return word[:-2] + "ves"
    return word + "s"


def verb_forms(base: str, irregular: IrregularVerb | None = None) -> list[tuple[str, Form]]:
    """Return the forms of a verb as they stand in a text, without repeats."""
    stem = base[:-1] if base.endswith("e") else base
    y = base.endswith("y") and base[-2] not in "aeiou"
    past = irregular.past if irregular else (base[:-1] + "ied" if y else stem + "ed")
    participle = irregular.participle if irregular else past
    ing = (irregular.ing if irregular else None) or stem + "ing"
    forms: list[tuple[str, Form]] = [
        (base, "base"),
        (plural(base), "third"),
        (participle, "participle"),
        (ing, "ing"),
    ]
    return forms if past == participle else [*forms, (past, "past")]
