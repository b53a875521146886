"""The day of an act that is told by how many days it was before another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]
NEWS = "Jets bombed a clinic in Binnish on Friday. "


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        ("The raid came two days after jets hit a convoy in Urum.", "two days after", "2024-11-27"),
        ("The raid came a day after shells hit a market in Urum.", "day after", "2024-11-28"),
        ("It came 3 days after a car bomb killed six in Urum.", "3 days after", "2024-11-26"),
    ],
)
def test_an_act_is_so_many_days_before_the_news(
    claims: Reader, sentence: str, words: str, day: str
) -> None:
    *_, last = [c for c in claims(NEWS + sentence) if c.places and c.places[0].text == "Urum"]
    assert (last.time.text, last.time.start, last.time.end) == (words, day, day)


def test_a_round_number_of_days_gives_no_day(claims: Reader) -> None:
    sentence = "The raid came two weeks after jets hit a convoy in Urum."
    *_, last = [c for c in claims(NEWS + sentence) if c.event_type == "air_drone_strike"]
    assert last.time.text != "two weeks after"


def test_without_a_day_of_the_news_there_is_none_before_it(claims: Reader) -> None:
    *_, last = claims("The raid came two days after jets hit a convoy in Urum.")
    assert last.time.start is None
