"""Made-up streams of coded reports, as long as one likes, with the statistics of real news.

In: a number of claims and a seed. Out: reports, claims, actors and places as coding
gives them. The shares below were counted on the 142 labelled reports that
`consilience evaluate fakes` reads; no word comes from them. A stream runs over days at
a steady pace, as a feed does, so a longer stream spans more days. Its names are few, unless
a share of claims is to name an actor and a place that nobody has named before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from consilience.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    Figure,
    Place,
    PlaceRef,
    Report,
    TimeRef,
    Trigger,
)

START = date(2011, 3, 15)
REPORTS_A_DAY = 40
CLAIMS_A_REPORT = 18
HAPPENINGS_A_DAY = 25
OWN = 12  # of so many claims of a report, those on things that no other report tells
COPIES = 0.12  # of the reports
SPEECH = 0.19  # of the claims
PLACED, PLACE_TOLD, DAY_TOLD, COUNTED, NAMED = 0.68, 0.53, 0.31, 0.32, 0.56  # of the others
THING_NAMED = 0.35
SOURCED, DENIED, HISTORY = 0.46, 0.03, 0.05  # of all
TYPES = {
    "air_drone_strike": 26, "attack": 13, "shelling": 12, "casualties": 11, "remote_explosive": 7,
    "chemical_weapon": 2, "offensive": 4, "armed_clash": 4, "consult": 3, "suicide_bomb": 3,
    "evacuation": 3, "agreement": 3, "peaceful_protest": 2, "takes_territory": 2, "siege": 2,
    "holds_territory": 2,
}  # fmt: skip
PROVINCES, TOWNS, ACTORS, SOURCES = 14, 600, 40, 60
THINGS = (
    "hospital", "school", "market", "mosque", "convoy", "bakery", "bridge", "camp", "bus", "car",
    "airbase", "prison", "police", "checkpoint", "house", "depot",
)  # fmt: skip
WORDS = 4000


@dataclass(frozen=True)
class Happening:
    """One thing that happens, as the stream knows it and its reports tell it in parts."""

    type: str
    place: str
    day: date
    toll: int
    doer: str
    thing: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Stream:
    """What coding would hand to reconciling."""

    reports: Sequence[Report]
    claims: Sequence[Claim]
    actors: Sequence[Actor]
    places: Sequence[Place]


def stream(
    size: int, seed: int = 1, *, claims_a_report: int = CLAIMS_A_REPORT, fresh: float = 0.0
) -> Stream:
    """Return a stream of about `size` claims; the same for the same arguments.

    `fresh` is the share of claims that name an actor and a place of their own.
    """
    chance = random.Random(seed)
    places, actors = _places(chance), _actors()
    reports: list[Report] = []
    claims: list[Claim] = []
    for report, told in _days(chance, claims_a_report):
        reports.append(report)
        claims += told
        if len(claims) >= size:
            break
    if fresh:
        claims = _named_anew(chance, claims, fresh, actors, places)
    return Stream(reports, claims, actors, places)


def _named_anew(
    chance: random.Random, claims: Sequence[Claim], fresh: float, actors: list[Actor],
    places: list[Place],
) -> list[Claim]:  # fmt: skip
    """Return the claims, a share of which name someone of a force and somewhere in a town."""
    towns = {p.id: p for p in places}
    out = []
    for claim in claims:
        new = claim
        if chance.random() < fresh:
            who, where = f"person-{claim.id}", f"spot-{claim.id}"
            if claim.actors:
                force = claim.actors[0].actor
                actors.append(Actor(id=who, name=who, kind="person", member_of=(force,)))
                new = replace(new, actors=(replace(claim.actors[0], actor=who),))
            if claim.places:
                town = towns[claim.places[0].place]
                places.append(replace(town, id=where, name=where, within=town.id))
                new = replace(new, places=(replace(claim.places[0], place=where),))
        out.append(new)
    return out


def _places(chance: random.Random) -> list[Place]:
    """Return provinces on a grid and towns within them; the first towns are told most."""
    out = [_place("country", None, 35.0, 38.0, "country", None)]
    for n in range(PROVINCES):
        lat, lon = 33.0 + n // 4, 36.0 + n % 4
        out.append(_place(f"province-{n}", "country", lat, lon, "admin1", str(n)))
    for n in range(TOWNS):
        home = n % PROVINCES
        lat = 33.0 + home // 4 + chance.uniform(-0.45, 0.45)
        lon = 36.0 + home % 4 + chance.uniform(-0.45, 0.45)
        out.append(_place(f"town-{n}", f"province-{home}", lat, lon, "point", str(home)))
    return out


def _place(
    id: str, within: str | None, lat: float, lon: float, precision: str, admin1: str | None
) -> Place:
    return Place(
        id=id, name=id.title(), lat=lat, lon=lon, country="SY", admin1=admin1, within=within,
        feature="settlement", precision=precision,  # type: ignore[arg-type]
    )  # fmt: skip


def _actors() -> list[Actor]:
    forces = [Actor(id=f"force-{n}", name=f"Force {n}", kind="military") for n in range(ACTORS)]
    voices = [Actor(id=f"voice-{n}", name=f"Voice {n}", kind="monitor") for n in range(SOURCES)]
    return [*forces, *voices]


def _skewed(chance: random.Random, size: int) -> int:
    """Return a number below `size`, small ones far more often, as places are in news (Zipf)."""
    return min(size - 1, int(size ** chance.random()) - 1)


def _days(chance: random.Random, claims_a_report: int) -> Iterator[tuple[Report, list[Claim]]]:
    """Yield reports with their claims, day after day, without end."""
    number, day = 0, START
    recent: list[Happening] = []
    while True:
        new = [_happening(chance, day) for _ in range(HAPPENINGS_A_DAY)]
        recent = [*new, *recent[: HAPPENINGS_A_DAY // 2]]
        today: list[tuple[Report, list[Claim]]] = []
        for _ in range(REPORTS_A_DAY):
            copied = today and chance.random() < COPIES
            if copied:
                made = _copy(chance.choice(today), number)
            else:
                made = _report(chance, number, day, recent, claims_a_report)
            today.append(made)
            yield made
            number += 1
        day += timedelta(days=1)


def _happening(chance: random.Random, day: date) -> Happening:
    return Happening(
        type=chance.choices(list(TYPES), list(TYPES.values()))[0],
        place=f"town-{_skewed(chance, TOWNS)}", day=day,
        toll=max(1, round(chance.lognormvariate(1.8, 1.1))),
        doer=f"force-{_skewed(chance, ACTORS)}", thing=chance.choice(THINGS),
        words=tuple(f"w{_skewed(chance, WORDS)}" for _ in range(14)),
    )  # fmt: skip


def _report(
    chance: random.Random, number: int, day: date, recent: Sequence[Happening], size: int
) -> tuple[Report, list[Claim]]:
    """Return a report of what others tell too, and of what it alone tells."""
    shared = [recent[_skewed(chance, len(recent))] for _ in range(chance.randint(1, 3))]
    alone = size * OWN // CLAIMS_A_REPORT
    own = [_happening(chance, day) for _ in range(alone)]
    text, claims = f"Report {number}.", []
    for n in range(size):
        what = chance.choice(shared) if n < size - alone else chance.choice(own)
        sentence = _sentence(chance, what)
        start = len(text) + 1
        text += "\n" + sentence
        claims.append(_claim(chance, f"r-{number:07d}", n, start, sentence, what, day))
    return _head(number, day, text), claims


def _sentence(chance: random.Random, what: Happening) -> str:
    own = [w for w in what.words if chance.random() < 0.5]
    loose = [f"w{_skewed(chance, WORDS)}" for _ in range(8)]
    thing = [what.thing] if chance.random() < THING_NAMED else []
    return " ".join([*own, *thing, *loose]) + "."


def _head(number: int, day: date, text: str) -> Report:
    return Report(
        id=f"r-{number:07d}", given_id=None, title=f"Report {number}.",
        publisher=f"Outlet {number % 15}", url=None, published=day.isoformat(),
        published_from="given", language="en", sha256="0" * 64, text=text,
    )  # fmt: skip


def _copy(made: tuple[Report, list[Claim]], number: int) -> tuple[Report, list[Claim]]:
    """Return the same report by another outlet."""
    report, claims = made
    new = _head(number, date.fromisoformat(report.published or ""), report.text)
    return new, [_moved(claim, new.id, n) for n, claim in enumerate(claims)]


def _moved(claim: Claim, report: str, n: int) -> Claim:
    return replace(claim, id=f"c-{report[2:]}-{n:02d}", report=report)


def _claim(
    chance: random.Random, report: str, n: int, start: int, quote: str, what: Happening, day: date
) -> Claim:
    speech = chance.random() < SPEECH
    placed = not speech and chance.random() < PLACED
    named = chance.random() < NAMED
    return Claim(
        id=f"c-{report[2:]}-{n:02d}", report=report, start=start, end=start + len(quote),
        quote=quote, event_type="statement" if speech else what.type, acled=None, plover=None,
        trigger=Trigger(start=start, end=start + 1, text=quote[:1]),
        actors=(ActorRef(actor=what.doer, text=what.doer, start=start, end=start + 1),)
        if named else (),
        targets=(), places=(_ref(chance, start, what.place),) if placed else (),
        time=_time(chance, start, what.day),
        figures=(_toll(chance, start, what.toll),)
        if not speech and chance.random() < COUNTED else (),
        attribution=_said(chance, start) if chance.random() < SOURCED else None,
        polarity="denied" if chance.random() < DENIED else "asserted", modality="actual",
        background=chance.random() < HISTORY,
    )  # fmt: skip


def _ref(chance: random.Random, start: int, place: str) -> PlaceRef:
    at = start if chance.random() < PLACE_TOLD / PLACED else 0
    return PlaceRef(place=place, text=place, start=at, end=at + 1, role="at")


def _time(chance: random.Random, start: int, day: date) -> TimeRef:
    told = chance.random() < DAY_TOLD
    known = told or chance.random() < 0.55
    when = day.isoformat() if known else None
    return TimeRef(
        text="then" if told else None, span_start=start if told else None,
        span_end=start + 1 if told else None, start=when, end=when,
        precision="day" if known else "unknown",
    )  # fmt: skip


def _toll(chance: random.Random, start: int, toll: int) -> Figure:
    count = toll if chance.random() < 0.8 else toll + chance.randint(1, 4)
    return Figure(
        kind="killed", low=count, high=count, victims="unknown", text=str(count), start=start,
        end=start + 1,
    )  # fmt: skip


def _said(chance: random.Random, start: int) -> Attribution:
    voice = f"voice-{_skewed(chance, SOURCES)}"
    return Attribution(
        source=voice, text=voice, start=start, end=start + 1, cue="said", cue_start=start,
        cue_end=start + 1, stance="says",
    )  # fmt: skip
