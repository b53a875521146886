from __future__ import annotations

from pathlib import Path

import pytest

import consilience
from consilience.errors import NoSuchPathError


def test_a_path_that_does_not_exist_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Nine people died when shells hit a market in Maarat.")
    with pytest.raises(NoSuchPathError, match="nowhere"):
        consilience.brief([tmp_path / "good.txt", tmp_path / "nowhere"])
