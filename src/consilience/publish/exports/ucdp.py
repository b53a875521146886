"""The deadly events of a picture in the columns of UCDP GED.

In: a `Picture`. Out: one row an event of violence with at least one death in its
low, best or high count, coded by the GED codebook 19.1 (Högbladh 2019); what
cannot be coded is left empty. The 49 columns stand in `columns.yaml`, in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from consilience.model import Actor, Picture, Report
from consilience.publish.exports.cells import Value
from consilience.publish.exports.codebook import Case, region
from consilience.publish.exports.deaths import Deaths
from consilience.publish.exports.tables import Table, columns
from consilience.publish.exports.totals import coded, explained

_JOIN = "; "
_GOVERNMENT = {"state", "government", "military", "police"}
_ORGANISED = _GOVERNMENT | {"rebel", "militia", "international"}
_WHERE = {"point": 1, "district": 1, "near": 2, "admin1": 4, "area": 5, "line": 5, "country": 6}
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_CELLS_A_DEGREE, _CELLS_ROUND = 2, 720


def table(picture: Picture) -> Table:
    """Return the table *ucdp*."""
    found = coded(picture)
    rows = tuple(_row(c) for c in found.cases if c.deaths and _anybody(c.deaths))
    return Table("ucdp", columns("ucdp"), rows, tuple(explained(found)))


def _anybody(dead: Deaths) -> bool:
    return max(dead.low, dead.best, dead.high) > 0


def _row(case: Case) -> dict[str, Value]:
    kind, side_a, side_b = _sides(case)
    dead = case.deaths
    event, point = case.event, case.point
    country = case.country.country if case.country else None
    first = [r for r in case.reports if r.copy_of not in event.reports]
    return dict.fromkeys((c.name for c in columns("ucdp")), None) | {
        "id": event.id, "year": int(event.time.start[:4]) if event.time.start else None,
        "type_of_violence": kind, "side_a": side_a, "side_b": side_b,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "number_of_sources": len(first), "source_article": ";".join(map(_article, first)),
        "source_office": _joined(r.publisher for r in first),
        "source_date": _joined(r.published[:10] if r.published else None for r in first),
        "source_headline": _joined(r.title for r in first),
        "source_original": _JOIN.join(case.origins) or None,
        "where_prec": _WHERE.get(case.place.precision) if case.place else None,
        "where_coordinates": case.place.name if case.place else None,
        "where_description": _joined(dict.fromkeys(p.text for c in case.claims for p in c.places)),
        "adm_1": case.admin1.name if case.admin1 else None,
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if point else None,
        "priogrid_gid": grid_cell(*point) if point else None,
        "country": case.country.name if case.country else None,
        "region": region("ucdp", country),
        "event_clarity": 2 if case.total or _summed(case) else 1,
        "date_prec": _date_precision(case.days),
        "date_start": event.time.start, "date_end": event.time.end,
        "deaths_a": 0 if kind == _ONE_SIDED else None,
        "deaths_b": 0 if kind == _ONE_SIDED else None,
        "deaths_civilians": dead.civilians if dead else None,
        "deaths_unknown": dead.best - dead.civilians if dead else None,
        "best": dead.best if dead else None, "high": dead.high if dead else None,
        "low": dead.low if dead else None,
    }  # fmt: skip


def _sides(case: Case) -> tuple[int | None, str | None, str | None]:
    """Return type of violence and the sides' names, the government first (GED 2.2)."""
    doers = [a for a in case.actors if a.kind in _ORGANISED]
    targets = [a for a in case.targets if a.kind in _ORGANISED and a not in doers]
    civilians = any(a.kind == "civilians" for a in case.targets)
    if doers and targets:
        return _two_sided(doers[0], targets[0])
    if doers and civilians:
        return _ONE_SIDED, doers[0].name, "Civilians"
    return None, doers[0].name if doers else None, "Civilians" if civilians else None


def _two_sided(doer: Actor, target: Actor) -> tuple[int, str, str]:
    if doer.kind in _GOVERNMENT:
        return _STATE_BASED, doer.name, target.name
    if target.kind in _GOVERNMENT:
        return _STATE_BASED, target.name, doer.name
    return _NON_STATE, doer.name, target.name


def _article(report: Report) -> str:
    cells = (report.publisher or "", (report.published or "")[:10], report.title)
    return '"' + ",".join(cell.replace('"', "'") for cell in cells) + '"'


def _joined(values: Iterable[str | None]) -> str | None:
    return _JOIN.join(v for v in values if v) or None


def _summed(case: Case) -> bool:
    """Tell whether the count was already added up by a source (GED 2.7)."""
    figures = [f for c in case.claims for f in c.figures if f.kind == "killed"]
    return bool(figures) and all(f.cumulative for f in figures)


def _date_precision(days: int | None) -> int | None:
    if days is None:
        return None
    bounds = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((code for most, code in bounds if days <= most), None)


def grid_cell(latitude: float, longitude: float) -> int:
    """Return the PRIO-GRID cell of a point: half a degree, from the south-west, row by row."""
    row = min(floor((latitude + 90) * _CELLS_A_DEGREE), 359)
    column = min(floor((longitude + 180) * _CELLS_A_DEGREE), _CELLS_ROUND - 1)
    return row * _CELLS_ROUND + column + 1
