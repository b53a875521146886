"""`consilience export`: a picture in the forms that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consilience.cli.cases import older_picture, picture_of_case
from consilience.cli.filters import (
    ACTOR,
    ADMIN1,
    COUNTRY,
    DISPUTED,
    FAMILY,
    FRAME,
    GRADE,
    JUDGED,
    PLACE,
    PUBLISHER,
    REPORT,
    SINCE,
    SOURCE,
    STORY,
    TYPE,
    UNTIL,
    selection_of,
)


def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    picture: Annotated[
        str,
        typer.Argument(
            metavar="CASE|PICTURE", help="A case, or what `consilience brief --json` wrote."
        ),
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="KIND",
            help="csv, xlsx, parquet, acled, ucdp, hdx, geojson, kml, jsonl, atom, html, "
            "markdown or docx.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.")],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Of a case: what was reported by the end of that day."),
    ] = None,
    older: Annotated[
        str | None,
        typer.Option(
            metavar="OLD.json|DAY",
            help="An older picture, or of a case a past day: what has changed (atom, briefs).",
        ),
    ] = None,
    redact: Annotated[
        bool,
        typer.Option(
            "--redact", help="Leave out private persons and living victims' exact places."
        ),
    ] = False,
    hxl: Annotated[bool, typer.Option("--hxl", help="The HXL tag row (hdx).")] = False,
    type_: TYPE = None,
    family: FAMILY = None,
    grade: GRADE = None,
    disputed: DISPUTED = None,
    actor: ACTOR = None,
    place: PLACE = None,
    country: COUNTRY = None,
    admin1: ADMIN1 = None,
    frame: FRAME = None,
    since: SINCE = None,
    until: UNTIL = None,
    source: SOURCE = None,
    publisher: PUBLISHER = None,
    report: REPORT = None,
    story: STORY = None,
    judged: JUDGED = None,
) -> None:
    """Write a picture as tables, maps or statements, with a README of the columns.

    [bold]Examples[/bold]

        consilience export picture.json --as acled -o out/

        consilience export aleppo.case --as jsonl -o statements/

        consilience export aleppo.case --as atom --older 2024-11-29 -o feed/

        consilience export aleppo.case --as docx --redact -o brief/

        consilience export picture.json --as geojson --place Aleppo --since 2024-11-27 -o map/
    """
    from consilience.publish.exports import export as write  # noqa: PLC0415 - heavy
    from consilience.publish.picture import read as open_picture  # noqa: PLC0415
    from consilience.publish.selection import select  # noqa: PLC0415

    read = picture_of_case([picture], as_of, {}, quiet=True) or open_picture(Path(picture))
    chosen = selection_of(
        read, type_=type_, family=family, grade=grade, disputed=disputed, actor=actor,
        place=place, country=country, admin1=admin1, frame=frame, since=since, until=until,
        source=source, publisher=publisher, report=report, story=story, judged=judged,
    )  # fmt: skip
    files = write(read, kind, output, selection=chosen, older=older_picture([picture], older),
                  redacted=redact, hxl=hxl)  # fmt: skip
    for path in files:
        typer.echo(path)
    if chosen.asks and not select(read, chosen).events:
        typer.echo("No event fits these filters: the files hold nothing but headers.", err=True)
