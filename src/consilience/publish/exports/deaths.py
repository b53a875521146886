"""How many died in an event, as one number: what the codebooks' columns ask for.

In: an event. Out: `Deaths`, from its tolls of kind *killed*. Counts of separate
classes are added (civilians and fighters); parts of a class are not (children
beside civilians); a count of everybody stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consilience.model import Event, Toll
from consilience.publish.words import UNSAID

# Who is counted among the armed; all others who are named by a class are civilians.
ARMED = frozenset({"fighters", "soldiers", "police", "militants", "rebels", "combatants"})


@dataclass(frozen=True, slots=True)
class Deaths:
    """Lowest, best and highest count of the dead; `civilians` is the best count of theirs."""

    low: int
    best: int
    high: int
    civilians: int = 0


def deaths(event: Event) -> Deaths | None:
    """Return the dead of an event, or None where no count is told."""
    killed = [t for t in event.tolls if t.kind == "killed"]
    if not killed:
        return None
    everybody = [t for t in killed if t.victims in UNSAID]
    armed = [t for t in killed if t.victims in ARMED]
    civil = [t for t in killed if t.victims not in UNSAID and t.victims not in ARMED]
    parts = [_widest(group) for group in (civil, armed) if group]
    whole = _widest(everybody) if everybody else None
    added = _sum(parts)
    total = added if whole is None or whole.best < added.best else whole
    civilians = min(_widest(civil).best, total.best) if civil else 0
    return Deaths(total.low, total.best, total.high, civilians)


def count(event: Event, kind: str) -> int:
    """Return the best count of another kind (*injured*, *displaced*): the widest class told."""
    tolls = [t.best for t in event.tolls if t.kind == kind]
    return max(tolls, default=0)


def _widest(tolls: Iterable[Toll]) -> Deaths:
    toll = max(tolls, key=lambda t: (t.best, t.low, t.victims))
    return Deaths(toll.low, toll.best, toll.best if toll.high is None else toll.high)


def _sum(parts: list[Deaths]) -> Deaths:
    return Deaths(sum(p.low for p in parts), sum(p.best for p in parts), sum(p.high for p in parts))
