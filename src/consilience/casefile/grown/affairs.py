"""Motives, and the events whose affairs they quarrel over, when claims come, change or go.

In: the claims that came, and the groups that changed. Out: the events of which other motives are
told now. Motives belong together where their acts may be of one affair (`disputes.motives`); which
event a quarrel is told of is kept (`motive`), so that only the affairs are weighed anew to which
a motive came, or in which one changed or went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from consilience.casefile.grown.answered import Grouping
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight
from consilience.casefile.tables import motive
from consilience.model import Claim
from consilience.reconcile.disputes.motives import (
    WINDOW_DAYS,
    Told,
    affairs,
    are_of_one_affair,
    day_of,
    told_motives,
)

Key = tuple[str, int]
_m = motive.c
_COLUMNS = (_m.carrier, _m.number, _m.act, _m.day, _m.event)


def settle_motives(
    sight: Sight, grouping: Grouping, came: Sequence[Claim], reports: Iterable[str],
    changed: set[str],
) -> set[str]:  # fmt: skip
    """Keep the motives of the reports that came, and of which event each quarrel is told.

    `changed` are claims that are others now or go back elsewhere. Return the events of which
    other motives are told now.
    """
    gone = {e for (e,) in rows_by(sight.connection, (_m.event,), _m.report, reports) if e}
    take(sight.connection, motive, "report", reports)
    put(sight.connection, motive, (_row(t, sight) for t in _once(told_motives(sight.among(came)))))
    found = _affairs_of(sight, _touched(sight, grouping, changed, gone))
    told = [t for t, _ in found.values()]
    groups = grouping.claims({e for t in told if (e := grouping.event(t.act.id))})
    names = sorted(groups, key=lambda e: groups[e])
    of = affairs([groups[e] for e in names], sight.evidence, told)
    now = {_key(t): names[n] for n, some in of.items() for t in some}
    before = {key: event for key, (_, event) in found.items()}
    again = {e for key, e in now.items() if {key[0], found[key][0].act.id} & changed}
    for key in sorted(before):
        if now.get(key) != before[key]:
            where = (_m.carrier == key[0], _m.number == key[1])
            sight.connection.execute(motive.update().where(*where).values(event=now.get(key)))
            again |= {e for e in (now.get(key), before[key]) if e}
    return again | gone


def motives_of(sight: Sight, events: Iterable[str]) -> dict[str, list[Told]]:
    """Return the motives that quarrel over each of the events, in order of day."""
    rows = rows_by(sight.connection, _COLUMNS, _m.event, events)
    out: dict[str, list[Told]] = defaultdict(list)
    for told, event in _read(sight, rows).values():
        out[str(event)].append(told)
    return {e: sorted(some, key=lambda t: (day_of(t, sight.evidence), t.carrier.id, t.motive.start))
            for e, some in out.items()}  # fmt: skip


def _once(some: Iterable[Told]) -> list[Told]:
    by_key = {_key(t): t for t in some}
    return [by_key[key] for key in sorted(by_key)]


def _key(told: Told) -> Key:
    return told.carrier.id, told.carrier.motives.index(told.motive)


def _row(told: Told, sight: Sight) -> dict[str, object]:
    carrier, number = _key(told)
    return {"carrier": carrier, "number": number, "act": told.act.id,
            "report": told.carrier.report, "day": day_of(told, sight.evidence).toordinal(),
            "event": None}  # fmt: skip


def _touched(
    sight: Sight, grouping: Grouping, changed: set[str], gone: set[str]
) -> list[Sequence[object]]:
    """Return the motives of claims or groups that changed, and of quarrels that lost some."""
    moved = changed | grouping.regrouped()
    events = gone | grouping.gone
    return [row for by, values in ((_m.carrier, moved), (_m.act, moved), (_m.event, events))
            for row in rows_by(sight.connection, _COLUMNS, by, values)]  # fmt: skip


def _read(sight: Sight, rows: Iterable[Sequence[object]]) -> dict[Key, tuple[Told, str | None]]:
    """Return the motives of rows, each with the event that it is told of."""
    every = {(str(c), int(str(n))): (str(a), e) for c, n, a, _, e in rows}
    sight.read_claims(i for (c, _), (a, _) in every.items() for i in (c, a))
    claims = sight.claims
    return {(c, n): (Told(claims[c].motives[n], claims[c], claims[a]), str(e) if e else None)
            for (c, n), (a, e) in every.items()}  # fmt: skip


def _affairs_of(
    sight: Sight, rows: Iterable[Sequence[object]]
) -> dict[Key, tuple[Told, str | None]]:
    """Return these motives and all that belong to their affairs, step by step."""
    found = fresh = _read(sight, rows)
    while fresh:
        days = {day_of(t, sight.evidence).toordinal() for t, _ in fresh.values()}
        near = _read(sight, [row for row in _around(sight, days)
                             if (row[0], row[1]) not in found])  # fmt: skip
        fresh = {
            key: one for key, one in near.items()
            if any(_belong(one[0], t, sight) for t, _ in fresh.values())
        }  # fmt: skip
        found = found | fresh
    return found


def _around(sight: Sight, days: Iterable[int]) -> list[Sequence[object]]:
    """Return the motives told within so many days of these as are ever compared."""
    wanted = {day + n for day in days for n in range(-WINDOW_DAYS, WINDOW_DAYS + 1)}
    return rows_by(sight.connection, _COLUMNS, _m.day, wanted)


def _belong(one: Told, two: Told, sight: Sight) -> bool:
    apart = day_of(one, sight.evidence) - day_of(two, sight.evidence)
    near = abs(apart.days) <= WINDOW_DAYS
    return near and are_of_one_affair(one.act, two.act, sight.evidence)
