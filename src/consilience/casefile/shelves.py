"""The picture on shelves: each object a row with a column for every filter.

In: what was painted. Out: rows written where they differ from those that stand there, and no
others: a hash of each row is compared first. Read in the picture's own order
(`reconcile.order`), the shelves give the same bytes as painting anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from consilience.casefile import tables
from consilience.casefile.applied import Rejected
from consilience.casefile.forms import digest, dump, load
from consilience.casefile.kept import steps
from consilience.casefile.painting import Painted
from consilience.model import (
    Actor,
    Claim,
    Control,
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
from consilience.reconcile import order
from consilience.reconcile.aside import everybody
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


def write(
    connection: Connection, table: Table, rows: Iterable[Row], before: Iterable[str]
) -> list[str]:
    """Write rows that differ from what stands there, and take away those of `before` not given.

    Return the ids of those written and taken away.
    """
    made = {row["id"]: row for row in rows}
    for row in made.values():
        row["digest"] = digest(row)
    there: dict[str, str] = {}
    for part in steps(sorted({*made, *before})):
        asked = select(table.c.id, table.c.digest).where(table.c.id.in_(part))
        there |= dict(connection.execute(asked).tuples().all())
    new = [i for i, row in made.items() if there.get(i) != row["digest"]]
    gone = [i for i in there if i not in made]
    for part in steps([*gone, *(i for i in new if i in there)]):
        connection.execute(delete(table).where(table.c.id.in_(part)))
    for part in steps(new):
        connection.execute(insert(table), [made[i] for i in part])
    return [*new, *gone]


def link(connection: Connection, table: Table, of: str, ids: Iterable[str], links: Any) -> None:
    """Write the links of these objects anew."""
    every = sorted(ids)
    for part in steps(every):
        connection.execute(delete(table).where(table.c[of].in_(part)))
        rows = [{"kind": k, "value": v, of: i} for i in part for k, v in sorted(links(i))]
        if rows:
            connection.execute(insert(table), rows)


def mark_reports(connection: Connection, reports: Iterable[Report], gone: Iterable[str]) -> None:
    """Write beside reports what they take from others; nothing beside those that went."""
    table = tables.report
    for part in steps(sorted(gone)):
        nothing = {"copy_of": None, "version_of": None, "contains": None, "story": None}
        connection.execute(update(table).where(table.c.id.in_(part)).values(nothing))
    rows = [{"key": r.id, "copy": r.copy_of, "earlier": r.version_of, "items": _listed(r.contains)}
            for r in reports]  # fmt: skip
    if rows:
        connection.execute(
            update(table).where(table.c.id == bindparam("key"))
            .values(copy_of=bindparam("copy"), version_of=bindparam("earlier"),
                    contains=bindparam("items")), rows,
        )  # fmt: skip


def _listed(ids: tuple[str, ...]) -> str | None:
    """Return the ids as a JSON list, None where there are none."""
    return json.dumps(ids) if ids else None


def lay_out(connection: Connection, kind: str, made: Any) -> None:
    """Keep a part of the picture that has no shelf of its own."""
    table = tables.layout
    connection.execute(delete(table).where(table.c.kind == kind))
    connection.execute(insert(table).values(kind=kind, ids=json.dumps(made)))


def put_rejected(
    connection: Connection, made: Sequence[Rejected], followed: Set[str], gone: Set[str]
) -> None:
    """Keep which claims an analyst rejected: anew for the judgements that were followed."""
    there = [row for row in laid_out(connection, "rejected") if row["judgement"] not in followed
             and load(Claim, row["claim"]).report not in gone]  # fmt: skip
    rows = there + [{"claim": dump(r.claim), "judgement": r.judgement.id} for r in made]
    lay_out(connection, "rejected", sorted(rows, key=lambda r: load(Claim, r["claim"]).id))


def laid_out(connection: Connection, kind: str) -> Any:
    """Return a part of the picture that has no shelf of its own."""
    table = tables.layout
    text = connection.execute(select(table.c.ids).where(table.c.kind == kind)).scalar()
    return json.loads(text) if text else []


def unshelve(connection: Connection) -> Picture:
    """Return the picture that stands on the shelves, as if it were painted at once."""
    parts: dict[str, list[Any]] = {}
    for name, table, kind in _LISTS:
        words = connection.execute(select(table.c.json).order_by(table.c.id)).scalars()
        parts[name] = [load(kind, text) for text in words]
    families = _families(connection)
    for name, key in _ORDERS.items():
        parts[name].sort(key=key)
    parts["events"].sort(key=lambda e: order.of_event(e, families[e.event_type]))
    return Picture(
        schema="consilience/picture/1",
        made_with=load(MadeWith, laid_out(connection, "made_with")),
        reports=tuple(sorted(_reports(connection), key=order.of_report)),
        timeline=tuple(order.timeline(parts["events"])),
        **{name: tuple(things) for name, things in parts.items()},  # type: ignore[arg-type]
    )


_ORDERS: dict[str, Callable[[Any], order.Key]] = {
    "claims": order.of_claim, "disputes": order.of_dispute, "control": order.of_control,
    "stories": order.of_story, "warnings": order.of_warning,
}  # fmt: skip


def _families(connection: Connection) -> dict[str, str]:
    e = tables.event.c
    return dict(connection.execute(select(e.event_type, e.family).distinct()).tuples().all())


def _reports(connection: Connection) -> Iterator[Report]:
    """Yield the reports that the picture holds: those that stand and are coded."""
    from consilience.casefile.kept import report_of  # noqa: PLC0415 - only here

    joined = tables.report.join(tables.grown, tables.grown.c.report == tables.report.c.id)
    for row in connection.execute(select(tables.report).select_from(joined)).mappings():
        yield report_of(row)


class Rows:
    """The rows of one picture."""

    def __init__(self, painted: Painted) -> None:
        self.painted = painted
        self._picture, self._evidence = painted.picture, everybody(painted.evidence)
        self._claims = {c.id: c for c in self._picture.claims}
        self._events = {e.id: e for e in self._picture.events}
        self._places = self._evidence.places
        self._reports = {r.id: r for r in self._picture.reports}
        self._open = {d.id for d in self._picture.disputes if d.status == "open"}

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
            yield {"id": row_id(c), "place": c.place, "as_of": c.as_of, "holder": c.holder,
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


def only(**lists: object) -> Picture:
    """Return a picture that holds these lists and nothing else."""
    empty = dict.fromkeys(
        ("reports", "claims", "events", "disputes", "control", "actors", "places", "stories",
         "origins", "timeline", "warnings"), (),
    )  # fmt: skip
    made = MadeWith(version="", language_model="", gazetteer="", settings_sha256="")
    return Picture(schema="consilience/picture/1", made_with=made, **{**empty, **lists})  # type: ignore[arg-type]


def warning_rows(warnings: Iterable[PictureWarning]) -> Iterator[Row]:
    """Yield the row of each warning."""
    for w in warnings:
        yield {"id": row_id(w), "code": w.code, "report": w.report, "json": dump(w)}


def row_id(thing: Any) -> str:
    """Return an object's id; of one that has none, a hash of all that it says."""
    found: str = thing.id if hasattr(thing, "id") else digest(dump(thing))
    return found


def _killed(event: Event) -> Toll | None:
    """Return the largest toll of killed: the whole, where its parts are told too."""
    killed = [t for t in event.tolls if t.kind == "killed"]
    return max(killed, key=lambda t: (t.best, t.low, t.victims), default=None)
