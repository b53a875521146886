"""The picture as plain tables: one row an event, a toll, a claim, a dispute's position, …

In: a `Picture`. Out: `Table`s with typed columns, each explained in `columns.yaml`
beside this module. CSV, XLSX and Parquet are these tables, written three ways;
an id in one table is the key of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from consilience.knowledge.files import read_sections
from consilience.model import Claim, Event, Picture, Toll
from consilience.publish import words
from consilience.publish.exports.cells import Value
from consilience.publish.index import Index, index

_COLUMNS = Path(__file__).with_name("columns.yaml")
_JOIN = "; "
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, what a cell is, what it says, and its HXL tag where it has one."""

    name: str
    kind: Literal["text", "integer", "number", "date", "yes_no"] = "text"
    about: str
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; every row has a value, None included, for every column.

    `notes` say, in its README, what a reader must know to count with it.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def tables(picture: Picture) -> list[Table]:
    """Return the tables of a picture, in the order of the codebook."""
    found = index(picture)
    rows: dict[str, Iterable[Row]] = {
        "events": (_event(e, found) for e in picture.events),
        "tolls": (row for e in picture.events for row in _tolls(e, found)),
        "claims": (_claim(c, found) for c in picture.claims),
        "figures": (row for c in picture.claims for row in _figures(c)),
        "disputes": _disputes(found),
        "control": _control(found),
        "reports": _reports(found),
        "origins": _origins(found),
        "actors": _actors(found),
        "places": _places(found),
        "stories": _stories(found),
        "warnings": _warnings(picture),
    }
    return [Table(name, columns(name), tuple(rows[name])) for name in rows]


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table, as `columns.yaml` explains them."""
    return tuple(_book()[table])


@cache
def _book() -> dict[str, Sequence[Column]]:
    names = ("events", "tolls", "claims", "figures", "disputes", "control", "reports", "origins",
             "actors", "places", "stories", "warnings", "acled", "ucdp", "monthly")  # fmt: skip
    return dict(read_sections([_COLUMNS], dict.fromkeys(names, Column)))


def _event(event: Event, found: Index) -> Row:
    place = found.places.get(event.place or "")
    return {
        "event": event.id, "event_type": event.event_type, "acled": event.acled,
        "summary": event.summary, "start": event.time.start, "end": event.time.end,
        "date_precision": event.time.precision, "place": event.place,
        "place_name": found.place(event.place) or None,
        "latitude": place.lat if place else None, "longitude": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "country": place.country if place else None,
        "actors": _names(event.actors, found), "targets": _names(event.targets, found),
        "grade": event.grade, "grade_reason": event.reason,
        "independent_origins": event.independent_origins,
        "origins": _JOIN.join(found.origin(o) for o in event.origins),
        "reports": len(event.reports), "claims": len(event.claims),
        "disputes": _JOIN.join(event.disputes) or None, "part_of": event.part_of,
    }  # fmt: skip


def _names(actors: Iterable[str], found: Index) -> str | None:
    return _JOIN.join(found.actor(a) for a in actors) or None


def _tolls(event: Event, found: Index) -> Iterator[Row]:
    for toll in event.tolls:
        yield {"event": event.id, **_toll(toll), "origin": None, "superseded": None}
        for one in toll.by_origin:
            yield {
                "event": event.id, "kind": toll.kind, "victims": toll.victims, "low": one.low,
                "best": None, "high": one.high, "origin": found.origin(one.origin),
                "superseded": one.superseded,
            }  # fmt: skip


def _toll(toll: Toll) -> Row:
    return {"kind": toll.kind, "victims": toll.victims, "low": toll.low, "best": toll.best,
            "high": toll.high}  # fmt: skip


def _claim(claim: Claim, found: Index) -> Row:
    said = claim.attribution
    return {
        "claim": claim.id, "event": claim.event, "report": claim.report,
        "start": claim.start, "end": claim.end, "quote": claim.quote,
        "event_type": claim.event_type, "acled": claim.acled, "plover": claim.plover,
        "trigger": claim.trigger.text, "actors": _names((a.actor for a in claim.actors), found),
        "actors_as_worded": _JOIN.join(a.text for a in claim.actors) or None,
        "targets": _names((a.actor for a in claim.targets), found),
        "targets_as_worded": _JOIN.join(a.text for a in claim.targets) or None,
        "places": _JOIN.join(p.place for p in claim.places) or None,
        "places_as_worded": _JOIN.join(p.text for p in claim.places) or None,
        "time_as_worded": claim.time.text, "time_start": claim.time.start,
        "time_end": claim.time.end, "time_precision": claim.time.precision,
        "source": found.actor(said.source) if said and said.source else None,
        "source_as_worded": said.text if said else None, "cue": said.cue if said else None,
        "stance": said.stance if said else None,
        "via": (_JOIN.join(v.text for v in said.via) or None) if said else None,
        "polarity": claim.polarity, "modality": claim.modality, "background": claim.background,
        "assisted": claim.assisted,
    }  # fmt: skip


def _figures(claim: Claim) -> Iterator[Row]:
    for number, figure in enumerate(claim.figures):
        yield {
            "claim": claim.id, "number": number, "kind": figure.kind, "victims": figure.victims,
            "low": figure.low, "high": figure.high, "as_worded": figure.text,
            "start": figure.start, "end": figure.end, "part_of": figure.part_of,
            "partial": figure.partial, "cumulative": figure.cumulative, "window": figure.window,
        }  # fmt: skip


def _disputes(found: Index) -> Iterator[Row]:
    for dispute in found.picture.disputes:
        for position in dispute.positions:
            yield {
                "dispute": dispute.id, "event": dispute.event, "field": dispute.field,
                "question": dispute.question, "status": dispute.status, "reason": dispute.reason,
                "position": position.value,
                "origins": _JOIN.join(found.origin(o) for o in position.origins),
                "reports": _JOIN.join(position.reports), "claims": _JOIN.join(position.claims),
            }  # fmt: skip


def _control(found: Index) -> Iterator[Row]:
    for held in found.picture.control:
        yield {
            "place": held.place, "place_name": found.place(held.place), "as_of": held.as_of,
            "holder": found.actor(held.holder), "state": held.state,
            "origins": _JOIN.join(found.origin(o) for o in held.origins),
            "claims": _JOIN.join(held.claims), "dispute": held.dispute,
        }  # fmt: skip


def _reports(found: Index) -> Iterator[Row]:
    for report in found.picture.reports:
        yield {
            "report": report.id, "given_id": report.given_id, "title": report.title,
            "publisher": report.publisher, "url": report.url,
            "published": report.published[:10] if report.published else None,
            "published_from": report.published_from, "language": report.language,
            "sha256": report.sha256, "copy_of": report.copy_of, "story": report.story,
            "characters": len(report.text),
        }  # fmt: skip


def _origins(found: Index) -> Iterator[Row]:
    for origin in found.picture.origins:
        part_of = found.origin(origin.part_of) if origin.part_of else None
        yield {
            "origin": origin.id, "name": found.origin(origin.id), "actor": origin.actor,
            "reports": len(origin.reports), "independent": origin.independent, "part_of": part_of,
        }  # fmt: skip


def _actors(found: Index) -> Iterator[Row]:
    for actor in found.picture.actors:
        yield {
            "actor": actor.id, "name": actor.name, "kind": actor.kind,
            "aliases": _JOIN.join(actor.aliases) or None, "country": actor.country,
            "member_of": _JOIN.join(actor.member_of) or None,
        }  # fmt: skip


def _places(found: Index) -> Iterator[Row]:
    for place in found.picture.places:
        yield {
            "place": place.id, "name": place.name, "latitude": place.lat, "longitude": place.lon,
            "country": place.country, "feature": place.feature, "precision": place.precision,
            "within": place.within,
        }  # fmt: skip


def _stories(found: Index) -> Iterator[Row]:
    for story in found.picture.stories:
        yield {"story": story.id, "title": story.title, "start": story.start, "end": story.end,
               "reports": _JOIN.join(story.reports)}  # fmt: skip


def _warnings(picture: Picture) -> Iterator[Row]:
    for warning in picture.warnings:
        yield {
            "code": warning.code, "what": words.say("warnings", warning.code),
            "message": warning.message, "where": warning.where, "report": warning.report,
            "start": warning.start, "end": warning.end, "hint": warning.hint,
        }  # fmt: skip
