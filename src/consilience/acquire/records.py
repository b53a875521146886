"""Tables and records: JSON, JSON Lines and CSV, one report a row.

In: a decoded file. Out: `Draft`s, and one warning for each bad row, with its
line. Columns are `id, title, text, publisher, url, published, language` or what
other programs call them; what else stands in a row is left alone.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.html import fragment_text
from consilience.acquire.problems import problem
from consilience.acquire.titles import headline_of

# What feeds of news, archives and exports call each field, best first; case, spaces and
# signs are ignored (*date_publish*, *datePublish*).
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "reportid", "guid", "docid", "articleid", "documentid", "uid", "uuid", "did"),
    "title": ("title", "headline", "head", "titlepage"),
    "text": ("text", "body", "fulltext", "articletext", "maintext", "articlebody", "bodytext",
             "content", "contenttext", "contenthtml", "article", "story"),
    "publisher": ("publisher", "source", "outlet", "sourcename", "publishername", "sitename",
                  "newspaper", "publication", "sourcedomain", "domain", "site", "media"),
    "url": ("url", "link", "sourceurl", "articleurl", "address", "permalink", "weburl", "uri"),
    "published": ("published", "publishedat", "datepublished", "datepublish", "publishdate",
                  "publicationdate", "publisheddate", "pubdate", "date", "datetime",
                  "timestamp", "time", "seendate"),
    "language": ("language", "lang", "inlanguage"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in FIELD_NAMES.items() for name in names}
_RANK = {name: rank for names in FIELD_NAMES.values() for rank, name in enumerate(names)}
# Names under which a single JSON object keeps its list of reports.
_LISTS = ("reports", "articles", "items", "documents", "docs", "results", "records", "data", "hits")
_DELIMITERS = ",;\t|"
# Spreadsheets write the delimiter over the header.
_SPREADSHEET_MARK = re.compile(r'"?sep=.?"?', re.IGNORECASE)
_LARGEST_CELL = 1 << 30
# Python's parser raises the second for lists within lists, thousands deep.
_NOT_JSON = (ValueError, RecursionError)
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d+|#x[\da-f]+);")
_MARKUP = re.compile(
    r"</(?:p|div|br|span|a|em|strong|li|h\d)>|<(?:p|br|div)\b[^>]*>", re.IGNORECASE
)


def drafts_from_json(blob: Blob, text: str) -> Found:
    """Yield the reports of a JSON file (an object, a list, a list inside) or of JSON Lines."""
    if blob.ending not in (".jsonl", ".ndjson"):
        try:
            yield from _from_value(blob, json.loads(text))
        except _NOT_JSON:
            pass
        else:
            return
        if re.match(r"\[", text):
            yield from _from_broken_list(blob, text)
            return
    yield from _from_lines(blob, text)


def drafts_from_table(blob: Blob, text: str) -> Found:
    """Yield the reports of a CSV or TSV file with a header; the delimiter is seen from it."""
    lines = text.split("\n")
    top = 1 if len(lines) > 1 and _SPREADSHEET_MARK.fullmatch(lines[0]) else 0
    delimiter = _delimiter(lines[top])
    header = next(csv.reader(lines[top : top + 1], delimiter=delimiter), [])
    if "text" not in _columns(header).values():
        message = f"No column holds the texts; the columns are {', '.join(map(repr, header))}."
        yield problem("missing-field", message, where=f"{blob.where}:{top + 1}")
        return
    for number, cells in _rows(lines, top + 1, delimiter, len(header)):
        where = f"{blob.where}:{number}"
        if cells is None:
            yield problem("bad-row", "This row does not fit the header.", where=where)
        elif any(cells):
            row = dict(zip(header, cells, strict=True))
            yield _record(row, where, f"{blob.stem}-{number}")


def _from_lines(blob: Blob, text: str) -> Found:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{blob.where}:{number}"
        try:
            value = json.loads(line)
        except _NOT_JSON as error:
            reason = getattr(error, "msg", "not valid JSON")
            message = f"This line is not valid JSON: {reason.lower()}."
            yield problem("bad-json", message, where=where)
        else:
            yield _record(value, where, f"{blob.stem}-{number}")


def _from_value(blob: Blob, value: Any) -> Found:
    """Yield the reports of a whole JSON value: a list, a list in an object, or one object."""
    rows = value if isinstance(value, list) else _list_inside(value)
    if rows is None:
        yield _record(value, blob.where, blob.stem)
        return
    for number, row in enumerate(rows, start=1):
        yield _record(row, f"{blob.where}: item {number}", f"{blob.stem}-{number}")


def _list_inside(value: Any) -> list[Any] | None:
    if not isinstance(value, dict) or "text" in _columns(value).values():
        return None
    lists = [value[name] for name in _LISTS if isinstance(value.get(name), list)]
    return lists[0] if lists else None


def _from_broken_list(blob: Blob, text: str) -> Found:
    """Yield the items of a list up to the first that is broken, and say where that is."""
    decoder, position, number = json.JSONDecoder(), 1, 0
    while True:
        start = position + len(re.match(r"[\s,]*", text[position : position + 999])[0])  # type: ignore[index]
        try:
            row, position = decoder.raw_decode(text, start)
        except _NOT_JSON as error:
            line = text.count("\n", 0, getattr(error, "pos", start)) + 1
            message = f"The list is broken here; the {number} items before it were read."
            yield problem("bad-json", message, where=f"{blob.where}:{line}")
            return
        number += 1
        yield _record(row, f"{blob.where}: item {number}", f"{blob.stem}-{number}")


def _record(row: Any, where: str, fallback_id: str) -> Any:
    """Return the draft of one row, or the warning that it has no text."""
    if not isinstance(row, dict):
        return problem("missing-field", "This is not an object with a text.", where=where)
    fields = _fields(row)
    text = _prose(fields.get("text", ""))
    if not text:
        named = ", ".join(repr(str(name)) for name in list(row)[:12])
        message = f"This record has no text; its fields are {named}."
        return problem("missing-field", message, where=where)
    return Draft(
        where=where,
        given_id=fields.get("id") or fallback_id,
        title=_prose(fields.get("title", "")) or headline_of(text),
        text=text,
        publisher=fields.get("publisher"),
        url=fields.get("url"),
        published=fields.get("published"),
        language=fields.get("language"),
    )


def _fields(row: dict[str, Any]) -> dict[str, str]:
    """Return the row's values by our names; of two columns for one field, the better name wins."""
    named = sorted(_columns(row).items(), key=lambda pair: _RANK[_key(pair[0])])
    found: dict[str, str] = {}
    for column, field in named:
        words = _words(row[column])
        if words:
            found.setdefault(field, words)
    return found


