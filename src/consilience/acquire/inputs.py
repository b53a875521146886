"""From the user's paths to drafts: every input opened, told what it is, and taken apart.

In: paths of files and folders, "-" for standard input, addresses (`https://…`), and
"@FILE" for a list of addresses. Out: drafts and warnings, in order. What reads pages,
feeds, tables and the network is loaded only when there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.encodings import decode, tidy
from consilience.acquire.fetch.addresses import is_address
from consilience.acquire.files import InputFile, find, load
from consilience.acquire.formats import binary_format, kind_of, known_ending
from consilience.acquire.problems import problem
from consilience.model import PictureWarning
from consilience.settings import Settings

if TYPE_CHECKING:
    from consilience.acquire.pages import Web

STANDARD_INPUT = "-"
LIST = "@"
_BROKEN_MARKUP = "Save the file again, or give its text as a .txt file."


def drafts_under(
    paths: Sequence[str | Path], settings: Settings, stdin: IO[bytes] | None,
    web: Web | None = None,
) -> Found:  # fmt: skip
    """Yield every draft and warning, in the order of the files and their rows, then of addresses.

    Addresses are read through `web`; None reads them with no leave beyond the ordinary.
    Raises NoSuchPathError for a path that does not exist.
    """
    there = [path for path in paths if not leads_out(path)]
    for item in _blobs(there, settings, stdin):
        if isinstance(item, PictureWarning):
            yield item
        else:
            yield from found_in(item, settings)
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


def _blobs(
    paths: Sequence[str | Path], settings: Settings, stdin: IO[bytes] | None
) -> Iterator[Blob | PictureWarning]:
    for item in find([path for path in paths if str(path) != STANDARD_INPUT]):
        if isinstance(item, PictureWarning):
            yield item
        elif item.named or known_ending(item.path.name):
            yield load(item, settings.max_file_bytes)
        else:
            yield _unknown(item)
    if any(str(path) == STANDARD_INPUT for path in paths):
        stream = stdin or sys.stdin.buffer
        yield _from_stream(stream, settings.max_file_bytes)


def _unknown(item: InputFile) -> PictureWarning:
    return problem("unknown-format", "Files of this kind are not read.", where=item.where)


def _from_stream(stream: IO[bytes], limit: int) -> Blob | PictureWarning:
    data = stream.read(limit + 1)
    if len(data) > limit:
        message = f"There are more than {limit:,} bytes, which is the limit."
        return problem("file-too-large", message, where="standard input")
    return Blob("standard input", "stdin", data)


def found_in(blob: Blob, settings: Settings) -> list[Draft | PictureWarning]:
    """Return what stands in one input; where nothing does, a warning that says so."""
    found: list[Draft | PictureWarning] = []
    try:
        found.extend(_drafts(blob, settings))
    except Exception as error:  # a parser's own fault must not stop the reports beside it
        message = f"Its markup broke the parser ({type(error).__name__}: {error})."
        found.append(problem("unreadable", message, where=blob.where, hint=_BROKEN_MARKUP))
    return found or [problem("empty-file", "No report stands in this file.", where=blob.where)]


def _drafts(blob: Blob, settings: Settings) -> Found:
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
    yield from _decoded_drafts(blob, kind, settings)


def _decoded_drafts(blob: Blob, kind: str, settings: Settings) -> Found:
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
        yield from read(blob, _lines(decoded.text))
    else:
        from consilience.acquire import markdown, text  # noqa: PLC0415

        make = markdown.draft_from_markdown if kind == "markdown" else text.draft_from_text
        yield make(blob, tidy(decoded.text))


def _lines(text: str) -> str:
    """Return `text` with one kind of line break and nothing else changed, for line numbers."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
