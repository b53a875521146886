"""Number expressions: digits, words, vague plurals, ranges and their hedges.

Why: a count is first of all a number, and reports write numbers in a hundred
ways (*at least 27*, *half a dozen*, *tens of thousands*, *10 to 15*, *20+*).
In: a parsed text. Out: `Quantity`s, each with its bounds; which of them count
people is not decided here. Numbers that count nothing (years, dates, times of
day, ages, money, shares of a vote, names such as *Resolution 2254*) are left out.
The values of vague words follow the labelling guide of the FA-KES figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consilience.knowledge.quantities import HedgeMeaning, QuantityLexicon

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_GLUED = re.compile(r"(\d+)(?:k|K)")
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"}
    | {"sept", "oct", "nov", "dec"}
)
_ARTICLES = frozenset({"a", "an", "another", "his", "her", "their"})
_AGE_JOINTS = frozenset({"and", "to", "or", ",", "between", "from", "-", "of", "below"})
_CURRENCY = frozenset("$€£¥") | {"us$", "usd", "eur"}
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\)?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LONGEST_HEDGE = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as worded: tokens `first` to `last` (exclusive), hedges included.

    `number` is the token at which the number itself begins, `value` what it says
    without its hedges. `high` None: open above. `article` marks *a*, *another* or
    *his*, which count one, and only before a noun. `hedged` marks bounds that a
    hedge moved, `vague` a plural such as *dozens*, `definite` a number told before
    (*the 26 civilians*).
    """

    first: int
    last: int
    number: int
    value: int
    low: int
    high: int | None
    article: bool = False
    hedged: bool = False
    vague: bool = False
    definite: bool = False


def read_quantities(words: Sequence[str], lexicon: QuantityLexicon) -> list[Quantity]:
    """Return the quantities in a run of lower-case tokens, left to right.

    Articles (*a child*) are given too, marked; the caller keeps those before a noun.
    """
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        quantity = _quantity_at(words, i, lexicon)
        if quantity is None:
            i += 1
            continue
        if found and found[-1].last > quantity.first:
            found.pop()  # the article of "a total of 70" is part of a hedge
        found.append(quantity)
        i = quantity.last
    return [q for q in found if not _is_no_count(words, q, lexicon)]


def _quantity_at(words: Sequence[str], i: int, lexicon: QuantityLexicon) -> Quantity | None:
    bounds = _bounds_at(words, i, lexicon)
    if bounds is None:
        if words[i] in _ARTICLES:
            return Quantity(i, i + 1, i, 1, 1, 1, article=True)
        return None
    low, high, last = bounds
    value, vague = low, high is None
    first, meanings = _hedges_before(words, i, lexicon)
    last, after = _hedge_after(words, last, lexicon)
    for meaning in [*meanings, *after]:
        low, high = _hedged(low, high, meaning)
    return Quantity(
        first,
        last,
        i,
        value,
        low,
        high,
        hedged=any(meaning != "about" for meaning in [*meanings, *after]),
        vague=vague,
        definite=bool({"the", "these", "those", "all"} & set(words[first:i])),
    )


def _bounds_at(
    words: Sequence[str], i: int, lexicon: QuantityLexicon
) -> tuple[int, int | None, int] | None:
    """Return low, high and the end of the number or range that begins at `i`."""
    first = _number_at(words, i, lexicon)
    if first is None:
        return None
    low, _, last = first
    joint = words[last] if last < len(words) else ""
    if (joint in ("-", "–", "to", "or") and not _from(words, i)) or (
        joint == "and" and _between(words, i)
    ):
        second = _number_at(words, last + 1, lexicon)
        if second is not None and second[0] > low:
            return low, second[1], second[2]
    return first


def _between(words: Sequence[str], i: int) -> bool:
    return i > 0 and words[i - 1] == "between"


def _from(words: Sequence[str], i: int) -> bool:
    """Whether *from* stands before: *rose from 11 to 16* tells two counts, not a range."""
    return i > 0 and words[i - 1] == "from"


def _number_at(
    words: Sequence[str], i: int, lexicon: QuantityLexicon
) -> tuple[int, int | None, int] | None:
    """Return low, high and the end of the one number that begins at `i`."""
    return _vague_at(words, i, lexicon) or _exact_at(words, i, lexicon)


def _vague_at(
    words: Sequence[str], i: int, lexicon: QuantityLexicon
) -> tuple[int, None, int] | None:
    if i >= len(words):
        return None
    many, last = _several_at(words, i, lexicon)
    if many is None:
        return None
    while last + 1 < len(words) and words[last] == "of" and words[last + 1] in lexicon.vague:
        many *= lexicon.vague[words[last + 1]] // 2
        last += 2
    return many, None, last


