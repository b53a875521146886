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
from itertools import combinations

import numpy as np

from consilience.reconcile.groups import Groups
from consilience.reconcile.profiles import Floats, Ints, Profile, rarity, rarity_among

# The figures that decide, fitted on labelled news (docs/accuracy.md).
GATHER = 0.17  # mean cosine of two groups that are joined
ALONE = 0.22  # cosine of a report left alone and the one that it follows
TIED = 0.12  # the same where what they tell ties them: one event, or one doer or act at a place
PART = 0.09  # mean cosine, within the group's own weights, under which two halves are parted
_PART_SHARE = 0.6  # and their likeness is at most this share of that inside each half
# Reports: fewer are alike or unlike by chance, unless they tell of other places; no fewer at all.
_SMALLEST_PART, _FEWEST_PART = 4, 2
_ALL_PAIRS = 300  # groups; of more than that, only those that share heavy terms are compared
_TIED_DAYS = 3.0  # one doer, or one family of acts, at one place within so many days
_FADE_DAYS = 30.0  # likeness of groups that lie so far apart in date counts half
# How many of a report's heaviest terms propose others, how many each, and how many are kept.
_KEYS, _EACH, _KEPT = 30, 60, 30


@dataclass(slots=True)
class _Group:
    """Reports taken together: their numbers, the sum of their vectors, their days."""

    members: list[int]
    terms: Ints
    weights: Floats
    first: float  # a day's number; not a number where no report is dated
    last: float


