"""`consilience status`: how a case stands."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.init import CASE

if TYPE_CHECKING:
    from consilience.casefile import Status


def status(
    case: CASE, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """Say how a case stands: what is in it, what waits, what to do.

    [bold]Example[/bold]

        consilience status aleppo.case
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened:
        found = opened.status()
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2))
        return
    for name, value in asdict(found).items():
        shown = f"{value:,}" if type(value) is int else value
        typer.echo(f"{name.replace('_', ' '):>14}  {'–' if value is None else shown}")
    for line in _advice(found):
        typer.echo(line)


def _advice(found: Status) -> list[str]:
    out = []
    if found.waiting or found.behind:
        out.append("Unfinished work: run consilience code CASE.")
    if found.older:
        out.append(
            f"{found.older:,} reports were coded by another version: "
            "consilience code CASE --again codes them anew; judgements stay."
        )
    return out
