from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import trafilatura

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_page_that_breaks_the_parser_is_a_warning(
    beside_a_good_report: Beside, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over(*_: object, **__: object) -> str:
        raise AssertionError("unbalanced tree")

    monkeypatch.setattr(trafilatura, "extract", fall_over)
    (warning,) = read(beside_a_good_report(page__html="<html><p>Nine died.</p></html>")).warnings
    assert warning.code == "unreadable"
    assert "unbalanced tree" in warning.message
    assert (warning.where or "").endswith("page.html")
