"""How many died in an event, as one number: what the codebooks' columns ask for.

In: an event, or the claims of a total. Out: `Deaths`, from its tolls of kind *killed*. Counts
of separate classes are added (civilians and fighters); parts of a class are not (children
beside civilians); a count of everybody stands for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from consilience.model import Claim, Figure, FigureKind, Toll
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


def deaths(tolls: Iterable[Toll]) -> Deaths | None:
    """Return the dead of an event's tolls, or None where no count is told."""
    killed = [t for t in tolls if t.kind == "killed"]
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


def less(total: Deaths, parts: Iterable[Deaths | None]) -> Deaths:
    """Return a total without its parts, count by count (GED codebook 19.1, 5.5).

    Where the parts' counts are wide, low may come out above best or high, as it does there.
    """
    there = [part for part in parts if part]
    best = max(0, total.best - sum(p.best for p in there))
    return Deaths(
        low=max(0, total.low - sum(p.low for p in there)), best=best,
        high=max(0, total.high - sum(p.high for p in there)),
        civilians=min(best, max(0, total.civilians - sum(p.civilians for p in there))),
    )  # fmt: skip


def may_overlap(one: Iterable[Toll], two: Iterable[Toll]) -> bool:
    """Tell whether the dead of two events may be the same: not civilians here, fighters there."""
    first, second = _groups(one), _groups(two)
    return not (first and second) or bool(first & second)


def _groups(tolls: Iterable[Toll]) -> set[str]:
    """Return which of *armed* and *civil* the dead are; both where it is not said."""
    found: set[str] = set()
    for toll in (t for t in tolls if t.kind == "killed"):
        if toll.victims in UNSAID:
            return {"armed", "civil"}
        found.add("armed" if toll.victims in ARMED else "civil")
    return found


def count(tolls: Iterable[Toll], kind: str) -> int:
    """Return the best count of another kind (*injured*, *displaced*): the widest class told."""
    return max((t.best for t in tolls if t.kind == kind), default=0)


def running(claims: Iterable[Claim]) -> tuple[Toll, ...]:
    """Return the tolls of a total: what its running counts tell, which are no event's own toll.

    The bounds are the lowest and the highest count; best is the one that most reports give, of
    two the lower.
    """
    told: dict[tuple[FigureKind, str], dict[str, Figure]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.id)):
        for figure in claim.figures:
            if figure.part_of is None and (figure.cumulative or figure.window):
                told[figure.kind, figure.victims].setdefault(claim.report, figure)
    return tuple(
        Toll(
            kind=kind, victims=victims, low=min(f.low for f in of.values()),
            best=min(Counter(f.low for f in of.values()).most_common(), key=_most_told)[0],
            high=max(f.low if f.high is None else f.high for f in of.values()), by_origin=(),
        )
        for (kind, victims), of in sorted(told.items())
    )  # fmt: skip


def _most_told(counted: tuple[int, int]) -> tuple[int, int]:
    number, times = counted
    return -times, number


def _widest(tolls: Iterable[Toll]) -> Deaths:
    toll = max(tolls, key=lambda t: (t.best, t.low, t.victims))
    return Deaths(toll.low, toll.best, toll.best if toll.high is None else toll.high)


def _sum(parts: list[Deaths]) -> Deaths:
    return Deaths(sum(p.low for p in parts), sum(p.best for p in parts), sum(p.high for p in parts))
