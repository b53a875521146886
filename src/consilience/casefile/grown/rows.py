"""Rows by their keys: read, put and taken away a few hundred at a time.

In: a connection, a table, values of one of its columns. Out: rows, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from consilience.casefile.kept import steps

_ROWS = 5_000


def rows_by(
    connection: Connection, wanted: Sequence[ColumnElement[Any]], by: ColumnElement[Any],
    values: Iterable[Any], *where: ColumnElement[bool],
) -> list[Any]:  # fmt: skip
    """Return the columns of the rows in which `by` is one of the values."""
    out: list[Any] = []
    for part in steps(sorted(set(values))):
        out += connection.execute(select(*wanted).where(by.in_(part), *where)).all()
    return out


def take(connection: Connection, table: Table, column: str, values: Iterable[Any]) -> None:
    """Take away the rows in which the column is one of the values."""
    for part in steps(sorted(set(values))):
        connection.execute(delete(table).where(table.c[column].in_(part)))


def put(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows that are not there."""
    every = list(rows)
    for start in range(0, len(every), _ROWS):
        connection.execute(insert(table), every[start : start + _ROWS])
