"""Positions on one field of one event that cannot all be right.

In: an event's claims and tolls. Out: `Dispute`s on occurrence, responsibility,
weapon and tolls. Accounts that fit together (*at least 10* and 12, *rebels* and
the group's name, a district and its city) are no dispute. A larger count by the
same origin later is an update and said to be one.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from consilience.knowledge.event_types import ARMS
from consilience.model import Claim, Dispute, Figure, Position
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict, figures
from consilience.reconcile.evidence import Evidence, actors_of
from consilience.reconcile.groups import Groups
from consilience.reconcile.origins import is_own_voice

# Where both sides fight, naming one or the other is no contradiction.
TWO_SIDED = {"armed_clash", "offensive", "casualties", "siege"}
# A bomb dropped from the air is an explosion on the ground: these two tell one thing.
_SAME_MEANS = (
    {"air_drone_strike", "remote_explosive"},
    {"suicide_bomb", "remote_explosive"},
    {"grenade", "remote_explosive"},
    {"chemical_weapon", "air_drone_strike"},  # the gas is the load, the aircraft brings it
    {"chemical_weapon", "shelling"},
)
# A missile may be fired from the ground or from an aircraft, and reports seldom say which.
_MISSILE_MEANS = {"air_drone_strike", "shelling"}
_MISSILE = re.compile(r"\bmissiles?\b", re.IGNORECASE)
_ROUND = 5
_TOLL_WORD = {"killed": "killed", "injured": "injured", "displaced": "displaced",
              "captured": "captured", "missing": "missing", "abducted": "abducted"}  # fmt: skip


def disputes(event: str, what: str, claims: Sequence[Claim], evidence: Evidence) -> list[Dispute]:
    """Return the disputes of one event; `what` are the words a question calls it by."""
    found = [
        *_occurrence(event, what, claims, evidence),
        *_responsibility(event, what, claims, evidence),
        *_weapon(event, what, claims, evidence),
        *_tolls(event, what, claims, evidence),
    ]
    return sorted(found, key=lambda d: (d.field, d.id))


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


def _occurrence(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    if any(evidence.family(c) == "speech" for c in claims):
        return
    denied = [c for c in claims if c.polarity == "denied" and c.attribution is not None]
    said = _contradicted(claims, denied, evidence)
    if said and denied and not _only_the_doer(said, denied, evidence):
        yield make(
            event, "occurrence", questions.whether(what),
            [position("it happened", said, evidence), position("it did not", denied, evidence)],
            "The same happening is said by one side and denied by another.",
        )  # fmt: skip


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
        if _is_asserted(c) and evidence.origins[c.id] not in deniers
        and (c.report, c.start) not in sentences
    ]  # fmt: skip


def _only_the_doer(said: Sequence[Claim], denied: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether the denials are of who did it, not of its having happened.

    *Our aircraft struck nothing there* denies a raid that others lay to these aircraft;
    where others tell the same raid without them, it stands, and its doer is the question.
    """
    return all(c.actors for c in denied) and any(
        not _names_doer_of(c, denied, evidence) for c in said
    )


def _names_doer_of(claim: Claim, denied: Sequence[Claim], evidence: Evidence) -> bool:
    ours = actors_of(claim)
    return any(evidence.cast.compare_any(ours, actors_of(d)) > Verdict.UNKNOWN for d in denied)


def _is_asserted(claim: Claim) -> bool:
    return claim.polarity == "asserted" and claim.modality == "actual"


