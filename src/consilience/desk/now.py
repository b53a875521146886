"""The picture as it stands: what is disputed, what is agreed, the gravest tolls, what is new.

In: a visit. Out: the first few of each, with the words behind them, and the ways to all
of them. Each part is read by index, so that the page is quick on any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from consilience.casefile import Case, Filter
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.gist import Gist, gist
from consilience.model import Dispute, Event, Toll
from consilience.publish import words
from consilience.publish.drawings import toll_charts

DISPUTES, AGREED, TOLLS = 6, 8, 8
# The kinds of count that a morning's picture leads with, the gravest first.
KINDS = ("killed", "injured", "displaced", "missing")


def show(visit: Visit) -> Shown:
    """Return the start page: of the whole case, or of what a filter leaves."""
    case, asked = visit.case, visit.asked.filter
    disputes = case.disputes(asked, status="open", limit=DISPUTES)
    agreed = _agreed(case, asked)
    tolls = [found for kind in KINDS for found in case.tolls(kind, asked, limit=TOLLS // 2)]
    ids = dict.fromkeys((*(d.event for d in disputes if d.event), *(e.id for e in agreed),
                         *(i for i, _ in tolls)))  # fmt: skip
    found = gist(case, case.events_of(list(ids)), disputes)
    return Shown(
        template="now.html", title="Now",
        data=lambda: _data(visit, disputes, agreed, tolls),
        rows=lambda: _rows(found, disputes, agreed),
        context={
            "disputed": [found.disputes[d.id] for d in disputes],
            "agreed": [found.events[e.id] for e in agreed],
            "charts": _charts(found, tolls),
            "count": case.counts(), "fits": _fits(case, asked),
        },
    )  # fmt: skip


def _agreed(case: Case, asked: Filter) -> list[Event]:
    """Return undisputed events of two origins or more, those that most reports tell first."""
    calm = replace(asked, disputed=False)
    grades = [g for g in ("confirmed", "fair") if asked.grade in (None, g)]
    both = (e for g in grades for e in case.events(replace(calm, grade=g), limit=AGREED))
    return sorted(both, key=lambda e: (-len(e.reports), -len(e.claims), e.id))[:AGREED]


def _fits(case: Case, asked: Filter) -> dict[str, int]:
    """Return how many events are disputed and how many are agreed under the filter."""

    def count(**more: object) -> int:
        return case.count_events(replace(asked, **more))  # type: ignore[arg-type]

    grades = [g for g in ("confirmed", "fair") if asked.grade in (None, g)]
    return {
        "disputed": case.count_disputes(asked, status="open"),
        "agreed": sum(count(grade=g, disputed=False) for g in grades),
    }  # fmt: skip


def _charts(found: Gist, tolls: Iterable[tuple[str, Toll]]) -> list[object]:
    """Return the largest tolls drawn by who counts them; of one event only its largest."""
    largest: dict[tuple[str, str], Toll] = {}
    for event, toll in tolls:
        largest.setdefault((event, toll.kind), toll)
    shown = []
    for (event, kind), toll in largest.items():
        name = words.capital(words.counted(kind, toll.victims))
        shown += [t for t in found.events[event].tolls if (t.kind, t.name) == (kind, name)][:1]
    by_kind = [replace(t, name=words.capital(words.counted(t.kind, ""))) for t in shown]
    return list(toll_charts(by_kind))


def _data(
    visit: Visit, disputes: Sequence[Dispute], agreed: Sequence[Event],
    tolls: Sequence[tuple[str, Toll]],
) -> dict[str, object]:  # fmt: skip
    return {
        "counts": visit.case.counts(), "disputed": disputes, "agreed": agreed,
        "tolls": [{"event": event, "toll": toll} for event, toll in tolls],
    }  # fmt: skip


def _rows(found: Gist, disputes: Sequence[Dispute], agreed: Sequence[Event]) -> Rows:
    told = [
        ("disputed", d.event or "", d.question, p.value, "; ".join(found.index.voices(p.origins)))
        for d in disputes for p in d.positions
    ]  # fmt: skip
    told += [
        ("agreed", e.id, e.summary, e.grade, "; ".join(found.index.voices(e.origins)))
        for e in agreed
    ]
    return Rows(columns=("part", "event", "what", "value", "sources"), rows=told)
