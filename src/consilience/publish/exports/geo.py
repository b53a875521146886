"""Events on a map: GeoJSON (RFC 7946) and KML (OGC 2.2).

In: a `Picture`. Out: one feature an event, its precision and grade beside it. An
event whose place has no honest point keeps its row without a geometry: RFC 7946
(3.2) and KML both allow that, and no country's middle is ever shown as a point.
"""

from __future__ import annotations

import json
import re
from typing import Any

from consilience.model import Picture
from consilience.publish.exports.tables import Row, tables

# What XML 1.0 cannot hold at all.
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def geojson(picture: Picture) -> bytes:
    """Return the events as a GeoJSON FeatureCollection."""
    features = [_feature(row) for row in _located(picture)]
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def kml(picture: Picture) -> bytes:
    """Return the events as a KML document, a folder a grade."""
    from fastkml import KML, Document, Folder  # noqa: PLC0415 - only this format needs it

    document = Document(name="Consilience: events")
    for grade in sorted({str(row["grade"]) for row in _located(picture)}):
        folder = Folder(name=grade)
        for row in _located(picture):
            if row["grade"] == grade:
                folder.append(_placemark(row))
        document.append(folder)
    return KML(features=[document]).to_string(prettyprint=True).encode()


def _located(picture: Picture) -> tuple[Row, ...]:
    return tables(picture)[0].rows


def _point(row: Row) -> tuple[float, float] | None:
    latitude, longitude = row["latitude"], row["longitude"]
    honest = row["place_precision"] not in {"country", "unknown", None}
    if (
        not honest
        or not isinstance(latitude, float | int)
        or not isinstance(longitude, float | int)
    ):
        return None
    return float(longitude), float(latitude)


def _feature(row: Row) -> dict[str, Any]:
    at = _point(row)
    kept = {k: v for k, v in row.items() if k not in {"latitude", "longitude", "event"}}
    geometry = {"type": "Point", "coordinates": list(at)} if at else None
    return {"type": "Feature", "id": row["event"], "geometry": geometry, "properties": kept}


def _placemark(row: Row) -> Any:
    from fastkml import Data, ExtendedData, Placemark, TimeSpan  # noqa: PLC0415
    from fastkml.times import KmlDateTime  # noqa: PLC0415
    from pygeoif.geometry import Point  # noqa: PLC0415

    at = _point(row)
    start, end = (KmlDateTime.parse(str(row[k])) if row[k] else None for k in ("start", "end"))
    cells = [
        Data(name=k, value=_plain(v)) for k, v in row.items() if v is not None and k != "summary"
    ]
    return Placemark(
        id=str(row["event"]), name=_plain(row["summary"]),
        description=f"{_plain(row['grade'])}: {_plain(row['grade_reason'])}",
        times=TimeSpan(begin=start, end=end) if start and end else None,
        geometry=Point(*at) if at else None, extended_data=ExtendedData(elements=cells),
    )  # fmt: skip


def _plain(value: object) -> str:
    return _NOT_XML.sub("", str(value))
