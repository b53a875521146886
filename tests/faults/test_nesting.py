"""Things within things, fifty thousand deep, in every form that nests."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from consilience.acquire import Acquired
from consilience.acquire.address_lists import addresses_of
from consilience.acquire.drafts import Blob

Beside = Callable[..., Path]
Read = Callable[..., Acquired]
DEEP = 50_000
TOLD = "Four people were killed on Friday when shells hit a bus depot in Binnish, a doctor said."


def letter() -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Desk <desk@levantwire.example>", "Depot"
    made.set_content("<div>" * DEEP + TOLD + "</div>" * DEEP, subtype="html")
    return bytes(made)


def feed() -> bytes:
    deep = "<a>" * DEEP + "</a>" * DEEP
    return f"<rss><channel><item><title>t</title>{deep}</item></channel></rss>".encode()


def page() -> bytes:
    deep = "<div>" * DEEP + TOLD + "</div>" * DEEP
    return f"<html><body><article><p>{TOLD}</p>{deep}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep__json", b"[" * DEEP + b"]" * DEEP),
        ("deep__json", b'{"text":' * DEEP + b"1" + b"}" * DEEP),
        ("deep__jsonl", b"[" * DEEP + b"]" * DEEP),
        ("deep__xml", b"<a>" * DEEP + b"</a>" * DEEP),
        ("deep__xml", feed()),
        ("deep__html", page()),
        ("deep__eml", letter()),
        ("deep__md", b"> " * DEEP + TOLD.encode()),
    ],
)
def test_what_nests_without_end_harms_no_report_beside_it(
    name: str, data: bytes, beside_a_good_report: Beside, read: Read
) -> None:
    acquired = read(beside_a_good_report(**{name: data}))
    assert len(acquired.reports) == 2 or acquired.warnings


@pytest.mark.parametrize("name", ["deep__html", "deep__eml"])
def test_no_word_is_lost_unsaid(name: str, beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(**{name: page() if name == "deep__html" else letter()}))
    whole = any(TOLD in r.text for r in acquired.reports)
    assert whole or any("nested too deeply" in w.message for w in acquired.warnings)


def test_a_list_of_feeds_within_lists_is_read_or_refused_with_words() -> None:
    inner = '<outline xmlUrl="https://levantwire.example/rss"/>'
    opml = f"<opml><body>{'<outline>' * DEEP}{inner}{'</outline>' * DEEP}</body></opml>"
    found, said = addresses_of(Blob("feeds.opml", "feeds.opml", opml.encode()))
    assert found or [w.code for w in said] == ["unreadable"]


def test_numbers_of_many_digits_are_no_reason_to_stop(
    beside_a_good_report: Beside, read: Read
) -> None:
    row = json.dumps({"id": "long", "text": TOLD, "published": "2024-11-30"})
    huge = row.replace('"long"', "9" * 5_000)
    acquired = read(beside_a_good_report(rows__jsonl=f"{huge}\n{row}\n"))
    assert len(acquired.reports) >= 2
