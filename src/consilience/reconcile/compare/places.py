"""Two places: the same, one inside the other, or apart."""

from __future__ import annotations

import math
from collections.abc import Mapping

from consilience.knowledge.spelling import fold
from consilience.model import Place
from consilience.reconcile.compare.verdict import Verdict

# Two settlements nearer than this are told as one place often enough (UCDP: about 25 km is near).
_NEAR_KM = 8.0
_REACH_KM = {"area": 40.0, "near": 15.0}
_WIDE = {"country", "admin1", "area"}


class Map:
    """The places of a picture, with who lies in whom."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places

    def get(self, place_id: str) -> Place:
        """Return the place."""
        return self._places[place_id]

    def chain(self, place_id: str) -> list[str]:
        """Return the place and all that contain it, inmost first."""
        out: list[str] = []
        here: str | None = place_id
        while here is not None and here in self._places and here not in out:
            out.append(here)
            here = self._places[here].within
        return out

    def compare(self, one: str, two: str) -> Verdict:
        """Return AGREE for one place, COMPATIBLE for nested or neighbouring ones."""
        if one == two:
            return Verdict.AGREE
        if one in self.chain(two) or two in self.chain(one):
            return Verdict.COMPATIBLE
        a, b = self._places[one], self._places[two]
        if a.country and b.country and a.country != b.country:
            return Verdict.CONFLICT
        if self._holds(a, b) or self._holds(b, a):
            return Verdict.COMPATIBLE
        distance = kilometres(a, b)
        if distance is not None and distance <= max(
            _REACH_KM.get(p.precision, _NEAR_KM) for p in (a, b)
        ):
            return Verdict.COMPATIBLE
        if distance is None and not (a.lat is not None and b.lat is not None):
            return Verdict.UNKNOWN
        return Verdict.CONFLICT

    def _holds(self, outer: Place, inner: Place) -> bool:
        if outer.precision == "country":
            return outer.country == inner.country
        same_region = outer.admin1 is not None and outer.admin1 == inner.admin1
        wide = outer.precision in _WIDE or self._names_its_region(outer)
        return wide and same_region and outer.country == inner.country

    def _names_its_region(self, place: Place) -> bool:
        """Tell whether a town has its province's name, so that a report may mean either.

        UCDP: of two levels with one name, the higher is meant.
        """
        return any(
            self._places[p].precision == "admin1" and fold(self._places[p].name) == fold(place.name)
            for p in self.chain(place.id)
        )

    def narrowest(self, ids: list[str]) -> str | None:
        """Return the most specific place; among equals the one most often named, then by id."""
        order = ["district", "point", "near", "area", "admin1", "unknown", "country"]
        return min(
            sorted(set(ids)),
            key=lambda i: (order.index(self._places[i].precision), -ids.count(i), i),
            default=None,
        )


def kilometres(one: Place, two: Place) -> float | None:
    """Return the great-circle distance in kilometres; None where one has no point."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((b - a) / 2) ** 2
    turn = math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half + math.cos(a) * math.cos(b) * turn))
