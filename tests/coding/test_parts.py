"""Parts: counts told place by place that add up to the lead's are the same act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]

LEAD = "Syrian army air strikes near Damascus killed 22 people on Monday. "


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


def _doers(found: list[Claim], town: str) -> set[str]:
    return {
        a.text for c in found if town in c.quote and c.event_type != "statement" for a in c.actors
    }


def test_counts_that_add_up_are_of_one_doer(claims: Reader) -> None:
    found = claims(LEAD + "Sixteen people were killed in Douma. Six people were killed in Harasta.")
    assert _doers(found, "Douma") == _doers(found, "Harasta") == {"Syrian army"}
    assert {c.event_type for c in found} == {"air_drone_strike"}


def test_counts_that_do_not_add_up_stay_apart(claims: Reader) -> None:
    found = claims(
        LEAD + "Sixteen people were killed in Douma. Five people were killed in Harasta."
    )
    assert not _doers(found, "Douma")


def test_another_doer_is_not_overruled(claims: Reader) -> None:
    found = claims(
        LEAD + "Sixteen people were killed in Douma. Rebel shelling killed six people in Harasta."
    )
    assert "Syrian army" not in _doers(found, "Harasta")


def test_what_is_in_another_town_is_no_part(claims: Reader) -> None:
    found = claims(
        "Syrian army air strikes in Aleppo killed 22 people on Monday. Sixteen people were killed "
        "in Douma. Six people were killed in Harasta."
    )
    assert not _doers(found, "Douma")


def test_a_lead_told_again_has_its_parts_from_there(claims: Reader) -> None:
    found = claims(
        "Syrian army air strikes kill 22. Nobody was to blame, they said. The mill was shut. "
        "The school was shut. The road was shut. " + LEAD + "The streets were empty. The town "
        "of Douma was worst off. The raids killed 16 people in Douma. Five people were killed in "
        "Saqba and one in Harasta."
    )
    assert _doers(found, "Saqba")
