"""Tense: which acts a day told before holds for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

LEAD = "Gunmen attacked a school in Hama on Friday. "


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Callable[[str], list[Claim]]:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot two men.",
        "Two men were shot by soldiers.",
        "Soldiers stormed a house, killing two men.",
    ],
)
def test_the_simple_past_is_of_that_day(claims: Callable[[str], list[Claim]], text: str) -> None:
    *_, last = claims(LEAD + text)
    assert last.time.start == "2024-11-29"


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers have shot two men.",
        "Two men have been shot by soldiers.",
        "Soldiers are shelling a suburb.",
        "Mayor Haddad condemned the shelling of a suburb.",
    ],
)
def test_what_has_come_about_or_goes_on_is_of_no_one_day(
    claims: Callable[[str], list[Claim]], text: str
) -> None:
    found = [c for c in claims(LEAD + text) if c.start >= len(LEAD)]
    assert {c.time.start for c in found} == {None}
