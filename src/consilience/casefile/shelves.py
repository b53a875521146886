"""The picture on shelves: each object a row with a column for every filter.

In: a painted picture. Out: rows written where they differ from those that stand there,
and no others: a hash of each row is compared first. `layout` keeps the picture's own
order, so that reading the shelves gives the same bytes as painting anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from consilience.casefile import tables
from consilience.casefile.forms import digest, dump, load
from consilience.casefile.kept import steps
from consilience.casefile.painting import Painted
from consilience.model import (
    Actor,
    Claim,
    Control,
    Day,
    Dispute,
    Event,
    MadeWith,
    Origin,
    Picture,
    PictureWarning,
    Place,
    Report,
    Story,
    Toll,
)
from consilience.reconcile.evidence import actors_of, places_of, targets_of

Row = dict[str, Any]
Links = set[tuple[str, str]]

# Where each list of the picture stands, and what its rows hold.
_LISTS: tuple[tuple[str, Table, type], ...] = (
    ("claims", tables.claim, Claim),
    ("events", tables.event, Event),
    ("disputes", tables.dispute, Dispute),
    ("control", tables.control, Control),
    ("actors", tables.actor, Actor),
    ("places", tables.place, Place),
    ("stories", tables.story, Story),
    ("origins", tables.origin, Origin),
    ("warnings", tables.warning, PictureWarning),
)


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were written and taken away."""

    put: int
    gone: int


def shelve(connection: Connection, painted: Painted) -> Written:
    """Write the picture to its shelves; only rows that differ are touched."""
    maker = _Rows(painted)
    put = gone = 0
    for name, table, _ in (*_LISTS, ("tolls", tables.toll, Toll)):
        rows: dict[str, Row] = {row["id"]: row for row in getattr(maker, name)()}
        new, old = _write(connection, table, rows)
        put, gone = put + len(new), gone + len(old)
        if name == "events":
            _link(connection, tables.event_link, "event", {*new, *old}, maker.event_links)
        if name == "claims":
            _link(connection, tables.claim_link, "claim", {*new, *old}, maker.claim_links)
    _mark_reports(connection, painted.picture.reports)
    _lay_out(connection, painted.picture, maker)
    return Written(put, gone)


def _write(
    connection: Connection, table: Table, rows: dict[str, Row]
) -> tuple[list[str], list[str]]:
    """Return the ids that were written and those that went."""
    for row in rows.values():
        row["digest"] = digest(row)
    there = dict(connection.execute(select(table.c.id, table.c.digest)).tuples().all())
    new = [i for i, row in rows.items() if there.get(i) != row["digest"]]
    gone = [i for i in there if i not in rows]
    for part in steps([*gone, *(i for i in new if i in there)]):
        connection.execute(delete(table).where(table.c.id.in_(part)))
    for part in steps(new):
        connection.execute(insert(table), [rows[i] for i in part])
    return new, gone


def _link(connection: Connection, table: Table, of: str, ids: Iterable[str], links: Any) -> None:
    """Write the links of these objects anew."""
    every = sorted(ids)
    for part in steps(every):
        connection.execute(delete(table).where(table.c[of].in_(part)))
        rows = [{"kind": k, "value": v, of: i} for i in part for k, v in sorted(links(i))]
        if rows:
            connection.execute(insert(table), rows)


def _mark_reports(connection: Connection, reports: Iterable[Report]) -> None:
    """Write beside each report what it takes from others and its story, where that changed."""
    table = tables.report
    t = table.c
    asked = select(t.id, t.copy_of, t.version_of, t.contains, t.story)
    there = {i: tuple(marks) for i, *marks in connection.execute(asked)}
    now: dict[str, tuple[str | None, ...]] = dict.fromkeys(there, (None,) * 4)
    now |= {r.id: (r.copy_of, r.version_of, _listed(r.contains), r.story) for r in reports}
    rows = [{"key": i, **dict(zip(("copy", "earlier", "items", "of"), marks, strict=True))}
            for i, marks in now.items() if there[i] != marks]  # fmt: skip
    if rows:
        connection.execute(
            update(table).where(table.c.id == bindparam("key"))
            .values(copy_of=bindparam("copy"), version_of=bindparam("earlier"),
                    contains=bindparam("items"), story=bindparam("of")), rows,
        )  # fmt: skip


def _listed(ids: tuple[str, ...]) -> str | None:
    """Return the ids as a JSON list, None where there are none."""
    return json.dumps(ids) if ids else None


