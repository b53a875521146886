"""What happened to those who are counted: the verb, noun or adjective that says so.

Why: *13 civilians* is a toll only by *killed*, and the word can stand before
or after, in the active, the passive, a headline or a noun (*the death of*).
In: a sentence and its counted phrases. Out: a `Fate` for each phrase that has
one. Words lead and the parse is asked last: in text that lost its commas the
order of words survives and the parse often does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consilience.coding.counted import Counted, Sentence
from consilience.knowledge.quantities import QuantityLexicon, Verb, VerbForm
from consilience.model import FigureKind

_BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "getting", "'s"}
)
_HAVE = frozenset({"has", "have", "had", "having", "'ve"})
_MODAL = frozenset({"may", "might", "could", "would", "will", "can", "should", "must"})
_REPORTED = frozenset(
    {"reported", "confirmed", "believed", "feared", "presumed", "thought", "documented", "found"}
    | {"pronounced", "declared", "said", "known", "counted", "either", "left", "reportedly", "more"}
)
_INCLUDING = frozenset({"including", "includes", "included", "among", "mostly", "mainly"})
_JOINTS = frozenset({"and", "or", ",", "as", "well", "along", "together", "with", "them", "plus"})
_CLAUSE_ENDS = frozenset(
    {"when", "where", "after", "before", "while", "because", "as", "if", "although", "though"}
    | {"whose", "since", "until", "but", "amid"}
)
_RELATIVES = frozenset({"who", "that", "which"})
_THING_KINDS = frozenset({"destroyed", "damaged", "seized", "places_taken", "strikes"})
_PERSONS = frozenset({"people", "unnamed", "noun"})
_ARMED = frozenset({"soldiers", "fighters", "police"})
_HARM = frozenset({"killed", "injured"})
_REACH = 40


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
        return next((c for c in self.counted if c.first == i), None)

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


def read_fate(reading: Reading, counted: Counted) -> Fate | None:
    """Return what happened to those counted, by the nearest words that can say it."""
    for reader in _READERS:
        fate = reader(reading, counted)
        if fate is not None:
            return _mixed(reading, fate)
    return None


def kind_of(fate: Fate, counted: Counted) -> FigureKind | None:
    """Return the kind that a fate gives to what is counted; None where it says nothing of it."""
    if fate.verb is None:
        return fate.kind if counted.what in _PERSONS else None
    if fate.kind in ("killed_or_injured", "other"):
        return fate.kind if counted.what in _PERSONS else None
    return _verb_kind(fate.verb, counted)


def _verb_kind(verb: Verb, counted: Counted) -> FigureKind | None:
    if counted.what in ("people", "unnamed"):
        kind = verb.says_of("people")
        return None if kind in _THING_KINDS else kind
    if counted.what == "noun":
        kind = verb.kind
        narrow = verb.context is not None or verb.known_only or verb.people == "none"
        return None if narrow else kind
    kind = verb.says_of(counted.what)
    if counted.what == "strikes":
        return kind if kind in ("strikes", "destroyed", "seized") else None
    return kind if kind in _THING_KINDS and kind != "strikes" else None


def own_fate(reading: Reading, counted: Counted) -> Fate | None:
    """*15 deaths*, *six wounded children*, *35 cases of suffocation*: the phrase says it."""
    if counted.state is not None:
        return Fate(counted.state, counted.state_at)
    if reading.word(counted.head) == "lives" and _lives_are_lost(reading, counted):
        return Fate("killed", counted.head)
    if reading.word(counted.head) in ("case", "cases") and reading.word(counted.last) == "of":
        kind = reading.noun(counted.last + 1)
        return Fate(kind, counted.last + 1) if kind is not None else None
    return None


def fate_after(reading: Reading, counted: Counted) -> Fate | None:
    """*N were killed*, *N killed*, *N died*, *left N dead*: the words after say it."""
    i, near, relative = counted.last, True, False
    be = reading.word(counted.first - 1) in ("left", "leaving", "leaves", "leave")
    while i < min(len(reading.sentence.words), counted.last + _REACH):
        if reading.forms(i) and not (near and reading.state(i + 1)):
            fate = _by_verb_after(reading, counted, i, be, near)
            if fate is not None or not reading.word(i).endswith("ing"):
                return fate
        fate = _by_state_after(reading, counted, i, be, near)
        if fate is not None:
            return fate
        if reading.word(i) in _CLAUSE_ENDS or (near and _another_begins(reading, counted, i)):
            return None
        joined = _joined(reading, i)
        if joined is not None:
            i = joined
            continue
        if _is_finite(reading, i, be):
            if not relative:
                return None
            relative = be = False
        if reading.word(i) in ("which", "that") and not near:
            return None
        relative = relative or reading.word(i) in _RELATIVES
        be = be or reading.word(i) in _BE
        near = near and _keeps_near(reading, i)
        if not near and counted.what == "unnamed":
            return None
        i += 1
    return None


def _another_begins(reading: Reading, counted: Counted, i: int) -> bool:
    """Whether a bare number is followed at once by another count: a page's counter, a list."""
    return i == counted.last and counted.what == "unnamed" and reading.counted_at(i) is not None


