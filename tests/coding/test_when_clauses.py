"""What is told after *when* has the time before it."""

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


def _days(found: list[Claim], kind: str) -> set[tuple[str | None, str | None]]:
    return {(c.time.start, c.time.end) for c in found if c.event_type == kind}


def test_an_act_after_when_has_the_time_before_it(claims: Reader) -> None:
    found = claims("The raid is the largest since 2020, when the two sides signed a ceasefire.")
    assert _days(found, "ceasefire") == {("2020-01-01", "2020-12-31")}


def test_all_acts_of_the_clause_have_it(claims: Reader) -> None:
    found = claims(
        "The town lay empty during the 2019 campaign, when thousands of civilians were displaced "
        "under Russian airstrikes."
    )
    assert _days(found, "air_drone_strike") == {("2019-01-01", "2019-12-31")}
    assert all(c.background for c in found if c.event_type == "air_drone_strike")
