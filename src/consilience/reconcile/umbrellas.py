"""Which events a total sums: *45 killed in 24 hours across the province*.

In: the events. Out: for each event that is a part, the total that stands over it. An
event told only by running totals, or by counts over hours or days, is a total. It stands
over the events of its kind of fate that lie within its place and its days and count no more
than it does; it is never merged with one of them. Of two totals over one event the one with
fewer days is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consilience.knowledge.contradictions import contradictions
from consilience.model import Claim, Event, Figure
from consilience.reconcile.evidence import Evidence, wholes
from consilience.reconcile.slots import is_total

# A total over more days than these (a whole war) sums more than any set of reports tells.
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class _Total:
    """A total: its event, its days as ordinals, and the most that it counts of each kind."""

    event: Event
    first: int
    last: int
    most: dict[str, float]


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
    totals: dict[str, list[_Total]] = defaultdict(list)
    for event in events:
        for total in _total(event, evidence):
            totals[event.place or ""].append(total)
    out: dict[str, str] = {}
    for event in events:
        over = sorted((t.last - t.first, t.event.id) for t in _over(event, totals, evidence))
        if over:
            out[event.id] = over[0][1]
    return out


def _total(event: Event, evidence: Evidence) -> Iterator[_Total]:
    """Yield the event as a total, where it is one of known place and days."""
    claims = evidence.of(event.claims)
    days = _days(event)
    if not event.place or days is None or days[1] - days[0] >= _MOST_DAYS:
        return
    if all(is_total(c) or _spans(c) for c in claims):
        figures = [f for c in claims for f in (*_spans(c), *(f for f in c.figures if f.cumulative))]
        yield _Total(event, *days, _most(figures))


def _spans(claim: Claim) -> list[Figure]:
    """Return the counts that the claim gives over a span of hours or days, if it gives no other.

    *45 killed in 24 hours across the province* is no toll of one raid.
    """
    over = contradictions().window
    counts = wholes(claim)
    spans = [f for f in counts if over(f.window, claim.quote, f.start - claim.start) is not None]
    return spans if len(spans) == len(counts) else []


def _over(event: Event, totals: dict[str, list[_Total]], evidence: Evidence) -> Iterator[_Total]:
    """Yield the totals that the event is counted in."""
    days = _days(event)
    claims = evidence.of(event.claims)
    if not event.place or days is None or any(is_total(c) or _spans(c) for c in claims):
        return
    counts = {t.kind: t.low for t in event.tolls}
    for place in evidence.map.chain(event.place):
        for total in totals.get(place, ()):
            within = total.first <= days[0] and days[1] <= total.last
            if within and any(low <= total.most.get(kind, -1) for kind, low in counts.items()):
                yield total


def _days(event: Event) -> tuple[int, int] | None:
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
