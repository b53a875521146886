"""RSS and Atom: each item of a feed as a report.

In: a decoded feed. Out: `Draft`s. The parser is handed an open stream and never
a name or an address: given those, it would open files and fetch pages.
"""

from __future__ import annotations

import io
import re
from typing import Any

from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.html import fragment_text
from consilience.acquire.problems import problem


def drafts_from_feed(blob: Blob, markup: str) -> Found:
    """Yield a report for each item, a warning for each item with no text, one for a broken feed."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  (only for feeds)

    # What the feed says of its encoding was true of its bytes, and they are decoded.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).encode()
    parsed = feedparser.parse(io.BytesIO(plain))
    if not parsed.entries:
        yield problem("unreadable", "This feed has no items that can be read.", where=blob.where)
        return
    if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        message = f"This feed is not well formed; {len(parsed.entries)} items were read from it."
        yield problem("unreadable", message, where=blob.where, hint="Check for missing items.")
    for number, entry in enumerate(parsed.entries, start=1):
        yield from _item(blob, parsed.feed, entry, number)


def _item(blob: Blob, channel: Any, entry: Any, number: int) -> Found:
    where = f"{blob.where}: item {number}"
    text = _text(entry)
    if not text:
        yield problem("missing-field", "This item has no text.", where=where, hint=_NO_TEXT)
        return
    source = entry.get("source") or {}
    yield Draft(
        where=where,
        given_id=entry.get("id") or f"{blob.stem}-{number}",
        title=fragment_text(entry.get("title", "")),
        text=text,
        publisher=source.get("title") or channel.get("title") or None,
        url=entry.get("link") or None,
        published=_stated(entry, "published") or _stated(entry, "updated"),
        language=channel.get("language") or None,
    )


def _stated(entry: Any, name: str) -> str | None:
    """Return a field as it stands; the parser's own look-up takes one date for the other."""
    return dict.get(entry, name) or None


_NO_TEXT = "Give the page that it links to."


def _text(entry: Any) -> str:
    """Return an item's longest text: its content, else its summary."""
    parts = [part.get("value", "") for part in entry.get("content", [])]
    texts = [fragment_text(part) for part in (*parts, entry.get("summary", "")) if part]
    return re.sub(r"\s*(?:\[…\]|\[\.\.\.\])$", "…", max(texts, key=len, default=""))
