"""One thing shown in three forms: a page, JSON, CSV.

In: `Shown`, what a page's module made of a visit. Out: an answer in the form that the
address (`?format=csv`) or else the `Accept` header asks for. Cells of CSV that a
spreadsheet would run are made harmless.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from consilience.casefile import Case
from consilience.desk.addresses import Asked
from consilience.errors import InputError
from consilience.publish.exports.cells import Value, in_csv

FORMATS = {"html": "text/html", "json": "application/json", "csv": "text/csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request as a page's module sees it: the case, what is asked, what the path names."""

    case: Case
    asked: Asked
    keys: Mapping[str, str]
    request: Request
    may_edit: bool = False

    @property
    def key(self) -> str:
        """Return the id that the path names, or nothing."""
        return self.keys.get("key", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table: names of columns, and rows of as many values."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows: `data` for JSON, `rows` for CSV, `context` for its template.

    `data` and `rows` may be functions, called only where their form is asked for.
    """

    template: str
    title: str
    data: Any
    rows: Rows | Callable[[], Rows]
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


def form_of(request: Request) -> str:
    """Return *html*, *json* or *csv*. Raises InputError for another form in the address."""
    asked = request.query_params.get("format", "").strip().lower()
    if asked:
        if asked not in FORMATS:
            raise InputError(f"format: {asked!r} is none of {', '.join(FORMATS)}.")
        return asked
    return accepted(request.headers.get("accept", ""))


def accepted(header: str) -> str:
    """Return the form that an Accept header likes best (RFC 9110, 12.5.1), else HTML."""
    best, form = 0.0, "html"
    for part in header.split(","):
        kind, *marks = (word.strip().lower() for word in part.split(";"))
        found = next((f for f, media in FORMATS.items() if media == kind), None)
        weight = _weight(marks)
        if found and weight > best:
            best, form = weight, found
    return form


def _weight(marks: Sequence[str]) -> float:
    try:
        return next((float(m[2:]) for m in marks if m.startswith("q=")), 1.0)
    except ValueError:
        return 0.0


def as_json(data: Any, status: int = 200) -> Response:
    """Return objects of the model, dicts and lists as JSON."""
    made = data() if callable(data) else data
    return Response(to_json(made, indent=2), status, media_type="application/json")


def as_csv(rows: Rows, name: str) -> Response:
    """Return a table as CSV (RFC 4180) in UTF-8 with a mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows([in_csv(value) for value in row] for row in rows.rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv", headers=headers)
