"""One named person who was hit: *the death of General N*, *the commander N was killed*.

Why: reports seldom put a number on one person, and a commander's death is an
event of its own. In: a sentence. Out: `Counted` phrases of one person, only
where a rank or role, or the name as the parser sees it, leaves no doubt that
a person is meant; what happened is read as for any count.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.numbers import Quantity
from consilience.coding.figures.sentences import Sentence
from consilience.knowledge.quantities import QuantityLexicon

_BE = frozenset({"was", "is", "has", "had", "been", "be", "reportedly", "also", "were"})
_LONGEST_NAME = 7
_ROLES = frozenset({"soldiers", "fighters", "police", "journalists", "medics", "aid workers"})


def read_named(
    sentence: Sentence, counted: Sequence[Counted], lexicon: QuantityLexicon
) -> list[Counted]:
    """Return the named persons that a killing, capture or arrest befalls.

    `counted` are the counts already read; no name inside one of them counts again.
    """
    found: list[Counted] = []
    taken = {i for c in counted for i in range(c.first, c.last)}
    for first, last in _names(sentence, lexicon):
        if taken & set(range(first, last)):
            continue
        victims = _role(sentence, first, last, lexicon)
        certain = victims is not None or _is_person(sentence, first, last, lexicon)
        if certain and (
            _after_noun(sentence, first, lexicon) or _before_passive(sentence, last, lexicon)
        ):
            one = Quantity(first, first, first, 1, 1, 1, article=True)
            found.append(Counted(one, first, last, last - 1, "people", victims or "unknown"))
    return found


def _names(sentence: Sentence, lexicon: QuantityLexicon) -> list[tuple[int, int]]:
    """Return the runs of capitalised words that end in a name, ranks included."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(sentence.tokens):
        last = i
        while last < len(sentence.tokens) and _is_name_word(sentence, last, lexicon):
            last += 1
        if 2 <= last - i <= _LONGEST_NAME and sentence.tokens[last - 1].pos_ == "PROPN":
            runs.append((i, last))
        i = max(last, i + 1)
    return runs


def _is_name_word(sentence: Sentence, i: int, lexicon: QuantityLexicon) -> bool:
    token, word = sentence.tokens[i], sentence.word(i)
    if word in lexicon.verbs or word in lexicon.nouns:
        return False
    return (token.pos_ == "PROPN" and token.text[:1].isupper()) or (
        word in lexicon.singular_people and word != "other"
    )


def _role(sentence: Sentence, first: int, last: int, lexicon: QuantityLexicon) -> str | None:
    """Return the class that a rank or role before the name tells."""
    for i in range(first, last - 1):
        victims = lexicon.victims.get((sentence.word(i),))
        if victims in _ROLES and sentence.word(i) in lexicon.singular_people:
            return victims
    return None


def _is_person(sentence: Sentence, first: int, last: int, lexicon: QuantityLexicon) -> bool:
    """Whether the parser takes the words for a person and a place cannot be meant.

    Ridges and towns are captured and released too, so those nouns need a rank.
    """
    place_too = lexicon.nouns.get(sentence.word(first - 2)) in ("captured", "released")
    named = all(t.ent_type_ == "PERSON" for t in sentence.tokens[first:last])
    return named and not place_too


def _after_noun(sentence: Sentence, first: int, lexicon: QuantityLexicon) -> bool:
    """*the death of*, *the killing of*, *the arrest of*."""
    i = first - 1
    while sentence.word(i) in ("the", "a", "an", "its", "their", "top", "senior"):
        i -= 1
    return sentence.word(i) == "of" and sentence.word(i - 1) in lexicon.nouns


def _before_passive(sentence: Sentence, last: int, lexicon: QuantityLexicon) -> bool:
    """*was killed*, *has been captured*, *died* is left out: people die of age."""
    i = last
    while sentence.word(i) in _BE:
        i += 1
    forms = lexicon.verbs.get(sentence.word(i), ())
    harmed = any(
        f.form == "participle" and f.verb.who == "object" and not f.verb.context for f in forms
    )
    return i > last and harmed
