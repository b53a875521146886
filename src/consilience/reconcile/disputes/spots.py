"""One act that two reports put in two towns, and so stands as two events.

In: the claims in groups that tell one happening each. Out: for a group, the claims of others
that tell its act at another place. Places that lie apart keep two events apart, whatever
else agrees; but the same exact count in largely the same sentence, of one day and country, by
no two doers and by other voices, is one act told at two places, and a reader must see both. The
smaller group's claims go to the larger; the events stay two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from consilience.model import Claim
from consilience.reconcile.compare import Verdict, times, types
from consilience.reconcile.disputes.one_thing import is_act, surely_one, told_spots
from consilience.reconcile.evidence import Evidence, wholes
from consilience.reconcile.likeness import shared_words

_LARGE = 10  # a count that two acts of a day seldom share by chance
_ONE_SENTENCE = 0.5
_MANY = 50  # of a count that more claims around its days give, it says nothing which act it is of

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """A count that a claim gives of an act at some spot, and the days (ordinals) that it names."""

    told: str
    first: int
    last: int
    claim: str


def told_at_other_spots(
    groups: Sequence[Sequence[str]], evidence: Evidence, pairs: Iterable[Pair] | None = None
) -> dict[int, list[Claim]]:
    """Return the claims that tell the act of each group elsewhere, by the group's number.

    `pairs` are the claims worth comparing where these are known already (`of_one_count`).
    """
    group_of = {c: n for n, group in enumerate(groups) for c in group}
    found: dict[int, dict[str, Claim]] = defaultdict(dict)
    for a, b in of_one_count(_every(evidence)) if pairs is None else pairs:
        one, two = evidence.claims[a], evidence.claims[b]
        here, there = group_of[a], group_of[b]
        if here != there and _is_one_act(one, two, evidence):
            home = min((here, there), key=lambda n: (-len(groups[n]), n))
            guest = two if home == here else one
            found[home][guest.id] = guest
    return {n: [told[i] for i in sorted(told)] for n, told in found.items()}


def large_counts(claim: Claim, evidence: Evidence) -> list[Counted]:
    """Return the counts by which a claim of an act at some spot may meet the same act elsewhere."""
    first, last = claim.time.start, claim.time.end
    if not (first and last and is_act(claim, evidence) and told_spots(claim, evidence)):
        return []
    days = [date.fromisoformat(day[:10]).toordinal() for day in (first, last)]
    counts = {f"{f.kind} {f.low} {f.high}" for f in wholes(claim) if f.low >= _LARGE}
    return [Counted(told, days[0], days[1], claim.id) for told in sorted(counts)]


def of_one_count(some: Iterable[Counted]) -> set[Pair]:
    """Return the claims that give one count within a day of each other, in pairs.

    What depends on a claim are those within a day of it, and within a day of these.
    """
    of_count: dict[str, list[Counted]] = defaultdict(list)
    for one in sorted(set(some)):
        of_count[one.told].append(one)
    return {pair for rows in of_count.values() for pair in _near(rows)}


def _near(rows: Sequence[Counted]) -> list[Pair]:
    """Return the pairs of claims within a day of each other, those left out that meet too many."""
    pairs: list[tuple[Counted, Counted]] = []
    open_: list[Counted] = []
    for one in rows:
        open_ = [other for other in open_ if other.last + 1 >= one.first]
        pairs += [(other, one) for other in open_]
        open_.append(one)
    met = Counter(one.claim for pair in pairs for one in pair)
    return [(min(a.claim, b.claim), max(a.claim, b.claim)) for a, b in pairs
            if max(met[a.claim], met[b.claim]) <= _MANY]  # fmt: skip


def _every(evidence: Evidence) -> Iterator[Counted]:
    return (row for claim in evidence.claims.values() for row in large_counts(claim, evidence))


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