def _several_at(words: Sequence[str], i: int, lexicon: QuantityLexicon) -> tuple[int | None, int]:
    """Read *dozens*, *several dozen*, *a few hundred*."""
    if words[i] in lexicon.vague:
        return lexicon.vague[words[i]], i + 1
    start = i + 1 if words[i] == "a" else i
    if start + 1 < len(words) and words[start] in lexicon.vague_multiples:
        multiple = words[start + 1]
        if multiple in lexicon.multipliers:
            return 2 * lexicon.multipliers[multiple], start + 2
        if multiple in lexicon.vague:
            return lexicon.vague[multiple], start + 2
    return None, i


def _exact_at(
    words: Sequence[str], i: int, lexicon: QuantityLexicon
) -> tuple[int, int, int] | None:
    """Read digits, number words and their multipliers, *a hundred*, *half a dozen*."""
    if i >= len(words):
        return None
    if words[i : i + 2] == ["half", "a"] and "".join(words[i + 2 : i + 3]) in lexicon.multipliers:
        half = lexicon.multipliers[words[i + 2]] // 2
        return half, half, i + 3
    if words[i] in ("a", "an") and words[i + 1 : i + 2] and words[i + 1] in lexicon.multipliers:
        value: float = lexicon.multipliers[words[i + 1]]
        return _scaled(words, value, i + 2, lexicon)
    if words[i : i + 2] == ["a", "couple"] and words[i + 2 : i + 3] != ["of"]:
        return 2, 2, i + 2
    digits = _digits(words[i])
    if digits is not None:
        return _scaled(words, digits, i + 1, lexicon)
    if words[i] in lexicon.numbers or words[i] in lexicon.multipliers:
        return _words_at(words, i, lexicon)
    return None


def _digits(word: str) -> float | None:
    if word.endswith("+"):
        word = word[:-1]
    if glued := _GLUED.fullmatch(word):
        return float(glued.group(1)) * 1000
    return float(word.replace(",", "")) if _DIGITS.fullmatch(word) else None


def _scaled(
    words: Sequence[str], value: float, last: int, lexicon: QuantityLexicon
) -> tuple[int, int, int]:
    """Multiply by the multipliers that follow: *1.5 million*. A fraction left counts nobody."""
    while last < len(words) and words[last] in lexicon.multipliers:
        value *= lexicon.multipliers[words[last]]
        last += 1
    count = round(value) if abs(value - round(value)) < 0.01 else 0
    return count, count, last


def _words_at(
    words: Sequence[str], i: int, lexicon: QuantityLexicon
) -> tuple[int, int, int] | None:
    """Read *twenty-six*, *two hundred and fifty*, *two dozen*."""
    total = part = 0
    last = i
    while last < len(words):
        step = last + 1 if _joins(words, last, lexicon) and last > i else last
        word = words[step]
        if word in lexicon.numbers and _fits(part, lexicon.numbers[word]):
            part += lexicon.numbers[word]
        elif word in lexicon.multipliers and part:
            scale = lexicon.multipliers[word]
            total, part = (total, part * scale) if scale < 1000 else (total + part * scale, 0)
        else:
            break
        last = step + 1
    return (total + part, total + part, last) if last > i else None


def _joins(words: Sequence[str], i: int, lexicon: QuantityLexicon) -> bool:
    """Whether *-* or *and* at `i` holds two parts of one number together."""
    if i + 1 >= len(words) or words[i + 1] not in lexicon.numbers:
        return False
    before = lexicon.numbers.get(words[i - 1], 0)
    if words[i] == "-":
        return before >= 20 and lexicon.numbers[words[i + 1]] < 10
    return words[i] == "and" and words[i - 1] in ("hundred", "thousand")


def _fits(part: int, value: int) -> bool:
    """Whether a number word can continue what was read: 20 + 6, 200 + 50; not 6 + 20."""
    if part == 0:
        return True
    return (part % 100 == 0 and value < 100) or (part % 100 >= 20 and part % 10 == 0 and value < 10)


def _hedges_before(
    words: Sequence[str], i: int, lexicon: QuantityLexicon
) -> tuple[int, list[HedgeMeaning]]:
    """Return where the hedges before `i` begin, and what they mean, innermost first."""
    meanings: list[HedgeMeaning] = []
    while (hit := _phrase_before(words, i, lexicon.hedges_before)) is not None:
        length, meaning = hit
        meanings.append(meaning)
        i -= length
    return i, meanings


