"""Where the words of judgements stand now: the reports and claims of the picture.

In: a connection and anchors. Out: `Standing`s by the spot in the text. A claim that was
rejected or is not coded any more has none, but its report is still found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from consilience.casefile.forms import load
from consilience.casefile.judgements import Anchor
from consilience.casefile.kept import steps
from consilience.casefile.tables import claim, report
from consilience.model import Claim

Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """The report of a spot, and the claims whose trigger stands at it, by id."""

    report: str
    claims: list[str] = field(default_factory=list)


def spot(anchor: Anchor) -> Spot:
    """Return where the trigger of an anchored claim stands: text (its hash), start, end."""
    return anchor.sha256, anchor.start, anchor.end


def standing(connection: Connection, anchors: Iterable[Anchor]) -> dict[Spot, Standing]:
    """Return where each anchor stands; one whose report is not in the case is left out."""
    asked = {spot(a) for a in anchors}
    reports: dict[str, str] = {}
    claims: dict[Spot, list[str]] = defaultdict(list)
    for part in steps(sorted({text for text, _, _ in asked})):
        rows = select(report.c.sha256, report.c.id).where(report.c.sha256.in_(part))
        reports |= dict(
            connection.execute(rows.order_by(report.c.stands, report.c.id)).tuples().all()
        )
        told = (
            select(report.c.sha256, claim.c.json).join(claim, claim.c.report == report.c.id)
            .where(report.c.sha256.in_(part)).order_by(claim.c.id)
        )  # fmt: skip
        for text, words in connection.execute(told):
            here = load(Claim, words)
            claims[text, here.trigger.start, here.trigger.end].append(here.id)
    return {at: Standing(reports[at[0]], claims.get(at, [])) for at in sorted(asked)
            if at[0] in reports}  # fmt: skip
