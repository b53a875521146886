"""Acts that a sentence only speaks of, where another sentence of the report tells them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]
LEAD = "A gas attack on the town of Saraqib in Syria killed nineteen people on Tuesday. "


@pytest.fixture(scope="module")
def gas(document: Callable[..., Document]) -> Reader:
    """Return the claims of a text that tell of gas, or of what came of it, or deny it."""
    knowledge, kinds = load(), {"chemical_weapon", "casualties", "attack", "deny"}
    return lambda text: [
        c for c in code(document(text), knowledge, Settings()).claims if c.event_type in kinds
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister condemned the gas attack and left for Geneva.",
        "The envoy said on Wednesday that a gas attack in Syria could not be tolerated.",
        "The minister put off his journey after the gas attack in Syria.",
        "The council met for an investigation into the gas attack.",
    ],
)
def test_an_act_only_spoken_of_is_left_to_the_sentence_that_tells_it(
    gas: Reader, sentence: str
) -> None:
    assert {c.start for c in gas(LEAD + sentence)} == {0}


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister condemned the gas attack, which left forty wounded.",
        "The minister put off his journey after the gas attack on Monday.",
        "The minister put off his journey after the gas attack in Douma.",
        "The minister condemned the army's gas attack.",
        "The minister denied the gas attack.",
        "The minister said a gas attack had hit Syria.",
    ],
)
def test_an_act_of_which_something_is_told_stays(gas: Reader, sentence: str) -> None:
    assert max(c.start for c in gas(LEAD + sentence)) == len(LEAD)


def test_an_act_that_no_other_sentence_tells_stays(gas: Reader) -> None:
    assert gas("The envoy said on Wednesday that a gas attack in Syria could not be tolerated.")