def clusters(profiles: Sequence[Profile], together: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the groups, ids and groups in order; `together` are pairs never parted."""
    size = 1 + max((int(p.terms[-1]) for p in profiles if len(p.terms)), default=0)
    units = _units(profiles, together)
    weights = rarity(profiles, size)
    vectors = {n: _vector(p, weights) for n, p in enumerate(profiles)}
    groups = [_sum(profiles, vectors, unit) for unit in units]
    pairs = _met(vectors, units)
    gathered = _join(groups, pairs, size, GATHER, 1)
    gathered = _with_nearest(gathered, groups, pairs, size, profiles)
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
    days = [float(d) for m in members if (d := profiles[m].day) is not None] or [float("nan")]
    terms, weights = vectors[members[0]]
    for member in members[1:]:
        terms, weights = _add(terms, weights, *vectors[member])
    return _Group(list(members), terms, weights, min(days), max(days))


def _add(terms: Ints, weights: Floats, others: Ints, more: Floats) -> tuple[Ints, Floats]:
    found = np.unique(np.concatenate([terms, others]), return_inverse=True)
    total = np.bincount(found[1], np.concatenate([weights, more]), len(found[0]))
    return found[0].astype(np.int64), total.astype(np.float64)


def _met(
    vectors: Mapping[int, tuple[Ints, Floats]], units: Sequence[Sequence[int]]
) -> list[tuple[int, int]]:
    """Return the pairs of units worth comparing, in order."""
    unit_of = {m: n for n, unit in enumerate(units) for m in unit}
    pairs = ((unit_of[a], unit_of[b]) for a, b in _candidates(vectors))
    return sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b})


def _candidates(vectors: Mapping[int, tuple[Ints, Floats]]) -> Iterator[tuple[int, int]]:
    """Yield pairs worth comparing: each report with those before it that share its heavy terms.

    The vectors stand in order of date, so that the last met are the nearest.
    """
    heaviest = {n: np.lexsort((t, -w))[:_KEYS] for n, (t, w) in vectors.items()}
    holders = _holders(terms[heaviest[n]] for n, (terms, _) in vectors.items())
    numbers = np.fromiter(vectors, dtype=np.int64)
    met: dict[int, int] = defaultdict(int)
    for n, (terms, weights) in vectors.items():
        before, shared = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
        for term, weight in zip(terms[heaviest[n]].tolist(), weights[heaviest[n]], strict=True):
            last = met[term]
            found = holders[term][max(0, last - _EACH) : last]
            before.append(found)
            shared.append(np.full(len(found), weight))
            met[term] = last + 1
        others, where = np.unique(np.concatenate(before), return_inverse=True)
        score = np.bincount(where, np.concatenate(shared), len(others))
        for other in numbers[others[np.lexsort((others, -score))[:_KEPT]]].tolist():
            yield other, n


def _holders(keys: Iterable[Ints]) -> dict[int, Ints]:
    """Return for each term the places, rising, of the rows that hold it."""
    out: dict[int, list[int]] = defaultdict(list)
    for place, terms in enumerate(keys):
        for term in terms.tolist():
            out[term].append(place)
    return {term: np.array(places, dtype=np.int64) for term, places in out.items()}


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
    dense = np.zeros(size)
    heap = [
        row
        for a in sorted(knows)
        for row in _alike(live, a, sorted(b for b in knows[a] if b > a), dense, threshold)
    ]
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
        for row in _alike(live, new, sorted(knows[new]), dense, threshold):
            heapq.heappush(heap, row)
        new += 1
    return [holds[n] for n in sorted(holds)]


def _with_nearest(
    gathered: list[list[int]],
    groups: Sequence[_Group],
    pairs: Iterable[tuple[int, int]],
    size: int,
    profiles: Sequence[Profile],
) -> list[list[int]]:
    """Return the groups with each unit that was left alone put where the unit most like it is.

    A short report is little like most of a large group, but may well be like one of it,
    or tell of the same happening in few words of its own.
    """
    alone = {members[0] for members in gathered if len(members) == 1}
    meets: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            if one in alone and other not in alone:
                meets[one].append(other)
    dense = np.zeros(size)
    best: list[tuple[float, int, int]] = []
    for one, others in sorted(meets.items()):
        alike = _likeness(groups[one], [groups[o] for o in others], dense)
        best += [
            (-value, one, other)
            for value, other in zip(alike.tolist(), others, strict=True)
            if value >= ALONE or (value >= TIED and _are_tied(groups[one], groups[other], profiles))
        ]
    goes = {one: other for _, one, other in sorted(best, reverse=True)}
    home = {n: members for members in gathered for n in members if n not in goes}
    for one, other in sorted(goes.items()):
        home[other].append(one)
    return [members for members in gathered if members[0] not in goes]


def _are_tied(one: _Group, two: _Group, profiles: Sequence[Profile]) -> bool:
    """Tell whether both tell one event or dispute, or one doer or act at one place and time."""
    gap = float(np.fmax(one.first - two.last, two.first - one.last))
    near = gap <= _TIED_DAYS  # false where a group has no day
    return any(
        a.shared & b.shared or (near and a.acts & b.acts)
        for a in (profiles[m] for m in one.members)
        for b in (profiles[m] for m in two.members)
    )


def _alike(
    live: Mapping[int, _Group], one: int, others: Sequence[int], dense: Floats, threshold: float
) -> list[tuple[float, int, int]]:
    """Return a row for the heap for each other group that is alike enough to be joined."""
    if not others:
        return []
    alike = _likeness(live[one], [live[o] for o in others], dense)
    return [
        (-value, min(one, other), max(one, other))
        for value, other in zip(alike.tolist(), others, strict=True)
        if value >= threshold
    ]


def _likeness(one: _Group, others: Sequence[_Group], dense: Floats) -> Floats:
    """Return the mean cosine of the pairs of a group and each other; `dense` is zero outside."""
    dense[one.terms] = one.weights
    of = np.repeat(np.arange(len(others)), [len(o.terms) for o in others])
    both = dense[np.concatenate([o.terms for o in others])]
    both *= np.concatenate([o.weights for o in others])
    dense[one.terms] = 0.0
    counts = np.array([len(o.members) for o in others])
    fades = _fade(one, np.array([o.first for o in others]), np.array([o.last for o in others]))
    means = np.bincount(of, both, len(others)) / (len(one.members) * counts)
    return np.asarray(np.round(means * fades, 12))


def _merge(one: _Group, two: _Group) -> _Group:
    terms, weights = _add(one.terms, one.weights, two.terms, two.weights)
    first, last = np.fmin(one.first, two.first), np.fmax(one.last, two.last)
    return _Group(one.members + two.members, terms, weights, float(first), float(last))


def _fade(one: _Group, first: Floats, last: Floats) -> Floats:
    """Return what likeness counts over the days to other groups: one, a half after a month.

    A group without a day fades with none.
    """
    gap = np.fmax(0.0, np.fmax(one.first - last, first - one.last))
    return np.asarray(1.0 / (1.0 + gap / _FADE_DAYS))


def _part(units: list[list[int]], profiles: Sequence[Profile], size: int) -> list[list[int]]:
    """Return the group whole, or its parts where it is about two things."""
    members = sorted(m for unit in units for m in unit)
    if len(members) < 2 * _FEWEST_PART:
        return [members]
    weights = rarity_among([profiles[m] for m in members], size)
    vectors = {m: _vector(profiles[m], weights) for m in members}
    groups = [_sum(profiles, vectors, unit) for unit in units]
    halves = _halves(groups, units, vectors, size)
    taken = [_all(groups, half) for half in halves]
    if len(taken) != 2 or not _apart(taken[0], taken[1], profiles, size):
        return [members]
    return [p for half in halves for p in _part([units[n] for n in half], profiles, size)]


def _halves(
    groups: Sequence[_Group],
    units: Sequence[Sequence[int]],
    vectors: Mapping[int, tuple[Ints, Floats]],
    size: int,
) -> list[list[int]]:
    """Return the two groups that are left when all others are joined, most alike first.

    Of a large group only those that share heavy terms are compared, until so few are
    left that every pair can be.
    """
    rows = [[n] for n in range(len(groups))]
    if len(groups) > _ALL_PAIRS:
        rows = _join(groups, _met(vectors, units), size, -1.0, _ALL_PAIRS)
    if len(rows) > _ALL_PAIRS:  # more than that share nothing with another: no two halves
        return rows
    taken = [_all(groups, row) for row in rows]
    halves = _join(taken, combinations(range(len(taken)), 2), size, -1.0, 2)
    return [[n for r in half for n in rows[r]] for half in halves]


def _all(groups: Sequence[_Group], numbers: Sequence[int]) -> _Group:
    out = groups[numbers[0]]
    for n in numbers[1:]:
        out = _merge(out, groups[n])
    return out


def _apart(one: _Group, two: _Group, profiles: Sequence[Profile], size: int) -> bool:
    """Tell whether two halves of a group are about two things."""
    fewest = min(len(one.members), len(two.members))
    if fewest < _FEWEST_PART:
        return False
    if fewest < _SMALLEST_PART and not _elsewhere(one, two, profiles):
        return False
    dense = np.zeros(size)
    dense[one.terms] = one.weights
    between = float(dense[two.terms] @ two.weights) / (len(one.members) * len(two.members))
    return between <= PART and between <= _PART_SHARE * min(_inside(one), _inside(two))


def _elsewhere(one: _Group, two: _Group, profiles: Sequence[Profile]) -> bool:
    """Tell whether both halves tell of places, and of none in common; nor of one event."""
    here, there = ({p for m in g.members for p, _ in profiles[m].acts} for g in (one, two))
    told, other = ({e for m in g.members for e in profiles[m].shared} for g in (one, two))
    return bool(here and there) and not here & there and not told & other


def _inside(group: _Group) -> float:
    """Return the mean likeness of the pairs of a group, from the sum of its unit vectors."""
    n = len(group.members)
    return (float(group.weights @ group.weights) - n) / (n * (n - 1))
