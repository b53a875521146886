"""What reports take from others, where copying does not say all.

In: claims, and evidence with the lineage of its reports. Out: a warning for each sentence
that stands in a copy or a new version with another number: a copy that raises a toll is
still a copy, and the reader sees what was changed, and where; and one for each earlier
report that a longer one takes in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from consilience.model import Claim, Figure, PictureWarning, Report
from consilience.reconcile.evidence import Evidence

# Two sentences are one when so large a share of their words, numbers apart, is the same.
_SAME = 0.8
_NOT_OWN = "What it tells in those words is not its own."
_HINT = "The text is the same but for this; see which report the number goes back to."


def revisions(claims: Sequence[Claim], evidence: Evidence) -> list[PictureWarning]:
    """Return the warnings on changed numbers and on reports that others take in."""
    return [*_changed_counts(claims, evidence), *_taken_in(evidence)]


def _taken_in(evidence: Evidence) -> Iterator[PictureWarning]:
    for report, items in evidence.lineage.contains.items():
        whole = evidence.reports[report]
        for item in items:
            text = f"{_name(whole)} takes in the text of {_name(evidence.reports[item])}."
            yield PictureWarning(code="takes-in", message=text, report=report, hint=_NOT_OWN)


def _changed_counts(claims: Sequence[Claim], evidence: Evidence) -> list[PictureWarning]:
    """Return a warning for each count that differs from the text that its report repeats."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.figures:
            told[claim.report].append(claim)
    return [
        _warning(report, original, figure, there, evidence)
        for report in evidence.reports.values()
        for original in _before(report, evidence)
        for claim in told[report.id]
        for figure, there in _changed(claim, told[original.id])
    ]


def _before(report: Report, evidence: Evidence) -> list[Report]:
    ids = sorted({i for i in (report.copy_of, evidence.lineage.version_of.get(report.id)) if i})
    return [evidence.reports[i] for i in ids if i in evidence.reports]


def _changed(claim: Claim, others: Iterable[Claim]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the claim's counts beside those that the same sentence gives in the other text."""
    for other in others:
        if other.event_type == claim.event_type and _same_sentence(claim.quote, other.quote):
            yield from _paired(_without(claim, other), _without(other, claim))


def _without(claim: Claim, other: Claim) -> list[Figure]:
    """Return the claim's counts that the other claim does not give."""
    given = {(f.kind, f.low, f.high) for f in other.figures}
    return [f for f in claim.figures if (f.kind, f.low, f.high) not in given]


def _paired(ours: Sequence[Figure], theirs: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield counts of one kind side by side: of one class of victims, else where each is the only.

    Where they stand in the sentence says nothing: a copy may leave one out.
    """
    kinds = Counter(f.kind for f in ours), Counter(f.kind for f in theirs)
    for figure in ours:
        alike = [t for t in theirs if t.kind == figure.kind]
        same = [t for t in alike if t.victims == figure.victims]
        if same or all(count[figure.kind] == 1 for count in kinds):
            yield figure, (same or alike)[0]


def _same_sentence(one: str, two: str) -> bool:
    a, b = (set(re.findall(r"[^\W\d_]+", quote.lower())) for quote in (one, two))
    return bool(a | b) and len(a & b) >= _SAME * len(a | b)


def _warning(
    report: Report, original: Report, figure: Figure, there: Figure, evidence: Evidence
) -> PictureWarning:
    version = evidence.lineage.version_of.get(report.id) == original.id
    who, whose = _name(report), _name(original)
    text = f"{who} changes {there.text} {figure.kind.replace('_', ' ')} to {figure.text}"
    return PictureWarning(
        code="version-changed" if version else "copy-changed",
        message=f"{text}, in a new version." if version else f"{text}, in a copy of {whose}.",
        report=report.id, start=figure.start, end=figure.end, hint=_HINT,
    )  # fmt: skip


def _name(report: Report) -> str:
    return report.publisher or report.title or report.id
