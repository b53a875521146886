"""Events that are new, gone, split, merged; and what is told otherwise of one that stays.

In: a `Telling`. Out: changes of events: their tolls by origin, who denies them now,
how many independent origins they have, their grade, kind, place and day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from consilience.model import Change, ChangeKind, Event, EventTime, FigureKind, Step, Toll
from consilience.reconcile.changes.telling import Telling
from consilience.reconcile.disputes import range_words
from consilience.reconcile.origins import independent, is_own_voice
from consilience.reconcile.tolls import best_of

_SPEECH = "speech"
_GRADES = {
    "confirmed": "confirmed", "fair": "two or more origins", "weak": "one origin",
    "contested": "contested", "unattributed": "no origin named",
}  # fmt: skip


def changes(telling: Telling) -> Iterator[Change]:
    """Yield the changes of events."""
    for link in telling.matched.events:
        old = [telling.old_events[i] for i in link.old]
        new = [telling.new_events[i] for i in link.new]
        if not old:
            yield from (_appeared(event, telling) for event in new)
        elif not new:
            yield from (_gone(event, telling) for event in old)
        elif len(old) == len(new) == 1:
            yield from _compared(old[0], new[0], telling)
            yield from _regraded(old[0], new[0], telling)
            yield from _cells(old[0], new[0], telling)
        else:
            yield _regrouped(old, new, telling)
            yield from _compared(_whole(old, telling), _whole(new, telling), telling)


def _appeared(event: Event, telling: Telling) -> Change:
    claims = telling.told(event.claims)
    kind: ChangeKind = "event_new"
    if all(c.background for c in claims):
        kind = "background_new"
    elif all(telling.evidence.family(c) == _SPEECH for c in claims):
        kind = "statement_new"
    return telling.change(
        kind, event.summary, event.claims, after=_GRADES[event.grade], reason=event.reason,
        new=[event.id],
    )  # fmt: skip


def _gone(event: Event, telling: Telling) -> Change:
    there = {r.id for r in telling.new.reports}
    left = [c for c in telling.told(event.claims) if c.report in there]
    versions = [c for c in telling.told(event.claims) if c.report in telling.matched.reports]
    reason = "The reports that told it are no longer among those given."
    if left:
        reason = "A report that told it is still there, but is read otherwise now."
    elif versions:
        reason = "The new version of a report that told it no longer does."
    return telling.change(
        "event_gone", event.summary, event.claims, before=_GRADES[event.grade], reason=reason,
        old=[event.id], because=None if left else "reports",
    )  # fmt: skip


def _regrouped(old: Sequence[Event], new: Sequence[Event], telling: Telling) -> Change:
    kind: ChangeKind = "event_regrouped"
    if len(new) == 1:
        kind = "event_merged"
    elif len(old) == 1:
        kind = "event_split"
    lead = _lead(old if kind == "event_split" else new)
    return telling.change(
        kind, lead.summary, [c for e in new for c in e.claims],
        before=_summaries(old) if len(old) > 1 else None,
        after=_summaries(new) if len(new) > 1 else None,
        reason="What more or fewer words say puts these accounts together otherwise.",
        old=[e.id for e in old], new=[e.id for e in new],
    )  # fmt: skip


def _summaries(events: Sequence[Event]) -> str:
    return "; ".join(sorted(e.summary for e in events))


def _lead(events: Sequence[Event]) -> Event:
    return max(events, key=lambda e: (len(e.claims), len(e.tolls), e.id))


def _whole(events: Sequence[Event], telling: Telling) -> Event:
    """Return the events of one side of a split or a merger as if they were one.

    What all of them count, and who tells any of them, is then held against the other
    side: that accounts are put together otherwise is no revision by anybody.
    """
    if len(events) == 1:
        return events[0]
    claims = [c for e in events for c in e.claims]
    lead = _lead(events)
    counted: dict[tuple[FigureKind, str], list[Toll]] = {}
    for toll in (t for e in events for t in e.tolls):
        counted.setdefault((toll.kind, toll.victims), []).append(toll)
    return replace(
        lead, claims=tuple(sorted(claims)), grade=lead.grade,
        tolls=tuple(_together(tolls) for _, tolls in sorted(counted.items())),
        independent_origins=len(_voices(claims, telling)),
    )  # fmt: skip


def _together(tolls: Sequence[Toll]) -> Toll:
    rows = tuple(row for toll in tolls for row in toll.by_origin)
    highs = [t.high for t in tolls]
    return replace(
        tolls[0], low=min(t.low for t in tolls),
        best=best_of([r for r in rows if not r.superseded]),
        high=None if None in highs else max(h for h in highs if h is not None), by_origin=rows,
    )  # fmt: skip


def _compared(old: Event, new: Event, telling: Telling) -> Iterator[Change]:
    yield from _tolls(old, new, telling)
    yield from _denied(old, new, telling)
    yield from _standing(old, new, telling)


def _tolls(old: Event, new: Event, telling: Telling) -> Iterator[Change]:
    for was, now in _paired(old.tolls, new.tolls):
        if was is None and now is not None:
            yield _toll("toll_new", None, now, (old, new), telling)
        elif now is None and was is not None:
            yield _toll("toll_gone", was, None, (old, new), telling)
        elif was and now and _is_revised(was, now):
            yield _toll("toll_revised", was, now, (old, new), telling)


def _paired(old: Sequence[Toll], new: Sequence[Toll]) -> Iterator[tuple[Toll | None, Toll | None]]:
    """Yield the tolls of one kind and class; a lone class of a kind meets a lone other one.

    *Four people* that become *four civilians* are the same four.
    """
    theirs = {(t.kind, t.victims): t for t in new}
    ours = {(t.kind, t.victims): t for t in old}
    for key in sorted(ours.keys() | theirs.keys()):
        was, now = ours.get(key), theirs.get(key)
        if was is None or now is None:
            mine = [k for k in ours if k[0] == key[0] and k not in theirs]
            yours = [k for k in theirs if k[0] == key[0] and k not in ours]
            if len(mine) == len(yours) == 1:
                if now is not None:
                    continue
                now = theirs[yours[0]]
        yield was, now


def _is_revised(was: Toll, now: Toll) -> bool:
    """Tell whether the bounds differ, or one origin's own count does."""
    if (was.low, was.best, was.high) != (now.low, now.best, now.high):
        return True
    before, after = _counts(was), _counts(now)
    return any(after[o] != before[o] for o in before.keys() & after.keys())


