"""Positions on one field of one event that cannot all be right.

In: the claims of an event, with the denials that go to it from elsewhere. Out:
`Dispute`s on occurrence, responsibility, weapon and counts, one module each. Accounts
that fit together (*at least 10* and 12, *rebels* and the group's name, a district and its
city, civilians among people) are no dispute. A larger count by the same origin later is an
update and said to be one.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.model import Claim, Dispute
from consilience.reconcile.disputes.counts import counts
from consilience.reconcile.disputes.positions import dispute_id, make, position, range_words
from consilience.reconcile.disputes.responsibility import occurrence, responsibility
from consilience.reconcile.disputes.weapons import weapons
from consilience.reconcile.evidence import Evidence

__all__ = ["dispute_id", "disputes", "make", "position", "range_words"]


def disputes(event: str, what: str, claims: Sequence[Claim], evidence: Evidence) -> list[Dispute]:
    """Return the disputes of one event; `what` are the words a question calls it by."""
    found = [
        *occurrence(event, what, claims, evidence),
        *responsibility(event, what, claims, evidence),
        *weapons(event, what, claims, evidence),
        *counts(event, what, claims, evidence),
    ]
    return sorted(found, key=lambda d: (d.field, d.id))
