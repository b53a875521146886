"""The picture: coded reports in, everything weighed out.

In: reports, claims, actors and places of all reports, and the warnings so far.
Out: a `Picture`, its lists sorted, the same for the same input whatever the
order or the number of workers.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from consilience.knowledge.event_types import EventType
from consilience.model import (
    Actor,
    Claim,
    Dispute,
    Event,
    EventTime,
    MadeWith,
    Picture,
    PictureWarning,
    Place,
    Report,
    TimePrecision,
)
from consilience.reconcile import order
from consilience.reconcile.arithmetic import does_not_add_up
from consilience.reconcile.aside import everybody, named_aside
from consilience.reconcile.constraints import constrain
from consilience.reconcile.control import control
from consilience.reconcile.copies import lineage
from consilience.reconcile.disputes import Elsewhere, disputes, told_elsewhere
from consilience.reconcile.events import same_event
from consilience.reconcile.evidence import (
    Evidence,
    actors_of,
    first_of_each,
    is_weighed,
    once,
    rank_of_actor,
    rank_of_place,
    targets_of,
)
from consilience.reconcile.grades import grade
from consilience.reconcile.origins import origin_of, origins, origins_of_claims, publishers
from consilience.reconcile.questions import happening
from consilience.reconcile.revisions import revisions
from consilience.reconcile.stories import stories
from consilience.reconcile.summaries import summary
from consilience.reconcile.tolls import tolls
from consilience.reconcile.umbrellas import with_parts
from consilience.reconcile.whereabouts import place_of, way_of
from consilience.settings import Settings

_PRECISIONS: tuple[TimePrecision, ...] = ("day", "range", "week", "month", "year", "unknown")


def reconcile(
    reports: Sequence[Report],
    claims: Iterable[Claim],
    actors: Iterable[Actor],
    places: Iterable[Place],
    types: Mapping[str, EventType],
    settings: Settings,
) -> Evidence:
    """Return the evidence: copies marked, origins found, everything indexed."""
    drawn = lineage(reports, settings)
    marked = {
        r.id: replace(
            r, copy_of=drawn.copy_of.get(r.id), version_of=drawn.version_of.get(r.id),
            contains=drawn.contains.get(r.id, ()),
        )
        for r in reports
    }  # fmt: skip
    every = {c.id: c for c in sorted(claims, key=lambda c: c.id)}
    told = {i: c for i, c in every.items() if is_weighed(c)}
    aside = {i: c for i, c in every.items() if not is_weighed(c)}
    alone = named_aside(every.values())
    people, spots = first_of_each(actors, rank_of_actor), first_of_each(places, rank_of_place)
    cast = {i: a for i, a in people.items() if i not in alone}
    cast |= {a.id: a for a in publishers(marked.values()).values()}
    voices = {**people, **cast}
    return Evidence(
        reports=dict(sorted(marked.items())),
        claims=told,
        actors=cast,
        places={i: p for i, p in spots.items() if i not in alone},
        aside=aside,
        aside_actors={i: a for i, a in people.items() if i in alone},
        aside_places={i: p for i, p in spots.items() if i in alone},
        origins=origins_of_claims([*told.values()], marked, cast)
        | {i: origin_of(c, marked, voices) for i, c in aside.items()},
        families={t.id: t.family for t in types.values()},
        ranks={t.id: t.rank for t in types.values()},
        labels={t.id: t.label for t in types.values()},
        lineage=drawn,
    )


def paint(
    evidence: Evidence,
    warnings: Iterable[PictureWarning],
    made_with: MadeWith,
    found: Sequence[Sequence[str]] | None = None,
) -> Picture:
    """Return the picture of the evidence.

    `found` are the claims of each event where they are known already (`spread.py`).
    """
    groups = constrain(same_event(evidence) if found is None else found, evidence)
    held, on_control = control(evidence)
    asked = {c for d in on_control for p in d.positions for c in p.claims}
    elsewhere = told_elsewhere(groups, evidence, asked)
    of_claim = by_claim(on_control)
    made = [
        weighed(n, evidence.of(group), elsewhere, touching(group, of_claim), evidence)
        for n, group in enumerate(groups)
    ]
    found_events = sorted(
        (e for e, _ in made), key=lambda e: order.of_event(e, evidence.families[e.event_type])
    )
    events = with_parts(found_events, evidence)
    event_of = {c: e.id for e in events for c in e.claims}
    at_odds = [*(d for _, ds in made for d in ds), *on_control]
    told = stories([*evidence.reports.values()], events, at_odds, evidence)
    story_of = {r: s.id for s in told for r in s.reports}
    claims = [replace(c, event=event_of[c.id]) for c in evidence.claims.values()]
    shown, known = [*claims, *evidence.aside.values()], everybody(evidence)
    voices = origins(claims, evidence.origins, evidence.reports, evidence.actors)
    return Picture(
        schema="consilience/picture/1",
        made_with=made_with,
        reports=tuple(
            sorted(
                (replace(r, story=story_of[r.id]) for r in evidence.reports.values()),
                key=order.of_report,
            )
        ),
        claims=tuple(sorted(shown, key=order.of_claim)),
        events=tuple(events),
        disputes=tuple(sorted(at_odds, key=order.of_dispute)),
        control=tuple(held),
        actors=_used_actors(shown, [o.actor for o in voices], known),
        places=_used_places(shown, known),
        stories=tuple(told),
        origins=tuple(voices),
        timeline=tuple(order.timeline(events)),
        warnings=tuple(
            sorted(
                {
                    *warnings,
                    *of_reports(evidence),
                },
                key=order.of_warning,
            )
        ),
    )


def of_reports(evidence: Evidence) -> list[PictureWarning]:
    """Return what is to be said of the reports one by one, and of those that repeat others."""
    claims = [*evidence.claims.values()]
    return [
        *_unplaced(claims, evidence),
        *does_not_add_up(evidence),
        *revisions(claims, evidence),
    ]


def event_id(claims: Iterable[str]) -> str:
    """Return the id of the event that these claims tell."""
    return "e-" + hashlib.sha256(" ".join(sorted(claims)).encode()).hexdigest()[:12]


def weighed(
    number: int,
    claims: Sequence[Claim],
    elsewhere: Elsewhere,
    touching: Sequence[Dispute],
    evidence: Evidence,
) -> tuple[Event, list[Dispute]]:
    """Return the event that claims tell, and the disputes on it.

    It depends on these claims, on what `elsewhere` has for group `number`, and on the disputes
    on control that its claims take a side in (`touching`).
    """
    ids = tuple(sorted(c.id for c in claims))
    key = event_id(ids)
    type_id = _type(claims, evidence)
    place = place_of(claims, evidence)
    counted = tolls(claims, evidence)
    time = _time(claims)
    what = happening(type_id, place, time, evidence, way_of(claims, place))
    own = [
        d
        for d in disputes(key, what, claims, evidence, elsewhere, number)
        if not _told_as_control(d, touching)
    ]
    word, reason, count = grade(claims, [*own, *touching], evidence)
    return Event(
        id=key, event_type=type_id,
        acled=next((c.acled for c in claims if c.event_type == type_id), None),
        summary=summary(type_id, claims, place, counted, evidence),
        claims=ids, reports=evidence.reports_of(claims), origins=evidence.origins_of(claims),
        actors=once(a for c in claims for a in actors_of(c)),
        targets=once(a for c in claims for a in targets_of(c)),
        place=place, time=time, tolls=tuple(counted), grade=word, reason=reason,
        disputes=tuple(sorted(d.id for d in [*own, *touching])), independent_origins=count,
    ), own  # fmt: skip


def by_claim(disputes: Iterable[Dispute]) -> dict[str, list[Dispute]]:
    """Return the disputes that each claim takes a side in."""
    out: dict[str, list[Dispute]] = defaultdict(list)
    for dispute in disputes:
        for claim in {c for p in dispute.positions for c in p.claims}:
            out[claim].append(dispute)
    return out


def touching(claims: Iterable[str], of_claim: Mapping[str, Sequence[Dispute]]) -> list[Dispute]:
    """Return the disputes on control that the claims take a side in, in order of id."""
    found = {d.id: d for c in claims for d in of_claim.get(c, ())}
    return [found[i] for i in sorted(found)]


def _told_as_control(dispute: Dispute, on_control: Sequence[Dispute]) -> bool:
    """Tell whether a denial of progress is already asked as who is inside the place."""
    denied = {c for p in dispute.positions if p.value == "it did not" for c in p.claims}
    asked = {c for d in on_control for p in d.positions for c in p.claims}
    return dispute.field == "occurrence" and bool(denied & asked)


def _type(claims: Sequence[Claim], evidence: Evidence) -> str:
    """Return the type that most claims give, the more specific of two that tie."""
    counts = Counter(c.event_type for c in claims)
    specific = max(counts, key=lambda t: (evidence.ranks[t], t))
    most = max(counts, key=lambda t: (counts[t], evidence.ranks[t], t))
    vague = evidence.ranks[most] <= 60
    return specific if vague else most


def _time(claims: Sequence[Claim]) -> EventTime:
    """Return the days on which all dated accounts can be right, else all days they give."""
    dated = [c.time for c in claims if c.time.start and c.time.end]
    if not dated:
        return EventTime(start=None, end=None, precision="unknown")
    start = max(t.start or "" for t in dated)
    end = min(t.end or "" for t in dated)
    if start > end:
        start, end = min(t.start or "" for t in dated), max(t.end or "" for t in dated)
    precision = min((t.precision for t in dated), key=_PRECISIONS.index)
    if precision == "day" and start != end:
        precision = "range"
    return EventTime(start=start, end=end, precision=precision)


def _used_actors(
    claims: Sequence[Claim], voices: Iterable[str | None], evidence: Evidence
) -> tuple[Actor, ...]:
    used = {a for c in claims for a in (*actors_of(c), *targets_of(c))}
    used |= {c.attribution.source for c in claims if c.attribution and c.attribution.source}
    used |= {v.actor for c in claims if c.attribution for v in c.attribution.via}
    used |= {v for v in voices if v}
    for actor in sorted(used):
        used |= evidence.cast.chain(actor) & evidence.actors.keys()
    return tuple(evidence.actors[a] for a in sorted(used))


def _used_places(claims: Sequence[Claim], evidence: Evidence) -> tuple[Place, ...]:
    used = {p for c in claims for ref in c.places for p in evidence.map.chain(ref.place)}
    return tuple(evidence.places[p] for p in sorted(used))


_NO_DAY_TOLD = "Read the sentence; neither it nor those before it give a day."


def _unplaced(claims: Sequence[Claim], evidence: Evidence) -> list[PictureWarning]:
    """Return a warning for each claim of an act on the ground without a place or a day."""
    out = []
    for claim in claims:
        if evidence.families[claim.event_type] not in {"violence", "territory"}:
            continue
        quote = claim.quote if len(claim.quote) <= 90 else claim.quote[:87] + "…"
        dated = evidence.reports[claim.report].published is not None
        undated = _NO_DAY_TOLD if dated else "Give the report's date with --published."
        for missing, code, hint in (
            (not claim.places, "not-placed", "Read the sentence; no place stands near it."),
            (not claim.time.start, "not-dated", undated),
        ):
            if missing:
                out.append(
                    PictureWarning(code=code, message=f"“{quote}”", report=claim.report,
                                   start=claim.start, end=claim.end, hint=hint)
                )  # fmt: skip
    return out
