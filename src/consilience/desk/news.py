"""What is new since a day: two pictures of the case set against each other.

In: a visit with `day`. Out: the groups of changes that the brief shows. In a large case,
where making a past picture takes minutes, only the reports that came since are listed,
and the page says how to have the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from consilience.casefile import Case, Filter
from consilience.desk.addresses import day
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.gist import desk_index
from consilience.model import Changes, Report
from consilience.publish.since import Since, since
from consilience.reconcile.changes import changes

# A past picture of so many claims is made in a few seconds.
WHOLE_CLAIMS = 1_500


def show(visit: Visit) -> Shown:
    """Return the page of what is new. Raises InputError where the day is none."""
    last = visit.case.counts()["last_day"] or date(1970, 1, 1).isoformat()
    asked = day("day", visit.asked.typed.get("day", last))
    found = _changes(visit.case, asked)
    fresh = visit.case.reports(Filter(since=_after(asked)), limit=visit.asked.per,
                               offset=visit.asked.offset)  # fmt: skip
    said = _said(visit.case, found) if found else None
    return Shown(
        template="changes.html", title=f"New since {asked}",
        data=lambda: found or {"reports": fresh},
        rows=lambda: _of_changes(found) if found else _of_reports(fresh),
        context={"day": asked, "said": said, "reports": fresh},
    )  # fmt: skip


def _changes(case: Case, asked: str) -> Changes | None:
    """Return what changed since the end of a day; None where the case is too large."""
    if case.count_claims() > WHOLE_CLAIMS:
        return None
    return changes(case.picture(asked), case.picture())


def _said(case: Case, found: Changes) -> Since:
    return since(found, desk_index(case.picture()).anchors)


def _after(asked: str) -> str:
    return (date.fromisoformat(asked) + timedelta(days=1)).isoformat()


def _of_changes(found: Changes) -> Rows:
    return Rows(columns=("kind", "what", "before", "after", "because", "reason"),
                rows=((c.kind, c.what, c.before, c.after, c.because, c.reason)
                      for c in found.changes))  # fmt: skip


def _of_reports(fresh: Iterable[Report]) -> Rows:
    return Rows(columns=("report", "title", "publisher", "published"),
                rows=((r.id, r.title, r.publisher, r.published) for r in fresh))  # fmt: skip
