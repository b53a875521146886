from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired, read_reports

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_link_back_up_the_tree_is_walked_once(beside_a_good_report: Beside, read: Read) -> None:
    folder = beside_a_good_report()
    (folder / "inner").mkdir()
    (folder / "inner" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "good.txt")
    assert len(read_reports([folder]).reports) == 1


def test_a_link_to_itself_or_to_nowhere_is_a_warning(
    beside_a_good_report: Beside, read: Read
) -> None:
    folder = beside_a_good_report()
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    assert [w.code for w in read(folder).warnings] == ["unreadable", "unreadable"]


def test_a_pipe_is_not_waited_on(beside_a_good_report: Beside, read: Read) -> None:
    folder = beside_a_good_report()
    os.mkfifo(folder / "pipe.txt")
    assert [w.code for w in read(folder).warnings] == ["unreadable"]
