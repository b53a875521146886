"""The picture in the forms that other tools read.

In: a `Picture`. Out: a folder with the data in one form and a README that explains
every column and says what the data came from. `KINDS` names the forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from consilience.errors import InputError
from consilience.model import Picture
from consilience.publish.document import to_docx
from consilience.publish.exports import acled, atom, geo, monthly, sheets, statements, ucdp
from consilience.publish.exports.readme import readme
from consilience.publish.exports.tables import Table, tables
from consilience.publish.html import to_html
from consilience.publish.markdown import to_markdown
from consilience.publish.redaction import redact
from consilience.publish.selection import Selection, described, select
from consilience.reconcile.changes import changes

__all__ = ["KINDS", "Kind", "export"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One form: what it is for, and what writes it; `write` returns the tables that it wrote.

    `older`: whether an older picture means anything to it, or is even needed.
    """

    about: str
    write: Callable[[Picture, Path, bool], list[Table]]
    older: Literal["no", "may", "must"] = "no"


def export(
    picture: Picture,
    kind: str,
    folder: Path,
    *,
    selection: Selection | None = None,
    older: Picture | None = None,
    redacted: bool = False,
    hxl: bool = False,
) -> list[Path]:
    """Write `picture` in one form into `folder`; return the files written, the README last.

    `selection` keeps a part of the picture and of the `older` one that it is compared with,
    for the feed of changes and the briefs; `redacted` leaves out private persons and the
    exact places of living victims, `hxl` adds the tag row to the monthly table.

    Raises InputError for a form that is not known or a folder that cannot be written,
    SetupError where the form needs a part that is not installed.
    """
    if kind not in KINDS:
        raise InputError(f"There is no export {kind!r}; there are: {', '.join(KINDS)}.")
    shown = _shown(picture, selection or Selection(), redacted)
    if older is not None:
        before = _shown(older, selection or Selection(), redacted)
        shown = replace(shown, since=changes(before, shown))
    _check_older(kind, shown, older, redacted=redacted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {p: p.stat().st_mtime_ns for p in folder.iterdir() if p.is_file()}
        written = KINDS[kind].write(shown, folder, hxl)
        files = [p for p in sorted(folder.iterdir()) if there.get(p) != p.stat().st_mtime_ns]
        guide = folder / "README.md"
        guide.write_text(
            readme(
                kind,
                KINDS[kind].about,
                shown,
                written,
                redacted=redacted,
                asked=described(shown, selection or Selection()),
            ),
            "utf-8",
        )
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.") from error
    return [*(p for p in files if p != guide), guide]


def _shown(picture: Picture, selection: Selection, redacted: bool) -> Picture:
    chosen = select(picture, selection)
    return redact(chosen) if redacted else chosen


def _check_older(kind: str, shown: Picture, older: Picture | None, *, redacted: bool) -> None:
    """Raise InputError for an older picture that means nothing, or one that redaction needs."""
    tells = KINDS[kind].older != "no"
    if older is not None and not tells:
        raise InputError(f"--older: the export {kind!r} does not say what has changed.")
    if older is None and tells and redacted and shown.since is not None:
        raise InputError(
            "What is new in this picture may name persons that only the older one holds. Give that "
            "one too, so that both are redacted: --older OLD.json."
        )


def _acled(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    return _as_csv([acled.table(picture)], folder)


def _ucdp(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    return _as_csv([ucdp.table(picture)], folder)


def _monthly(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    return _as_csv([monthly.table(picture)], folder, hxl=hxl)


def _csv(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    return _as_csv(tables(picture), folder)


def _as_csv(written: list[Table], folder: Path, *, hxl: bool = False) -> list[Table]:
    for table in written:
        (folder / f"{table.name}.csv").write_bytes(sheets.csv_file(table, hxl=hxl))
    return written


def _xlsx(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    written = tables(picture)
    sheets.workbook(written, folder / "picture.xlsx")
    return written


def _parquet(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    written = tables(picture)
    for table in written:
        sheets.parquet(table, folder / f"{table.name}.parquet")
    return written


def _geojson(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "events.geojson").write_bytes(geo.geojson(picture))
    return tables(picture)[:1]


def _kml(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "events.kml").write_bytes(geo.kml(picture))
    return tables(picture)[:1]


def _jsonl(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "statements.jsonl").write_bytes(statements.write(picture))
    return []


def _atom(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "changes.atom").write_bytes(atom.feed(picture))
    return []


def _html(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "brief.html").write_text(to_html(picture), "utf-8")
    return []


def _markdown(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "brief.md").write_text(to_markdown(picture), "utf-8")
    return []


def _docx(picture: Picture, folder: Path, hxl: bool) -> list[Table]:
    (folder / "brief.docx").write_bytes(to_docx(picture))
    return []


KINDS: Mapping[str, Kind] = {
    "csv": Kind("all tables, one CSV file each", _csv),
    "xlsx": Kind("all tables as one Excel workbook with the codebook as its last sheet", _xlsx),
    "parquet": Kind("all tables, one Parquet file each, for analysis", _parquet),
    "acled": Kind("events in ACLED's 31 columns", _acled),
    "ucdp": Kind("deadly events in the 49 columns of UCDP GED", _ucdp),
    "hdx": Kind("events and victims by month and first-order unit", _monthly),
    "geojson": Kind("events as GeoJSON (RFC 7946)", _geojson),
    "kml": Kind("events as KML, a folder a grade", _kml),
    "jsonl": Kind("claims as W3C Web Annotations, one a line; can be read back", _jsonl),
    "atom": Kind("what has changed, as an Atom feed (RFC 4287)", _atom, "must"),
    "html": Kind("the brief as one page; a browser prints it as PDF", _html, "may"),
    "markdown": Kind("the brief as Markdown (CommonMark with tables)", _markdown, "may"),
    "docx": Kind("the brief as a Word document", _docx, "may"),
}
