"""Which accounts of different reports are worth comparing.

In: accounts in order of day. Out: pairs of them, each once. Two accounts are compared
where they share a key (a place, one inside the other or next to it, a count, a thing,
the words of a sentence) and their days lie within a window. Where a key holds more
accounts in its window than are worth comparing (a capital in war), or says little (a
rare kind of event, a doer), a second key of another kind must be shared. So work grows
with the accounts. Keys are kept as numbers (`mark`), which a case can store.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from zlib import crc32

import numpy as np
import numpy.typing as npt

from consilience.knowledge.likeness import likeness_book
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import FAR_DAYS, SMALL_COUNT
from consilience.reconcile.slots import Slots

# So many accounts under one key are compared all with all; more only by a second key.
_DENSE = 40
# Accounts whose meetings are looked up at once: each may meet thousands.
_AT_ONCE = 200
# Claims of a sentence in common are met with three tries: nine in ten where half the words agree.
_SKETCHES = 3
# Degrees: cells of about 11 km, so that places within 8 km lie in one or in neighbouring cells.
_CELL = 0.1
# Keys that many unrelated accounts share: alone they are no reason to compare.
_WEAK = {"type", "actor"}
_KINDS = ("place", "count", "thing", "words", "type", "actor", "day")
_GROUND = {"violence", "territory", "movement"}
# A time of more days than these says too little for a kind of event on a day to be a key.
_FEW_DAYS = 3
NO_DAY = 0
Key = tuple[str, ...]
Numbers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Meetings:
    """Accounts in order of day, by the marks under which others meet them.

    `days` are ordinals, rising; `stood` the marks of each account. Those without a day come
    first and are met by all.
    """

    def __init__(self, days: Sequence[int], stood: Sequence[Sequence[int]]) -> None:
        self._size = max(1, len(days))
        self._undated = bisect_left(days, NO_DAY + 1)
        self._first = np.searchsorted(days, np.subtract(days, FAR_DAYS))
        marks, numbers = _flat(stood)
        order = np.lexsort((numbers, marks))
        self._numbers = numbers[order]
        self._marks, self._starts, counts = np.unique(
            marks[order], return_index=True, return_counts=True
        )
        # Mark and number as one rising row, so that many spans of it are found at once.
        self._row = np.repeat(np.arange(len(self._marks)), counts) * self._size + self._numbers

    def met(self, n: int, asked: Sequence[int], among: Bools | None = None) -> list[int]:
        """Return the numbers before `n` of the accounts that it is worth comparing with.

        `among` leaves out accounts for which it is false.
        """
        return [m for _, m in self.pairs([n], [asked], among)]

    def pairs(
        self, numbers: Sequence[int], asked: Sequence[Sequence[int]], among: Bools | None = None
    ) -> Iterator[tuple[int, int]]:
        """Yield what accounts meet, given by number with the marks that each asks for, as pairs.

        The earlier account of a pair stands second; the pairs are in order.
        """
        every = np.ones(self._size, dtype=bool) if among is None else among
        passed = np.append(0, np.cumsum(every[self._numbers]))
        for start in range(0, len(asked), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            owners = np.asarray(numbers[part], dtype=np.int64)
            found = self._met(self._spans(owners, asked[part], passed), every)
            yield from zip((found // self._size).tolist(), (found % self._size).tolist(),
                           strict=True)  # fmt: skip

    def _spans(self, owners: Numbers, asked: Sequence[Sequence[int]], passed: Numbers) -> _Spans:
        """Return where the row holds what each owner meets under each mark that it asks for."""
        marks, who = _flat(asked)
        at = np.searchsorted(self._marks, marks)
        known = np.append(self._marks, 0)[at] == marks
        known &= at < len(self._marks)
        marks, owner, at = marks[known], owners[who[known]], at[known]
        row = at * self._size
        first = np.maximum(self._first[owner], self._undated)
        starts = np.stack([self._starts[at], np.searchsorted(self._row, row + first)])
        ends = np.searchsorted(
            self._row, np.stack([row + np.minimum(owner, self._undated), row + owner])
        )
        ends = np.maximum(starts, ends)
        return _Spans(owner, marks, starts, ends, (passed[ends] - passed[starts]).sum(axis=0))

    def _met(self, spans: _Spans, among: Bools) -> Numbers:
        """Return owners and those they meet as numbers, each owner times the size first."""
        strong = (spans.sizes <= _DENSE) & (spans.marks & 1 == 0)
        other = ~strong & (spans.sizes > 0)
        kinds = (spans.marks & 15) >> 1
        other &= np.isin(spans.owners, _of_two_kinds(spans.owners[other], kinds[other]))
        met, _ = self._those(spans, strong, kinds, among)
        doubtful, under = self._those(spans, other, kinds, among)
        return np.unique(np.concatenate([met, _of_two_kinds(doubtful, under)]))

    def _those(
        self, spans: _Spans, chosen: Bools, kinds: Numbers, among: Bools
    ) -> tuple[Numbers, Numbers]:
        """Return all that stand in the chosen spans, with their owners, and the kinds of marks."""
        starts, ends = spans.starts[:, chosen].ravel(), spans.ends[:, chosen].ravel()
        sizes = ends - starts
        at = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        numbers = self._numbers[at]
        owners = np.repeat(np.tile(spans.owners[chosen], 2), sizes)
        under = np.repeat(np.tile(kinds[chosen], 2), sizes)
        kept = among[numbers]
        return owners[kept] * self._size + numbers[kept], under[kept]


@dataclass(frozen=True, slots=True)
class _Spans:
    """What owners meet under marks: two spans each, those without a day and those with one."""

    owners: Numbers
    marks: Numbers
    starts: Numbers
    ends: Numbers
    sizes: Numbers


def _flat(rows: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """Return the marks of all rows, one after the other, and the number of the row of each."""
    marks = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return marks, np.repeat(np.arange(len(rows)), [len(row) for row in rows])


def _of_two_kinds(things: Numbers, kinds: Numbers) -> Numbers:
    """Return the things that stand there with more than one kind, rising."""
    found, counts = np.unique(np.unique(things * 8 + kinds) >> 3, return_counts=True)
    return np.asarray(found[counts > 1])


@lru_cache(maxsize=500_000)
def mark(key: Key) -> int:
    """Return a key as a number of 64 bits, the last four of which tell its kind."""
    found = int.from_bytes(blake2b("\0".join(key).encode(), digest_size=8).digest(), signed=True)
    weak = key[0] == "ground" and key[1] in _WEAK
    return (found & ~15) | _KINDS.index(key[1]) * 2 | weak


def stretches(
    days: Sequence[int], sizes: Sequence[int], most: int, since: int = 0
) -> Iterator[tuple[list[int], range]]:
    """Yield the accounts from `since` on in parts, each with those before it that it can meet.

    `days` are rising; a part ends where the `sizes` of its accounts come to `most`.
    """
    undated = bisect_left(days, NO_DAY + 1)
    start = since
    while start < len(days):
        end, held = start, 0
        while end < len(days) and held < most:
            held += sizes[end]
            end += 1
        first = bisect_left(days, days[start] - FAR_DAYS, undated, max(start, undated))
        yield [*range(min(undated, start)), *range(first, start)], range(start, end)
        start = end


def day_of(slots: Slots) -> int:
    """Return the day that the account most likely means, as an ordinal; `NO_DAY` for none.

    It is the day that most of its claims tell, of two the one nearer to the report: a day
    misread in one sentence must not carry the whole account out of reach.
    """
    published = min(slots.published, default=NO_DAY)
    days = slots.told_days or dict.fromkeys(slots.taken_days, 1)
    if not days:
        return published
    return min(days, key=lambda d: (-days[d], abs(d[0] - published), d))[0]


def stood(slots: Slots, evidence: Evidence) -> list[int]:
    """Return the marks of the keys under which an account is met, sorted."""
    keys = set(_shared_keys(slots))
    for place in _places(slots):
        within = evidence.map.chain(place)
        keys.add(("at", "place", place))
        keys |= {("in", "place", wider) for wider in within[1:]}
        keys |= {("cell", "place", *cell) for cell in _cells(place, evidence)[:1]}
        keys |= {("~", "place", sound) for sound in evidence.map.sounds(place)}
    return _marks(keys, slots)


def asked(slots: Slots, evidence: Evidence) -> list[int]:
    """Return the marks of the keys under which an account looks for others, sorted."""
    keys = set(_shared_keys(slots))
    for place in _places(slots):
        if evidence.places[place].precision == "country":
            continue
        keys |= {("at", "place", p) for p in _below_country(place, evidence)}
        keys.add(("in", "place", place))
        keys |= {("cell", "place", *cell) for cell in _cells(place, evidence)}
        keys |= {("~", "place", sound) for sound in evidence.map.sounds(place)}
    return _marks(keys, slots)


def _marks(keys: Iterable[Key], slots: Slots) -> list[int]:
    return sorted({mark((block, *k[1:], k[0])) for k in keys for block in _blocks(slots)})


def _places(slots: Slots) -> frozenset[str]:
    return slots.named | slots.taken | slots.goals


def _below_country(place: str, evidence: Evidence) -> Iterator[str]:
    return (p for p in evidence.map.chain(place) if evidence.places[p].precision != "country")


def _cells(place: str, evidence: Evidence) -> list[tuple[str, str]]:
    """Return the cell that the place lies in, and those around it."""
    found = evidence.places[place]
    if found.lat is None or found.lon is None:
        return []
    row, column = round(found.lat / _CELL), round(found.lon / _CELL)
    around = [(row + i, column + j) for i in (0, -1, 1) for j in (0, -1, 1)]
    return [(str(i), str(j)) for i, j in around]


def _blocks(slots: Slots) -> list[str]:
    """Return the kinds of thing told: those on the ground can be one, others among themselves."""
    return sorted({"ground" if f in _GROUND else f for _, f in slots.acts})


def _shared_keys(slots: Slots) -> Iterator[Key]:
    """Yield the keys that both accounts must have."""
    for kind, low, _, _ in slots.counts:
        if low > SMALL_COUNT:
            yield "=", "count", kind, str(low)
    for thing in slots.things:
        yield "=", "thing", thing
    for words in slots.words:
        for sketch, value in enumerate(_sketch(words)):
            yield "=", "words", str(sketch), str(value)
    types = {kind for kind, _ in slots.acts}
    for kind in types & likeness_book().rare_types:
        yield "=", "type", kind
        for first, last in slots.days:
            if last - first <= _FEW_DAYS:
                yield from (("=", "day", kind, str(day)) for day in range(first, last + 1))
    for actor in slots.actors:
        for kind in types:
            yield "=", "actor", kind, actor


def _sketch(words: Iterable[str]) -> list[int]:
    """Return min-hashes of the words (Broder 1997): alike for sets that are alike."""
    hashes = [_hashes(word) for word in words]
    return [min(h[n] for h in hashes) for n in range(_SKETCHES)] if hashes else []


@lru_cache(maxsize=200_000)
def _hashes(word: str) -> tuple[int, ...]:
    return tuple(crc32(f"{n}{word}".encode()) for n in range(_SKETCHES))
