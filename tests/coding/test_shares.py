"""Counts told town by town, and the two countries of one strike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


def _told(found: list[Claim]) -> dict[tuple[str, ...], list[int]]:
    return {tuple(p.text for p in c.places): [f.low for f in c.figures] for c in found}


def test_each_town_has_its_own_count(claims: Reader) -> None:
    found = claims("Air strikes killed nine civilians in Douma, five in Saqba and two in Harasta.")
    assert _told(found) == {("Douma",): [9], ("Saqba",): [5], ("Harasta",): [2]}
    assert [[t.text for t in c.targets] for c in found if c.places[0].text == "Saqba"] == [[]]
    assert len({c.id for c in found}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Clashes in Homs and Hama killed 20 people.",
        "Clashes in Homs and Hama killed ten people, including two children.",
    ],
)
def test_a_count_over_two_towns_is_of_both(claims: Reader, text: str) -> None:
    assert {p.text for c in claims(text) for p in c.places} == {"Homs", "Hama"}
    assert len(claims(text)) == 1


def test_a_strike_in_two_countries_is_told_of_both(claims: Reader) -> None:
    found = claims("Israeli warplanes struck targets in Syria and Lebanon on Friday.")
    assert [(p.text, p.role) for c in found for p in c.places] == [
        ("Syria", "at"), ("Lebanon", "at"),
    ]  # fmt: skip


def test_a_crossing_is_of_neither_country_alone(claims: Reader) -> None:
    north = claims("Syrian authorities closed the Kerem Hala crossing. Syria said nothing.")
    south = claims("Jordanian authorities closed the Kerem Hala crossing. Jordan said nothing.")
    ids = [
        {p.place for c in found for p in c.places if "Hala" in p.text} for found in (north, south)
    ]
    assert ids[0] == ids[1] and ids[0]
