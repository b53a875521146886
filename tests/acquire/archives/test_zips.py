from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

Read = Callable[..., tuple[list[Any], list[Any]]]
Made = Callable[..., bytes]
REPORT = "Nine people were killed on Friday when shells hit a market in Maarat, a doctor said."


def test_each_file_is_read_by_its_kind(zipped: Made, read: Read) -> None:
    files = {"a.txt": REPORT, "2024/b.jsonl": f'{{"text": "{REPORT}"}}\n' * 2, "empty/": ""}
    drafts, warnings = read("reports.zip", zipped(files))
    assert [d.where for d in drafts] == [
        "reports.zip › a.txt", "reports.zip › 2024/b.jsonl:1", "reports.zip › 2024/b.jsonl:2",
    ]  # fmt: skip
    assert warnings == []


def test_what_is_not_read_is_told_and_furniture_is_not(zipped: Made, read: Read) -> None:
    files = {"a.txt": REPORT, "photo.raw": "x", "__MACOSX/a.txt": "x", ".DS_Store": "x"}
    drafts, (warning,) = read("reports.zip", zipped(files))
    assert len(drafts) == 1
    assert (warning.code, warning.where) == ("unknown-format", "reports.zip › photo.raw")


def test_a_packed_file_is_read_as_what_it_is(zipped: Made, read: Read) -> None:
    assert [d.given_id for d in read("note.txt.gz", gzip.compress(REPORT.encode()))[0]] == ["note"]
    inner = zipped({"a.txt": REPORT})
    drafts, _ = read("outer.zip", zipped({"inner.zip": inner}))
    assert [d.where for d in drafts] == ["outer.zip › inner.zip › a.txt"]


def test_an_empty_archive_says_so(zipped: Made, read: Read) -> None:
    assert [w.code for w in read("empty.zip", zipped({}))[1]] == ["empty-file"]
