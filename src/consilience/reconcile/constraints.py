"""What an analyst has decided about which claims are one event, laid over the groups found.

In: groups of claim ids, and the evidence with its `together` and `apart`. Out: groups in
which no two claims that are `apart` meet, and which hold all claims that are `together`
unless that would bring such two into one. A decision to part is stronger than one to join.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import likeness


def constrain(groups: Sequence[Sequence[str]], evidence: Evidence) -> list[list[str]]:
    """Return the groups as the decisions have them, members and groups in order of id."""
    if not evidence.together and not evidence.apart:
        return [list(group) for group in groups]
    made = [list(group) for group in groups]
    for one, two in evidence.apart:
        made = [part for group in made for part in _parted(group, one, two, evidence)]
    for ids in evidence.together:
        made = _joined(made, ids, evidence)
    return sorted(sorted(group) for group in made)


def _parted(
    group: list[str], one: Sequence[str], two: Sequence[str], evidence: Evidence
) -> list[list[str]]:
    """Return the group whole, or in two: the rest goes to the side it is more like."""
    left, right = ([i for i in group if i in side] for side in (one, two))
    if not left or not right:
        return [group]
    for other in group:
        if other not in one and other not in two:
            nearer = _mean(other, left, evidence) >= _mean(other, right, evidence)
            (left if nearer else right).append(other)
    return [left, right]


def _mean(claim: str, others: Sequence[str], evidence: Evidence) -> float:
    found = [likeness(evidence.claims[claim], evidence.claims[o], evidence).score for o in others]
    return sum(found) / len(found)


def _joined(groups: list[list[str]], ids: Sequence[str], evidence: Evidence) -> list[list[str]]:
    touched = [g for g in groups if set(g) & set(ids)]
    whole = [i for g in touched for i in g]
    if len(touched) < 2 or forbidden(whole, evidence):
        return groups
    return [*(g for g in groups if g not in touched), whole]


def forbidden(ids: Sequence[str], evidence: Evidence) -> bool:
    """Tell whether a decision keeps two of these claims apart."""
    here = set(ids)
    return any(here & set(one) and here & set(two) for one, two in evidence.apart)
