from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

import pytest

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_file_that_may_not_be_read_is_a_warning(
    beside_a_good_report: Beside, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = beside_a_good_report(locked__txt="Nine people died when shells hit a market.")
    open_file: Any = Path.open

    def refuse(path: Path, *mode: str) -> IO[bytes]:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return cast("IO[bytes]", open_file(path, *mode))

    monkeypatch.setattr(Path, "open", refuse)
    (warning,) = read(folder).warnings
    assert warning.code == "unreadable"
    assert "permission denied" in warning.message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered_is_a_warning(
    beside_a_good_report: Beside, read: Read
) -> None:
    folder = beside_a_good_report()
    (folder / "locked").mkdir(mode=0)
    try:
        assert [w.code for w in read(folder).warnings] == ["unreadable"]
    finally:
        (folder / "locked").chmod(0o700)
