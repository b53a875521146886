"""Find and name what the ids of a picture stand for.

In: a `Picture`. Out: `Index`, which gives each thing by its id, each claim,
event and report its anchor in the brief, and every actor, place, origin and
report the name that a reader sees. An id that leads nowhere has a plain name too:
no id is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consilience.model import (
    Actor,
    Claim,
    Dispute,
    Event,
    Origin,
    Picture,
    Place,
    Report,
)

TITLE_CHARS = 90
# A name that says already that it is more than a town.
PROVINCE = re.compile(
    r"(?i)\b(province|governorate|region|state|oblast|district|county|department|territory|strip)\b"
)


@dataclass(frozen=True, slots=True)
class Index:
    """All that a picture holds, by id."""

    picture: Picture
    reports: dict[str, Report]
    claims: dict[str, Claim]
    events: dict[str, Event]
    disputes: dict[str, Dispute]
    actors: dict[str, Actor]
    places: dict[str, Place]
    origins: dict[str, Origin]
    origin_of_actor: dict[str, str]
    report_numbers: dict[str, int]
    anchors: dict[str, str]

    def actor(self, id: str) -> str:
        """Return an actor's canonical name."""
        found = self.actors.get(id)
        return found.name if found else "someone not named"

    def place(self, id: str | None) -> str:
        """Return a place's name, with what it lies in where that is not the country."""
        found = self.places.get(id or "")
        if not found:
            return ""
        outer = self.places.get(found.within or "")
        if outer and outer.precision not in ("country", "unknown") and outer.name not in found.name:
            return f"{place_name(found)}, {outer.name}"
        return place_name(found)

    def origin(self, id: str) -> str:
        """Return an origin's name; one that is no actor is a report in its own words."""
        found = self.origins.get(id)
        if found and found.actor in self.actors:
            return self.actor(found.actor or "")
        if found and found.reports:
            return f"{self.by_line(found.reports[0])} in its own words"
        return "a source not named"

    def voices(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of origins; reports in their own words come last, as one."""
        named: dict[str, None] = {}
        own: dict[str, None] = {}
        for id in ids:
            found = self.origins.get(id)
            is_named = found is not None and found.actor in self.actors
            (named if is_named else own)[self.origin(id)] = None
        if len(own) > 1:
            return (*named, f"{len(own)} reports in their own words")
        return (*named, *own)

    def report(self, id: str) -> str:
        """Return *Report 3*."""
        return f"Report {self.report_numbers[id]}" if id in self.report_numbers else "a report"

    def by_line(self, id: str) -> str:
        """Return *Report 3 (Morning Post)*."""
        found = self.reports.get(id)
        name = self.report(id)
        return f"{name} ({found.publisher})" if found and found.publisher else name

    def anchor(self, id: str) -> str:
        """Return the anchor of a claim, event, dispute or report in the brief."""
        return self.anchors.get(id, "reports")


def index(picture: Picture) -> Index:
    """Return the index of `picture`."""
    return Index(
        picture=picture,
        reports={r.id: r for r in picture.reports},
        claims={c.id: c for c in picture.claims},
        events={e.id: e for e in picture.events},
        disputes={d.id: d for d in picture.disputes},
        actors={a.id: a for a in picture.actors},
        places={p.id: p for p in picture.places},
        origins={o.id: o for o in picture.origins},
        origin_of_actor={o.actor: o.id for o in picture.origins if o.actor},
        report_numbers={r.id: n for n, r in enumerate(picture.reports, 1)},
        anchors=_anchors(picture),
    )


def place_name(place: Place) -> str:
    """Return a place's name; a province is told from the city that it is named after."""
    is_plain = place.precision == "admin1" and not PROVINCE.search(place.name)
    return f"{place.name} (province)" if is_plain else place.name


def title(report: Report) -> str:
    """Return a report's title, or the first words of its text where it has none."""
    lines = (report.title or report.text).strip().splitlines()
    words = " ".join(lines[0].split()) if lines else ""
    if len(words) <= TITLE_CHARS:
        return words or "Without words"
    return words[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:—–-") + " …"


def _anchors(picture: Picture) -> dict[str, str]:
    """Number things within the picture: ids may hold anything, anchors only letters and digits."""
    kinds = (
        ("c", [claim.id for claim in picture.claims]),
        ("e", [event.id for event in picture.events]),
        ("d", [dispute.id for dispute in picture.disputes]),
        ("r", [report.id for report in picture.reports]),
    )
    return {id: f"{letter}{number}" for letter, ids in kinds for number, id in enumerate(ids, 1)}
