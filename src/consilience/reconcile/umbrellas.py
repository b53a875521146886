"""Which events a total sums: *45 killed in 24 hours across the province*.

In: the events. Out: for each event that is a part, the total that stands over it. An
event told only by running totals, or by counts over hours or days, is a total. It stands
over the events of its kind of fate that lie within its place and its days and count no more
than it does; it is never merged with one of them. Of two totals over one event the one with
fewer days is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consilience.model import Claim, Event, Figure
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.slots import is_total, spans

# A total over more days than these (a whole war) sums more than any set of reports tells.
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Total:
    """A total: its event, its days as ordinals, and the most that it counts of each kind."""

    event: str
    first: int
    last: int
    most: Mapping[str, float]


def with_parts(events: Sequence[Event], evidence: Evidence) -> list[Event]:
    """Return the events in their order, with `part_of` and `parts` filled in."""
    above = _above(events, evidence)
    parts: dict[str, list[str]] = defaultdict(list)
    for part, whole in above.items():
        parts[whole].append(part)
    return [
        replace(e, part_of=above.get(e.id), parts=tuple(sorted(parts.get(e.id, ()))))
        for e in events
    ]


def _above(events: Sequence[Event], evidence: Evidence) -> dict[str, str]:
    """Return the total that stands over each event that is a part, by id."""
    totals: dict[str, list[Total]] = defaultdict(list)
    for event in events:
        found = total_of(event, evidence.of(event.claims))
        if found:
            totals[event.place or ""].append(found)
    out: dict[str, str] = {}
    for event in events:
        whole = None if has_totals(evidence.of(event.claims)) else whole_of(event, totals, evidence)
        if whole:
            out[event.id] = whole
    return out


def has_totals(claims: Iterable[Claim]) -> bool:
    """Tell whether some of an event's claims are totals: it is no part then."""
    return any(is_total(c) or spans(c) for c in claims)


def total_of(event: Event, claims: Sequence[Claim]) -> Total | None:
    """Return the event as a total, where it is one of known place and days."""
    days = days_of(event)
    if not event.place or days is None or days[1] - days[0] >= _MOST_DAYS:
        return None
    if not all(is_total(c) or spans(c) for c in claims):
        return None
    figures = [f for c in claims for f in (*spans(c), *(f for f in c.figures if f.cumulative))]
    return Total(event.id, *days, _most(figures))


def whole_of(event: Event, totals: Mapping[str, Sequence[Total]], evidence: Evidence) -> str | None:
    """Return the total, of those given by their place, that an event is counted in.

    The event itself must have no totals among its claims.
    """
    days = days_of(event)
    if not event.place or days is None:
        return None
    counts = {t.kind: t.low for t in event.tolls}
    over = [
        (total.last - total.first, total.event)
        for place in evidence.map.chain(event.place)
        for total in totals.get(place, ())
        if total.first <= days[0] and days[1] <= total.last
        and any(low <= total.most.get(kind, -1) for kind, low in counts.items())
    ]  # fmt: skip
    return min(over, default=(0, None))[1]


def days_of(event: Event) -> tuple[int, int] | None:
    """Return the first and last day of an event as ordinals; None where it has none."""
    if not event.time.start or not event.time.end:
        return None
    first, last = (
        date.fromisoformat(day).toordinal() for day in (event.time.start, event.time.end)
    )
    return first, last


def _most(figures: Iterable[Figure]) -> dict[str, float]:
    """Return the most that the figures count of each kind; an open count has no upper end."""
    out: dict[str, float] = {}
    for figure in figures:
        high = float("inf") if figure.high is None else float(figure.high)
        out[figure.kind] = max(out.get(figure.kind, 0.0), high)
    return out
