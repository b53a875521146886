"""Plain text files: the headline, and the few lines over it that say where it is from.

In: a decoded text. Out: a `Draft`. Lines such as *Published: 30 November 2024*,
*Source: …*, *URL: …* and *By …* at the top are taken as metadata and leave the
text; everything under them stays as it is.
"""

from __future__ import annotations

import re

from consilience.acquire.dates import iso_date
from consilience.acquire.drafts import Blob, Draft
from consilience.acquire.titles import headline_of

# Labels that people write over a saved article, and the field each one names.
_LABELS = {
    "title": "title", "headline": "title",
    "published": "published", "published on": "published", "date": "published",
    "publication date": "published", "posted": "published",
    "source": "publisher", "publisher": "publisher", "outlet": "publisher",
    "publication": "publisher", "newspaper": "publisher",
    "url": "url", "link": "url", "address": "url",
    "language": "language", "id": "given_id",
    "author": "", "byline": "", "by": "", "retrieved": "", "accessed": "",
}  # fmt: skip
_HEADER = re.compile(r"(?P<label>[A-Za-z]+(?: [a-z]+)?)\s*:\s*(?P<value>\S.*)")
_BYLINE = re.compile(r"by\s+[A-Z][^.!?]*", re.IGNORECASE)
_NO_BYLINE = re.compile(
    r"by\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|by\s+(?:\d|late|early|then|now|the\s)",
    re.IGNORECASE,
)
_LONGEST_HEADER = 200
# Lines from the top within which a header can stand: a headline, a blank, and a block of labels.
_TOP_LINES = 14


def draft_from_text(blob: Blob, text: str) -> Draft:
    """Return the report that a plain text is, its header lines read as metadata."""
    fields, body = split_header(text)
    return draft_from_fields(blob, fields, body, fields.get("title") or headline_of(body))


def draft_from_fields(blob: Blob, fields: dict[str, str], body: str, title: str) -> Draft:
    """Return a report from labelled fields, with the file's name where it has no id."""
    return Draft(
        where=blob.where,
        given_id=fields.get("given_id") or blob.stem,
        title=title,
        text=body,
        publisher=fields.get("publisher"),
        url=fields.get("url"),
        published=fields.get("published"),
        language=fields.get("language"),
    )


def field_named(label: str) -> str | None:
    """Return the field that a label names; "" for one that is known and not kept."""
    return _LABELS.get(" ".join(label.lower().replace("_", " ").split()))


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Return the labelled lines at the top of a text as fields, and the text without them.

    A headline may stand over the labels. Labels end at the first line that is none.
    """
    lines = text.split("\n")
    fields: dict[str, str] = {}
    kept: list[str] = []
    end = 0
    for number, line in enumerate(lines[:_TOP_LINES]):
        found = _header_line(line)
        if found:
            fields.setdefault(*found)
            end = number + 1
        elif line.strip() and (fields or kept):
            break
        elif line.strip():
            kept.append(line)
    if not end:
        return {}, text
    fields.pop("", None)
    body = "\n".join(lines[end:]).strip()
    return fields, f"{kept[0].strip()}\n\n{body}".strip() if kept else body


def _header_line(line: str) -> tuple[str, str] | None:
    line = line.strip()
    if not line or len(line) > _LONGEST_HEADER:
        return None
    match = _HEADER.fullmatch(line)
    name = field_named(match["label"]) if match else None
    if match and name is not None:
        value = match["value"].strip()
        return None if name == "published" and not iso_date(value) else (name, value)
    return ("", line) if _is_byline(line) else None


def _is_byline(line: str) -> bool:
    return bool(_BYLINE.fullmatch(line)) and len(line.split()) <= 8 and not _NO_BYLINE.match(line)
