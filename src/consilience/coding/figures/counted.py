"""What a number counts: the noun phrase behind it, its head and its class.

Why: *eight civilians*, *27 pro-government fighters*, *six wounded children*,
*seven of them*, *15 deaths*, *50 villages* are counts of different things, told
apart by the noun. In: a sentence and the quantities in it. Out: `Counted`
phrases. The reading follows the words and only leans on the tagger, because
the text may be a headline, shouted, or without its commas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from consilience.coding.figures.numbers import Quantity, read_quantities
from consilience.coding.figures.sentences import DETERMINERS, Sentence
from consilience.knowledge.quantities import QuantityLexicon
from consilience.model import FigureKind

What = Literal["people", "objects", "places", "strikes", "unnamed", "noun"]
_Value = TypeVar("_Value", bound=str)

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM"})
_FILLERS = frozenset({"other", "others", "more", "additional", "further", "such", "of"})
_PRONOUNS = frozenset({"them", "whom", "which", "us", "these", "those"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday"}
    | {"today", "tonight", "tomorrow", "earlier", "later", "overnight"}
)
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"})
_JOINING = DETERMINERS | {"-", "'s", "/"}
_CIVIL = frozenset({"civilians", "children", "women", "medics", "journalists", "aid workers"})
_COLLECTIVES = frozenset({"people", "personnel"})
_NEVER_ONE = frozenset({"people", "personnel", "police", "militia", "staff"})
_LONGEST_RUN = 8
_LONGEST_NOUN = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and what it counts. All are indices into the sentence's tokens.

    `head` is the number where no noun stands. `state` is the kind that the noun
    phrase itself says (*15 deaths*, *six wounded children*), at `state_at`.
    `part` marks *seven of them* and *14 of the victims*; *8 of the 12 wounded* ends
    where the phrase inside it ends.
    """

    quantity: Quantity
    first: int
    last: int
    head: int
    what: What
    victims: str
    state: FigureKind | None = None
    state_at: int = -1
    part: bool = False


def read_counted(sentence: Sentence, lexicon: QuantityLexicon) -> list[Counted]:
    """Return what is counted in a sentence, left to right."""
    quantities = read_quantities(sentence.words, lexicon)
    found: list[Counted] = []
    for at, quantity in enumerate(quantities):
        if found and quantity.first < found[-1].last:
            continue
        after = (q.first for q in quantities[at + 1 :] if not _is_possessive(sentence, q))
        end = next(after, len(sentence.tokens))
        counted = _Phrase(sentence, lexicon, end, quantity.value == 1).read(quantity)
        if _stands(sentence, counted, lexicon):
            found.append(counted)
    return _shared_nouns(sentence, found)


def _is_age(sentence: Sentence, counted: Counted) -> bool:
    """Whether a bare number is an age: *Jane Doe, 38, was hurt*, and without its commas."""
    i = counted.first - 1
    if counted.what != "unnamed" or counted.quantity.hedged or i < 1:
        return False
    if sentence.word(i) in (",", "("):
        closed = sentence.word(counted.last) in (",", ".", ")", ";", "")
        return closed and sentence.tokens[i - 1].pos_ == "PROPN"
    return sentence.tokens[i].ent_type_ == sentence.tokens[i - 1].ent_type_ == "PERSON"


def _is_possessive(sentence: Sentence, quantity: Quantity) -> bool:
    return quantity.article and sentence.word(quantity.number) in DETERMINERS - {"a", "an"}


def _shared_nouns(sentence: Sentence, found: list[Counted]) -> list[Counted]:
    """Give *18* in *18 of the 31 lorries* the noun that follows."""
    out = list(found)
    for at in range(len(out) - 1):
        counted, after = out[at], out[at + 1]
        gap = sentence.words[counted.quantity.last : after.quantity.number]
        if counted.what == "unnamed" and gap in (["of"], ["of", "the"], ["of", "its"]):
            out[at] = replace(
                counted, last=after.last, what=after.what, victims=after.victims, part=True
            )
    return out


