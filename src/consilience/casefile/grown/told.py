"""The stories that the reports of a case tell.

In: what has been read of a case. Out: the rows of stories, their tolls, and the marks of reports
and events. How rare a word is and how alike two groups are depends on all reports at once, so
all are read and clustered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, select, update

from consilience.casefile import kept
from consilience.casefile.applied import apply
from consilience.casefile.forms import load
from consilience.casefile.grown.names import known_names
from consilience.casefile.grown.rows import put, rows_by
from consilience.casefile.grown.sight import Sight
from consilience.casefile.judgements import Judgement
from consilience.casefile.kept import steps
from consilience.casefile.painting import Painted
from consilience.casefile.shelves import Rows, only, write
from consilience.casefile.tables import (
    claim,
    dispute,
    event,
    event_link,
    grown,
    report,
    story,
    toll,
)
from consilience.model import Dispute, Event, Report
from consilience.pipeline import event_types
from consilience.reconcile.stories import stories

T = TypeVar("T")


def tell_stories(
    connection: Connection, judgements: Iterable[Judgement], knowledge: Sequence[Path]
) -> None:
    """Cluster the reports that the picture holds, and write their stories."""
    names = known_names(connection)
    applied = apply((), (j for j in judgements if j.named), (names.actors, names.places))
    names.hold(applied.actors, applied.places)
    sight = Sight(connection, names, event_types(knowledge), frozenset())
    reports = {r.id: r for r in _reports(connection)}
    sight.read_claims(connection.execute(select(claim.c.id)).scalars())
    evidence = replace(sight.among(sight.claims.values()), reports=reports)
    events, disputes = _every(connection, Event, event), _every(connection, Dispute, dispute)
    made = stories([*reports.values()], events, disputes, evidence)
    rows = Rows(Painted(only(stories=tuple(made)), evidence, ()))
    write(connection, story, rows.stories(), connection.execute(select(story.c.id)).scalars())
    before = connection.execute(select(toll.c.id).where(toll.c.story.is_not(None))).scalars()
    write(connection, toll, rows.tolls(), before)
    _mark(connection, {r: s.id for s in made for r in s.reports}, reports)


def _reports(connection: Connection) -> list[Report]:
    """Return the reports that the picture holds, in order of id."""
    joined = select(report).join(grown, grown.c.report == report.c.id).order_by(report.c.id)
    return [kept.report_of(row) for row in connection.execute(joined).mappings()]


def _every(connection: Connection, kind: type[T], table: Table) -> list[T]:
    rows = connection.execute(select(table.c.json).order_by(table.c.id)).scalars()
    return [load(kind, words) for words in rows]


def _mark(
    connection: Connection, story_of: Mapping[str, str], reports: Mapping[str, Report]
) -> None:
    """Write beside reports the story that they are of, and beside the events of these."""
    turned = [i for i, one in story_of.items() if reports[i].story != one]
    if not turned:
        return
    connection.execute(
        update(report).where(report.c.id == bindparam("key")).values(story=bindparam("of")),
        [{"key": i, "of": story_of[i]} for i in turned],
    )  # fmt: skip
    link = event_link.c
    events = {e for (e,) in rows_by(connection, (link.event,), link.value, turned,
                                    link.kind == "report")}  # fmt: skip
    _link(connection, events)


def _link(connection: Connection, events: set[str]) -> None:
    """Link events to the stories of their reports."""
    link = event_link.c
    told: dict[str, list[str]] = {}
    for key, one in rows_by(connection, (link.event, link.value), link.event, events,
                            link.kind == "report"):  # fmt: skip
        told.setdefault(key, []).append(one)
    ids = {one for some in told.values() for one in some}
    of: dict[str, Any] = dict(
        tuple(r) for r in rows_by(connection, (report.c.id, report.c.story), report.c.id, ids)
    )
    for part in steps(sorted(events)):
        connection.execute(event_link.delete().where(link.event.in_(part), link.kind == "story"))
    put(connection, event_link, ({"kind": "story", "value": s, "event": key}
                                 for key, some in sorted(told.items())
                                 for s in sorted({of[i] for i in some if of.get(i)})))  # fmt: skip
