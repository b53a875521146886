"""How far two analysts agree: Krippendorff's alpha on what both have judged.

In: the judgements of two people. Out: `Agreement`. A unit is one question that both have
answered: what is in a slot of a claim, whether two claims are one event, whether a claim
stands. Alpha is that for nominal values, two observers, no missing data: 1 - D_o / D_e
(K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011, section A-C).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consilience.casefile.judgements import Anchor, Judgement, canonical


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha` is None where nothing was judged by both, or all answers are one value."""

    alpha: float | None
    units: int
    agreed: int
    only_one: int
    only_two: int
    apart: tuple[tuple[str, str, str], ...]


def agreement(judgements: Iterable[Judgement], one: str, two: str) -> Agreement:
    """Return how far the judgements that stand of two people (`who`) agree.

    `apart` lists the units on which they differ, with the answer of each.
    """
    every = [j for j in judgements if j.stands]
    a, b = (_answers(j for j in every if j.who == who) for who in (one, two))
    both = sorted(a.keys() & b.keys())
    pairs = [(a[u], b[u]) for u in both]
    return Agreement(
        alpha=alpha(pairs), units=len(both), agreed=sum(x == y for x, y in pairs),
        only_one=len(a.keys() - b.keys()), only_two=len(b.keys() - a.keys()),
        apart=tuple((u, a[u], b[u]) for u in both if a[u] != b[u]),
    )  # fmt: skip


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Krippendorff's alpha for nominal values of two observers (2011, section B)."""
    values = Counter(value for pair in pairs for value in pair)
    n = sum(values.values())
    expected = n * n - sum(count * count for count in values.values())
    if not expected:
        return None
    observed = 2 * sum(one != two for one, two in pairs)
    return 1 - (n - 1) * observed / expected


def _answers(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return what one person says in each unit; a later judgement replaces an earlier one."""
    out: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda j: (j.made_at, j.id)):
        out |= dict(_units(judgement))
    return out


def _units(judgement: Judgement) -> Iterable[tuple[str, str]]:
    claims = [_key(c) for c in judgement.claims]
    if judgement.kind in {"reject_claim", "confirm"}:
        yield from ((f"stands: {c}", judgement.kind) for c in claims)
    elif judgement.kind == "wrong_slot":
        value = canonical(judgement.value)
        yield from ((f"{judgement.slot}: {c}", value) for c in claims)
    elif judgement.kind == "place_is":
        about = claims or [named.name for named in judgement.named]
        spot = judgement.spot
        value = canonical([spot.place, spot.lat, spot.lon]) if spot else ""
        yield from ((f"places: {c}", value) for c in about)
    elif judgement.kind == "same_event":
        pairs = [(a, b) for n, a in enumerate(claims) for b in claims[n + 1 :]]
        yield from ((_pair(a, b), "same") for a, b in pairs)
    elif judgement.kind == "not_same_event":
        yield from ((_pair(a, _key(b)), "not the same") for a in claims for b in judgement.others)


def _pair(one: str, two: str) -> str:
    return "one event: " + " / ".join(sorted((one, two)))


def _key(anchor: Anchor) -> str:
    voice = "" if anchor.voice is None else f"@{anchor.voice}"
    return f"{anchor.sha256[:12]} {anchor.start}-{anchor.end}{voice} {anchor.words}"
