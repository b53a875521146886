from __future__ import annotations

from pathlib import Path

import pytest

from consilience.acquire.files import InputFile, find
from consilience.errors import NoSuchPathError
from consilience.model import PictureWarning


def names(found: list[InputFile | PictureWarning]) -> list[str | None]:
    return [item.where for item in found]


def test_folders_are_walked_in_order_and_hidden_files_left(tmp_path: Path) -> None:
    root = tmp_path / "reports"
    (root / "b").mkdir(parents=True)
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden.txt"):
        (root / name).write_text("x")
    assert names(find([root])) == ["reports/a.txt", "reports/b/d.txt", "reports/c.txt"]


def test_the_order_of_the_paths_does_not_matter_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    paths = [tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "b.txt"]
    assert names(find(paths)) == names(find(paths[::-1])) == ["a.txt", "b.txt"]


def test_a_file_reached_by_its_folder_and_by_name_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert len(find([tmp_path, tmp_path / "a.txt"])) == 1


def test_what_a_browser_saves_beside_a_page_is_left(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "my_files").mkdir()
    for name in ("page.html", "page_files/advert.html", "my_files/a.txt"):
        (tmp_path / name).write_text("x")
    found = [item.path.name for item in find([tmp_path]) if isinstance(item, InputFile)]
    assert found == ["a.txt", "page.html"]


def test_warnings_do_not_tell_where_the_user_keeps_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert str(tmp_path) not in str(names(find([tmp_path])))


def test_a_path_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(NoSuchPathError, match=r"nowhere\.txt"):
        find([Path("nowhere.txt")])
