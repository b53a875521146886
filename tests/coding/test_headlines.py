"""A headline restates the text more loosely; its figures are settled against the text's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.figures.reader import read_figures
from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import load_quantities
from consilience.language.annotate import Document

LEXICON = load_quantities()
Read = Callable[[str, str], list[FigureMention]]


@pytest.fixture(scope="module")
def read(document: Callable[..., Document]) -> Read:
    return lambda title, text: read_figures(document(text, title=title), LEXICON)


def bounds(figures: list[FigureMention]) -> list[tuple[int, int | None]]:
    return [(f.low, f.high) for f in figures]


def test_a_headline_takes_the_hedge_that_it_dropped(read: Read) -> None:
    found = read("Shells kill 11 in market", "At least 11 traders were killed on Friday.")
    assert bounds(found) == [(11, None), (11, None)]


def test_a_headline_keeps_a_number_that_the_text_also_states_bare(read: Read) -> None:
    text = "A ministry said 11 traders were killed. A witness saw at least 11 traders killed."
    assert bounds(read("Shells kill 11 in market", text)) == [(11, 11), (11, 11), (11, None)]


def test_a_vague_headline_is_left_out_when_the_text_counts(read: Read) -> None:
    found = read("Dozens killed in market", "Shells killed 31 traders on Friday.")
    assert bounds(found) == [(31, 31)]


def test_a_vague_headline_stays_when_the_text_does_not_count(read: Read) -> None:
    found = read("Dozens killed in market", "Shells fell on the market on Friday.")
    assert bounds(found) == [(24, None)]


def test_a_rounded_headline_is_left_out_when_the_text_is_closer(read: Read) -> None:
    found = read("Shells kill over 80", "At least 84 traders were killed on Friday.")
    assert bounds(found) == [(84, None)]


def test_a_running_total_is_not_what_a_headline_restates(read: Read) -> None:
    text = "Thousands of people have been killed since the war began."
    assert bounds(read("Dozens killed in market", text)) == [(24, None), (2_000, None)]


def test_a_headline_repeated_in_the_text_is_settled_too(read: Read) -> None:
    text = "Shells kill 11 in market. At least 11 traders were killed on Friday."
    assert bounds(read("Shells kill 11 in market", text)) == [(11, None)] * 3


def test_the_number_told_again_keeps_its_hedge(read: Read) -> None:
    text = "At least 26 people were killed. The 26 people killed were traders."
    assert bounds(read("", text)) == [(26, None), (26, None)]


def test_parts_still_point_to_their_whole_when_a_headline_is_left_out(read: Read) -> None:
    found = read("Dozens killed in market", "Shells killed 31 traders including two women.")
    assert [(f.low, f.part_of) for f in found] == [(31, None), (2, 0)]
