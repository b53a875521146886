"""Verbs and adjectives that say what happened to those counted.

Why: the verb stands after (*N were killed*, headline *N killed*) or before
(*killed N*), and a form such as *killed* is active in one and passive in the
other. In: a reading of a sentence and one counted phrase. Out: its `Fate`, or
None. Words lead; `fate_parsed` asks the parse.
"""

from __future__ import annotations

from consilience.coding.figures.counted import ORDINALS, Counted
from consilience.coding.figures.readings import PERSONS, Fate, Reading, verb_kind

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
    | {"whose", "since", "until", "but", "amid", "those"}
)
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_BEFORE_COUNT = frozenset(
    {"the", "another", "of", "number", "up", "out", "a", "an", "entire", "whole"}
)
_LEFT = frozenset({"left", "leaving", "leaves", "leave"})
_RELATIVES = frozenset({"who", "that", "which"})
_LONGEST_INCLUDED = 10
_REACH = 40


def fate_after(reading: Reading, counted: Counted) -> Fate | None:
    """*N were killed*, *N killed*, *N died*, *left N dead*: the words after say it."""
    if reading.word(counted.head) in ORDINALS:
        return None
    return _Walk(reading, counted).fate()


class _Walk:
    """A walk from a counted phrase to its predicate, over what may stand between.

    `be`: a form of *be* was met, so that a participle is passive at any distance.
    `near`: nothing but auxiliaries and adverbs was met. `relative`: a relative
    clause was entered, whose own verb does not end the walk.
    """

    def __init__(self, reading: Reading, counted: Counted) -> None:
        self.reading = reading
        self.counted = counted
        self.at = counted.last
        self.be = reading.word(counted.first - 1) in _LEFT
        self.near = True
        self.relative = False

    def fate(self) -> Fate | None:
        """Return the first predicate met that says what happened."""
        end = min(len(self.reading.sentence.words), self.counted.last + _REACH)
        while self.at < end:
            fate = self._fate_here()
            if fate is not None:
                return fate
            if self._ends_here():
                return None
            self._step()
        return None

    def _fate_here(self) -> Fate | None:
        state = _by_state_after(self.reading, self.counted, self.at, self.be, self.near)
        if state is not None or (self.near and self.reading.state(self.at + 1)):
            return state
        return _by_verb_after(self.reading, self.counted, self.at, self.be, self.near)

    def _ends_here(self) -> bool:
        reading, i, word = self.reading, self.at, self.reading.word(self.at)
        leads_on = self.near and reading.state(i + 1) is not None
        if reading.forms(i) and not word.endswith("ing") and not leads_on:
            return True
        if word == "," and self.counted.what == "noun" and _joined(reading, i) is None:
            return True
        if word in _CLAUSE_ENDS or (word in ("which", "that") and not self.near):
            return True
        if self.near and _another_begins(reading, self.counted, i):
            return True
        if self.relative or _joined(reading, i) is not None:
            return False
        return _is_finite(reading, i, self.be) or (self.be and _is_other_passive(reading, i))

    def _step(self) -> None:
        reading, i = self.reading, self.at
        joined = _joined(reading, i)
        if joined is not None:
            self.at = joined
            return
        if self.relative and _is_finite(reading, i, self.be):
            self.relative = self.be = False
        self.relative = self.relative or reading.word(i) in _RELATIVES
        self.be = self.be or reading.word(i) in _BE
        leads_on = bool(reading.forms(i)) and reading.state(i + 1) is not None
        self.near = self.near and (leads_on or keeps_near(reading, i))
        unnamed = self.counted.what == "unnamed" and not self.near
        self.at = len(reading.sentence.words) if unnamed else i + 1


def _is_other_passive(reading: Reading, i: int) -> bool:
    """Whether a passive that says nothing of a toll stands at `i`: *were taken to*."""
    other = reading.tag(i) == "VBN" and reading.word(i) not in _BE | _REPORTED
    leads_on = reading.word(i + 1) in ("and", "or") or _says_more(reading, i + 1)
    return other and not leads_on


def _another_begins(reading: Reading, counted: Counted, i: int) -> bool:
    """Whether a bare number is followed at once by another count: a page's counter, a list."""
    return i == counted.last and counted.what == "unnamed" and reading.counted_at(i) is not None


def keeps_near(reading: Reading, i: int) -> bool:
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
    if counted is not None:
        return counted.last
    return _after_included(reading, i) if reading.word(i) in _INCLUDING else None


