"""The matrix: events down, voices or reports across; who says it, denies it, is silent.

In: a visit; `across` is *origins* or *reports*. Out: one page of events, the voices that
deny any of them, and those that speak of most. A denial is never hidden behind a later
*says*: a voice that did both is shown as both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consilience.casefile.stances import Stance, stances
from consilience.desk.addresses import Asked
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.names import Names, look_up, names_of
from consilience.desk.paging import listing
from consilience.errors import InputError
from consilience.model import Event, Report
from consilience.publish import words
from consilience.publish.index import title
from consilience.reconcile.origins import is_own_voice

ACROSS = ("origins", "reports")
EVENTS, COLUMNS = 25, 16  # of one page: more cannot be followed with the eye
DENIALS = ("denies", "denies_doing")
_SAID = {"says": "says", "possible": "says it is possible", "denies": "denies it",
         "denies_doing": "denies having done it"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one voice says of one event; nothing where it is silent.

    `sides` are all that its claims say, `claim` and `report` where the first of them stands:
    a denial, where there is one.
    """

    sides: tuple[str, ...] = ()
    claim: str = ""
    report: str = ""

    @property
    def mark(self) -> str:
        """Return *says*, *possible*, *denies*, *both* or *silent*."""
        denied = any(s in DENIALS for s in self.sides)
        if denied and len({s in DENIALS for s in self.sides}) > 1:
            return "both"
        if denied:
            return "denies"
        return self.sides[0] if self.sides else "silent"

    @property
    def said(self) -> str:
        """Return the same in words."""
        return words.listed([_SAID[s] for s in self.sides]) or "silent"


def show(visit: Visit) -> Shown:
    """Return the matrix that is asked for. Raises InputError for other columns."""
    across = visit.asked.typed.get("across", ACROSS[0])
    if across not in ACROSS:
        raise InputError(f"across: {across!r} is none of {', '.join(ACROSS)}.")
    asked = visit.asked if "per" in visit.asked.typed else replace(visit.asked, per=EVENTS)
    visit = replace(visit, asked=asked)
    events = visit.case.events(asked.filter, limit=asked.per, offset=asked.offset)
    total = visit.case.count_events(asked.filter)
    with visit.case.reading() as connection:
        said = stances(connection, [e.id for e in events])
    cells = cells_of(said, across)
    columns = _columns(cells, asked)
    heads = _heads(visit, columns, across)
    return Shown(
        template="matrix.html", title="Matrix",
        data=lambda: listing(visit, total, _items(events, columns, cells, heads)),
        rows=lambda: rows(events, columns, cells, heads),
        context={"events": events, "columns": columns, "heads": heads, "across": across,
                 "cells": cells, "silent": Cell(), "total": total, "asked": asked,
                 "fewer": len({v for _, v in cells}) - len(columns),
                 "names": names_of(visit.case, events)},
    )  # fmt: skip


Cells = Mapping[tuple[str, str], Cell]


def cells_of(said: Iterable[Stance], across: str) -> dict[tuple[str, str], Cell]:
    """Return the cells by event and voice (or report); the silent ones are not there."""
    found: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for one in said:
        found[one.event, one.origin if across == "origins" else one.report].append(one)
    return {key: _cell(ones) for key, ones in found.items()}


def _cell(ones: Sequence[Stance]) -> Cell:
    first = min(ones, key=lambda s: (s.side not in DENIALS, s.side != "says"))
    sides = tuple(side for side in _SAID if any(s.side == side for s in ones))
    return Cell(sides=sides, claim=first.claim, report=first.report)


def _columns(cells: Cells, asked: Asked) -> tuple[str, ...]:
    """Return the voices to show: those asked for, those who deny, those who speak most."""
    count = Counter(voice for _, voice in cells)
    deny = {v for (_, v), cell in cells.items() if cell.mark in ("denies", "both")}
    source = asked.filter.source
    wanted = {source, f"o-{source}", asked.filter.report} - {None}
    ordered = sorted(count, key=lambda v: (v not in wanted, v not in deny, -count[v], v))
    return tuple(ordered[:COLUMNS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column: a name, and the address of what it names."""

    name: str
    note: str
    link: str


def _heads(visit: Visit, columns: Sequence[str], across: str) -> dict[str, Head]:
    if across == "reports":
        return {r.id: _of_report(r) for c in columns if (r := visit.case.report(c))}
    actors = look_up(visit.case, [c.removeprefix("o-") for c in columns], ())
    return {c: _of_voice(c, actors) for c in columns}


def _of_report(report: Report) -> Head:
    when = (report.published or "not dated")[:10]
    note = f"{report.publisher}, {when}" if report.publisher else when
    return Head(name=title(report), note=note, link=f"/reports/{report.id}")


def _of_voice(origin: str, names: Names) -> Head:
    key = origin.removeprefix("o-")
    note = "in its own words" if is_own_voice(origin) and key in names.actors else ""
    link = f"/actors/{key}" if key in names.actors else ""
    if key in names.titles:
        return Head(name=names.titles[key], note="in its own words", link=f"/reports/{key}")
    return Head(name=words.capital(names.origin(origin)), note=note, link=link)


def _items(
    events: Sequence[Event], columns: Sequence[str], cells: Cells, heads: Mapping[str, Head]
) -> list[dict[str, object]]:
    return [
        {"event": e.id, "summary": e.summary, "says": [
            {"voice": v, "name": heads[v].name, "sides": found.sides, "claim": found.claim,
             "report": found.report}
            for v in columns if (found := cells.get((e.id, v)))
        ]}
        for e in events
    ]  # fmt: skip


def rows(
    events: Sequence[Event], columns: Sequence[str], cells: Cells, heads: Mapping[str, Head]
) -> Rows:
    """Return the matrix as a table: *says*, *denies it*, … or *silent*."""
    return Rows(
        columns=("event", "summary", *(heads[v].name for v in columns)),
        rows=[
            (e.id, words.capital(e.summary), *(cells.get((e.id, v), Cell()).said for v in columns))
            for e in events
        ],
    )
