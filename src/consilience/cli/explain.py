"""`consilience explain`: why one thing of a picture is as it is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.brief import write
from consilience.cli.cases import case_among

if TYPE_CHECKING:
    from consilience.model import Picture
    from consilience.reconcile.explain import Decision


class Form(StrEnum):
    """How the explanation is written."""

    md = "md"
    json = "json"


def explain(
    picture: Annotated[
        str,
        typer.Argument(
            metavar="CASE|PICTURE",
            help="A case, whose judgements are told too, or a picture as JSON.",
        ),
    ],
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of an event, claim, dispute, report, story, origin, actor or place; its"
            " beginning will do.",
        ),
    ],
    format_: Annotated[
        Form | None, typer.Option("--format", "-f", help="md or json; else for the screen.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; else the screen.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="On the screen: every point.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Say why: why claims are one event, why this grade, toll or dispute, in which words.

    [bold]Examples[/bold]

        consilience explain picture.json e-1f0c

        consilience explain picture.json c-77ab20 --json

        consilience explain aleppo.case d-30c1
    """
    from consilience.reconcile.explain import explain as why  # noqa: PLC0415 - heavy

    made, decided = _opened(picture)
    found = why(made, id_, decided)
    kind = Form.json if as_json else format_ or _by_ending(output)
    if kind is Form.json:
        from consilience.publish.picture import explanation_json  # noqa: PLC0415

        write(explanation_json(found), output)
        return
    from consilience.publish.explained import explained, explained_markdown  # noqa: PLC0415

    if kind is Form.md:
        write(explained_markdown(found, made).encode(), output)
        return
    from rich.console import Console  # noqa: PLC0415

    explained(found, made, Console(), every=all_)


def _opened(path: str) -> tuple[Picture, list[Decision]]:
    """Return the picture that a path names, and what was decided on it in its case."""
    case = case_among([path])
    if case is None:
        from consilience.publish.picture import read  # noqa: PLC0415 - heavy

        return read(Path(path)), []
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy
    from consilience.casefile.decisions import decisions  # noqa: PLC0415

    with open_case(case) as opened:
        opened.refresh()
        made = opened.picture()
        return made, decisions(made, opened.judgements())


def _by_ending(output: Path | None) -> Form | None:
    if output is None:
        return None
    return Form.json if output.suffix.lower() == ".json" else Form.md
