"""Who is said to hold each place, as of when, by whom.

In: the evidence. Out: `Control` rows, one for each place, holder and state, and
the disputes where accounts of one place cannot all be right: entered against
denied, captured against still being encircled, held by one and by another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from consilience.model import Claim, Control, Dispute, PlaceRef, Position
from consilience.reconcile.compare import Verdict, times
from consilience.reconcile.disputes import make, position
from consilience.reconcile.evidence import Evidence, actors_of, places_of, targets_of
from consilience.reconcile.groups import Groups

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
# Who enters or advances goes *to* a place or some way into it, who took something within it
# holds only that.
_ROLES_HELD = {
    "enters_territory": {"at", "within", "to"},
    "advance": {"at", "within", "to"},
    "encirclement": {"at", "within"},
    "retreat": {"at", "within"},
}
_LOOSE = {"country", "near", "unknown"}
_AREAS = {"admin1", "area"}
_INSIDE = {"holds", "entered"}


@dataclass(frozen=True, slots=True)
class _Say:
    """One claim about one place: whose, in what state."""

    claim: Claim
    holder: str
    state: State


def control(evidence: Evidence) -> tuple[list[Control], list[Dispute]]:
    """Return the control rows and the disputes on control, in order of place."""
    held = controlled(evidence)
    return [row for rows, _ in held.values() for row in rows], [
        dispute for _, disputes in held.values() for dispute in disputes
    ]  # fmt: skip


def controlled(
    evidence: Evidence, at: Container[str] | None = None
) -> dict[str, tuple[list[Control], list[Dispute]]]:
    """Return the control rows and the disputes of each place, in order of place.

    Those of a place depend on the claims that speak of it alone: `at` leaves out other places.
    """
    by_place: dict[str, list[_Say]] = defaultdict(list)
    for claim in evidence.claims.values():
        for place, say in _says(claim, evidence):
            if at is None or place in at:
                by_place[place].append(say)
    out = {}
    for place in sorted(by_place):
        says = sorted(by_place[place], key=lambda s: s.claim.id)
        disputes = _disputes(place, says, evidence)
        out[place] = _rows(place, says, disputes, evidence), disputes
    return out


def held_places(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the places of which the claim says who holds them, sorted."""
    return [place for place, _ in _says(claim, evidence)]


def _says(claim: Claim, evidence: Evidence) -> list[tuple[str, _Say]]:
    state = _STATE.get(claim.event_type)
    if state is None or claim.background or claim.modality == "hypothetical":
        return []
    if claim.modality == "planned" and state != "encircles":
        return []
    holders = evidence.cast.one_name_a_side(_holders(claim, state))
    return [(p, _Say(claim, h, state)) for p in _ground(claim, evidence) for h in holders[:1]]


def _holders(claim: Claim, state: State) -> list[str]:
    return actors_of(claim) or (targets_of(claim) if state == "lost" else [])


