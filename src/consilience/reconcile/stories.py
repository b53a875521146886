"""Reports of one unfolding affair.

In: reports, and which events they share. Out: `Story`s. Two reports belong
together when they tell the same event, are copies, or speak of the same few
places and actors within a week.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from consilience.model import Event, Report, Story
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.groups import Groups
from consilience.reconcile.tolls import tolls

_ALIKE = 0.35  # cosine of the weighted names of two reports
_DAYS = 7


def stories(reports: Sequence[Report], events: Sequence[Event], evidence: Evidence) -> list[Story]:
    """Return the stories, every report in exactly one, in order of their first day and id."""
    groups = Groups(r.id for r in reports)
    for report in reports:
        if report.copy_of:
            groups.join(report.id, report.copy_of)
    for event in events:
        for other in event.reports[1:]:
            groups.join(event.reports[0], other)
    for one, two in _alike(reports, evidence):
        groups.join(one, two)
    by_id = {r.id: r for r in reports}
    event_of = {c: e.id for e in events for c in e.claims}
    made = [_story([by_id[i] for i in group], events, event_of, evidence) for group in groups.all()]
    return sorted(made, key=lambda s: (s.start or "9999", s.id))


def _story(
    reports: Sequence[Report],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    evidence: Evidence,
) -> Story:
    ids = tuple(sorted(r.id for r in reports))
    days = sorted(r.published[:10] for r in reports if r.published)
    mine = set(ids)
    claims = [c for c in evidence.claims.values() if c.report in mine and not c.background]
    told = sorted(claims, key=lambda c: c.id)
    counted = tolls(told, evidence, cumulative=True, events=event_of)
    return Story(
        id="s-" + hashlib.sha256(" ".join(ids).encode()).hexdigest()[:12],
        title=_title(reports, events, evidence), reports=ids,
        start=days[0] if days else None, end=days[-1] if days else None,
        tolls=tuple(t for t in counted if len({r.origin for r in t.by_origin}) > 1),
    )  # fmt: skip


def _title(reports: Sequence[Report], events: Sequence[Event], evidence: Evidence) -> str:
    """Return the story's most told place and most told doers, in neutral words."""
    mine = {r.id for r in reports}
    places: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    for event in events:
        if mine & set(event.reports) and evidence.families[event.event_type] != "speech":
            weight = len(event.reports)
            if event.place:
                places[evidence.places[event.place].name] += weight
            for actor in event.actors:
                actors[actor] += weight
    top = [n for n, _ in sorted(places.items(), key=lambda p: (-p[1], p[0]))[:2]]
    told = sorted(actors, key=lambda a: (-actors[a], a))[:3]
    who = [evidence.actors[a].name for a in evidence.cast.one_name_a_side(told)[:2]]
    parts = [" and ".join(top), ", ".join(who)]
    return ": ".join(p for p in parts if p) or min(
        (r.title for r in reports if r.title), default=""
    )


def _alike(reports: Sequence[Report], evidence: Evidence) -> list[tuple[str, str]]:
    names = _names(evidence)
    spread: Counter[str] = Counter(n for mine in names.values() for n in mine)
    weights = {n: math.log(1 + len(reports) / spread[n]) for n in spread}
    by_name: dict[str, list[str]] = defaultdict(list)
    for report in sorted(names):
        for name in names[report]:
            if spread[name] <= max(10, len(reports) // 5):
                by_name[name].append(report)
    pairs = {(a, b) for told in by_name.values() for n, a in enumerate(told) for b in told[n + 1 :]}
    days = {r.id: r.published for r in reports}
    return [
        (a, b)
        for a, b in sorted(pairs)
        if _near(days[a], days[b]) and _cosine(names[a], names[b], weights) >= _ALIKE
    ]


def _names(evidence: Evidence) -> dict[str, Counter[str]]:
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in evidence.claims.values():
        for ref in claim.places:
            out[claim.report][ref.place] += 1
        for actor in (*claim.actors, *claim.targets):
            out[claim.report][actor.actor] += 1
    return out


def _near(one: str | None, two: str | None) -> bool:
    if not one or not two:
        return True
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(two[:10])).days) <= _DAYS


def _cosine(one: Counter[str], two: Counter[str], weights: Mapping[str, float]) -> float:
    def norm(counts: Counter[str]) -> float:
        return math.sqrt(sum((math.log1p(c) * weights[n]) ** 2 for n, c in sorted(counts.items())))

    dot = sum(
        math.log1p(one[n]) * math.log1p(two[n]) * weights[n] ** 2 for n in sorted(one) if n in two
    )
    return dot / (norm(one) * norm(two)) if dot else 0.0
