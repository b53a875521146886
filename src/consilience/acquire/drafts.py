"""What a reader of one format hands on: a report before it is tidied.

In: nothing. Out: `Draft`, with its values as the file words them, and `Statements`, which
need no tidying. Every reader yields drafts and warnings in the order of the file, so that
one bad row never hides the rows beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consilience.model import PictureWarning

if TYPE_CHECKING:
    from consilience.acquire.fetch.retrieval import Retrieval

# Stands in a `where` between an archive and what lies in it.
WITHIN = " › "


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of one input. `where` is how warnings name it, `name` is its file name.

    `charset` is what a server said of its encoding; None where nothing was said.
    """

    where: str
    name: str
    data: bytes
    charset: str | None = None

    @property
    def stem(self) -> str:
        """Return the file name without its last ending."""
        return self.name.rsplit(".", 1)[0] or self.name

    @property
    def ending(self) -> str:
        """Return the file name's last ending in lower case, with its dot; "" where none."""
        head, dot, tail = self.name.rpartition(".")
        return f"{dot}{tail}".lower() if head else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report as its file words it. `published` is raw; `where` is a file, with its line.

    `retrieval` tells how it came from the network; None for what was given as a file.
    `captured` is the moment at which a web archive took it, no date of publication.
    """

    where: str
    given_id: str
    title: str = ""
    text: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    retrieval: Retrieval | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """A picture's statements, coded already: the lines of `export --as jsonl`, as they stand."""

    where: str
    data: bytes


Found = Iterator[Draft | PictureWarning]
# What stands in the files that a user gave.
Given = Iterator[Draft | Statements | PictureWarning]
