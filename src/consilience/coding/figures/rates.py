"""Shares of a whole: *thirty people were killed, a third of them children*.

Why: a rate is a count once the whole is known, and only then. In: a sentence
and its figures. Out: the figures that the shares come to, rounded outwards
(a third of 20 is 6 to 7) so that no bound claims more than was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.numbers import Quantity
from consilience.coding.figures.readings import Draft, Reading
from consilience.knowledge.quantities import Fraction

_ARTICLES = frozenset({"a", "one", "about", "almost", "nearly", "roughly", "some", "around"})
_WHOLES = frozenset({"them", "whom", "dead", "killed", "victims", "wounded", "injured"})
_REACH = 6


def rates_of(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the parts that shares of the sentence's figures come to."""
    found: list[Draft] = []
    if not drafts:
        return found
    for i in range(len(reading.sentence.words)):
        share = _share_at(reading, i)
        if share is None:
            continue
        fraction, last = share
        whole = _whole(reading, drafts, i, last)
        victims = _victims(reading, last)
        if whole is not None and victims is not None:
            found.append(_part(reading, whole, fraction, (i, victims)))
    return found


def _share_at(reading: Reading, i: int) -> tuple[Fraction, int] | None:
    """Return a fraction that begins at `i` and stands before *of*, and where it ends."""
    words = reading.sentence.words
    for length in range(min(3, len(words) - i), 0, -1):
        key = " ".join(words[i : i + length]).replace(" - ", "-")
        fraction = reading.lexicon.fractions.get(key)
        if fraction is not None and reading.word(i + length) == "of":
            return fraction, i + length
    if (
        words[i].isdigit()
        and reading.word(i + 1) in ("percent", "%")
        and reading.word(i + 2) == "of"
    ):
        return Fraction(words=(), parts=int(words[i]), of=100), i + 2
    return None


def _whole(reading: Reading, drafts: Sequence[Draft], first: int, of: int) -> Draft | None:
    """Return the figure shared: the one inside *of the 90 dead*, or the last before."""
    inside = [d for d in drafts if of < d.first <= of + 3]
    if inside:
        return inside[0]
    if not _WHOLES & set(reading.sentence.words[of + 1 : of + 4]):
        return None
    before = [d for d in drafts if d.last <= first and d.whole is None]
    return before[-1] if before else None


def _victims(reading: Reading, of: int) -> int | None:
    """Return where the noun of the class stands."""
    for i in range(of + 2, min(of + _REACH + 2, len(reading.sentence.words))):
        known = reading.lexicon.victims.get((reading.word(i),))
        if known not in (None, "unknown") and reading.word(i) not in reading.lexicon.nouns:
            return i
    return None


def _part(reading: Reading, whole: Draft, fraction: Fraction, span: tuple[int, int]) -> Draft:
    first, noun = span
    first -= first > 0 and reading.word(first - 1) in _ARTICLES
    low = whole.low * fraction.parts // fraction.of
    high = None if whole.high is None else -(-whole.high * fraction.parts // fraction.of)
    quantity = Quantity(first, first + 1, first, low, low, high, hedged=low != high)
    victims = reading.lexicon.victims[(reading.word(noun),)]
    counted = Counted(quantity, first, noun + 1, noun, "people", victims, part=True)
    return replace(
        whole,
        counted=counted,
        first=first,
        last=noun + 1,
        low=low,
        high=high,
        victims=victims,
        whole=whole,
    )
