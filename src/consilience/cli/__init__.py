"""The command line: one thin module a verb.

Every verb calls the library and prints; nothing is decided here. Heavy modules
are imported inside the verbs, so that `--help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from consilience.cli import (
    add,
    brief,
    changes,
    code,
    doctor,
    evaluate,
    explain,
    export,
    init,
    judgements,
    knowledge,
    provenance,
    reconcile,
    search,
    serve,
    settings,
    status,
    watch,
)

# What Typer ends with after Ctrl-C: 128 and the number of SIGINT, as shells have it.
_STOPPED = 130

app = typer.Typer(
    name="consilience",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Read many reports of one conflict and give back one sourced picture of it.",
    epilog="Start here:  [bold]consilience brief reports/ -o brief.html[/bold]",
)
app.command("brief")(brief.brief)
app.command("changes")(changes.changes)
app.command("init")(init.init)
app.command("add")(add.add)
app.command("watch")(watch.watch)
app.command("status")(status.status)
app.command("provenance")(provenance.provenance)
app.command("search")(search.search)
app.command("serve")(serve.serve)
app.command("code")(code.code)
app.command("reconcile")(reconcile.reconcile)
app.command("doctor")(doctor.doctor)
app.add_typer(judgements.app, name="judgements")
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("export")(export.export)
app.command("settings")(settings.settings)
app.add_typer(knowledge.app, name="knowledge")


def _version(asked: bool) -> None:
    if asked:
        from consilience import __version__  # noqa: PLC0415 - only where it is asked for

        typer.echo(f"consilience {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say the version and leave."
    ),
) -> None:
    """Read many reports of one conflict and give back one sourced picture of it."""


def main() -> None:
    """Run the command line; errors that the user can mend are one line, not a traceback."""
    from consilience.errors import ConsilienceError  # noqa: PLC0415

    try:
        app()
    except ConsilienceError as error:
        typer.echo(f"consilience: {error}", err=True)
        sys.exit(2)
    except SystemExit as end:
        if end.code == _STOPPED:
            typer.echo("consilience: stopped.", err=True)
        raise
