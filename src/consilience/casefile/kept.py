"""What a case keeps: reports, their codings, what was said of them when they were read.

In: a connection inside a transaction, and nouns. Out: rows, and nouns again. Whatever is
written here marks the picture as behind (`generation` runs ahead of `painted`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from consilience.assist import FAILED, REFUSED
from consilience.casefile.forms import digest, dump, load
from consilience.casefile.tables import coding, meta, reading_warning, report, turned
from consilience.casefile.versions import Standing, id_key, is_version, same_key, standing
from consilience.model import Actor, Claim, PictureWarning, Place, Report
from consilience.settings import Settings

# As many ids as one statement takes; SQLite allows 32,766 and plans best for few.
STEP = 500


@dataclass(frozen=True, slots=True)
class Coding:
    """What came of coding one report: its claims, what they name, and what went wrong."""

    report: str
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    warnings: tuple[PictureWarning, ...]


def steps(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Yield a long list in parts that one statement takes."""
    for start in range(0, len(ids), STEP):
        yield ids[start : start + STEP]


def read_meta(connection: Connection, key: str) -> str | None:
    """Return a value that the case keeps of itself."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Keep a value of the case itself."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def generation(connection: Connection) -> int:
    """Return how often what is kept has changed."""
    return int(read_meta(connection, "generation") or 0)


def changed(connection: Connection) -> None:
    """Mark what is kept as changed, so that the picture is behind."""
    write_meta(connection, "generation", str(generation(connection) + 1))


def known_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return those of the reports that are already in the case."""
    found: set[str] = set()
    for part in steps(ids):
        found.update(connection.execute(select(report.c.id).where(report.c.id.in_(part))).scalars())
    return found


# What the picture says of a report, and no reading of it.
_UNPAINTED = {"copy_of": None, "version_of": None, "contains": None, "story": None}


def report_of(row: Mapping[Any, Any]) -> Report:
    """Return the report of a row of the table `report`."""
    told = {f.name: row[f.name] for f in fields(Report)}
    return Report(**{**told, "contains": tuple(json.loads(row["contains"] or "[]"))})


def bare_report(key: str, publisher: str | None) -> Report:
    """Return a report of which nothing but its publisher is known."""
    return Report(
        id=key, given_id=None, title="", publisher=publisher, url=None, published=None,
        published_from="none", language="", sha256="", text="",
    )  # fmt: skip


def put_report(connection: Connection, new: Report, now: str, settings: Settings) -> int:
    """Keep a report that is not there yet; return which version of its article it is.

    `now` is a moment in UTC, ISO 8601. Nothing stands until `settle` has weighed it.
    """
    before = _line_of(connection, new, settings)
    version = max((r["version"] for r in before), default=0) + 1
    known = [r["known_from"] for r in before]
    day = (new.published or now)[:10]
    if known and day <= max(known):
        day = now[:10]  # a silent change bears the first day; it is known since it was added
    connection.execute(
        insert(report).values(
            **{f.name: getattr(new, f.name) for f in fields(Report)} | {"contains": None},
            same_key=same_key(new), id_key=id_key(new),
            line=before[0]["line"] if before else new.id, version=version, added_at=now,
            known_from=day, stands=False,
        )
    )  # fmt: skip
    return version


def _line_of(connection: Connection, new: Report, settings: Settings) -> list[Mapping[str, Any]]:
    """Return the versions of the article that `new` is a version of, oldest first."""
    named = [column == value for column, value in
             ((report.c.url, new.url), (report.c.id_key, id_key(new))) if value]  # fmt: skip
    if not named:
        return []
    rows = connection.execute(select(report).where(or_(*named)).order_by(report.c.seq))
    kin = [r for r in rows.mappings() if is_version(new, report_of(r), settings)]
    if not kin:
        return []
    line = select(report.c.line, report.c.version, report.c.known_from).where(
        report.c.line == kin[0]["line"]
    )
    return [dict(r) for r in connection.execute(line.order_by(report.c.version)).mappings()]


def settle(connection: Connection, ids: Sequence[str]) -> None:
    """Weigh anew which reports stand, among those that have to do with these.

    Only those that stand now and did not, or the other way, are written and marked as turned.
    """
    for part in steps(ids):
        touched = select(report.c.line).where(report.c.id.in_(part))
        alike = select(report.c.same_key).where(report.c.id.in_(part))
        lines = select(report.c.line).where(
            or_(report.c.line.in_(touched), report.c.same_key.in_(alike))
        )
        stands = standing(_standings(connection, report.c.line.in_(lines)))
        asked = select(report.c.id, report.c.stands).where(report.c.line.in_(lines))
        stood = connection.execute(asked).tuples().all()
        for value in (True, False):
            other = [i for i, old in stood if (i in stands) is value and old is not value]
            for some in steps(other):
                connection.execute(update(report).where(report.c.id.in_(some)).values(stands=value))
            _turn(connection, other)


def _turn(connection: Connection, ids: Sequence[str]) -> None:
    """Mark reports as turned: the picture was made of something else."""
    for some in steps(ids):
        connection.execute(delete(turned).where(turned.c.report.in_(some)))
        connection.execute(insert(turned), [{"report": i} for i in some])


def _standings(connection: Connection, where: Any) -> list[Standing]:
    columns = (report.c.id, func.coalesce(report.c.given_id, ""), report.c.same_key, report.c.line,
               report.c.version)  # fmt: skip
    return [Standing(*row) for row in connection.execute(select(*columns).where(where))]


