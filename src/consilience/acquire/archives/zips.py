"""ZIP archives: folders of reports, and WACZ, which is a ZIP that holds web archives.

In: a ZIP that can be read from its end. Out: each file in it, as an input of its own. No
name in it is ever a path: nothing is written anywhere. A WACZ (WACZ 1.1.1) is read by its
`archive` folder; its indexes and its pages' list say nothing that the pages do not.
"""

from __future__ import annotations

import re
import stat
from io import BufferedReader
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from consilience.acquire.archives.limits import Counted, Limits, TooMuch
from consilience.acquire.archives.pieces import Opened, Pieces, inside
from consilience.acquire.formats import known_ending
from consilience.acquire.problems import problem

_LOCKED = 0x1
_IN_WACZ = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
# What archivers and Office put beside the files.
_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.)|Thumbs\.db$|desktop\.ini$)")


def members(input_: Opened, stream: IO[bytes], limits: Limits) -> Pieces:
    """Yield each file of a ZIP, in its order, and a warning for each that is not read."""
    try:
        archive = ZipFile(stream)
    except (BadZipFile, LargeZipFile, OSError, ValueError, EOFError) as error:
        message = f"This ZIP cannot be opened: {str(error).rstrip('.').lower()}."
        yield problem("cut-off", message, where=input_.where)
        return
    with archive:
        infos = archive.infolist()
        wacz = input_.ending == ".wacz" or any(i.filename == "datapackage.json" for i in infos)
        for info in infos:
            limits.entry()
            if not (info.is_dir() or _FURNITURE.search(info.filename)) and (
                not wacz or _IN_WACZ.fullmatch(info.filename)
            ):
                yield from _member(archive, info, input_, limits)


def _member(archive: ZipFile, info: ZipInfo, input_: Opened, limits: Limits) -> Pieces:
    where = inside(input_.where, info.filename)
    refused = _refusal(info)
    if refused:
        yield problem(*refused, where=where)
        return
    name = info.filename.rpartition("/")[2]
    if not known_ending(name):
        yield problem("unknown-format", "Files of this kind are not read.", where=where)
        return
    try:
        limits.grow(info.file_size, info.compress_size)
        with archive.open(info) as packed:
            yield Opened(where, name, BufferedReader(Counted(packed, limits, info.compress_size)))
    except TooMuch as limit:
        if limit.for_all:
            raise
        yield problem("archive-limit", str(limit), where=where)
    except (BadZipFile, NotImplementedError, OSError, EOFError) as error:
        yield problem("cut-off", f"It cannot be unpacked: {error}.", where=where)


def _refusal(info: ZipInfo) -> tuple[str, str] | None:
    """Return code and message of why a file is not opened; None where it may be."""
    if _CLIMBS.search(info.orig_filename) or _CLIMBS.search(info.filename):
        return "unsafe-name", "Its name leads out of its folder; it was not read."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unreadable", "This is a link, not a file."
    if info.flag_bits & _LOCKED:
        return "unreadable", "It is locked with a password."
    return None