def _lay_out(connection: Connection, picture: Picture, maker: _Rows) -> None:
    """Keep the order of every list, and the parts of the picture that have no shelf."""
    kept: dict[str, Any] = {name: maker.order(name) for name, _, _ in _LISTS}
    kept["reports"] = [r.id for r in picture.reports]
    kept["timeline"] = [dump(day) for day in picture.timeline]
    kept["made_with"] = dump(picture.made_with)
    kept["rejected"] = [
        {"claim": dump(r.claim), "judgement": r.judgement.id} for r in maker.painted.rejected
    ]
    table = tables.layout
    there = dict(connection.execute(select(table.c.kind, table.c.ids)).tuples().all())
    for kind, ids in kept.items():
        text = json.dumps(ids)
        if there.get(kind) != text:
            connection.execute(delete(table).where(table.c.kind == kind))
            connection.execute(insert(table).values(kind=kind, ids=text))


def laid_out(connection: Connection, kind: str) -> Any:
    """Return the order of one list, or a part of the picture that has no shelf."""
    table = tables.layout
    text = connection.execute(select(table.c.ids).where(table.c.kind == kind)).scalar()
    return json.loads(text) if text else []


def unshelve(connection: Connection) -> Picture:
    """Return the picture that stands on the shelves, as it was painted."""
    parts: dict[str, Any] = {}
    for name, table, kind in _LISTS:
        rows = dict(connection.execute(select(table.c.id, table.c.json)).tuples().all())
        parts[name] = tuple(load(kind, rows[i]) for i in laid_out(connection, name))
    return Picture(
        schema="consilience/picture/1",
        made_with=load(MadeWith, laid_out(connection, "made_with")),
        reports=tuple(_reports(connection)),
        timeline=tuple(load(Day, text) for text in laid_out(connection, "timeline")),
        **parts,
    )


def _reports(connection: Connection) -> Iterator[Report]:
    from consilience.casefile.kept import report_of  # noqa: PLC0415 - only here

    rows = connection.execute(select(tables.report).where(tables.report.c.stands)).mappings()
    found = {row["id"]: row for row in rows}
    for i in laid_out(connection, "reports"):
        yield report_of(found[i])


