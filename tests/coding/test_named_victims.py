"""One named person who was killed, captured or arrested counts one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.figures.reader import read_figures
from consilience.knowledge.quantities import load_quantities
from consilience.language.annotate import Document

LEXICON = load_quantities()


@pytest.mark.parametrize(
    ("text", "kind", "victims"),
    [
        ("State media reported the death of Brigadier General Ramon Oduya.", "killed", "soldiers"),
        ("The assassination of Colonel Peter Lindqvist shook the army.", "killed", "soldiers"),
        ("Commander Tomas Verhoeven was killed near the dam.", "killed", "fighters"),
        ("The rebels announced the capture of Captain Emeka Larsen.", "captured", "soldiers"),
    ],
)
def test_a_rank_before_a_name(
    document: Callable[..., Document], text: str, kind: str, victims: str
) -> None:
    (figure,) = read_figures(document(text), LEXICON)
    assert (figure.kind, figure.low, figure.high, figure.victims) == (kind, 1, 1, victims)


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Peter Lindqvist said the army was ready.",
        "The Republic of Ardania was condemned.",
        "The death of Greater Ardania was announced.",
    ],
)
def test_a_name_alone_counts_nobody(document: Callable[..., Document], text: str) -> None:
    assert read_figures(document(text), LEXICON) == []