def _phrase_before(
    words: Sequence[str], i: int, phrases: Mapping[tuple[str, ...], HedgeMeaning]
) -> tuple[int, HedgeMeaning] | None:
    for length in range(min(_LONGEST_HEDGE, i), 0, -1):
        meaning = phrases.get(tuple(words[i - length : i]))
        if meaning is not None:
            return length, meaning
    return None


def _hedge_after(
    words: Sequence[str], last: int, lexicon: QuantityLexicon
) -> tuple[int, list[HedgeMeaning]]:
    if words[last - 1].endswith("+") and len(words[last - 1]) > 1:
        return last, ["at_least"]
    for length in range(min(_LONGEST_HEDGE, len(words) - last), 0, -1):
        meaning = lexicon.hedges_after.get(tuple(words[last : last + length]))
        if meaning is not None:
            return last + length, [meaning]
    return last, []


def _hedged(low: int, high: int | None, meaning: HedgeMeaning) -> tuple[int, int | None]:
    """Return the bounds that a hedge makes of a number's own."""
    match meaning:
        case "at_least":
            return low, None
        case "more_than":
            return (low + 1 if high is not None else low), None
        case "up_to":
            return 0, high if high is not None else None
        case "less_than":
            return 0, max(low - 1, 0)
        case "about":
            return low, high


def _is_no_count(words: Sequence[str], quantity: Quantity, lexicon: QuantityLexicon) -> bool:
    """Tell years, dates, times, money, shares, ages and names from counts."""
    before = words[quantity.first - 1] if quantity.first else ""
    after = words[quantity.last] if quantity.last < len(words) else ""
    if quantity.article:
        return after in lexicon.not_counted
    return (
        quantity.value == 0
        or _is_unit(after, quantity, lexicon)
        or _is_date(words, quantity, before, after, lexicon)
        or _is_joined(words, quantity, before, after)
        or _is_name(words, quantity, before, lexicon)
        or _is_age(words, quantity, lexicon)
        or words[max(0, quantity.first - 2) : quantity.first] == ["none", "of"]
    )


def _is_name(
    words: Sequence[str], quantity: Quantity, before: str, lexicon: QuantityLexicon
) -> bool:
    """Tell *Resolution 2254*, *$300* and *no one* from counts."""
    word = words[quantity.number]
    return (
        before in _CURRENCY
        or before == "updated"
        or (before in lexicon.designators and word.isdigit())
        or (before == "no" and word == "one")
    )


def _is_joined(words: Sequence[str], quantity: Quantity, before: str, after: str) -> bool:
    """Tell *two-day*, *M-16* and *04-04-2016* from counts: a hyphen makes them one word."""
    i, last = quantity.first - 2, quantity.last
    if after in ("-", "/") and last + 1 < len(words):
        following = words[last + 1]
        return following[0].isdigit() or (after == "-" and following.isalpha())
    if before == "-" and i >= 0:
        return words[i].isalpha() or words[i][-1].isdigit()
    return before == "/" and i >= 0 and words[i][-1].isdigit()


def _is_unit(after: str, quantity: Quantity, lexicon: QuantityLexicon) -> bool:
    """Whether the number counts hours or votes; *two state officials* are no states."""
    modifies = after in lexicon.not_counted_modifiers and quantity.value > 1
    return after in lexicon.not_counted and not modifies


def _is_age(words: Sequence[str], quantity: Quantity, lexicon: QuantityLexicon) -> bool:
    """Tell *aged 30 and 45*, *as young as eight* and *children under ten* from counts."""
    i = quantity.first - 1
    while i >= 0 and (words[i] in _AGE_JOINTS or _is_number(words[i], lexicon)):
        i -= 1
    if i < 0:
        return False
    if words[i] in ("aged", "age", "ages") or words[i - 1 : i + 1] in (
        ["young", "as"],
        ["old", "as"],
    ):
        return True
    noun = words[quantity.first - 1]
    person = (noun,) in lexicon.victims and noun not in lexicon.nouns
    return person and words[quantity.first] in ("under", "below", "over")


def _is_number(word: str, lexicon: QuantityLexicon) -> bool:
    return word in lexicon.numbers or _digits(word) is not None


def _is_date(
    words: Sequence[str],
    quantity: Quantity,
    before: str,
    after: str,
    lexicon: QuantityLexicon,
) -> bool:
    if quantity.last - quantity.first > 1:
        return False
    if _DATE.fullmatch(after) or (after in _MONTHS and after != "may"):
        return True
    if before in _MONTHS:
        month = quantity.first - 1
        return (after,) not in lexicon.victims or words[max(0, month - 1)] == "on"
    word = words[quantity.number]
    return word.isdigit() and len(word) == 4 and _FIRST_YEAR <= quantity.low < _LAST_YEAR