class _Rows:
    """The rows of one picture."""

    def __init__(self, painted: Painted) -> None:
        self.painted = painted
        self._picture, self._evidence = painted.picture, painted.evidence
        self._claims = {c.id: c for c in self._picture.claims}
        self._events = {e.id: e for e in self._picture.events}
        self._places = {p.id: p for p in self._picture.places}
        self._reports = {r.id: r for r in self._picture.reports}
        self._open = {d.id for d in self._picture.disputes if d.status == "open"}

    def order(self, name: str) -> list[str]:
        """Return the ids of a list in the picture's order."""
        return [_id(thing) for thing in getattr(self._picture, name)]

    def claims(self) -> Iterator[Row]:
        """Yield the row of each claim."""
        for c in self._picture.claims:
            report, said = self._reports[c.report], c.attribution
            place = self._evidence.map.narrowest(places_of(c))
            yield {
                "id": c.id, "report": c.report, "event": c.event, "event_type": c.event_type,
                "family": self._evidence.families[c.event_type], **self._where(place),
                "day_from": c.time.start, "day_to": c.time.end, "polarity": c.polarity,
                "modality": c.modality, "background": c.background,
                "stance": said.stance if said else None, "source": said.source if said else None,
                "origin": self._evidence.origins.get(c.id), "publisher": report.publisher,
                "published": report.published, "first": c.start, "last": c.end,
                "judged": bool(c.judged), "quote": c.quote, "json": dump(c),
            }  # fmt: skip

    def events(self) -> Iterator[Row]:
        """Yield the row of each event."""
        for e in self._picture.events:
            killed = _killed(e)
            precision = self._places[e.place].precision if e.place else None
            yield {
                "id": e.id, "event_type": e.event_type,
                "family": self._evidence.families[e.event_type], "acled": e.acled,
                **self._where(e.place), "precision": precision, "day_from": e.time.start,
                "day_to": e.time.end, "grade": e.grade,
                "disputed": any(d in self._open for d in e.disputes), "claims": len(e.claims),
                "reports": len(e.reports), "origins": e.independent_origins,
                "killed_low": killed.low if killed else None,
                "killed_best": killed.best if killed else None,
                "killed_high": killed.high if killed else None,
                "summary": e.summary, "json": dump(e),
            }  # fmt: skip

    def tolls(self) -> Iterator[Row]:
        """Yield the row of each toll, of an event or of a story."""
        for owner, things in (("event", self._picture.events), ("story", self._picture.stories)):
            for thing in things:
                for n, t in enumerate(thing.tolls):
                    home = {"event": None, "story": None, owner: thing.id}
                    yield {
                        "id": f"{thing.id}/{n}", **home, "kind": t.kind, "victims": t.victims,
                        "low": t.low, "best": t.best, "high": t.high,
                        "origins": len(t.by_origin), "json": dump(t),
                    }  # fmt: skip

    def disputes(self) -> Iterator[Row]:
        """Yield the row of each dispute."""
        for d in self._picture.disputes:
            reports = {r for p in d.positions for r in p.reports}
            yield {"id": d.id, "event": d.event, "field": d.field, "status": d.status,
                   "question": d.question, "reports": len(reports), "json": dump(d)}  # fmt: skip

    def control(self) -> Iterator[Row]:
        """Yield the row of each report of who holds a place."""
        for c in self._picture.control:
            yield {"id": _id(c), "place": c.place, "as_of": c.as_of, "holder": c.holder,
                   "state": c.state, "dispute": c.dispute, "json": dump(c)}  # fmt: skip

    def actors(self) -> Iterator[Row]:
        """Yield the row of each actor."""
        for a in self._picture.actors:
            yield {"id": a.id, "name": a.name, "kind": a.kind, "country": a.country,
                   "json": dump(a)}  # fmt: skip

    def places(self) -> Iterator[Row]:
        """Yield the row of each place."""
        for p in self._picture.places:
            yield {"id": p.id, "name": p.name, "lat": p.lat, "lon": p.lon, "country": p.country,
                   "admin1": p.admin1, "precision": p.precision, "within": p.within,
                   "json": dump(p)}  # fmt: skip

    def stories(self) -> Iterator[Row]:
        """Yield the row of each story."""
        for s in self._picture.stories:
            yield {"id": s.id, "title": s.title, "day_from": s.start, "day_to": s.end,
                   "reports": len(s.reports), "json": dump(s)}  # fmt: skip

    def origins(self) -> Iterator[Row]:
        """Yield the row of each origin."""
        for o in self._picture.origins:
            yield {"id": o.id, "actor": o.actor, "independent": o.independent,
                   "part_of": o.part_of, "reports": len(o.reports), "json": dump(o)}  # fmt: skip

    def warnings(self) -> Iterator[Row]:
        """Yield the row of each warning."""
        for w in self._picture.warnings:
            yield {"id": _id(w), "code": w.code, "report": w.report, "json": dump(w)}

    def _where(self, place: str | None) -> Row:
        found = self._places.get(place or "")
        if found is None:
            return dict.fromkeys(("place", "country", "admin1", "lat", "lon"))
        return {"place": found.id, "country": found.country, "admin1": found.admin1,
                "lat": found.lat, "lon": found.lon}  # fmt: skip

    def claim_links(self, claim: str) -> Links:
        """Return who and what a claim has to do with; nothing for one that went."""
        found = self._claims.get(claim)
        if found is None:
            return set()
        links = {("actor", a) for a in actors_of(found)} | {
            ("target", t) for t in targets_of(found)
        }
        return links | {("place", p) for ref in places_of(found)
                        for p in self._evidence.map.chain(ref)}  # fmt: skip

    def event_links(self, event: str) -> Links:
        """Return who and what an event has to do with; nothing for one that went."""
        found = self._events.get(event)
        if found is None:
            return set()
        links = {("actor", a) for a in found.actors} | {("target", t) for t in found.targets}
        links |= {("report", r) for r in found.reports} | {("origin", o) for o in found.origins}
        links |= {("dispute", d) for d in found.disputes}
        for report in (self._reports[r] for r in found.reports):
            links |= {("publisher", report.publisher)} if report.publisher else set()
            links |= {("story", report.story)} if report.story else set()
        chain = self._evidence.map.chain(found.place) if found.place else ()
        return links | {("place", p) for p in chain}


def _id(thing: Any) -> str:
    """Return an object's id; of one that has none, a hash of all that it says."""
    found: str = thing.id if hasattr(thing, "id") else digest(dump(thing))
    return found


def _killed(event: Event) -> Toll | None:
    """Return the largest toll of killed: the whole, where its parts are told too."""
    killed = [t for t in event.tolls if t.kind == "killed"]
    return max(killed, key=lambda t: (t.best, t.low, t.victims), default=None)
