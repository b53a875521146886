"""Who does it: the forms in which news names a doer, each with its own sentence."""

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


def _doers(found: list[Claim], *types: str) -> set[str]:
    return {a.actor for c in found if c.event_type in types for a in c.actors}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("A raid believed to be by Syrian government jets killed nine in Hama.", "syria-aircraft"),
        ("A strike thought to have been carried out by Russia hit Hama.", "russia"),
        ("The strike on Hama is believed to have been carried out by Russia.", "russia"),
    ],
)
def test_an_act_believed_to_be_by_somebody(claims: Reader, text: str, doer: str) -> None:
    assert _doers(claims(text), "air_drone_strike", "attack") == {doer}


def test_jets_believed_to_be_of_a_state(claims: Reader) -> None:
    found = claims("Warplanes believed to be Russian or Syrian bombed a school in Hama.")
    assert _doers(found, "air_drone_strike") >= {"russia", "syria"}
    (claim,) = [c for c in found if c.event_type == "air_drone_strike"]
    assert "believed to be Russian" in claim.actors[0].text


def test_a_nationality_before_named_aircraft_is_their_owner(claims: Reader) -> None:
    found = claims("Two Belgian F-16 combat jets bombed a house in Hama.")
    assert "belgium" in _doers(found, "air_drone_strike")


def test_a_plural_that_was_taken_for_a_verb_has_an_owner(claims: Reader) -> None:
    found = claims("Six civilians were killed and nine were hurt in Assad regime airstrikes "
                   "targeting a camp in Idlib on Friday")  # fmt: skip
    assert _doers(found, "air_drone_strike") == {"syria-government"}


def test_as_before_a_clause_leaves_it_its_subject(claims: Reader) -> None:
    found = claims(
        "Five people were killed on Friday as a new rebel alliance attacked the airport of Hama."
    )
    assert _doers(found, "attack") == {"rebels"}


def test_its_forces_are_of_the_party_named_before(claims: Reader) -> None:
    found = claims("The raid came with the regime's advance near Hama where its forces captured "
                   "two hills, the Observatory said.")  # fmt: skip
    assert _doers(found, "government_regains_territory", "takes_territory") >= {"government"}
    assert "sohr" not in _doers(found, "government_regains_territory", "takes_territory")


def test_people_left_killed_did_not_do_it(claims: Reader) -> None:
    found = claims("Gas was used in the attack which left 40 people killed and 90 wounded.")
    assert _doers(found, "attack") == set()


def test_a_capital_before_the_act_says_where(claims: Reader) -> None:
    found = claims("Damascus suicide attack kills nine people.")
    assert _doers(found, "suicide_bomb") == set()
