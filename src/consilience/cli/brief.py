"""`consilience brief`: reports in, one sourced picture out."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.assist import (
    ASSIST,
    ASSIST_KEY_ENV,
    ASSIST_LOG,
    ASSIST_MODEL,
    helper_for,
)
from consilience.cli.cases import older_picture, picture_of_case
from consilience.cli.columns import COLUMNS, columns_of
from consilience.cli.progress import progress
from consilience.cli.web import ALLOW_HOST, KEEP_ORIGINAL, web_for

if TYPE_CHECKING:
    from consilience.model import Picture


class Format(StrEnum):
    """How the brief is written."""

    html = "html"
    md = "md"
    json = "json"


def brief(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files, folders, https://… addresses; @FILE, a list of those; - for standard "
            "input.",
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="html, md or json. Else by the ending of -o."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; else the screen.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="ISO date for reports that give none: 2024-11-30."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher of reports that name none.")
    ] = None,
    knowledge: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Your own actors, triggers, cues; may be repeated."),
    ] = None,
    columns: COLUMNS = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes. The result does not depend on it.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="OLD.json|DAY",
            help="An older picture, or of a case a past day: say first what has changed.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Of a case: what was reported by the end of that day."),
    ] = None,
    allow_host: ALLOW_HOST = None,
    keep_original: KEEP_ORIGINAL = None,
    redact: Annotated[
        bool,
        typer.Option(
            "--redact", help="Leave out private persons and living victims' exact places."
        ),
    ] = False,
    assist: ASSIST = None,
    assist_model: ASSIST_MODEL = None,
    assist_key_env: ASSIST_KEY_ENV = None,
    assist_log: ASSIST_LOG = None,
    gate: Annotated[
        bool, typer.Option("--gate/--no-gate", help="Parse in part what hardly speaks of conflict.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read reports and write one sourced picture of them.

    [bold]Examples[/bold]

        consilience brief reports/ -o brief.html

        consilience brief a.txt b.html feed.xml --published 2024-11-30

        consilience brief reports/ --since yesterday.json -o brief.html

        consilience brief aleppo.case --as-of 2024-11-30 --since 2024-11-29 -o brief.html

        consilience brief https://example.org/news/ @addresses.txt -o brief.html

        cat wire.jsonl | consilience brief - --json
    """
    kind = Format.json if as_json else format_ or by_ending(output)
    older = older_picture(paths, since)
    given = {"--published": published, "--publisher": publisher, "--knowledge": knowledge,
             "--map": columns, "--workers": workers, "--allow-host": allow_host,
             "--keep-original": keep_original}  # fmt: skip
    with helper_for(assist, assist_model, assist_key_env, assist_log, output) as helper:
        picture = picture_of_case(paths, as_of, given, quiet=quiet)
        if picture is None:
            from consilience.pipeline import brief as make  # noqa: PLC0415 - heavy
            from consilience.settings import Settings  # noqa: PLC0415

            with progress(quiet) as tell, web_for(paths, allow_host, keep_original) as web:
                picture = make(
                    paths, published=published, publisher=publisher,
                    knowledge=tuple(knowledge or ()), workers=workers,
                    stdin=typer.get_binary_stream("stdin"), web=web,
                    columns=columns_of(columns), helper=helper, progress=tell,
                    settings=Settings(gate=gate),
                )  # fmt: skip
        if redact:
            from consilience.publish.redaction import redact as redacted  # noqa: PLC0415

            picture, older = redacted(picture), redacted(older) if older else None
        if helper is not None:
            from consilience.pipeline import summarised  # noqa: PLC0415 - heavy

            picture = summarised(picture, helper, knowledge=tuple(knowledge or ()))
    if older is not None:
        picture = _with_changes(older, picture)
    if kind is not None:
        write(render(picture, kind), output)
    if not quiet and (kind is None or output is not None):
        _summary(picture, output)


def by_ending(output: Path | None) -> Format | None:
    """Return the form that the ending of a file asks for; HTML where it says nothing."""
    if output is None:
        return None
    endings = {".html": Format.html, ".htm": Format.html, ".md": Format.md, ".json": Format.json}
    return endings.get(output.suffix.lower(), Format.html)


def render(picture: Picture, kind: Format) -> bytes:
    """Return the brief in one of its forms."""
    if kind is Format.json:
        from consilience.publish.picture import to_json  # noqa: PLC0415

        return to_json(picture)
    if kind is Format.md:
        from consilience.publish.markdown import to_markdown  # noqa: PLC0415

        return to_markdown(picture).encode()
    from consilience.publish.html import to_html  # noqa: PLC0415

    return to_html(picture).encode()


def _with_changes(old: Picture, new: Picture) -> Picture:
    from consilience.reconcile.changes import changes  # noqa: PLC0415

    return replace(new, since=changes(old, new))


def write(data: bytes, output: Path | None) -> None:
    """Write to a file, or to standard output. Raises InputError where that cannot be done."""
    from consilience.errors import InputError  # noqa: PLC0415

    if output is None:
        typer.get_binary_stream("stdout").write(data)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.") from error


def _summary(picture: Picture, output: Path | None) -> None:
    from rich.console import Console  # noqa: PLC0415

    from consilience.publish.terminal import show  # noqa: PLC0415

    console = Console()
    show(picture, console)
    if output is not None:
        console.print(f"\nThe brief is in [bold]{output}[/bold]", highlight=False)
