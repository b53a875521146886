"""The events of a picture in ACLED's columns.

In: a `Picture`. Out: one row an event that has one of ACLED's types, coded by
ACLED's written rules (codebook; FAQ *Fatalities*); what cannot be coded is left
empty. The 31 columns stand in `columns.yaml`, in the order in force since 2023.
"""

from __future__ import annotations

from collections.abc import Iterator

from consilience.model import Actor, Picture
from consilience.publish import words
from consilience.publish.exports.cells import Value
from consilience.publish.exports.codebook import (
    Case,
    country_number,
    middle,
    region,
    sub_events,
)
from consilience.publish.exports.tables import Table, columns
from consilience.publish.exports.totals import coded, explained

_JOIN = "; "
_WEEK, _MONTH = 7, 31
_CIVILIAN = 7
# ACLED's inter codes by the kind of actor; identity militias (4) cannot be told by kind.
_INTER = {
    "rebel": 2, "militia": 3, "protesters": 6, "civilians": _CIVILIAN, "media": _CIVILIAN,
    "humanitarian": _CIVILIAN, "international": 8,
}  # fmt: skip
_OF_A_STATE = {"state", "government", "military", "police"}
_NEAR = {"near", "area", "line"}


def table(picture: Picture) -> Table:
    """Return the table *acled*."""
    found = coded(picture)
    rows = tuple(_row(c) for c in found.cases if c.event.acled in sub_events())
    return Table("acled", columns("acled"), rows, tuple(explained(found)))


def _row(case: Case) -> dict[str, Value]:
    kind = sub_events()[case.event.acled or ""]
    day, precision = _when(case)
    first, second = _sides(case)
    inter = tuple(_inter(side[0], case) if side else None for side in (first, second))
    code = case.country.country if case.country else None
    point = case.point
    return dict.fromkeys((c.name for c in columns("acled")), None) | {
        "event_id_cnty": case.event.id, "event_date": day, "year": int(day[:4]) if day else None,
        "time_precision": precision, "disorder_type": kind.disorder_type,
        "event_type": kind.event_type, "sub_event_type": kind.id,
        "actor1": first[0].name if first else None, "assoc_actor_1": _others(first),
        "inter1": inter[0], "actor2": second[0].name if second else None,
        "assoc_actor_2": _others(second), "inter2": inter[1],
        "interaction": _interaction(bool(first), bool(second), *inter),
        "civilian_targeting": "Civilian targeting" if _hits_civilians(case) else None,
        "iso": country_number(code) if code else None, "region": region("acled", code),
        "country": case.country.name if case.country else None,
        "admin1": case.admin1.name if case.admin1 else None,
        "location": case.place.name if case.place and point else None,
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "geo_precision": _geo_precision(case) if point else None,
        "source": _publishers(case),
        "notes": _notes(case), "fatalities": case.deaths.low if case.deaths else None,
        "tags": "crowd size=no report" if kind.disorder_type == "Demonstrations" else None,
    }  # fmt: skip


def _publishers(case: Case) -> str | None:
    return _JOIN.join(dict.fromkeys(r.publisher for r in case.reports if r.publisher)) or None


def _when(case: Case) -> tuple[str | None, int | None]:
    start, end, days = case.event.time.start, case.event.time.end, case.days
    if days is None or start is None or end is None or days > _MONTH:
        return None, None
    return middle(start, end), 1 if days == 1 else 2 if days <= _WEEK else 3


def _sides(case: Case) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return doers and targets; one named as both is a doer."""
    doers = tuple(a for a in case.actors if a.kind != "civilians") or case.actors
    return doers, tuple(a for a in case.targets if a not in doers)


def _others(side: tuple[Actor, ...]) -> str | None:
    return _JOIN.join(a.name for a in side[1:]) or None


def _inter(actor: Actor, case: Case) -> int | None:
    if actor.kind in _OF_A_STATE:
        if actor.country is None or case.country is None:
            return None
        return 1 if actor.country == case.country.country else 8
    riot = case.event.acled in {"Violent demonstration", "Mob violence"}
    if actor.kind == "protesters" and riot:
        return 5
    return _INTER.get(actor.kind)


def _interaction(first: bool, second: bool, one: int | None, two: int | None) -> int | None:
    """Return both codes, the smaller first; a side that acts alone gets a 0 after its code."""
    known = sorted(code for code in (one, two) if code is not None)
    if len(known) != first + second or not known:
        return None
    return known[0] * 10 + (known[1] if len(known) == 2 else 0)


def _hits_civilians(case: Case) -> bool:
    return any(a.kind == "civilians" for a in case.targets)


def _geo_precision(case: Case) -> int:
    if case.place is None or case.place.precision == "admin1":
        return 3
    return 2 if case.place.precision in _NEAR else 1


def _notes(case: Case) -> str:
    return " ".join(_sentences(case))


def _sentences(case: Case) -> Iterator[str]:
    event = case.event
    yield f"{words.capital(event.summary)}."
    for toll in case.tolls:
        what = words.capital(words.counted(toll.kind, toll.victims))
        yield f"{what}: {words.count(toll.low, toll.high)}."
    yield f"Grade {event.grade}: {event.reason.rstrip('.')}."
    if case.origins:
        yield f"Said by {words.some(case.origins, 6)}."
    if case.inside:
        rows = words.plural(len(case.inside), "row")
        yield f"Fatalities are what is left of a total beside {rows} within its place and days."
    if event.disputes:
        yield f"Disputed ({words.plural(len(event.disputes), 'dispute')})."
