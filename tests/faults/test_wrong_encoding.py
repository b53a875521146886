from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


TEXT = "“Nine people died,” said the mayor of Saraqib – the town’s café was hit by shells."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le"])
def test_a_file_in_an_old_encoding_is_read_and_the_guess_said(
    beside_a_good_report: Beside, read: Read, encoding: str
) -> None:
    acquired = read(beside_a_good_report(old__txt=TEXT.encode(encoding)))
    assert TEXT in [r.text for r in acquired.reports]
    (warning,) = acquired.warnings
    assert warning.code == "encoding-guessed"
    assert encoding in warning.message.lower().replace("utf-16", "utf-16-le")


def test_a_file_with_a_mark_needs_no_guess(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(wide__txt=TEXT.encode("utf-16")))
    assert TEXT in [r.text for r in acquired.reports]
    assert not acquired.warnings


def test_a_page_that_says_utf8_and_is_not(beside_a_good_report: Beside, read: Read) -> None:
    page = f"<html><head><meta charset='utf-8'></head><body><article><p>{TEXT}</p></article></body>"
    acquired = read(beside_a_good_report(page__html=page.encode("cp1252")))
    assert TEXT in [r.text for r in acquired.reports]
    assert "encoding-guessed" in [w.code for w in acquired.warnings]


def test_a_table_in_an_old_encoding(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(rows__csv=f'id,text\n1,"{TEXT}"'.encode("cp1252")))
    assert TEXT in [r.text for r in acquired.reports]


def test_a_feed_that_says_another_encoding_than_it_has(
    beside_a_good_report: Beside, read: Read
) -> None:
    feed = (
        "<?xml version='1.0' encoding='bogus'?><rss><channel><item>"
        f"<title>Market hit</title><description>{TEXT}</description></item></channel></rss>"
    )
    acquired = read(beside_a_good_report(feed__xml=feed.encode("cp1252")))
    assert f"Market hit\n{TEXT}" in [r.text for r in acquired.reports]
