"""Which report is largely the text of another.

In: reports. Out: `Lineage`: for each copy the report it copies, for each new version the
version before it, for each long report the earlier ones that it takes in. Near-copies
are found by MinHash over word shingles (Broder 1997) with locality-sensitive hashing, a
short item inside a long article by a sample of shingles that both hold (Manber 1994);
each candidate pair is then measured exactly, by the share of the shorter text's shingles
that stand in the longer one.

Who copied whom: a report whose publisher the others credit is the original, else the one
published first, else the fuller one. A long article that takes in an earlier item among
much of its own is no copy of it.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
from rensa import RMinHash

from consilience.knowledge.spelling import skeleton
from consilience.model import Report
from consilience.reconcile.groups import Groups
from consilience.settings import Settings

# Bands of two hashes: of pairs alike by a fifth (a short copy of a long report) 93 % are met,
# of pairs alike by a hundredth less than 1 %.
_LSH_BANDS = 64
# Of so many reports every pair is measured.
ALL_PAIRS = 64
# Of all shingles one in so many is looked up; so many reports may hold one that proposes a
# pair (more is a standing phrase), and a pair needs so many in common.
_SAMPLE, HELD_BY, _IN_COMMON = 4, 30, 3
# Reports whose shingles are held at once: some 40 MB of long ones.
_HELD_AT_ONCE = 300
# Of two texts alike, the longer one has at most so many times the words of the shorter.
_LONGER = 2.0
# An agency is credited at the head or the foot of a text, within so many code points.
_CREDIT_CHARS = 200

Shingles = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lineage:
    """What each report takes from others, by report id; those that take nothing do not appear."""

    copy_of: dict[str, str] = field(default_factory=dict)
    version_of: dict[str, str] = field(default_factory=dict)
    contains: dict[str, tuple[str, ...]] = field(default_factory=dict)


def lineage(reports: Sequence[Report], settings: Settings) -> Lineage:
    """Return which reports are copies, new versions, or take others in."""
    by_id = {r.id: r for r in sorted(reports, key=lambda r: r.id)}
    shingles = _Texts(by_id, settings)
    pairs = _candidates(shingles, settings)
    return drawn(by_id, [k for p in pairs if (k := kinship(*p, shingles, settings))])


class _Texts(Mapping[str, frozenset[str]]):
    """The shingles of reports by id, made when they are asked for: they weigh ten times a text."""

    def __init__(self, reports: Mapping[str, Report], settings: Settings) -> None:
        self._reports = reports
        self._of = lru_cache(_HELD_AT_ONCE)(lambda i: shingles_of(reports[i].text, settings))

    def __getitem__(self, report: str) -> frozenset[str]:
        return self._of(report)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)


@dataclass(frozen=True, slots=True)
class Kin:
    """Two reports of which the shorter stands in the longer: `alike` as wholes, or inside it."""

    short: str
    long: str
    alike: bool


def kinship(one: str, two: str, shingles: Shingles, settings: Settings) -> Kin | None:
    """Return how two texts are akin, by all their shingles; None where they are not."""
    short, long = sorted((one, two), key=lambda i: (len(shingles[i]), i))
    shared = len(shingles[short] & shingles[long])
    if shared < settings.copy_threshold * len(shingles[short]):
        return None
    return Kin(short, long, len(shingles[long]) <= _LONGER * len(shingles[short]))


def drawn(by_id: Mapping[str, Report], kin: Iterable[Kin]) -> Lineage:
    """Return the lineage of reports, given in order of id, from what is akin among them.

    What becomes of a report depends on those that it is akin to, step by step, and on those
    at its address.
    """
    every = list(kin)
    near = [k for k in every if k.alike]
    inside = [(k.short, k.long) for k in every if not k.alike]
    groups = Groups(by_id)
    for pair in near:
        groups.join(pair.short, pair.long)
    members = [[by_id[i] for i in group] for group in groups.all()]
    first: dict[str, str] = {}
    for group in members:
        first |= dict.fromkeys((r.id for r in group), _original(group).id)
    above, contains = _taken_in(inside, first, by_id)
    copy_of = {i: _top(o, above) for i, o in first.items() if _top(o, above) != i}
    return Lineage(copy_of, _versions(members, by_id), contains)


def _taken_in(
    inside: Sequence[tuple[str, str]], first: Mapping[str, str], by_id: Mapping[str, Report]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return of what long text each original is an extract, and what each long text takes in."""
    above: dict[str, str] = {}
    contains: dict[str, set[str]] = defaultdict(set)
    for short, long in inside:
        item, whole = first[short], first[long]
        if item == whole:
            continue
        if _seniority(by_id[whole]) < _seniority(by_id[item]):
            above[item] = min(
                above.get(item, whole), whole, key=lambda i: _seniority(by_id[i])
            )  # fmt: skip
        else:
            contains[long].add(item)
    return above, {i: tuple(sorted(contains[i])) for i in sorted(contains)}


def _top(report: str, above: Mapping[str, str]) -> str:
    while report in above:  # every step goes to a more senior report, so this ends
        report = above[report]
    return report


