"""Groups of reports that are about one thing.

In: profiles, and which of them belong together whatever they say (copies). Out: the
groups. Two steps, both deterministic and both without comparing every pair:

1. *Gather.* Each report meets the few that share its heaviest terms and lie nearest in
   date; groups are then joined, most alike first, while the mean likeness (cosine) of
   their reports stays above a threshold (group average, Sokal and Michener 1958). It is
   the product of the two groups' mean vectors, so that no pair need be kept. A report
   left alone goes where the one report most like it is.
2. *Part.* Inside a group rarity is counted again: what all its reports share (a quake,
   its dead) tells nothing any more, and names, days and numbers decide. A group that
   falls into two halves with next to nothing in common is parted, and so on.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from consilience.reconcile.groups import Groups
from consilience.reconcile.profiles import Floats, Ints, Profile, rarity, rarity_among

# The three figures that decide, fitted on labelled news (docs/accuracy.md).
GATHER = 0.17  # mean cosine of two groups that are joined
ALONE = 0.22  # cosine of a report left alone and the one that it follows
PART = 0.09  # mean cosine, within the group's own weights, under which two halves are parted
_PART_SHARE = 0.6  # and their likeness is at most this share of that inside each half
_SMALLEST_PART = 4  # reports; fewer are alike or unlike by chance
_LARGEST_PARTED = 300  # reports; beyond it every pair would cost too much
_FADE_DAYS = 30.0  # likeness of groups that lie so far apart in date counts half
# How many of a report's heaviest terms propose others, how many each, and how many are kept.
_KEYS, _EACH, _KEPT = 30, 60, 30


@dataclass(slots=True)
class _Group:
    """Reports taken together: their numbers, the sum of their vectors, their days."""

    members: list[int]
    terms: Ints
    weights: Floats
    first: int | None
    last: int | None


def clusters(profiles: Sequence[Profile], together: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the groups, ids and groups in order; `together` are pairs never parted."""
    size = 1 + max((int(p.terms[-1]) for p in profiles if len(p.terms)), default=0)
    units = _units(profiles, together)
    weights = rarity(profiles, size)
    vectors = {n: _vector(p, weights) for n, p in enumerate(profiles)}
    groups = [_sum(profiles, vectors, unit) for unit in units]
    unit_of = {m: n for n, unit in enumerate(units) for m in unit}
    pairs = {
        (min(unit_of[a], unit_of[b]), max(unit_of[a], unit_of[b]))
        for a, b in _candidates(vectors)
        if unit_of[a] != unit_of[b]
    }
    gathered = _join(groups, sorted(pairs), size, GATHER, 1)
    gathered = _with_nearest(gathered, groups, pairs, size)
    parted = [
        part for group in gathered for part in _part([units[n] for n in group], profiles, size)
    ]
    return sorted(sorted(profiles[m].report for m in group) for group in parted)


def _units(profiles: Sequence[Profile], together: Iterable[tuple[str, str]]) -> list[list[int]]:
    number = {p.report: n for n, p in enumerate(profiles)}
    groups = Groups(number)
    for one, two in together:
        groups.join(one, two)
    return sorted(sorted(number[r] for r in group) for group in groups.all())


def _vector(profile: Profile, weights: Floats) -> tuple[Ints, Floats]:
    """Return the profile's terms and weights, of length one; terms that tell nothing left out."""
    values = profile.weights * weights[profile.terms]
    keep = values > 0
    norm = float(np.sqrt(np.sum(values[keep] ** 2))) or 1.0
    return profile.terms[keep], values[keep] / norm


def _sum(
    profiles: Sequence[Profile], vectors: Mapping[int, tuple[Ints, Floats]], members: list[int]
) -> _Group:
    days = sorted(d for m in members if (d := profiles[m].day) is not None)
    terms, weights = vectors[members[0]]
    for member in members[1:]:
        terms, weights = _add(terms, weights, *vectors[member])
    first, last = (days[0], days[-1]) if days else (None, None)
    return _Group(list(members), terms, weights, first, last)


def _add(terms: Ints, weights: Floats, others: Ints, more: Floats) -> tuple[Ints, Floats]:
    found = np.unique(np.concatenate([terms, others]), return_inverse=True)
    total = np.bincount(found[1], np.concatenate([weights, more]), len(found[0]))
    return found[0].astype(np.int64), total.astype(np.float64)


def _candidates(vectors: Mapping[int, tuple[Ints, Floats]]) -> Iterator[tuple[int, int]]:
    """Yield pairs worth comparing: each report with those before it that share its heavy terms.

    The vectors stand in order of date, so that the last met are the nearest.
    """
    met: dict[int, list[int]] = defaultdict(list)
    for n, (terms, weights) in vectors.items():
        score: dict[int, float] = defaultdict(float)
        heaviest = np.lexsort((terms, -weights))[:_KEYS]
        for term, weight in zip(terms[heaviest].tolist(), weights[heaviest].tolist(), strict=True):
            for other in met[term][-_EACH:]:
                score[other] += weight
            met[term].append(n)
        for other in heapq.nsmallest(_KEPT, score, key=lambda o: (-score[o], o)):
            yield other, n


