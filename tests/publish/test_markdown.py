from collections.abc import Callable
from dataclasses import replace

import pytest

from consilience.model import Picture
from consilience.publish.markdown import plain, to_markdown


def test_the_sections_come_in_the_order_of_the_page(picture: Picture) -> None:
    heads = [line[3:] for line in to_markdown(picture).splitlines() if line.startswith("## ")]
    assert heads == [
        "What is agreed", "What is disputed", "Tolls, by who counts them", "Who holds what",
        "Who says what", "Said by one source only", "What could not be read, placed or dated",
        "The reports",
    ]  # fmt: skip


def test_positions_stand_with_who_says_so(picture: Picture) -> None:
    said = to_markdown(picture)
    assert "### Did rebels enter Aleppo?" in said
    assert "- **No** – Syrian state television, in 1 report" in said


def test_tolls_are_a_table(picture: Picture) -> None:
    said = to_markdown(picture)
    assert "| Civilians killed | Air strikes in Idlib province | United Nations | 27 | 24 |" in said
    assert "20 (since revised)" in said


@pytest.mark.parametrize(
    "text",
    [
        "# heading", "- item", "1. item", "> quote", "| cell |", "[a](javascript:b)",
        "![x](y)", "<script>", "*bold*", "_em_", "`code`", "~~no~~", "&lt;", "https://a.b",
    ],
)  # fmt: skip
def test_markup_in_words_stays_words(text: str) -> None:
    escaped = plain(text)
    assert escaped != text
    assert "<" not in escaped.replace("\\<", "")


def test_a_line_break_cannot_begin_a_block() -> None:
    assert plain("one\n# two\n\nthree") == "one \\# two three"


def test_a_hostile_title_is_one_heading(make: Callable[..., Picture], picture: Picture) -> None:
    story = replace(picture.stories[0], title="# x\n\n<img src=a onerror=b>")
    first = to_markdown(make(stories=(story,))).splitlines()[0]
    assert first == "# \\# x \\<img src=a onerror=b\\>"


def test_what_is_empty_is_said(empty: Picture) -> None:
    said = to_markdown(empty)
    for words in ("No event is told", "No two accounts", "No report gives a count", "Nothing was"):
        assert words in said


def test_no_raw_id_is_shown(picture: Picture) -> None:
    assert "o-sohr" not in to_markdown(picture)
    assert "air_drone_strike" not in to_markdown(picture)


def test_a_report_says_what_it_takes_from_others(picture: Picture) -> None:
    first, second, third = (r.id for r in picture.reports[:3])
    last = replace(picture.reports[-1], copy_of=None, version_of=first, contains=(second, third))
    said = to_markdown(replace(picture, reports=(*picture.reports[:-1], last)))
    assert "new version of Report 1" in said
    assert "takes in Report 2" in said
