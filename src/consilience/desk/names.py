"""The names of what a page shows: only of these, however large the case is.

In: a case, and the objects of a page. Out: `Names`, which turns ids into the names that a
reader sees. An id that leads nowhere has a plain name too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consilience.casefile import Case
from consilience.model import Actor, Event, Place
from consilience.publish.index import place_name


@dataclass(frozen=True, slots=True)
class Names:
    """Actors and places by id."""

    actors: Mapping[str, Actor]
    places: Mapping[str, Place]

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
        found = self.actors.get(id.removeprefix("o-"))
        return found.name if found else "a report in its own words"


def names_of(case: Case, events: Iterable[Event]) -> Names:
    """Return the names of the actors, origins and places of events."""
    shown = list(events)
    actors = {i for e in shown for i in (*e.actors, *e.targets)}
    actors |= {o.removeprefix("o-") for e in shown for o in e.origins}
    return look_up(case, actors, {e.place for e in shown if e.place})


def look_up(case: Case, actors: Iterable[str], places: Iterable[str]) -> Names:
    """Return the names of these actors and places, and of what the places lie in."""
    found = case.places_of(sorted({*places}))
    outer = case.places_of(sorted({p.within for p in found if p.within} - {p.id for p in found}))
    return Names(
        {a.id: a for a in case.actors_of(sorted({*actors}))},
        {p.id: p for p in (*outer, *found)},
    )  # fmt: skip
