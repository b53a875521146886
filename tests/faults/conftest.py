"""A folder in which one good report stands beside whatever is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consilience.acquire import Acquired, read_reports

GOOD_ID = "good"
GOOD = (
    "Shelling hits market in Maarat\n"
    "At least nine people were killed on Friday when shells hit a market in Maarat, the "
    "town's civil defence said. Rescuers were still looking for people under the rubble.\n"
)


@pytest.fixture
def beside_a_good_report(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files, named `stem__ending`, beside good.txt."""

    def make(**files: str | bytes) -> Path:
        (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name.replace("__", ".")).write_bytes(data)
        return tmp_path

    return make


@pytest.fixture
def read() -> Callable[[Path], Acquired]:
    """Return a function that reads a folder and sees to it that the good report is read whole."""

    def acquire(path: Path) -> Acquired:
        acquired = read_reports([path], published="2024-11-30")
        (good,) = [r for r in acquired.reports if r.given_id == GOOD_ID]
        assert good.text == GOOD.strip()
        return acquired

    return acquire
