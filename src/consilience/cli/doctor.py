"""`consilience doctor`: whether a case is whole, and what to do where it is not."""

from __future__ import annotations

from typing import Annotated

import typer

from consilience.cli.init import CASE


def doctor(
    case: CASE,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended without losing anything.")
    ] = False,
) -> None:
    """Check a case: hashes, spans, schema, orphan rows, interrupted work.

    The exit status is 0 where it is clean, 1 where something is left to do.

    [bold]Example[/bold]

        consilience doctor aleppo.case
    """
    from consilience.casefile.case import examine  # noqa: PLC0415 - heavy

    found = examine(case, repair=repair)
    for finding in found:
        typer.echo(f"{finding.code}: {finding.message}\n  {finding.mended_by}")
    if found:
        raise typer.Exit(1)
    typer.echo("The case is clean.")
