"""Running totals are told from one event's toll, with the words of their time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.figures.reader import read_figures
from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import load_quantities
from consilience.language.annotate import Document

LEXICON = load_quantities()


@pytest.fixture(scope="module")
def read(document: Callable[..., Document]) -> Callable[[str], list[FigureMention]]:
    return lambda text: read_figures(document(text), LEXICON)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("More than 300 people have been killed since the war began.", "since the war began"),
        ("Since Saturday at least 68 farmers have been killed.", "Since Saturday"),
        ("Raids have killed 90 people so far this year.", "so far this year"),
        ("Raids have killed 90 people in the past month.", "in the past month"),
        ("In May more than 60 farmers were killed by mines.", "In May"),
        ("The conflict has killed more than 4,000 people.", "conflict"),
        ("The uprising has claimed 4,000 lives.", "uprising"),
        ("Some 4,000 people have been killed in the war.", "war"),
        ("More than 40,000 people have been killed.", None),
    ],
)
def test_running_totals(
    read: Callable[[str], list[FigureMention]], text: str, window: str | None
) -> None:
    (figure,) = read(text)
    assert (figure.cumulative, figure.window) == (True, window)


@pytest.mark.parametrize(
    "text",
    [
        "A raid killed nine people on Friday.",
        "It was the worst attack since a bomb killed 31 people in March.",
        "The army, at war since 2011, killed nine fighters on Friday.",
        "Raids have killed 90 people.",
    ],
)
def test_tolls_of_one_event(read: Callable[[str], list[FigureMention]], text: str) -> None:
    (figure,) = read(text)
    assert not figure.cumulative


def test_a_window_of_days_is_kept_but_is_no_running_total(
    read: Callable[[str], list[FigureMention]],
) -> None:
    (figure,) = read("At least 27 farmers have been killed in the past three days.")
    assert (figure.cumulative, figure.window) == (False, "in the past three days")
