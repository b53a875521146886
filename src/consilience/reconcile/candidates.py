"""Which accounts of different reports are worth comparing.

In: accounts in order of day. Out: pairs of them, each once. Two accounts are compared
where they share a key (a place, one inside the other or next to it, a count, a thing,
the words of a sentence) and their days lie within a window. Where a key holds more
accounts in its window than are worth comparing (a capital in war), or says little (a
rare kind of event, a doer), a second key of another kind must be shared. So work grows
with the accounts, and only those within the window are held.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

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
_GROUND = {"violence", "territory", "movement"}
NO_DAY = 0
Key = tuple[str, ...]


class Window:
    """The accounts of the last days, by the keys under which others meet them.

    Accounts are added in order of day; one without a day stays to the end.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._blocks: dict[Key, deque[tuple[int, int]]] = defaultdict(deque)
        self._undated: dict[Key, list[int]] = defaultdict(list)

    def met(self, slots: Slots, day: int) -> list[int]:
        """Return the numbers of the accounts that this one is worth comparing with."""
        kinds: dict[int, set[str]] = defaultdict(set)
        open_: set[int] = set()
        for key in asked(slots, self._evidence):
            found = self._under(key, day)
            weak = key[1] in _WEAK and key[0] == "ground"
            if len(found) <= _DENSE and not weak:
                open_.update(found)
            else:
                for n in found:
                    kinds[n].add(key[1])
        return sorted(open_ | {n for n, shared in kinds.items() if len(shared) > 1})

    def add(self, n: int, slots: Slots, day: int) -> None:
        """Let later accounts meet this one, number `n`."""
        for key in sorted(stood(slots, self._evidence)):
            if day == NO_DAY:
                self._undated[key].append(n)
            else:
                self._blocks[key].append((day, n))

    def _under(self, key: Key, day: int) -> list[int]:
        block = self._blocks.get(key)
        while block and block[0][0] < day - FAR_DAYS:
            block.popleft()
        if block is not None and not block:
            del self._blocks[key]
        return [*self._undated.get(key, ()), *(n for _, n in block or ())]


def day_of(slots: Slots) -> int:
    """Return the first day that the account can mean, as an ordinal; `NO_DAY` for none."""
    days = min((d[0] for d in (*slots.told_days, *slots.taken_days)), default=NO_DAY)
    return days or min(slots.published, default=NO_DAY)


def stood(slots: Slots, evidence: Evidence) -> set[Key]:
    """Return the keys under which an account is met."""
    keys = set(_shared_keys(slots))
    for place in _places(slots):
        chain = evidence.map.chain(place)
        keys.add(("at", "place", place))
        keys |= {("in", "place", wider) for wider in chain[1:]}
        keys |= {("cell", "place", *cell) for cell in _cells(place, evidence)[:1]}
    return {(block, *key[1:], key[0]) for key in keys for block in _blocks(slots)}


def asked(slots: Slots, evidence: Evidence) -> list[Key]:
    """Return the keys under which an account looks for others, sorted."""
    keys = set(_shared_keys(slots))
    for place in _places(slots):
        if evidence.places[place].precision == "country":
            continue
        keys |= {("at", "place", p) for p in _below_country(place, evidence)}
        keys.add(("in", "place", place))
        keys |= {("cell", "place", *cell) for cell in _cells(place, evidence)}
    return sorted((block, *key[1:], key[0]) for key in keys for block in _blocks(slots))


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
