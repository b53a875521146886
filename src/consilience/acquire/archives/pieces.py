"""What comes out of an archive before it is read.

In: nothing. Out: `Opened`, an input that is read from a stream, `Page`, a page as a web
archive holds it, and the names by which warnings call them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, BytesIO, RawIOBase
from typing import cast

from consilience.acquire.drafts import WITHIN, Blob, Draft
from consilience.acquire.fetch.retrieval import Retrieval
from consilience.model import PictureWarning


@dataclass(frozen=True, slots=True)
class Opened:
    """An input that is open. `where` is how warnings name it, `name` is its file name.

    `charset` is what a server said of its encoding; None where nothing was said.
    """

    where: str
    name: str
    stream: BufferedReader
    charset: str | None = None

    @property
    def stem(self) -> str:
        """Return the file name without its last ending."""
        return Blob(self.where, self.name, b"").stem

    @property
    def ending(self) -> str:
        """Return the file name's last ending in lower case, with its dot; "" where none."""
        return Blob(self.where, self.name, b"").ending

    def head(self, size: int) -> bytes:
        """Return up to `size` bytes of the beginning; they are still there to be read."""
        return self.stream.peek(size)[:size]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a web archive: its bytes, the address it was read at, and when (ISO 8601).

    When it was read says nothing of when it was published. `retrieval` is how it was read,
    as its record tells; None where the record has no date.
    """

    blob: Blob
    url: str
    captured: str | None
    retrieval: Retrieval | None = None


Pieces = Iterator[Opened | Page | Draft | PictureWarning]


def opened(blob: Blob) -> Opened:
    """Return bytes that are in hand as an input."""
    raw = cast("RawIOBase", BytesIO(blob.data))  # it reads as a raw stream does
    return Opened(blob.where, blob.name, BufferedReader(raw), blob.charset)


def inside(outer: str, name: str) -> str:
    """Return how warnings name a thing in an archive: no control sign, none that turns text."""
    shown = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf") else c for c in name)
    return f"{outer}{WITHIN}{shown}"