def _counts(toll: Toll | None) -> dict[str, str]:
    """Return the counts that stand, in words, by origin."""
    rows: dict[str, list[str]] = {}
    for row in toll.by_origin if toll else ():
        if not row.superseded:
            rows.setdefault(row.origin, []).append(range_words(row.low, row.high))
    return {origin: ", ".join(dict.fromkeys(told)) for origin, told in sorted(rows.items())}


def _toll(
    kind: ChangeKind, was: Toll | None, now: Toll | None, events: tuple[Event, Event],
    telling: Telling,
) -> Change:  # fmt: skip
    old, new = events
    steps = tuple(_steps(was, now, telling))
    told = now or was
    assert told is not None
    victims = "" if told.victims in {"unknown", "mixed"} else f"{told.victims} "
    claims = [c for step in steps for c in step.claims]
    return telling.change(
        kind, f"{victims}{told.kind.replace('_', ' ')}: {_called(new)}",
        claims or [c for row in told.by_origin for c in row.claims],
        before=_toll_words(was), after=_toll_words(now), steps=steps,
        old=[old.id], new=[new.id],
    )  # fmt: skip


def _called(event: Event) -> str:
    """Return an event's summary without the counts that close it."""
    return event.summary.rpartition(": ")[0] if event.tolls else event.summary


def _toll_words(toll: Toll | None) -> str | None:
    if toll is None:
        return None
    bounds = range_words(toll.low, toll.high)
    return bounds if toll.best == toll.low else f"{bounds} (best {toll.best:,})"


