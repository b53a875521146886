"""A sentence of a summary, held against the cells that it words.

In: a sentence and an `Item`, the cells of one event or one dispute as a brief shows them.
Out: why it is refused, nothing where it stands. Its numbers and names must be those of the
item, all its other words too or of the plain ones in `wording.yaml`; what the cells deny,
dispute or hold for no more than possible must be said to be so, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from consilience.knowledge.files import read_sections
from consilience.knowledge.quantities import load_quantities
from consilience.knowledge.spelling import fold

_FILE = Path(__file__).with_name("wording.yaml")
_SECTIONS = ("plain", "denying", "disputing", "unsure", "months")
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_HYPHEN = re.compile(r"\b([A-Za-z]+)-([a-z]+)\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"(?i)\b(?:\d{{1,2}}(?:\s*(?:–|-|to|and)\s*\d{{1,2}})?\s+{_MONTH}(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}})\b"
)
# Letters, digits and the marks of a plain sentence: no markup, no address, no quotation.
_ODD = re.compile(r"[^\w\s.,;:'’()/–-]|://|_")
_ENDINGS = ("ing", "ed", "es", "s")
_MONTH_LETTERS = 3
# Cells that name somebody: a number in them counts nothing (*3 reports in their own words*).
_NAMING = ("who", "who says so", "how sure", "as worded")


@dataclass(frozen=True)
class Item:
    """One event or dispute: its id, what is given of it, and how it must be told.

    `denied`: all who tell it deny it; `denies`: some do. `unsure`: nobody tells it as a fact.
    `actors`, `targets` are ids; `tolls` are kinds of count and the numbers that are given for
    them.
    """

    id: str
    given: dict[str, Any]
    denied: bool = False
    denies: bool = False
    disputed: bool = False
    unsure: bool = False
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    tolls: frozenset[tuple[str, int]] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its cells, as stems."""
        told = [w for cell in _texts(self.given) for w in _words(cell)]
        months = {m for m in _list("months") for w in told if m[:_MONTH_LETTERS] == w}
        return frozenset(_stem(w) for w in (*told, *months))

    @cached_property
    def counts(self) -> frozenset[int]:
        """The numbers of its cells that are no part of a date."""
        told = _texts(self.given, without=_NAMING)
        return frozenset(n for cell in told for n in _split(cell)[1])

    @cached_property
    def days(self) -> frozenset[int]:
        """The numbers of its dates."""
        return frozenset(n for cell in _texts(self.given) for n in _split(cell)[0])


def refusal(sentence: str, item: Item) -> str:
    """Return why a sentence cannot stand for an item; nothing where it can."""
    if odd := _ODD.search(sentence):
        return f"it holds “{odd[0]}”"
    told = list(_words(sentence))
    stems = {_stem(w) for w in told}
    days, counts = _split(sentence)
    unknown = [*(counts - item.counts), *(days - item.days)]
    if unknown:
        return f"{min(unknown)} is no number of its cells, or not of that kind"
    strange = next((w for w in told if not _may_stand(w, item)), None)
    if strange is not None:
        return f"“{strange}” is no word of its cells"
    return _manner(stems, item)


def _manner(stems: set[str], item: Item) -> str:
    """Return what is said of denial, dispute or doubt that the cells do not say, or is left out."""
    denies, disputes, doubts = (bool(stems & _stems(s)) for s in _SECTIONS[1:4])
    wrong = (
        (denies and not (item.denies or item.denied or item.disputed), "it denies what no cell "
         "denies"),
        (item.denied and not denies, "it leaves out that this is denied"),
        (item.disputed and not disputes, "it leaves out that this is disputed"),
        (disputes and not (item.disputed or item.denies), "it disputes what no cell disputes"),
        (item.unsure and not doubts, "it tells as a fact what no cell tells as one"),
    )  # fmt: skip
    return next((why for holds, why in wrong if holds), "")


def _may_stand(word: str, item: Item) -> bool:
    if word.isdigit() or word in _number_words():
        return True  # its value has been looked at
    stem = _stem(word)
    return stem in item.words or any(stem in _stems(s) for s in _SECTIONS[:4])


def _texts(given: Any, without: Sequence[str] = ()) -> Iterable[str]:
    """Yield the cells of what is given; names of fields and ids are none."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for name, value in given.items():
            if name != "id" and name not in without:
                yield from _texts(value, without)
    elif isinstance(given, Sequence):
        for value in given:
            yield from _texts(value, without)


def _words(text: str) -> Iterable[str]:
    """Yield the words of a text folded, numbers without commas, names without *'s*."""
    for found in _WORD.findall(_HYPHEN.sub(_glued, text)):
        word = re.sub(r"['’]s?\Z", "", found)
        yield word.replace(",", "") if word[0].isdigit() else fold(word)


def _glued(hyphened: re.Match[str]) -> str:
    """Return *twentyseven* for *twenty-seven*; other words stay two."""
    one = hyphened[1] + hyphened[2]
    return one if one.lower() in _number_words() else hyphened[0]


def _split(text: str) -> tuple[set[int], set[int]]:
    """Return the numbers of a text that are parts of dates, and the others."""
    dates = " ".join(_DATE.findall(text))
    return {*_numbers(dates)}, {*_numbers(_DATE.sub(" ", text))}


def _numbers(text: str) -> Iterable[int]:
    for word in _words(text):
        if word.isdigit():
            yield int(word)
        elif word in _number_words():
            yield _number_words()[word]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e")


@cache
def _number_words() -> dict[str, int]:
    # *One* is as often a pronoun (*one of the sources*) as a count.
    return {w: n for w, n in load_quantities().numbers.items() if n > 1}


@cache
def _list(section: str) -> tuple[str, ...]:
    rows = read_sections([_FILE], dict.fromkeys(_SECTIONS, str))
    return tuple(word for row in rows[section] for word in row.split())


@cache
def _stems(section: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in _list(section))
