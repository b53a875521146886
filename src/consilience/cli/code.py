"""`consilience code`: code a case's waiting reports, or many reports into a folder of shards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from consilience.cli.columns import COLUMNS, columns_of
from consilience.cli.progress import progress
from consilience.engines.names import EngineName

ENGINE = Annotated[
    EngineName,
    typer.Option("--engine", help="Where the work runs: processes here, or a Ray cluster."),
]
ADDRESS = Annotated[
    str | None,
    typer.Option(metavar="HOST:PORT", help="The head of a Ray cluster; else Ray starts here."),
]
WORKERS = Annotated[
    int | None, typer.Option(min=1, help="Processes. The result does not depend on it.")
]
KNOWLEDGE = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Your own actors, triggers, cues; may be repeated."),
]
GATE = Annotated[
    bool,
    typer.Option("--gate/--no-gate", help="Parse in part what hardly speaks of conflict."),
]
QUIET = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]


def code(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(metavar="CASE|PATH…", help="A case; or, with -o, files and folders."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Code the paths into this folder."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Of a case: what another version has coded, too.")
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="With -o: ISO date for reports that give none."),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="With -o: publisher of reports that name none."),
    ] = None,
    columns: COLUMNS = None,
    knowledge: KNOWLEDGE = None,
    gate: GATE = False,
    workers: WORKERS = None,
    engine: ENGINE = EngineName.local,
    address: ADDRESS = None,
    quiet: QUIET = False,
) -> None:
    """Code the reports of a case that wait; or, with -o, any number of reports into Parquet.

    Of a case, judgements stay: they hang on the words, not on what was coded. A folder is
    coded shard by shard: interrupted anywhere, the same command goes on where it was.

    [bold]Examples[/bold]

        consilience code aleppo.case --again

        consilience code news/*.jsonl -o coded/ --workers 8

        consilience code shards/*.parquet --map text=body,published=day -o coded/ --gate

        consilience code news/ -o /shared/coded --engine ray --address head:6379

        consilience reconcile coded/ -o picture.json
    """
    given = {"--published": published, "--publisher": publisher, "--knowledge": knowledge,
             "--map": columns, "--gate": gate, "--address": address,
             "--engine ray": engine is EngineName.ray}  # fmt: skip
    if output is None:
        _case(paths, [name for name, value in given.items() if value], again, workers, quiet)
        return
    if again:
        raise typer.BadParameter("--again is for a case; a folder is coded anew by itself.")
    if address and engine is EngineName.local:
        raise typer.BadParameter("--address is of a Ray cluster: add --engine ray.")
    from consilience.engines import engine_for  # noqa: PLC0415 - heavy
    from consilience.runs import code_into  # noqa: PLC0415
    from consilience.settings import Settings  # noqa: PLC0415

    with (
        _said_when_stopped(output),
        engine_for(engine, Settings(), workers=workers, address=address) as where,
        progress(quiet) as tell,
    ):
        done = code_into(
            output, paths, where, published=published, publisher=publisher,
            knowledge=tuple(knowledge or ()), settings=Settings(gate=gate),
            stdin=typer.get_binary_stream("stdin"), columns=columns_of(columns), progress=tell,
        )  # fmt: skip
    if not quiet:
        typer.echo(
            f"{done.coded:,} reports coded, {done.reports - done.coded:,} were coded before; "
            f"{done.claims:,} claims in {done.shards:,} shards in {output}."
        )
        if done.aside:
            typer.echo(f"{done.aside:,} reports set aside: see {output}/warnings.", err=True)


@contextmanager
def _said_when_stopped(folder: Path) -> Iterator[None]:
    """Say, once all workers are let go, that nothing whole is lost; what is not whole goes."""
    try:
        yield
    except KeyboardInterrupt:
        from consilience.runs.shards import sweep  # noqa: PLC0415 - heavy

        sweep(folder)
        typer.echo("What is whole is kept; the same command goes on where it was.", err=True)
        raise


def _case(
    paths: list[str], given: list[str], again: bool, workers: int | None, quiet: bool
) -> None:
    if len(paths) > 1 or given:
        what = f"{given[0]} is" if given else "Several paths are"
        raise typer.BadParameter(
            f"{what} for coding into a folder: say which with -o FOLDER. Reports come into a "
            "case by 'consilience add CASE PATH…'."
        )
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(paths[0]) as opened, progress(quiet) as tell:
        done = opened.code(again=again, workers=workers, progress=tell)
    if not quiet:
        typer.echo(f"{done:,} reports coded.")
