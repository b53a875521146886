from __future__ import annotations

import pytest

from consilience.acquire.titles import headline_of, with_headline

BODY = "Two people died when shells hit the town, a doctor at the hospital there said."


def test_a_title_becomes_the_first_line() -> None:
    assert with_headline("Army shells town", BODY) == (
        "Army shells town",
        f"Army shells town\n{BODY}",
    )


def test_a_title_that_the_text_begins_with_is_not_said_twice() -> None:
    text = f"Army shells town\n{BODY}"
    assert with_headline("Army shells town", text) == ("Army shells town", text)
    shouted = f"ARMY SHELLS TOWN!\n{BODY}"
    assert with_headline("Army shells town", shouted) == ("ARMY SHELLS TOWN!", shouted)


def test_a_title_that_runs_into_the_text_gets_a_line_of_its_own_and_offsets_stay() -> None:
    text = f"Army shells town in Hama {BODY}"
    title, parted = with_headline("Army shells town in Hama", text)
    assert parted == f"{title}\n{BODY}"
    assert len(parted) == len(text)


def test_a_title_repeated_behind_a_date_gets_a_line_of_its_own_there() -> None:
    title = "Army shells town in Hama"
    text = f"30 November 2024 {title} . {BODY}"
    whole = with_headline(title, text)[1]
    assert whole == f"{title}\n30 November 2024\n{title} .\n{BODY}"
    assert len(whole) == len(title) + 1 + len(text)


def test_a_sentence_that_begins_like_the_title_is_left_whole() -> None:
    text = "Rebels enter the town after a week of shelling."
    assert with_headline("Rebels enter the town", text)[1] == f"Rebels enter the town\n{text}"


def test_no_title_leaves_the_text() -> None:
    assert with_headline("", BODY) == ("", BODY)


@pytest.mark.parametrize(
    "line", ["Army shells town near Hama", "Who shelled the market?", "ARMY SHELLS HAMA MARKET"]
)
def test_a_short_first_line_without_a_full_stop_is_a_headline(line: str) -> None:
    assert headline_of(f"{line}\n{BODY}") == line


@pytest.mark.parametrize(
    "line",
    [
        "The army shelled a town near Hama.",
        "Photo taken by a resident",
        "By A Staff Writer",
        "30 November 2024",
        "Hama",
        "HAMA, Syria —",
        "“We heard the shells come in”",
        " ".join(["word"] * 40),
    ],
)
def test_other_first_lines_are_none(line: str) -> None:
    assert headline_of(f"{line}\n{BODY}") == ""


def test_a_single_line_is_the_text_and_no_headline() -> None:
    assert headline_of("Nine killed as shells hit a market in Maarat") == ""


def test_a_title_case_line_over_a_blank_one_is_a_headline_in_spite_of_its_stop() -> None:
    line = "Army Shells Three Northern Towns After Truce Ends."
    assert headline_of(f"{line}\n\n{BODY}") == line
    assert headline_of(f"The army shelled three towns in Hama.\n\n{BODY}") == ""
