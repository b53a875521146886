from __future__ import annotations

from pathlib import Path

import pytest

import consilience
from consilience.acquire import read_reports
from consilience.errors import NothingReadableError


def test_a_folder_with_nothing_readable_is_an_error_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "arabe.txt").write_text("Neuf civils ont été tués dans le bombardement du marché.")
    with pytest.raises(NothingReadableError) as error:
        consilience.brief([tmp_path])
    message = str(error.value)
    assert all(part in message for part in ("empty.txt", "photo.jpg", "French"))


def test_an_error_lists_the_first_few_reasons(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("")
    with pytest.raises(NothingReadableError, match="25 more") as error:
        read_reports([tmp_path])
    assert str(error.value).count("empty") < 8


def test_an_empty_folder_and_no_paths_are_errors(tmp_path: Path) -> None:
    for paths in ([tmp_path], []):
        with pytest.raises(NothingReadableError, match="nothing to read"):
            read_reports(paths)
