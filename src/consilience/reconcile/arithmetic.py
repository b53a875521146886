"""Counts of one report that do not add up.

In: the evidence. Out: a warning, with the words of both, wherever parts that one report
gives sum to more than the whole that it gives: *nine dead, seven of them soldiers and five
civilians*; *34 hurt in the city*, and 15, 4, 3 and 13 in its quarters. Parts that sum to less
may be incomplete and are no fault. Which of the numbers is wrong nobody can tell from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from consilience.knowledge.contradictions import contradictions
from consilience.model import Claim, Figure, FigureKind, PictureWarning
from consilience.reconcile.compare import Verdict, times
from consilience.reconcile.disputes.counts import KINDS, is_one_of_them
from consilience.reconcile.evidence import Evidence, places_of, wholes

CODE = "does-not-add-up"
_HINT = "Read both sentences; one of the numbers is wrong, or they count different things."
Counted = tuple[Claim, Figure]


def does_not_add_up(evidence: Evidence) -> list[PictureWarning]:
    """Return a warning for each whole whose parts in the same report sum to more."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims.values():
        if claim.polarity == "asserted" and claim.figures:
            by_report[claim.report].append(claim)
    return [
        warning
        for report in sorted(by_report)
        for warning in _of_report(sorted(by_report[report], key=_in_text), evidence)
    ]


def _in_text(claim: Claim) -> tuple[int, int, str]:
    return claim.start, claim.trigger.start, claim.id


def _of_report(claims: Sequence[Claim], evidence: Evidence) -> Iterator[PictureWarning]:
    for claim in claims:
        for n, whole in enumerate(claim.figures):
            parts = [f for f in claim.figures if f.part_of == n and f.kind == whole.kind]
            if _are_apart(parts) and _exceed(parts, whole):
                yield _warning(claim, whole, [(claim, f) for f in parts])
    for kind in KINDS:
        yield from _by_place(claims, kind, evidence)


def _by_place(
    claims: Sequence[Claim], kind: FigureKind, evidence: Evidence
) -> Iterator[PictureWarning]:
    """Yield a warning where the quarters of a town sum to more than the town."""
    told = [
        (c, f) for c in claims for f in c.figures
        if f.kind == kind and f in wholes(c) and not is_one_of_them(f)
    ]  # fmt: skip
    alone = [t for t in told if sum(c.id == t[0].id for c, _ in told) == 1]
    for claim, whole in alone:
        parts = [t for t in alone if _is_within(t, (claim, whole), evidence)]
        apart = all(_lie_apart(a, b, evidence) for (a, _), (b, _) in combinations(parts, 2))
        if len(parts) > 1 and apart and _exceed([f for _, f in parts], whole):
            yield _warning(claim, whole, parts)


def _are_apart(parts: Sequence[Figure]) -> bool:
    """Tell whether parts are of classes of which none lies within another."""
    rules = contradictions()
    classes = [rules.class_of(f.victims, f.text) for f in parts]
    return len(parts) > 1 and not any(
        a == b or rules.holds(a, b) or rules.holds(b, a) for a, b in combinations(classes, 2)
    )


def _exceed(parts: Sequence[Figure], whole: Figure) -> bool:
    return whole.high is not None and sum(f.low for f in parts) > whole.high


def _is_within(part: Counted, whole: Counted, evidence: Evidence) -> bool:
    """Tell whether one count is of a quarter of the place that another is of, on its days."""
    (claim, figure), (of, total) = part, whole
    if (
        claim.id == of.id
        or figure.low >= total.low
        or figure.victims not in {total.victims, "unknown"}
    ):
        return False
    if times.compare(claim.time, of.time) is Verdict.CONFLICT or claim.event_type != of.event_type:
        return False
    inner, outer = places_of(claim), places_of(of)
    quarter = any(evidence.places[p].precision == "district" for p in inner)
    wide = not any(evidence.places[p].precision == "district" for p in outer)
    return quarter and wide and any(q in evidence.map.chain(p)[1:] for p in inner for q in outer)


def _lie_apart(one: Claim, two: Claim, evidence: Evidence) -> bool:
    spots = [
        {p for p in places_of(c) if evidence.places[p].precision == "district"} for c in (one, two)
    ]  # fmt: skip
    return not spots[0] & spots[1]


def _warning(claim: Claim, whole: Figure, parts: Sequence[Counted]) -> PictureWarning:
    total = sum(f.low for _, f in parts)
    sums = " + ".join(f"{f.low:,}" for _, f in parts)
    told = "; ".join(dict.fromkeys(f"“{f.text}”" for _, f in parts))
    return PictureWarning(
        code=CODE, report=claim.report, start=whole.start, end=whole.end, hint=_HINT,
        message=f"“{whole.text}” against {told}: {sums} = {total:,}, more than {whole.high:,}",
    )  # fmt: skip
