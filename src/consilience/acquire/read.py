"""Reads all that the user points at: the one door of this room.

In: paths and what the user says of all reports (a date, a publisher). Out:
`Reading`, which gives the reports one after another, or `Acquired`, which holds them all.
One bad file, row or page costs a warning and never the reports
beside it; only when nothing at all can be read is an error raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from consilience.acquire.aside import Aside
from consilience.acquire.columns import Columns
from consilience.acquire.dates import iso_date
from consilience.acquire.drafts import Draft, Statements
from consilience.acquire.inputs import drafts_under
from consilience.acquire.problems import Pile
from consilience.acquire.reports import Given, report_of
from consilience.errors import InputError, NothingReadableError
from consilience.model import PictureWarning, Report
from consilience.settings import Settings

if TYPE_CHECKING:
    from consilience.acquire.fetch.retrieval import Retrieval
    from consilience.acquire.pages import Web

# How many reasons an error lists: enough to see the pattern, few enough for one screen.
_REASONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Acquired:
    """The reports that were read, by date, given id and id; and what could not be read, and why.

    `retrievals` has (id of a report, how it was read) for those that came from an address or
    a web archive; `statements` are those of other pictures, not yet looked into.
    """

    reports: tuple[Report, ...]
    warnings: tuple[PictureWarning, ...]
    retrievals: tuple[tuple[str, Retrieval], ...] = ()
    statements: tuple[Statements, ...] = ()


class Reading:
    """Reports that lie ready: by date, given id and id, each once; `warnings` as in `Acquired`.

    It can be walked through more than once, inside the `with` that made it.
    """

    def __init__(
        self, aside: Aside, warnings: tuple[PictureWarning, ...],
        statements: tuple[Statements, ...] = (),
    ) -> None:  # fmt: skip
        self._aside = aside
        self.warnings = warnings
        self.statements = statements

    def __len__(self) -> int:
        return len(self._aside)

    def __iter__(self) -> Iterator[Report]:
        return self._aside.reports()

    def retrievals(self) -> Iterator[tuple[str, Retrieval]]:
        """Yield (id of a report, how it was read), as in `Acquired`."""
        return self._aside.retrievals()


def read_reports(
    paths: Sequence[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    stdin: IO[bytes] | None = None,
    web: Web | None = None,
    columns: Mapping[str, str] | None = None,
) -> Acquired:
    """Return the reports under some paths and addresses; "-" is standard input.

    "@FILE" is a list of addresses; `web` says what may be read and what is kept of it.
    `columns` has, for a field of a report, the column of a table that holds it.

    `published` (a date) and `publisher` hold for reports that do not state their own.
    Raises NoSuchPathError for a path that does not exist, NothingReadableError where
    neither a report nor statements could be read, InputError for a `published` that is no date
    or a field in `columns` that there is not.
    """
    with reading(
        paths, published=published, publisher=publisher, settings=settings, stdin=stdin, web=web,
        columns=columns,
    ) as read:  # fmt: skip
        return Acquired(tuple(read), read.warnings, tuple(read.retrievals()), read.statements)


@contextmanager
def reading(
    paths: Sequence[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    stdin: IO[bytes] | None = None,
    web: Web | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Reading]:
    """Give the reports under some paths, one after another, however many they are.

    All that could not be read is known before the first report is given. It takes what
    `read_reports` takes, and raises as it does.
    """
    given = Given(_given_date(published), publisher)
    statements: list[Statements] = []
    said = Pile(settings.max_alike_warnings)
    with Aside(settings.reading_memory_bytes) as aside:
        for found in drafts_under(paths, settings, stdin, web, Columns(columns or {})):
            if isinstance(found, Draft):
                report, oddities = report_of(found, given, settings)
                said.extend(oddities)
                if report:
                    aside.put(report, found.where, found.retrieval)
            elif isinstance(found, Statements):
                statements.append(found)
            else:
                said.extend([found])
        if not (len(aside) or statements):
            raise NothingReadableError(_nothing(said))
        said.extend(aside.repeated())
        yield Reading(aside, tuple(said.warnings()), tuple(statements))


def _given_date(published: str | None) -> str | None:
    if published is None:
        return None
    found = iso_date(published)
    if not found:
        raise InputError(f"The date {published!r} cannot be read. Write it as YYYY-MM-DD.")
    return found


def _nothing(said: Pile) -> str:
    warnings = said.warnings()
    if not warnings:
        return "There is nothing to read: no files were given, or the folder is empty."
    reasons = [f"  {w.where}: {w.message}" for w in warnings[:_REASONS_SHOWN]]
    more = said.given - len(reasons)
    rest = [f"  … and {more} more."] if more else []
    return "\n".join(["Not one report could be read.", *reasons, *rest, warnings[0].hint or ""])
