"""What a dispute is made of: positions with their claims, and the sides of a quarrel.

In: claims that stand together. Out: `Position`s and `Dispute`s with ids derived from
what they hold, and the test of whether two sides are told by different voices.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from consilience.knowledge.contradictions import contradictions
from consilience.knowledge.event_types import ARMS
from consilience.model import Claim, Dispute, Position
from consilience.reconcile.compare import Verdict
from consilience.reconcile.evidence import Evidence, actors_of, targets_of
from consilience.reconcile.groups import Groups

_ROUND = 5
# The type that tells what became of people, not what was done.
_EFFECT = "casualties"
_NONE = re.compile(r"(no|none|not any|nobody)\b", re.IGNORECASE)


def dispute_id(event: str | None, field: str, positions: Sequence[Position]) -> str:
    """Return an id derived from the event, the field and the claims of the positions."""
    key = f"{event} {field} {[p.claims for p in positions]}"
    return "d-" + hashlib.sha256(key.encode()).hexdigest()[:12]


def position(value: str, claims: Iterable[Claim], evidence: Evidence) -> Position:
    """Return one side of a dispute, with its claims, origins and reports."""
    told = list(claims)
    return Position(
        value=value, claims=tuple(sorted({c.id for c in told})),
        origins=evidence.origins_of(told), reports=evidence.reports_of(told),
    )  # fmt: skip


def make(
    event: str | None, field: str, question: str, positions: Sequence[Position], reason: str,
    *, update: bool = False,
) -> Dispute:  # fmt: skip
    """Return a dispute, its positions in the order of their support."""
    ranked = tuple(sorted(positions, key=lambda p: (-len(p.origins), -len(p.claims), p.value)))
    return Dispute(
        id=dispute_id(event, field, ranked), event=event, field=field, question=question,
        positions=ranked, status="update" if update else "open", reason=reason,
    )  # fmt: skip


def is_asserted(claim: Claim) -> bool:
    """Tell whether the claim says that its act did happen."""
    return claim.polarity == "asserted" and claim.modality == "actual"


def is_denial(claim: Claim) -> bool:
    """Tell whether a named voice denies an act, and not that it had victims.

    *No immediate toll* and *no policemen were hurt* deny no attack, and nor do *reports that
    two bombs had not gone off*, which nobody is named for.
    """
    laid = claim.event_type != _EFFECT or claim.denies == "responsibility"
    of_the_act = laid and not any(_NONE.match(t.text) for t in claim.targets)
    said = claim.attribution is not None and claim.attribution.source is not None
    return claim.polarity == "denied" and said and of_the_act


def is_foiled(claim: Claim) -> bool:
    """Tell whether a named voice says that an act was attempted and did not come about.

    *The army foiled an attempt to blow up the bridge*; who *will not attack* foils nothing.
    """
    before = claim.quote[: max(0, claim.trigger.start - claim.start)]
    undone = is_denial(claim) and claim.modality == "planned"
    return undone and contradictions().is_foiled(before)


def denies_weapon(claim: Claim) -> bool:
    """Tell whether a denial is of using a weapon, which leaves open that something was done.

    Not so of a weapon without which nothing was done: gas.
    """
    before = claim.quote[: max(0, claim.trigger.start - claim.start)]
    uses = contradictions().ends_in_use(before) or contradictions().ends_in_use(claim.trigger.text)
    return is_denial(claim) and claim.event_type in ARMS - {"chemical_weapon"} and uses


def is_charge(claim: Claim) -> bool:
    """Tell whether the claim is an accusation of somebody, without the act in the same words."""
    return claim.event_type == "accuse" and is_asserted(claim) and bool(claim.targets)


def accused(claim: Claim) -> list[str]:
    """Return the ids of those whom the claim says to have done it."""
    return targets_of(claim) if is_charge(claim) else actors_of(claim)


def sides(
    claims: Sequence[Claim], evidence: Evidence, compare: Callable[[Claim, Claim], Verdict]
) -> list[list[Claim]]:
    """Return the claims in groups that fit together; groups apart conflict with each other."""
    groups = Groups(c.id for c in claims)
    for one, two in combinations(claims, 2):
        if compare(one, two) is not Verdict.CONFLICT:
            groups.join(one.id, two.id)
    return [evidence.of(g) for g in groups.all()]


def at_odds(
    groups: Sequence[Sequence[Claim]], rival: Callable[[Claim, Claim], bool]
) -> list[list[Claim]]:
    """Return the sides without the claims that have no rival on any other side."""
    kept = []
    for side in groups:
        others = [c for other in groups if other is not side for c in other]
        kept.append([c for c in side if any(rival(c, o) for o in others)])
    return [side for side in kept if side]


def of_two_voices(told: Sequence[Sequence[Claim]], evidence: Evidence) -> bool:
    """Tell whether two sides have no origin in common: one voice may word one thing twice."""
    voices = [set(evidence.origins_of(side)) for side in told]
    return any(not (a & b) for a, b in combinations(voices, 2))


def actor_names(claims: Sequence[Claim], evidence: Evidence) -> str:
    """Return the neutral names of those whom the claims name as doers, three at most.

    A name that less than half as many claims give as the commonest is left out.
    """
    told = Counter(a for c in claims for a in dict.fromkeys(accused(c)))
    often = max(told.values(), default=0)
    common = sorted((a for a in told if told[a] * 2 >= often), key=lambda a: (-told[a], a))
    shown = evidence.cast.one_name_a_side(common)
    return ", ".join(sorted(evidence.actors[a].name for a in shown[:3]))


def range_words(low: int, high: int | None) -> str:
    """Return a count as a reader would write it; *at least 51* is *more than 50*."""
    if high is None:
        above_round = low > _ROUND and low % _ROUND == 1
        return f"more than {low - 1:,}" if above_round else f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if low == 0 else f"{low:,} to {high:,}"
