from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_an_empty_file_is_a_warning(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(
        beside_a_good_report(empty__txt="", blank__txt=" \n\t\n", mark__txt=b"\xef\xbb\xbf")
    )
    assert [w.code for w in acquired.warnings] == ["empty-file"] * 3
    assert len(acquired.reports) == 1


def test_an_empty_table_is_a_warning(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(rows__csv="", lines__jsonl="\n\n", list__json="[]"))
    assert sorted({w.code for w in acquired.warnings}) == ["empty-file"]
    assert len(acquired.warnings) == 3
