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
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from consilience.acquire.columns import KNOWN, Columns
from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.html import fragment_text
from consilience.acquire.problems import problem
from consilience.acquire.titles import headline_of
from consilience.model import PictureWarning

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


def drafts_from_json(blob: Blob, text: str, columns: Columns = KNOWN) -> Found:
    """Yield the reports of a JSON file (an object, a list, a list inside) or of JSON Lines."""
    if blob.ending not in (".jsonl", ".ndjson"):
        try:
            yield from _from_value(blob, json.loads(text), columns)
        except _NOT_JSON:
            pass
        else:
            return
        if re.match(r"\[", text):
            yield from _from_broken_list(blob, text, columns)
            return
    yield from _from_lines(blob, text, columns)


def drafts_from_table(blob: Blob, text: str, columns: Columns = KNOWN) -> Found:
    """Yield the reports of a CSV or TSV file with a header; the delimiter is seen from it."""
    lines = text.split("\n")
    top = 1 if len(lines) > 1 and _SPREADSHEET_MARK.fullmatch(lines[0]) else 0
    delimiter = _delimiter(lines[top], columns)
    header = next(csv.reader(lines[top : top + 1], delimiter=delimiter), [])
    rows = _rows(lines, top + 1, delimiter, len(header))
    yield from _table(header, rows, _Place(blob.where, blob.stem, top + 1), columns)


def drafts_from_rows(
    header: list[str], rows: Iterable[list[str]], where: str, stem: str, columns: Columns = KNOWN
) -> Found:
    """Yield the reports of a sheet whose cells are told apart already; rows are counted from 1."""
    numbered = enumerate(rows, start=2)
    fitting = ((n, cells if len(cells) == len(header) else None) for n, cells in numbered)
    yield from _table(header, fitting, _Place(where, stem, 1), columns)


def drafts_from_objects(
    names: list[str], rows: Iterable[dict[str, Any]], where: str, stem: str, columns: Columns
) -> Found:
    """Yield the reports of rows that are objects with the fields `names`, counted from 1."""
    lacks = _lack_of(names, where, columns)
    if lacks:
        yield lacks
    if "text" in columns.of(names).values():
        for number, row in enumerate(rows, start=1):
            yield _record(row, f"{where}: row {number}", f"{stem}-{number}", columns)


class _Place(NamedTuple):
    """How a table is named, and the line of its header."""

    where: str
    stem: str
    top: int


def _table(
    header: list[str], rows: Iterable[tuple[int, list[str] | None]], at: _Place, columns: Columns
) -> Found:
    """Yield the reports of numbered rows; None stands for a row that does not fit."""
    lacks = _lack_of(header, f"{at.where}:{at.top}", columns)
    if lacks:
        yield lacks
    for number, cells in rows if "text" in columns.of(header).values() else ():
        where = f"{at.where}:{number}"
        if cells is None:
            yield problem("bad-row", "This row does not fit the header.", where=where)
        elif any(cells):
            row = dict(zip(header, cells, strict=True))
            yield _record(row, where, f"{at.stem}-{number}", columns)


def _lack_of(header: list[str], where: str, columns: Columns) -> PictureWarning | None:
    """Return the warning that a column is not there: one the user named, or that of the texts."""
    lacking = ", ".join(map(repr, columns.lacking(header)))
    if not lacking and "text" in columns.of(header).values():
        return None
    missing = f"No column is called {lacking}" if lacking else "No column holds the texts"
    message = f"{missing}; the columns are {', '.join(map(repr, header))}."
    return problem("missing-field", message, where=where)


def _from_lines(blob: Blob, text: str, columns: Columns) -> Found:
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
            yield _record(value, where, f"{blob.stem}-{number}", columns)


def _from_value(blob: Blob, value: Any, columns: Columns) -> Found:
    """Yield the reports of a whole JSON value: a list, a list in an object, or one object."""
    rows = value if isinstance(value, list) else _list_inside(value, columns)
    if rows is None:
        yield _record(value, blob.where, blob.stem, columns)
        return
    for number, row in enumerate(rows, start=1):
        yield _record(row, f"{blob.where}: item {number}", f"{blob.stem}-{number}", columns)


def _list_inside(value: Any, columns: Columns) -> list[Any] | None:
    if not isinstance(value, dict) or "text" in columns.of(value).values():
        return None
    lists = [value[name] for name in _LISTS if isinstance(value.get(name), list)]
    return lists[0] if lists else None


def _from_broken_list(blob: Blob, text: str, columns: Columns) -> Found:
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
        yield _record(row, f"{blob.where}: item {number}", f"{blob.stem}-{number}", columns)


def _record(row: Any, where: str, fallback_id: str, columns: Columns) -> Any:
    """Return the draft of one row, or the warning that it has no text."""
    if not isinstance(row, dict):
        return problem("missing-field", "This is not an object with a text.", where=where)
    fields = _fields(row, columns)
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


def _fields(row: dict[str, Any], columns: Columns) -> dict[str, str]:
    """Return the row's values by our names; of two columns for one field, the better name wins."""
    found: dict[str, str] = {}
    for column, field in columns.of(row).items():
        words = _words(row[column])
        if words:
            found.setdefault(field, words)
    return found


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


def _delimiter(header: str, columns: Columns) -> str:
    def known(delimiter: str) -> int:
        return len(columns.of(next(csv.reader([header], delimiter=delimiter), [])))

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
