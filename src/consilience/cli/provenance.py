"""`consilience provenance`: when and from where the reports of a case came."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consilience.cli.init import CASE

if TYPE_CHECKING:
    from consilience.acquire.fetch.retrieval import Retrieval
    from consilience.model import Report


def provenance(
    case: CASE,
    report: Annotated[
        str | None, typer.Argument(metavar="REPORT", help="The id of one report; else all.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, with moves and headers.")
    ] = False,
) -> None:
    """Say when and from which address reports were read, and the hashes that prove it.

    [bold]Example[/bold]

        consilience provenance aleppo.case --json
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy
    from consilience.errors import NoSuchIdError  # noqa: PLC0415
    from consilience.publish.terminal import clean  # noqa: PLC0415

    with open_case(case) as opened:
        if report is not None and opened.report(report) is None:
            raise NoSuchIdError(f"{report}: no report of this case has that id.")
        for key, how in opened.retrievals(report):
            found = opened.report(key)
            assert found is not None
            row = _row(found, how)
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else clean(_line(row)))


def _row(report: Report, how: Retrieval) -> dict[str, Any]:
    return {"report": report.id, "title": report.title, "text_sha256": report.sha256, **asdict(how)}


def _line(row: dict[str, Any]) -> str:
    kept = f", original {row['kept_in']} {row['record']}" if row["kept_in"] else ""
    return (
        f"{row['report']}  {row['at']}  {row['address']}  bytes sha256:{row['bytes_sha256']}"
        f"  text sha256:{row['text_sha256']}{kept}"
    )
