from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


LINE = "Nine people died when shells hit a market in Maarat."


def test_a_report_of_one_line_is_read(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(line__txt=LINE))
    assert LINE in [r.text for r in acquired.reports]
    assert not acquired.warnings


def test_a_report_of_a_few_letters_is_a_warning(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(beside_a_good_report(stub__txt="More soon."))
    assert len(acquired.reports) == 1
    assert [w.code for w in acquired.warnings] == ["too-short"]
