"""Which claims are worth comparing.

In: the evidence. Out: pairs of claims, each once. Two claims are compared where they
share a key (a place or the region of one that is no wider told, a count, the thing
hit, most words of a sentence, a report) within a window of days. A key that holds
more claims in its window than is worth comparing is split by finer keys, so that
work grows with the claims and not with their pairs.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from consilience.model import Claim
from consilience.reconcile.evidence import Evidence, actors_of, places_of
from consilience.reconcile.slots import Slots, slots_of

# Claims dated further apart than this are never compared.
_WINDOW_DAYS = 7
# So many claims of one key within the window are compared all with all; more only by finer keys.
_DENSE = 120
_SKETCH = 4
_NO_DAY = 0
Key = tuple[str, ...]


class Blocks:
    """The claims by the keys under which they are met, each list in order of day."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self.ids = sorted(evidence.claims)
        self._days = [_day(evidence.claims[i], evidence) for i in self.ids]
        self._blocks: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        for n, id in enumerate(self.ids):
            for key in _stands(evidence.claims[id], evidence):
                self._blocks[key].append((self._days[n], n))
        for block in self._blocks.values():
            block.sort()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs worth comparing, each once, the smaller id first."""
        for n, one in enumerate(self.ids):
            for m in sorted(self._met(n)):
                yield one, self.ids[m]

    def _met(self, n: int) -> set[int]:
        """Return the claims after the n-th that it is compared with."""
        claim = self._evidence.claims[self.ids[n]]
        met: set[int] = set()
        for key in _asks(claim, self._evidence):
            met.update(m for _, m in self._window(key, self._days[n]) if m > n)
        return met

    def _window(self, key: Key, day: int) -> list[tuple[int, int]]:
        block = self._blocks.get(key, [])
        if day == _NO_DAY:
            found = block
        else:
            low = bisect_left(block, (day - _WINDOW_DAYS, -1))
            high = bisect_right(block, (day + _WINDOW_DAYS + 1, -1))
            undated = bisect_left(block, (_NO_DAY + 1, -1))
            found = block[:undated] + block[max(low, undated) : high]
        return found


def _day(claim: Claim, evidence: Evidence) -> int:
    slots = slots_of(claim, evidence)
    days = sorted(slots.told_days | slots.taken_days)
    return days[0][0] if days else min(slots.published, default=_NO_DAY)


def _stands(claim: Claim, evidence: Evidence) -> Iterator[Key]:
    yield from _asks(claim, evidence)


def _asks(claim: Claim, evidence: Evidence) -> Iterator[Key]:
    family = evidence.family(claim)
    if family == "speech":
        for actor in actors_of(claim):
            yield ("speech", claim.event_type, actor)
        return
    block = "ground" if family in {"violence", "territory", "movement"} else family
    for place in places_of(claim):
        for wider in evidence.map.chain(place):
            if evidence.places[wider].precision != "country":
                yield (block, "place", wider)
    for figure in claim.figures:
        if figure.part_of is None and not figure.cumulative:
            yield (block, "figure", figure.kind, str(figure.low))
    yield (block, "words", " ".join(sorted(claim.quote.lower().split())[:12]))
    yield (block, "report", claim.report)
    if not places_of(claim):
        for actor in actors_of(claim):
            yield (block, "actor", claim.event_type, actor)
