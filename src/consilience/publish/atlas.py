"""The map of a brief: where events are said to have happened, no finer than is known.

In: a picture's places and the events at each. Out: `Sheet`, the drawing in
pixels. A place is a dot; *near* a place and a district are soft discs, an area
is a larger one, a province is a wide dashed disc with its name; a country, and
a place that no gazetteer has, are listed and never drawn. Places far from where
most events are stand in `outside`, so that one of them does not shrink the rest.

The projection is equirectangular, true at the middle of the sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consilience.model import Place
from consilience.publish import basemap
from consilience.publish.basemap import Point, Ring, Window

KM_A_DEGREE = 111.32
# How far each precision reaches from its point, in km: what a reader of the text
# could still mean. A province's own extent is not known here, so it is drawn wide.
REACH_KM = {"near": 8.0, "district": 3.0, "area": 12.0, "admin1": 45.0}
LEAST_PX = {"near": 15.0, "district": 13.0, "area": 20.0, "admin1": 46.0}
DRAWN = ("point", "near", "district", "area", "admin1")
MARGIN = 0.16  # of the extent, so that no mark touches the frame
LEAST_KM = 50.0  # a narrower sheet would show nothing of the land around
LEAST_DEGREES = 0.2  # of a frame asked for: nearer, no place is known well enough
FAR = 3.0  # times the distance within which 70 % of the events lie
TOGETHER_PX = 14.0  # marks nearer than this cover each other and share a label
CHARACTER_PX = 6.9  # width of one character of a label at 13 px


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place and what happened there; `events` are the numbers to show."""

    place: Place
    name: str
    events: int
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place as drawn: pixels from the top left; `radius` of a disc, 0 for a dot."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A place's name beside its mark."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A place for orientation only."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale bar."""

    km: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One drawing of the map; `frame` is the part of the world that it shows."""

    width: int
    height: int
    frame: Window
    land: str
    boundaries: str
    marks: tuple[Mark, ...]
    towns: tuple[Town, ...]
    scale: Scale
    outside: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """From degrees to pixels."""

    west: float
    north: float
    px_lon: float
    px_lat: float

    def at(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.px_lon, (self.north - lat) * self.px_lat

    @property
    def px_km(self) -> float:
        return self.px_lat / KM_A_DEGREE


def sheet(
    spots: list[Spot], others: list[Place], width: int, height: int, frame: Window | None = None
) -> Sheet | None:
    """Return the drawing of `spots` in `width` by `height` pixels.

    With a `frame`, the drawing is of at least that part of the world; without one, of the
    part where most events are, and None where no spot can be drawn.
    """
    drawable = [s for s in spots if is_drawable(s.place)]
    if not drawable and frame is None:
        return None
    core = _core(drawable) if frame is None else drawable
    view = _view(core, width, height) if frame is None else _framed(frame, width, height)
    window = Window(
        view.west, view.north - height / view.px_lat, view.west + width / view.px_lon, view.north
    )
    groups = _grouped(_gravest_first(core), view)
    taken = [_box_of_mark(*_place(g[0], view)) for g in groups if g[0].place.precision != "admin1"]
    marks = [m for group in groups for m in _marks(group, view, taken, width, height)]
    shown = {s.place.id for s in core}
    return Sheet(
        width=width,
        height=height,
        frame=window,
        land=_land(window, view),
        boundaries=_lines(basemap.boundaries(window), view),
        marks=tuple(sorted(marks, key=lambda m: -m.radius)),
        towns=_towns([p for p in others if p.id not in shown], view, taken, width, height),
        scale=_scale(view, width),
        outside=tuple(s for s in drawable if s.place.id not in shown),
    )


def is_drawable(place: Place) -> bool:
    """Return whether a place has a point that it would be honest to draw."""
    return place.precision in DRAWN and place.lat is not None and place.lon is not None


def _core(spots: list[Spot]) -> list[Spot]:
    """Leave out what lies far from most events."""
    lat = _middle([(s.place.lat or 0.0, s.events) for s in spots])
    lon = _middle([(s.place.lon or 0.0, s.events) for s in spots])
    away = {s.place.id: _km(s.place, lat, lon) for s in spots}
    near = _middle([(away[s.place.id], s.events) for s in spots], 0.7)
    return [s for s in spots if away[s.place.id] <= max(FAR * near, 2 * LEAST_KM)]


def _middle(weighted: list[tuple[float, int]], share: float = 0.5) -> float:
    """Return the value below which `share` of the weight lies."""
    ordered = sorted(weighted)
    left = share * sum(weight for _, weight in ordered)
    for value, weight in ordered:
        left -= weight
        if left <= 0:
            return value
    return ordered[-1][0]


def _km(place: Place, lat: float, lon: float) -> float:
    north = ((place.lat or 0.0) - lat) * KM_A_DEGREE
    east = ((place.lon or 0.0) - lon) * KM_A_DEGREE * math.cos(math.radians(lat))
    return math.hypot(north, east)


def _view(spots: list[Spot], width: int, height: int) -> _View:
    lats = [s.place.lat or 0.0 for s in spots]
    lons = [s.place.lon or 0.0 for s in spots]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(math.cos(math.radians(lat)), 0.1)
    reach = 2 * max(REACH_KM.get(s.place.precision, 0.0) for s in spots)
    tall = max((max(lats) - min(lats)) * KM_A_DEGREE * (1 + 2 * MARGIN) + reach, LEAST_KM)
    wide = max((max(lons) - min(lons)) * KM_A_DEGREE * squeeze * (1 + 2 * MARGIN) + reach, LEAST_KM)
    px_km = min(width / wide, height / tall)
    px_lat, px_lon = px_km * KM_A_DEGREE, px_km * KM_A_DEGREE * squeeze
    return _View(lon - width / px_lon / 2, lat + height / px_lat / 2, px_lon, px_lat)


def _framed(frame: Window, width: int, height: int) -> _View:
    """Return the view in which all of `frame` can be seen, in the middle of the sheet."""
    lon, lat = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    squeeze = max(math.cos(math.radians(lat)), 0.1)
    wide = max(frame.east - frame.west, LEAST_DEGREES) * squeeze
    tall = max(frame.north - frame.south, LEAST_DEGREES)
    px_lat = min(width / wide, height / tall)
    px_lon = px_lat * squeeze
    return _View(lon - width / px_lon / 2, lat + height / px_lat / 2, px_lon, px_lat)


def _place(spot: Spot, view: _View) -> tuple[float, float, float]:
    x, y = view.at(spot.place.lon or 0.0, spot.place.lat or 0.0)
    precision = spot.place.precision
    if precision == "point":
        return x, y, 0.0
    return x, y, max(REACH_KM[precision] * view.px_km, LEAST_PX[precision])


def _gravest_first(spots: list[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda s: (-s.events, s.name, s.place.id))


_Box = tuple[float, float, float, float]


def _box_of_mark(x: float, y: float, radius: float) -> _Box:
    half = min(radius, 10.0) or 8.0
    return x - half, y - half, x + half, y + half


def _grouped(spots: list[Spot], view: _View) -> list[list[Spot]]:
    """Put spots that would cover each other together, under the one with most events."""
    groups: list[list[Spot]] = []
    for spot in spots:
        x, y, _ = _place(spot, view)
        near = (g for g in groups if math.dist((x, y), _place(g[0], view)[:2]) < TOGETHER_PX)
        home = next(near, None) if spot.place.precision != "admin1" else None
        if home is None:
            groups.append([spot])
        else:
            home.append(spot)
    return groups


def _marks(
    group: list[Spot], view: _View, taken: list[_Box], width: int, height: int
) -> Iterator[Mark]:
    """Draw the first spot with the label of all, and one disc for all discs around it."""
    drawn: set[bool] = set()
    for spot in group:
        x, y, radius = _place(spot, view)
        if (radius > 0) not in drawn:
            sides = WIDE_SIDES if spot.place.precision == "admin1" else SIDES
            label = (
                None if drawn else _label(_text(group), x, y, radius, sides, taken, width, height)
            )
            drawn.add(radius > 0)
            contested = any(s.contested for s in group)
            yield Mark(
                spot=replace(spot, contested=contested),
                x=round(x, 1), y=round(y, 1), radius=round(radius, 1), label=label,
            )  # fmt: skip


def _text(group: list[Spot]) -> str:
    name = group[0].name if len(group) == 1 else f"{group[0].name} and around"
    events = sum(s.events for s in group)
    return f"{name} · {events}" if events > 1 else name


# Where a label may stand, in steps of the distance off the mark, with a shift in
# pixels: right, left, above, below, then the corners. A province has its own inside.
_Side = tuple[float, float, float, str]
SIDES: tuple[_Side, ...] = (
    (1, 0, 4.5, "start"), (-1, 0, 4.5, "end"), (0, -1, 0, "middle"), (0, 1, 9, "middle"),
    (0.8, -0.5, 0, "start"), (0.8, 1, 6, "start"), (-0.8, -0.5, 0, "end"), (-0.8, 1, 6, "end"),
)  # fmt: skip
WIDE_SIDES: tuple[_Side, ...] = (
    (0, 0, 4.5, "middle"), (0, -1, -6, "middle"), (0, 1, 15, "middle"),
)  # fmt: skip


def _label(  # noqa: PLR0913, PLR0917 - a mark, its label and the sheet
    text: str, x: float, y: float, radius: float, sides: tuple[_Side, ...], taken: list[_Box],
    width: int, height: int,
) -> Label | None:  # fmt: skip
    """Return the label on the first side where it covers nothing; None where there is none."""
    wide = len(text) * CHARACTER_PX
    off = min(radius, 12.0) + 11
    for right, down, shift, anchor in sides:
        at, base = x + right * off, y + down * off + shift
        left = at - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
        box = (left - 2, base - 13, left + wide + 2, base + 5)
        if _is_free(box, taken, width, height):
            taken.append(box)
            return Label(text=text, x=round(at, 1), y=round(base, 1), anchor=anchor)
    return None


def _is_free(box: _Box, taken: list[_Box], width: int, height: int) -> bool:
    inside = box[0] >= 4 and box[1] >= 4 and box[2] <= width - 4 and box[3] <= height - 34
    return inside and not any(
        box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken
    )


def _towns(
    places: list[Place], view: _View, taken: list[_Box], width: int, height: int
) -> tuple[Town, ...]:
    found = []
    for place in sorted(places, key=lambda p: (p.name, p.id)):
        if place.precision == "point" and place.lat is not None and place.lon is not None:
            x, y = view.at(place.lon, place.lat)
            label = _label(place.name, x, y, 0, SIDES, taken, width, height)
            if label:
                found.append(Town(x=round(x, 1), y=round(y, 1), label=label))
    return tuple(found)


def _scale(view: _View, width: int) -> Scale:
    steps = [n * 10**power for power in range(5) for n in (1, 2, 5)]
    km = max([step for step in steps if step * view.px_km <= width / 4], default=1)
    return Scale(km=km, width=round(km * view.px_km, 1))


def _land(window: Window, view: _View) -> str:
    rings = [ring for polygon in basemap.land(window) for ring in polygon]
    return "".join(f"M{_path(ring, view)}Z" for ring in rings)


def _lines(lines: list[Ring], view: _View) -> str:
    return "".join(f"M{_path(line, view)}" for line in lines)


def _path(points: Ring, view: _View) -> str:
    kept: list[Point] = []
    for lon, lat in points:
        x, y = view.at(lon, lat)
        if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) >= 0.8:
            kept.append((x, y))
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in kept)
