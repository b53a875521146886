"""The brief as one HTML file: no network, prints well, works without JavaScript.

In: a `Picture`. Out: the page, its style, script and drawings inside it. All
that comes from reports is escaped by the templates; an address becomes a link
only when it is http or https; a policy in the page forbids any other script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from consilience.model import Changes, Picture, Place
from consilience.publish import atlas, drawings, words
from consilience.publish.brief import brief
from consilience.publish.index import Index, index, place_name
from consilience.publish.parts import Brief, EventPart, WarningPart
from consilience.publish.readings import readings
from consilience.publish.since import since

_ROOM = Path(__file__).parent
WIDE, NARROW = (920, 560), (358, 400)  # pixels of the map on a desk and on a telephone
GAPS_OF_REPORT = 3  # more of one kind in one report are folded
OPEN_REPORTS = 12  # more reports than this are folded


def to_html(picture: Picture) -> str:
    """Return the brief of `picture` as one HTML page."""
    found = index(picture)
    said = brief(picture)
    read = readings(found)
    script = _narrow(_static("brief.js"))
    page = _templates().get_template("brief.html")
    return _narrow(
        page.render(
            brief=said,
            picture=picture,
            readings=read,
            split_anchors=[anchor for r in read.values() for anchor in r.passages.split],
            contents=_contents(said),
            overview=drawings.toll_charts(said.overview),
            charts=drawings.toll_charts(said.tolls),
            timeline=_timeline(picture, said),
            map=_map(found, said),
            gaps=_gaps(said),
            style=Markup(_static("brief.css")),
            script=Markup(script),
            script_hash=_hash(script),
            fold_reports=len(picture.reports) > OPEN_REPORTS,
        )
    )


def changes_page(changes: Changes) -> str:
    """Return what differs between two pictures as one HTML page, without script."""
    page = _templates().get_template("changes.html")
    return _narrow(page.render(said=since(changes), style=Markup(_static("brief.css"))))


def _narrow(text: str) -> str:
    """Take out the indentation of templates and script: a tenth of a long page."""
    return re.sub(r"\n\s+", "\n", text)


def web_address(url: str) -> str:
    """Return `url` where it is http or https and nothing else, otherwise nothing."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(web_address=web_address, some=words.some, capital=words.capital)
    environment.globals.update(plural=words.plural)
    return environment


@cache
def _static(name: str) -> str:
    return (_ROOM / "static" / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _contents(said: Brief) -> list[tuple[str, str, int | None]]:
    worded = [("worded", "In short", None)] if said.worded else []
    assisted = [("assisted", "Pointed at by a model", len(said.assisted))] if said.assisted else []
    changed = [("since", said.since.title, said.since.count)] if said.since else []
    return [
        *worded,
        *changed,
        ("agreed", "Agreed", len(said.agreed)),
        ("disputed", "Disputed", len(said.disputed)),
        ("tolls", "Tolls", len(said.tolls)),
        ("timeline", "Timeline", None),
        ("map", "Where", None),
        ("control", "Who holds what", len(said.control)),
        ("voices", "Who says what", len(said.sources)),
        ("single", "One source only", len(said.single) + len(said.unsourced)),
        *assisted,
        ("gaps", "Gaps", len(said.warnings)),
        ("reports", "Reports", len(said.reports)),
    ]


def _timeline(picture: Picture, said: Brief) -> drawings.Timeline:
    parts = {part.id: part for part in said.happenings}
    return drawings.timeline((e, parts[e.id]) for e in picture.events if e.id in parts)


class _Map:
    """The map's two drawings and its list."""

    def __init__(self, spots: list[atlas.Spot], towns: list[Place], at: dict[str, list[EventPart]]):
        self.wide = atlas.sheet(spots, towns, *WIDE)
        self.narrow = atlas.sheet(spots, towns, *NARROW)
        ordered = sorted(spots, key=lambda s: (-s.events, s.name, s.place.id))
        outside = {s.place.id for s in self.wide.outside} if self.wide else set()
        self.rows = [
            (s, words.say("precisions", s.place.precision), at[s.place.id], s.place.id in outside)
            for s in ordered
        ]

    @property
    def sheets(self) -> list[tuple[str, atlas.Sheet]]:
        """Return the drawings with the name of the screen that each is for."""
        pairs = (("wide", self.wide), ("narrow", self.narrow))
        return [(name, sheet) for name, sheet in pairs if sheet]


def _map(found: Index, said: Brief) -> _Map:
    at: dict[str, list[EventPart]] = {}
    for part in said.happenings:
        place = found.events[part.id].place
        if place in found.places:
            at.setdefault(place or "", []).append(part)
    spots = [
        atlas.Spot(
            place=found.places[id],
            name=place_name(found.places[id]),
            events=len(parts),
            contested=any(p.grade == "contested" or p.disputes for p in parts),
        )
        for id, parts in at.items()
    ]
    return _Map(spots, [p for p in found.picture.places if p.id not in at], at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gaps:
    """Warnings of one kind: those of reports with few of them, and by report the others."""

    heading: str
    all: tuple[WarningPart, ...]
    few: tuple[WarningPart, ...]
    many: tuple[tuple[str, tuple[WarningPart, ...]], ...]


def _gaps(said: Brief) -> list[_Gaps]:
    """Return the warnings by kind; a report with many of one kind is folded to one line."""
    kinds: dict[str, list[WarningPart]] = {}
    for warning in said.warnings:
        kinds.setdefault(warning.heading, []).append(warning)
    return [_of_kind(heading, found) for heading, found in kinds.items()]


def _of_kind(heading: str, found: list[WarningPart]) -> _Gaps:
    count = Counter(w.where for w in found)
    many = {w: n for w, n in count.items() if w and n > GAPS_OF_REPORT}
    return _Gaps(
        heading=heading,
        all=tuple(found),
        few=tuple(w for w in found if w.where not in many),
        many=tuple((where, tuple(w for w in found if w.where == where)) for where in many),
    )