def _after_included(reading: Reading, i: int) -> int | None:
    """Return the end of *including children as young as eight*: a comma or the verb group."""
    for k in range(i + 1, i + _LONGEST_INCLUDED):
        if reading.word(k) in (",", ")") or reading.word(k) in _BE | _HAVE or reading.forms(k):
            return k
    return None


def _by_verb_after(reading: Reading, counted: Counted, i: int, be: bool, near: bool) -> Fate | None:
    for form in reading.forms(i):
        kind = verb_kind(form.verb, counted)
        if kind is None:
            continue
        died = form.verb.who == "subject" and form.form != "ing" and near
        if reading.word(i) == "left" and _says_more(reading, i + 1):
            continue
        passive = form.verb.who == "object" and form.form == "participle"
        passive = passive and (be or form.verb.context is None or reading.tag(i) != "VBD")
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
    if counted.what not in PERSONS:
        return None
    state = reading.state(i)
    modifies = be and reading.tag(i + 1) in ("NN", "NNS")
    if state is not None and (be or near) and not reading.forms(i + 1) and not modifies:
        return Fate(state, i)
    if (be or near) and reading.word(i) == "among":
        return among(reading, i + 1)
    return None


def among(reading: Reading, i: int) -> Fate | None:
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
    if reading.word(k) in _REFLEXIVES:
        return True
    while reading.is_adverb(k) and not reading.counted_at(k):
        k += 1
    counted = reading.counted_at(k)
    if counted is not None:
        own = bool(reading.forms(counted.last)) or reading.state(counted.last) is not None
        own = own or counted.state is not None or reading.word(counted.last) in _BE
        return not (own and _subject_before(reading, i))
    if reading.tag(k) in ("DT", "PRP", "PRP$") and reading.word(k) not in ("another", "each"):
        soon = reading.sentence.words[k : k + 4]
        return not any(word in reading.lexicon.not_counted for word in soon)  # not "the same day"
    return reading.tag(k)[:2] in ("DT", "NN", "JJ") and not _subject_before(reading, i)


def _subject_before(reading: Reading, i: int) -> bool:
    """Whether a counted phrase stands right before `i`."""
    return any(i - 2 <= c.last <= i for c in reading.counted)


def fate_before(reading: Reading, counted: Counted) -> Fate | None:
    """*killed N*, *killing N*: the verb stands before."""
    i = counted.first - 1
    while (
        i >= 0
        and not reading.forms(i)
        and (
            reading.is_adverb(i)
            or (reading.word(i) in _BEFORE_COUNT or reading.word(i) in reading.lexicon.families)
        )
    ):
        i -= 1
    if counted.what in PERSONS and reading.state(i) is not None and reading.tag(i - 1)[:2] == "VB":
        return Fate(reading.state(i) or "other", i)
    for form in reading.forms(i):
        kind = verb_kind(form.verb, counted)
        if "take" in form.verb.verbs:
            kind = reading.lexicon.taken.get(reading.word(counted.head), kind)
        if kind is not None and form.verb.who == "object" and is_active(reading, i):
            return Fate(kind, i, form.verb)
    return None


def fate_alongside(reading: Reading, counted: Counted) -> Fate | None:
    """*he was killed along with N*."""
    i = counted.first - 2
    if reading.sentence.words[max(0, i) : counted.first] not in (
        ["along", "with"],
        ["together", "with"],
        ["alongside"],
    ):
        return None
    for form in reading.forms(i - 1):
        kind = verb_kind(form.verb, counted)
        if kind is not None and form.form == "participle" and not is_active(reading, i - 1):
            return Fate(kind, i - 1, form.verb)
    return None


def fate_parsed(reading: Reading, counted: Counted) -> Fate | None:
    """Ask the parse: subject of a passive, object of an active."""
    tokens = reading.sentence.tokens
    token = tokens[counted.head]
    while token.dep_ in ("conj", "appos", "nummod") and token.head.i != token.i:
        token = token.head
    at = next((k for k, t in enumerate(tokens) if t.i == token.head.i), None)
    if at is None:
        return None
    for form in reading.forms(at):
        kind = verb_kind(form.verb, counted)
        as_object = token.dep_ in ("nsubjpass", "dobj") and form.verb.who == "object"
        as_subject = token.dep_ == "nsubj" and form.verb.who == "subject"
        if kind is not None and (as_object or as_subject):
            return Fate(kind, at, form.verb)
    return None
