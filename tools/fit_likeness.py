"""Fit the weights of `knowledge/data/likeness.yaml` on labelled groups of reports.

In: reports and hand-made labels in the form that `consilience evaluate fakes` reads.
Out: the section `fitted` of the file, written anew. The section `settled`, set by
hand, is what the fit starts from and is held to where labelled pairs are few: the
method is logistic regression with a Gaussian prior around the settled weights. Only
numbers leave the labels. Printed is the F1 of pairs of labelled events, with the
weights fitted on all groups and, group-held-out, on those of the other folds:

    python tools/fit_likeness.py dev_reports.jsonl dev_gold.jsonl
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consilience.knowledge.likeness import FILE, read_likeness
from consilience.model import Claim
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import forbids, traits
from consilience.reconcile.slots import Slots, slots_of

Array = NDArray[np.float64]
Row = Mapping[str, Any]
_ROUNDS = 40
# How far a weight may stray from the settled one: the variance of the prior.
_VARIANCE = 0.5


@dataclass(frozen=True)
class Pair:
    """Two claims, the traits they show, and whether the labels make them one event."""

    group: str
    one: str
    two: str
    traits: tuple[str, ...]
    same: bool


def told(evidence: Evidence, gold: Sequence[Row]) -> dict[str, list[Claim]]:
    """Return the claims that overlap the sentence of each labelled event, by its id."""
    given = {r.given_id: r for r in evidence.reports.values()}
    mine: dict[str, list[Claim]] = {}
    for claim in evidence.claims.values():
        mine.setdefault(claim.report, []).append(claim)
    out: dict[str, list[Claim]] = {}
    for row in gold:
        for event in row["events"] if row["kind"] == "report" else ():
            report = given[row["id"]]
            words = r"\s+".join(re.escape(w) for w in event["quote"].split())
            found = re.search(words, report.text)
            out[event["eid"]] = [
                c for c in mine.get(report.id, ())
                if found and c.start < found.end() and found.start() < c.end
            ]  # fmt: skip
    return out


def event_pairs(gold: Sequence[Row]) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the pairs of labelled events of different reports: group, two ids, whether one."""
    for group in gold:
        if group["kind"] != "group":
            continue
        rows = [r for r in gold if r["kind"] == "report" and r["group"] == group["group"]]
        same = {frozenset(p) for s in group["same_event"] for p in itertools.combinations(s, 2)}
        events = [(r["id"], e["eid"]) for r in rows for e in r["events"]]
        for (report, one), (other, two) in itertools.combinations(events, 2):
            if report != other:
                yield group["group"], one, two, frozenset((one, two)) in same


def examples(evidence: Evidence, gold: Sequence[Row], weights: Mapping[str, float]) -> list[Pair]:
    """Return pairs of claims to learn from.

    Of a labelled pair that is one event, the likeliest pair of claims; of one that is
    not, all pairs whose claims are in no such pair.
    """
    of = told(evidence, gold)
    slots = {c.id: slots_of(c, evidence) for claims in of.values() for c in claims}
    rows = list(event_pairs(gold))
    out: list[Pair] = []
    one_event: set[frozenset[str]] = set()
    for group, a, b, same in rows:
        pairs = [(x.id, y.id) for x in of[a] for y in of[b]] if same else []
        found = [_pair(group, x, y, slots, evidence, same=True) for x, y in pairs]
        fit = [p for p in found if p is not None]
        one_event |= {frozenset((x, y)) for x, y in pairs}
        if fit:
            out.append(max(fit, key=lambda p: sum(weights.get(t, 0.0) for t in p.traits)))
    seen: set[frozenset[str]] = set()
    for group, a, b, same in rows:
        for x, y in itertools.product(of[a], of[b]):
            key = frozenset((x.id, y.id))
            if same or key in one_event or key in seen:
                continue
            seen.add(key)
            pair = _pair(group, x.id, y.id, slots, evidence, same=False)
            out += [pair] if pair else []
    return out


def _pair(
    group: str, one: str, two: str, slots: Mapping[str, Slots], evidence: Evidence, *, same: bool
) -> Pair | None:
    found = traits(slots[one], slots[two], evidence)
    if forbids(slots[one], slots[two], found, evidence):
        return None
    return Pair(group, one, two, tuple(found), same)


def fit(pairs: Sequence[Pair], settled: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of all traits, by Newton's method."""
    names = sorted({t for p in pairs for t in p.traits} | set(settled))
    column = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(pairs), len(names)))
    for n, pair in enumerate(pairs):
        table[n, [column[t] for t in pair.traits]] = 1.0
    marks = np.array([float(p.same) for p in pairs])
    centre = np.array([settled.get(name, 0.0) for name in names])
    weights = centre.copy()
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (share - marks) + (weights - centre) / _VARIANCE
        bend = (table * (share * (1 - share))[:, None]).T @ table + np.eye(len(names)) / _VARIANCE
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))