def _steps(was: Toll | None, now: Toll | None, telling: Telling) -> Iterator[Step]:
    """Yield who counts otherwise than before: from what to what."""
    before, after = _counts(was), _counts(now)
    for origin in sorted(before.keys() | after.keys(), key=lambda o: (telling.voice(o), o)):
        if before.get(origin) == after.get(origin):
            continue
        yield Step(
            who=telling.voice(origin), before=before.get(origin), after=after.get(origin),
            claims=tuple(sorted({*_rows(was, origin), *_rows(now, origin)})),
        )  # fmt: skip


def _rows(toll: Toll | None, origin: str) -> list[str]:
    rows = toll.by_origin if toll else ()
    return [c for r in rows if r.origin == origin and not r.superseded for c in r.claims]


def _denied(old: Event, new: Event, telling: Telling) -> Iterator[Change]:
    denials = [c.id for c in telling.told(telling.added(new)) if c.polarity == "denied"]
    if denials:
        yield telling.change(
            "denied", _called(new), denials, after=telling.voices(map(telling.origin, denials)),
            old=[old.id], new=[new.id],
        )  # fmt: skip


def _standing(old: Event, new: Event, telling: Telling) -> Iterator[Change]:
    """Yield whether more or fewer independent origins tell it."""
    before, after = old.independent_origins, new.independent_origins
    if before == after:
        return
    ours, theirs = _voices(old.claims, telling), _voices(new.claims, telling)
    kind: ChangeKind = "corroborated" if after > before else "corroboration_lost"
    changed = [o for o in theirs ^ ours if (o in theirs) == (after > before)]
    told = new.claims if after > before else old.claims
    claims = [c for c in told if telling.origin(c) in changed] or list(new.claims)
    yield _graded(kind, old, new, claims, telling)


def _regraded(old: Event, new: Event, telling: Telling) -> Iterator[Change]:
    """Yield whether the grade is another with as many origins as before."""
    if old.grade != new.grade and old.independent_origins == new.independent_origins:
        yield _graded("regraded", old, new, new.claims, telling)


def _voices(claims: Iterable[str], telling: Telling) -> set[str]:
    """Return the independent origins that say it happened."""
    said = [telling.origin(c.id) for c in telling.told(claims) if c.polarity == "asserted"]
    named = independent(said, telling.evidence.actors)
    return {o for o in named if not is_own_voice(o)}


def _graded(
    kind: ChangeKind, old: Event, new: Event, claims: Iterable[str], telling: Telling
) -> Change:
    return telling.change(
        kind, _called(new), claims, before=_standing_words(old), after=_standing_words(new),
        reason=new.reason, old=[old.id], new=[new.id],
    )  # fmt: skip


def _standing_words(event: Event) -> str:
    count = event.independent_origins
    plain = {"fair", "weak", "unattributed"}
    noun = "independent origin" if count == 1 else "independent origins"
    grade = "" if event.grade in plain else f", {_GRADES[event.grade]}"
    return f"{count or 'no'} {noun}{grade}"


def _cells(old: Event, new: Event, telling: Telling) -> Iterator[Change]:
    evidence = telling.evidence
    labels = evidence.labels
    rows: tuple[tuple[ChangeKind, str | None, str | None], ...] = (
        ("type_revised", labels[old.event_type], labels[new.event_type]),
        ("place_revised", _where(old, telling), _where(new, telling)),
        ("time_revised", _days(old.time), _days(new.time)),
    )
    for kind, before, after in rows:
        if before != after:
            yield telling.change(
                kind, _called(new), telling.added(new) or new.claims, before=before, after=after,
                old=[old.id], new=[new.id],
            )  # fmt: skip


def _where(event: Event, telling: Telling) -> str | None:
    return telling.place(event.place) if event.place else None


def _days(time: EventTime) -> str | None:
    """Return the days in ISO 8601, an interval with a slash as that standard has it."""
    if not time.start:
        return None
    return time.start if time.start == time.end else f"{time.start}/{time.end or '..'}"
