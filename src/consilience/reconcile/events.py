"""Which claims tell one happening.

In: the evidence. Out: groups of claim ids. First the claims of each report are put
together to accounts (`accounts.py`). Accounts of different reports are then scored
slot by slot where they share a key (`candidates.py`), and those that score well are
linked. Linked accounts form components, and each component is reconciled by itself:
the two groups that are likeliest on the mean over all their pairs of accounts are
joined, as long as no more than a few of these pairs contradict each other on kind,
place or day. The mean keeps one lucky pair from drawing two affairs together.

`components` is where growth is dealt with. What becomes of a component depends on its
own claims alone, so a caller who adds reports to a case calls `components` on all
evidence and `reconciled` only on those with claims that it has not seen together
before; the groups of all others are as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product

from consilience.reconcile.accounts import account, accounts
from consilience.reconcile.candidates import Meetings, asked, day_of, stood, stretches
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.groups import Groups
from consilience.reconcile.likeness import (
    MOST_CONFLICT,
    conflict,
    forbidden,
    scored,
    surely_apart,
    traits,
)
from consilience.reconcile.slots import Slots

# Two accounts that score less are not linked, and count this much where groups are compared.
FLOOR = -2.0
# The mean over all pairs of accounts, in log-odds, at which two groups are one event.
JOIN = -1.0
# Two accounts, one of each group, must make it likelier than this that they are one event.
BEST = 0.0
# So large a share of these pairs may contradict each other: in many accounts one is misread.
MAX_CONFLICT = 0.3
# Accounts whose slots are held at once, besides those of the days before them: some 100 MB.
_AT_ONCE = 20_000
_NONE: Mapping[tuple[str, ...], Slots] = {}

Link = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Component:
    """Accounts, as tuples of claim ids, and the links that hold them together.

    A link is a score in log-odds with the numbers of two accounts.
    """

    accounts: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def same_event(evidence: Evidence) -> list[list[str]]:
    """Return the claims of each event, every claim in exactly one group, in order of id."""
    held: dict[tuple[str, ...], Slots] = {}
    return sorted(g for c in components(evidence, held) for g in reconciled(c, evidence, held))


def components(
    evidence: Evidence, held: dict[tuple[str, ...], Slots] | None = None
) -> Iterator[Component]:
    """Yield all claims in components that can be reconciled independently of each other.

    In `held` are laid the accounts that there is room for, so that they are read once.
    """
    held = {} if held is None else held
    told = []
    for slots in accounts(evidence):
        told.append((day_of(slots), slots.ids))
        if len(held) < _AT_ONCE:
            held[slots.ids] = slots
    told.sort()
    return linked(told, list(links(told, evidence, held=held)))


def linked(
    told: Sequence[tuple[int, tuple[str, ...]]], found: Sequence[Link]
) -> Iterator[Component]:
    """Yield the accounts in components, by the links found between them.

    Groups are joined only over a link that makes it likelier than not that they are one
    event: no group reaches beyond what such links connect. Weaker links count inside.
    """
    groups = Groups(range(len(told)))
    for score, one, two in found:
        if score >= BEST:
            groups.join(one, two)
    of: dict[int, list[Link]] = defaultdict(list)
    for link in found:
        if groups.root(link[1]) == groups.root(link[2]):
            of[groups.root(link[1])].append(link)
    for members in groups.all():
        number = {m: n for n, m in enumerate(members)}
        yield Component(
            tuple(told[m][1] for m in members),
            tuple((score, number[a], number[b]) for score, a, b in of.get(members[0], ())),
        )


def links(
    told: Sequence[tuple[int, tuple[str, ...]]],
    evidence: Evidence,
    since: int = 0,
    held: Mapping[tuple[str, ...], Slots] = _NONE,
) -> Iterator[Link]:
    """Yield the links between accounts, which are in order of day.

    Those before number `since` are met by the later ones, and not compared with each other.
    `held` are accounts that have been read already.
    """
    days = [day for day, _ in told]
    slots: dict[int, Slots] = {}
    for before, own in stretches(days, [1] * len(days), _AT_ONCE, since):
        here = [*before, *own]
        slots = {n: slots.get(n) or _account(told[n][1], evidence, held) for n in here}
        meetings = Meetings([days[n] for n in here], [stood(slots[n], evidence) for n in here])
        looks = [asked(slots[n], evidence) for n in own]
        for later, earlier in meetings.pairs(range(len(before), len(here)), looks):
            one, two = here[earlier], here[later]
            score = link(slots[one], slots[two], evidence)
            if score is not None:
                yield score, one, two


def link(one: Slots, two: Slots, evidence: Evidence) -> float | None:
    """Return how much speaks for two accounts, the earlier first, being one event.

    None where they are of one report, or nothing much speaks for it, or something forbids it.
    """
    if one.reports == two.reports or surely_apart(two, one, evidence):
        return None
    score, found = scored(one, two, evidence)
    if score <= FLOOR or forbidden(one, two, found, evidence):
        return None
    return round(score, 6)


def _account(
    ids: tuple[str, ...], evidence: Evidence, held: Mapping[tuple[str, ...], Slots]
) -> Slots:
    return held.get(ids) or account(ids, evidence)


class Clashes:
    """Which accounts contradict each other; accounts are given by their claims.

    `held` are accounts that have been read already.
    """

    def __init__(self, evidence: Evidence, held: Mapping[tuple[str, ...], Slots] = _NONE) -> None:
        self._evidence = evidence
        self._held = held
        self._slots: dict[tuple[str, ...], Slots] = {}

    def between(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        """Tell whether two accounts, the earlier first, contradict each other."""
        a, b = self._told(one), self._told(two)
        found = traits(a, b, self._evidence)
        return conflict(a, b, found, self._evidence) > MOST_CONFLICT

    def _told(self, ids: tuple[str, ...]) -> Slots:
        if ids not in self._slots:
            self._slots[ids] = _account(ids, self._evidence, self._held)
        return self._slots[ids]


def reconciled(
    component: Component, evidence: Evidence, held: Mapping[tuple[str, ...], Slots] = _NONE,
    clashes: Clashes | None = None,
) -> list[list[str]]:  # fmt: skip
    """Return the claims of the component in groups, one for each event.

    `held` are accounts that have been read already; `clashes` may remember which contradict
    each other.
    """
    if not component.links:
        return [sorted(ids) for ids in component.accounts]
    return _Linkage(component, clashes or Clashes(evidence, held)).groups()


class _Linkage:
    """Groups of accounts as they are joined, those with the highest mean likeness first."""

    def __init__(self, component: Component, clashes: Clashes) -> None:
        self._clashes = clashes
        self._accounts = component.accounts
        self._members = {n: [n] for n in range(len(component.accounts))}
        self._stand = dict.fromkeys(self._members, 0)
        # By two groups: the sum of their links, how many there are, and the best.
        self._links: dict[int, dict[int, tuple[float, int, float]]] = defaultdict(dict)
        self._heap: list[tuple[float, int, int, int, int]] = []
        for score, one, two in component.links:
            self._links[one][two] = self._links[two][one] = (score, 1, score)
        for _, one, two in component.links:
            self._offer(one, two)

    def groups(self) -> list[list[str]]:
        """Join what can be joined and return the claims of each group, sorted."""
        while self._heap:
            _, one, two, a, b = heappop(self._heap)
            current = self._stand.get(one) == a and self._stand.get(two) == b
            if current and self._conflict(one, two) <= MAX_CONFLICT:
                self._join(one, two)
        return [
            sorted(i for n in members for i in self._accounts[n])
            for members in self._members.values()
        ]

    def _offer(self, one: int, two: int) -> None:
        total, count, best = self._links[one][two]
        pairs = len(self._members[one]) * len(self._members[two])
        mean = (total + (pairs - count) * FLOOR) / pairs
        if mean >= JOIN and best >= BEST:
            one, two = min(one, two), max(one, two)
            heappush(self._heap, (-round(mean, 6), one, two, self._stand[one], self._stand[two]))

    def _conflict(self, one: int, two: int) -> float:
        """Return the share of pairs of accounts that contradict each other."""
        pairs = list(product(self._members[one], self._members[two]))
        return sum(self._contradict(a, b) for a, b in pairs) / len(pairs)

    def _contradict(self, one: int, two: int) -> bool:
        return self._clashes.between(self._accounts[min(one, two)], self._accounts[max(one, two)])

    def _join(self, one: int, two: int) -> None:
        """Put the second group into the first, which has the smaller number."""
        self._members[one] += self._members.pop(two)
        self._stand[one] += 1
        del self._stand[two]
        for other, (score, count, best) in self._links.pop(two).items():
            del self._links[other][two]
            if other != one:
                total, counted, better = self._links[one].get(other, (0.0, 0, FLOOR))
                both = (total + score, counted + count, max(best, better))
                self._links[one][other] = self._links[other][one] = both
        for other in sorted(self._links[one]):
            self._offer(one, other)
