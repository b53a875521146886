from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


TEXT = "Nine people died when shells hit a market in Maarat."


def test_a_record_without_a_text_is_a_warning_that_says_what_it_has(
    beside_a_good_report: Beside, read: Read
) -> None:
    rows = [{"id": "a", "title": "Market hit", "deaths": 9}, {"id": "b", "text": TEXT}]
    acquired = read(beside_a_good_report(rows__jsonl="\n".join(map(json.dumps, rows))))
    assert "b" in [r.given_id for r in acquired.reports]
    (warning,) = acquired.warnings
    assert warning.code == "missing-field"
    assert (warning.where or "").endswith("rows.jsonl:1")
    assert "'deaths'" in warning.message


def test_every_field_but_the_text_may_be_missing(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(one__json=json.dumps({"text": TEXT, "title": None})))
    (report,) = [r for r in acquired.reports if r.given_id == "one"]
    assert (report.title, report.publisher, report.url) == ("", None, None)
    assert not acquired.warnings


def test_rows_that_are_no_objects_are_warnings(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(odd__json='[1, "two", null, {"text": {"a": []}}]'))
    assert [w.code for w in acquired.warnings] == ["missing-field"] * 4
