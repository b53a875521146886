"""Who is said to hold each place, as of when, by whom.

In: the evidence. Out: `Control` rows, one for each place, holder and state, and
the disputes where accounts of one place cannot all be right: entered against
denied, captured against still being encircled, held by one and by another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from consilience.model import Claim, Control, Dispute
from consilience.reconcile.compare import Verdict
from consilience.reconcile.disputes import make, position
from consilience.reconcile.evidence import Evidence, actors_of, places_of, targets_of

State = Literal["holds", "entered", "encircles", "contests", "lost"]

_STATE: dict[str, State] = {
    "takes_territory": "holds",
    "government_regains_territory": "holds",
    "non_state_actor_overtakes_territory": "holds",
    "non_violent_transfer": "holds",
    "holds_territory": "holds",
    "enters_territory": "entered",
    "advance": "entered",
    "encirclement": "encircles",
    "retreat": "lost",
}
# Who enters or advances goes *to* a place; who takes it is there.
_ROLES_HELD = {
    "enters_territory": {"at", "within", "to"},
    "advance": {"at", "within", "to"},
}
_INSIDE = {"holds", "entered"}
_STATE_WORDS = {"holds": "taken or held", "entered": "entered", "encircles": "being encircled",
                "contests": "contested", "lost": "left"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Say:
    """One claim about one place: whose, in what state."""

    claim: Claim
    holder: str
    state: State


def control(evidence: Evidence) -> tuple[list[Control], list[Dispute]]:
    """Return the control rows and the disputes on control, in order of place."""
    by_place: dict[str, list[_Say]] = defaultdict(list)
    for claim in evidence.claims.values():
        for place, say in _says(claim, evidence):
            by_place[place].append(say)
    rows: list[Control] = []
    found: list[Dispute] = []
    for place in sorted(by_place):
        says = sorted(by_place[place], key=lambda s: s.claim.id)
        disputes = _disputes(place, says, evidence)
        found += disputes
        rows += _rows(place, says, disputes, evidence)
    return rows, found


def _says(claim: Claim, evidence: Evidence) -> list[tuple[str, _Say]]:
    state = _STATE.get(claim.event_type)
    if state is None or claim.background or claim.modality == "hypothetical":
        return []
    if claim.modality == "planned" and state != "encircles":
        return []
    holders = _holders(claim, state)
    return [(p, _Say(claim, h, state)) for p in _ground(claim, evidence) for h in holders[:1]]


def _holders(claim: Claim, state: State) -> list[str]:
    return actors_of(claim) or (targets_of(claim) if state == "lost" else [])


def _ground(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the places small enough to be held: not countries, not mere directions."""
    kept = [
        p.place
        for p in claim.places
        if p.role in _ROLES_HELD.get(claim.event_type, {"at", "within"})
        and evidence.places[p.place].precision not in {"country", "near", "unknown"}
    ]
    return sorted(set(kept) & set(places_of(claim) + kept))


def _rows(
    place: str, says: Sequence[_Say], disputes: Sequence[Dispute], evidence: Evidence
) -> list[Control]:
    grouped: dict[tuple[str, State], list[Claim]] = defaultdict(list)
    for say in says:
        if say.claim.polarity == "asserted":
            grouped[say.holder, say.state].append(say.claim)
    of_claim = {c: d.id for d in disputes for p in d.positions for c in p.claims}
    return [
        Control(
            place=place, as_of=_as_of(claims, evidence), holder=holder, state=state,
            claims=tuple(sorted(c.id for c in claims)), origins=evidence.origins_of(claims),
            dispute=next((of_claim[c.id] for c in claims if c.id in of_claim), None),
        )
        for (holder, state), claims in sorted(grouped.items())
    ]  # fmt: skip


def _as_of(claims: Sequence[Claim], evidence: Evidence) -> str | None:
    days = [c.time.end or evidence.reports[c.report].published for c in claims]
    return max((d[:10] for d in days if d), default=None)


def _disputes(place: str, says: Sequence[_Say], evidence: Evidence) -> list[Dispute]:
    name = evidence.places[place].name
    out = []
    for side in _sides(says, evidence):
        inside = [s.claim for s in side if s.state in _INSIDE and s.claim.polarity == "asserted"]
        denied = [s.claim for s in side if s.state in _INSIDE and s.claim.polarity == "denied"]
        who = _side_name(side, evidence)
        if inside and denied:
            out.append(_entry_denied(name, who, inside, denied, evidence))
        taken = [s.claim for s in side if s.state == "holds" and s.claim.polarity == "asserted"]
        ring = [s.claim for s in side if s.state == "encircles" and s.claim.polarity == "asserted"]
        if taken and ring and _different_reports(taken, ring):
            out.append(_taken_or_ringed(name, taken, ring, evidence))
    return out + _two_holders(name, says, evidence)


def _entry_denied(
    name: str, who: str, inside: Sequence[Claim], denied: Sequence[Claim], evidence: Evidence
) -> Dispute:
    return make(
        None, "control", f"Are {who} inside {name}?",
        [position("they are", inside, evidence), position("they are not", denied, evidence)],
        f"Some accounts say that {who} entered or took {name}; others deny it.",
    )  # fmt: skip


def _taken_or_ringed(
    name: str, taken: Sequence[Claim], ring: Sequence[Claim], evidence: Evidence
) -> Dispute:
    return make(
        None, "control", f"Is {name} taken, or only being encircled?",
        [position("captured", taken, evidence), position("being encircled", ring, evidence)],
        f"{name} cannot be both in the hands of those who take it and still before them.",
    )  # fmt: skip


def _two_holders(name: str, says: Sequence[_Say], evidence: Evidence) -> list[Dispute]:
    """Return a dispute where two sides are said to hold the place at the same time."""
    sides = [
        [s for s in side if s.state == "holds" and s.claim.polarity == "asserted"]
        for side in _sides(says, evidence)
    ]
    sides = [side for side in sides if side]
    if len(sides) < 2 or not _same_days(sides, evidence):
        return []
    positions = [position(_side_name(s, evidence), [x.claim for x in s], evidence) for s in sides]
    reason = f"The accounts name different holders of {name} for the same days."
    return [make(None, "control", f"Who holds {name}?", positions, reason)]


def _same_days(sides: Sequence[Sequence[_Say]], evidence: Evidence) -> bool:
    days = [{_as_of([s.claim], evidence) for s in side} for side in sides]
    return bool(set.intersection(*days) - {None}) and _different_reports(
        [s.claim for s in sides[0]], [s.claim for s in sides[1]]
    )


def _sides(says: Sequence[_Say], evidence: Evidence) -> list[list[_Say]]:
    """Return the claims by side: holders of whom one may be a name for the other."""
    sides: list[list[_Say]] = []
    for say in says:
        for side in sides:
            if evidence.cast.compare(side[0].holder, say.holder) is not Verdict.CONFLICT:
                side.append(say)
                break
        else:
            sides.append([say])
    return sides


def _side_name(side: Sequence[_Say], evidence: Evidence) -> str:
    """Return the most common name of a side, in the words of the reports."""
    names = [evidence.actors[s.holder].name for s in side]
    return min(set(names), key=lambda n: (-names.count(n), n))


def _different_reports(one: Sequence[Claim], two: Sequence[Claim]) -> bool:
    return {c.report for c in one} != {c.report for c in two} or len({c.report for c in one}) > 1


def state_words(state: State) -> str:
    """Return the state as a reader would say it."""
    return _STATE_WORDS[state]
