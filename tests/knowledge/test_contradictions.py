"""What the knowledge of contradictions says: classes, vague words, weapons."""

from __future__ import annotations

import pytest

from consilience.knowledge.contradictions import PEOPLE, contradictions


def test_a_class_lies_within_all_that_hold_it() -> None:
    rules = contradictions()
    assert rules.holds(PEOPLE, "children")
    assert rules.holds("civilians", "medics")
    assert not rules.holds("children", "civilians")
    assert not rules.holds("civilians", "civilians")
    assert not rules.holds("civilians", "soldiers")
    assert not rules.holds("civilians", PEOPLE)


def test_families_are_not_counted_against_persons() -> None:
    assert not contradictions().holds(PEOPLE, "families")


@pytest.mark.parametrize(
    ("victims", "count", "people"),
    [
        ("unknown", "nine people", "people"),
        ("mixed", "nine soldiers and guests", "people"),
        ("civilians", "nine civilians", "civilians"),
        ("civilians", "nine", "civilians"),
        ("civilians", "nine miners", "miners"),
        ("children", "nine pupils", "children"),
    ],
)
def test_a_count_is_of_the_class_that_its_noun_says(victims: str, count: str, people: str) -> None:
    assert contradictions().class_of(victims, count) == people


@pytest.mark.parametrize(
    ("count", "added"),
    [("three more people", True), ("another three", True), ("more than three people", False),
     ("three others", False)],
)  # fmt: skip
def test_more_adds_to_a_count_and_more_than_bounds_it(count: str, added: bool) -> None:
    assert contradictions().is_added_on(count) is added


def test_a_missile_is_of_either_weapon_and_a_shell_is_not() -> None:
    one_weapon = contradictions().are_one_weapon
    assert one_weapon("shelling", "air_drone_strike", ["A missile hit the mill."])
    assert not one_weapon("shelling", "air_drone_strike", ["A shell hit the mill."])
    assert one_weapon("chemical_weapon", "air_drone_strike", [])
    assert not one_weapon("chemical_weapon", "suicide_bomb", [])
