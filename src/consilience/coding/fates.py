"""What happened to those who are counted: the verb, noun or adjective that says so.

Why: *13 civilians* is a toll only by *killed*, and the word can stand before
or after, in the active, the passive, a headline or a noun (*the death of*).
In: a sentence and its counted phrases. Out: a `Fate` for each phrase that has
one. Words lead and the parse is asked last: in text that lost its commas the
order of words survives and the parse often does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.coding.counted import Counted, Sentence
from consilience.knowledge.quantities import QuantityLexicon, Verb, VerbForm
from consilience.model import FigureKind

_BE = frozenset("is are was were be been being am get gets got getting s 's".split())
_HAVE = frozenset("has have had having 've".split())
_MODAL = frozenset("may might could would will can should must to".split())
_SAID = frozenset(
    "reported confirmed believed feared said presumed thought documented allegedly reportedly "
    "either left found pronounced declared also more confirmed still apparently".split()
)
_INCLUDING = frozenset("including includes included among mostly mainly comprising".split())
_CLAUSE_ENDS = frozenset(
    "when where after before while because as if although though whose since until".split()
)
_THING_KINDS = frozenset({"destroyed", "damaged", "seized", "places_taken", "strikes"})
_REACH = 40


@dataclass(frozen=True, slots=True)
class Fate:
    """A kind and the sentence's token that says it."""

    kind: FigureKind
    trigger: int


@dataclass(frozen=True)
class Reading:
    """A sentence with its counted phrases, the lexicon, and the contexts that the report shows."""

    sentence: Sentence
    counted: Sequence[Counted]
    lexicon: QuantityLexicon
    contexts: frozenset[str]

    def counted_at(self, i: int) -> Counted | None:
        """Return the counted phrase that begins at `i`."""
        return next((c for c in self.counted if c.first == i), None)

    def forms(self, i: int) -> list[VerbForm]:
        """Return the verbs that the word at `i` can be, as far as the report's context allows."""
        forms = self.lexicon.verbs.get(self.sentence.word(i), ())
        return [f for f in forms if f.verb.context is None or f.verb.context in self.contexts]

    def noun(self, i: int) -> FigureKind | None:
        """Return the kind that the noun at `i` says."""
        return self.lexicon.nouns.get(self.sentence.word(i))

    def state(self, i: int) -> FigureKind | None:
        """Return the kind that the adjective or phrase at `i` says."""
        for length in range(4, 0, -1):
            kind = self.lexicon.states.get(tuple(self.sentence.words[i : i + length]))
            if kind is not None:
                return kind
        return None


def read_fate(reading: Reading, counted: Counted) -> Fate | None:
    """Return what happened to those counted, by the nearest words that can say it."""
    for reader in (_own, _after, _before, _noun_before, _toll, _parsed):
        fate = reader(reading, counted)
        if fate is not None:
            return fate
    return None


def kind_of(verb: Verb, counted: Counted) -> FigureKind | None:
    """Return the kind a verb says of what is counted; None where it says nothing of it."""
    people = counted.what in ("people", "unnamed", "noun")
    kind = verb.says_of("people" if people else counted.what)
    if kind is None:
        return None
    if counted.what in ("people", "unnamed"):
        return None if kind in _THING_KINDS else kind
    if counted.what == "noun":
        return kind if kind not in ("strikes", "places_taken", "evacuated") else None
    if counted.what == "strikes" and kind == "strikes":
        return kind
    return kind if kind in _THING_KINDS and kind != "strikes" else None


def _own(reading: Reading, counted: Counted) -> Fate | None:
    """*15 deaths*, *six wounded children*: the phrase says it itself."""
    return Fate(counted.state, counted.head) if counted.state is not None else None


def _after(reading: Reading, counted: Counted) -> Fate | None:
    """*N were killed*, *N killed*, *N died*, *left N dead*: the words after say it."""
    sentence = reading.sentence
    i, be, near, relative = counted.last, False, True, False
    while i < min(len(sentence.words), counted.last + _REACH):
        word = sentence.word(i)
        if reading.forms(i):
            fate = _by_verb_after(reading, counted, i, be, near)
            if fate is not None or not _skippable(reading, i):
                return fate
        state = reading.state(i)
        if state is not None and (be or near):
            return Fate(state, i)
        if word in _BE:
            be = True
        elif word in _HAVE or word in _MODAL or word in _SAID or sentence.tokens[i].pos_ == "ADV":
            pass
        elif word in ("who", "that", "which"):
            relative = True
        elif word in _CLAUSE_ENDS:
            return None
        elif (joined := _joined(reading, i)) is not None:
            i = joined
            continue
        elif sentence.tokens[i].tag_ in ("VBD", "VBZ", "VBP"):
            if not relative:
                return None
            relative = be = near = False
        else:
            near = False
        i += 1
    return None


def _joined(reading: Reading, i: int) -> int | None:
    """Return the end of a coordinated or included phrase that begins at `i`."""
    words = reading.sentence.words
    start = i
    while start < len(words) and (
        words[start] in ("and", "or", ",", "as", "well", "along", "with", "them", "plus", "(", "-")
        or words[start] in _INCLUDING
    ):
        start += 1
    counted = reading.counted_at(start)
    return counted.last if counted is not None else None