def _original(group: Sequence[Report]) -> Report:
    """Return the report that the others of the group repeat."""
    names = {r.id: skeleton(r.publisher or "") for r in group}
    credited = _credited({name for name in names.values() if name}, group, names)
    return min(group, key=lambda r: (-credited.get(names[r.id], 0), _seniority(r)))


def _credited(
    publishers: set[str], group: Sequence[Report], names: Mapping[str, str]
) -> Counter[str]:
    """Return how many reports name each publisher at their head or foot as their source."""
    if len(group) == 1:
        return Counter()
    ends = [
        (names[r.id], f" {skeleton(r.text[:_CREDIT_CHARS])} ",
         f" {skeleton(r.text[-_CREDIT_CHARS:])} ") for r in group
    ]  # fmt: skip
    return Counter(
        name
        for name in publishers
        for own, head, foot in ends
        if name != own and (f" {name} " in head or f" {name} " in foot)
    )


def _versions(groups: Sequence[Sequence[Report]], by_id: Mapping[str, Report]) -> dict[str, str]:
    """Return for each later text at one address, or like text by one publisher, the one before."""
    runs: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for group in groups:
        for report in group:
            if report.publisher:
                runs["like", group[0].id, skeleton(report.publisher)].append(report)
    for report in by_id.values():
        if report.url:
            runs["address", report.url].append(report)
    out: dict[str, str] = {}
    for run in runs.values():
        dated = sorted((r for r in run if r.published), key=lambda r: (r.published or "", r.id))
        for earlier, later in pairwise(dated):
            if earlier.published != later.published:
                out[later.id] = earlier.id
    return dict(sorted(out.items()))


def _seniority(report: Report) -> tuple[str, int, str]:
    return (report.published or "9999", -len(report.text), report.id)


def shingles_of(text: str, settings: Settings) -> frozenset[str]:
    """Return the runs of words that a text is compared by."""
    words, size = re.findall(r"\w+", text.lower()), settings.copy_shingle
    return frozenset(" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def _candidates(shingles: Shingles, settings: Settings) -> list[tuple[str, str]]:
    """Return the pairs worth measuring: all of a small set, those that are met of a large one."""
    if len(shingles) <= ALL_PAIRS:
        return list(combinations(sorted(shingles), 2))
    order = sorted(shingles)
    marks, holders = array("q"), array("q")
    for n, report in enumerate(order):
        found = text_marks(shingles[report], settings)
        marks.extend(found)
        holders.extend([n] * len(found))
    return sorted(met(_of_several(marks, holders, order)))


def _of_several(
    marks: array[int], holders: array[int], reports: Sequence[str]
) -> dict[int, list[str]]:
    """Return by mark the reports that have it, where there are several: few marks of a text."""
    every, of = np.asarray(marks, dtype=np.int64), np.asarray(holders, dtype=np.int64)
    by_mark = np.argsort(every, kind="stable")
    found, starts, counts = np.unique(every[by_mark], return_index=True, return_counts=True)
    spans = zip(found[counts > 1], starts[counts > 1], counts[counts > 1], strict=True)
    return {int(m): [reports[n] for n in of[by_mark[s : s + c]]] for m, s, c in spans}


def text_marks(shingles: frozenset[str], settings: Settings) -> list[int]:
    """Return the numbers of 64 bits under which a text meets others that may be akin, sorted.

    Even ones are bands of its MinHash, under which texts alike as wholes meet; odd ones are
    sampled shingles, of which a text shares some with any that holds it.
    """
    sketch = RMinHash(settings.minhash_permutations, 1)
    sketch.update(sorted(shingles))
    hashes = sketch.digest()
    rows = settings.minhash_permutations // _LSH_BANDS
    bands = {_hashed(f"{n} {hashes[n : n + rows]}") & ~1 for n in range(0, len(hashes), rows)}
    return sorted(
        bands | {_hashed(s) | 1 for s in shingles if zlib.crc32(s.encode()) % _SAMPLE == 0}
    )


def _hashed(words: str) -> int:
    digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def is_standing(mark: int, holders: int) -> bool:
    """Tell whether so many texts have a shingle that it is a standing phrase and tells nothing."""
    return bool(mark & 1) and holders > HELD_BY


def met(held: Mapping[int, Sequence[str]], among: Set[str] | None = None) -> set[tuple[str, str]]:
    """Return the pairs worth measuring, each in order of id, by the holders of each mark.

    With `among`, only those pairs in which one of these texts is.
    """
    found: set[tuple[str, str]] = set()
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for mark, holders in held.items():
        if is_standing(mark, len(holders)):
            continue
        for pair in _pairs(holders, among):
            if mark & 1:
                shared[pair] += 1
            else:
                found.add(pair)
    return found | {pair for pair, count in shared.items() if count >= _IN_COMMON}


def _pairs(holders: Sequence[str], among: Set[str] | None) -> Iterable[tuple[str, str]]:
    if among is None:
        return combinations(sorted(holders), 2)
    return {(min(a, b), max(a, b)) for a in among & {*holders} for b in holders if a != b}
