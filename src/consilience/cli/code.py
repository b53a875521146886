"""`consilience code`: finish the coding of a case, or code again what an older version did."""

from __future__ import annotations

from typing import Annotated

import typer

from consilience.cli.init import CASE
from consilience.cli.progress import progress


def code(
    case: CASE,
    again: Annotated[
        bool, typer.Option("--again", help="Also what another version or knowledge has coded.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes. The result does not depend on it.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Code the reports of a case that wait, and bring its picture up to date.

    Judgements stay: they hang on the words, not on what was coded.

    [bold]Example[/bold]

        consilience code aleppo.case --again
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened, progress(quiet) as tell:
        done = opened.code(again=again, workers=workers, progress=tell)
    if not quiet:
        typer.echo(f"{done:,} reports coded.")
