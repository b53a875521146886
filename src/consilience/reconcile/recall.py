"""The evidence again, from pictures that are finished.

In: one or more pictures. Out: `Evidence` as the rules want it, so that a picture
that was read from a file can be compared and explained by the same rules that
made it. Of an actor or a place that several pictures hold, the last one's is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from consilience.knowledge.event_types import EventType
from consilience.knowledge.files import DATA, read_sections
from consilience.model import Actor, Picture, Report
from consilience.reconcile.aside import named_aside
from consilience.reconcile.evidence import Evidence, is_weighed
from consilience.reconcile.origins import (
    is_own_voice,
    name_of,
    origin_of,
    origins_of_claims,
    publishers,
)

# The family of a type that the package does not know (of a user's own knowledge file).
_OTHER = "other"
# So many words of its text call a report that has no title.
_NAME_WORDS = 8


def recall(*pictures: Picture) -> Evidence:
    """Return the evidence of the pictures, oldest first, as it was before it was weighed."""
    known = event_types()
    reports = {r.id: r for p in pictures for r in p.reports}
    every = {c.id: c for p in pictures for c in p.claims}
    kinds = {c.event_type: known.get(c.event_type) for c in every.values()}
    alone = named_aside(every.values())
    people = {a.id: a for p in pictures for a in p.actors}
    actors = {i: a for i, a in people.items() if i not in alone}
    actors |= {i: a for i, a in publishers(reports.values()).items() if i not in actors}
    return Evidence(
        reports=dict(sorted(reports.items())),
        claims={i: c for i, c in sorted(every.items()) if is_weighed(c)},
        aside={i: c for i, c in sorted(every.items()) if not is_weighed(c)},
        actors=actors,
        places={x.id: x for p in pictures for x in p.places if x.id not in alone},
        aside_actors={i: a for i, a in people.items() if i in alone},
        aside_places={x.id: x for p in pictures for x in p.places if x.id in alone},
        origins={i: o for p in pictures for i, o in _origins(p, actors, people).items()},
        families={i: k.family if k else _OTHER for i, k in kinds.items()},
        ranks={i: k.rank if k else 0 for i, k in kinds.items()},
        labels={i: k.label if k else i.replace("_", " ") for i, k in kinds.items()},
    )


def weighed(picture: Picture) -> Picture:
    """Return the picture without claims that only a language model has pointed at.

    Actors and places that these alone name go with them, unless they are voices of others.
    """
    alone = named_aside(picture.claims) - {o.actor for o in picture.origins}
    return replace(
        picture, claims=tuple(c for c in picture.claims if is_weighed(c)),
        actors=tuple(a for a in picture.actors if a.id not in alone),
        places=tuple(p for p in picture.places if p.id not in alone),
    )  # fmt: skip


@cache
def event_types() -> Mapping[str, EventType]:
    """Return the event types of the package, by id."""
    rows = read_sections([DATA / "event_types.yaml"], {"event_types": EventType}, partial=True)
    return {row.id: row for row in rows["event_types"]}


def called(report: Report) -> str:
    """Return a report's title, or its first words where it has none, and its publisher."""
    first = report.text.split()
    words = " ".join(first[:_NAME_WORDS]) + (" …" if len(first) > _NAME_WORDS else "")
    title = report.title or f"“{words}”"
    return f"{title} ({report.publisher})" if report.publisher else title


def voice(origin: str, evidence: Evidence) -> str:
    """Return the name of an origin; a report's own voice is said to be that."""
    report = evidence.reports.get(origin[2:])
    if report and not report.title and not report.publisher:
        return f"the report {called(report)}"
    name = name_of(origin, evidence.actors, evidence.reports)
    own = is_own_voice(origin) and not name.startswith(("the report", "a report"))
    return f"{name}, in its own words" if own else name


def _origins(
    picture: Picture, actors: Mapping[str, Actor], people: Mapping[str, Actor]
) -> dict[str, str]:
    """Return the origin of every claim; those that stand aside may name anybody of `people`."""
    reports = {r.id: r for r in picture.reports}
    weighed = origins_of_claims([c for c in picture.claims if is_weighed(c)], reports, actors)
    aside = (c for c in picture.claims if not is_weighed(c))
    voices = {**people, **actors}
    return weighed | {c.id: origin_of(c, reports, voices) for c in aside}