def _keeps_near(reading: Reading, i: int) -> bool:
    """Whether the word at `i` may stand between a noun and its own predicate."""
    word = reading.word(i)
    return (
        word in _BE
        or word in _HAVE
        or word in _MODAL
        or word in _REPORTED
        or word in ("to", "-", "–", ",", "also")
        or word in _RELATIVES
        or reading.is_adverb(i)
    )


def _is_finite(reading: Reading, i: int, be: bool) -> bool:
    """Whether a main verb that says nothing of a toll stands at `i`."""
    word = reading.word(i)
    if word in _BE or word in _HAVE or word in _MODAL:
        return False
    if word in _REPORTED:
        follows = reading.forms(i + 1) or reading.state(i + 1) or reading.word(i + 1) == "to"
        return not (be or follows) and reading.tag(i) in ("VBD", "VBZ", "VBP")
    return reading.tag(i) in ("VBD", "VBZ", "VBP") and not be


def _joined(reading: Reading, i: int) -> int | None:
    """Return the end of a coordinated or included phrase that begins at `i`."""
    start = i
    while reading.word(start) in _JOINTS or reading.word(start) in _INCLUDING:
        start += 1
    start += reading.word(start) in ("his", "her", "their", "the")
    counted = reading.counted_at(start)
    return counted.last if counted is not None else None


def _by_verb_after(reading: Reading, counted: Counted, i: int, be: bool, near: bool) -> Fate | None:
    for form in reading.forms(i):
        kind = _verb_kind(form.verb, counted)
        if kind is None:
            continue
        died = form.verb.who == "subject" and form.form != "ing" and near
        if reading.word(i) == "left" and _says_more(reading, i + 1):
            continue
        passive = form.verb.who == "object" and form.form == "participle"
        if form.verb.context is not None and not be and reading.tag(i) == "VBD":
            continue
        if died or (passive and (be or (near and not is_active(reading, i)))):
            return Fate(kind, i, form.verb)
    return None


def _says_more(reading: Reading, i: int) -> bool:
    """Whether *left* only leads to the word that says it: *people left dead*."""
    return reading.state(i) is not None or bool(reading.forms(i))


def _by_state_after(
    reading: Reading, counted: Counted, i: int, be: bool, near: bool
) -> Fate | None:
    """*N dead*, *N are missing*, *N were among the dead*."""
    if counted.what not in _PERSONS:
        return None
    state = reading.state(i)
    if state is not None and (be or near):
        return Fate(state, i)
    if (be or near) and reading.word(i) == "among":
        return _among(reading, i + 1)
    return None


def _among(reading: Reading, i: int) -> Fate | None:
    """*among the dead*, *among those killed*."""
    while reading.word(i) in ("the", "those", "people", "dozens", "of"):
        i += 1
    for form in reading.forms(i):
        if form.form == "participle":
            return Fate(form.verb.kind, i, form.verb)
    kind = reading.noun(i) or reading.state(i)
    if reading.word(i) in ("victims", "casualties"):
        kind = "killed"
    return Fate(kind, i) if kind is not None else None


def is_active(reading: Reading, i: int) -> bool:
    """Whether the verb form at `i` has its object after it, as far as the words tell."""
    forms = {f.form for f in reading.forms(i)}
    before = _auxiliary_before(reading, i)
    if "participle" not in forms:
        return before != "being"
    if before in _BE:
        return False
    if before in _HAVE or before in _RELATIVES:
        return True
    return _object_follows(reading, i)


