"""Shares of a whole become counts, rounded outwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.figures.reader import read_figures
from consilience.knowledge.quantities import load_quantities
from consilience.language.annotate import Document

LEXICON = load_quantities()


@pytest.mark.parametrize(
    ("text", "low", "high", "victims"),
    [
        ("Thirty people were killed, a third of them children.", 10, 10, "children"),
        ("Twenty people were killed, a third of them children.", 6, 7, "children"),
        ("Thirty people were killed, half of them women.", 15, 15, "women"),
        ("At least 40 people were hurt, a quarter of them medics.", 10, None, "medics"),
        ("Fifty people were killed, 40 percent of them children.", 20, 20, "children"),
    ],
)
def test_a_share_of_the_whole(
    document: Callable[..., Document], text: str, low: int, high: int | None, victims: str
) -> None:
    whole, part = read_figures(document(text), LEXICON)
    assert (part.low, part.high, part.victims, part.part_of) == (low, high, victims, 0)
    assert part.kind == whole.kind


def test_a_share_of_the_dead_stands_before_its_whole(document: Callable[..., Document]) -> None:
    part, whole = read_figures(document("A third of the 90 dead were children."), LEXICON)
    assert (part.low, part.victims, part.part_of) == (30, "children", 1)
    assert (whole.low, whole.victims) == (90, "unknown")


def test_a_share_of_nothing_counted_is_no_figure(document: Callable[..., Document]) -> None:
    assert read_figures(document("A third of them were children."), LEXICON) == []
