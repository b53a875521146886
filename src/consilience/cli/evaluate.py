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
    fakes = "fakes"
    plover = "plover"
    muc4 = "muc4"
    stories = "stories"


# What to give, where one path is not all.
_FILES = {Corpus.fakes: ("REPORTS.jsonl", "GOLD.jsonl")}


def evaluate(
    corpus: Annotated[Corpus, typer.Argument(help="Which format to read.")],
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="The corpus as its makers ship it; for fakes the reports, then the labels.",
        ),
    ],
    errors: Annotated[
        int, typer.Option(min=0, help="Show up to this many wrong cases of each kind.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Measures as JSON.")] = False,
) -> None:
    """Measure accuracy on a labelled corpus: precision, recall, F1 or share right.

    [bold]Examples[/bold]

        consilience evaluate times corpora/wikiwars --errors 10

        consilience evaluate fakes dev_reports.jsonl dev_gold.jsonl --json
    """
    _check(corpus, paths)
    result = _measure(corpus, paths, errors)
    shown = {key: result[key] for key in ("corpus", "sha256", "measures")}
    if as_json:
        typer.echo(json.dumps(shown, indent=2))
        return
    _table(shown)
    for error in result["errors"] if errors else ():
        typer.echo(_told(error))


def _check(corpus: Corpus, paths: list[Path]) -> None:
    """Raise InputError or NoSuchPathError where the paths are not what the corpus needs."""
    from consilience.errors import InputError, NoSuchPathError  # noqa: PLC0415

    wanted = _FILES.get(corpus, ("PATH",))
    if len(paths) != len(wanted):
        names = " ".join(wanted)
        raise InputError(f"{len(paths)} paths for {corpus}. Give: evaluate {corpus} {names}.")
    for path in paths:
        if not path.exists():
            raise NoSuchPathError(f"{path}: no such file or folder. Give the path of the corpus.")


def _measure(corpus: Corpus, paths: list[Path], errors: int) -> dict[str, Any]:
    """Return the result on a corpus, with up to `errors` wrong cases of each kind."""
    from consilience.evaluate.scores import worst  # noqa: PLC0415

    module: Any = importlib.import_module(f"consilience.evaluate.{corpus.value}")
    asked = {} if corpus is Corpus.times else {"errors": errors}  # that one gives them all
    result: dict[str, Any] = module.evaluate(*paths, **asked)
    return {**result, "errors": worst(result.get("errors", ()), errors)}


def _told(error: dict[str, Any]) -> str:
    """Return one wrong case on one line: its kind, then what else is known of it."""
    rest = ", ".join(f"{k}: {v}" for k, v in error.items() if k != "kind" and v not in (None, ""))
    return f"  {error['kind']}  {rest}"


def _table(result: dict[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("measure", "p", "r", "f1", "value", "n", title=str(result["corpus"]))
    for name, row in result["measures"].items():
        cells = [f"{row[k]:.3f}" if k in row else "" for k in ("p", "r", "f1", "value")]
        table.add_row(name, *cells, f"{row['n']:g}")
    Console().print(table)
