"""Web pages: the article without its boilerplate, and what the page says of itself.

In: a page's markup. Out: a `Draft` and warnings. The main text is trafilatura's;
headline, publisher, address, date and language come only from what the page
states outright (JSON-LD, OpenGraph, Dublin Core and plain meta elements, `time`),
never from a guess at some date in the page.
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from consilience.acquire.dates import date_in_url, iso_date
from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.encodings import tidy, turned_over
from consilience.acquire.problems import problem
from consilience.settings import Settings

# Meta names in the order of trust: what news sites state for machines first.
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "citation_publication_date", "parsely-pub-date", "sailthru.date", "publishdate",
    "publisheddate", "publish-date", "publish_date", "publication_date", "pubdate", "pub_date",
    "article.published", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher",
               "publisher", "application-name")  # fmt: skip
_ADDRESSES = ("og:url", "twitter:url")
_SCRIPTS = '//script[@type="application/ld+json"]'
# Tables of figures, not those that lay out a page: they hold no other table.
_CELLS = "//*[self::article or self::main]//table[not(.//table)]//tr/td"
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report")
_PAGE_TYPES = re.compile(r"WebPage")
# The article's own time stands with its headline; other times are a clock's or another story's.
_TIMES = (
    "//time[@datetime][@pubdate or @itemprop='datePublished']/@datetime"
    " | (//*[self::article or self::header or self::main][.//h1]//time/@datetime)[1]"
)
_BLOCKS = frozenset(
    {
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table",
        "blockquote", "section", "article", "header", "footer",
    }
)  # fmt: skip
_LIST_MARK = re.compile(r"^- ", re.MULTILINE)
_MENU_SHARE = 0.5
# Where a page says that it is a whole one, in code points: after its comments.
_HEAD = 4096
_TITLE_PARTS = re.compile(r"\s+[|–—·»-]\s+")


def drafts_from_page(blob: Blob, markup: str, settings: Settings) -> Found:
    """Yield the page's report, and a warning where its text is missing or suspiciously short."""
    tree, too_deep = _tree(markup)
    text = _main_text(markup) if tree is not None else ""
    if tree is None or len(text) < settings.min_report_chars or _is_menu(tree, text):
        yield problem("no-main-text", "No article was found on this page.", where=blob.where)
        return
    if too_deep:
        message = "Tags of this page are nested too deeply; what stands inside was not read."
        yield problem("short-main-text", message, where=blob.where)
    if _breaks_off(markup):
        message = "This page breaks off in the middle; what came after it was not sent or saved."
        yield problem("cut-off", message, where=blob.where)
    if turned_over(markup) or tree.find(".//bdo") is not None:
        message = "Hidden marks on this page turn words or digits around on a screen."
        yield problem("hidden-characters", message, where=blob.where)
    if len(text) < settings.min_page_chars:
        message = f"Only {len(text)} characters of text were found on this page."
        yield problem("short-main-text", message, where=blob.where)
    if _left_out_table(tree, text):
        yield problem("table-left-out", "A table on this page was not read.", where=blob.where)
    yield _draft(blob, tree, text)


def fragment_text(markup: str) -> str:
    """Return the words of a piece of HTML, a line for each block; other text unchanged."""
    if not re.search(r"<[a-zA-Z/!][^>]*>|&[#\w]+;", markup):
        return markup
    import lxml.html  # type: ignore[import-untyped]  # noqa: PLC0415  (only for markup)

    parser = lxml.html.HTMLParser()
    root = lxml.html.fragment_fromstring(tidy(markup), create_parent="div", parser=parser)
    if _cut_for_depth(parser):
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
    lines = "".join(_words(root)).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(ln.split()) for ln in lines)).strip()


def _words(node: Any) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in ("script", "style"):
        yield node.tail or ""
        return
    block = "\n" if node.tag in _BLOCKS else ""
    yield block + (node.text or "")
    for child in node:
        yield from _words(child)
    yield block + (node.tail or "")


