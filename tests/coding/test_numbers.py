"""Number expressions are read with their hedges; numbers that count nothing are left out."""

from __future__ import annotations

import re

import pytest

from consilience.coding.figures.numbers import Quantity, read_quantities
from consilience.knowledge.quantities import load_quantities

LEXICON = load_quantities()


def read(text: str) -> list[Quantity]:
    words = re.findall(r"\d+(?:[.,:]\d+)*[+%]?|\w+|[^\w\s]", text.lower())
    return [q for q in read_quantities(words, LEXICON) if not q.article]


def bounds(text: str) -> list[tuple[int, int | None]]:
    return [(q.low, q.high) for q in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14 villagers", 14),
        ("14,000 villagers", 14_000),
        ("14000 villagers", 14_000),
        ("1.5 million villagers", 1_500_000),
        ("1.15 million villagers", 1_150_000),
        ("5 thousand villagers", 5_000),
        ("nineteen villagers", 19),
        ("twenty-six villagers", 26),
        ("twentysix villagers", 26),
        ("two hundred and fifty villagers", 250),
        ("one hundred twenty villagers", 120),
        ("three thousand five hundred villagers", 3_500),
        ("a hundred villagers", 100),
        ("a dozen villagers", 12),
        ("half a dozen villagers", 6),
        ("half a million villagers", 500_000),
        ("two dozen villagers", 24),
        ("a couple were hurt", 2),
    ],
)
def test_exact_numbers(text: str, value: int) -> None:
    assert bounds(text) == [(value, value)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("dozens of villagers", 24),
        ("several dozen villagers", 24),
        ("scores of villagers", 40),
        ("tens of villagers", 20),
        ("hundreds of villagers", 200),
        ("a few hundred villagers", 200),
        ("thousands of villagers", 2_000),
        ("tens of thousands of villagers", 20_000),
        ("hundreds of thousands of villagers", 200_000),
        ("millions of villagers", 2_000_000),
    ],
)
def test_vague_plurals_are_open_above(text: str, low: int) -> None:
    assert bounds(text) == [(low, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 27 villagers", (27, None)),
        ("no fewer than 27 villagers", (27, None)),
        ("27 or more villagers", (27, None)),
        ("27+ villagers", (27, None)),
        ("more than 50 villagers", (51, None)),
        ("over 50 villagers", (51, None)),
        ("more than a dozen villagers", (13, None)),
        ("up to 30 villagers", (0, 30)),
        ("as many as 30 villagers", (0, 30)),
        ("fewer than 30 villagers", (0, 29)),
        ("about 80 villagers", (80, 80)),
        ("an estimated 80 villagers", (80, 80)),
        ("nearly 80 villagers", (80, 80)),
        ("a total of 80 villagers", (80, 80)),
        ("another 80 villagers", (80, 80)),
    ],
)
def test_hedges_move_the_bounds(text: str, expected: tuple[int, int | None]) -> None:
    assert bounds(text) == [expected]


@pytest.mark.parametrize(
    "text", ["10 to 15 villagers", "10-15 villagers", "between 10 and 15 villagers"]
)
def test_ranges(text: str) -> None:
    assert bounds(text) == [(10, 15)]


def test_from_one_count_to_another_is_no_range() -> None:
    assert bounds("the toll rose from 11 to 16") == [(11, 11), (16, 16)]


@pytest.mark.parametrize(
    "text",
    [
        "on 15 July 2015",
        "on July 15",
        "in 2013",
        "(updated 1723 16.04.2017)",
        "on 04-04-2016",
        "for 12 days",
        "a two-day truce",
        "a six-year-old",
        "aged 30 and 45",
        "children as young as eight",
        "under the age of ten",
        "children under ten",
        "people over 60",
        "60 kilometers away",
        "$300 a month",
        "40 percent",
        "Resolution 2254",
        "Division 17",
        "at 14:30",
        "3.5 deaths a year",
        "no one",
        "none of the 12",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert bounds(text) == []


def test_a_year_does_not_swallow_the_count_after_it() -> None:
    assert bounds("on 15 Jul 2015 thirteen villagers") == [(13, 13)]


def test_a_month_does_not_swallow_the_count_after_it() -> None:
    assert bounds("in May 12 villagers were killed") == [(12, 12)]


def test_the_bare_value_is_kept_beside_the_bounds() -> None:
    (quantity,) = read("more than 50 villagers")
    assert (quantity.value, quantity.hedged) == (50, True)


def test_a_definite_number_is_marked() -> None:
    (quantity,) = read("the 26 villagers")
    assert quantity.definite


@pytest.mark.parametrize("text", ["a child", "another child", "his son"])
def test_articles_count_one_and_are_marked(text: str) -> None:
    (quantity,) = read_quantities(text.split(), LEXICON)
    assert (quantity.low, quantity.high, quantity.article) == (1, 1, True)
