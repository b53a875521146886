"""What is shown, in the forms that other tools read.

In: a visit with filters, or one event. Out: a page that names the forms, and for each a
ZIP archive made by `publish.exports`, with a README that explains every column.
"""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.responses import Response

from consilience.desk.addresses import ALL, check
from consilience.desk.answers import Rows, Shown, Visit
from consilience.errors import InputError, NoSuchIdError
from consilience.model import Event
from consilience.publish.exports import KINDS, export

# A picture of so many events is written in a few seconds; more belongs on the command line.
MOST_EVENTS = 2_000


def show(visit: Visit) -> Shown:
    """Return the page that names the forms, for what the filter leaves."""
    total = 1 if "event" in visit.asked.typed else visit.case.count_events(visit.asked.filter)
    forms = [(name, kind.about) for name, kind in KINDS.items() if kind.older != "must"]
    return Shown(
        template="exports.html", title="Export", data={"events": total, "forms": dict(forms)},
        rows=Rows(columns=("form", "about"), rows=forms),
        context={"total": total, "kinds": forms, "most": MOST_EVENTS},
    )  # fmt: skip


def archive(visit: Visit) -> Response:
    """Return a form of what the filter leaves, as a ZIP archive.

    Raises InputError where too much is left, NoSuchIdError for a form that is not known.
    """
    check(visit.asked.typed, ALL)
    forms = [name for name, kind in KINDS.items() if kind.older != "must"]
    if visit.key not in forms:
        raise NoSuchIdError(f"There is no export {visit.key!r}; there are: {', '.join(forms)}.")
    picture = visit.case.excerpt(_events(visit))
    redacted = visit.asked.typed.get("redacted") == "yes"
    with TemporaryDirectory(prefix="consilience-") as folder:
        written = export(picture, visit.key, Path(folder), redacted=redacted)
        data = _zipped(written)
    name = f"consilience-{visit.key}.zip"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/zip", headers=headers)


def _events(visit: Visit) -> list[Event]:
    if "event" in visit.asked.typed:
        return visit.case.events_of([visit.asked.typed["event"]])
    total = visit.case.count_events(visit.asked.filter)
    if total > MOST_EVENTS:
        raise InputError(
            f"{total:,} events are too many for a page (at most {MOST_EVENTS:,}). Narrow the "
            "filter, or write all of them with: consilience export"
        )
    return visit.case.events(visit.asked.filter, limit=MOST_EVENTS)


def _zipped(files: list[Path]) -> bytes:
    """Return files as an archive whose bytes do not depend on when it was made."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for path in sorted(files):
            made.writestr(ZipInfo(path.name), path.read_bytes(), ZIP_DEFLATED)
    return out.getvalue()
