"""`consilience add`: reports into a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consilience.cli.assist import (
    ASSIST,
    ASSIST_KEY_ENV,
    ASSIST_LOG,
    ASSIST_MODEL,
    helper_for,
)
from consilience.cli.columns import COLUMNS, columns_of
from consilience.cli.init import CASE
from consilience.cli.progress import progress
from consilience.cli.web import ALLOW_HOST, KEEP_ORIGINAL, web_for


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: CASE,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files, folders, https://… addresses; @FILE, a list of those; - for standard "
            "input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="ISO date for reports that give none: 2024-11-30."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher of reports that name none.")
    ] = None,
    allow_host: ALLOW_HOST = None,
    keep_original: KEEP_ORIGINAL = None,
    columns: COLUMNS = None,
    assist: ASSIST = None,
    assist_model: ASSIST_MODEL = None,
    assist_key_env: ASSIST_KEY_ENV = None,
    assist_log: ASSIST_LOG = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes. The result does not depend on it.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Add reports to a case; what is there already is passed over.

    Interrupted anywhere, nothing that was kept is lost: run it again and it goes on.

    [bold]Examples[/bold]

        consilience add aleppo.case reports/ --publisher "Levant Wire"

        consilience add aleppo.case crawl.wacz export.xlsx --map text=body,published=date

        consilience add aleppo.case @addresses.txt --keep-original originals/
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with (
        helper_for(assist, assist_model, assist_key_env, assist_log, _file(case)) as helper,
        open_case(case) as opened,
        progress(quiet) as tell,
        web_for(paths, allow_host, keep_original) as web,
    ):
        done = opened.add(
            paths, published=published, publisher=publisher, workers=workers,
            stdin=typer.get_binary_stream("stdin"), web=web, columns=columns_of(columns),
            helper=helper, progress=tell,
        )  # fmt: skip
    if quiet:
        return
    versions = f" ({done.versions:,} of them changed articles)" if done.versions else ""
    typer.echo(f"{done.new:,} new reports{versions}, {done.known:,} known; {done.coded:,} coded.")
    for warning in done.warnings:
        typer.echo(f"  {warning.code}: {warning.where or ''}: {warning.message}", err=True)


def _file(case: str) -> Path | None:
    """Return the file that a case is; None where it stands in a database."""
    return None if case.startswith("postgres") else Path(case)
