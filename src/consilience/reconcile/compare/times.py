"""Two times: the days that each can mean."""

from __future__ import annotations

from datetime import date

from consilience.model import TimeRef
from consilience.reconcile.compare.verdict import Verdict


def days_apart(one: TimeRef, two: TimeRef) -> int | None:
    """Return the days between the two intervals, 0 where they meet; None where one is unknown."""
    if not (one.start and one.end and two.start and two.end):
        return None
    a, b = date.fromisoformat(one.start), date.fromisoformat(one.end)
    c, d = date.fromisoformat(two.start), date.fromisoformat(two.end)
    return max(0, (c - b).days, (a - d).days)


def compare(one: TimeRef, two: TimeRef) -> Verdict:
    """Return AGREE for one day, COMPATIBLE for intervals that meet or touch, else CONFLICT.

    A night's event is dated by one report to the day before and by another to the
    day after; intervals that touch are compatible.
    """
    apart = days_apart(one, two)
    if apart is None:
        return Verdict.UNKNOWN
    if apart > 1:
        return Verdict.CONFLICT
    same_day = one.start == two.start and one.end == two.end and one.start == one.end
    return Verdict.AGREE if same_day else Verdict.COMPATIBLE