def _stands(sentence: Sentence, counted: Counted, lexicon: QuantityLexicon) -> bool:
    """Tell counts from units, and *a child* from *a week*."""
    head = sentence.word(counted.head)
    if not counted.quantity.article:
        return head not in lexicon.not_counted and not _is_age(sentence, counted)
    if sentence.word(counted.head) in ORDINALS:
        return sentence.word(counted.head + 1) != "of"
    if counted.victims == "families":
        return False
    one = counted.what == "people" and head in lexicon.singular_people
    if head in lexicon.nouns or head in _NEVER_ONE:
        return False
    return one and not _noun_at(sentence, counted.head + 1) and not _tells_more(sentence, counted)


def _tells_more(sentence: Sentence, counted: Counted) -> bool:
    """Whether *a teacher* only adds to the last of several names: *A and B, a teacher, died*."""
    i = counted.first - 1
    if sentence.word(i) != ",":
        return False
    while i > 0 and sentence.tokens[i - 1].pos_ == "PROPN":
        i -= 1
    return sentence.word(i - 1) == "and" and sentence.word(counted.first - 2) != "and"


def _noun_at(sentence: Sentence, i: int) -> bool:
    """Whether a common noun follows, so that the word before only modifies it: *a rebel group*."""
    return i < len(sentence.tokens) and sentence.tokens[i].pos_ == "NOUN"


