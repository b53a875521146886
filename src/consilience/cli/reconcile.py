"""`consilience reconcile`: a folder of coded reports in, one sourced picture out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consilience.cli.brief import Format, by_ending, render, write
from consilience.cli.code import ADDRESS, ENGINE, GATE, KNOWLEDGE, QUIET, WORKERS
from consilience.cli.progress import progress
from consilience.engines.names import EngineName


def reconcile(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What 'consilience code … -o' has made.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write (.json, .html, .md); else the screen."),
    ] = None,
    knowledge: KNOWLEDGE = None,
    gate: GATE = False,
    workers: WORKERS = None,
    engine: ENGINE = EngineName.local,
    address: ADDRESS = None,
    quiet: QUIET = False,
) -> None:
    """Weigh all that a folder of coded reports says, and write one sourced picture.

    The picture is the same, to the byte, as `consilience brief` gives for the same reports,
    on any engine and with any number of workers.

    [bold]Example[/bold]

        consilience reconcile coded/ -o picture.json
    """
    if address and engine is EngineName.local:
        raise typer.BadParameter("--address is of a Ray cluster: add --engine ray.")
    from consilience.engines import engine_for  # noqa: PLC0415 - heavy
    from consilience.runs import reconcile_run  # noqa: PLC0415
    from consilience.settings import Settings  # noqa: PLC0415

    with (
        engine_for(engine, Settings(), workers=workers, address=address) as where,
        progress(quiet) as tell,
    ):
        picture = reconcile_run(
            folder, where, knowledge=tuple(knowledge or ()), settings=Settings(gate=gate),
            progress=tell,
        )  # fmt: skip
    write(render(picture, by_ending(output) or Format.json), output)
    if not quiet and output is not None:
        typer.echo(f"{len(picture.reports):,} reports, {len(picture.claims):,} claims, "
                   f"{len(picture.events):,} events: {output}")  # fmt: skip
