"""Find and name what the ids of a picture stand for.

In: a `Picture`. Out: `Index`, which gives each thing by its id, each claim,
event and report its anchor in the brief, and every actor, place, origin and
report the name that a reader sees. An id that leads nowhere has a plain name too:
no id is ever shown.
"""

from __future__ import annotations

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
        if outer and outer.precision not in ("country", "unknown") and outer.name != found.name:
            return f"{found.name}, {outer.name}"
        return found.name

    def origin(self, id: str) -> str:
        """Return an origin's name; one that is no actor is the reports that tell it."""
        found = self.origins.get(id)
        if found and found.actor in self.actors:
            return self.actor(found.actor or "")
        if found and found.reports:
            return f"{self.by_line(found.reports[0])}, naming no source"
        return "a source not named"

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


def title(report: Report) -> str:
    """Return a report's title, or the first words of its text where it has none."""
    words = " ".join((report.title or report.text).split())
    if len(words) <= TITLE_CHARS:
        return words or "Without words"
    return words[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:—–-") + " …"


def _anchors(picture: Picture) -> dict[str, str]:
    """Number things within the picture: ids may hold anything, anchors only letters and digits."""
    kinds = (
        ("c", picture.claims),
        ("e", picture.events),
        ("d", picture.disputes),
        ("r", picture.reports),
    )
    return {
        thing.id: f"{letter}{number}"
        for letter, things in kinds
        for number, thing in enumerate(things, 1)  # type: ignore[var-annotated,arg-type]
    }
