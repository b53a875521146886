"""Reports of one unfolding affair.

In: reports, with the events and disputes that their claims make. Out: `Story`s, each with
a title, its days and the tolls that different voices count over it. What a report is about is in
`profiles`, which reports are about one thing is in `clusters`; a copy is always in the
story of what it copies.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from consilience.model import Claim, Dispute, Event, Figure, Report, Story
from consilience.reconcile.clusters import clusters
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.profiles import profiles
from consilience.reconcile.tolls import tolls

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# No affair of weeks kills so many: a running total that does is that of a war.
_WHOLE_WAR = 10_000


def stories(
    reports: Sequence[Report],
    events: Sequence[Event],
    disputes: Sequence[Dispute],
    evidence: Evidence,
) -> list[Story]:
    """Return the stories, every report in exactly one, in order of their first day and id."""
    copied = [(r.id, r.copy_of) for r in reports if r.copy_of]
    groups = clusters(profiles(evidence, events, disputes), copied)
    by_id = {r.id: r for r in reports}
    event_of = {c: e.id for e in events for c in e.claims}
    group_of = {r: n for n, group in enumerate(groups) for r in group}
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in evidence.claims.values():
        if not claim.background:
            told[group_of[claim.report]].append(claim)
    happened: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        for n in sorted({group_of[r] for r in event.reports}):
            happened[n].append(event)
    made = [
        _story([by_id[i] for i in group], happened[n], told[n], event_of, evidence)
        for n, group in enumerate(groups)
    ]
    return sorted(made, key=lambda s: (s.start or "9999", s.id))


def _story(
    reports: Sequence[Report],
    events: Sequence[Event],
    claims: Sequence[Claim],
    event_of: Mapping[str, str],
    evidence: Evidence,
) -> Story:
    ids = tuple(sorted(r.id for r in reports))
    days = sorted(r.published[:10] for r in reports if r.published)
    told = sorted(claims, key=lambda c: c.id)
    of_affair = partial(_is_of_affair, year=days[0][:4] if days else "")
    counted = tolls(told, evidence, counts=of_affair, events=event_of)
    return Story(
        id="s-" + hashlib.sha256(_first(reports).encode()).hexdigest()[:12],
        title=_title(reports, events, evidence), reports=ids,
        start=days[0] if days else None, end=days[-1] if days else None,
        tolls=tuple(t for t in counted if len({r.origin for r in t.by_origin}) > 1),
    )  # fmt: skip


def _is_of_affair(figure: Figure, year: str) -> bool:
    """Tell counts of events and running totals of an affair from the total of a whole war.

    `year` is the one in which the affair is first reported, empty where that is not known.
    """
    if not figure.cumulative:
        return True
    years = _YEAR.findall(figure.window or "")
    return figure.low < _WHOLE_WAR and all(y >= year for y in years)


def _first(reports: Sequence[Report]) -> str:
    """Return the id of the earliest report: a story that grows keeps its own id."""
    return min(reports, key=lambda r: (r.published or "9999", r.id)).id


def _title(reports: Sequence[Report], events: Sequence[Event], evidence: Evidence) -> str:
    """Return the story's most told place and most told doers, in neutral words."""
    places: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    for event in events:
        if evidence.families[event.event_type] != "speech":
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
