"""The events that fit a filter, a page at a time.

In: a visit. Out: a list, those that most reports tell first.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.names import Names, names_of
from consilience.desk.paging import listing
from consilience.model import Event
from consilience.publish import dates, words


def show(visit: Visit) -> Shown:
    """Return the page of events that is asked for."""
    asked = visit.asked
    events = visit.case.events(asked.filter, limit=asked.per, offset=asked.offset)
    total = visit.case.count_events(asked.filter)
    names = names_of(visit.case, events)
    return Shown(
        template="events.html", title="Events",
        data=lambda: listing(visit, total, events),
        rows=lambda: rows(events, names),
        context={"events": events, "total": total, "names": names},
    )  # fmt: skip


def rows(events: Sequence[Event], names: Names) -> Rows:
    """Return events as a table, ids beside names."""
    return Rows(
        columns=("id", "type", "summary", "place", "lat", "lon", "first_day", "last_day", "grade",
                 "disputes", "killed_low", "killed_best", "killed_high", "reports",
                 "independent_origins", "actors", "targets"),
        rows=(_row(event, names) for event in events),
    )  # fmt: skip


def _row(event: Event, names: Names) -> tuple[str | int | float | None, ...]:
    place = names.places.get(event.place or "")
    killed = max((t for t in event.tolls if t.kind == "killed"),
                 key=lambda t: (t.best, t.low, t.victims), default=None)  # fmt: skip
    return (
        event.id, event.event_type, words.capital(event.summary), names.place(event.place),
        place.lat if place else None, place.lon if place else None, event.time.start,
        event.time.end, event.grade, len(event.disputes), killed.low if killed else None,
        killed.best if killed else None, killed.high if killed else None, len(event.reports),
        event.independent_origins, _listed(event.actors, names), _listed(event.targets, names),
    )  # fmt: skip


def _listed(ids: Sequence[str], names: Names) -> str:
    return "; ".join(names.actor(i) for i in ids)


def when(event: Event) -> str:
    """Return the days of an event in words, empty where it has none."""
    said = dates.interval(event.time.start, event.time.end, event.time.precision)
    return "" if said == "no date" else said
