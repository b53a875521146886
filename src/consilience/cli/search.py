"""`consilience search`: words in the reports and claims of a case."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.init import CASE

if TYPE_CHECKING:
    from consilience.casefile import Case


def search(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: CASE,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help="All must stand there; a phrase in quotes."),
    ],
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who did it, or whom it hit.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="There, or at a place within it.")
    ] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="An event type: airstrike.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="On this day or later: 2024-11-30.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="On this day or before.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said or published by this voice.")
    ] = None,
    grade: Annotated[
        str | None, typer.Option(metavar="GRADE", help="confirmed, fair, weak, contested …")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Look up words in the reports and claims of a case.

    [bold]Example[/bold]

        consilience search aleppo.case depot --actor SANA --since 2024-11-29
    """
    from consilience.casefile import Filter, open_case  # noqa: PLC0415 - heavy
    from consilience.casefile.search import told  # noqa: PLC0415

    with open_case(case) as opened:
        asked = Filter(
            event_type=event_type, grade=grade, since=since, until=until,
            actor=_named(opened, "actor", actor), place=_named(opened, "place", place),
            source=_voice(opened, source),
        )  # fmt: skip
        found = opened.search(" ".join(words), asked, limit=limit)
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return
    for line in told(found):
        typer.echo(line)


def _voice(opened: Case, name: str | None) -> str | None:
    """Return the id of a voice by its name; else the words, for a publisher's name."""
    found = opened.named(name) if name else []
    return found[0] if len(found) == 1 else name


def _named(opened: Case, what: str, name: str | None) -> str | None:
    from consilience.errors import InputError  # noqa: PLC0415

    if name is None:
        return None
    found = opened.named(name, places=what == "place")
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"No {what} of this case is called {name!r}.")
    raise InputError(f"{name!r} may be any {what} of: {', '.join(found[:10])}. Give one of these.")
