"""Why it was done, where one voice gives a reason and another lays a charge.

In: the claims in groups that tell one happening each. Out: disputes on `motive`: *a response
to the shelling* against *a breach of the truce* or *a plot*. Which kinds excuse an act and
which condemn it stands in `knowledge/data/motives.yaml`; two reasons, or two charges, can
both be true.

An act that many reports tell in many words (an offensive) is often many events; its motives
are told of it as a whole. So motives belong together where their acts are of one kin, by
doers who may be the same, within a few days of each other and at no places that exclude each
other. A motive whose sentence only points to the act (*the operation*) is of the first act
of such a kin, by such doers, that its report tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from consilience.knowledge.motives import motive_words
from consilience.model import Claim, Dispute, Motive, MotiveKind, Position
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict, times, types
from consilience.reconcile.disputes.positions import make, position
from consilience.reconcile.evidence import Evidence, actors_of, places_of
from consilience.reconcile.groups import Groups
from consilience.reconcile.slots import content_words

_GROUND = {"violence", "territory"}
# Acts that *the offensive, the operation, the attack* can mean.
_AFFAIRS = {"offensive", "attack", "armed_clash", "advance", "enters_territory", "casualties"}
_DAYS = 3
WINDOW_DAYS = 10  # motives told further apart than this are never compared
_WORDS_SHOWN = 12
_NEARBY = 300  # code points: about two sentences
_PRONOUNS = {"it", "this", "that"}
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A motive, the claim that carries it, and the act that it is of."""

    motive: Motive
    carrier: Claim
    act: Claim


def affairs(
    groups: Sequence[Sequence[str]], evidence: Evidence, told: Iterable[Told] | None = None
) -> dict[int, list[Told]]:
    """Return the motives that quarrel, by the number of the group with most of their acts.

    `told` are all motives with their acts, where they are known already.
    """
    every = told_motives(evidence) if told is None else told
    group_of = {c: n for n, group in enumerate(groups) for c in group}
    found: dict[int, list[Told]] = defaultdict(list)
    for quarrel in _quarrels(every, evidence):
        numbers = [group_of[t.act.id] for t in quarrel]
        home = min(numbers, key=lambda n: (-numbers.count(n), -len(groups[n]), n))
        found[home] += quarrel
    return dict(found)


def motives(event: str, what: str, affair: Sequence[Told], evidence: Evidence) -> Iterator[Dispute]:
    """Yield the dispute on motive of an affair's motives, if there are any."""
    by_kind: dict[MotiveKind, list[Told]] = defaultdict(list)
    for told in affair:
        by_kind[told.motive.kind].append(told)
    if by_kind:
        yield make(
            event, "motive", questions.why(what),
            [_position(kind, one, evidence)
             for kind in sorted(by_kind) for one in _of_one_thing(by_kind[kind])],
            "One side gives a reason for it; another lays a charge.",
        )  # fmt: skip


def _of_one_thing(told: Sequence[Told]) -> list[list[Told]]:
    """Return the motives of one kind in groups that speak of one thing, by a word they share.

    A breach of a country's sovereignty and one of an agreement are two charges.
    """
    groups = Groups(f"{n:09d}" for n in range(len(told)))
    words = [_content(t.motive) for t in told]
    for n, m in combinations(range(len(told)), 2):
        if words[n] & words[m] or words[n] == words[m]:
            groups.join(f"{n:09d}", f"{m:09d}")
    return [[told[int(k)] for k in group] for group in groups.all()]


def _content(motive: Motive) -> frozenset[str]:
    """Return what a motive speaks of: its content words, without names and those of its kind."""
    known = motive_words()
    kind = {*known.predicates, *known.passives}
    words = [w for w in _WORD.findall(motive.text) if w.islower() and w not in kind]
    stems = tuple(verb.removesuffix("e") for verb in known.accused_of)
    return content_words(" ".join(w.removesuffix("s") for w in words if not w.startswith(stems)))


def _quarrels(motives: Iterable[Told], evidence: Evidence) -> Iterator[list[Told]]:
    """Yield the motives of one affair among which one voice's reason meets another's charge."""
    told = sorted(motives, key=lambda t: (day_of(t, evidence), t.carrier.id, t.motive.start))
    groups = Groups(f"{n:09d}" for n in range(len(told)))
    for n, one in enumerate(told):
        for m in range(n + 1, len(told)):
            if (day_of(told[m], evidence) - day_of(one, evidence)).days > WINDOW_DAYS:
                break
            if are_of_one_affair(one.act, told[m].act, evidence):
                groups.join(f"{n:09d}", f"{m:09d}")
    for group in groups.all():
        affair = [told[int(k)] for k in group]
        if _clash(affair, evidence):
            yield affair


