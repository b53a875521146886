"""What one report tells of one happening: an account.

In: the evidence. Out: the accounts of each report, as groups of claim ids. A report
tells a happening in its headline, its lead and further down; these claims are put
together first, because within one report little is needed to know that one thing is
meant, and a conflict there means two things. What an account tells is what its claims
tell together. The accounts of one report depend on that report alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from heapq import heappop, heappush

from consilience.model import Claim
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import forbidden, kinds_fit, scored
from consilience.reconcile.slots import Slots, pool, slots_of

# Claims further apart in a report than this many are compared only within a chain.
_NEIGHBOURS = 60
# A pair that scores this much below even odds may still be joined by what its groups tell.
_LINK = -2.0
# The mean over the pairs of claims of two groups, in log-odds, at which they can be one: what two
# groups tell together may agree in one lucky pair.
_MEAN = -1.0


def accounts(evidence: Evidence) -> Iterator[Slots]:
    """Yield the accounts, report by report, in order of id."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims.values():
        by_report[claim.report].append(claim)
    for report in sorted(by_report):
        yield from _accounts_of(by_report[report], evidence)


def account(ids: Sequence[str], evidence: Evidence) -> Slots:
    """Return what the claims tell together."""
    return reduce(pool, (slots_of(evidence.claims[i], evidence) for i in ids))


def _accounts_of(claims: Sequence[Claim], evidence: Evidence) -> list[Slots]:
    ordered = sorted(claims, key=lambda c: (c.start, c.trigger.start, c.id))
    joining = _Joining({c.id: slots_of(c, evidence) for c in ordered}, evidence)
    for n, one in enumerate(ordered):
        for m, two in enumerate(ordered[n + 1 :]):
            if m < _NEIGHBOURS or (one.chain and one.chain == two.chain):
                joining.compare(one.id, two.id)
    return joining.done()


class _Joining:
    """The groups of one report as they are joined, the likeliest two first."""

    def __init__(self, slots: dict[str, Slots], evidence: Evidence) -> None:
        self._evidence = evidence
        self._slots = slots
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._stand = dict.fromkeys(slots, 0)
        self._pairs: dict[tuple[str, str], float] = {}
        self._heap: list[tuple[float, str, str, int, int]] = []

    def compare(self, one: str, two: str) -> None:
        """Score two groups; remember them as neighbours where that is worth it."""
        ours, theirs = self._slots[one], self._slots[two]
        if not kinds_fit(ours, theirs):
            return
        score, found = scored(ours, theirs, self._evidence)
        if len(ours.ids) + len(theirs.ids) == 2:
            self._pairs[min(one, two), max(one, two)] = score
        if score < _LINK or forbidden(ours, theirs, found, self._evidence):
            return
        self._beside[one].add(two)
        self._beside[two].add(one)
        if score >= 0 and (self._recounts(one, two) or self._mean(one, two) >= _MEAN):
            one, two = sorted((one, two))
            entry = (-round(score, 6), one, two, self._stand[one], self._stand[two])
            heappush(self._heap, entry)

    def done(self) -> list[Slots]:
        """Join what can be joined and return the groups, in order of their smallest id."""
        while self._heap:
            _, one, two, a, b = heappop(self._heap)
            if self._stand.get(one) == a and self._stand.get(two) == b:
                self._join(one, two)
        return [self._slots[i] for i in sorted(self._slots)]

    def _recounts(self, one: str, two: str) -> bool:
        """Tell whether one only counts anew what the other tells: it is like nothing else of it."""
        return self._evidence.recounts.tied(self._slots[one].ids, self._slots[two].ids)

    def _mean(self, one: str, two: str) -> float:
        """Return the mean over the pairs of claims; one that was not scored counts as no link."""
        pairs = [
            self._pairs.get((min(a, b), max(a, b)), _LINK)
            for a in self._slots[one].ids
            for b in self._slots[two].ids
        ]
        return sum(pairs) / len(pairs)

    def _join(self, one: str, two: str) -> None:
        """Put the second group into the first, which has the smaller id."""
        self._slots[one] = pool(self._slots[one], self._slots.pop(two))
        self._stand[one] += 1
        del self._stand[two]
        others = (self._beside.pop(one, set()) | self._beside.pop(two, set())) - {one, two}
        for other in sorted(others):
            self._beside[other] -= {one, two}
            self.compare(one, other)
