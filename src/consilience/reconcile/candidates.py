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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from consilience.knowledge.likeness import likeness_book
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import FAR_DAYS, SMALL_COUNT
from consilience.reconcile.slots import Slots

# So many accounts under one key are compared all with all; more only by a second key.
_DENSE = 40
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
        self._undated = bisect_left(days, NO_DAY + 1)
        self._first = [bisect_left(days, day - FAR_DAYS) for day in days]
        marks = np.array([mark for marks in stood for mark in marks], dtype=np.int64)
        numbers = np.repeat(np.arange(len(stood)), [len(marks) for marks in stood])
        order = np.lexsort((numbers, marks))
        self._numbers = numbers[order]
        self._marks, starts = np.unique(marks[order], return_index=True)
        self._ends = np.append(starts, len(marks))

    def met(self, n: int, asked: Sequence[int], among: Bools | None = None) -> list[int]:
        """Return the numbers before `n` of the accounts that it is worth comparing with.

        `among` leaves out accounts for which it is false.
        """
        kinds: dict[int, list[Numbers]] = defaultdict(list)
        met: list[Numbers] = []
        for mark in asked:
            found = self._under(mark, n, among)
            if len(found) <= _DENSE and not _is_weak(mark):
                met.append(found)
            elif len(found):
                kinds[_kind(mark)].append(found)
        if len(kinds) > 1:
            met.append(_of_two_kinds(kinds.values()))
        return [int(m) for m in np.unique(np.concatenate(met))] if met else []

    def _under(self, mark: int, n: int, among: Bools | None) -> Numbers:
        at = int(np.searchsorted(self._marks, mark))
        if at == len(self._marks) or self._marks[at] != mark:
            return self._numbers[:0]
        held = self._numbers[self._ends[at] : self._ends[at + 1]]
        here = held[: np.searchsorted(held, n)]
        first = max(self._first[n], self._undated)
        found = here[np.searchsorted(here, first) :]
        undated = here[: np.searchsorted(here, self._undated)]
        found = np.concatenate([undated, found]) if len(undated) else found
        return found if among is None else found[among[found]]


def _of_two_kinds(kinds: Iterable[Sequence[Numbers]]) -> Numbers:
    """Return the numbers that stand under marks of more than one kind."""
    once = [np.unique(np.concatenate(found)) for found in kinds]
    numbers, counts = np.unique(np.concatenate(once), return_counts=True)
    return numbers[counts > 1]


@lru_cache(maxsize=500_000)
def mark(key: Key) -> int:
    """Return a key as a number of 64 bits, the last four of which tell its kind."""
    found = int.from_bytes(blake2b("\0".join(key).encode(), digest_size=8).digest(), signed=True)
    weak = key[0] == "ground" and key[1] in _WEAK
    return (found & ~15) | _KINDS.index(key[1]) * 2 | weak


def _kind(mark: int) -> int:
    return (mark & 15) >> 1


def _is_weak(mark: int) -> bool:
    return bool(mark & 1)


def day_of(slots: Slots) -> int:
    """Return the day that the account most likely means, as an ordinal; `NO_DAY` for none.

    It is the day that most of its claims tell, of two the one nearer to the report: a day
    misread in one sentence must not carry the whole account out of reach.
    """
    published = min(slots.published, default=NO_DAY)
    days = slots.told_days or Counter(slots.taken_days)
    if not days:
        return published
    return min(days, key=lambda d: (-days[d], abs(d[0] - published), d))[0]


def stood(slots: Slots, evidence: Evidence) -> list[int]:
    """Return the marks of the keys under which an account is met, sorted."""
    keys = set(_shared_keys(slots))
    for place in _places(slots):
        chain = evidence.map.chain(place)
        keys.add(("at", "place", place))
        keys |= {("in", "place", wider) for wider in chain[1:]}
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


def _places(slots: Slots) -> set[str]:
    return {p for told in slots.told for p in told} | slots.taken


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
    return sorted({"ground" if f in _GROUND else f for _, f in slots.kinds})


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
    types = {kind for kind, _ in slots.kinds}
    for kind in types & likeness_book().rare_types:
        yield "=", "type", kind
        for first, last in {*slots.told_days, *slots.taken_days}:
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