def day_of(told: Told, evidence: Evidence) -> date:
    """Return the day of the act, else that of its report; the first of all where none is known."""
    day = told.act.time.start or evidence.reports[told.act.report].published
    return date.fromisoformat(day[:10]) if day else date.min


def _clash(affair: Sequence[Told], evidence: Evidence) -> bool:
    """Tell whether a reason and a charge are given by different voices."""
    voices: dict[str, set[str]] = defaultdict(set)
    for told in affair:
        side = motive_words().side(told.motive.kind)
        voices[side].add(evidence.origins[told.carrier.id])
    return len(voices) == 2 and len(voices["reason"] | voices["charge"]) > 1


def told_motives(evidence: Evidence) -> Iterator[Told]:
    """Yield the motives that the claims give, each with its act: one of the same report."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims.values():
        by_report[claim.report].append(claim)
    for claims in by_report.values():
        ordered = sorted(claims, key=lambda c: (c.start, c.trigger.start, c.id))
        for carrier in ordered:
            for motive in carrier.motives:
                act = _act(motive, carrier, ordered, evidence)
                if act is not None:
                    yield Told(motive, carrier, act)


def _act(
    motive: Motive, carrier: Claim, claims: Sequence[Claim], evidence: Evidence
) -> Claim | None:
    """Return the act that a motive is of, None where none can be told."""
    on_ground = evidence.family(carrier) in _GROUND
    if _points_back(motive, carrier, evidence):
        before = [
            c for c in claims
            if carrier.start - _NEARBY <= c.end <= carrier.start
            and _is_act(c) and c.event_type in _AFFAIRS
        ]  # fmt: skip
        return before[-1] if before else None
    if motive.act_start == carrier.trigger.start:  # else the motive of a pledge, of a visit
        return carrier if on_ground and _is_act(carrier) else None
    accused = [] if on_ground else actors_of(carrier)
    voice = carrier.attribution.source if carrier.attribution else None
    accused = [a for a in accused if a != voice]
    return next(
        (c for c in claims if _is_act(c) and c.event_type in _AFFAIRS and c.actors
         and not (accused and _apart(accused, actors_of(c), evidence))),
        None,
    )  # fmt: skip


def _points_back(motive: Motive, carrier: Claim, evidence: Evidence) -> bool:
    """Tell whether the act is only *it*: the one told last before that sentence."""
    if motive.act_start is None or motive.act_end is None:
        return False
    word = evidence.reports[carrier.report].text[motive.act_start : motive.act_end]
    return word.lower() in _PRONOUNS and motive.act_start != carrier.trigger.start


def _is_act(claim: Claim) -> bool:
    return claim.polarity == "asserted" and claim.modality == "actual" and not claim.background


def _apart(one: Sequence[str], two: Sequence[str], evidence: Evidence) -> bool:
    return evidence.cast.compare_any(one, two) <= Verdict.UNKNOWN


def are_of_one_affair(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether two acts may be one affair, so that their motives belong together."""
    if one.id == two.id:
        return True
    families = (evidence.family(one), evidence.family(two))
    kin = {one.event_type, two.event_type} <= _AFFAIRS
    if not kin and types.compare(one.event_type, two.event_type, families) is Verdict.CONFLICT:
        return False
    if _apart(actors_of(one), actors_of(two), evidence):
        return False
    if (times.days_apart(one.time, two.time) or 0) > _DAYS:
        return False
    places = [evidence.map.compare(a, b) for a in places_of(one) for b in places_of(two)]
    return not places or max(places) is not Verdict.CONFLICT


def _position(kind: MotiveKind, told: Sequence[Told], evidence: Evidence) -> Position:
    words = min((t.motive.text for t in told), key=lambda w: (len(w), w))
    shown = " ".join(words.split()[:_WORDS_SHOWN])
    cut = "…" if len(shown) < len(" ".join(words.split())) else ""
    value = f"{motive_words().label(kind)}: “{shown}{cut}”"
    return position(value, [t.carrier for t in told], evidence)
