"""Whether it happened, and who did it: where one voice says so and another denies.

In: the claims of one event, with the denials that go to it. Out: at most one dispute on
`occurrence` and one on `perpetrator`.

A denial is of the act (*no raid took place*) or of a part in it (*we had no hand in it*:
`Claim.denies` is `responsibility`). *Our aircraft struck nothing there* may be either: it is
of the doer's part as soon as some account tells the act without that doer, since the act
then stands without them. Where nobody tells the act of those who deny it, whoever accuses
them in the report of the denial stands against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.knowledge.contradictions import contradictions
from consilience.model import Claim, Dispute, Position
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict, times
from consilience.reconcile.disputes.one_thing import rival_doers
from consilience.reconcile.disputes.positions import (
    accused,
    actor_names,
    at_odds,
    denies_weapon,
    is_asserted,
    is_charge,
    is_denial,
    is_foiled,
    make,
    of_two_voices,
    position,
    sides,
)
from consilience.reconcile.evidence import Evidence, actors_of


def occurrence(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    """Yield the dispute on whether it happened, if there is one."""
    if any(evidence.family(c) == "speech" and not is_charge(c) for c in claims):
        return
    denials = [
        c for c in claims
        if is_denial(c) and not c.background and not denies_weapon(c)
        and not _is_of_a_part(c, claims, evidence)
    ]  # fmt: skip
    said = [c for c in _contradicted(claims, denials, evidence) if not is_charge(c)]
    foiled = [c for c in denials if is_foiled(c)]
    denied = [c for c in denials if c not in foiled]
    if not (said and denials):
        return
    sides_of = (("it happened", said), ("it did not", denied), ("it was foiled", foiled))
    question = questions.whether(what) if denied else questions.whether_carried_out(what)
    yield make(
        event, "occurrence", question,
        [position(value, told, evidence) for value, told in sides_of if told],
        "The same happening is said by one side and denied by another." if denied
        else "One side tells it as done, another as foiled.",
    )  # fmt: skip


def responsibility(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    """Yield the dispute on who did it, if there is one."""
    told = [c for c in claims if _names_a_doer(c, evidence)]
    groups = at_odds(
        sides(told, evidence, lambda a, b: evidence.cast.compare_any(actors_of(a), actors_of(b))),
        lambda a, b: rival_doers(a, b, evidence),
    )
    rivals = len(groups) > 1 and of_two_voices(groups, evidence)
    told += [c for c in claims if is_charge(c)]
    denied = _parts_denied(told, claims, evidence)
    if not (rivals or denied):
        return
    shown = groups if rivals else [[c for c in told if _is_laid(c, denied, evidence)]]
    shown = [*shown, *_answers(told, denied, shown, evidence)]
    reason = "The accounts name actors of whom neither is part of the other."
    if denied:
        reason = "One side lays it to those who, another says, did not do it."
    yield make(
        event, "perpetrator", questions.who(what),
        [*(position(actor_names(s, evidence), s, evidence) for s in shown),
         *_denying(denied, evidence)],
        reason,
    )  # fmt: skip


def _names_a_doer(claim: Claim, evidence: Evidence) -> bool:
    accusing = claim.attribution is not None and claim.attribution.stance == "accuses"
    two_sided = claim.event_type in contradictions().two_sided and not accusing
    violent = evidence.family(claim) == "violence" and not two_sided
    doers = [evidence.actors[a].kind for a in actors_of(claim)]
    able = any(kind not in contradictions().no_doers for kind in doers)
    return able and is_asserted(claim) and violent


def _contradicted(
    claims: Sequence[Claim], denied: Sequence[Claim], evidence: Evidence
) -> list[Claim]:
    """Return what is asserted by others than those who deny, outside the sentence of a denial.

    *He denied the raid that monitors speak of* is one sentence that tells of both.
    """
    deniers = {evidence.origins[c.id] for c in denied}
    sentences = {(c.report, c.start) for c in denied}
    return [
        c for c in claims
        if is_asserted(c) and evidence.origins[c.id] not in deniers
        and (c.report, c.start) not in sentences and any(_of_one_time(c, d) for d in denied)
    ]  # fmt: skip


def _of_one_time(one: Claim, two: Claim) -> bool:
    return times.compare(one.time, two.time) is not Verdict.CONFLICT


def _is_of_a_part(denial: Claim, claims: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether a denial is of who did it, not of its having happened."""
    if denial.denies == "responsibility":
        return True
    if is_foiled(denial):
        return False
    said = _contradicted(claims, [denial], evidence)
    return bool(denial.actors) and any(
        not _is_laid(c, [denial], evidence) for c in said if not is_charge(c)
    )


def _parts_denied(
    told: Sequence[Claim], claims: Sequence[Claim], evidence: Evidence
) -> list[Claim]:
    """Return the denials of a part by voices other than those who lay it to the same doers."""
    return [
        d for d in claims
        if is_denial(d) and d.actors and _is_of_a_part(d, claims, evidence)
        and not owns_it(d, told, evidence)
        and any(
            _is_laid(c, [d], evidence) and evidence.origins[c.id] != evidence.origins[d.id]
            and _of_one_time(c, d)
            for c in told
        )
    ]  # fmt: skip


def owns_it(denial: Claim, told: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether who denies it tells the same act as his own elsewhere.

    An army that says that its raid hit fighters, and denies having hit a wedding, does not deny
    the raid but whom it hit.
    """
    return any(
        evidence.origins[c.id] == evidence.origins[denial.id] and not is_charge(c)
        and c.attribution is not None and c.attribution.stance in contradictions().owning
        and _is_laid(c, [denial], evidence)
        for c in told
    )  # fmt: skip


def _answers(
    told: Sequence[Claim], denied: Sequence[Claim], shown: Sequence[Sequence[Claim]],
    evidence: Evidence,
) -> list[list[Claim]]:  # fmt: skip
    """Return whom those who deny it accuse in their turn: *the army staged it, they said*."""
    deniers = {evidence.origins[d.id] for d in denied}
    known = {c.id for side in shown for c in side}
    back = [
        c for c in told
        if c.attribution and c.attribution.stance == "accuses" and c.id not in known
        and evidence.origins[c.id] in deniers and not _is_laid(c, denied, evidence)
    ]  # fmt: skip
    return sides(back, evidence, lambda a, b: evidence.cast.compare_any(accused(a), accused(b)))


def _is_laid(claim: Claim, denied: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether a claim names a doer of whom a denial says that they did not do it."""
    ours = accused(claim)
    return any(evidence.cast.compare_any(ours, actors_of(d)) > Verdict.UNKNOWN for d in denied)


def _denying(denied: Sequence[Claim], evidence: Evidence) -> list[Position]:
    """Return one position for each side that is said not to have done it."""
    groups = sides(
        denied, evidence, lambda a, b: evidence.cast.compare_any(actors_of(a), actors_of(b))
    )
    return [position(f"not {actor_names(g, evidence)}", g, evidence) for g in groups]
