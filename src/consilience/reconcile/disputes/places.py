"""Where it happened, where accounts of one act name places that exclude each other.

In: the claims of one event. Out: at most one dispute on `place`. A quarter and its city, a
town and its province, neighbouring towns, and *near* a town are no dispute, nor are two
places that one account tells side by side. That two accounts are of one act although their
places differ must show in their words: an exact count, a sentence or a text in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.model import Claim, Dispute, Position
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict
from consilience.reconcile.compare.places import kilometres
from consilience.reconcile.disputes.one_thing import is_act, surely_one, told_spots
from consilience.reconcile.disputes.positions import at_odds, make, of_two_voices, position, sides
from consilience.reconcile.evidence import Evidence

# Relations of two places of which at most one can be right.
_APART = {"apart", "other"}
# What lies nearer to a place is told as being there (UCDP GED 19.1: within about 25 km).
_NEAR_KM = 25.0


def places(event: str, what: str, claims: Sequence[Claim], evidence: Evidence) -> Iterator[Dispute]:
    """Yield the dispute on the place, if there is one."""
    told = [c for c in claims if is_act(c, evidence) and len(told_spots(c, evidence)) == 1]
    groups = at_odds(
        sides(told, evidence, lambda a, b: _compare(a, b, evidence)),
        lambda a, b: _rival(a, b, told, evidence),
    )
    if len(groups) > 1 and of_two_voices(groups, evidence):
        yield make(
            event, "place", questions.where(what), [_position(s, evidence) for s in groups],
            "The accounts put it in places that lie apart.",
        )  # fmt: skip


def _compare(one: Claim, two: Claim, evidence: Evidence) -> Verdict:
    here, there = told_spots(one, evidence)[0], told_spots(two, evidence)[0]
    apart = evidence.map.relation(here, there) in _APART
    distance = kilometres(evidence.places[here], evidence.places[there])
    near = distance is not None and distance < _NEAR_KM
    return Verdict.CONFLICT if apart and not near else Verdict.AGREE


def _rival(one: Claim, two: Claim, told: Sequence[Claim], evidence: Evidence) -> bool:
    apart = _compare(one, two, evidence) is Verdict.CONFLICT
    return apart and surely_one(one, two, evidence) and not _told_at_both(one, two, told, evidence)


def _told_at_both(one: Claim, two: Claim, told: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether the report of the one tells the act at the place of the other, too."""
    return any(
        _compare(c, other, evidence) is not Verdict.CONFLICT
        for c in told
        for mine, other in ((one, two), (two, one))
        if c.report == mine.report and c.id != mine.id
    )


def _position(side: Sequence[Claim], evidence: Evidence) -> Position:
    spots = [told_spots(c, evidence)[0] for c in side]
    found = evidence.map.narrowest(spots)
    return position(evidence.places[found].name if found else "", side, evidence)
