"""A report that we wrote, and a folder to put it and others in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def good() -> str:
    """Return the text of a report with nothing wrong: a headline and two sentences."""
    return (
        "Shelling hits market in Maarat\n"
        "At least nine people were killed on Friday when shells hit a market in Maarat, the "
        "town's civil defence said. Rescuers were still looking for people under the rubble.\n"
    )


@pytest.fixture
def body(good: str) -> str:
    """Return the good report without its headline."""
    return good.partition("\n")[2].strip()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files, named `stem__ending`, and gives their folder."""

    def make(**files: str | bytes) -> Path:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name.replace("__", ".")).write_bytes(data)
        return tmp_path

    return make
