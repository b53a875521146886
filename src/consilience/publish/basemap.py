"""The land and the boundaries under the map, for one window of the world.

In: a window in degrees. Out: rings of land and lines of boundaries, clipped to
it. The data is Natural Earth 1:50m, made into `static/basemap.json` by
`tools/basemap.py`. Its boundaries take sides where states do not agree: they
are only drawn, and nothing is ever looked up in them.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "static" / "basemap.json"

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring or a line with its bounds."""

    points: Ring
    bounds: Window


@dataclass(frozen=True, slots=True)
class Basemap:
    """Polygons of land, each with its holes, and lines of boundaries."""

    land: tuple[tuple[Shape, ...], ...]
    boundaries: tuple[Shape, ...]


@cache
def basemap() -> Basemap:
    """Return the whole basemap; read once."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    step = data["step"]
    return Basemap(
        land=tuple(tuple(_shape(ring, step) for ring in polygon) for polygon in data["land"]),
        boundaries=tuple(_shape(line, step) for line in data["boundaries"]),
    )


def land(window: Window) -> list[list[Ring]]:
    """Return the polygons of land in `window`, clipped; a ring after the first is a hole."""
    clipped = (
        [_clip_ring(ring.points, window) for ring in polygon if _meets(ring.bounds, window)]
        for polygon in basemap().land
    )
    return [kept for rings in clipped if (kept := [ring for ring in rings if len(ring) > 2])]


def boundaries(window: Window) -> list[Ring]:
    """Return the runs of boundaries that lie in or enter `window`."""
    near = (line for line in basemap().boundaries if _meets(line.bounds, window))
    return [run for line in near for run in _runs(line.points, window)]


def _shape(flat: list[int], step: float) -> Shape:
    x, y = flat[0], flat[1]
    points = [(x * step, y * step)]
    for i in range(2, len(flat), 2):
        x, y = x + flat[i], y + flat[i + 1]
        points.append((x * step, y * step))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Shape(points, Window(min(xs), min(ys), max(xs), max(ys)))


def _meets(a: Window, b: Window) -> bool:
    return a.west <= b.east and b.west <= a.east and a.south <= b.north and b.south <= a.north


def _clip_ring(ring: Ring, window: Window) -> Ring:
    """Clip by one side of the window after the other (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in (
        (0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1),
    ):  # fmt: skip
        ring = list(_clip_side(ring, _inside(axis, limit, sign), axis, limit))
    return ring


def _inside(axis: int, limit: float, sign: int) -> Callable[[Point], bool]:
    return lambda point: (point[axis] - limit) * sign >= 0


def _clip_side(
    ring: Ring, inside: Callable[[Point], bool], axis: int, limit: float
) -> Iterator[Point]:
    before = ring[-1] if ring else None
    for point in ring:
        if before is not None and inside(point) != inside(before):
            yield _crossing(before, point, axis, limit)
        if inside(point):
            yield point
        before = point


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def _runs(points: Ring, window: Window) -> Iterator[Ring]:
    """Return the runs of segments that can be seen; the drawing cuts their ends."""
    run: Ring = []
    for a, b in itertools.pairwise(points):
        if _meets(_box(a, b), window):
            run = run or [a]
            run.append(b)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _box(a: Point, b: Point) -> Window:
    return Window(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
