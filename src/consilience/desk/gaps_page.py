"""What could not be read, placed, dated or followed: every warning of the case.

In: a visit; `code` narrows to one kind. Out: how many there are of each kind, and a page of
them with the words they are about. A report that could not be read at all has no page of its
own: it is told here only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.paging import listing
from consilience.errors import InputError
from consilience.model import PictureWarning, Report


def show(visit: Visit) -> Shown:
    """Return the page of warnings. Raises InputError for a kind that the case has none of."""
    asked, code = visit.asked, visit.asked.typed.get("code")
    counts = visit.case.count_warnings()
    if code is not None and code not in counts:
        there = ", ".join(counts) or "none"
        raise InputError(f"code: this case has no warning {code!r}. There are: {there}.")
    some = visit.case.warnings(code, limit=asked.per, offset=asked.offset)
    total = counts[code] if code else sum(counts.values())
    reports = {i: r for i in {w.report for w in some} if i and (r := visit.case.report(i))}
    return Shown(
        template="gaps.html", title="Gaps",
        data=lambda: {**listing(visit, total, some), "counts": counts},
        rows=lambda: Rows(columns=_COLUMNS, rows=_rows(some, reports)),
        context={"some": some, "total": total, "counts": counts, "code": code,
                 "reports": reports},
    )  # fmt: skip


_COLUMNS = ("code", "message", "hint", "where", "report", "publisher", "published", "start", "end")


def _rows(
    some: Sequence[PictureWarning], reports: dict[str, Report]
) -> Iterator[tuple[str | int | None, ...]]:
    for w in some:
        report = reports.get(w.report or "")
        yield (w.code, w.message, w.hint, w.where, w.report, report.publisher if report else None,
               report.published if report else None, w.start, w.end)  # fmt: skip
