"""A few reports made by hand: claims straight from the model, no parser between.

In: names, days and counts. Out: a `World` that collects reports, claims, actors and
places, and gives the evidence or the picture of them. Quotes stand in their reports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from consilience.knowledge.event_types import EventType
from consilience.knowledge.files import DATA, read_sections
from consilience.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    Dispute,
    Event,
    Figure,
    MadeWith,
    Picture,
    Place,
    PlaceRef,
    Report,
    Stance,
    TimeRef,
    Toll,
    Trigger,
    Voice,
)
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.picture import paint, reconcile
from consilience.settings import Settings

MADE_WITH = MadeWith(version="0", language_model="none", gazetteer="none", settings_sha256="0" * 64)

CAST = (
    Actor(id="rebels", name="rebels", kind="rebel", country="SY"),
    Actor(id="hts", name="Hayat Tahrir al-Sham", kind="rebel", country="SY"),
    Actor(id="drones", name="drones", kind="military"),
    Actor(id="hts-drones", name="Hayat Tahrir al-Sham drones", kind="military", country="SY",
          member_of=("hts", "drones")),
    Actor(id="sna", name="Syrian National Army", kind="rebel", country="SY"),
    Actor(id="syria", name="Syria", kind="state", country="SY"),
    Actor(id="army", name="Syrian Army", kind="military", country="SY", member_of=("syria",)),
    Actor(id="russia", name="Russia", kind="state", country="RU"),
    Actor(id="jets", name="Russian Air Force", kind="military", country="RU",
          member_of=("russia",)),
    Actor(id="civilians", name="civilians", kind="civilians"),
    Actor(id="people", name="people", kind="unknown"),
    Actor(id="sohr", name="Syrian Observatory", kind="monitor"),
    Actor(id="director", name="Rami Karam", kind="person", member_of=("sohr",)),
    Actor(id="un", name="United Nations", kind="international"),
    Actor(id="ocha", name="OCHA", kind="humanitarian", member_of=("un",)),
    Actor(id="helmets", name="White Helmets", kind="humanitarian"),
    Actor(id="state-media", name="Syrian state media", kind="media", country="SY"),
    Actor(id="sana", name="SANA", kind="media", country="SY", member_of=("state-media",)),
)  # fmt: skip


def _place(id: str, lat: float | None, lon: float | None, within: str | None, **more: Any) -> Place:
    given = {"country": "SY", "admin1": None, "feature": "P", "precision": "point"} | more
    name = given.pop("name", id.replace("-", " ").title())
    return Place(id=id, name=name, lat=lat, lon=lon, within=within, **given)


MAP = (
    _place("sy", 35.0, 38.0, None, name="Syria", precision="country"),
    _place("idlib-province", 35.8, 36.7, "sy", name="Idlib Governorate", precision="admin1",
           admin1="SY.12"),
    _place("idlib", 35.93, 36.63, "idlib-province", admin1="SY.12"),
    _place("saraqib", 35.86, 36.80, "idlib-province", admin1="SY.12"),
    _place("aleppo", 36.20, 37.16, "sy", admin1="SY.09"),
    _place("hamdaniya", 36.18, 37.10, "aleppo", admin1="SY.09", precision="district"),
    _place("hama", 35.13, 36.75, "sy", admin1="SY.10"),
    _place("old-mill", None, None, None, admin1=None, precision="unknown"),
)  # fmt: skip


@pytest.fixture(scope="session")
def event_types() -> dict[str, EventType]:
    rows = read_sections([DATA / "event_types.yaml"], {"event_types": EventType})
    return {row.id: row for row in rows["event_types"]}


@dataclass
class World:
    """Reports and claims as they are made up, line by line."""

    types: dict[str, EventType]
    settings: Settings = field(default_factory=Settings)
    actors: dict[str, Actor] = field(default_factory=lambda: {a.id: a for a in CAST})
    places: dict[str, Place] = field(default_factory=lambda: {p.id: p for p in MAP})
    claims: list[Claim] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _heads: dict[str, dict[str, Any]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=count)

    def report(
        self,
        id: str,
        publisher: str | None = None,
        published: str | None = "2024-11-30",
        text: str = "",
    ) -> str:
        """Add a report; its text grows with each claim that is made in it."""
        key = f"r-{id}"
        self._texts[key] = text or f"News of the day, number {id}."
        self._heads[key] = {"publisher": publisher, "published": published}
        return key

    def claim(
        self,
        report: str,
        type: str = "shelling",
        quote: str = "",
        *,
        by: Sequence[str] = (),
        on: Sequence[str] = (),
        at: str | None = None,
        role: Any = "at",
        day: str | tuple[str, str] | None = None,
        figures: Sequence[Figure] = (),
        said: str | None = None,
        via: Sequence[str] = (),
        stance: Stance = "says",
        reportedly: bool = False,
        told: bool = True,
        same_sentence: Claim | None = None,
        **more: Any,
    ) -> Claim:
        """Add a claim to a report. `told`: its own sentence names the place and the day."""
        n = next(self._numbers)
        start, end, words = self._sentence(report, quote or f"Words{n} unlike{n} others{n}.",
                                           same_sentence)  # fmt: skip
        home = start if told else 0
        kind = self.types[type]
        key = hashlib.sha256(f"{report} {start} {type} {n} {said}".encode()).hexdigest()[:12]
        claim = Claim(
            id=f"c-{key}", report=report, start=start, end=end, quote=words, event_type=type,
            acled=kind.acled, plover=kind.plover,
            trigger=Trigger(start=start, end=start + 4, text=words[:4]),
            actors=_refs(by, start), targets=_refs(on, start),
            places=(PlaceRef(place=at, text=at, start=home, end=home + 1, role=role),)
            if at else (),
            time=_time(day, start if told else 0), figures=tuple(figures),
            attribution=_said(said, via, stance, start) if said or via or reportedly else None,
            **{"polarity": "asserted", "modality": "actual"} | more,
        )  # fmt: skip
        self.claims.append(claim)
        return claim

    def _sentence(self, report: str, words: str, same: Claim | None) -> tuple[int, int, str]:
        if same is not None:
            return same.start, same.end, same.quote
        start = len(self._texts[report]) + 1
        self._texts[report] += "\n" + words
        return start, start + len(words), words

    @property
    def reports(self) -> list[Report]:
        return [
            Report(
                id=key, given_id=None, title=text.split("\n", maxsplit=1)[0], url=None,
                published_from="given" if self._heads[key]["published"] else "none",
                language="en", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text,
                **self._heads[key],
            )
            for key, text in self._texts.items()
        ]  # fmt: skip

    def evidence(self) -> Evidence:
        return reconcile(
            self.reports, self.claims, self.actors.values(), self.places.values(),
            self.types, self.settings,
        )  # fmt: skip

    def picture(self) -> Picture:
        return paint(self.evidence(), (), MADE_WITH)

    def event_of(self, claim: Claim, picture: Picture | None = None) -> Event:
        return next(e for e in (picture or self.picture()).events if claim.id in e.claims)

    def one_event(self, *claims: Claim) -> bool:
        """Tell whether the claims are told as one event."""
        picture = self.picture()
        return len({self.event_of(c, picture).id for c in claims}) == 1

    def disputes(self, field: str, status: str = "open") -> list[Dispute]:
        return [d for d in self.picture().disputes if (d.field, d.status) == (field, status)]

    def toll(self, kind: str, victims: str | None = None) -> Toll:
        """Return the only toll of this kind (and class of victims) in the picture."""
        found = [
            t
            for e in self.picture().events
            for t in e.tolls
            if t.kind == kind and victims in {None, t.victims}
        ]
        assert len(found) == 1, found
        return found[0]


def _refs(ids: Sequence[str], at: int) -> tuple[ActorRef, ...]:
    return tuple(ActorRef(actor=i, text=i, start=at, end=at + 1) for i in ids)


def _time(day: str | tuple[str, str] | None, at: int) -> TimeRef:
    if day is None:
        return TimeRef(
            text=None, span_start=None, span_end=None, start=None, end=None, precision="unknown"
        )
    start, end = (day, day) if isinstance(day, str) else day
    return TimeRef(
        text="then", span_start=at, span_end=at + 4, start=start, end=end,
        precision="day" if start == end else "range",
    )  # fmt: skip


def _said(source: str | None, via: Sequence[str], stance: Stance, at: int) -> Attribution:
    return Attribution(
        source=source, text=source or "", start=at, end=at + 1, cue="said", cue_start=at,
        cue_end=at + 4, stance=stance,
        via=tuple(Voice(actor=v, text=v, start=at, end=at + 1) for v in via),
    )  # fmt: skip


def _count(
    kind: Any, low: int, high: int | None = -1, *, victims: str = "civilians", **more: Any
) -> Figure:
    top = low if high == -1 else high
    return Figure(
        kind=kind, low=low, high=top, victims=victims, text=str(low), start=0, end=1, **more
    )


@pytest.fixture
def world(event_types: dict[str, EventType]) -> World:
    return World(types=event_types)


@pytest.fixture
def killed() -> Any:
    """Return a function that makes a count of killed: `killed(4)`, `killed(10, None)` for open."""
    return lambda low, high=-1, **more: _count("killed", low, high, **more)


@pytest.fixture
def counted() -> Any:
    """Return a function that makes a count of any kind: `counted("injured", 9)`."""
    return _count
