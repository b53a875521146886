from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired, read_reports
from consilience.settings import Settings

Beside = Callable[..., Path]
Read = Callable[[Path, Settings], Acquired]


SENTENCE = "On day {} the army said that its forces had shelled the town again. "


def test_a_very_long_report_is_kept_whole_and_said_to_be_too_long(
    beside_a_good_report: Beside, read: Read
) -> None:
    text = "".join(SENTENCE.format(n) for n in range(75_000))
    assert len(text) > 5_000_000
    acquired = read(beside_a_good_report(long__txt=text), Settings(max_report_chars=3_000))
    assert text.strip() in [r.text for r in acquired.reports]
    (warning,) = acquired.warnings
    assert warning.code == "too-long"
    assert "3,000" in warning.message


def test_a_file_over_the_limit_is_left_out(beside_a_good_report: Beside) -> None:
    path = beside_a_good_report(long__txt="x" * 2000)
    acquired = read_reports([path], settings=Settings(max_file_bytes=1000))
    assert [r.given_id for r in acquired.reports] == ["good"]
    assert "file-too-large" in [w.code for w in acquired.warnings]
