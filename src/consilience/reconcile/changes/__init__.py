"""What differs between an older and a newer picture of one affair.

In: two `Picture`s. Out: `Changes`: new events, tolls revised, claims withdrawn or
newly denied, what more or fewer origins now say, disputes that arose or ended,
places said to have changed hands, new reports, actors and places. Each change
leads to its words. Ids follow from content, so an event that gains a claim has
another id: events are matched by the claims that they share, and where they
share none by the rule that makes events (`reconcile.events`).
"""

from __future__ import annotations

from typing import get_args

from consilience.model import Change, ChangeKind, Changes, Picture, Side
from consilience.reconcile.changes import accounts, cast, disputes, events, holders
from consilience.reconcile.changes.matching import match
from consilience.reconcile.changes.telling import Telling
from consilience.reconcile.origins import is_own_voice
from consilience.reconcile.recall import recall, weighed

__all__ = ["changes"]

_ORDER = {kind: n for n, kind in enumerate(get_args(ChangeKind))}


def changes(old: Picture, new: Picture) -> Changes:
    """Return what differs in `new`, gravest kinds first; nothing for the same picture twice.

    Claims that only a language model has pointed at are not compared.
    """
    old, new = weighed(old), weighed(new)
    evidence = recall(old, new)
    telling = Telling(old, new, match(old, new, evidence), evidence)
    found = [
        *events.changes(telling), *disputes.changes(telling), *holders.changes(telling),
        *accounts.changes(telling), *cast.changes(telling),
    ]  # fmt: skip
    return Changes(
        schema="consilience/changes/1", old=_side(old), new=_side(new),
        changes=tuple(sorted(found, key=_order)),
    )  # fmt: skip


def _order(change: Change) -> tuple[object, ...]:
    reports = len({w.report for w in change.words})
    origins = len({w.origin for w in change.words if not is_own_voice(w.origin)})
    weight = (-reports, -origins, -len(change.words))
    return (_ORDER[change.kind], change.because, *weight, change.what, change.new, change.old)


def _side(picture: Picture) -> Side:
    days = sorted(r.published[:10] for r in picture.reports if r.published)
    return Side(
        reports=len(picture.reports), claims=len(picture.claims), events=len(picture.events),
        first=days[0] if days else None, last=days[-1] if days else None,
        made_with=picture.made_with,
    )  # fmt: skip
