"""A folder in which one good report stands beside whatever is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import consilience
from consilience.acquire import Acquired, read_reports
from consilience.settings import Settings

SETTINGS = Settings()
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
def read() -> Callable[..., Acquired]:
    """Return a function that reads a folder, and follows what it holds all the way to a picture.

    It sees to it that the good report is read whole and its toll coded, and that the
    picture tells every warning.
    """

    def acquire(path: Path, settings: Settings = SETTINGS) -> Acquired:
        acquired = read_reports([path], published="2024-11-30", settings=settings)
        (good,) = [r for r in acquired.reports if r.given_id == GOOD_ID]
        assert good.text == GOOD.strip()
        picture = consilience.brief([path], published="2024-11-30", workers=1, settings=settings)
        assert set(acquired.warnings) <= set(picture.warnings)
        assert {r.id for r in picture.reports} == {r.id for r in acquired.reports}
        tolls = [f.low for c in picture.claims if c.report == good.id for f in c.figures]
        assert 9 in tolls
        return acquired

    return acquire
