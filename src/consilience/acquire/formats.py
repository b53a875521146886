"""Tells what kind of file some bytes are: by their ending, and by a look inside where it lies.

In: a `Blob`. Out: a kind (`text`, `markdown`, `html`, `json`, `table`, `feed`), or
the name of the binary format that it is.
"""

from __future__ import annotations

import re
from typing import Literal

from consilience.acquire.drafts import Blob

Kind = Literal["text", "markdown", "html", "json", "table", "feed", "xml"]

_BY_ENDING: dict[str, Kind] = {
    ".txt": "text", ".text": "text", "": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".csv": "table", ".tsv": "table",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed",
}  # fmt: skip

# What is opened before it is read: archives and documents.
_PACKED = frozenset(
    {".gz", ".zip", ".warc", ".wacz", ".mbox", ".eml", ".pdf", ".docx", ".xlsx",
     ".parquet"}
)  # fmt: skip

# First bytes of formats that people keep reports in, as their specifications give them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

# How the statements of a picture begin (`publish.exports.statements`), and how far to look.
_STATEMENTS = re.compile(
    rb'\s*\{\s*"type"\s*:\s*"Head"\s*,\s*"format"\s*:\s*"consilience/statements/'
)
STATEMENTS_HEAD = 200

# How the README of an export begins (`publish.exports.readme`): it is about reports, and none.
_GUIDE = b"# Consilience export: "

# How far into a file its kind must show, in bytes: a page's comments and doctype fit well.
_LOOK = 4096
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"<(?:p|div|article|section|h1|span|br|table)[\s/>]", re.IGNORECASE)


def known_ending(blob_name: str) -> bool:
    """Return whether a file of this name is read when it stands in a folder."""
    ending = Blob("", blob_name, b"").ending
    return ending in _BY_ENDING or ending in _PACKED


def are_statements(head: bytes) -> bool:
    """Tell whether a file's first bytes (`STATEMENTS_HEAD` do) are those of statements."""
    return bool(_STATEMENTS.match(head.removeprefix(b"\xef\xbb\xbf")))


def is_guide(name: str, head: bytes) -> bool:
    """Tell whether a file is the README that `consilience export` writes beside its data."""
    return name == "README.md" and head.startswith(_GUIDE)


def binary_format(data: bytes) -> str | None:
    """Return what binary format the first bytes tell of, None where they tell none."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def kind_of(blob: Blob) -> Kind:
    """Return how to read a blob; what stands in it outweighs its ending."""
    kind = _BY_ENDING.get(blob.ending, "text")
    head = blob.data[:_LOOK].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if kind == "table":
        return kind
    if head.startswith(b"<"):
        return _markup(head, kind)
    if head.startswith(b"{") and _JSON_FEED.search(head):
        return "feed"
    if kind == "text" and re.match(rb'(?:\[\s*)?\{\s*"', head):
        return "json"
    if kind == "feed" or (kind == "html" and not _TAG.search(blob.data)):
        return "text"
    return kind


def _markup(head: bytes, kind: Kind) -> Kind:
    feed, page = _FEED.search(head), _PAGE.search(head)
    if feed and (not page or feed.start() < page.start()):
        return "feed"
    if page:
        return "html"
    if head.startswith(b"<?xml"):
        return "html" if kind == "html" else "xml"
    return "html" if kind == "feed" and _TAG.search(head) else "xml" if kind == "feed" else kind