def _ground(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the places small enough to be held: not countries, not mere directions.

    Who took *dozens of villages across the province*, or *ground within it*, does not hold
    the province.
    """
    counted = any(f.kind == "places_taken" for f in claim.figures)
    kept = []
    for place in claim.places:
        precision = evidence.places[place.place].precision
        in_part = precision in _AREAS and (counted or place.role == "within")
        if _is_held(claim, place) and precision not in _LOOSE and not in_part:
            kept.append(place.place)
    return sorted(set(kept) & set(places_of(claim) + kept))


def _is_held(claim: Claim, place: PlaceRef) -> bool:
    """Tell whether the claim says who stands in the place.

    *Advanced towards the city* puts nobody inside, and nor does an advance whose place only
    another sentence gives; who denies an advance on it denies that anybody is.
    """
    if claim.event_type == "advance" and claim.polarity == "asserted":
        return place.role in {"at", "within"} and claim.start <= place.start < claim.end
    return place.role in _ROLES_HELD.get(claim.event_type, {"at"})


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
    inside = [s for s in says if s.state in _INSIDE and s.claim.polarity == "asserted"]
    denied = [s for s in says if s.state in _INSIDE and s.claim.polarity == "denied"]
    taken = [s for s in inside if s.state == "holds"]
    ring = [s for s in says if s.state == "encircles" and s.claim.polarity == "asserted"]
    return [
        *(_entry_denied(name, a, b, evidence) for a, b in _clashes(inside, denied, evidence)),
        *(
            _taken_or_ringed(name, a, b, evidence)
            for a, b in _clashes(taken, ring, evidence, two_reports=True)
        ),
        *_two_holders(name, taken, evidence),
    ]


def _entry_denied(
    name: str, inside: Sequence[_Say], denied: Sequence[_Say], evidence: Evidence
) -> Dispute:
    who = _side_name([*inside, *denied], evidence)
    return make(
        None, "control", f"Are {who} inside {name}?",
        [_position("they are", inside, evidence), _position("they are not", denied, evidence)],
        f"Some accounts say that {who} entered or took {name}; others deny it.",
    )  # fmt: skip


def _taken_or_ringed(
    name: str, taken: Sequence[_Say], ring: Sequence[_Say], evidence: Evidence
) -> Dispute:
    return make(
        None, "control", f"Is {name} taken, or only being encircled?",
        [_position("captured", taken, evidence), _position("being encircled", ring, evidence)],
        f"{name} cannot be both in the hands of those who take it and still before them.",
    )  # fmt: skip


def _position(value: str, says: Sequence[_Say], evidence: Evidence) -> Position:
    return position(value, [s.claim for s in says], evidence)


def _clashes(
    one: Sequence[_Say], two: Sequence[_Say], evidence: Evidence, *, two_reports: bool = False
) -> list[tuple[list[_Say], list[_Say]]]:
    """Return the accounts that clash, those of one quarrel together: (of `one`, of `two`)."""
    pairs = [
        (a, b) for a in one for b in two
        if evidence.cast.compare(a.holder, b.holder) > Verdict.UNKNOWN
        and _of_one_time(a.claim, b.claim, evidence)
        and not (two_reports and a.claim.report == b.claim.report)
    ]  # fmt: skip
    return [
        ([s for s in one if s in quarrel], [s for s in two if s in quarrel])
        for quarrel in _quarrels(pairs)
    ]


def _quarrels(pairs: Sequence[tuple[_Say, _Say]]) -> list[list[_Say]]:
    """Return the accounts of the pairs, joined where they share one; in order of claim."""
    says = {s.claim.id: s for pair in pairs for s in pair}
    groups = Groups(says)
    for a, b in pairs:
        groups.join(a.claim.id, b.claim.id)
    return [[says[i] for i in group] for group in groups.all()]


def _of_one_time(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether two accounts speak of one time, so that they cannot both be right.

    Days more than one apart tell a development, and so does what one origin says
    later; an account without a day may be of any.
    """
    if times.compare(one.time, two.time) is Verdict.CONFLICT:
        return False
    if evidence.origins[one.id] != evidence.origins[two.id]:
        return True
    return not (evidence.told_later(one, two) or evidence.told_later(two, one))


def _two_holders(name: str, taken: Sequence[_Say], evidence: Evidence) -> list[Dispute]:
    """Return the disputes where sides are said to hold the place on the same day."""
    of_day: dict[str | None, list[_Say]] = defaultdict(list)
    for say in taken:
        of_day[_as_of([say.claim], evidence)].append(say)
    of_day.pop(None, None)
    pairs = [(a, b) for some in of_day.values() for a, b in combinations(some, 2)
             if _rival(a, b, evidence)]  # fmt: skip
    reason = f"The accounts name different holders of {name} for the same days."
    return [
        make(
            None, "control", f"Who holds {name}?",
            [_position(_side_name(s, evidence), s, evidence) for s in _sides(quarrel, evidence)],
            reason,
        )
        for quarrel in _quarrels(pairs)
        if len(_sides(quarrel, evidence)) > 1
    ]  # fmt: skip


def _rival(one: _Say, two: _Say, evidence: Evidence) -> bool:
    """Tell whether two accounts of one day name holders of different sides."""
    apart = one.claim.report != two.claim.report
    sides = evidence.cast.compare(one.holder, two.holder) is Verdict.CONFLICT
    return apart and sides and _of_one_time(one.claim, two.claim, evidence)


def _sides(says: Sequence[_Say], evidence: Evidence) -> list[list[_Say]]:
    """Return the accounts by side: holders linked by names of which one may mean the other."""
    by_claim = {s.claim.id: s for s in says}
    groups = Groups(by_claim)
    for a, b in combinations(says, 2):
        if evidence.cast.compare(a.holder, b.holder) > Verdict.UNKNOWN:
            groups.join(a.claim.id, b.claim.id)
    return [[by_claim[i] for i in group] for group in groups.all()]


def _side_name(side: Sequence[_Say], evidence: Evidence) -> str:
    """Return the most common name of a side, in the words of the reports."""
    names = [evidence.actors[s.holder].name for s in side]
    return min(set(names), key=lambda n: (-names.count(n), n))
