from __future__ import annotations

import pytest

from consilience.acquire.dates import date_in_opening, date_in_url, iso_date, stamp_on_its_own_line


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2024-11-30", "2024-11-30"),
        ("2024-11-30T00:00:00", "2024-11-30"),
        ("2024-11-30T09:15:00Z", "2024-11-30T09:15:00+00:00"),
        ("2024-11-30 09:15:00.123+03:00", "2024-11-30T09:15:00+03:00"),
        ("2024-11-30 09:15 UTC", "2024-11-30T09:15:00+00:00"),
        ("2024-11-30 09:15:00 +0300", "2024-11-30T09:15:00+03:00"),
        ("20241130", "2024-11-30"),
        ("20241130T091500Z", "2024-11-30T09:15:00+00:00"),
        ("1732957200", "2024-11-30T09:00:00+00:00"),
        ("1732957200000", "2024-11-30T09:00:00+00:00"),
        ("Sat, 30 Nov 2024 09:15:00 +0300", "2024-11-30T09:15:00+03:00"),
        ("Sat, 30 Nov 2024 09:15:00 GMT", "2024-11-30T09:15:00+00:00"),
        ("Sat, 30 Nov 2024 99999999999999999999:00", "2024-11-30"),
        ("30 November 2024", "2024-11-30"),
        ("30 November 2024, 17:30 GMT", "2024-11-30T17:30:00+00:00"),
        ("Nov 30, 2024 at 5.30 p.m.", "2024-11-30T17:30:00"),
        ("Saturday 30 November 2024 17:30 (+0300)", "2024-11-30T17:30:00+03:00"),
        ("30 November 2024 29:99", "2024-11-30"),
        ("Nov. 30, 2024", "2024-11-30"),
        ("Saturday, November 30th, 2024", "2024-11-30"),
        ("30/11/2024", "2024-11-30"),
        ("2024/11/30", "2024-11-30"),
    ],
)
def test_dates_as_people_and_machines_write_them(raw: str, iso: str) -> None:
    assert iso_date(raw) == iso


@pytest.mark.parametrize(
    "raw",
    ["", "yesterday", "November 2024", "31 November 2024", "03/04/2024", "2024-13-01", "Friday",
     "Sunday, 30 November 2024", "0000-00-00", "99999999999999"],
)  # fmt: skip
def test_what_is_no_day_or_two_days_is_no_date(raw: str) -> None:
    assert iso_date(raw) is None


@pytest.mark.parametrize(
    ("opening", "iso"),
    [
        ("Army shells town\n30 November 2024\nTwo people died.", "2024-11-30"),
        ("Army shells town\nPublished November 30 2024 Two people died.", "2024-11-30"),
        ("Army shells town\nLast updated: 30 Nov 2024, 14:05 GMT\nTwo died.", "2024-11-30"),
        ("Army shells town AFP Saturday 30 Nov 2024 Two people died in", "2024-11-30"),
        ("BEIRUT, 30 NOV 94 (DPA) -- [TEXT] TWO PEOPLE DIED", "1994-11-30"),
        ("FRIBOURG, 30 NOV 94 (ATS) -- TWO PEOPLE DIED", "1994-11-30"),
        ("AMMAN, Jordan, Nov. 30, 2024 — Two people died", "2024-11-30"),
    ],
)
def test_a_date_at_the_head_of_a_text_is_its_own(opening: str, iso: str) -> None:
    assert date_in_opening(opening) == iso


@pytest.mark.parametrize(
    "opening",
    [
        "Residents fled on Saturday 30 November 2024 after the army shelled the town.",
        "The truce of 30 November 2024 has held, monitors say.",
        "The army broke the truce signed Saturday 30 November 2024 Russian officials said.",
        "Two people died. The last attack there was in March 2023.",
        "Army shells town\nSunday 30 November 2024 Two people died.",
        "Army shells town\n30 November 2024 was the worst day of the siege.",
    ],
)
def test_a_date_that_the_text_tells_of_is_not_its_own(opening: str) -> None:
    assert date_in_opening(opening) is None


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Head\nPublished October 3 2016 21 people died.", "October 3 2016\n21 people died."),
        ("Head\n16 April 2017 22:33 Nine people died.", "16 April 2017 22:33\nNine people died."),
        ("Head AFP Saturday 30 Nov 2024 Two people died.", "30 Nov 2024\nTwo people died."),
    ],
)
def test_a_date_that_runs_into_the_first_sentence_is_parted_from_it(text: str, parted: str) -> None:
    assert stamp_on_its_own_line(text).endswith(parted)
    assert len(stamp_on_its_own_line(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT, Nov. 30, 2024 (AFP) - Two people died.",
        "Nine people died. The truce of Saturday 30 November 2024 The army broke.",
        "Head\n30 November 2024\nTwo people died.",
        "Head\n30 November 2024 by A Reporter",
    ],
)
def test_other_dates_stay_where_they_are(text: str) -> None:
    assert stamp_on_its_own_line(text) == text


def test_an_address_can_carry_the_day() -> None:
    assert date_in_url("https://example.org/news/2024/11/30/market-shelled") == "2024-11-30"
    assert date_in_url("https://example.org/news/2024/market-shelled-20241130") is None
