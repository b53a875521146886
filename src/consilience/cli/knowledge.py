"""`consilience knowledge`: look after your own knowledge files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Look after your own actors, triggers and cues.")


@app.callback()
def _group() -> None:
    """Look after your own actors, triggers and cues."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="YAML files to check.")],
) -> None:
    """Say whether your own knowledge files are well formed, and what they add.

    [bold]Example[/bold]

        consilience knowledge check my-actors.yaml
    """
    from consilience.knowledge import check as check_file  # noqa: PLC0415 - heavy

    for path in files:
        added = check_file(path)
        told = ", ".join(f"{n} {section}" for section, n in sorted(added.items()))
        typer.echo(f"{path}: well formed; adds {told or 'nothing'}.")