def standing_on(connection: Connection, day: str | None) -> set[str]:
    """Return the ids of the reports that stood on a day (ISO; None: that stand now)."""
    if day is None:
        return set(connection.execute(select(report.c.id).where(report.c.stands)).scalars())
    return standing(_standings(connection, report.c.known_from <= day))


def put_warnings(connection: Connection, said: Iterable[PictureWarning], now: str) -> int:
    """Keep what was said when reports were read, each once; return how much was news."""
    rows = {digest(dump(w)): w for w in said}
    there: set[str] = set()
    for part in steps(list(rows)):
        asked = select(reading_warning.c.id).where(reading_warning.c.id.in_(part))
        there.update(connection.execute(asked).scalars())
    new = [{"id": i, "report": w.report, "added_at": now, "json": dump(w)}
           for i, w in rows.items() if i not in there]  # fmt: skip
    if new:
        connection.execute(insert(reading_warning), new)
    return len(new)


def reading_warnings(
    connection: Connection, stand: set[str], day: str | None
) -> list[PictureWarning]:
    """Return what was said of reports that stand, and of what could not be read at all."""
    asked = select(reading_warning.c.report, reading_warning.c.added_at, reading_warning.c.json)
    return [
        load(PictureWarning, text)
        for about, added, text in connection.execute(asked)
        if (about in stand if about else day is None or added[:10] <= day)
    ]


def reading_warnings_of(connection: Connection, reports: Iterable[str]) -> list[PictureWarning]:
    """Return what was said of these reports, and of what could not be read at all."""
    w = reading_warning.c
    found = list(connection.execute(select(w.json).where(w.report.is_(None))).scalars())
    for part in steps(sorted(reports)):
        found += connection.execute(select(w.json).where(w.report.in_(part))).scalars()
    return [load(PictureWarning, text) for text in found]


def put_codings(connection: Connection, codings: Sequence[Coding], coder: str, now: str) -> None:
    """Keep the codings of a batch, in place of older ones of the same reports."""
    rows = []
    for made in codings:
        text = dump(made)
        rows.append({"report": made.report, "made_with": coder, "coded_at": now,
                     "digest": digest(text), "json": text})  # fmt: skip
    connection.execute(
        delete(coding).where(coding.c.report == bindparam("old")),
        [{"old": row["report"]} for row in rows],
    )
    connection.execute(insert(coding), rows)
    _turn(connection, [row["report"] for row in rows])


def turned_reports(connection: Connection) -> int:
    """Return how many reports are coded or stand otherwise than the picture has it."""
    return connection.execute(select(func.count()).select_from(turned)).scalar() or 0


def with_assisted(connection: Connection, made: Sequence[Coding]) -> list[Coding]:
    """Return codings with what a language model pointed at in the same reports before.

    What the rules have found since, by the same words, is theirs.
    """
    before: dict[str, Coding] = {}
    for part in steps([m.report for m in made]):
        rows = connection.execute(
            select(coding.c.report, coding.c.json).where(coding.c.report.in_(part))
        )
        before |= {which: load(Coding, text) for which, text in rows}
    return [_and_assisted(one, before.get(one.report)) for one in made]


def _and_assisted(one: Coding, before: Coding | None) -> Coding:
    told = {(c.trigger.start, c.event_type) for c in one.claims}
    more = tuple(
        c for c in (before.claims if before else ())
        if c.assisted is not None and (c.trigger.start, c.event_type) not in told
    )  # fmt: skip
    if before is None or not more:
        return one
    actors = {a.id: a for a in (*before.actors, *one.actors)}
    places = {p.id: p for p in (*before.places, *one.places)}
    return replace(
        one, claims=(*one.claims, *more), actors=tuple(actors[i] for i in sorted(actors)),
        places=tuple(places[i] for i in sorted(places)),
        warnings=(*one.warnings, *(w for w in before.warnings if w.code in (REFUSED, FAILED))),
    )  # fmt: skip


def uncoded(connection: Connection, coder: str | None = None) -> list[str]:
    """Return the ids of standing reports without a coding, in the order they were added.

    With `coder`, those also that another program, model or knowledge has coded.
    """
    left = report.outerjoin(coding, coding.c.report == report.c.id)
    missing = coding.c.report.is_(None)
    wanted = missing if coder is None else or_(missing, coding.c.made_with != coder)
    asked = select(report.c.id).select_from(left).where(report.c.stands, wanted)
    return list(connection.execute(asked.order_by(report.c.seq)).scalars())


def reports_by_id(connection: Connection, ids: Sequence[str]) -> list[Report]:
    """Return reports as they were read (without copies and stories), in the order asked for."""
    found: dict[str, Report] = {}
    for part in steps(ids):
        rows = connection.execute(select(report).where(report.c.id.in_(part)))
        found.update({r["id"]: report_of({**r, **_UNPAINTED})
                      for r in rows.mappings()})  # fmt: skip
    return [found[i] for i in ids if i in found]


def codings(connection: Connection, ids: set[str]) -> list[Coding]:
    """Return the codings of reports, by report id; those not coded yet are left out."""
    rows = connection.execute(select(coding.c.report, coding.c.json).order_by(coding.c.report))
    return [load(Coding, text) for which, text in rows if which in ids]


def codings_of(connection: Connection, ids: Sequence[str]) -> list[Coding]:
    """Return the codings of a few reports, by report id."""
    found: list[tuple[str, str]] = []
    for part in steps(ids):
        asked = select(coding.c.report, coding.c.json).where(coding.c.report.in_(part))
        found += connection.execute(asked).tuples().all()
    return [load(Coding, text) for _, text in sorted(found)]