def _columns(names: Any) -> dict[str, str]:
    """Return the columns that we know, with the field that each one is."""
    return {n: _FIELD_OF[_key(n)] for n in names if isinstance(n, str) and _key(n) in _FIELD_OF}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _words(value: Any) -> str:
    """Return a value as words: a string, a number, a thing with a name, paragraphs in a list."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next((_words(value[k]) for k in ("name", "title", "text") if value.get(k)), "")
    return "\n".join(filter(None, map(_words, value))) if isinstance(value, list) else ""


def _prose(words: str) -> str:
    if _MARKUP.search(words):
        return fragment_text(words)
    return html.unescape(words) if _ENTITY.search(words) else words


def _delimiter(header: str) -> str:
    def known(delimiter: str) -> int:
        return len(_columns(next(csv.reader([header], delimiter=delimiter), [])))

    return max(_DELIMITERS, key=known)


def _rows(
    lines: list[str], start: int, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each row from line `start` on with its line number; None for one that does not fit.

    A row whose quotes are left open would swallow the rows under it, so reading goes
    on at the line after the one on which it began.
    """
    while start < len(lines):
        end, cells = _one_row(lines, start, delimiter)
        spans, quotes = end - start, sum(line.count('"') for line in lines[start:end])
        open_quote = spans > 1 and quotes % 2 == 1
        fits = cells is not None and len(cells) == width and not open_quote
        if cells != []:
            yield start + 1, cells if fits else None
        start = start + 1 if open_quote else end


def _one_row(lines: list[str], start: int, delimiter: str) -> tuple[int, list[str] | None]:
    """Return the line after a row, and its cells."""
    csv.field_size_limit(_LARGEST_CELL)
    taken = (f"{lines[at]}\n" for at in range(start, len(lines)))
    reader = csv.reader(taken, delimiter=delimiter)
    try:
        cells = next(reader, [])
    except csv.Error:
        return start + 1, None
    return start + max(1, reader.line_num), [cell.strip() for cell in cells]
