from __future__ import annotations

import builtins
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import openpyxl
import pytest

from consilience.acquire.columns import Columns
from consilience.acquire.drafts import Blob
from consilience.acquire.inputs import found_in
from consilience.settings import Settings

Read = Callable[..., tuple[list[Any], list[Any]]]
LINES = (
    "Market shelled in Maarat",
    "Nine people were killed on Friday when shells hit a market in Maarat, a doc-",
    "tor said. Rescuers were still looking for people under the rubble of the old",
    "stalls.",
    "The town lies south of Idlib, on the road that leads from Aleppo to Hama and",
    "Damascus.",
)


def pdf(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page, written by hand: the five objects that a reader asks for."""
    drawn = "BT /F1 11 Tf 50 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def workbook(rows: list[list[Any]], title: str = "News") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_lines_of_a_pdf_flow_and_its_headline_stands_alone(read: Read) -> None:
    ((draft,), warnings) = read("brief.pdf", pdf(LINES))
    assert draft.title == "Market shelled in Maarat"
    assert "a doctor said. Rescuers were still looking for people under the rubble of the old" in (
        draft.text
    )
    assert draft.text.splitlines()[2].startswith("The town lies south")
    assert warnings == []


def test_a_scan_is_told_to_have_no_text(read: Read) -> None:
    assert [w.code for w in read("scan.pdf", pdf(()))[1]] == ["no-main-text"]


def test_a_pdf_of_too_many_pages_is_not_read(read: Read) -> None:
    drafts, (warning,) = read("long.pdf", pdf(LINES), Settings(max_document_pages=0))
    assert drafts == []
    assert (warning.code, "max_document_pages" in warning.message) == ("file-too-large", True)


def test_a_word_file_gives_its_paragraphs_and_tells_of_its_tables(read: Read) -> None:
    document = docx.Document()
    document.core_properties.title = "Market shelled"
    document.add_paragraph("Nine people were killed on Friday.")
    document.add_paragraph("Shells hit a market in Maarat.")
    document.add_table(1, 1)
    out = io.BytesIO()
    document.save(out)
    ((draft,), (warning,)) = read("brief.docx", out.getvalue())
    assert draft.title == "Market shelled"
    assert draft.text == "Nine people were killed on Friday.\n\nShells hit a market in Maarat."
    assert warning.code == "table-left-out"


def test_a_workbook_is_a_table_with_days_and_numbers(read: Read) -> None:
    told: list[Any] = [7.0, LINES[1], datetime(2024, 11, 30)]
    rows = [["id", "text", "published"], told, [None] * 3]
    ((draft,), warnings) = read("news.xlsx", workbook(rows))
    assert (draft.given_id, draft.text) == ("7", LINES[1])
    assert draft.published == "2024-11-30T00:00:00"
    assert draft.where == "news.xlsx: sheet News:2"
    assert warnings == []


def test_the_columns_that_the_user_names_are_taken() -> None:
    data = workbook([["summary", "text"], [LINES[1], "internal note"]])
    found = found_in(Blob("n.xlsx", "n.xlsx", data), Settings(), Columns({"text": "summary"}))
    assert [f.text for f in found if hasattr(f, "text")] == [LINES[1]]


def test_a_missing_part_is_named(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return usual(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    (warning,) = read("brief.pdf", pdf(LINES))[1]
    assert warning.code == "part-missing"
    assert "consilience[documents]" in (warning.hint or "")
