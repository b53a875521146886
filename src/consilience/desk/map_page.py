"""The map: where events that fit are told to be, and the list of those in its frame.

In: a visit; `frame` in its address is the part of the world that is looked at. Out: places
with their counts and who is said to hold them, the events of the frame, and a drawing for
browsers without script. Script draws the same places, read from the page's own table, so
that the two cannot differ. What has no point is counted beside the map, never put on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from consilience.casefile import calendar
from consilience.casefile.holders import holders
from consilience.casefile.spots import Spot, pointless, spots
from consilience.desk.addresses import Asked
from consilience.desk.answers import Shown, Visit
from consilience.desk.event_list import rows
from consilience.desk.names import Names, look_up, names_of
from consilience.desk.paging import listing
from consilience.model import Control, Event
from consilience.publish import atlas
from consilience.publish.basemap import Window
from consilience.publish.index import place_name

MOST_SPOTS = 400  # places listed and drawn by script: more cover each other on any screen
MOST_DRAWN = 90  # places drawn without script, where nobody can come closer with a wheel
WIDE, NARROW = (1080, 560), (358, 420)  # pixels of the drawing on a desk and on a telephone
_STEP = 0.5  # of the frame: how far a step to one side goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A place on the map, and who is said to hold it last."""

    spot: Spot
    control: tuple[Control, ...]


def show(visit: Visit) -> Shown:
    """Return the map that is asked for."""
    asked = visit.asked
    always = replace(asked.filter, since=None, until=None)
    with visit.case.reading() as connection:
        found = spots(connection, asked.filter, MOST_SPOTS)
        hidden = pointless(connection, asked.filter)
        days = [d.day for d in calendar.days(connection, always)]
        said = holders(connection, [s.place.id for s in found], asked.filter.until)
    events = visit.case.events(asked.filter, limit=asked.per, offset=asked.offset)
    total = visit.case.count_events(asked.filter)
    held = [Held(spot=s, control=tuple(said.get(s.place.id, ()))) for s in found]
    names = _names(visit, held, events)
    return Shown(
        template="map.html", title="Map",
        data=lambda: {"places": held, "events_without_a_point": hidden,
                      "events": listing(visit, total, events)},
        rows=lambda: rows(events, names),
        context={"held": held, "hidden": hidden, "days": days, "events": events, "total": total,
                 "names": names, "drawn": _drawn(held, asked, names), "reach": atlas.REACH_KM,
                 "least": atlas.LEAST_PX, "cut": len(found) == MOST_SPOTS, "drawable":
                 atlas.is_drawable},
    )  # fmt: skip


def _names(visit: Visit, held: Sequence[Held], events: Sequence[Event]) -> Names:
    """Return the names of the events' actors and places, and of the map's."""
    here = names_of(visit.case, events)
    rows = [c for h in held for c in h.control]
    actors = {c.holder for c in rows} | {o.removeprefix("o-") for c in rows for o in c.origins}
    more = look_up(visit.case, actors, {h.spot.place.id for h in held})
    return Names({**more.actors, **here.actors}, {**more.places, **here.places}, more.titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The drawings of a map by the screen they are for, and where one can go from it.

    `ways` are addresses' frames by the words of their links; `left` places are not drawn.
    """

    sheets: tuple[tuple[str, atlas.Sheet], ...]
    ways: Mapping[str, str]
    left: int


def _drawn(held: Sequence[Held], asked: Asked, names: Names) -> Drawn:
    frame = _window(asked)
    every = [_spot(h, names) for h in held if atlas.is_drawable(h.spot.place)]
    pairs = (("wide", WIDE), ("narrow", NARROW))
    made = [(name, atlas.sheet(every[:MOST_DRAWN], [], *size, frame)) for name, size in pairs]
    sheets = tuple((name, sheet) for name, sheet in made if sheet)
    left = len(every[MOST_DRAWN:]) + (len(sheets[0][1].outside) if sheets else 0)
    return Drawn(sheets=sheets, ways=ways(sheets[0][1].frame) if sheets else {}, left=left)


def _spot(held: Held, names: Names) -> atlas.Spot:
    place = names.places.get(held.spot.place.id, held.spot.place)
    return atlas.Spot(
        place=place, name=place_name(place), events=held.spot.events,
        contested=held.spot.disputed > 0,
    )  # fmt: skip


def _window(asked: Asked) -> Window | None:
    """Return the frame as a window; one across the 180th meridian goes on past it."""
    if asked.filter.frame is None:
        return None
    south, west, north, east = asked.filter.frame
    return Window(west, south, east if east >= west else east + 360, north)


def ways(seen: Window) -> dict[str, str]:
    """Return the frames that a step in each direction leads to, by the words of the step."""
    high, wide = seen.north - seen.south, seen.east - seen.west
    up, aside = high * _STEP, wide * _STEP
    return {
        "Closer": _frame(seen, high / 4, wide / 4, -high / 4, -wide / 4),
        "Further out": _frame(seen, -up, -aside, up, aside),
        "North": _frame(seen, up, 0, up, 0),
        "South": _frame(seen, -up, 0, -up, 0),
        "West": _frame(seen, 0, -aside, 0, -aside),
        "East": _frame(seen, 0, aside, 0, aside),
    }


def _frame(seen: Window, south: float, west: float, north: float, east: float) -> str:
    """Return the frame whose sides are moved by so many degrees, as an address has it."""
    bottom, top = max(seen.south + south, -90.0), min(seen.north + north, 90.0)
    if seen.east + east - (seen.west + west) >= 360:
        left, right = -180.0, 180.0
    else:
        left, right = _turned(seen.west + west), _turned(seen.east + east)
    return ",".join(f"{side:.3f}" for side in (bottom, left, top, right))


def _turned(lon: float) -> float:
    return (lon + 180) % 360 - 180
