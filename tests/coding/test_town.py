"""*The province, the two towns*: what the report has named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text, title="": list(
        code(document(text, title=title), knowledge, Settings()).claims
    )


def _where(found: list[Claim], *types: str) -> set[str]:
    return {p.text for c in found if c.event_type in types for p in c.places}


def test_the_province_is_the_one_named_last(claims: Reader) -> None:
    found = claims(
        "Sources in Deir ez-Zor said nothing. Shelling in the province killed nine people."
    )
    assert _where(found, "shelling") == {"Deir ez-Zor"}


def test_the_two_towns_are_those_named_side_by_side(claims: Reader) -> None:
    found = claims(
        "The towns of Saraqib and Taftanaz have no bread. More than 900 residents were evacuated "
        "from the two towns."
    )
    assert _where(found, "evacuation") == {"Saraqib", "Taftanaz"}


def test_two_towns_that_are_not_said_to_be_known_stay_unnamed(claims: Reader) -> None:
    found = claims(
        "The towns of Saraqib and Taftanaz have no bread. Residents were evacuated from two towns."
    )
    assert not _where(found, "evacuation")


@pytest.mark.parametrize(
    ("last", "role"),
    [
        ("They captured the town by nightfall.", "at"),
        ("They captured it by nightfall.", "at"),
        ("They captured two hilltop posts by nightfall.", "within"),
    ],
)
def test_the_town_is_taken_or_only_something_in_it(claims: Reader, last: str, role: str) -> None:
    *_, taken = claims(f"Rebels entered Saraqib on Friday. {last}")
    assert [p.role for p in taken.places] == [role]


def test_the_city_is_the_one_that_the_sentence_before_names(claims: Reader) -> None:
    found = claims(
        "Markets in Hama opened. Schools in Hama closed. The mayor of Homs slept badly in Homs. "
        "Shells fell on the city at dawn."
    )
    assert _where(found, "shelling") == {"Homs"}
