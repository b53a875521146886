"""The examples: what a newcomer runs first must show what the tutorial says it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consilience.acquire import Acquired, read_reports

EXAMPLES = Path(__file__).parents[1] / "examples" / "aleppo-2024"


@pytest.fixture(scope="module")
def acquired() -> Acquired:
    return read_reports([EXAMPLES])


def test_every_kind_of_file_gives_its_reports(acquired: Acquired) -> None:
    publishers = [report.publisher for report in acquired.reports]
    assert len(publishers) == 10
    assert set(publishers) == {
        "Levant Wire", "Northern Post", "Gulf Courier", "Harbour Times",
        "Bosphorus Ledger", "Damascus Bulletin", None,
    }  # fmt: skip


def test_the_page_is_read_without_its_boilerplate(acquired: Acquired) -> None:
    page = next(r for r in acquired.reports if r.publisher == "Northern Post")
    assert not re.search(r"cookie|subscribe|derby|ferry|spam|rights reserved", page.text, re.I)


def test_only_the_note_has_no_date(acquired: Acquired) -> None:
    assert [r.given_id for r in acquired.reports if not r.published] == ["note-without-date"]
    assert [w.code for w in acquired.warnings] == ["no-date"]


def test_outlets_are_invented() -> None:
    addresses = re.findall(r"https?://([^/\s\"<]+)", "".join(_texts()))
    real = {host for host in addresses if not re.search(r"\.example\.(?:com|net|org)$", host)}
    assert real == {"schema.org"}


def _texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.iterdir())]
