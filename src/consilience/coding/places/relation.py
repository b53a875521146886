"""How two places of one report stand to each other: one, nested, apart, or not to be told.

In: two places and the gazetteer. Out: a `Relation`. Places that are near each other on the
map count as nested where one of them is told only roughly (*near Damascus*, *the eastern
suburbs*); UCDP's codebook takes a name that a town and its province share for either.
"""

from __future__ import annotations

from typing import Literal

from consilience.coding.places.choice import kilometres
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.roads import is_line, joins, stand
from consilience.knowledge.spelling import fold
from consilience.model import Place

Relation = Literal["same", "nested", "apart", "unknown"]

_ROUGH_KM = {"near": 25.0, "area": 40.0}
_NEAR_KM = 25.0
_TOWN_KM = 15.0  # a quarter lies no further from the middle of its town
_PART_FEATURES = {"district", "facility", "installation"}


def relate(one: Place, two: Place, gazetteer: Gazetteer) -> Relation:
    """Return how the two stand to each other; the order does not matter."""
    if one.id == two.id:
        return "same"
    if is_line(one) or is_line(two):
        return _relate_road(one, two) if is_line(one) else _relate_road(two, one)
    if one.country and two.country and one.country != two.country:
        return "apart"
    if is_inside(one, two, gazetteer) or is_inside(two, one, gazetteer):
        return "nested"
    near = _distance(one, two)
    if near is None:
        return "apart" if _is_named_spot(one) and _is_named_spot(two) else "unknown"
    reach = max(_ROUGH_KM.get(p.precision, 0.0) for p in (one, two))
    return "nested" if near <= reach else "apart"


def _relate_road(road: Place, place: Place) -> Relation:
    """Return how a road stands to another road or place: nested where one leads to the other."""
    if is_line(place):
        found: dict[str, Relation] = {"same": "same", "apart": "apart"}
        return found.get(stand(road, place), "unknown")
    if road.country and place.country and road.country != place.country:
        return "apart"
    return "nested" if joins(road, place) or _covers(place, road) else "unknown"


def _covers(wide: Place, road: Place) -> bool:
    """Tell whether all of a road lies in a country or province."""
    return wide.id == road.within or wide.precision == "country"


def is_inside(inner: Place, outer: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether the first can be a part of the second, by name, division or distance."""
    if inner.id == outer.id or (inner.country and inner.country != outer.country):
        return False
    if is_line(inner) or is_line(outer):
        return not is_line(outer) and _covers(outer, inner)
    if outer.id == inner.within or outer.precision == "country":
        return True
    if inner.precision in {"admin1", "country"} or inner.precision == outer.precision == "area":
        return False
    if outer.precision == "near":
        site = outer.feature == "facility"  # a school of a town holds no other place
        beside = not site and (inner.precision != "near" or _is_only_named(inner))
        return beside and (_is_anywhere(inner) or _is_round(inner, outer))
    if outer.precision == "area" and (outer.within or "").startswith("country:"):
        return True
    if outer.within == inner.within and _is_only_named(inner) and _is_quarter(outer):
        return True  # a street of the town, which may be in its north
    return _is_in_division(inner, outer, gazetteer) or _is_in_town(inner, outer)


def _is_quarter(area: Place) -> bool:
    """Tell a part that a direction takes of a town (*the north of Homs*)."""
    of_town = area.within is not None and not area.within.startswith(("country:", "admin1:"))
    return area.id.startswith("area:") and of_town


def _is_anywhere(place: Place) -> bool:
    """Tell a settlement that only the report knows, of which it says no more than the country."""
    said = place.within is not None and not place.within.startswith("country:")
    return place.id.startswith("place:") and place.feature == "settlement" and not said


def _is_only_named(place: Place) -> bool:
    """Tell a quarter, street or site that no gazetteer has."""
    return place.id.startswith(("place:", "facility:")) and place.precision != "area"


def _is_in_division(inner: Place, outer: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether the outer is a province, a part or the namesake of one, and holds the inner."""
    region = outer.precision == "area" and (outer.within or "").startswith("admin1:")
    division = region or outer.precision == "admin1" or names_its_region(outer, gazetteer)
    return division and outer.admin1 is not None and inner.admin1 in {None, outer.admin1}


def _is_round(inner: Place, outer: Place) -> bool:
    distance = _distance(inner, outer)
    return distance is not None and distance <= _ROUGH_KM.get(inner.precision, _NEAR_KM)


def _is_in_town(part: Place, town: Place) -> bool:
    if town.precision != "point" or not is_part(part):
        return False
    distance = _distance(part, town)
    return part.admin1 in {None, town.admin1} and (distance is None or distance <= _TOWN_KM)


def names_its_region(place: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether a town has its province's name, so that the report may mean either."""
    region = gazetteer.by_id(f"admin1:{place.country}.{place.admin1}")
    return region is not None and fold(region.place.name) == fold(place.name)


def is_part(place: Place) -> bool:
    """Tell a part of a town, or a thing that stands in one."""
    return place.precision == "district" or place.feature in _PART_FEATURES


def _is_named_spot(place: Place) -> bool:
    """Tell a settlement or smaller, with a point or only a name."""
    return place.precision in {"point", "district", "near", "unknown"}


def _distance(one: Place, two: Place) -> float | None:
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    return kilometres((one.lat, one.lon), (two.lat, two.lon))
