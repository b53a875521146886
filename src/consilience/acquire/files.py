"""Finds the files that the user pointed at.

In: paths of files and folders. Out: `InputFile`s, each file once, sorted by the
name that warnings give it, or a warning. Hidden files are left
alone. Links are followed, but no folder is entered twice, so a loop ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from consilience.acquire.problems import problem
from consilience.errors import NoSuchPathError
from consilience.model import PictureWarning


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. `named` is True where the user gave it by name, not by its folder.

    `where` starts at the folder that the user gave: a picture that is passed on
    does not tell where its maker keeps files, and is the same on any machine.
    """

    where: str
    path: Path
    named: bool


def find(paths: Sequence[str | Path]) -> list[InputFile | PictureWarning]:
    """Return each file once, and a warning for each folder or link that cannot be entered.

    Raises NoSuchPathError for a path that does not exist.
    """
    found = [item for path in paths for item in _under(Path(path))]
    found.sort(key=lambda item: (item.where or "", _real(item)))
    return list(_each_once(found))


def _under(path: Path) -> Iterator[InputFile | PictureWarning]:
    if not os.path.lexists(path):
        raise NoSuchPathError(f"There is no file or folder {str(path)!r}. Check the spelling.")
    name = path.name if path.name not in ("", "..") else path.resolve().name
    if path.is_dir():
        yield from _walk(path, name, set())
    elif _is_regular(path):
        yield InputFile(name, path, named=True)
    else:
        yield _not_regular(name, path)


def _walk(folder: Path, where: str, entered: set[str]) -> Iterator[InputFile | PictureWarning]:
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    except OSError as error:
        yield unreadable(where, error)
        return
    for name in names:
        if _is_saved_beside_a_page(name, names):
            continue
        path, inner = folder / name, f"{where}/{name}"
        if path.is_dir():
            yield from _walk(path, inner, entered)
        elif _is_regular(path):
            yield InputFile(inner, path, named=False)
        else:
            yield _not_regular(inner, path)


def _is_saved_beside_a_page(name: str, names: list[str]) -> bool:
    """Browsers save *page.html* with its pictures and advertisements in a folder *page_files*."""
    page = name.removesuffix("_files")
    return page != name and (f"{page}.html" in names or f"{page}.htm" in names)


def _is_regular(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _not_regular(where: str, path: Path) -> PictureWarning:
    what = "a link that leads nowhere" if path.is_symlink() else "not a plain file"
    return problem("unreadable", f"This is {what}.", where=where)


def unreadable(where: str, error: OSError) -> PictureWarning:
    """Return the warning that a file or folder cannot be opened."""
    reason = error.strerror or type(error).__name__
    return problem("unreadable", f"It cannot be opened: {reason.lower()}.", where=where)


def _real(item: InputFile | PictureWarning) -> str:
    return os.path.realpath(item.path) if isinstance(item, InputFile) else ""


def _each_once(
    found: Iterable[InputFile | PictureWarning],
) -> Iterator[InputFile | PictureWarning]:
    seen: set[str] = set()
    for item in found:
        real = _real(item) or repr(item)
        if real not in seen:
            seen.add(real)
            yield item