def _join(
    groups: Sequence[_Group],
    pairs: Iterable[tuple[int, int]],
    size: int,
    threshold: float,
    until: int,
) -> list[list[int]]:
    """Join groups, most alike first, and return the numbers of those that each result holds.

    It ends when no two that know each other are alike enough, or only `until` are left.
    """
    live = dict(enumerate(groups))
    holds = {n: [n] for n in live}
    knows: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        knows[a].add(b)
        knows[b].add(a)
    heap: list[tuple[float, int, int]] = []
    dense = np.zeros(size)
    for a in sorted(knows):
        _push(heap, live, a, sorted(b for b in knows[a] if b > a), dense, threshold)
    heapq.heapify(heap)
    new = len(live)
    while heap and len(live) > until:
        _, a, b = heapq.heappop(heap)
        if a not in live or b not in live:
            continue
        live[new] = _merge(live.pop(a), live.pop(b))
        holds[new] = holds.pop(a) + holds.pop(b)
        knows[new] = (knows.pop(a) | knows.pop(b)) - {a, b}
        for other in knows[new]:
            knows[other] -= {a, b}
            knows[other].add(new)
        _push(heap, live, new, sorted(knows[new]), dense, threshold, keep_heap=True)
        new += 1
    return [holds[n] for n in sorted(holds)]


def _with_nearest(
    gathered: list[list[int]],
    groups: Sequence[_Group],
    pairs: Iterable[tuple[int, int]],
    size: int,
) -> list[list[int]]:
    """Return the groups with each unit that was left alone put where the unit most like it is.

    A short report is little like most of a large group, but may well be like one of it.
    """
    alone = {members[0] for members in gathered if len(members) == 1}
    best: list[tuple[float, int, int]] = []
    dense = np.zeros(size)
    for a, b in sorted(pairs):
        for one, other in ((a, b), (b, a)):
            if one in alone and other not in alone:
                dense[groups[one].terms] = groups[one].weights
                alike = _likeness(groups[one], groups[other], dense)
                dense[groups[one].terms] = 0.0
                if alike >= ALONE:
                    best.append((-alike, one, other))
    goes = {one: other for _, one, other in sorted(best, reverse=True)}
    home = {n: members for members in gathered for n in members if n not in goes}
    for one, other in sorted(goes.items()):
        home[other].append(one)
    return [members for members in gathered if members[0] not in goes]


def _push(
    heap: list[tuple[float, int, int]],
    live: dict[int, _Group],
    one: int,
    others: Sequence[int],
    dense: Floats,
    threshold: float,
    *,
    keep_heap: bool = False,
) -> None:
    """Put the likeness of one group to others into the heap, where it is enough to join."""
    group = live[one]
    dense[group.terms] = group.weights
    for other in others:
        alike = _likeness(group, live[other], dense)
        if alike >= threshold:
            row = (-alike, min(one, other), max(one, other))
            if keep_heap:
                heapq.heappush(heap, row)
            else:
                heap.append(row)
    dense[group.terms] = 0.0


def _likeness(one: _Group, two: _Group, dense: Floats) -> float:
    """Return the mean cosine of the pairs of two groups; `dense` holds the first one's sum."""
    dot = float(dense[two.terms] @ two.weights)
    return round(dot / (len(one.members) * len(two.members)) * _fade(one, two), 12)


def _merge(one: _Group, two: _Group) -> _Group:
    terms, weights = _add(one.terms, one.weights, two.terms, two.weights)
    days = [d for d in (one.first, two.first, one.last, two.last) if d is not None]
    return _Group(
        one.members + two.members, terms, weights, min(days, default=None), max(days, default=None)
    )


def _fade(one: _Group, two: _Group) -> float:
    """Return what likeness counts over the days between two groups: one, a half after a month."""
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return 1.0
    gap = max(0, one.first - two.last, two.first - one.last)
    return 1.0 / (1.0 + gap / _FADE_DAYS)


def _part(units: list[list[int]], profiles: Sequence[Profile], size: int) -> list[list[int]]:
    """Return the group whole, or its parts where it is about two things."""
    members = sorted(m for unit in units for m in unit)
    if not 2 * _SMALLEST_PART <= len(members) <= _LARGEST_PARTED:
        return [members]
    weights = rarity_among([profiles[m] for m in members], size)
    vectors = {m: _vector(profiles[m], weights) for m in members}
    groups = [_sum(profiles, vectors, unit) for unit in units]
    pairs = ((a, b) for a in range(len(units)) for b in range(a + 1, len(units)))
    halves = _join(groups, pairs, size, -1.0, 2)
    if len(halves) != 2 or not _apart(_all(groups, halves[0]), _all(groups, halves[1]), size):
        return [members]
    return [p for half in halves for p in _part([units[n] for n in half], profiles, size)]


def _all(groups: Sequence[_Group], numbers: Sequence[int]) -> _Group:
    out = groups[numbers[0]]
    for n in numbers[1:]:
        out = _merge(out, groups[n])
    return out


def _apart(one: _Group, two: _Group, size: int) -> bool:
    """Tell whether two halves of a group are about two things."""
    if min(len(one.members), len(two.members)) < _SMALLEST_PART:
        return False
    dense = np.zeros(size)
    dense[one.terms] = one.weights
    between = float(dense[two.terms] @ two.weights) / (len(one.members) * len(two.members))
    return between <= PART and between <= _PART_SHARE * min(_inside(one), _inside(two))


def _inside(group: _Group) -> float:
    """Return the mean likeness of the pairs of a group, from the sum of its unit vectors."""
    n = len(group.members)
    return (float(group.weights @ group.weights) - n) / (n * (n - 1))
