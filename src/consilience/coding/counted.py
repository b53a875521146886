"""What a number counts: the noun phrase behind it, its head and its class.

Why: *eight civilians*, *27 pro-government fighters*, *six wounded children*,
*seven of them*, *15 deaths*, *50 villages* are counts of different things, told
apart by the noun. In: a sentence and the quantities in it. Out: `Counted`
phrases. The reading follows the words and only leans on the tagger, because
the text may be a headline, shouted, or without its commas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Token

from consilience.coding.numbers import Quantity, read_quantities
from consilience.knowledge.quantities import QuantityLexicon
from consilience.model import FigureKind

What = Literal["people", "objects", "places", "strikes", "unnamed", "noun"]

_SENTENCE_ENDS = frozenset(".!?;\n")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM"})
_FILLERS = frozenset({"other", "others", "more", "additional", "further", "such", "of"})
_DETERMINERS = frozenset("the a an its his her their our my these those this that all any".split())
_PRONOUNS = frozenset({"them", "whom", "which", "us", "these", "those"})
_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow "
    "earlier later overnight".split()
)
_LONGEST_RUN = 8
_LONGEST_NOUN = 3


@dataclass(frozen=True)
class Sentence:
    """A sentence's tokens without spaces. `words` are in lower case.

    Ends at full stops and line breaks rather than where the parser sees an end:
    text that lost its commas misleads the parser.
    """

    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case."""
        return [token.lower_ for token in self.tokens]

    def word(self, i: int) -> str:
        """Return the word at `i`, or an empty string outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and what it counts. All are indices into the sentence's tokens.

    `state` is the kind that the noun phrase itself says (*15 deaths*, *six
    wounded children*). `part` marks *seven of them*. `head` is the number where
    no noun stands.
    """

    quantity: Quantity
    first: int
    last: int
    head: int
    what: What
    victims: str
    state: FigureKind | None = None
    part: bool = False


def sentences(doc: Doc) -> Iterator[Sentence]:
    """Yield the sentences of a document."""
    run: list[Token] = []
    for token in doc:
        if not token.is_space:
            run.append(token)
        if (token.text in _SENTENCE_ENDS or "\n" in token.text) and run:
            yield Sentence(tuple(run))
            run = []
    if run:
        yield Sentence(tuple(run))


def read_counted(sentence: Sentence, lexicon: QuantityLexicon) -> list[Counted]:
    """Return what is counted in a sentence, left to right."""
    quantities = read_quantities(sentence.words, lexicon)
    found: list[Counted] = []
    for at, quantity in enumerate(quantities):
        end = quantities[at + 1].first if at + 1 < len(quantities) else len(sentence.tokens)
        counted = _counted(sentence, quantity, end, lexicon)
        if counted is not None and _stands(sentence, counted, lexicon):
            found.append(counted)
    return found


def _stands(sentence: Sentence, counted: Counted, lexicon: QuantityLexicon) -> bool:
    """Tell counts from units, and *a child* from *a week*."""
    head = sentence.word(counted.head)
    if counted.quantity.article:
        return counted.what == "people" and head in lexicon.singular_people
    return head not in lexicon.not_counted


def _counted(
    sentence: Sentence, quantity: Quantity, end: int, lexicon: QuantityLexicon
) -> Counted | None:
    if quantity.last > end:
        return None
    start = quantity.last
    while start < end and sentence.word(start) in _FILLERS:
        start += 1
    if sentence.word(start - 1) == "of" and sentence.word(start) in _PRONOUNS:
        return Counted(quantity, quantity.first, start + 1, start, "unnamed", "unknown", part=True)
    of_the = sentence.word(start - 1) == "of"
    while of_the and start < end and sentence.word(start) in _DETERMINERS:
        start += 1
    return _with_noun(sentence, quantity, start, end, lexicon)


def _with_noun(
    sentence: Sentence, quantity: Quantity, start: int, end: int, lexicon: QuantityLexicon
) -> Counted:
    last = _run_end(sentence, start, end, lexicon)
    head, what, victims = _head(sentence, start, last, lexicon)
    if head is None:
        filler = _person_filler(sentence, quantity.last, start)
        at = filler if filler is not None else quantity.number
        return Counted(
            quantity,
            quantity.first,
            max(quantity.last, start if filler is not None else 0),
            at,
            "unnamed" if filler is None else "people",
            "unknown",
            _own_state(sentence, start, lexicon),
        )
    state = _state_inside(sentence, start, head, lexicon)
    part = _of_before(sentence, quantity.last, start)
    return Counted(quantity, quantity.first, head + 1, head, what, victims, state, part)


def _of_before(sentence: Sentence, first: int, start: int) -> bool:
    """Whether *of the* stands between the number and the noun: *14 of the victims*."""
    run = sentence.words[first:start]
    return "of" in run and run[-1] in _DETERMINERS


def _person_filler(sentence: Sentence, first: int, start: int) -> int | None:
    """Return where *others* stands for the noun."""
    for i in range(first, start):
        if sentence.word(i) == "others":
            return i
    return None


