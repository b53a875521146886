"""`consilience settings`: every limit and default, with its unit and reason."""

from __future__ import annotations


def settings() -> None:
    """List every limit and default: name, value, unit, reason."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from consilience.settings import describe  # noqa: PLC0415

    table = Table("name", "value", "unit", "reason")
    for row in describe():
        table.add_row(row["name"], str(row["value"]), row["unit"], row["reason"])
    Console().print(table)
