"""The names of what a page shows: only of these, however large the case is.

In: a case, and the objects of a page. Out: `Names`, which turns ids into the names that a
reader sees. An id that leads nowhere has a plain name too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consilience.casefile import Case, Filter
from consilience.model import Actor, Event, Place
from consilience.publish.index import place_name, title


@dataclass(frozen=True, slots=True)
class Names:
    """Actors and places by id, and the titles of reports that speak in their own words."""

    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    titles: Mapping[str, str] = field(default_factory=dict)

    def actor(self, id: str | None) -> str:
        """Return an actor's canonical name."""
        found = self.actors.get(id or "")
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
        key = id.removeprefix("o-")
        if key in self.actors:
            return self.actors[key].name
        return f"{self.titles.get(key, 'a report')} in its own words"


def names_of(case: Case, events: Iterable[Event]) -> Names:
    """Return the names of the actors and places of events."""
    shown = list(events)
    actors = {i for e in shown for i in (*e.actors, *e.targets)}
    return look_up(case, actors, {e.place for e in shown if e.place})


def look_up(case: Case, actors: Iterable[str], places: Iterable[str]) -> Names:
    """Return the names of these actors and places, and of what the places lie in."""
    asked = sorted({*actors})
    found = case.places_of(sorted({*places}))
    outer = case.places_of(sorted({p.within for p in found if p.within} - {p.id for p in found}))
    return Names(
        {a.id: a for a in case.actors_of(asked)},
        {p.id: p for p in (*outer, *found)},
        {i: title(r) for i in asked if i.startswith("r-") and (r := case.report(i))},
    )  # fmt: skip


def names_of_filters(case: Case, asked: Filter) -> dict[str, str]:
    """Return what the ids in a filter are called, by the filter's name in an address."""
    actor = case.actor(asked.actor) if asked.actor else None
    place = case.place(asked.place) if asked.place else None
    story = case.story(asked.story) if asked.story else None
    told = {"actor": actor.name if actor else "", "place": place_name(place) if place else "",
            "story": story.title if story else ""}  # fmt: skip
    return {name: words for name, words in told.items() if words}
