"""One act that two reports put in two towns, and so stands as two events.

In: the claims in groups that tell one happening each. Out: for a group, the claims of others
that tell its act at another place. Places that lie apart keep two events apart, whatever
else agrees; but the same exact count in largely the same sentence, of one day and country, by
no two doers and by other voices, is one act told at two places, and a reader must see both. The
smaller group's claims go to the larger; the events stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from consilience.model import Claim
from consilience.reconcile.compare import Verdict, times, types
from consilience.reconcile.disputes.one_thing import is_act, surely_one, told_spots
from consilience.reconcile.evidence import Evidence, wholes
from consilience.reconcile.likeness import shared_words

_LARGE = 10  # a count that two acts of a day seldom share by chance
_ONE_SENTENCE = 0.5
_MANY = 50  # a count that more claims give than this says nothing of which act it is of

Count = tuple[str, int, int | None]


def told_at_other_spots(
    groups: Sequence[Sequence[str]], evidence: Evidence
) -> dict[int, list[Claim]]:
    """Return the claims that tell the act of each group elsewhere, by the group's number."""
    group_of = {c: n for n, group in enumerate(groups) for c in group}
    found: dict[int, dict[str, Claim]] = defaultdict(dict)
    for claims in _by_count(evidence).values():
        for one, two in combinations(claims, 2):
            here, there = group_of[one.id], group_of[two.id]
            if here != there and _is_one_act(one, two, evidence):
                home = min((here, there), key=lambda n: (-len(groups[n]), n))
                guest = two if home == here else one
                found[home][guest.id] = guest
    return {n: [told[i] for i in sorted(told)] for n, told in found.items()}


def large_counts(claim: Claim, evidence: Evidence) -> set[Count]:
    """Return the counts by which a claim of an act at some spot may meet the same act elsewhere."""
    if not (is_act(claim, evidence) and told_spots(claim, evidence)):
        return set()
    return {(f.kind, f.low, f.high) for f in wholes(claim) if f.low >= _LARGE}


def _by_count(evidence: Evidence) -> dict[Count, list[Claim]]:
    told: dict[Count, list[Claim]] = defaultdict(list)
    for claim in evidence.claims.values():
        for count in large_counts(claim, evidence):
            told[count].append(claim)
    return {c: claims for c, claims in told.items() if 1 < len(claims) <= _MANY}


def _is_one_act(one: Claim, two: Claim, evidence: Evidence) -> bool:
    kinds = types.compare(
        one.event_type, two.event_type, (evidence.family(one), evidence.family(two))
    )
    return (
        evidence.origins[one.id] != evidence.origins[two.id]
        and kinds is not Verdict.CONFLICT
        and times.compare(one.time, two.time) > Verdict.UNKNOWN
        and _of_one_country(one, two, evidence)
        and surely_one(one, two, evidence)
        and shared_words(one.quote, two.quote) >= _ONE_SENTENCE
    )


def _of_one_country(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the towns lie in one country: two towns of one name in two are two."""
    lands = {
        evidence.places[p].country for c in (one, two) for p in told_spots(c, evidence)
    } - {None}  # fmt: skip
    return len(lands) <= 1
