"""Make the basemap that the brief draws on from Natural Earth, once, by hand.

In: `countries-50m.json` of the npm package `world-atlas` (Natural Earth 1:50m as
TopoJSON, public domain). Out: `src/consilience/publish/static/basemap.json`:

    step         degrees to one grid unit
    land         polygons, each a list of rings; a ring is [x, y, dx, dy, dx, dy, …] in grid units
    boundaries   lines in the same form: the arcs that two countries share

No name and no country goes in: a boundary decides nothing here, it is only drawn.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/basemap.py package/countries-50m.json
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STEP = 0.01
OUT = Path(__file__).parents[1] / "src/consilience/publish/static/basemap.json"

Point = tuple[int, int]


def main(path: str) -> None:
    """Write the basemap made from the TopoJSON file at `path`."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    land = [
        [_deltas(_ring(ring, arcs)) for ring in polygon]
        for polygon in topology["objects"]["land"]["geometries"][0]["arcs"]
    ]
    boundaries = [_deltas(arcs[index]) for index in _shared(topology["objects"]["countries"])]
    kept = {"step": STEP, "land": [_large(p) for p in land if _large(p)], "boundaries": boundaries}
    OUT.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = round((x * scale_x + shift_x) / STEP), round((y * scale_y + shift_y) / STEP)
        if not points or point != points[-1]:
            points.append(point)
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _shared(countries: dict[str, Any]) -> list[int]:
    uses: Counter[int] = Counter()
    for geometry in countries["geometries"]:
        uses.update({i if i >= 0 else ~i for i in _indices(geometry.get("arcs", []))})
    return sorted(index for index, count in uses.items() if count > 1)


def _indices(nested: list[Any]) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _indices(item)


def _deltas(points: list[Point]) -> list[int]:
    flat = [*points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        flat += [x1 - x0, y1 - y0]
    return flat


def _large(polygon: list[list[int]]) -> list[list[int]]:
    """Leave out rings that the grid has made into a line or a point."""
    return [ring for ring in polygon if len(ring) >= 8]


if __name__ == "__main__":
    main(sys.argv[1])
