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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consilience.acquire import read_reports
from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.knowledge.likeness import FILE, likeness_book, read_likeness
from consilience.language.annotate import annotate
from consilience.model import Claim
from consilience.reconcile.accounts import accounts
from consilience.reconcile.events import same_event
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import likeness_of, traits
from consilience.reconcile.picture import reconcile
from consilience.reconcile.slots import Slots
from consilience.settings import Settings

Array = NDArray[np.float64]
Row = Mapping[str, Any]
_ROUNDS = 40
# Steps by which the prior is moved when groups are joined, in log-odds.
_SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_FOLDS = 4
# How far a weight may stray from the settled one: the variance of the prior.
_VARIANCE = 0.1
# Traits that stay as settled: a labelled sentence holds claims of other kinds beside the labelled
# one, so labels tell too little of kinds; and what forbids is not in the pairs at all.
_HELD = ("type:", "place:apart")
_HELD_VARIANCE = 1e-4


@dataclass(frozen=True)
class Pair:
    """The traits that two accounts show, and whether the labels make them one event."""

    group: str
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


def examples(
    accounts: Sequence[Slots], evidence: Evidence, gold: Sequence[Row], weights: Mapping[str, float]
) -> list[Pair]:
    """Return pairs of accounts to learn from.

    Of a labelled pair that is one event, the likeliest pair of accounts; of one that is
    not, all pairs that are in no such pair.
    """
    of_claim = {i: a for a in accounts for i in a.ids}
    of = {e: [of_claim[c.id] for c in claims] for e, claims in told(evidence, gold).items()}
    rows = list(event_pairs(gold))
    seen: set[tuple[str, str]] = set()
    out: list[Pair] = []
    for group, a, b, same in sorted(rows, key=lambda row: not row[3]):
        pairs = {(x.ids[0], y.ids[0]): (x, y) for x, y in itertools.product(of[a], of[b])}
        new = {key: pair for key, pair in pairs.items() if same or key not in seen}
        seen |= pairs.keys()
        found = [Pair(group, tuple(traits(*new[key], evidence)), same) for key in sorted(new)
                 if likeness_of(*new[key], evidence).forbidden is False]  # fmt: skip
        best = sorted(found, key=lambda p: -sum(weights.get(t, 0.0) for t in p.traits))
        out += best[:1] if same else best
    return out


def fit(pairs: Sequence[Pair], settled: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of all traits, by Newton's method with halved steps."""
    names = sorted({t for p in pairs for t in p.traits} | set(settled))
    column = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(pairs), len(names)))
    for n, pair in enumerate(pairs):
        table[n, [column[t] for t in pair.traits]] = 1.0
    marks = np.array([float(p.same) for p in pairs])
    centre = np.array([settled.get(name, 0.0) for name in names])
    variance = np.array([_HELD_VARIANCE if n.startswith(_HELD) else _VARIANCE for n in names])

    def loss(weights: Array) -> float:
        odds, away = table @ weights, weights - centre
        return float(np.sum(np.logaddexp(0, odds) - marks * odds) + np.sum(away**2 / variance) / 2)

    weights = centre.copy()
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (share - marks) + (weights - centre) / variance
        bend = (table * (share * (1 - share))[:, None]).T @ table + np.diag(1 / variance)
        step, size, before = np.linalg.solve(bend, slope), 1.0, loss(weights)
        while size > 1e-6 and loss(weights - size * step) > before:
            size /= 2
        weights = weights - size * step
        if before - loss(weights) < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def fitted(
    accounts: Sequence[Slots], evidence: Evidence, gold: Sequence[Row], settled: Mapping[str, float]
) -> dict[str, float]:
    """Return the weights, after a second look at which accounts the labels mean."""
    weights = fit(examples(accounts, evidence, gold, settled), settled)
    return fit(examples(accounts, evidence, gold, weights), settled)


def scored(evidence: Evidence, gold: Sequence[Row], groups: Iterable[str]) -> Counter[str]:
    """Return how many pairs of labelled events of these groups are one, found, and both."""
    event = {i: n for n, ids in enumerate(same_event(evidence)) for i in ids}
    of = {e: {event[c.id] for c in claims} for e, claims in told(evidence, gold).items()}
    kept = set(groups)
    rows = [(same, bool(of[a] & of[b])) for g, a, b, same in event_pairs(gold) if g in kept]
    return Counter(
        both=sum(same and found for same, found in rows),
        found=sum(found for _, found in rows),
        same=sum(same for same, _ in rows),
    )


def f1(counts: Counter[str]) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * counts["both"] / max(1, counts["found"] + counts["same"])


def shown(counts: Counter[str]) -> str:
    """Return the counts in words."""
    precision = counts["both"] / max(1, counts["found"])
    recall = counts["both"] / max(1, counts["same"])
    return f"f1 {f1(counts):.3f} p {precision:.2f} r {recall:.2f}"


def level(
    weights: Mapping[str, float], evidence: Evidence, gold: Sequence[Row], groups: Sequence[str]
) -> dict[str, float]:
    """Return the weights with the prior at which these groups score best; of equals the lowest.

    The fit sees pairs of accounts one by one; what becomes of them when groups are joined
    on their mean is seen only when they are joined.
    """
    tried: list[tuple[float, float, dict[str, float]]] = []
    for shift in _SHIFTS:
        moved = {**weights, "prior": weights["prior"] + shift}
        write(moved)
        tried.append((-f1(scored(evidence, gold, groups)), shift, moved))
    return min(tried, key=lambda row: row[:2])[2]


def evidence_of(reports: Path) -> Evidence:
    """Code the reports and return the evidence of all."""
    known = load()
    acquired = read_reports([reports], settings=Settings())
    coded = [code(d, known, Settings()) for d in annotate(acquired.reports, Settings())]
    return reconcile(
        [c.report for c in coded], (x for c in coded for x in c.claims),
        (x for c in coded for x in c.actors), (x for c in coded for x in c.places),
        known.events.types, Settings(),
    )  # fmt: skip


def write(weights: Mapping[str, float]) -> None:
    """Write the section `fitted` anew and leave the rest of the file as it is."""
    kept = FILE.read_text(encoding="utf-8").split("\nfitted:")[0]
    rows = [f'- {{trait: "{name}", weight: {w:.2f}}}' for name, w in sorted(weights.items())]
    FILE.write_text("\n".join([kept, "fitted:", *rows]) + "\n", encoding="utf-8")
    likeness_book.cache_clear()


def main(reports: Path, labels: Path) -> None:
    """Fit on the labels, print the scores with and without the group at hand, write."""
    gold = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    evidence = evidence_of(reports)
    settled = {row.trait: row.weight for row in read_likeness()["settled"]}
    told_by = list(accounts(evidence))
    groups = sorted({g["group"] for g in gold})
    held: Counter[str] = Counter()
    for n in range(_FOLDS):
        fold = groups[n::_FOLDS]
        rest = [row for row in gold if row["group"] not in fold]
        others = [g for g in groups if g not in fold]
        write(level(fitted(told_by, evidence, rest, settled), evidence, gold, others))
        of_fold = scored(evidence, gold, fold)
        held += of_fold
        print(f"fold {n + 1}: {shown(of_fold)}")
    write(level(fitted(told_by, evidence, gold, settled), evidence, gold, groups))
    print(f"held out: {shown(held)}")
    print(f"all: {shown(scored(evidence, gold, groups))}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