def _own_state(sentence: Sentence, start: int, lexicon: QuantityLexicon) -> FigureKind | None:
    return None


def _run_end(sentence: Sentence, start: int, end: int, lexicon: QuantityLexicon) -> int:
    """Return the end of the nominal words from `start`."""
    i = start
    while i < min(end, start + _LONGEST_RUN) and _continues(sentence, start, i, lexicon):
        i += 1
    return i


def _continues(sentence: Sentence, start: int, i: int, lexicon: QuantityLexicon) -> bool:
    token, word = sentence.tokens[i], sentence.word(i)
    if word in _TIME_WORDS or word in ("(", ")", ","):
        return word == "(" or (word == ")" and i > start)
    if _is_person(sentence, i, lexicon):
        return True
    seen = any(_is_person(sentence, k, lexicon) for k in range(start, i))
    if word in lexicon.verbs and word not in lexicon.nouns:
        return not seen and _noun_follows(sentence, i, lexicon)
    if seen and word.endswith(("ed", "ing")):
        return False
    if seen and token.pos_ == "PROPN" and word.istitle():
        return True
    return token.pos_ in _NOMINAL or word in ("-", "'s", "'", "/") or word in lexicon.nouns


def _noun_follows(sentence: Sentence, i: int, lexicon: QuantityLexicon) -> bool:
    """Whether a noun of people stands right after a participle: *wounded children*."""
    return _is_person(sentence, i + 1, lexicon) or (
        _is_person(sentence, i + 2, lexicon) and sentence.word(i + 1) not in _DETERMINERS
    )


def _is_person(sentence: Sentence, i: int, lexicon: QuantityLexicon) -> bool:
    return (sentence.word(i),) in lexicon.victims


def _head(
    sentence: Sentence, start: int, last: int, lexicon: QuantityLexicon
) -> tuple[int | None, What, str]:
    """Return the head noun of a run, what it is, and the class of people."""
    for i in range(last - 1, start - 1, -1):
        victims = _longest(sentence.words, i, lexicon.victims)
        if victims is not None:
            return i, "people", _class_of(sentence, start, i, victims, lexicon)
        thing = _longest(sentence.words, i, lexicon.things)
        if thing is not None:
            return i, thing, "unknown"
        if sentence.word(i) in lexicon.nouns:
            return i, "people", _class_before(sentence, start, i, lexicon) or "unknown"
        if sentence.word(i) in lexicon.not_counted:
            return i, "noun", "unknown"
    for i in range(last - 1, start - 1, -1):
        if sentence.tokens[i].pos_ in ("NOUN", "PROPN") and sentence.word(i).isalpha():
            return i, "noun", "unknown"
    return None, "unnamed", "unknown"


def _longest(
    words: Sequence[str],
    last: int,
    phrases: dict[tuple[str, ...], FigureKind] | dict[tuple[str, ...], str],  # type: ignore[type-arg]
) -> str | None:
    """Return the value of the longest phrase that ends at `last`."""
    for length in range(_LONGEST_NOUN, 0, -1):
        value = phrases.get(tuple(words[max(0, last - length + 1) : last + 1]))
        if value is not None:
            return value
    return None


def _class_of(
    sentence: Sentence, start: int, head: int, victims: str, lexicon: QuantityLexicon
) -> str:
    """Return the class of a noun, told by its modifiers where the noun is general."""
    if victims != "unknown":
        return victims
    return (
        _class_before(sentence, start, head, lexicon)
        or _class_after(sentence, head, lexicon)
        or "unknown"
    )


def _class_before(
    sentence: Sentence, start: int, head: int, lexicon: QuantityLexicon
) -> str | None:
    for i in range(head - 1, start - 1, -1):
        word = sentence.word(i)
        known = lexicon.victims.get((word,)) or lexicon.modifiers.get(word)
        if known not in (None, "unknown"):
            return known
    return None


def _class_after(sentence: Sentence, head: int, lexicon: QuantityLexicon) -> str | None:
    """Return the class that *of …* gives to a general noun: *members of the army*."""
    if sentence.word(head) not in lexicon.members_of or sentence.word(head + 1) != "of":
        return None
    for i in range(head + 2, min(head + 8, len(sentence.words))):
        word = sentence.word(i)
        known = lexicon.victims.get((word,)) or lexicon.modifiers.get(word)
        if known not in (None, "unknown"):
            return known
        if sentence.tokens[i].pos_ == "VERB":
            return None
    return None


def _state_inside(
    sentence: Sentence, start: int, head: int, lexicon: QuantityLexicon
) -> FigureKind | None:
    """Return the kind that the phrase itself says: *15 deaths*, *wounded children*."""
    own = lexicon.nouns.get(sentence.word(head))
    if own is not None:
        return own
    for i in range(start, head):
        word = sentence.word(i)
        forms = [f for f in lexicon.verbs.get(word, ()) if f.form == "participle"]
        if forms and forms[0].verb.who == "object":
            return forms[0].verb.says_of("people")
        state = lexicon.states.get((word,))
        if state is not None:
            return state
    return None
