"""`consilience init`: make a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CASE = Annotated[
    str, typer.Argument(metavar="CASE", help="A case: a file, or postgresql://user@host/database.")
]


def init(
    case: CASE,
    knowledge: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Your own actors, triggers, cues; copied into the case."),
    ] = None,
) -> None:
    """Make a case: one file that keeps reports, their picture and your judgements.

    [bold]Example[/bold]

        consilience init aleppo.case
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    open_case(case, create=True, knowledge=tuple(knowledge or ())).close()
    typer.echo(f"The case is made. Add reports: consilience add {case} reports/")
