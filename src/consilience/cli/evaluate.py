"""`consilience evaluate`: accuracy on labelled corpora, in their own formats."""

from __future__ import annotations

import importlib
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class Corpus(StrEnum):
    """The corpora that can be read."""

    polnear = "polnear"
    places = "places"
    times = "times"


def evaluate(
    corpus: Annotated[Corpus, typer.Argument(help="Which format to read.")],
    path: Annotated[Path, typer.Argument(help="The corpus as its makers ship it.")],
    errors: Annotated[int, typer.Option(min=0, help="Show this many of the worst cases.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Measures as JSON.")] = False,
) -> None:
    """Measure accuracy on a labelled corpus.

    [bold]Example[/bold]

        consilience evaluate times corpora/wikiwars --errors 10
    """
    from consilience.errors import NoSuchPathError  # noqa: PLC0415

    if not path.exists():
        raise NoSuchPathError(f"{path}: no such file or folder. Give the path of the corpus.")
    module: Any = importlib.import_module(f"consilience.evaluate.{corpus.value}")
    result = module.evaluate(path)
    shown = {key: result[key] for key in ("corpus", "sha256", "measures")}
    if as_json:
        typer.echo(json.dumps(shown, indent=2))
        return
    _table(shown)
    for line in result.get("errors", [])[:errors]:
        typer.echo(f"  {line}")


def _table(result: dict[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("measure", "p", "r", "f1", "value", "n", title=str(result["corpus"]))
    for name, row in result["measures"].items():
        cells = [f"{row[k]:.3f}" if k in row else "" for k in ("p", "r", "f1", "value")]
        table.add_row(name, *cells, str(row["n"]))
    Console().print(table)
