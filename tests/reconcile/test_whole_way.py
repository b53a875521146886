"""The whole way, from words to weighed accounts: a few affairs told by several reports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from consilience.model import Dispute, Event, Picture, Report
from consilience.pipeline import code_reports

WIRE = (
    "At least nine people were killed on Friday when shells hit a market in Saraqib, the Syrian "
    "Observatory said. Rescue teams dug through the rubble until midnight, and the town's two "
    "clinics ran short of blood. Bakers had reopened their ovens only a day before. "
    "Nobody has said who fired the shells."
)


@pytest.fixture(scope="module")
def tell() -> Callable[..., Picture]:
    """Return a function from texts, each `(publisher, day, text)`, to their picture."""

    def picture(*told: tuple[str, str, str]) -> Picture:
        return code_reports([_report(*report) for report in told], workers=1)

    return picture


def _report(publisher: str, day: str, text: str) -> Report:
    digest = hashlib.sha256(f"{publisher} {day} {text}".encode()).hexdigest()
    return Report(
        id=f"r-{digest[:12]}", given_id=None, title="", publisher=publisher, url=None,
        published=day, published_from="given", language="en", text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


Teller = Callable[..., Picture]
SATURDAY, SUNDAY = "2024-11-30", "2024-12-01"


def _events(picture: Picture, *types: str) -> list[Event]:
    return [e for e in picture.events if e.event_type in types]


def _open(picture: Picture) -> list[Dispute]:
    return [d for d in picture.disputes if d.status == "open"]


def _voices(dispute: Dispute) -> dict[str, tuple[str, ...]]:
    """Return which origins stand behind each position."""
    return {p.value: p.origins for p in dispute.positions}


def test_a_wire_story_and_its_copy_are_one_origin(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, WIRE),
        ("Northern Post", SUNDAY, WIRE.replace("Bakers had reopened their ovens", "Ovens opened")),
    )
    (event,) = _events(picture, "shelling")
    assert len(event.reports) == 2
    assert (event.grade, event.independent_origins) == ("weak", 1)
    assert sum(r.copy_of is not None for r in picture.reports) == 1


def test_two_tellings_in_two_spellings_are_one_event(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, WIRE),
        ("Gulf Courier", SATURDAY,
         "SANA said that shelling of a market in Saraqeb on Friday killed nine people."),
    )  # fmt: skip
    (event,) = _events(picture, "shelling", "casualties")
    assert (event.grade, event.independent_origins) == ("fair", 2)
    (toll,) = [t for t in event.tolls if t.kind == "killed"]
    assert toll.low == 9


def test_tolls_that_differ_are_disputed_with_their_origins(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY,
         "Four people were killed by an air strike on a camp near Idlib on Friday, the White "
         "Helmets said."),
        ("Gulf Courier", SATURDAY,
         "The United Nations said that an air strike on a camp near Idlib on Friday killed seven "
         "people."),
    )  # fmt: skip
    (event,) = _events(picture, "air_drone_strike")
    (dispute,) = [d for d in _open(picture) if d.field == "killed"]
    assert dispute.id in event.disputes
    assert _voices(dispute) == {"4": ("o-white-helmets",), "7": ("o-united-nations",)}


def test_an_entry_that_is_denied_is_contested(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, "Rebels entered the city of Hama on Friday, the Syrian "
         "Observatory said."),
        ("Gulf Courier", SATURDAY, "Syrian state media denied that rebels had entered the city "
         "of Hama on Friday."),
    )  # fmt: skip
    assert {d.field for d in _open(picture)} <= {"control", "occurrence"}
    assert _open(picture)
    assert {e.grade for e in _events(picture, "enters_territory")} == {"contested"}


def test_captured_stands_against_encircled(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, "Rebels captured the town of Saraqib on Friday, the Syrian "
         "Observatory said."),
        ("Gulf Courier", SATURDAY, "Rebels have encircled the town of Saraqeb, an army officer "
         "said on Friday."),
    )  # fmt: skip
    (dispute,) = [d for d in _open(picture) if d.field == "control"]
    assert {p.value for p in dispute.positions} == {"captured", "being encircled"}


def test_a_revised_toll_is_an_update(tell: Teller) -> None:
    text = "An air strike on a camp near Idlib on Friday killed {} people, the White Helmets said."
    picture = tell(
        ("Levant Wire", SATURDAY, text.format("eleven")),
        ("Gulf Courier", SUNDAY, text.format("fourteen")),
    )
    assert _open(picture) == []
    assert [d.status for d in picture.disputes] == ["update"]
    (event,) = _events(picture, "air_drone_strike")
    (toll,) = event.tolls
    assert (toll.low, toll.best, toll.high) == (14, 14, 14)


def test_two_attacks_in_one_report_stay_two(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY,
         "An air strike on Friday killed four people in Saraqib. Another air strike on Friday "
         "killed nine people in Saraqib."),
    )  # fmt: skip
    assert len(_events(picture, "air_drone_strike")) == 2


def test_unlike_affairs_are_two_stories(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, WIRE),
        ("Andes Daily", SATURDAY, "Thousands of miners marched through La Paz on Friday."),
    )
    assert len(picture.stories) == 2
    assert _open(picture) == []


def test_a_road_cut_and_a_road_taken_in_a_list_are_one_event(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, "Rebel forces shut down the M-5 highway connecting Aleppo to "
         "Damascus."),
        ("Northern Post", SATURDAY, "Syrian rebels have captured key positions including the "
         "Menagh airbase and the main road between Damascus and Aleppo."),
    )  # fmt: skip
    on_road = [e for e in picture.events if e.place and e.place.startswith("road:")]
    assert [len(e.reports) for e in on_road] == [2]


def test_two_roads_cut_are_two_events(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, "Rebel forces cut the Aleppo-Damascus highway on Friday."),
        ("Northern Post", SATURDAY, "Rebel forces cut the Homs-Tartus highway on Friday."),
    )
    assert [len(e.reports) for e in _events(picture, "closure")] == [1, 1]


def test_an_evacuation_told_by_its_start_and_by_its_end_is_one(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, "Some 340 fighters and civilians were evacuated from Daraya on "
         "Friday under a deal with the army."),
        ("Northern Post", SATURDAY, "Buses carrying 340 evacuees arrived in Idlib on Friday."),
    )  # fmt: skip
    found = _events(picture, "evacuation")
    assert [len(e.reports) for e in found] == [2]
    names = {p.id: p.name for p in picture.places}
    assert [names[e.place or ""] for e in found] == ["Darayya"]
    assert "from Darayya" in found[0].summary
    assert not _open(picture)


def test_two_evacuations_to_one_town_are_two(tell: Teller) -> None:
    picture = tell(
        ("Levant Wire", SATURDAY, "Some 340 people were evacuated from Daraya to Idlib."),
        ("Northern Post", SATURDAY, "Some 910 people were evacuated from Zabadani to Idlib."),
    )
    assert [len(e.reports) for e in _events(picture, "evacuation")] == [1, 1]


def test_an_evacuation_of_which_only_the_end_is_told(tell: Teller) -> None:
    picture = tell(("Northern Post", SATURDAY, "Buses with 340 evacuees arrived in Idlib."))
    assert "to Idlib" in _events(picture, "evacuation")[0].summary
