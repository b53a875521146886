from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_letters_garbled_before_they_came_are_mended_and_said(
    beside_a_good_report: Beside, read: Read
) -> None:
    text = "Nine people died when shells hit the townâ€™s market, the mayor said."
    acquired = read(beside_a_good_report(garbled__txt=text))
    assert text.replace("â€™", "’") in [r.text for r in acquired.reports]
    assert [w.code for w in acquired.warnings] == ["garbled-letters"]