def _auxiliary_before(reading: Reading, i: int) -> str:
    """Return the word before the verb, adverbs and other joined verbs skipped."""
    k = i - 1
    while k >= 0 and (
        reading.is_adverb(k)
        or reading.word(k) in _REPORTED
        or (reading.word(k) in ("and", "or") and reading.forms(k - 1))
        or (reading.forms(k) and reading.word(k + 1) in ("and", "or"))
    ):
        k -= 1
    return reading.word(k)


def _object_follows(reading: Reading, i: int) -> bool:
    k = i + 1
    while reading.is_adverb(k) and not reading.counted_at(k):
        k += 1
    counted = reading.counted_at(k)
    if counted is not None:
        own = bool(reading.forms(counted.last)) or reading.state(counted.last) is not None
        own = own or counted.state is not None
        return not (own and _subject_before(reading, i))
    noun = reading.tag(k)[:2] in ("DT", "PR", "NN", "JJ") and not _subject_before(reading, i)
    return noun


def _subject_before(reading: Reading, i: int) -> bool:
    """Whether a counted phrase stands right before `i`."""
    return any(i - 2 <= c.last <= i for c in reading.counted)


def _before(reading: Reading, counted: Counted) -> Fate | None:
    """*killed N*, *killing N*: the verb stands before."""
    i = counted.first - 1
    while (
        i >= 0
        and not reading.forms(i)
        and (
            reading.is_adverb(i) or reading.word(i) in ("the", "another", "of", "number", "up", "a")
        )
    ):
        i -= 1
    if counted.what in _PERSONS and reading.state(i) is not None and reading.tag(i - 1)[:2] == "VB":
        return Fate(reading.state(i) or "other", i)
    for form in reading.forms(i):
        kind = _verb_kind(form.verb, counted)
        if "take" in form.verb.verbs:
            kind = reading.lexicon.taken.get(reading.word(counted.head), kind)
        if kind is not None and form.verb.who == "object" and is_active(reading, i):
            return Fate(kind, i, form.verb)
    return None


def _alongside(reading: Reading, counted: Counted) -> Fate | None:
    """*he was killed along with N*."""
    i = counted.first - 2
    if reading.sentence.words[max(0, i) : counted.first] not in (
        ["along", "with"],
        ["together", "with"],
        ["alongside"],
    ):
        return None
    for form in reading.forms(i - 1):
        kind = _verb_kind(form.verb, counted)
        if kind is not None and form.form == "participle" and not is_active(reading, i - 1):
            return Fate(kind, i - 1, form.verb)
    return None


def _noun_before(reading: Reading, counted: Counted) -> Fate | None:
    """*the deaths of N*, *the lives of N*, *asphyxiation to N*."""
    if counted.what not in _PERSONS:
        return None
    i = counted.first - 1
    if reading.word(i) == "the":
        i -= 1
    if reading.word(i) not in ("of", "to", "on", "among"):
        return None
    if reading.word(i - 1) in reading.lexicon.bodies and counted.victims in _ARMED:
        return Fate("strength", i - 1)
    if reading.word(i - 1) in ("lives", "life") and _lives_are_lost(reading, counted):
        return Fate("killed", i - 1)
    kind = reading.noun(i - 1)
    return Fate(kind, i - 1) if kind is not None else None


def _lives_are_lost(reading: Reading, counted: Counted) -> bool:
    near = reading.sentence.words[max(0, counted.first - 8) : counted.last + 3]
    return any(word in reading.lexicon.life_takers for word in near)


def _suffered(reading: Reading, counted: Counted) -> Fate | None:
    """*N suffered respiratory problems*, *N were treated for burns*."""
    if counted.what not in _PERSONS:
        return None
    i = counted.last
    while _keeps_near(reading, i):
        i += 1
    if not reading.word(i).startswith(("suffer", "treat", "receiv", "sustain")):
        return None
    after = reading.sentence.words[i + 1 : i + 6]
    return Fate("injured", i) if any(w in reading.lexicon.afflictions for w in after) else None


