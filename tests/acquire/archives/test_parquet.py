"""Parquet shards: a report a row, whatever the columns are called."""

from __future__ import annotations

import builtins
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from consilience.acquire import read_reports
from consilience.acquire.archives import parquet as reader
from consilience.acquire.columns import Columns
from consilience.acquire.drafts import Blob
from consilience.acquire.inputs import found_in
from consilience.settings import Settings

ROWS: list[dict[str, Any]] = [
    {"key": 7, "body": "Shells hit a mill in Binnish.", "day": datetime(2024, 11, 29, tzinfo=UTC),
     "wire": "Levant Wire", "vector": [0.5, 0.25]},
    {"key": 8, "body": "Nine families left Binnish.", "day": datetime(2024, 11, 30, tzinfo=UTC),
     "wire": None, "vector": None},
]  # fmt: skip
NAMED = {"id": "key", "text": "body", "published": "day", "publisher": "wire"}


def shard(rows: list[dict[str, Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def _read(data: bytes, settings: Settings | None = None, **said: str) -> list[Any]:
    return found_in(Blob("s.parquet", "s.parquet", data), settings or Settings(), Columns(said))


def test_each_row_is_a_report_by_the_columns_that_are_named(tmp_path: Path) -> None:
    (tmp_path / "s.parquet").write_bytes(shard(ROWS))
    read = read_reports([tmp_path], columns=NAMED)
    assert [(r.given_id, r.publisher, (r.published or "")[:10]) for r in read.reports] == [
        ("7", "Levant Wire", "2024-11-29"), ("8", None, "2024-11-30"),
    ]  # fmt: skip
    assert read.reports[0].text == "Shells hit a mill in Binnish."
    assert not read.warnings


def test_columns_are_known_by_what_people_call_them() -> None:
    (found,) = _read(shard([{"headline": "Mill hit", "content": b"Shells hit a mill."}]))
    assert (found.title, found.text, found.given_id) == ("Mill hit", "Shells hit a mill.", "s-1")


def test_a_row_without_a_text_costs_a_warning_with_its_number() -> None:
    found = _read(shard([{"text": "Shells hit a mill."}, {"text": None}]))
    assert found[0].text and found[1].code == "missing-field"
    assert found[1].where == "s.parquet: row 2"


def test_a_table_without_texts_names_its_columns() -> None:
    (said,) = _read(shard([{"amount": 3}]))
    assert said.code == "missing-field" and "'amount'" in said.message


def test_a_column_that_is_not_there_is_said() -> None:
    said, *_ = _read(shard([{"text": "Shells hit a mill."}]), publisher="outlet")
    assert "No column is called 'outlet'" in said.message


def test_rows_are_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_ROWS", 2)
    found = _read(shard([{"text": f"Shells hit mill {n}."} for n in range(5)]))
    assert [f.given_id for f in found] == [f"s-{n}" for n in range(1, 6)]


def test_a_file_that_is_cut_off_is_said_to_be_broken() -> None:
    (said,) = _read(shard(ROWS)[:-20])
    assert said.code == "unreadable" and "broken" in said.message


def test_a_bomb_is_refused() -> None:
    """A million rows of one long text are stored once and unpacked a million times."""
    data = shard([{"text": "x" * 1_000_000}] * 3)
    (said,) = _read(data, Settings(max_unpacked_bytes=1000))
    assert said.code == "archive-limit"


def test_what_is_unpacked_row_by_row_is_counted() -> None:
    data = shard([{"text": "Shells hit a mill. " * 1000}] * 500)
    found = _read(data, Settings(max_unpacked_bytes=2_000_000))
    assert found[-1].code == "archive-limit" and 0 < len(found) < 500


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = shard(ROWS)
    found: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    (said,) = _read(data)
    assert said.code == "part-missing" and "consilience[parquet]" in (said.hint or "")
