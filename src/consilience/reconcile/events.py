"""Which claims tell one happening.

In: the evidence. Out: groups of claim ids. Pairs worth comparing are scored slot by
slot; pairs that score well link claims to components, and each component is then
reconciled by itself: the two groups that most speaks for are joined, what they tell
is put together, and the joined group is compared anew, as long as no two claims of a
group contradict each other on kind, place or day.

`components` is where growth is dealt with: what one component becomes depends on its
own claims alone, so a caller that adds reports to a case reconciles only the
components in which a new claim stands, and keeps the groups of all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from consilience.reconcile.candidates import Blocks
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.groups import Groups
from consilience.reconcile.likeness import likeness_of
from consilience.reconcile.slots import Slots, pool, slots_of

# A pair that scores this much below even odds may still be joined by what their groups tell.
_LINK = -2.0
THRESHOLD = 0.0


@dataclass(frozen=True, slots=True)
class Component:
    """Claims that links of likeness hold together, and the links, as pairs of ids."""

    claims: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def same_event(evidence: Evidence) -> list[list[str]]:
    """Return the claims of each event, every claim in exactly one group, in order of id."""
    return sorted(g for c in components(evidence) for g in reconciled(c, evidence))


def components(evidence: Evidence) -> Iterator[Component]:
    """Yield the claims in components that can be reconciled independently of each other."""
    slots = {i: slots_of(c, evidence) for i, c in evidence.claims.items()}
    groups = Groups(evidence.claims)
    links = []
    for one, two in Blocks(evidence).pairs():
        found = likeness_of(slots[one], slots[two], evidence)
        if found.score >= _LINK and not found.forbidden:
            links.append((one, two))
            groups.join(one, two)
    of: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in links:
        of[groups.root(link[0])].append(link)
    for claims in groups.all():
        yield Component(tuple(claims), tuple(of.get(claims[0], ())))


def reconciled(component: Component, evidence: Evidence) -> list[list[str]]:
    """Return the claims of the component in groups, one for each event."""
    if not component.links:
        return [[i] for i in component.claims]
    return _Joining(component, evidence).groups()


class _Joining:
    """The groups of one component as they are joined, the likeliest two first."""

    def __init__(self, component: Component, evidence: Evidence) -> None:
        self._evidence = evidence
        self._slots = {i: slots_of(evidence.claims[i], evidence) for i in component.claims}
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._stand = dict.fromkeys(component.claims, 0)
        self._heap: list[tuple[float, str, str, int, int]] = []
        for one, two in component.links:
            self._beside[one].add(two)
            self._beside[two].add(one)
            self._offer(one, two)

    def groups(self) -> list[list[str]]:
        """Return the groups, members and groups in order of id."""
        while self._heap:
            _, one, two, a, b = heappop(self._heap)
            if self._stand.get(one) == a and self._stand.get(two) == b:
                self._join(one, two)
        return sorted(sorted(s.ids) for s in self._slots.values())

    def _offer(self, one: str, two: str) -> None:
        found = likeness_of(self._slots[one], self._slots[two], self._evidence)
        if found.score >= THRESHOLD and not found.forbidden:
            one, two = sorted((one, two))
            entry = (-round(found.score, 6), one, two, self._stand[one], self._stand[two])
            heappush(self._heap, entry)

    def _join(self, one: str, two: str) -> None:
        """Put the second group into the first, which has the smaller id."""
        self._slots[one] = pool(self._slots[one], self._slots.pop(two))
        self._stand[one] += 1
        del self._stand[two]
        for other in self._beside.pop(two):
            self._beside[other].discard(two)
            if other != one:
                self._beside[one].add(other)
                self._beside[other].add(one)
        self._beside[one].discard(one)
        for other in sorted(self._beside[one]):
            self._offer(one, other)