def _responsibility(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    told = [
        c for c in claims
        if c.actors and _is_asserted(c) and c.event_type not in TWO_SIDED
        and evidence.family(c) == "violence"
    ]  # fmt: skip
    sides = _sides(
        told, evidence, lambda a, b: evidence.cast.compare_any(actors_of(a), actors_of(b))
    )
    if len(sides) > 1 and _of_two_voices(sides, evidence):
        yield make(
            event, "perpetrator", questions.who(what),
            [position(_actor_names(side, evidence), side, evidence) for side in sides],
            "The accounts name actors of whom neither is part of the other.",
        )  # fmt: skip
        return
    denied = [c for c in claims if c.polarity == "denied" and c.attribution and c.actors]
    said = _contradicted(claims, denied, evidence)
    laid = [c for c in told if c in said and _names_doer_of(c, denied, evidence)]
    if laid and _only_the_doer(said, denied, evidence):
        name = _actor_names(laid, evidence)
        yield make(
            event, "perpetrator", questions.who(what),
            [position(name, laid, evidence), position(f"not {name}", denied, evidence)],
            "One side lays it to those who, another says, did not do it.",
        )  # fmt: skip


def _weapon(
    event: str, what: str, claims: Sequence[Claim], evidence: Evidence
) -> Iterator[Dispute]:
    told = [c for c in claims if c.event_type in ARMS and _is_asserted(c)]
    sides = _sides(told, evidence, _compare_means)
    if len(sides) > 1 and _apart(sides):
        yield make(
            event, "weapon", questions.with_what(what),
            [position(evidence.labels[s[0].event_type], s, evidence) for s in sides],
            "The accounts name weapons that exclude each other.",
        )  # fmt: skip


def _compare_means(one: Claim, two: Claim) -> Verdict:
    pair = {one.event_type, two.event_type}
    same = len(pair) == 1 or any(pair <= kin for kin in _SAME_MEANS)
    same = same or (pair == _MISSILE_MEANS and any(_MISSILE.search(c.quote) for c in (one, two)))
    return Verdict.AGREE if same else Verdict.CONFLICT


def _tolls(event: str, what: str, claims: Sequence[Claim], evidence: Evidence) -> Iterator[Dispute]:
    counted: dict[tuple[str, str], list[tuple[Claim, Figure]]] = defaultdict(list)
    for claim in claims:
        for figure in claim.figures:
            whole = figure.part_of is None and not figure.cumulative and not _is_one_of_them(figure)
            if figure.kind in _TOLL_WORD and claim.polarity == "asserted" and whole:
                counted[figure.kind, ""].append((claim, figure))
    for (kind, _), told in sorted(counted.items(), key=lambda item: item[0]):
        dispute = _toll_dispute(event, what, kind, told, evidence)
        if dispute:
            yield dispute


def _is_one_of_them(figure: Figure) -> bool:
    """Tell whether a person is told of, not counted: *a boy who was wounded* may be one of many."""
    alone = (figure.low, figure.high) == (1, 1)
    return alone and not re.match(r"(one|1)\b", figure.text, re.IGNORECASE)


def _toll_dispute(
    event: str, what: str, kind: str, told: Sequence[tuple[Claim, Figure]], evidence: Evidence
) -> Dispute | None:
    values = _ranges(_latest(told, evidence))
    if not _clashes(values, evidence):
        values = _ranges(told)
    clash = _clashes(values, evidence)
    if not clash:
        return None
    in_clash = sorted({v for pair in clash for v in pair}, key=lambda v: (v[0], v[1] or 10**9))
    positions = [position(range_words(*v), [c for c, _ in values[v]], evidence) for v in in_clash]
    update = all(_is_update(values[a], values[b], evidence) for a, b in clash)
    gap = in_clash[-1][0] - in_clash[0][0]
    reason = f"The counts cannot all be right; the lowest and the highest are {gap} apart."
    if update:
        reason = "A later count by the same origin replaces the earlier one."
    return make(
        event, kind, questions.how_many(_TOLL_WORD[kind], what), positions, reason, update=update
    )


Range = tuple[int, int | None]
Told = list[tuple[Claim, Figure]]


def _clashes(values: Mapping[Range, Told], evidence: Evidence) -> list[tuple[Range, Range]]:
    """Return the pairs of counts that cannot both be right."""
    return [
        (a, b) for a, b in combinations(values, 2)
        if not _meet(a, b) and _comparable(values[a], values[b])
        and not _within_one_report(values[a], values[b], evidence)
    ]  # fmt: skip


def _latest(told: Sequence[tuple[Claim, Figure]], evidence: Evidence) -> Told:
    """Return the counts without those that the same origin has since raised."""

    def raised(claim: Claim, figure: Figure) -> bool:
        return any(
            evidence.origins[c.id] == evidence.origins[claim.id]
            and evidence.published_later(c, claim)
            and f.low > figure.low and figures.same_count(f, figure)
            for c, f in told
        )  # fmt: skip

    return [(c, f) for c, f in told if not raised(c, f)]


def _ranges(told: Sequence[tuple[Claim, Figure]]) -> dict[Range, Told]:
    values: dict[Range, Told] = defaultdict(list)
    for claim, figure in told:
        values[figure.low, figure.high].append((claim, figure))
    return dict(sorted(values.items(), key=lambda v: (v[0][0], v[0][1] or 10**9)))


def _meet(one: Range, two: Range) -> bool:
    low_one, top_one = _bounds(one)
    low_two, top_two = _bounds(two)
    return low_one <= top_two and low_two <= top_one


def _bounds(count: Range) -> tuple[float, float]:
    """Return what a count allows; *more than 19* is not held against 19."""
    low, high = count
    return (low - 1, float("inf")) if high is None else (low, high)


def _comparable(one: Told, two: Told) -> bool:
    return any(figures.same_count(f, g) for _, f in one for _, g in two)


def _within_one_report(one: Told, two: Told, evidence: Evidence) -> bool:
    """Tell whether one report alone gives both, not as the word of two voices.

    It counts two things then, not one thing twice.
    """
    a, b = {c.report for c, _ in one}, {c.report for c, _ in two}
    voices = [
        {o for c, _ in side for o in [evidence.origins[c.id]] if not is_own_voice(o)}
        for side in (one, two)
    ]
    apart = bool(voices[0] and voices[1]) and not voices[0] & voices[1]
    return a == b and len(a) == 1 and not apart


def _is_update(one: Told, two: Told, evidence: Evidence) -> bool:
    """Tell whether one origin gives both counts and the larger one later."""
    low, high = sorted((one, two), key=lambda t: t[0][1].low)
    return any(
        evidence.origins[a.id] == evidence.origins[b.id] and evidence.published_later(b, a)
        for a, _ in low
        for b, _ in high
    )


def range_words(low: int, high: int | None) -> str:
    """Return a count as a reader would write it; *at least 51* is *more than 50*."""
    if high is None:
        above_round = low > _ROUND and low % _ROUND == 1
        return f"more than {low - 1:,}" if above_round else f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if low == 0 else f"{low:,} to {high:,}"


def _sides(
    claims: Sequence[Claim], evidence: Evidence, compare: Callable[[Claim, Claim], Verdict]
) -> list[list[Claim]]:
    """Return the claims in groups that fit together; groups apart conflict with each other."""
    groups = Groups(c.id for c in claims)
    for n, one in enumerate(claims):
        for two in claims[n + 1 :]:
            if compare(one, two) is not Verdict.CONFLICT:
                groups.join(one.id, two.id)
    return [evidence.of(g) for g in groups.all()]


def _apart(sides: Sequence[Sequence[Claim]]) -> bool:
    """Tell whether at least two sides are told by different reports or different voices."""
    voices = [
        {(c.report, c.attribution.source if c.attribution else None) for c in s} for s in sides
    ]
    return any(not (a & b) for n, a in enumerate(voices) for b in voices[n + 1 :])


def _of_two_voices(sides: Sequence[Sequence[Claim]], evidence: Evidence) -> bool:
    """Tell whether two sides have no origin in common: one voice may name two who did it."""
    voices = [set(evidence.origins_of(side)) for side in sides]
    return any(not (a & b) for a, b in combinations(voices, 2))


def _actor_names(claims: Sequence[Claim], evidence: Evidence) -> str:
    told = [a for c in claims for a in actors_of(c)]
    shown = evidence.cast.one_name_a_side(sorted(set(told), key=lambda a: (-told.count(a), a)))
    return ", ".join(sorted(evidence.actors[a].name for a in shown[:3]))
