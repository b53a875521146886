"""What to show of a case: one filter for every list, turned into conditions on rows.

In: a `Filter`, as a page's address or a command has it. Out: SQL conditions, all bound,
none pasted. The same names mean the same on events, claims, disputes and reports, on a page
of the desk and as an option of a command (`publish.selection`); the words of their values
are read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from sqlalchemy import ColumnElement, Table, and_, or_, select

from consilience.casefile.tables import (
    actor,
    claim,
    claim_link,
    control,
    dispute,
    event,
    event_link,
    origin,
    place,
    report,
)
from consilience.errors import InputError
from consilience.model import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What an object must be to be shown; None asks nothing.

    `since` and `until` are ISO days, inclusive: what may have happened on one of them.
    `frame` is south, west, north, east in degrees; west is greater than east where the
    frame crosses the 180th meridian. `actor` is who did it or whom it hit; `source` is an
    origin, an attributed voice or a publisher. `place` holds for all that lies within it.
    """

    event_type: str | None = None
    family: str | None = None
    grade: str | None = None
    disputed: bool | None = None
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
    frame: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None
    source: str | None = None
    publisher: str | None = None
    report: str | None = None
    story: str | None = None
    judged: bool | None = None


def day_of(name: str, words: str) -> str:
    """Return an ISO day. Raises InputError where it is none."""
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise InputError(f"{name}: {words!r} is no day. Write it as YYYY-MM-DD.") from error


def grade_of(words: str) -> Grade:
    """Return a grade. Raises InputError where it is none."""
    if words not in get_args(Grade):
        raise InputError(f"grade: {words!r} is none of {', '.join(get_args(Grade))}.")
    return cast("Grade", words)


def frame_of(words: str) -> tuple[float, float, float, float]:
    """Return south, west, north, east in degrees. Raises InputError where it is no frame."""
    try:
        south, west, north, east = (float(part) for part in words.split(","))
    except ValueError as error:
        raise InputError(
            f"frame: {words!r} is no frame. Write south,west,north,east in degrees."
        ) from error
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise InputError("frame: degrees go from -90 to 90 and from -180 to 180, south first.")
    return south, west, north, east


def of_events(asked: Filter) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of `event`."""
    out = [*_common(asked, event), *_equal(asked, event, "grade", "disputed")]
    for kinds, value in (
        (("place",), asked.place), (("actor", "target"), asked.actor),
        (("publisher",), asked.publisher), (("report",), asked.report),
        (("story",), asked.story),
    ):  # fmt: skip
        if value is not None:
            out.append(event.c.id.in_(_linked(event_link, "event", kinds, value)))
    if asked.source is not None:
        kind, who = event_link.c.kind, event_link.c.value
        told = or_(
            and_(kind == "origin", _is_origin(who, asked.source)),
            and_(kind == "publisher", _is_publisher(who, asked.source)),
        )
        out.append(event.c.id.in_(select(event_link.c.event).where(told)))
    if asked.judged is not None:
        touched = event.c.id.in_(select(claim.c.event).where(claim.c.judged))
        out.append(touched if asked.judged else ~touched)
    return out


def of_claims(asked: Filter) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of `claim`."""
    out = [*_common(asked, claim), *_equal(asked, claim, "report", "publisher", "judged")]
    for kinds, value in ((("place",), asked.place), (("actor", "target"), asked.actor)):
        if value is not None:
            out.append(claim.c.id.in_(_linked(claim_link, "claim", kinds, value)))
    if asked.source is not None:
        out.append(
            or_(
                _is_origin(claim.c.origin, asked.source),
                claim.c.source.in_(_bearing(asked.source)),
                _is_publisher(claim.c.publisher, asked.source),
            )
        )
    if asked.story is not None:
        out.append(claim.c.report.in_(select(report.c.id).where(report.c.story == asked.story)))
    by_event = Filter(grade=asked.grade, disputed=asked.disputed)
    if by_event != Filter():
        out.append(claim.c.event.in_(select(event.c.id).where(*of_events(by_event))))
    return out


