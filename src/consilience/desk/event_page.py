"""One event: all its claims side by side, what is disputed in it, and how to set it right.

In: a visit that names an event. Out: its slots claim by claim, its disputes and tolls,
what may be the same event, and the history of judgements on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from consilience.casefile import Case, Filter
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.folding import folded
from consilience.desk.gist import gist
from consilience.desk.history import of_claims
from consilience.desk.names import names_of
from consilience.desk.slots import Side, sides
from consilience.errors import NoSuchIdError
from consilience.model import Event, Report
from consilience.publish.brief import denies
from consilience.publish.drawings import toll_charts

NEAR = 8  # events that may be the same, offered for merging


def show(visit: Visit) -> Shown:
    """Return the page of an event. Raises NoSuchIdError where there is none."""
    event = visit.case.event(visit.key)
    if event is None:
        raise NoSuchIdError(f"{visit.key}: there is no such event now. It may have been merged.")
    found = gist(visit.case, [event])
    claims = sorted(
        (c for c in found.picture.claims if c.event == event.id),
        key=lambda c: _order(c.report, c.start, found.index.reports),
    )
    beside = sides(claims, found.index)
    part = found.events[event.id]
    near = near_events(visit.case, event)
    stories = {s.id: s for s in found.picture.stories}
    return Shown(
        template="event.html", title=part.summary,
        data=lambda: {"event": event, "claims": claims, "disputes": found.picture.disputes,
                      "judgements": of_claims(visit.case, claims, found.index.reports)},
        rows=lambda: _rows(beside, found.index.reports),
        context={
            "event": event, "part_of": part, "sides": beside,
            "folds": folded(beside, found.index.reports, stories), "reports": found.index.reports,
            "disputes": [(d.id, found.disputes[d.id], d.status) for d in found.picture.disputes],
            "charts": toll_charts(part.tolls), "near": near,
            "names": names_of(visit.case, [event, *near]), "voice": found.index.origin,
            "history": of_claims(visit.case, claims, found.index.reports), "denies": denies,
        },
    )  # fmt: skip


def _order(report: str, start: int, reports: Mapping[str, Report]) -> tuple[str, str, int]:
    found = reports[report]
    return (found.published or "9999", report, start)


def near_events(case: Case, event: Event) -> list[Event]:
    """Return other events of the same place or kind about the same days, most told first."""
    asked = Filter(since=event.time.start, until=event.time.end, family=None)
    if event.place:
        asked = replace(asked, place=event.place)
    elif event.time.start:
        asked = replace(asked, event_type=event.event_type)
    else:
        return []
    found = case.events(asked, limit=NEAR * 3 + 1)
    others = [e for e in found if e.id != event.id]
    same_kind = [e for e in others if e.event_type == event.event_type]
    return [*same_kind, *(e for e in others if e.event_type != event.event_type)][:NEAR]


def _rows(beside: Sequence[Side], reports: Mapping[str, Report]) -> Rows:
    columns = ("claim", "report", "publisher", "published", "says", "kind", "actors", "targets",
               "places", "time", "figures", "denied", "differs_in", "quote")  # fmt: skip
    return Rows(columns=columns, rows=(_row(side, reports) for side in beside))


def _row(side: Side, reports: Mapping[str, Report]) -> tuple[str | bool | None, ...]:
    row, claim = side.row, side.claim
    report = reports[claim.report]
    return (claim.id, claim.report, report.publisher, report.published, row.voice, row.kind,
            row.actors, row.targets, row.places, row.time, row.figures, denies(claim),
            "; ".join(sorted(side.odd)), claim.quote)  # fmt: skip
