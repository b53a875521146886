"""Roads as places: a line between towns, known by its ends or by its number.

In: the places that a road joins, or a number (*M5, Route 443*) and a country. Out: a `Place`
without a point, whose id is the same whatever order the ends are told in and whatever word
for road; and how two such places stand to each other. UCDP GED codes such an event as on a
linear feature (codebook 19.1, where_prec 5): the middle of a road, or one of its towns, would
be a point that nobody has told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from consilience.model import Place

Stand = Literal["same", "touch", "apart", "unknown"]

_PREFIX = "road:"
_BETWEEN = "~"
_NUMBER = "road"  # the key of a road's number among the place's other ids


def road_between(ends: Sequence[Place], number: str | None = None) -> Place:
    """Return the road that joins two places, or that leads to one, in whatever order.

    `number` is its number where the text equates them. Raises ValueError without an end.
    """
    if not ends:
        raise ValueError("A road needs a place that it joins: give one or two, or use its number.")
    told = sorted({end.id: end for end in ends}.values(), key=lambda p: (p.name, p.id))
    country = _common(p.country for p in told)
    admin1 = _common(p.admin1 for p in told) if country else None
    names = "–".join(p.name for p in told)
    return Place(
        id=_PREFIX + _BETWEEN.join(sorted(p.id for p in told)),
        name=f"{names} road" if len(told) > 1 else f"road to {names}",
        lat=None, lon=None, country=country, admin1=admin1, feature="road", precision="line",
        within=_outer(country, admin1), ids={_NUMBER: number} if number else None,
    )  # fmt: skip


def road_numbered(number: str, country: str | None) -> Place:
    """Return the road of which only the number is told, in the country that the report is of."""
    name = f"Route {number}" if number.isdigit() else f"{number.upper()} road"
    return Place(
        id=f"{_PREFIX}{number}@{country or ''}", name=name,
        lat=None, lon=None, country=country, admin1=None, feature="road", precision="line",
        within=_outer(country, None), ids={_NUMBER: number},
    )  # fmt: skip


def number_key(words: str) -> str:
    """Return what all spellings of a road's number share: *M-5*, *M5* and *m 5* are one."""
    return re.sub(r"\W", "", words).lower()


def is_line(place: Place) -> bool:
    """Tell whether the place is a road without a point."""
    return place.precision == "line"


def joins(road: Place, place: Place) -> bool:
    """Tell whether a road leads to a place, or to the place that this one is near."""
    return bool(_ends(road) & {place.id, place.within if place.precision == "near" else place.id})


def stand(one: Place, two: Place) -> Stand:
    """Return how two roads stand to each other; the order does not matter.

    One number in one country is one road, told by other ends; roads with an end in common may
    be one or not.
    """
    if one.id == two.id:
        return "same"
    numbers = {_number(one), _number(two)} - {None}
    both = _number(one) is not None and _number(two) is not None
    if one.country and two.country and one.country != two.country:
        return "unknown" if not both and _ends(one) & _ends(two) else "apart"
    if both:
        return "same" if len(numbers) == 1 else "apart"
    ours, theirs = _ends(one), _ends(two)
    if ours & theirs:
        return "touch"
    return "apart" if len(ours) > 1 and len(theirs) > 1 else "unknown"


def _common(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _outer(country: str | None, admin1: str | None) -> str | None:
    if country is None:
        return None
    return f"admin1:{country}.{admin1}" if admin1 else f"country:{country}"


def _ends(road: Place) -> set[str]:
    body = road.id.removeprefix(_PREFIX)
    named = _number(road) is not None and body.startswith(f"{_number(road)}@")
    return set() if named else set(body.split(_BETWEEN))


def _number(road: Place) -> str | None:
    return (road.ids or {}).get(_NUMBER)
