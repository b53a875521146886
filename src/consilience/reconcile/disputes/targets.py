"""Who or what was hit, where one side says civilians and another says armed men.

In: the claims of one event. Out: at most one dispute on `target`. Who died is held against
who died, and what was aimed at against what was aimed at: civilians killed beside a base
that was struck contradict nothing. Those hit are told by the classes of victims and targets
and by the place struck (*a wedding, an ammunition depot*); the classes and words stand in
`knowledge/data/contradictions.yaml`. An account that tells of both, or of *people*, fits
either. Where both sides fight (clashes) both are hit, and nothing is asked. Counts of
civilians and of fighters that do not meet are of different people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.knowledge.contradictions import contradictions
from consilience.model import Claim, Dispute, Position
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict
from consilience.reconcile.disputes.one_thing import (
    counts_meet,
    is_act,
    of_two_things,
    share_a_spot,
)
from consilience.reconcile.disputes.positions import (
    at_odds,
    is_denial,
    make,
    of_two_voices,
    position,
    sides,
)
from consilience.reconcile.disputes.responsibility import owns_it
from consilience.reconcile.evidence import Evidence, actors_of, targets_of

_CIVIL = {"civilians", "protesters"}
_ARMED = {"rebel", "militia"}


def targets(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    """Yield the dispute on who or what was hit, if there is one."""
    two_sided = contradictions().two_sided
    told = [
        c for c in claims
        if is_act(c, evidence) and c.event_type not in two_sided and len(_hit(c, evidence)) == 1
    ]  # fmt: skip
    groups = at_odds(
        sides(told, evidence, lambda a, b: _compare(a, b, evidence)),
        lambda a, b: _rival(a, b, evidence),
    )
    groups = [_with_kin(g, claims, evidence) for g in groups]
    at_war = len(groups) > 1 and of_two_voices(groups, evidence)
    denied = [c for c in claims if _denies_whom(c, claims, evidence)]
    said = [c for c in told if _is_answered(c, denied, evidence)]
    if not (at_war or said):
        return
    shown = [_position(s, evidence) for s in (groups if at_war else [said])]
    if said:
        shown.append(position("no civilians", denied, evidence))
    reason = "One side says that civilians were hit, another that armed men were."
    if not at_war:
        reason = "One side says that civilians were hit; who struck says that they were not."
    yield make(event, "target", questions.whom(what), shown, reason)


def _with_kin(
    side: Sequence[Claim], claims: Sequence[Claim], evidence: Evidence
) -> list[Claim]:  # fmt: skip
    """Return a side with the accounts that say the same of that spot, whatever they count."""
    known = {c.id for c in side}
    return [
        c for c in claims
        if c.id in known or (
            is_act(c, evidence) and _hit(c, evidence) == _hit(side[0], evidence)
            and any(_of_one_spot(c, s, evidence) for s in side)
        )
    ]  # fmt: skip


def _of_one_spot(one: Claim, two: Claim, evidence: Evidence) -> bool:
    return share_a_spot(one, two, evidence) and not of_two_things(one, two, evidence)


def _denies_whom(claim: Claim, claims: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether those who struck deny that it was civilians: *no wedding was hit*."""
    acts = [c for c in claims if is_act(c, evidence)]
    of_civilians = is_denial(claim) and _hit(claim, evidence) == {"civil"}
    return of_civilians and owns_it(claim, acts, evidence)


def _is_answered(claim: Claim, denied: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether a claim says that civilians were hit, which another voice denies."""
    rivals = [d for d in denied if evidence.origins[d.id] != evidence.origins[claim.id]]
    return _hit(claim, evidence) == {"civil"} and any(
        not of_two_things(claim, d, evidence) for d in rivals
    )


def _hit(claim: Claim, evidence: Evidence) -> set[str]:
    """Return which of the two, `civil` and `armed`, the claim says were hit."""
    return _dead(claim) or _aimed_at(claim, evidence)


def _dead(claim: Claim) -> set[str]:
    """Return the sides of those whom the claim counts among the victims."""
    sides_of = [contradictions().side_of(f.victims) for f in claim.figures]
    return {side for side in sides_of if side is not None}


def _aimed_at(claim: Claim, evidence: Evidence) -> set[str]:
    """Return the sides of those, or of the places, that the act is told to be aimed at."""
    kinds = {evidence.actors[a].kind for a in targets_of(claim)}
    struck = contradictions().struck(claim.quote[max(0, claim.trigger.end - claim.start) :])
    found = {struck} if struck else set()
    return (
        found | ({"civil"} if kinds & _CIVIL else set()) | ({"armed"} if kinds & _ARMED else set())
    )


def _compare(one: Claim, two: Claim, evidence: Evidence) -> Verdict:
    same = _hit(one, evidence) == _hit(two, evidence)
    return Verdict.AGREE if same else Verdict.CONFLICT


def _rival(one: Claim, two: Claim, evidence: Evidence) -> bool:
    doers = evidence.cast.compare_any(actors_of(one), actors_of(two))
    return (
        bool(_dead(one)) == bool(_dead(two))
        and _hit(one, evidence) != _hit(two, evidence)
        and evidence.origins[one.id] != evidence.origins[two.id]
        and not of_two_things(one, two, evidence)
        and doers is not Verdict.CONFLICT
        and share_a_spot(one, two, evidence)
        and counts_meet(one, two)
    )


def _position(side: Sequence[Claim], evidence: Evidence) -> Position:
    civil = _hit(side[0], evidence) == {"civil"}
    return position("civilians" if civil else "armed men", side, evidence)
