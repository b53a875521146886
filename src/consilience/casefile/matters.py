"""What waits for an analyst: matters of each kind, those that weigh most first.

In: a connection and a `Filter` on the events. Out: `Matter`s, each with the claims that
it hangs on. A matter is settled where one judgement (a note will do) is on just these
claims; a new claim opens it again, and so does one that is taken away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Row, Select, func, select

from consilience.casefile.anchored import spot, standing
from consilience.casefile.filters import Filter, of_events
from consilience.casefile.forms import load
from consilience.casefile.judgements import Judgement
from consilience.casefile.tables import dispute, event, event_link, judgement, toll
from consilience.model import Dispute, Event, Toll

MatterKind = Literal["dispute", "one_origin", "unplaced", "undated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing to look at: of which event, in what words, on which claims.

    `about` is the id of the dispute, toll or event; `people` the killed, `reports` how many
    tell the event.
    """

    kind: str
    about: str
    event: str
    words: str
    claims: tuple[str, ...]
    reports: int
    people: int


def matters(
    connection: Connection, kind: MatterKind, asked: Filter, *, families: Sequence[str],
    least: int, limit: int,
) -> list[Matter]:  # fmt: skip
    """Return the matters of a kind, at most `limit`, those of most people and reports first.

    `families` are those whose events need a place and a day; `least` is the count of
    killed from which one origin alone is a matter.
    """
    found = _QUERIES[kind](asked, families, least).limit(limit)
    return [_MAKERS[kind](row) for row in connection.execute(found)]


def settled(connection: Connection) -> dict[frozenset[str], set[str]]:
    """Return the kinds of judgements that stand by the claims each speaks of, by present ids."""
    asked = select(judgement.c.json).where(judgement.c.withdrawn_at.is_(None))
    made = [load(Judgement, words) for words in connection.execute(asked).scalars()]
    at = standing(connection, (a for j in made for a in (*j.claims, *j.others)))
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for one in made:
        here = (at.get(spot(a)) for a in (*one.claims, *one.others))
        found[frozenset(i for known in here if known for i in known.claims)].add(one.kind)
    return found


def merged(connection: Connection, asked: Filter, limit: int) -> list[Event]:
    """Return events that several reports tell, those of most people and reports first."""
    query = (
        select(event.c.json).where(event.c.reports > 1, *of_events(asked))
        .order_by(*_GRAVEST).limit(limit)
    )  # fmt: skip
    return [load(Event, made) for made in connection.execute(query).scalars()]


_PEOPLE = func.coalesce(event.c.killed_best, 0).label("people")
_GRAVEST = (_PEOPLE.desc(), event.c.reports.desc(), event.c.claims.desc(), event.c.id)
_OF_EVENT = (event.c.id, event.c.summary, event.c.reports, _PEOPLE)


def _disputes(asked: Filter, families: Sequence[str], least: int) -> Select[tuple[object, ...]]:
    """Each open dispute with the gravest event that takes a side in it."""
    del families, least
    link = event_link.c
    found = (
        select(dispute.c.id.label("about"), dispute.c.question, dispute.c.json, *_OF_EVENT,
               func.row_number().over(partition_by=dispute.c.id, order_by=_GRAVEST).label("place"),
               func.row_number().over(order_by=(*_GRAVEST, dispute.c.id)).label("rank"))
        .join(link.value.table, (link.kind == "dispute") & (link.value == dispute.c.id))
        .join(event, event.c.id == link.event)
        .where(dispute.c.status == "open", *of_events(asked)).subquery()
    )  # fmt: skip
    c = found.c
    columns = (c.about, c.question, c.json, c.id, c.summary, c.reports, c.people)
    return select(*columns).where(c.place == 1).order_by(c.rank)


def _lone_tolls(asked: Filter, families: Sequence[str], least: int) -> Select[tuple[object, ...]]:
    del families
    where = (toll.c.kind == "killed", toll.c.best >= least, event.c.origins < 2)
    return (
        select(toll.c.id, toll.c.json, *_OF_EVENT)
        .join(event, event.c.id == toll.c.event)
        .where(*where, *of_events(asked)).order_by(toll.c.best.desc(), toll.c.id)
    )  # fmt: skip


def _unplaced(asked: Filter, families: Sequence[str], least: int) -> Select[tuple[object, ...]]:
    del least
    where = (event.c.place.is_(None), event.c.family.in_(families), *of_events(asked))
    return select(event.c.json, *_OF_EVENT).where(*where).order_by(*_GRAVEST)


def _undated(asked: Filter, families: Sequence[str], least: int) -> Select[tuple[object, ...]]:
    del least
    no_day = (event.c.day_from.is_(None), event.c.day_to.is_(None))
    where = (*no_day, event.c.family.in_(families), *of_events(asked))
    return select(event.c.json, *_OF_EVENT).where(*where).order_by(*_GRAVEST)


def _dispute(row: Row[tuple[object, ...]]) -> Matter:
    about, question, made, id_, _, reports, people = row
    claims = (c for p in load(Dispute, made).positions for c in p.claims)
    return Matter(kind="dispute", about=about, event=id_, words=question,
                  claims=tuple(dict.fromkeys(claims)), reports=reports, people=people)  # fmt: skip


def _lone_toll(row: Row[tuple[object, ...]]) -> Matter:
    about, made, id_, summary, reports, _ = row
    counted = load(Toll, made)
    claims = (c for o in counted.by_origin for c in o.claims)
    return Matter(kind="one_origin", about=about, event=id_, words=summary,
                  claims=tuple(dict.fromkeys(claims)), reports=reports,
                  people=counted.best)  # fmt: skip


def _gap(kind: str) -> Callable[[Row[tuple[object, ...]]], Matter]:
    def make(row: Row[tuple[object, ...]]) -> Matter:
        made, id_, summary, reports, people = row
        return Matter(kind=kind, about=id_, event=id_, words=summary,
                      claims=load(Event, made).claims, reports=reports, people=people)  # fmt: skip

    return make


_QUERIES = {"dispute": _disputes, "one_origin": _lone_tolls, "unplaced": _unplaced,
            "undated": _undated}  # fmt: skip
_MAKERS: dict[str, Callable[[Row[tuple[object, ...]]], Matter]] = {
    "dispute": _dispute, "one_origin": _lone_toll, "unplaced": _gap("unplaced"),
    "undated": _gap("undated"),
}  # fmt: skip
