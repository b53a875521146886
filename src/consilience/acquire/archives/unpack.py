"""Tells what an input is packed in, and opens it.

In: an input that is open. Out: its packing, by its first bytes and its name; and what
lies in it. What opens web archives, letters and documents is loaded only when there is one.
"""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from consilience.acquire.archives.limits import Gunzipped, Limits, read_up_to
from consilience.acquire.archives.pieces import Opened, Pieces
from consilience.acquire.columns import Columns
from consilience.acquire.problems import problem

Packing = Literal["gzip", "zip", "warc", "mbox", "letter", "parquet", "pdf", "docx", "xlsx"]

_MAGIC: tuple[tuple[bytes, Packing], ...] = (
    (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"), (b"%PDF-", "pdf"), (b"PAR1", "parquet"),
)  # fmt: skip
# Office documents are ZIP archives; letters are plain text: their names tell them apart.
_ENDINGS: dict[str, Packing] = {
    ".docx": "docx", ".xlsx": "xlsx", ".mbox": "mbox", ".eml": "letter",
}  # fmt: skip
_OF_ZIP = ("docx", "xlsx")
# Read from a file on disk as it lies there.
_IN_PLACE = ("zip", "parquet")
_LOOK = 8


def packing_of(input_: Opened) -> Packing | None:
    """Return what an input is packed in; None where it is read as it is."""
    head = input_.head(_LOOK)
    named = _ENDINGS.get(input_.ending)
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if found == "zip":
        return named if named in _OF_ZIP else "zip"
    if found is None and named in _OF_ZIP:
        return None
    return found or named


def unpack(input_: Opened, packing: Packing, limits: Limits, columns: Columns) -> Pieces:
    """Yield what lies in an input, one thing after another; `columns` are those of its tables.

    Raises TooMuch where a limit is passed; what was yielded before stays good.
    """
    if packing == "gzip":
        yield from _gunzipped(input_, limits)
    elif packing == "warc":
        from consilience.acquire.archives.warc import pages  # noqa: PLC0415

        yield from pages(input_, limits)
    elif packing in ("mbox", "letter"):
        from consilience.acquire.archives.letters import letters  # noqa: PLC0415

        yield from letters(input_, limits, many=packing == "mbox")
    else:
        yield from _of_random_access(input_, packing, limits, columns)


def _of_random_access(input_: Opened, packing: Packing, limits: Limits, columns: Columns) -> Pieces:
    """Open what is read from its end: a file on disk as it lies, all else from memory."""
    stream: BytesIO | None = None
    if not input_.stream.seekable() or packing not in _IN_PLACE:
        data = read_up_to(input_.stream, limits.settings.max_file_bytes)
        if data is None:
            message = f"It has more than {limits.settings.max_file_bytes:,} bytes."
            yield problem("file-too-large", message, where=input_.where)
            return
        stream = BytesIO(data)
    if packing == "zip":
        from consilience.acquire.archives.zips import members  # noqa: PLC0415

        yield from members(input_, stream or input_.stream, limits)
    elif packing == "parquet":
        from consilience.acquire.archives.parquet import rows  # noqa: PLC0415

        yield from rows(input_, stream or input_.stream, limits, columns)
    elif stream is not None:
        from consilience.acquire.archives import documents  # noqa: PLC0415

        yield from documents.OPENERS[packing](input_, stream, limits, columns)


def _gunzipped(input_: Opened, limits: Limits) -> Pieces:
    limits.entry()
    inner = Gunzipped(input_.stream, limits)
    name = input_.name.removesuffix(".gz") if input_.ending == ".gz" else input_.name
    yield Opened(input_.where, name, inner.buffered())
    if inner.broken:
        yield problem("cut-off", inner.broken, where=input_.where)
