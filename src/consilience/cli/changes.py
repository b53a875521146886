"""`consilience changes`: what differs between an older and a newer picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.brief import Format, by_ending, write

if TYPE_CHECKING:
    from consilience.model import Changes

_ALL = 1_000_000


def changes(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The older picture.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The newer picture.")],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="html, md or json. Else by the ending of -o."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; else the screen.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="On the screen: every change of each kind.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Say what changed from one picture to another: events, tolls, denials, disputes, sources.

    [bold]Examples[/bold]

        consilience changes yesterday.json today.json

        consilience changes yesterday.json today.json -o changes.html
    """
    from consilience.publish.picture import read  # noqa: PLC0415 - heavy
    from consilience.reconcile.changes import changes as compare  # noqa: PLC0415

    found = compare(read(old), read(new))
    kind = Format.json if as_json else format_ or by_ending(output)
    if kind is None:
        _show(found, every=all_)
    else:
        write(_render(found, kind), output)


def _render(found: Changes, kind: Format) -> bytes:
    if kind is Format.json:
        from consilience.publish.picture import changes_json  # noqa: PLC0415

        return changes_json(found)
    if kind is Format.md:
        from consilience.publish.markdown import changes_markdown  # noqa: PLC0415

        return changes_markdown(found).encode()
    from consilience.publish.html import changes_page  # noqa: PLC0415

    return changes_page(found).encode()


def _show(found: Changes, *, every: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from consilience.publish.terminal import show_changes  # noqa: PLC0415

    show_changes(found, Console(), shown=_ALL if every else None)
