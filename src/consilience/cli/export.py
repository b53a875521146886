"""`consilience export`: a picture in the forms that other tools read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from consilience.cli.cases import older_picture, picture_of_case

if TYPE_CHECKING:
    from consilience.model import Grade, Picture


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
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Events from this day on.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Events to this day.")] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="Event type; may be repeated.")
    ] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="Name or id of a doer, target or voice.")
    ] = None,
    place: Annotated[
        list[str] | None, typer.Option(help="Name or id of a place; all within it counts.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(help="Name or id of an origin.")] = None,
    grade: Annotated[list[str] | None, typer.Option(help="confirmed, fair, weak, …")] = None,
    disputed: Annotated[
        bool | None,
        typer.Option("--disputed/--undisputed", help="Only events with a dispute, or without."),
    ] = None,
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
    from consilience.publish.selection import Selection, ids_of  # noqa: PLC0415

    read = picture_of_case([picture], as_of, {}, quiet=True) or open_picture(Path(picture))
    chosen = Selection(
        types=frozenset(type_ or ()), grades=cast("frozenset[Grade]", frozenset(grade or ())),
        since=since, until=until, disputed=disputed,
        actors=ids_of(((a.id, n) for a in read.actors for n in (a.name, *a.aliases)),
                      actor or (), "actor"),
        places=ids_of(((p.id, p.name) for p in read.places), place or (), "place"),
        origins=_origins(read, source or ()),
    )  # fmt: skip
    files = write(read, kind, output, selection=chosen, older=older_picture([picture], older),
                  redacted=redact, hxl=hxl)  # fmt: skip
    for path in files:
        typer.echo(path)


def _origins(picture: Picture, asked: Iterable[str]) -> frozenset[str]:
    from consilience.publish.index import index  # noqa: PLC0415
    from consilience.publish.selection import ids_of  # noqa: PLC0415

    found = index(picture)
    return ids_of(((o.id, found.origin(o.id)) for o in picture.origins), asked, "source")
