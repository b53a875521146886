"""*The incident in X* says where the act told before was."""

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


def test_the_incident_says_where_the_strike_was(claims: Reader) -> None:
    found = claims(
        "An air strike killed nine people on Friday. The incident in the town of Saraqib proved "
        "that nobody was safe."
    )
    assert "Saraqib" in _where(found, "air_drone_strike")


def test_another_incident_says_nothing_of_it(claims: Reader) -> None:
    found = claims(
        "An air strike killed nine people on Friday. An incident in the town of Saraqib a year "
        "ago proved that nobody was safe."
    )
    assert "Saraqib" not in _where(found, "air_drone_strike")


def test_an_act_placed_elsewhere_keeps_its_place(claims: Reader) -> None:
    found = claims(
        "An air strike in Raqqa killed nine people on Friday. The incident in the town of Saraqib "
        "proved that nobody was safe."
    )
    assert "Saraqib" not in _where(found, "air_drone_strike")
