"""Acts of an exact count that are told at two places, when claims come, change or go.

In: the claims that came, and the groups that changed. Out: the events to which claims of others go
by such a count (`disputes.spots`), those that are others now. Counts are kept with their days
(`spot`): claims are compared with those of the days around them, and with no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from consilience.casefile.grown.answered import Grouping
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight
from consilience.casefile.tables import spot, tie
from consilience.model import Claim
from consilience.reconcile.disputes.spots import (
    Counted,
    large_counts,
    of_one_count,
    told_at_other_spots,
)

# As many spans of days as one question asks for.
_SPANS = 100
_COLUMNS = (spot.c.told, spot.c.first, spot.c.last, spot.c.claim)


def settle_spots(
    sight: Sight, grouping: Grouping, came: Sequence[Claim], reports: Iterable[str],
    changed: set[str],
) -> set[str]:  # fmt: skip
    """Keep which acts of an exact count are told at other places, in other events.

    `changed` are claims that are others now or go back elsewhere. Return the events to which
    other claims go now.
    """
    turned = _rows(sight, spot.c.report, reports)
    take(sight.connection, spot, "report", reports)
    new = [row for c in came for row in large_counts(c, sight.evidence)]
    put(sight.connection, spot, (
        {"claim": row.claim, "told": row.told, "report": sight.claims[row.claim].report,
         "first": row.first, "last": row.last} for row in new))  # fmt: skip
    turned |= {*new, *_rows(sight, spot.c.claim, changed | grouping.regrouped())}
    near = _near(sight, turned)
    sight.read_claims(row.claim for row in near)
    events = {e for row in near if (e := grouping.event(row.claim))}
    after = _told(sight, grouping, events)
    old_events = events | grouping.gone
    columns = (tie.c.event, tie.c.claim)
    old = {
        tuple(r)
        for r in rows_by(sight.connection, columns, tie.c.event, old_events, tie.c.denial == "")
    }
    _rewrite(sight, old_events, after)
    return {e for e, _ in old ^ after} | {e for e, c in after if c in changed}


def _rows(sight: Sight, by: object, values: Iterable[str]) -> set[Counted]:
    rows = rows_by(sight.connection, _COLUMNS, by, values)  # type: ignore[arg-type]
    return {Counted(*row) for row in rows}


def _near(sight: Sight, some: Iterable[Counted]) -> set[Counted]:
    """Return the claims that give the counts of some within a day of them, these included."""
    s = spot.c
    spans = sorted({(one.told, one.first, one.last) for one in some})
    found: set[Counted] = set()
    for start in range(0, len(spans), _SPANS):
        where = [(s.told == told) & (s.first <= last + 1) & (s.last >= first - 1)
                 for told, first, last in spans[start : start + _SPANS]]  # fmt: skip
        found |= {Counted(*row) for row in
                  sight.connection.execute(select(*_COLUMNS).where(or_(*where)))}  # fmt: skip
    return found


def _told(sight: Sight, grouping: Grouping, events: set[str]) -> set[tuple[str, str]]:
    """Return which claims of others go to these events, by all that could."""
    ids = {c for of in grouping.ids(events).values() for c in of}
    own = _rows(sight, spot.c.claim, ids)
    around = _near(sight, _near(sight, own))
    pairs = sorted(p for p in of_one_count(around) if ids & {*p})
    sight.read_claims(c for pair in pairs for c in pair)
    groups = grouping.ids({e for pair in pairs for c in pair if (e := grouping.event(c))})
    names = sorted(groups, key=lambda e: groups[e])
    found = told_at_other_spots([groups[e] for e in names], sight.evidence, pairs)
    return {(names[n], c.id) for n, some in found.items() for c in some if names[n] in events}


def _rewrite(sight: Sight, events: set[str], ties: set[tuple[str, str]]) -> None:
    for event in sorted(events):
        where = (tie.c.denial == "", tie.c.event == event)
        sight.connection.execute(tie.delete().where(*where))
    put(sight.connection, tie, ({"denial": "", "event": e, "claim": c} for e, c in sorted(ties)))
