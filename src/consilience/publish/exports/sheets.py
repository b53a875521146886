"""Tables as files: CSV, one Excel workbook, Parquet.

In: `Table`s. Out: files in a folder. Text cells that a spreadsheet would take for
a formula are neutralised in CSV and written as plain text in the workbook; numbers
and dates keep their types everywhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from consilience.errors import SetupError
from consilience.publish.exports.cells import Value, in_csv
from consilience.publish.exports.tables import Column, Table

_CELL_CHARS = 32_767  # what one cell of Excel holds
_SHEET_ROWS = 1_048_575  # below the header
_WIDE, _NARROW = 48, 12  # columns, in characters


def csv_file(table: Table, *, hxl: bool = False) -> bytes:
    """Return the table as CSV (RFC 4180, UTF-8); `hxl` adds the tag row under the header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([c.name for c in table.columns])
    if hxl:
        writer.writerow([c.hxl for c in table.columns])
    for row in table.rows:
        writer.writerow([in_csv(row[c.name]) for c in table.columns])
    return out.getvalue().encode("utf-8", errors="replace")


def workbook(tables: Sequence[Table], path: Path) -> None:
    """Write the tables as one Excel workbook, a sheet each, and the codebook as the last."""
    import xlsxwriter  # noqa: PLC0415 - only this format needs it

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "in_memory": True}  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        # The same picture gives the same bytes: no time of writing inside.
        from datetime import datetime  # noqa: PLC0415

        book.set_properties({"title": "Consilience", "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in [*tables, _codebook(tables)]:
            _sheet(book.add_worksheet(table.name), table, bold, day)


def parquet(table: Table, path: Path) -> None:
    """Write the table as Parquet. Raises SetupError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise SetupError(
            "Parquet needs pyarrow; run: pip install 'consilience[parquet]'"
        ) from error
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(),
             "date": pa.date32(), "yes_no": pa.bool_()}  # fmt: skip
    fields = [
        pa.field(c.name, kinds[c.kind], metadata={"description": c.about}) for c in table.columns
    ]
    cells = {c.name: [_typed(row[c.name], c) for row in table.rows] for c in table.columns}
    pq.write_table(pa.table(cells, schema=pa.schema(fields)), path)


def _sheet(sheet: Any, table: Table, bold: Any, day: Any) -> None:
    for n, column in enumerate(table.columns):
        sheet.write_string(0, n, column.name, bold)
        sheet.set_column(n, n, _width(column))
    for m, row in enumerate(table.rows[:_SHEET_ROWS], 1):
        for n, column in enumerate(table.columns):
            _cell(sheet, m, n, _typed(row[column.name], column), day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_string(row, column, str(value)[:_CELL_CHARS])


def _typed(value: Value, column: Column) -> Any:
    if value is None or value == "":
        return None
    if column.kind == "date":
        return date.fromisoformat(str(value)[:10])
    if column.kind == "number":
        return float(value)
    return value


def _width(column: Column) -> int:
    wide = column.name in {"quote", "summary", "notes", "title", "message", "about", "grade_reason"}
    return _WIDE if wide else max(_NARROW, len(column.name) + 2)


def _codebook(tables: Iterable[Table]) -> Table:
    names = ("table", "column", "kind", "about")
    rows = tuple(
        {"table": t.name, "column": c.name, "kind": c.kind, "about": c.about}
        for t in tables for c in t.columns
    )  # fmt: skip
    return Table("codebook", tuple(Column(name=n, about="") for n in names), rows)
