"""Which report is largely the text of another.

In: reports. Out: for each copy the report it copies. Near-copies are found by
MinHash over word shingles (Broder 1997) with locality-sensitive hashing, and
each candidate pair is then measured exactly: the share of the shorter text's
shingles that stand in the longer one. The original is the one published first;
on one day the one with the fuller text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

from consilience.model import Report
from consilience.reconcile.groups import Groups
from consilience.settings import Settings

# Bands of two hashes: of pairs alike by a fifth (a short copy of a long report) 93 % are met,
# of pairs alike by a hundredth less than 1 %.
_LSH_BANDS = 64
# Below this share of similarity LSH may miss a pair; far under the copy threshold on purpose.
_LSH_THRESHOLD = 0.2
_SMALL = 64


def copies(reports: Sequence[Report], settings: Settings) -> dict[str, str]:
    """Return {copy's report id: original's report id}; originals do not appear."""
    shingles = {r.id: _shingles(r.text, settings.copy_shingle) for r in reports}
    groups = Groups(r.id for r in reports)
    for one, two in _candidates(reports, shingles, settings):
        if _containment(shingles[one], shingles[two]) >= settings.copy_threshold:
            groups.join(one, two)
    by_id = {r.id: r for r in reports}
    out: dict[str, str] = {}
    for members in groups.all():
        first, *rest = sorted((by_id[m] for m in members), key=_seniority)
        out |= {r.id: first.id for r in rest}
    return out


def _seniority(report: Report) -> tuple[str, int, str]:
    return (report.published or "9999", -len(report.text), report.id)


def _shingles(text: str, size: int) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def _containment(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two))


def _candidates(
    reports: Sequence[Report], shingles: dict[str, frozenset[str]], settings: Settings
) -> list[tuple[str, str]]:
    """Return the pairs worth measuring: all of a small set, those that LSH meets of a large one."""
    if len(reports) <= _SMALL:
        return list(combinations([r.id for r in reports], 2))
    lsh = RMinHashLSH(_LSH_THRESHOLD, settings.minhash_permutations, _LSH_BANDS)
    sketches = []
    for n, report in enumerate(reports):
        sketch = RMinHash(settings.minhash_permutations, 1)
        sketch.update(sorted(shingles[report.id]))
        lsh.insert(n, sketch)
        sketches.append(sketch)
    met = {(n, m) for n, s in enumerate(sketches) for m in lsh.query(s) if n < m}
    return [(reports[n].id, reports[m].id) for n, m in sorted(met)]
