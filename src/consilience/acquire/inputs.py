"""From the user's paths to drafts: every input opened, told what it is, and taken apart.

In: paths of files and folders, "-" for standard input, addresses (`https://…`), and
"@FILE" for a list of addresses. Out: drafts and warnings, in order, and the statements of
other pictures as they stand. What reads pages, feeds, tables and the network is loaded only
when there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from consilience.acquire.archives import (
    Limits,
    Opened,
    Packing,
    Page,
    TooMuch,
    packing_of,
    unpack,
)
from consilience.acquire.archives.limits import read_up_to
from consilience.acquire.archives.pieces import opened
from consilience.acquire.columns import KNOWN, Columns
from consilience.acquire.drafts import Blob, Draft, Found, Given, Statements
from consilience.acquire.encodings import decode, tidy
from consilience.acquire.fetch.addresses import is_address
from consilience.acquire.files import InputFile, find, unreadable
from consilience.acquire.formats import (
    STATEMENTS_HEAD,
    are_statements,
    binary_format,
    is_guide,
    kind_of,
    known_ending,
)
from consilience.acquire.problems import problem
from consilience.model import PictureWarning
from consilience.settings import Settings

if TYPE_CHECKING:
    from consilience.acquire.pages import Web

STANDARD_INPUT = "-"
LIST = "@"
_BROKEN_MARKUP = "Save the file again, or give its text as a .txt file."
# What only packs files that the user has: what lies in it is as if it lay beside it.
_FOLDERS: frozenset[Packing] = frozenset({"gzip", "zip"})


@dataclass(frozen=True, slots=True)
class _Way:
    """How an input is read: it lies in `depth` - 1 archives.

    `given` is False for what somebody sent or served: the user has not chosen it.
    """

    limits: Limits
    columns: Columns
    depth: int = 1
    given: bool = True

    def into(self, packing: Packing) -> _Way:
        """Return the way of what lies in an archive."""
        given = self.given and packing in _FOLDERS
        return replace(self, depth=self.depth + 1, given=given)


def drafts_under(
    paths: Sequence[str | Path], settings: Settings, stdin: IO[bytes] | None,
    web: Web | None = None, columns: Columns = KNOWN,
) -> Given:  # fmt: skip
    """Yield every draft and warning, in the order of the files and their rows, then of addresses.

    Statements are handed on as they stand where the user gave them as a file, in a folder or
    packed; those that were sent or served are refused with a warning: nobody knows who
    coded them.

    `columns` says how tables are understood. Addresses are read through `web`; None reads
    them with no leave beyond the ordinary.
    Raises NoSuchPathError for a path that does not exist.
    """
    there = [path for path in paths if not leads_out(path)]
    for item in _inputs(there, stdin):
        if isinstance(item, PictureWarning):
            yield item
        else:
            yield from _found(item, _Way(Limits(settings), columns))
    if len(there) < len(paths):
        yield from _from_the_web([str(p) for p in paths if leads_out(p)], settings, web)


def leads_out(path: str | Path) -> bool:
    """Tell whether what the user gave is an address or names a list of them."""
    return is_address(path) or (str(path).startswith(LIST) and not Path(path).exists())


def _from_the_web(given: Sequence[str], settings: Settings, web: Web | None) -> Found:
    from consilience.acquire import pages  # noqa: PLC0415

    addresses: list[str] = []
    for words in given:
        if words.startswith(LIST):
            for item in pages.listed(Path(words.removeprefix(LIST))):
                if isinstance(item, PictureWarning):
                    yield item
                else:
                    addresses.append(item)
        else:
            addresses.append(words)
    with nullcontext(web) if web else pages.Web(settings) as through:
        yield from through.drafts_at(list(dict.fromkeys(addresses)))


def _inputs(
    paths: Sequence[str | Path], stdin: IO[bytes] | None
) -> Iterator[Opened | PictureWarning]:
    """Yield each input, open until the next is asked for."""
    for item in find([path for path in paths if str(path) != STANDARD_INPUT]):
        if isinstance(item, PictureWarning):
            yield item
        elif item.named or known_ending(item.path.name):
            yield from _open(item)
        else:
            yield _unknown(item)
    if any(str(path) == STANDARD_INPUT for path in paths):
        stream = stdin or sys.stdin.buffer
        raw = stream if isinstance(stream, BufferedReader) else BufferedReader(cast("Any", stream))
        yield Opened("standard input", "stdin", raw)


def _open(file: InputFile) -> Iterator[Opened | PictureWarning]:
    try:
        stream = file.path.open("rb")
    except OSError as error:
        yield unreadable(file.where, error)
        return
    with stream:
        yield Opened(file.where, file.path.name, stream)


def _unknown(item: InputFile) -> PictureWarning:
    return problem("unknown-format", "Files of this kind are not read.", where=item.where)


def found_in(
    blob: Blob, settings: Settings, columns: Columns = KNOWN
) -> list[Draft | PictureWarning]:
    """Return what stands in an input that was served; where nothing does, a warning says so."""
    found = _found(opened(blob), _Way(Limits(settings), columns, given=False))
    return [item for item in found if not isinstance(item, Statements)]


def _found(input_: Opened, way: _Way) -> Given:
    """Yield what stands in an input."""
    if is_guide(input_.name, input_.head(STATEMENTS_HEAD)):
        return
    empty = True
    try:
        for item in _pieces(input_, way):
            empty = False
            yield item
    except TooMuch as limit:
        if limit.for_all and way.depth > 1:
            raise
        empty = False
        yield problem("archive-limit", str(limit), where=input_.where)
    except Exception as error:  # a parser's own fault must not stop the reports beside it
        empty = False
        message = f"Its markup broke the parser ({type(error).__name__}: {error})."
        yield problem("unreadable", message, where=input_.where, hint=_BROKEN_MARKUP)
    if empty:
        yield problem("empty-file", "No report stands in this file.", where=input_.where)


def _pieces(input_: Opened, way: _Way) -> Given:
    packing = packing_of(input_)
    if packing is None:
        yield from _plain(input_, way)
        return
    way.limits.enter(way.depth)
    for piece in unpack(input_, packing, way.limits, way.columns):
        if isinstance(piece, Opened):
            yield from _found(piece, way.into(packing))
        elif isinstance(piece, Page):
            yield from _captured(piece, way.into(packing))
        else:
            yield piece


def _captured(page: Page, way: _Way) -> Given:
    """Yield what stands on a page of a web archive, with the address that it was read at."""
    from consilience.acquire.pages import placed  # noqa: PLC0415

    for item in _found(opened(page.blob), way):
        if isinstance(item, Draft):
            own = placed(replace(item, where=page.url), page.url)
            yield replace(own, where=item.where, captured=page.captured, retrieval=page.retrieval)
        else:
            yield item


def _plain(input_: Opened, way: _Way) -> Given:
    settings = way.limits.settings
    coded = are_statements(input_.head(STATEMENTS_HEAD))
    if coded and not way.given:
        message = "These are statements of another picture; they are not taken from here."
        yield problem("statements-refused", message, where=input_.where)
        return
    most = settings.max_statements_bytes if coded else settings.max_file_bytes
    data = read_up_to(input_.stream, most)
    if data is None:
        name = "max_statements_bytes" if coded else "max_file_bytes"
        message = f"It has more than {most:,} bytes, which is the limit ({name})."
        yield problem("file-too-large", message, where=input_.where)
    elif coded:
        yield Statements(input_.where, data)
    else:
        blob = Blob(input_.where, input_.name, data, input_.charset)
        yield from _drafts(blob, settings, way.columns)


def _drafts(blob: Blob, settings: Settings, columns: Columns) -> Found:
    """Yield the drafts of one input, whatever its format."""
    if not blob.data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        yield problem("empty-file", "The file is empty.", where=blob.where)
        return
    binary = binary_format(blob.data)
    if binary:
        yield problem("binary-file", f"This is {binary}, not text.", where=blob.where)
        return
    kind = kind_of(blob)
    if kind == "xml":
        yield problem("unknown-format", "This XML is neither a feed nor a page.", where=blob.where)
        return
    yield from _decoded_drafts(blob, kind, settings, columns)


def _decoded_drafts(blob: Blob, kind: str, settings: Settings, columns: Columns) -> Found:
    decoded = decode(blob.data, markup=kind in ("html", "feed"), charset=blob.charset)
    if decoded is None:
        yield problem("binary-file", "This is not text.", where=blob.where)
        return
    if decoded.guess:
        yield problem("encoding-guessed", decoded.guess, where=blob.where)
    if kind == "html":
        from consilience.acquire.html import drafts_from_page  # noqa: PLC0415

        yield from drafts_from_page(blob, decoded.text, settings)
    elif kind == "feed":
        from consilience.acquire.feed import drafts_from_feed  # noqa: PLC0415

        yield from drafts_from_feed(blob, tidy(decoded.text))
    elif kind in ("json", "table"):
        from consilience.acquire import records  # noqa: PLC0415

        read = records.drafts_from_json if kind == "json" else records.drafts_from_table
        yield from read(blob, _lines(decoded.text), columns)
    else:
        from consilience.acquire import markdown, text  # noqa: PLC0415

        make = markdown.draft_from_markdown if kind == "markdown" else text.draft_from_text
        yield make(blob, tidy(decoded.text))


def _lines(text: str) -> str:
    """Return `text` with one kind of line break and nothing else changed, for line numbers."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
