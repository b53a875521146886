"""How near an event is to falling apart: its weakest part, by the rules that joined it.

In: the claims of one event and their evidence. Out: `Doubt`: the claims of the report
that holds on to the others by the lowest mean likeness, the rest, and that mean. Events
are joined at `events.JOIN`; what lies little above it might as well have been left apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from consilience.model import Claim
from consilience.reconcile.accounts import account
from consilience.reconcile.events import FLOOR, JOIN
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import likeness_of

# Log-odds above the threshold within which one slot read otherwise would undo a merge.
NEAR = 1.0
# Other reports that each report is compared with: more change the mean little.
_OTHERS = 6


@dataclass(frozen=True, slots=True)
class Doubt:
    """The two sides of an event's weakest joint, as claim ids, and its mean likeness.

    `score` is in log-odds; `is_near` tells whether it is little above the threshold.
    """

    score: float
    one: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def is_near(self) -> bool:
        """Tell whether one slot read otherwise could undo the merge."""
        return self.score < JOIN + NEAR


def weakest(claims: Iterable[Claim], evidence: Evidence) -> Doubt | None:
    """Return the weakest joint of an event; None where one report alone tells it."""
    by_report: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        by_report[claim.report].append(claim.id)
    if len(by_report) < 2:
        return None
    told = {report: account(ids, evidence) for report, ids in sorted(by_report.items())}
    means = {}
    for report, slots in told.items():
        others = [other for key, other in told.items() if key != report][:_OTHERS]
        scores = [max(likeness_of(slots, other, evidence).score, FLOOR) for other in others]
        means[report] = sum(scores) / len(scores)
    least = min(means, key=lambda r: (means[r], r))
    rest = tuple(i for report, ids in by_report.items() if report != least for i in ids)
    return Doubt(round(means[least], 3), tuple(by_report[least]), rest)
