"""Documents of an office: PDF, Word and Excel.

In: the whole of a document, in memory. Out: a `Draft` for a PDF or a Word file, one a row
for a workbook. What reads them is an extra (`consilience[documents]`); without it, each
such file is a warning that says what to install. A document's own date is when the file
was made, not when the report came out: it is not used.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from consilience.acquire.archives.limits import Limits
from consilience.acquire.archives.pieces import Opened, Pieces
from consilience.acquire.columns import Columns
from consilience.acquire.drafts import Draft
from consilience.acquire.problems import problem
from consilience.acquire.titles import headline_of

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
# A line that is this part of the longest one broke off at the margin, not at its end.
_FULL = 0.75
_INSTALL = "Run: pip install 'consilience[documents]'"


def pdf(input_: Opened, data: BytesIO, limits: Limits, columns: Columns) -> Pieces:
    """Yield the text of a PDF as one report; a scan has none, which is said."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
    except ImportError:
        yield _missing(input_, "A PDF")
        return
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    reader = PdfReader(data)
    if reader.is_encrypted and not reader.decrypt(""):
        yield problem("unreadable", "This PDF is locked with a password.", where=input_.where)
        return
    pages, most = len(reader.pages), limits.settings.max_document_pages
    if pages > most:
        message = f"This PDF has {pages:,} pages; the limit is {most:,} (max_document_pages)."
        yield problem("file-too-large", message, where=input_.where)
        return
    text = _joined(_page_texts(reader, limits))
    if not text:
        message = "No text stands in this PDF; it may be a scan."
        yield problem("no-main-text", message, where=input_.where, hint="Give its text.")
        return
    yield _draft(input_, text)


def word(input_: Opened, data: BytesIO, limits: Limits, columns: Columns) -> Pieces:
    """Yield the paragraphs of a Word file as one report; its tables are said to be left out."""
    try:
        from docx import Document  # noqa: PLC0415 - an extra
    except ImportError:
        yield _missing(input_, "A Word file")
        return
    _hold(data, limits)
    document = Document(data)
    text = "\n\n".join(p.text.strip() for p in document.paragraphs if p.text.strip())
    if document.tables:
        yield problem("table-left-out", "A table in this file was not read.", where=input_.where)
    if not text:
        yield problem("no-main-text", "No text stands in this file.", where=input_.where)
        return
    yield _draft(input_, text, (document.core_properties.title or "").strip())


def workbook(input_: Opened, data: BytesIO, limits: Limits, columns: Columns) -> Pieces:
    """Yield a report for each row of each sheet whose first row names a column of texts."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError:
        yield _missing(input_, "An Excel workbook")
        return
    from consilience.acquire.records import drafts_from_rows  # noqa: PLC0415

    _hold(data, limits)
    book = load_workbook(data, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = _rows(sheet, limits)
            header = next(rows, [])
            if any(header):
                where = f"{input_.where}: sheet {sheet.title}"
                stem = f"{input_.stem}-{sheet.title}" if len(book.worksheets) > 1 else input_.stem
                yield from drafts_from_rows(header, rows, where, stem, columns)
    finally:
        book.close()


OPENERS: dict[str, Callable[[Opened, BytesIO, Limits, Columns], Pieces]] = {
    "pdf": pdf, "docx": word, "xlsx": workbook,
}  # fmt: skip


def _rows(sheet: Any, limits: Limits) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        limits.entry()
        yield [_cell(value) for value in row]


def _cell(value: Any) -> str:
    """Return a cell's words; a moment as ISO 8601, a whole number without its point."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _page_texts(reader: Any, limits: Limits) -> Iterator[str]:
    for page in reader.pages:
        text = page.extract_text()
        limits.unpacked(len(text))
        yield text


def _joined(pages: Iterator[str]) -> str:
    """Return the pages as one text: a line that reaches the margin goes on in the next."""
    whole = _HYPHEN.sub("", "\n".join(page.strip() for page in pages))
    lines = [" ".join(line.split()) for line in whole.split("\n")]
    margin = _FULL * max(map(len, lines))
    made = "".join(f"{line} " if len(line) >= margin else f"{line}\n" for line in lines)
    return re.sub(r" *\n(?: *\n)+", "\n\n", made).strip()


def _hold(data: BytesIO, limits: Limits) -> None:
    """Hold an Office file, which is a ZIP, against the limits. Raises TooMuch past one."""
    try:
        with ZipFile(data) as parts:
            for part in parts.infolist():
                limits.entry()
                limits.grow(part.file_size, part.compress_size)
                limits.unpacked(part.file_size)
    except BadZipFile as error:
        raise ValueError(f"it is no whole Office file: {error}") from error
    data.seek(0)


def _draft(input_: Opened, text: str, title: str = "") -> Draft:
    return Draft(
        where=input_.where, given_id=input_.stem, title=title or headline_of(text), text=text
    )


def _missing(input_: Opened, what: str) -> Any:
    return problem(
        "part-missing", f"{what} needs a part that is not installed.", where=input_.where,
        hint=_INSTALL,
    )  # fmt: skip
