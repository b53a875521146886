"""Reports that we wrote, to stand beside whatever is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

GOOD = (
    "Shelling hits market in Maarat\n"
    "At least nine people were killed on Friday when shells hit a market in Maarat, "
    "the town's civil defence said. Rescuers were still looking for people under the rubble.\n"
)


class Folder(Protocol):
    def __call__(self, **files: str | bytes) -> Path: ...


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a function that writes files, named `stem__ending`, and gives their folder."""

    def make(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)
        return tmp_path

    return make
