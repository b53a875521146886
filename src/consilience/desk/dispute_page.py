"""Disputes: the list of all that cannot be right together, and each by itself.

In: a visit. Out: questions with every position, who holds it and in which words. A
dispute on who holds a place belongs to no event and has its only page here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.gist import Gist, gist
from consilience.desk.paging import listing
from consilience.errors import NoSuchIdError
from consilience.model import Dispute


def show(visit: Visit) -> Shown:
    """Return the list of disputes that fit; open ones, or with `status=update` revisions."""
    status = "update" if visit.asked.typed.get("status") == "update" else "open"
    asked = visit.asked
    some = visit.case.disputes(asked.filter, status=status, limit=asked.per, offset=asked.offset)
    total = visit.case.count_disputes(asked.filter, status=status)
    found = _gist(visit, some)
    return Shown(
        template="disputes.html", title="Disputes",
        data=lambda: listing(visit, total, some),
        rows=lambda: Rows(columns=COLUMNS, rows=_rows(found, some)),
        context={"disputes": [(d.id, found.disputes[d.id]) for d in some], "total": total,
                 "status": status},
    )  # fmt: skip


def show_one(visit: Visit) -> Shown:
    """Return the page of a dispute. Raises NoSuchIdError where there is none."""
    dispute = visit.case.dispute(visit.key)
    if dispute is None:
        raise NoSuchIdError(f"{visit.key}: there is no such dispute now. It may be settled.")
    found = _gist(visit, [dispute])
    return Shown(
        template="dispute.html", title=dispute.question, data=dispute,
        rows=lambda: Rows(columns=COLUMNS, rows=_rows(found, [dispute])),
        context={"dispute": found.disputes[dispute.id], "status": dispute.status},
    )  # fmt: skip


COLUMNS = ("dispute", "event", "field", "status", "question", "answer", "sources", "reports",
           "words")  # fmt: skip


def _gist(visit: Visit, some: Sequence[Dispute]) -> Gist:
    events = visit.case.events_of(sorted({d.event for d in some if d.event}))
    return gist(visit.case, events, some)


def _rows(found: Gist, some: Sequence[Dispute]) -> Iterator[tuple[str | int | None, ...]]:
    for d in some:
        for p, shown in zip(d.positions, found.disputes[d.id].positions, strict=True):
            quotes = " / ".join(c.quote for c in shown.cites)
            yield (d.id, d.event, d.field, d.status, d.question, p.value, "; ".join(shown.who),
                   len(p.reports), quotes)  # fmt: skip
