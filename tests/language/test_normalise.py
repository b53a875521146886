"""Text as it comes, made readable without moving a single offset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.language.normalise import normalise, paragraphs


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“We hit it,” he said", '"We hit it," he said'),
        ("the army’s own", "the army's own"),
        ("Hay`at", "Hay'at"),
        ("«We hit it»", '"We hit it"'),
        ("rebel\u2011held", "rebel-held"),
        ("27\u00a0people", "27 people"),
        ("a\tb\rc", "a b c"),
        ("\ufeffRebels", " Rebels"),
    ],
)
def test_quotes_hyphens_and_spaces_are_made_plain(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_a_shouted_line_is_lowered() -> None:
    assert normalise("REBELS HAVE ENTERED THE CITY. TWO DIED.") == (
        "Rebels have entered the city. Two died."
    )


@pytest.mark.parametrize(
    "text", ["NATO and the UN met.", "UN AID", "The BBC said the SDF met HTS."]
)
def test_acronyms_are_left_alone(text: str) -> None:
    assert normalise(text) == text


def test_only_the_shouted_line_is_lowered() -> None:
    text = "REBELS HAVE ENTERED THE CITY\nThe SDF said so."
    assert normalise(text) == "Rebels have entered the city\nThe SDF said so."


def test_a_hard_wrapped_paragraph_is_one_line() -> None:
    text = (
        "Rebels entered the city on Friday and\nreached the old market by noon, people\n"
        "said.\n\nThe army said nothing about the\nfighting."
    )
    plain = normalise(text)
    assert "Friday and reached the old market by noon, people said." in plain
    assert paragraphs(plain)[0] == (0, plain.index("\n"))


def test_paragraphs_on_a_line_each_stay_apart() -> None:
    text = "A headline of the day\nRebels entered the city on Friday.\nThe army left it."
    assert normalise(text) == text
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")


def test_empty_lines_are_no_paragraphs() -> None:
    assert paragraphs("one\n\n  \ntwo\n") == [(0, 3), (8, 11)]


def test_nothing_has_no_paragraphs() -> None:
    assert paragraphs("") == []


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_no_offset_ever_moves(text: str) -> None:
    assert len(normalise(text)) == len(text)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["REBELS ENTERED", "ı", "İSTANBUL", "ß", "\n", "\n\n", "“", " "])))
def test_no_offset_moves_where_case_changes_length(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert len(normalise(text)) == len(text)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_paragraphs_hold_all_that_can_be_read(text: str) -> None:
    inside = "".join(text[a:b] for a, b in paragraphs(text))
    assert "".join(inside.split()) == "".join(text.split())
