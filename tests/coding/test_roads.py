"""Roads between towns and roads with a number, as places of what happens on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.coding.mentions import PlaceMention
from consilience.coding.places import read_places
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

ALEPPO, DAMASCUS, HOMS, TARTUS = "gn:170063", "gn:170654", "gn:169577", "gn:163345"
MAIN_ROAD = f"road:{ALEPPO}~{DAMASCUS}"

Lines = Callable[[str], list[PlaceMention]]
Reader = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def lines(document: Callable[..., Document]) -> Lines:
    knowledge = load()
    return lambda text: [
        m
        for m in read_places(document(text), knowledge.gazetteer, knowledge.roster)
        if m.place.precision == "line"
    ]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


@pytest.mark.parametrize(
    "words",
    [
        "highway linking Aleppo to Damascus",
        "Damascus-Aleppo highway",
        "Damascus–Aleppo road",
        "Aleppo - Damascus international motorway",
        "Aleppo to Damascus highway",
        "road between Damascus and Aleppo",
        "road from the city of Aleppo to Damascus",
        "highway that connects the capital, Damascus, with Aleppo",
        "road which runs from Damascus to rebel-held Aleppo",
        "M5 linking Aleppo with Damascus",
        "M-5 highway, which links Damascus and Aleppo",
    ],
)
def test_one_road_in_many_words(lines: Lines, words: str) -> None:
    found = lines(f"Fighters cut the {words} on Friday.")
    assert [m.place.id for m in found] == [MAIN_ROAD]
    assert found[0].role == "at"


def test_the_words_of_a_road_are_all_of_it(lines: Lines) -> None:
    text = "Fighters cut the road between Damascus and Aleppo on Friday."
    found = lines(text)[0]
    assert text[found.start : found.end] == "road between Damascus and Aleppo"


def test_a_number_means_the_road_that_the_report_says_it_is(lines: Lines) -> None:
    found = lines(
        "Rebels cut the M-5 highway connecting Aleppo to Damascus. The army reopened the M5."
    )
    assert [m.place.id for m in found] == [MAIN_ROAD, MAIN_ROAD]


def test_a_road_known_as_a_number(lines: Lines) -> None:
    found = lines(
        "Drivers blocked the Homs-Tartus road, known as Route 7, on Friday. Route 7 is open again."
    )
    assert {m.place.id for m in found} == {f"road:{TARTUS}~{HOMS}"}
    assert {(m.place.ids or {}).get("road") for m in found} == {"7"}


def test_a_number_that_nothing_explains_is_a_road_of_the_country(lines: Lines) -> None:
    found = lines("Shelling hit the M4 and M5 highways in Idlib.")
    assert [m.place.id for m in found] == ["road:m4@SY", "road:m5@SY"]


def test_a_number_is_a_road_where_something_closes_it(claims: Reader) -> None:
    found = claims("The M4 was closed by Turkish troops near Idlib.")
    closed = next(c for c in found if c.event_type == "closure")
    assert {p.place for p in closed.places} >= {"road:m4@SY"}


@pytest.mark.parametrize(
    "text",
    [
        "He was shot with an M4 rifle near Homs.",
        "The envoys have a road map for Aleppo and Damascus.",
        "Officers of the highway patrol died in a road accident in Homs.",
        "The convoy went from Damascus to Homs by road.",
    ],
)
def test_what_is_no_road(lines: Lines, text: str) -> None:
    assert not lines(text)


def test_a_road_to_one_town_is_not_that_town(claims: Reader) -> None:
    found = claims("Rebels cut the Damascus highway.") + claims("Rebels cut the road to Damascus.")
    assert {p.place for c in found for p in c.places} == {f"road:{DAMASCUS}"}


def test_an_act_on_a_road_is_at_neither_of_its_towns(claims: Reader) -> None:
    found = claims("Gunmen ambushed a bus on the Homs-Tartus highway, killing five people.")
    assert {p.place for c in found for p in c.places} == {f"road:{TARTUS}~{HOMS}"}


def test_a_capital_in_a_roads_name_is_no_government(claims: Reader) -> None:
    found = claims("A bomb exploded on the Damascus to Homs highway.")
    assert not any(c.targets for c in found)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Fighting went on along the Homs-Tartus road.", "at"),
        ("Fighting went on near the Homs-Tartus road.", "near"),
        ("The army shelled hills overlooking the Homs-Tartus road.", "near"),
        ("The army pushed towards the Homs-Tartus road.", "to"),
        ("The town is a junction for the Homs-Tartus road.", "background"),
    ],
)
def test_how_the_act_stands_to_the_road(lines: Lines, words: str, role: str) -> None:
    assert [m.role for m in lines(words)] == [role]


def test_a_road_makes_places_of_the_towns_it_joins(lines: Lines) -> None:
    found = lines("The army retook the road linking Kramatorsk with Bakhmut.")
    assert [m.place.name for m in found] == ["Bakhmut–Kramatorsk road"]


def test_a_road_in_a_list_is_taken_on_its_own(claims: Reader) -> None:
    found = claims(
        "Rebels captured key positions including the Menagh airbase and a highway linking "
        "Aleppo to Damascus."
    )
    taken = [c for c in found if c.event_type == "non_state_actor_overtakes_territory"]
    assert [[p.place for p in c.places] for c in taken] == [["airbase:menagh"], [MAIN_ROAD]]
    assert len({c.id for c in taken}) == 2


def test_a_strike_near_a_town_on_a_road_is_one_act(claims: Reader) -> None:
    found = claims("A mine on the Homs-Tartus road near Talkalakh killed two soldiers.")
    assert len([c for c in found if c.event_type == "remote_explosive"]) == 1