def of_disputes(asked: Filter) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of `dispute`: those that such events take a side in.

    A dispute on who holds a place is of no event, and of every event that tells of it.
    """
    if asked == Filter():
        return []
    fit = select(event.c.id).where(*of_events(asked))
    link = event_link.c
    sides = select(link.value).where(link.kind == "dispute", link.event.in_(fit))
    return [dispute.c.id.in_(sides)]


def of_control(asked: Filter) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of `control`, by `CONTROL_FIELDS`; a day asks for its own."""
    out: list[ColumnElement[bool]] = []
    if asked.place is not None:
        out.append(control.c.place.in_(_inside(asked.place)))
    if asked.country is not None:
        there = select(place.c.id).where(place.c.country == asked.country)
        out.append(control.c.place.in_(there))
    if asked.actor is not None:
        out.append(control.c.holder == asked.actor)
    if asked.disputed is not None:
        out.append(control.c.dispute.is_not(None) == asked.disputed)
    if asked.since is not None:
        out.append(control.c.as_of >= asked.since)
    if asked.until is not None:
        out.append(control.c.as_of <= asked.until)
    return out


CONTROL_FIELDS = ("place", "country", "actor", "disputed", "since", "until")


def _inside(key: str) -> Any:
    """Return the ids of a place and of all that lies within it."""
    found = select(place.c.id).where(place.c.id == key).cte("inside", recursive=True)
    found = found.union(select(place.c.id).where(place.c.within == found.c.id))
    return select(found.c.id)


def of_reports(asked: Filter) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of `report`: published then, or telling such a claim."""
    out: list[ColumnElement[bool]] = [report.c.stands]
    for column, value in (
        (report.c.publisher, asked.publisher), (report.c.story, asked.story),
        (report.c.id, asked.report),
    ):  # fmt: skip
        if value is not None:
            out.append(column == value)
    if asked.since is not None:
        out.append(report.c.published >= asked.since)
    if asked.until is not None:
        out.append(report.c.published < asked.until + "~")
    if asked.source is not None:
        told = select(claim.c.report).where(*of_claims(Filter(source=asked.source)))
        out.append(or_(_is_publisher(report.c.publisher, asked.source), report.c.id.in_(told)))
    rest = Filter(
        event_type=asked.event_type, family=asked.family, grade=asked.grade,
        disputed=asked.disputed, place=asked.place, country=asked.country, admin1=asked.admin1,
        frame=asked.frame, actor=asked.actor, judged=asked.judged,
    )  # fmt: skip
    if rest != Filter():
        out.append(report.c.id.in_(select(claim.c.report).where(*of_claims(rest))))
    return out


def _common(asked: Filter, table: Table) -> list[ColumnElement[bool]]:
    out = _equal(asked, table, "event_type", "family", "country", "admin1")
    if asked.since is not None:
        out.append(table.c.day_to >= asked.since)
    if asked.until is not None:
        out.append(table.c.day_from <= asked.until)
    if asked.frame is not None:
        out.append(_within(table, *asked.frame))
    return out


def _equal(asked: Filter, table: Table, *names: str) -> list[ColumnElement[bool]]:
    """Return the conditions on columns that bear the name of a field of the filter."""
    given = ((name, getattr(asked, name)) for name in names)
    return [table.c[name] == value for name, value in given if value is not None]


def _within(
    table: Table, south: float, west: float, north: float, east: float
) -> ColumnElement[bool]:
    lon = table.c.lon
    between = lon.between(west, east) if west <= east else or_(lon >= west, lon <= east)
    return and_(table.c.lat.between(south, north), between)


def _bearing(source: str) -> Any:
    """Return the ids of the actors that an id or a name means."""
    return select(actor.c.id).where(or_(actor.c.id == source, actor.c.name == source))


def _is_origin(column: Any, source: str) -> ColumnElement[bool]:
    """Return that a column holds an origin's id: that one, or one of the voice that is meant."""
    own = select(origin.c.id).where(origin.c.actor.in_(_bearing(source)))
    return or_(column == source, column.in_(own))


def _is_publisher(column: Any, source: str) -> ColumnElement[bool]:
    """Return that a column holds a publisher's name: that one, or that of the voice meant."""
    names = select(actor.c.name).where(actor.c.id == source)
    return or_(column == source, column.in_(names))


def _linked(table: Table, of: str, kinds: tuple[str, ...], value: str) -> Any:
    return select(table.c[of]).where(table.c.kind.in_(kinds), table.c.value == value)
