from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired, read_reports

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_report_with_no_date_is_read_and_the_gap_said(beside_a_good_report: Beside) -> None:
    acquired = read_reports([beside_a_good_report()])
    (report,) = acquired.reports
    assert (report.published, report.published_from) == (None, "none")
    (warning,) = acquired.warnings
    assert (warning.code, warning.report) == ("no-date", report.id)
    assert "--published" in (warning.hint or "")


def test_a_date_that_cannot_be_read_is_said_and_the_given_one_used(
    beside_a_good_report: Beside, read: Read
) -> None:
    row = '{"text": "Nine people died when shells hit a market on Friday.", "date": "last week"}'
    acquired = read(beside_a_good_report(rows__jsonl=row))
    assert [w.code for w in acquired.warnings] == ["bad-date"]
    assert {(r.published, r.published_from) for r in acquired.reports} == {("2024-11-30", "given")}
