from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_bad_row_costs_one_warning_with_its_line(
    beside_a_good_report: Beside, read: Read
) -> None:
    table = (
        "id,text,published\n"
        "a,Nine people died when shells hit a market.,2024-11-29\n"
        "b,Four people died, two of them children, in a field.,2024-11-29\n"
        'c,"Two people died, one of them a nurse.",2024-11-29\n'
        "d\n"
    )
    acquired = read(beside_a_good_report(rows__csv=table))
    assert [r.given_id for r in acquired.reports] == ["a", "c", "good"]
    assert [(w.code, (w.where or "").rpartition(":")[2]) for w in acquired.warnings] == [
        ("bad-row", "3"),
        ("bad-row", "5"),
    ]
