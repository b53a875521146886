"""Reads all that the user points at: the one door of this room.

In: paths and what the user says of all reports (a date, a publisher). Out:
`Acquired`. One bad file, row or page costs a warning and never the reports
beside it; only when nothing at all can be read is an error raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from consilience.acquire.dates import iso_date
from consilience.acquire.drafts import Draft
from consilience.acquire.inputs import drafts_under
from consilience.acquire.problems import condense, problem
from consilience.acquire.reports import Given, report_of
from consilience.errors import InputError, NothingReadableError
from consilience.model import PictureWarning, Report
from consilience.settings import Settings

# How many reasons an error lists: enough to see the pattern, few enough for one screen.
_REASONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Acquired:
    """The reports that were read, by date, given id and id; and what could not be read, and why."""

    reports: tuple[Report, ...]
    warnings: tuple[PictureWarning, ...]


def read_reports(
    paths: Sequence[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    stdin: IO[bytes] | None = None,
) -> Acquired:
    """Return the reports under some paths; "-" is standard input.

    `published` (a date) and `publisher` hold for reports that do not state their own.
    Raises NoSuchPathError for a path that does not exist, NothingReadableError where
    not one report could be read, InputError for a `published` that is no date.
    """
    given = Given(_given_date(published), publisher)
    warnings: list[PictureWarning] = []
    reports: list[tuple[Report, str]] = []
    for found in drafts_under(paths, settings, stdin):
        if isinstance(found, Draft):
            report, said = report_of(found, given, settings)
            warnings += said
            reports += [(report, found.where)] if report else []
        else:
            warnings.append(found)
    kept, repeated = _each_once(reports)
    if not kept:
        raise NothingReadableError(_nothing(warnings))
    return Acquired(tuple(kept), tuple(condense(warnings + repeated, settings.max_alike_warnings)))


def _given_date(published: str | None) -> str | None:
    if published is None:
        return None
    found = iso_date(published)
    if not found:
        raise InputError(f"The date {published!r} cannot be read. Write it as YYYY-MM-DD.")
    return found


def _nothing(warnings: Sequence[PictureWarning]) -> str:
    if not warnings:
        return "There is nothing to read: no files were given, or the folder is empty."
    reasons = [f"  {w.where}: {w.message}" for w in warnings[:_REASONS_SHOWN]]
    more = len(warnings) - len(reasons)
    rest = [f"  … and {more} more."] if more else []
    return "\n".join(["Not one report could be read.", *reasons, *rest, warnings[0].hint or ""])


def _each_once(
    reports: Iterable[tuple[Report, str]],
) -> tuple[list[Report], list[PictureWarning]]:
    """Return the reports in order, each once, and a warning for each that was repeated."""
    kept: dict[tuple[str, ...], Report] = {}
    said: list[PictureWarning] = []
    for report, where in sorted(reports, key=_place_in_line):
        first = kept.setdefault(_same_report(report), report)
        if first is not report:
            message = f"The same text as {first.given_id!r} by the same publisher; counted once."
            said.append(problem("duplicate-report", message, where=where, report=first.id))
    return list(kept.values()), said


def _place_in_line(read: tuple[Report, str]) -> tuple[str, str, str, str]:
    report, where = read
    return report.published or "", report.given_id or "", report.id, where


def _same_report(report: Report) -> tuple[str, ...]:
    """Return what makes two reports one: publisher (or address), date and text; else the id."""
    voice = report.publisher or report.url
    if voice is None:
        return (report.id,)
    return (voice.casefold(), report.published or "", report.sha256)
