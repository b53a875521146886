"""The option `--map`: which column of a table is which field of a report.

In: what the user wrote. Out: fields with their columns, as the library takes them.
"""

from __future__ import annotations

from typing import Annotated

import typer

COLUMNS = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,…",
        help="Columns of a CSV, XLSX, Parquet or JSON Lines file: text=body,published=date.",
    ),
]


def columns_of(said: str | None) -> dict[str, str] | None:
    """Return the fields and columns that were named. Raises InputError for what is no pair."""
    if said is None:
        return None
    from consilience.acquire.columns import columns_from  # noqa: PLC0415 - heavy

    return columns_from(said)
