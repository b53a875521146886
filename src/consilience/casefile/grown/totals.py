"""Totals over the events that they sum, when events come, change or go.

In: the events that were weighed anew. Out: these and others with `part_of` and `parts` as they
are now. Totals are few and kept by place (`total`); events are looked up below a total only
where it came, changed or went.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from consilience.casefile.forms import load
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight
from consilience.casefile.tables import event, event_link, total
from consilience.model import Claim, Event
from consilience.reconcile.umbrellas import Total, has_totals, total_of, whole_of


def settle_totals(
    sight: Sight, weighed: Mapping[str, tuple[Event, Sequence[Claim]]], gone: Iterable[str]
) -> dict[str, Event]:
    """Return the events weighed anew, and those whose parts or whole are others now.

    `gone` are the events that are no more.
    """
    old_ids = {*weighed, *gone}
    before = _totals(sight, total.c.event, old_ids)
    take(sight.connection, total, "event", old_ids)
    after = {key: total_of(one, claims) for key, (one, claims) in weighed.items()}
    summed = {key for key, (_, claims) in weighed.items() if has_totals(claims)}
    put(sight.connection, total, (_row(key, weighed[key][0], after[key]) for key in sorted(summed)))
    known = {row[0]: load(Event, row[1]) for row in rows_by(
        sight.connection, (event.c.id, event.c.json), event.c.id, old_ids)}  # fmt: skip
    turned = [(place, t) for place, t in before]
    turned += [(weighed[k][0].place or "", t) for k, t in after.items() if t]
    below = _below(sight, turned, old_ids)
    known |= {e.id: e for e in below}
    return _tied(sight, weighed, below, known, set(gone), summed)


def _totals(sight: Sight, by: Any, values: Iterable[str]) -> list[tuple[str, Total]]:
    columns = (total.c.place, total.c.event, total.c.first, total.c.last, total.c.most)
    rows = rows_by(sight.connection, columns, by, values)
    return [
        (place, Total(key, first, last, json.loads(most)))
        for place, key, first, last, most in sorted(map(tuple, rows), key=str)
        if most
    ]


def _row(key: str, one: Event, found: Total | None) -> dict[str, object]:
    if found is None:
        return {"event": key, "place": None, "first": None, "last": None, "most": None}
    most = json.dumps(dict(sorted(found.most.items())))
    return {"event": key, "place": one.place, "first": found.first, "last": found.last,
            "most": most}  # fmt: skip


def _below(sight: Sight, turned: Sequence[tuple[str, Total]], known: set[str]) -> list[Event]:
    """Return the other events in the places and days of totals."""
    found: dict[str, str] = {}
    for place, one in turned:
        first, last = (date.fromordinal(day).isoformat() for day in (one.first, one.last))
        query = select(event.c.id, event.c.json).join(event_link, event_link.c.event == event.c.id)
        query = query.where(
            event_link.c.kind == "place", event_link.c.value == place,
            event.c.day_from >= first, event.c.day_to <= last,
        )  # fmt: skip
        found |= dict(sight.connection.execute(query).tuples().all())
    return [load(Event, found[key]) for key in sorted(found.keys() - known)]


def _tied(
    sight: Sight, weighed: Mapping[str, tuple[Event, Sequence[Claim]]], below: Sequence[Event],
    before: Mapping[str, Event], gone: set[str], summed: set[str],
) -> dict[str, Event]:  # fmt: skip
    """Set whole and parts of all that is touched."""
    asked = {key: one for key, (one, _) in weighed.items()} | {e.id: e for e in below}
    places = {p for e in asked.values() if e.place for p in sight.evidence.map.chain(e.place)}
    totals: dict[str, list[Total]] = defaultdict(list)
    for place, found in _totals(sight, total.c.place, places):
        totals[place].append(found)
    with_sums = summed | {k for (k,) in rows_by(
        sight.connection, (total.c.event,), total.c.event, asked)}  # fmt: skip
    whole = {k: None if k in with_sums else whole_of(e, totals, sight.evidence)
             for k, e in asked.items()}  # fmt: skip
    parts: dict[str, set[str]] = defaultdict(set)
    was = {k: e.part_of for k, e in before.items()}
    moved = {t for k in {*whole, *gone} for t in (was.get(k), whole.get(k)) if t}
    missing = moved - asked.keys() - gone
    asked |= {k: load(Event, words) for k, words in rows_by(
        sight.connection, (event.c.id, event.c.json), event.c.id, missing)}  # fmt: skip
    for key in asked:
        parts[key] = set(before[key].parts if key in before else asked[key].parts)
    for key in {*whole, *gone}:
        if (old := was.get(key)) in parts:
            parts[str(old)].discard(key)
        if (new := whole.get(key)) in parts:
            parts[str(new)].add(key)
    return {k: replace(e, part_of=whole.get(k, e.part_of), parts=tuple(sorted(parts[k])))
            for k, e in asked.items()}  # fmt: skip