def _tree(markup: str) -> tuple[Any, bool]:
    """Return a page's tree (None where it has none), and whether it was cut for its depth.

    libxml2 stops at a depth that no editor writes, and leaves the rest of the page unread.
    """
    import lxml.etree  # type: ignore[import-untyped]  # noqa: PLC0415
    import lxml.html  # noqa: PLC0415

    # lxml refuses a str that declares an encoding: it is characters already.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    parser = lxml.html.HTMLParser()
    try:
        tree = lxml.html.document_fromstring(plain, parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return None, False
    return tree, _cut_for_depth(parser)


def _breaks_off(markup: str) -> bool:
    """Tell whether a page was begun as a whole one and ends inside a word or a tag."""
    whole = re.search(r"<html[\s>]", markup[:_HEAD], re.IGNORECASE)
    ended = re.search(r"</(?:html|body)\s*>", markup, re.IGNORECASE)
    return bool(whole) and not ended and not markup.rstrip().endswith(">")


def _cut_for_depth(parser: Any) -> bool:
    return any("depth" in entry.message.lower() for entry in parser.error_log)


def _main_text(markup: str) -> str:
    import trafilatura  # noqa: PLC0415  (a quarter of a second)

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = trafilatura.extract(
        markup, include_comments=False, include_tables=False, favor_precision=True
    ) or trafilatura.extract(markup, include_comments=False, include_tables=False)
    return _LIST_MARK.sub("", text or "")


def _left_out_table(tree: Any, text: str) -> bool:
    """Return whether the article holds a table with figures that did not come into the text."""
    cells = tree.xpath(_CELLS)
    words = [" ".join(cell.text_content().split()) for cell in cells]
    figures = any(re.search(r"\d", word) for word in words)
    return figures and sum(word in text for word in words if len(word) > 2) < len(words) / 2


def _is_menu(tree: Any, text: str) -> bool:
    """Return whether most of the text is lines that are links: a list of pages, not an article."""
    links = {_letters(a.text_content()) for a in tree.iter("a")}
    lines = [letters for line in text.split("\n") if (letters := _letters(line))]
    linked = sum(len(line) for line in lines if line in links)
    return linked > _MENU_SHARE * sum(map(len, lines))


def _draft(blob: Blob, tree: Any, text: str) -> Draft:
    meta, linked = _meta(tree), _linked_data(tree)
    url = _first(linked.get("url"), *(meta.get(n) for n in _ADDRESSES), _canonical(tree))
    publisher = _first(linked.get("publisher"), *(meta.get(n) for n in _PUBLISHERS)) or _host(url)
    return Draft(
        where=blob.where,
        given_id=blob.stem,
        title=_headline(tree, meta, linked, publisher),
        text=text,
        publisher=publisher,
        url=url,
        published=_published(tree, meta, linked, url),
        language=_first(linked.get("language"), tree.get("lang"), meta.get("og:locale")),
    )


def _meta(tree: Any) -> dict[str, str]:
    """Return the page's meta elements by name, property or itemprop; the first of each stands."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_data(tree: Any) -> dict[str, str]:
    """Return headline, date, publisher, url and language of the article in the page's JSON-LD.

    An article outweighs a page; of two alike, the first stands.
    """
    items = [item for script in tree.xpath(_SCRIPTS) for item in _items(_parsed(script))]
    dated = [item for item in items if item.get("datePublished")]
    for kinds in (_ARTICLE_TYPES, _PAGE_TYPES):
        for item in dated:
            if kinds.search(" ".join(_strings(item.get("@type")))):
                return _article(item, {str(thing.get("@id")): thing for thing in items[::-1]})
    return {}


def _parsed(script: Any) -> Any:
    try:
        return json.loads(script.text_content(), strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for part in data:
            yield from _items(part)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph"))


def _article(item: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return an article's fields; a publisher that is only pointed at is looked up by its id."""
    publisher = item.get("publisher")
    if isinstance(publisher, dict) and not publisher.get("name"):
        publisher = by_id.get(str(publisher.get("@id")))
    named = {
        "headline": item.get("headline"),
        "published": item.get("datePublished"),
        "publisher": publisher,
        "url": item.get("url"),
        "language": item.get("inLanguage"),
    }
    found = {name: next(iter(_strings(value)), "") for name, value in named.items()}
    return {name: value for name, value in found.items() if value}


def _strings(value: Any) -> list[str]:
    """Return the words of a JSON-LD value: a string, a thing with a name, or a list of them."""
    if isinstance(value, str):
        return [fragment_text(value)]
    if isinstance(value, dict):
        return _strings(value.get("name"))
    return [word for part in value for word in _strings(part)] if isinstance(value, list) else []


def _first(*values: str | None) -> str | None:
    return next((value.strip() for value in values if value and value.strip()), None)


def _canonical(tree: Any) -> str | None:
    links = tree.xpath('//link[@rel="canonical"]/@href')
    return str(links[0]) if links and str(links[0]).startswith("http") else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _headline(
    tree: Any, meta: dict[str, str], linked: dict[str, str], publisher: str | None
) -> str:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else None
    page = " ".join(" ".join(t.text_content().split()) for t in tree.xpath("//head/title[1]"))
    found = _first(linked.get("headline"), *(meta.get(n) for n in _TITLES), heading, page) or ""
    return _without_site(found, publisher)


def _without_site(title: str, publisher: str | None) -> str:
    """Return a page's title without the site's name, and its section's, at the end."""
    parts = _TITLE_PARTS.split(title)
    site, last = _letters(publisher or ""), _letters(parts[-1])
    if len(parts) < 2 or not site or not last or not (last in site or site in last):
        return title
    if "|" in title:
        return title.partition("|")[0].strip()
    return title[: title.rindex(parts[-1])].rstrip(" –—·»-")


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _published(
    tree: Any, meta: dict[str, str], linked: dict[str, str], url: str | None
) -> str | None:
    stated = [linked.get("published"), *(meta.get(name) for name in _DATES)]
    for raw in [*stated, *map(str, tree.xpath(_TIMES))]:
        if raw and iso_date(raw):
            return raw
    return date_in_url(url) if url else None
