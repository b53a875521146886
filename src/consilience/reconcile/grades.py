"""How far an event can be relied on, in one word and in a sentence.

In: an event's claims, disputes and origins. Out: the grade, after Airwars'
scheme for civilian harm: confirmed (the party said to be responsible for the
violence says so itself), fair (two or more independent origins), weak (one), contested (an open
dispute on whether it happened or who did it), unattributed (nobody is named).
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.knowledge.contradictions import contradictions
from consilience.model import Claim, Dispute, Grade
from consilience.reconcile.compare import Verdict
from consilience.reconcile.evidence import Evidence, actors_of, targets_of
from consilience.reconcile.origins import independent, name_of, why_not_independent

_CONTESTING = {"occurrence", "perpetrator", "control"}
_FORCES = {"military", "rebel", "militia", "police"}
_FIGHTING = {"fighters", "soldiers"}


def grade(
    claims: Sequence[Claim], disputes: Sequence[Dispute], evidence: Evidence
) -> tuple[Grade, str, int]:
    """Return the grade, its reason in words, and how many origins stand by themselves."""
    origins = [evidence.origins[c.id] for c in _vouching(claims)]
    voices = independent(origins, evidence.actors)
    names = ", ".join(name_of(o, evidence.actors, evidence.reports) for o in voices[:4])
    count = len(voices)
    open_on = sorted({d.field for d in disputes if d.status == "open" and d.field in _CONTESTING})
    if open_on:
        return "contested", f"Open dispute on {' and '.join(open_on)}.", count
    if any(_owns_up(c, evidence) and not _laid_to_others(c, claims, evidence) for c in claims):
        return "confirmed", "The party said to be responsible says so itself.", count
    why = why_not_independent(origins, evidence.actors, evidence.reports)
    if count >= 2:
        return "fair", " ".join([f"{count} independent origins: {names}.", *why]), count
    if count == 1:
        return "weak", " ".join([f"One independent origin: {names}.", *why]), count
    outlets = len({c.report for c in claims})
    told = "one report says so in its" if outlets == 1 else f"{outlets} reports say so in their"
    return "unattributed", f"No origin is named; {told} own voice.", 0


def _vouching(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that say it happened; what is only possible backs no fact.

    Who *did not know of a strike*, or *could not confirm* it, is no second origin of it.
    """
    said = [c for c in claims if c.polarity == "asserted"]
    return [c for c in said if c.modality == "actual"] or said


def _owns_up(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether those who are said to have done harm admit it.

    Who claims a town for itself, or tells of its own fighting or of the enemy's losses,
    admits nothing.
    """
    said = claim.attribution
    if said is None or said.source is None or said.stance not in contradictions().owning:
        return False
    if evidence.family(claim) != "violence" or claim.event_type in contradictions().two_sided:
        return False
    if claim.polarity == "denied" or claim.modality != "actual" or _hits_forces(claim, evidence):
        return False
    doers = actors_of(claim)
    chain = evidence.cast.chain(said.source)
    return any(d in chain or evidence.cast.compare(d, said.source) is Verdict.AGREE for d in doers)


def _hits_forces(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether all that the claim says was hit is armed: that is a boast, no admission."""
    kinds = [evidence.actors[t].kind for t in targets_of(claim)]
    hit = [k in _FORCES for k in kinds] + [f.victims in _FIGHTING for f in claim.figures]
    return claim.event_type == "equipment_destroyed" or (bool(hit) and all(hit))


def _laid_to_others(owned: Claim, claims: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether another claim of the event names doers of another side."""
    ours = actors_of(owned)
    return any(
        evidence.cast.compare_any(ours, actors_of(c)) is Verdict.CONFLICT
        for c in claims if c.polarity == "asserted" and evidence.family(c) == "violence"
    )  # fmt: skip