def _skippable(reading: Reading, i: int) -> bool:
    """Whether a verb form after a noun may be a mere addition to it: *trying*, *trapped*."""
    return reading.sentence.word(i).endswith("ing")


def _by_verb_after(reading: Reading, counted: Counted, i: int, be: bool, near: bool) -> Fate | None:
    for form in reading.forms(i):
        kind = kind_of(form.verb, counted)
        if kind is None:
            continue
        if form.verb.who == "subject" and form.form != "ing" and not be and near:
            return Fate(kind, i)
        if form.verb.who == "object" and form.form == "participle":
            if be or (near and not is_active(reading, i)):
                return Fate(kind, i)
    return None


def is_active(reading: Reading, i: int) -> bool:
    """Whether the verb form at `i` has its object after it, as far as the words tell."""
    forms = {f.form for f in reading.forms(i)}
    if "participle" not in forms:
        return reading.sentence.word(i - 1) != "being"
    before = _auxiliary_before(reading, i)
    if before in _BE:
        return False
    if before in _HAVE or before in ("who", "that", "which"):
        return True
    return _object_follows(reading, i)


def _auxiliary_before(reading: Reading, i: int) -> str:
    """Return the word before the verb, adverbs skipped."""
    k = i - 1
    while k >= 0 and (
        reading.sentence.tokens[k].pos_ == "ADV" or reading.sentence.word(k) in _SAID
    ):
        k -= 1
    return reading.sentence.word(k)


def _object_follows(reading: Reading, i: int) -> bool:
    sentence = reading.sentence
    k = i + 1
    while (
        k < len(sentence.words) and sentence.tokens[k].pos_ == "ADV" and not reading.counted_at(k)
    ):
        k += 1
    if k >= len(sentence.words):
        return False
    counted = reading.counted_at(k)
    if counted is not None:
        own = bool(reading.forms(counted.last)) or reading.state(counted.last) is not None
        return not (own and _subject_before(reading, i))
    return sentence.tokens[k].pos_ in ("DET", "PRON", "NOUN", "PROPN", "ADJ") and not (
        _subject_before(reading, i)
    )


def _subject_before(reading: Reading, i: int) -> bool:
    """Whether a counted phrase stands right before `i`."""
    return any(i - 2 <= c.last <= i for c in reading.counted if c.last <= i)


def _before(reading: Reading, counted: Counted) -> Fate | None:
    """*killed N*, *killed A and N*: the verb stands before."""
    i = counted.first - 1
    while (
        i >= 0
        and (
            reading.sentence.tokens[i].pos_ == "ADV"
            or reading.sentence.word(i) in ("the", "another")
        )
        and not reading.forms(i)
    ):
        i -= 1
    for form in reading.forms(i):
        kind = kind_of(form.verb, counted)
        if kind is not None and form.verb.who == "object" and is_active(reading, i):
            return Fate(kind, i)
    return None


def _noun_before(reading: Reading, counted: Counted) -> Fate | None:
    """*the deaths of N*, *the lives of N*, *the killing of N*."""
    sentence = reading.sentence
    i = counted.first - 1
    if sentence.word(i) == "the":
        i -= 1
    if counted.what not in ("people", "unnamed", "noun"):
        return None
    if sentence.word(counted.head) in ("lives", "life") and _lives_are_lost(reading, counted):
        return Fate("killed", counted.head)
    if sentence.word(i) != "of":
        return None
    if sentence.word(i - 1) in ("lives", "life") and _lives_are_lost(reading, counted):
        return Fate("killed", i - 1)
    kind = reading.noun(i - 1)
    return Fate(kind, i - 1) if kind is not None else None


def _lives_are_lost(reading: Reading, counted: Counted) -> bool:
    lost = {"claim", "claims", "claimed", "claiming", "cost", "costs", "costing", "take", "took",
            "takes", "taken", "taking", "lost", "lose", "loses", "losing", "loss"}  # fmt: skip
    near = reading.sentence.words[max(0, counted.first - 8) : counted.last + 3]
    return any(word in lost for word in near)


def _toll(reading: Reading, counted: Counted) -> Fate | None:
    """*the death toll rose to N*, *the number of dead is N*."""
    if counted.what not in ("people", "unnamed") or counted.quantity.article:
        return None
    words = reading.sentence.words
    for i in range(counted.first - 1, -1, -1):
        if words[i] in ("toll", "tolls"):
            return Fate("killed", i)
        if reading.forms(i) and words[i] not in ("escape",):
            return None
        if reading.sentence.word(i) in ("killed", "dead"):
            return None
    return None


def _parsed(reading: Reading, counted: Counted) -> Fate | None:
    """Ask the parse: subject of a passive, object of an active."""
    tokens = reading.sentence.tokens
    token = tokens[counted.head]
    while token.dep_ in ("conj", "appos", "nummod") and token.head.i != token.i:
        token = token.head
    at = token.head.i - tokens[0].i
    if not 0 <= at < len(tokens) or tokens[at].i != token.head.i:
        return None
    for form in reading.forms(at):
        kind = kind_of(form.verb, counted)
        as_object = token.dep_ in ("nsubjpass", "dobj") and form.verb.who == "object"
        as_subject = token.dep_ == "nsubj" and form.verb.who == "subject"
        if kind is not None and (as_object or as_subject):
            return Fate(kind, at)
    return None
