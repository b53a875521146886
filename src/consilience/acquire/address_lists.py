"""Lists of addresses: one a line, or OPML, as feed readers export their subscriptions.

In: the bytes of a list. Out: its addresses in order, each once, and a warning for each
line that is none. The XML is read without its entities: neither a file nor a bomb hides
in it. A list names what is read; it is never looked for among reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consilience.acquire.drafts import Blob
from consilience.acquire.encodings import decode, tidy
from consilience.acquire.fetch.addresses import parse
from consilience.acquire.problems import problem
from consilience.errors import FetchError
from consilience.model import PictureWarning

_NOTE = "#"


def addresses_of(blob: Blob) -> tuple[list[str], list[PictureWarning]]:
    """Return the addresses of a list, and what was wrong with the others."""
    decoded = decode(blob.data, markup=True)
    text = tidy(decoded.text) if decoded else ""
    raw = _of_opml(blob, text) if text.startswith("<") else _of_lines(blob, text)
    found: dict[str, None] = {}
    said: list[PictureWarning] = []
    for item in raw:
        if isinstance(item, PictureWarning):
            said.append(item)
            continue
        where, words = item
        try:
            found.setdefault(parse(words).url)
        except FetchError as error:
            said.append(problem(error.code, str(error), where=where))
    if not found and not said:
        said.append(problem("empty-file", "No address stands in this list.", where=blob.where))
    return list(found), said


def _of_lines(blob: Blob, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if words and not words.startswith(_NOTE):
            yield f"{blob.where}:{number}", words


def _of_opml(blob: Blob, text: str) -> Iterator[tuple[str, str] | PictureWarning]:
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False
    )
    try:
        # What it says of its encoding was true of its bytes, and they are decoded.
        root = etree.fromstring(re.sub(r"^<\?xml[^>]*\?>", "", text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"This list is not well formed: {error}."
        yield problem("unreadable", message, where=blob.where, hint="Export the list again.")
        return
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl")
        if address:
            yield f"{blob.where}:{outline.sourceline}", address
