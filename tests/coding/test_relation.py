"""How two places stand to each other: one, nested, apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consilience.coding.places.relation import is_inside, relate
from consilience.knowledge.gazetteer import Gazetteer
from consilience.model import Place


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def place(gazetteer: Gazetteer):  # type: ignore[no-untyped-def]
    def find(name: str, feature: str = "") -> Place:
        found = [c.place for c in gazetteer.candidates(name) if feature in c.place.feature]
        return found[0]

    return find


def test_a_place_is_itself(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    assert relate(place("Saraqib"), place("Saraqib"), gazetteer) == "same"


def test_a_town_lies_in_its_province(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    assert is_inside(place("Saraqib"), place("Idlib", "admin1"), gazetteer)
    assert relate(place("Saraqib"), place("Idlib", "admin1"), gazetteer) == "nested"


def test_a_town_of_a_provinces_name_can_mean_it(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    assert relate(place("Saraqib"), place("Idlib", "settlement"), gazetteer) == "nested"


def test_two_towns_are_apart(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    assert relate(place("Saraqib"), place("Palmyra", "settlement"), gazetteer) == "apart"


def test_two_countries_are_apart(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    assert relate(place("Mosul"), place("Saraqib"), gazetteer) == "apart"


def test_what_is_near_a_town_may_be_a_town_beside_it(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    town = place("Damascus", "capital")
    near = replace(town, id=f"near:{town.id}", precision="near", within=town.id)
    assert is_inside(place("Darayya"), near, gazetteer)
    assert not is_inside(place("Palmyra", "settlement"), near, gazetteer)


def test_a_street_of_a_town_may_be_in_its_north(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    town = place("Damascus", "capital")
    street = replace(
        town, id="place:mill-road@SY.13", precision="near", within=town.id, feature="facility"
    )
    north = replace(town, id=f"area:north:{town.id}", precision="area", within=town.id)
    assert is_inside(street, north, gazetteer)


def test_near_a_town_is_not_in_its_north(gazetteer: Gazetteer, place) -> None:  # type: ignore[no-untyped-def]
    town = place("Damascus", "capital")
    near = replace(town, id=f"near:{town.id}", precision="near", within=town.id)
    north = replace(town, id=f"area:north:{town.id}", precision="area", within=town.id)
    assert not is_inside(near, north, gazetteer)
