"""The actors and the places of a case: lists to begin from, those met most often first.

In: a visit; `words` in its address narrows to names that hold them. Out: a page of a list,
each with how many events it has to do with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from consilience.casefile.mentions import Noun, met
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.paging import listing
from consilience.model import Actor, Place


def show_actors(visit: Visit) -> Shown:
    """Return the list of actors."""
    found, total = _met(visit, "actor")
    actors = {a.id: a for a in visit.case.actors_of([i for i, _ in found])}
    listed = [(actors[i], n) for i, n in found if i in actors]
    return _shown(visit, "Actors", "actors.html", listed, total, _of_actor)


def show_places(visit: Visit) -> Shown:
    """Return the list of places."""
    found, total = _met(visit, "place")
    places = {p.id: p for p in visit.case.places_of([i for i, _ in found])}
    outer = {p.id: p for p in visit.case.places_of(
        sorted({p.within for p in places.values() if p.within}))}  # fmt: skip
    listed = [(places[i], n) for i, n in found if i in places]
    return _shown(visit, "Places", "places.html", listed, total, _of_place, outer=outer)


def _met(visit: Visit, noun: Noun) -> tuple[list[tuple[str, int]], int]:
    asked = visit.asked
    among = visit.case.named(asked.words, places=noun == "place") if asked.words else None
    with visit.case.reading() as connection:
        return met(connection, noun, asked.per, asked.offset, among)


def _shown(
    visit: Visit, title: str, template: str, listed: Sequence[tuple[Any, int]], total: int,
    row: Callable[[Any, int], tuple[str | int | float | None, ...]],
    outer: Mapping[str, Place] | None = None,
) -> Shown:  # fmt: skip
    noun = title.lower()[:-1]
    return Shown(
        template=template, title=title,
        data=lambda: listing(visit, total, [{noun: one, "events": n} for one, n in listed]),
        rows=lambda: Rows(columns=_COLUMNS[noun], rows=[row(one, n) for one, n in listed]),
        context={"listed": listed, "total": total, "outer": outer or {}},
    )  # fmt: skip


_COLUMNS = {
    "actor": ("id", "name", "kind", "country", "aliases", "events"),
    "place": ("id", "name", "precision", "lat", "lon", "country", "within", "events"),
}


def _of_actor(actor: Actor, events: int) -> tuple[str | int | float | None, ...]:
    return (actor.id, actor.name, actor.kind, actor.country, "; ".join(actor.aliases), events)


def _of_place(place: Place, events: int) -> tuple[str | int | float | None, ...]:
    return (place.id, place.name, place.precision, place.lat, place.lon, place.country,
            place.within, events)  # fmt: skip