def _toll(reading: Reading, counted: Counted) -> Fate | None:
    """*the death toll rose to N*, *the number of dead is N*, *brought to N the number killed*."""
    if counted.what not in ("people", "unnamed") or counted.quantity.article:
        return None
    words = reading.sentence.words
    if words[counted.last : counted.last + 2] == ["the", "number"]:
        found = reading.lexicon.tolls.get(tuple(words[counted.last + 1 : counted.last + 3]))
        return Fate(found, counted.last + 1) if found is not None else None
    if (reached := _reached(reading, counted)) is not None:
        return reached
    toll = reading.toll_before(counted.first)
    if toll is None or not _toll_reaches(reading, toll[0], counted):
        return None
    return Fate(toll[1], toll[0])


def _reached(reading: Reading, counted: Counted) -> Fate | None:
    """*fatalities now stand at 73*, *deaths rose to 12*."""
    if reading.word(counted.first - 1) not in ("to", "at"):
        return None
    for i in range(counted.first - 2, max(-1, counted.first - 9), -1):
        kind = reading.lexicon.reaching.get(reading.word(i))
        if kind is not None and any(reading.tag(k)[:2] == "VB" for k in range(i, counted.first)):
            return Fate(kind, i)
    return None


def _toll_reaches(reading: Reading, toll: int, counted: Counted) -> bool:
    """Whether nothing between a toll and a number takes the number for itself or foretells it."""
    between = range(toll + 1, counted.first)
    taken = any(c.first > toll + 3 and c.last <= counted.first for c in reading.counted)
    told = any(reading.word(i) in _MODAL or reading.word(i) in _RELATIVES for i in between)
    near = reading.word(counted.first - 1)
    ready = near in (
        "to",
        "at",
        "of",
        "from",
        "was",
        "is",
        "stands",
        "stood",
        "hit",
        "hits",
        "as",
    ) or (near.startswith(("reach", "exceed", "surpass", "top", "pass")) or near in (":", "-"))
    first = all(c.first >= counted.first or c.last <= toll for c in reading.counted)
    return not told and (ready or first) and (not taken or near in ("from", "to"))


def _included(reading: Reading, counted: Counted) -> Fate | None:
    """*those killed included N*, *the victims included N*."""
    if reading.word(counted.first - 1) not in ("included", "includes", "include"):
        return None
    for i in range(counted.first - 2, -1, -1):
        fate = _among(reading, i)
        if fate is not None:
            return fate
    return None


def _parsed(reading: Reading, counted: Counted) -> Fate | None:
    """Ask the parse: subject of a passive, object of an active."""
    tokens = reading.sentence.tokens
    token = tokens[counted.head]
    while token.dep_ in ("conj", "appos", "nummod") and token.head.i != token.i:
        token = token.head
    at = next((k for k, t in enumerate(tokens) if t.i == token.head.i), None)
    if at is None:
        return None
    for form in reading.forms(at):
        kind = _verb_kind(form.verb, counted)
        as_object = token.dep_ in ("nsubjpass", "dobj") and form.verb.who == "object"
        as_subject = token.dep_ == "nsubj" and form.verb.who == "subject"
        if kind is not None and (as_object or as_subject):
            return Fate(kind, at, form.verb)
    return None


_READERS: tuple[Callable[[Reading, Counted], Fate | None], ...] = (
    own_fate,
    _before,
    fate_after,
    _noun_before,
    _alongside,
    _suffered,
    _toll,
    _included,
    _parsed,
)


def _mixed(reading: Reading, fate: Fate) -> Fate:
    """*killed or wounded*, *killed and injured N*: one count of both.

    Codebooks keep such a count apart from the dead (UCDP GED, Airwars).
    """
    kinds = {fate.kind}
    for step in (-1, 1):
        i = fate.trigger + step
        i += step if reading.word(i) in ("and", "or", "/") else 0
        other = reading.forms(i)
        state = reading.noun(i) or reading.state(i)
        if other and fate.verb is not None and other[0].form in _same_form(reading, fate):
            kinds.add(other[0].verb.kind)
        elif state is not None and reading.word(i) in ("dead", "injured", "wounded", "missing"):
            kinds.add(state)
    if len(kinds) == 1:
        return fate
    return Fate("killed_or_injured" if kinds <= _HARM else "other", fate.trigger, fate.verb)


def _same_form(reading: Reading, fate: Fate) -> set[str]:
    return {form.form for form in reading.forms(fate.trigger)}
