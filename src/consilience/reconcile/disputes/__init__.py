"""Positions on one field of one event that cannot all be right.

In: the claims of an event, with what is told of it elsewhere: denials that name no event, the
same act at another place, motives of the affair that it is part of. Out: `Dispute`s on
occurrence, responsibility, weapon, counts, motive, place, day and target, one module each.
Accounts that fit together (*at least 10* and 12, *rebels* and the group's name, a district
and its city, civilians among people) are no dispute. A larger count by the same origin later
is an update and said to be one.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from consilience.model import Claim, Dispute
from consilience.reconcile.disputes.counts import counts
from consilience.reconcile.disputes.days import days
from consilience.reconcile.disputes.denials import tied_denials
from consilience.reconcile.disputes.motives import Told, affairs, motives
from consilience.reconcile.disputes.places import places
from consilience.reconcile.disputes.positions import dispute_id, make, position, range_words
from consilience.reconcile.disputes.responsibility import occurrence, responsibility
from consilience.reconcile.disputes.spots import told_at_other_spots
from consilience.reconcile.disputes.targets import targets
from consilience.reconcile.disputes.weapons import weapons
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.questions import Happening

__all__ = ["Elsewhere", "dispute_id", "disputes", "make", "position", "range_words",
           "told_elsewhere"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is told of each group of claims outside it, by the group's number."""

    denials: Mapping[int, Sequence[Claim]] = field(default_factory=dict)
    affairs: Mapping[int, Sequence[Told]] = field(default_factory=dict)
    spots: Mapping[int, Sequence[Claim]] = field(default_factory=dict)


def told_elsewhere(
    groups: Sequence[Sequence[str]], evidence: Evidence, asked: Container[str] = ()
) -> Elsewhere:
    """Return what is told of the groups outside them.

    A rule that is added here makes an event depend on claims of others: a case that grows must
    find them (`casefile/grown/answered.py`), or its picture is not that of all reports at once.

    `asked` are the ids of claims about which there is a question already.
    """
    return Elsewhere(
        tied_denials(groups, evidence, asked), affairs(groups, evidence),
        told_at_other_spots(groups, evidence),
    )  # fmt: skip


def disputes(
    event: str,
    what: Happening,
    claims: Sequence[Claim],
    evidence: Evidence,
    elsewhere: Elsewhere | None = None,
    number: int = 0,
) -> list[Dispute]:
    """Return the disputes of one event; `what` are the words a question calls it by.

    `number` is that of its group in `elsewhere`.
    """
    apart = elsewhere or Elsewhere()
    told = [*claims, *apart.denials.get(number, ())]
    found = [
        *occurrence(event, what.whole, told, evidence),
        *responsibility(event, what.whole, told, evidence),
        *weapons(event, what.whole, told, evidence),
        *counts(event, what.whole, told, evidence),
        *motives(event, what.whole, apart.affairs.get(number, ()), evidence),
        *places(event, what.placeless, [*told, *apart.spots.get(number, ())], evidence),
        *days(event, what.dayless, told, evidence),
        *targets(event, what.whole, told, evidence),
    ]
    return sorted(found, key=lambda d: (d.field, d.id))
