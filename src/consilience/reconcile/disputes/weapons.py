"""With what it was done, where accounts name weapons that exclude each other.

In: the claims of one event. Out: at most one dispute on `weapon`. Which weapons can be
one and the same stands in `knowledge/data/contradictions.yaml`. Two outlets that pass on
one voice under two words (*raid*, *bombardment*) do not disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.knowledge.contradictions import contradictions
from consilience.knowledge.event_types import ARMS
from consilience.model import Claim, Dispute
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict
from consilience.reconcile.disputes.one_thing import rival_weapons
from consilience.reconcile.disputes.positions import (
    at_odds,
    denies_weapon,
    is_asserted,
    make,
    of_two_voices,
    position,
    sides,
)
from consilience.reconcile.evidence import Evidence


def weapons(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    """Yield the dispute on the weapon, if there is one."""
    told = [c for c in claims if c.event_type in ARMS and is_asserted(c)]
    yield from _not_used(event, what, told, [c for c in claims if denies_weapon(c)], evidence)
    groups = at_odds(
        sides(told, evidence, _compare), lambda a, b: rival_weapons(a, b, evidence)
    )  # fmt: skip
    if len(groups) > 1 and of_two_voices(groups, evidence):
        yield make(
            event, "weapon", questions.with_what(what),
            [position(evidence.labels[s[0].event_type], s, evidence) for s in groups],
            "The accounts name weapons that exclude each other.",
        )  # fmt: skip


def _not_used(
    event: str, what: str, told: Sequence[Claim], denied: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    """Yield the disputes where a voice denies using the weapon that others name."""
    for kind in sorted({d.event_type for d in denied}):
        against = [d for d in denied if d.event_type == kind]
        voices = set(evidence.origins_of(against))
        said = [
            c for c in told if c.event_type == kind and evidence.origins[c.id] not in voices
        ]  # fmt: skip
        if said:
            name = evidence.labels[kind]
            yield make(
                event, "weapon", questions.with_what(what),
                [position(name, said, evidence), position("not this weapon", against, evidence)],
                "One side names a weapon that another denies using.",
            )  # fmt: skip


def _compare(one: Claim, two: Claim) -> Verdict:
    same = contradictions().are_one_weapon(
        one.event_type, two.event_type, (one.quote, two.quote)
    )  # fmt: skip
    return Verdict.AGREE if same else Verdict.CONFLICT
