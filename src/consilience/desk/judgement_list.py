"""Every judgement of the case, the latest first, with a way to withdraw it.

In: a visit. Out: who decided what, when and why; withdrawn ones too.
"""

from __future__ import annotations

from consilience.casefile import Judgement
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.history import SAID, latest_first
from consilience.desk.paging import listing


def show(visit: Visit) -> Shown:
    """Return the page of judgements."""
    every = latest_first(visit.case.judgements(withdrawn=True))
    asked = visit.asked
    some = every[asked.offset : asked.offset + asked.per]
    return Shown(
        template="judgements.html", title="Judgements",
        data=lambda: listing(visit, len(every), some),
        rows=lambda: Rows(columns=("id", "kind", "who", "made_at", "why", "words", "withdrawn_at",
                                   "withdrawn_by", "withdrawn_why"), rows=map(_row, some)),
        context={"history": some, "total": len(every), "said": SAID},
    )  # fmt: skip


def _row(j: Judgement) -> tuple[str | None, ...]:
    words = "; ".join(a.words for a in (*j.claims, *j.others))
    return (j.id, j.kind, j.who, j.made_at, j.why, words, j.withdrawn_at, j.withdrawn_by,
            j.withdrawn_why)  # fmt: skip
