"""RSS, Atom and JSON Feed: what a feed lists, and each item of it as a report.

In: a decoded feed. Out: a `Feed` with its `Item`s; or `Draft`s. The parser is handed an
open stream and never a name or an address: given those, it would open files and fetch
pages. JSON Feed is read by its version 1.1 (jsonfeed.org).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.html import fragment_text
from consilience.acquire.problems import problem

_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item as its feed words it; `text` is the longest that stands there, "" for none."""

    where: str
    key: str | None
    link: str | None
    title: str
    text: str
    publisher: str | None
    published: str | None
    updated: str | None
    language: str | None

    def draft(self, given_id: str) -> Draft:
        """Return the item as a report of its own words."""
        return Draft(
            where=self.where, given_id=given_id, title=self.title, text=self.text,
            publisher=self.publisher, url=self.link, published=self.published or self.updated,
            language=self.language,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title and items. `whole` is False where its markup is broken or cut off.

    `cut`: it ends without its end, so that the last item may be cut off in the middle of its
    text or of its address.
    """

    title: str
    items: tuple[Item, ...]
    whole: bool
    cut: bool = False


def drafts_from_feed(blob: Blob, markup: str) -> Found:
    """Yield a report for each item, a warning for each item with no text, one for a broken feed."""
    feed = feed_of(blob, markup)
    if feed is None or not feed.items:
        yield problem("unreadable", "This feed has no items that can be read.", where=blob.where)
        return
    if not feed.whole:
        message = f"This feed is not well formed; {len(feed.items)} items were read from it."
        yield problem("unreadable", message, where=blob.where, hint="Check for missing items.")
    for number, item in enumerate(feed.items, start=1):
        if item.text:
            yield item.draft(item.key or f"{blob.stem}-{number}")
        else:
            yield problem(
                "missing-field", "This item has no text.", where=item.where,
                hint="Give the page that it links to.",
            )  # fmt: skip


def feed_of(blob: Blob, markup: str) -> Feed | None:
    """Return the feed of some markup or JSON; None where it is none."""
    if markup.lstrip().startswith("{"):
        return _json_feed(blob, markup)
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  (only for feeds)

    # What the feed says of its encoding was true of its bytes, and they are decoded.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).encode()
    parsed = feedparser.parse(io.BytesIO(plain))
    if not parsed.version and not parsed.entries:
        return None
    broken = parsed.bozo and not isinstance(
        parsed.bozo_exception, feedparser.CharacterEncodingOverride
    )
    items = tuple(
        _item(f"{blob.where}: item {number}", parsed.feed, entry)
        for number, entry in enumerate(parsed.entries, start=1)
    )
    return Feed(parsed.feed.get("title") or "", items, not broken, not _END.search(markup))


def _item(where: str, channel: Any, entry: Any) -> Item:
    source = entry.get("source") or {}
    return Item(
        where=where, key=entry.get("id") or None, link=entry.get("link") or None,
        title=fragment_text(entry.get("title", "")), text=_text(entry),
        publisher=source.get("title") or channel.get("title") or None,
        published=_stated(entry, "published"), updated=_stated(entry, "updated"),
        language=channel.get("language") or None,
    )  # fmt: skip


def _stated(entry: Any, name: str) -> str | None:
    """Return a field as it stands; the parser's own look-up takes one date for the other."""
    return dict.get(entry, name) or None


def _text(entry: Any) -> str:
    """Return an item's longest text: its content, else its summary."""
    parts = [part.get("value", "") for part in entry.get("content", [])]
    return _longest(*parts, entry.get("summary", ""))


def _longest(*parts: str) -> str:
    texts = [fragment_text(part) for part in parts if part]
    return re.sub(r"\s*(?:\[…\]|\[\.\.\.\])$", "…", max(texts, key=len, default=""))


def _json_feed(blob: Blob, markup: str) -> Feed | None:
    try:
        value = json.loads(markup)
    except (ValueError, RecursionError):
        return None
    rows = value.get("items")
    if not isinstance(rows, list):
        return None
    items = tuple(_json_items(blob, value, rows))
    return Feed(_words(value, "title") or "", items, len(items) == len(rows))


def _json_items(blob: Blob, feed: dict[str, Any], rows: list[Any]) -> Iterator[Item]:
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            html = _words(row, "content_html") or ""
            yield Item(
                where=f"{blob.where}: item {number}", key=_words(row, "id"),
                link=_words(row, "url") or _words(row, "external_url"),
                title=_words(row, "title") or "",
                text=_longest(html, _words(row, "content_text") or _words(row, "summary") or ""),
                publisher=_words(feed, "title"), published=_words(row, "date_published"),
                updated=_words(row, "date_modified"),
                language=_words(row, "language") or _words(feed, "language"),
            )  # fmt: skip


def _words(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None
