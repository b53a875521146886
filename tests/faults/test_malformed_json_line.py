from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_malformed_line_costs_one_warning_with_its_number(
    beside_a_good_report: Beside, read: Read
) -> None:
    lines = [
        '{"id": "a", "text": "Nine people died when shells hit a market."}',
        '{"id": "b", "text": "Four people died when shells hit a farm}',
        "",
        '{"id": "c", "text": "Two people died when shells hit a road."}',
    ]
    acquired = read(beside_a_good_report(rows__jsonl="\r\n".join(lines)))
    assert [r.given_id for r in acquired.reports] == ["a", "c", "good"]
    (warning,) = acquired.warnings
    assert (warning.code, (warning.where or "")[-13:]) == ("bad-json", "/rows.jsonl:2")


def test_numbers_and_nesting_that_break_a_parser_are_warnings(
    beside_a_good_report: Beside, read: Read
) -> None:
    lines = ["[" * 100_000, '{"text": ' + "9" * 5000 + "}"]
    acquired = read(beside_a_good_report(rows__jsonl="\n".join(lines), deep__json="[" * 100_000))
    assert [w.code for w in acquired.warnings] == ["bad-json"] * 3