@dataclass(frozen=True)
class _Phrase:
    """The words after one quantity, up to `end`. `single`: the quantity is one."""

    sentence: Sentence
    lexicon: QuantityLexicon
    end: int
    single: bool

    def read(self, quantity: Quantity) -> Counted:
        """Return what the quantity counts."""
        start = self._skip_fillers(quantity.last)
        if quantity.article and self._word(start) in ORDINALS:
            at = quantity.last
            return Counted(quantity, quantity.first, at + 1, at, "people", "unknown")
        if self._word(start - 1) == "of":
            if self._word(start) in _PRONOUNS:
                return self._of_them(quantity, start)
            while start < self.end and self._word(start) in DETERMINERS:
                start += 1
        return self._noun_phrase(quantity, start)

    def _word(self, i: int) -> str:
        return self.sentence.word(i)

    def _skip_fillers(self, start: int) -> int:
        while start < self.end and (
            self._word(start) in _FILLERS
            or (self._word(start) == '"' and self._word(start + 1) in _FILLERS)
        ):
            start += 1
        return start

    def _of_them(self, quantity: Quantity, at: int) -> Counted:
        """*30 of them children*: the noun, if any, stands right after the pronoun."""
        known = self._class_at(at + 1)
        victims = known if known is not None and self._word(at + 2) != "of" else "unknown"
        last = at + 2 if known is not None else at + 1
        return Counted(quantity, quantity.first, last, at, "people", victims, part=True)

    def _noun_phrase(self, quantity: Quantity, start: int) -> Counted:
        last = self._run_end(start)
        head, what, victims = self._head(start, last)
        part = "of" in self.sentence.words[quantity.last : start] and (
            self._word(start - 1) in DETERMINERS
        )
        if head is None:
            return self._without_noun(quantity, start)
        state_at = self._state_at(start, head) if what == "people" else -1
        state = self._state(state_at, head)
        joined = self._joined(head) if what == "people" and state_at != head else None
        if joined is not None:
            victims = class_of_all([victims, self._class_of(joined, joined, self._noun(joined))])
        end = (head if joined is None else joined) + 1
        return Counted(quantity, quantity.first, end, head, what, victims, state, state_at, part)

    def _noun(self, i: int) -> str:
        return _longest(self.sentence.words, i, self.lexicon.victims) or "unknown"

    def _joined(self, head: int) -> int | None:
        """Return the second noun of *insurgents and their families*: one count of both."""
        if self._word(head + 1) not in ("and", "or") or not self._is_plural_end(head):
            return None
        for i in range(head + 2, min(head + 6, self.end)):
            if self._word(i) in self.lexicon.verbs:
                return None
            if self._class_at(i) is not None and not _noun_at(self.sentence, i + 1):
                return None if self._begins_clause(i + 1) else i
            if self.sentence.tokens[i].pos_ not in _NOMINAL and self._word(i) not in _JOINING:
                return None
        return None

    def _begins_clause(self, i: int) -> bool:
        """Whether a verb of its own follows the second noun: *and rebels said*."""
        if i >= len(self.sentence.tokens):
            return False
        token = self.sentence.tokens[i]
        own = self._word(i) not in self.lexicon.verbs and token.pos_ == "VERB"
        return own and token.tag_ in ("VBD", "VBZ", "VBP")

    def _without_noun(self, quantity: Quantity, start: int) -> Counted:
        """*34 others*, *two more*, *11*."""
        others = "others" in self.sentence.words[quantity.last : start]
        at = start - 1 if others else quantity.number
        last = max(at + 1, quantity.last)
        if not others and self._word(start - 1) in ("more", "other"):
            last = start
        what: What = "people" if others else "unnamed"
        return Counted(quantity, quantity.first, last, at, what, "unknown")

    def _run_end(self, start: int) -> int:
        """Return the end of the nominal words from `start`."""
        i = start
        while i < min(self.end, start + _LONGEST_RUN) and self._continues(start, i):
            i += 1
            if self._is_plural_end(i - 1):
                break
        return i

    def _is_plural_end(self, i: int) -> bool:
        """Whether the noun at `i` is a plural, which ends its phrase: nothing compounds on it."""
        word = self._word(i)
        known = (word,) in self.lexicon.victims or (word,) in self.lexicon.things
        singular = word in self.lexicon.singular_people or word in self.lexicon.singular_things
        says = word in self.lexicon.nouns and word not in self.lexicon.verbs
        if says and self._class_at(i + 1) is not None:
            return False
        return says or (known and (not singular or word in _COLLECTIVES))

    def _continues(self, start: int, i: int) -> bool:
        token, word = self.sentence.tokens[i], self._word(i)
        if word in _DAYS or word == ",":
            return False
        if word == "(" or (word == ")" and i > start):
            return not self._noun_seen(start, i)
        if self._noun_seen(start, i) and self._says_kind(i):
            return False
        if self._class_at(i) is not None or self._word(i - 1) == "-":
            return True
        if self._says_kind(i):
            return not self._noun_seen(start, i) and self._noun_follows(i)
        if self._noun_seen(start, i) and word.endswith(("ed", "ing")):
            return False
        if word in self.lexicon.nouns or word in ("IS", "US"):
            return True
        return token.pos_ in _NOMINAL or word in ("-", "'s", "'", "/")

    def _says_kind(self, i: int) -> bool:
        word = self._word(i)
        forms = {form.form for form in self.lexicon.verbs.get(word, ())}
        noun = (word,) in self.lexicon.things or (forms == {"third"} and word in self.lexicon.nouns)
        verb = bool(forms) and not noun
        state = (word,) in self.lexicon.states and word not in self.lexicon.nouns
        return verb or state or (word == "dead" and self._noun_seen(i - 1, i))

    def _noun_seen(self, start: int, i: int) -> bool:
        return any(self._class_at(k) is not None for k in range(max(start, 0), i))

    def _noun_follows(self, i: int) -> bool:
        """Whether a noun of people stands after a participle: *wounded (Syrian) children*."""
        if self._class_at(i + 1) is not None:
            return self.single or self._word(i + 1) not in self.lexicon.taken
        between = self.sentence.tokens[i + 1 : i + 2]
        return bool(between) and (
            between[0].pos_ in _NOMINAL and self._class_at(i + 2) is not None and i + 2 < self.end
        )

    def _class_at(self, i: int) -> str | None:
        return self.lexicon.victims.get((self._word(i),))

    def _head(self, start: int, last: int) -> tuple[int | None, What, str]:
        """Return the head noun of a run, what it is, and the class of people."""
        for i in range(last - 1, start - 1, -1):
            known = self._known_head(start, i)
            if known is not None:
                return i, *known
        for i in range(last - 1, start - 1, -1):
            if self.sentence.tokens[i].pos_ in ("NOUN", "PROPN") and _has_letter(self._word(i)):
                return i, "noun", "unknown"
        return None, "unnamed", "unknown"

    def _known_head(self, start: int, i: int) -> tuple[What, str] | None:
        words = self.sentence.words
        victims = _longest(words, i, self.lexicon.victims)
        if victims is not None:
            return "people", self._class_of(start, i, victims)
        thing = _longest(words, i, self.lexicon.things)
        if thing is not None:
            return thing, "unknown"
        if self._word(i) in self.lexicon.events_of_many:
            return "noun", "unknown"
        if self._word(i) in self.lexicon.nouns:
            of = i + 2 if self._word(i + 1) == "of" else i
            return "people", self._class_before(start, i) or self._class_at(of) or "unknown"
        return ("noun", "unknown") if self._word(i) in self.lexicon.not_counted else None

    def _class_of(self, start: int, head: int, victims: str) -> str:
        """Return the class of a noun, told by its modifiers where the noun is general."""
        if victims != "unknown":
            return victims
        return self._class_before(start, head) or self._class_after(head) or "unknown"

    def _class_before(self, start: int, head: int) -> str | None:
        known = (self._known_class(i) for i in range(head - 1, start - 1, -1))
        return next((name for name in known if name is not None), None)

    def _class_after(self, head: int) -> str | None:
        """Return the class that *of …* gives to a general noun: *members of the army*."""
        if self._word(head) not in self.lexicon.members_of or self._word(head + 1) != "of":
            return None
        for i in range(head + 2, min(head + 8, len(self.sentence.words))):
            known = self._known_class(i)
            ends = self.sentence.tokens[i].pos_ == "VERB" or self._word(i) == ","
            if known is not None or ends or self._class_at(i) == "families":
                return known
        return None

    def _known_class(self, i: int) -> str | None:
        """Return the class that a word beside the noun gives: a family's members are people."""
        known = self._class_at(i) or self.lexicon.modifiers.get(self._word(i))
        return None if known in {"unknown", "families"} else known

    def _state_at(self, start: int, head: int) -> int:
        """Return where the phrase itself says a kind: *deaths*, *wounded children*."""
        if self._word(head) in self.lexicon.nouns:
            return head
        return next((i for i in range(start, head) if self._state(i, head) is not None), -1)

    def _state(self, i: int, head: int) -> FigureKind | None:
        if i < 0:
            return None
        word = self._word(i)
        for form in self.lexicon.verbs.get(word, ()):
            if form.form == "participle" and form.verb.who == "object" and not form.verb.context:
                return form.verb.says_of("people")
        noun = self.lexicon.nouns.get(word) if i == head else None  # not "a murder suspect"
        return noun or self.lexicon.states.get((word,))


def _has_letter(word: str) -> bool:
    return any(c.isalpha() for c in word)


def class_of_all(classes: Sequence[str]) -> str:
    """Return the one class that holds all: children and women are civilians, others mix."""
    named = set(classes) - {"unknown"}
    if len(named) <= 1:
        return named.pop() if named and "unknown" not in classes else "unknown"
    return "civilians" if named <= _CIVIL else "mixed"


def _longest(
    words: Sequence[str], last: int, phrases: Mapping[tuple[str, ...], _Value]
) -> _Value | None:
    """Return the value of the longest phrase that ends at `last`."""
    for length in range(min(_LONGEST_NOUN, last + 1), 0, -1):
        value = phrases.get(tuple(words[last - length + 1 : last + 1]))
        if value is not None:
            return value
    return None
