"""Two counts: the range that each allows."""

from __future__ import annotations

from collections.abc import Sequence

from consilience.model import Figure
from consilience.reconcile.compare.verdict import Verdict

_ANYBODY = {"unknown", "mixed"}


def ranges_meet(one: Figure, two: Figure) -> bool:
    """Tell whether one number can lie in both ranges (*at least 10* and 12 can)."""
    top_one = float("inf") if one.high is None else one.high
    top_two = float("inf") if two.high is None else two.high
    return one.low <= top_two and two.low <= top_one


def same_count(one: Figure, two: Figure) -> bool:
    """Tell whether the two count the same kind of fate of people who can be the same."""
    victims = one.victims == two.victims or bool({one.victims, two.victims} & _ANYBODY)
    return one.kind == two.kind and victims and one.cumulative == two.cumulative


def compare(one: Sequence[Figure], two: Sequence[Figure]) -> Verdict:
    """Return the verdict on the wholes (not their parts) of two claims."""
    pairs = [
        (a, b)
        for a in one
        for b in two
        if a.part_of is None and b.part_of is None and same_count(a, b)
    ]
    if not pairs:
        same_fate = {f.kind for f in one} & {f.kind for f in two}
        return Verdict.CONFLICT if same_fate else Verdict.UNKNOWN
    if any((a.low, a.high) == (b.low, b.high) for a, b in pairs):
        return Verdict.AGREE
    if any(ranges_meet(a, b) for a, b in pairs):
        return Verdict.COMPATIBLE
    return Verdict.CONFLICT
