"""Two places: the same, one inside the other, or apart."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from consilience.knowledge.roads import is_line, joins, stand
from consilience.knowledge.spelling import fold, skeleton
from consilience.model import Place
from consilience.reconcile.compare.remembered import Remembered
from consilience.reconcile.compare.verdict import Verdict

# Two settlements nearer than this are told as one place often enough (UCDP: about 25 km is near).
_NEAR_KM = 8.0
_REACH_KM = {"area": 40.0, "near": 15.0}
_WIDE = {"country", "admin1", "area", "line"}
# Precisions of spots and of places that no gazetteer has.
_UNLISTED = {"unknown", "district"}
# Words that frame a name and tell nothing of which place it is.
_FRAMES = frozenset(
    "area areas city town village neighborhood neighbourhood neighborhoods neighbourhoods district "  # noqa: SIM905
    "districts suburb street square north south east west northern southern eastern western "
    "old new rural countryside of in the near".split()
)
_SHORTEST_SOUND = 3
# The Arabic article written as one word with the name: *Alkobra* for *al-Kubra*.
_ARTICLE = re.compile(r"^[ae]l(?=[^aeiou\W]\w{3})")


@lru_cache(maxsize=50_000)
def _sounds(name: str) -> frozenset[str]:
    """Return the consonants of each word of a name that says which place it is."""
    words = [_ARTICLE.sub("", w) for w in fold(name).split() if w not in _FRAMES]
    keys = {re.sub(r"[aeiou]", "", w) for w in skeleton(" ".join(words)).split()}
    return frozenset(k for k in keys if len(k) >= _SHORTEST_SOUND)


class Map:
    """The places of a picture, with who lies in whom."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._relations: Remembered[tuple[str, str], str] = Remembered()
        self._apart: Remembered[tuple[frozenset[str], frozenset[str]], bool] = Remembered()
        # How the places of two accounts lie, told and taken over of each: see `likeness`.
        self.nearest: Remembered[tuple[frozenset[str], ...], tuple[str, ...]] = Remembered()

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

    def sounds(self, place_id: str) -> frozenset[str]:
        """Return what a place's name sounds like, where no wider place is meant by it."""
        place = self._places[place_id]
        return frozenset() if place.precision in _WIDE else _sounds(place.name)

    def compare(self, one: str, two: str) -> Verdict:
        """Return AGREE for one place, COMPATIBLE for nested or neighbouring ones."""
        if one == two:
            return Verdict.AGREE
        if one in self.chain(two) or two in self.chain(one):
            return Verdict.COMPATIBLE
        a, b = self._places[one], self._places[two]
        if is_line(a) or is_line(b):
            return _compare_road(a, b) if is_line(a) else _compare_road(b, a)
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

    def relation(self, one: str, two: str) -> str:
        """Return in one word how two places lie to each other.

        `same:spot`, `same:town`, `same:capital`, `same:wide`, `same:country`, `nested`,
        `near`, `alike` (one name in two spellings), `other` (two names of spots),
        `unrelated` (nothing tells), `apart`.
        """
        key = (one, two) if one < two else (two, one)
        found = self._relations.get(key)
        return self._relations.keep(key, self._relate(*key)) if found is None else found

    def sets_apart(self, one: frozenset[str], two: frozenset[str]) -> bool:
        """Tell whether every place of the one lies apart from every place of the other."""
        found = self._apart.get((one, two))
        if found is None:
            every = all(self.relation(a, b) == "apart" for a in one for b in two)
            return self._apart.keep((one, two), every)
        return found

    def _relate(self, one: str, two: str) -> str:
        if one == two:
            return "same:" + self._size(self._places[one])
        a, b = self._places[one], self._places[two]
        if is_line(a) and is_line(b) and stand(a, b) == "same":
            return "same:wide"
        if _UNLISTED & {a.precision, b.precision} and self._one_name(a, b):
            return "alike"
        verdict = self.compare(one, two)
        if verdict is Verdict.CONFLICT:
            return "apart"
        if verdict is Verdict.UNKNOWN:
            spots = {a.precision, b.precision} <= _UNLISTED
            return "other" if spots else "unrelated"
        if "country" in {a.precision, b.precision}:
            return "nested:country"
        nested = one in self.chain(two) or two in self.chain(one)
        nested = nested or self._holds(a, b) or self._holds(b, a)
        return "nested" if nested else "near"

    @staticmethod
    def _size(place: Place) -> str:
        if place.precision == "country":
            return "country"
        if place.precision in _WIDE or place.precision == "near":
            return "wide"
        if place.precision in _UNLISTED:
            return "spot"
        return "capital" if place.feature == "capital" else "town"

    @staticmethod
    def _one_name(one: Place, two: Place) -> bool:
        """Tell whether two places of one country can be one name in two spellings."""
        if one.country and two.country and one.country != two.country:
            return False
        if one.admin1 and two.admin1 and one.admin1 != two.admin1:
            return False
        a, b = _sounds(one.name), _sounds(two.name)
        return bool(a and b) and (a <= b or b <= a)

    def inmost(self, ids: Iterable[str]) -> list[str]:
        """Return the places that contain none of the others, in order of id."""
        found = sorted(set(ids))
        outer = {p for i in found for p in self.chain(i)[1:]}
        return [i for i in found if i not in outer]

    def narrowest_both(
        self, one: frozenset[str], two: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return of two sets of places the spots, else the towns, where both have such."""
        for narrow in (_UNLISTED, _UNLISTED | {"point"}):
            ours, theirs = (
                frozenset(p for p in side if self._places[p].precision in narrow)
                for side in (one, two)
            )
            if ours and theirs:
                return ours, theirs
        return one, two

    def _holds(self, outer: Place, inner: Place) -> bool:
        if outer.precision == "country":
            return outer.country == inner.country
        same_region = outer.admin1 is not None and outer.admin1 == inner.admin1
        wide = outer.precision in _WIDE - {"line"} or self._names_its_region(outer)
        return wide and same_region and outer.country == inner.country

    def _names_its_region(self, place: Place) -> bool:
        """Tell whether a town has its province's name, so that a report may mean either.

        UCDP: of two levels with one name, the higher is meant. *Near* such a town is anywhere
        in the province.
        """
        chain = [self._places[p] for p in self.chain(place.id)]
        name = chain[1].name if place.precision == "near" and len(chain) > 1 else place.name
        return any(p.precision == "admin1" and fold(p.name) == fold(name) for p in chain)

    def narrowest(self, ids: list[str]) -> str | None:
        """Return the most specific place; among equals the one most often named, then by id."""
        order = ["district", "point", "near", "line", "area", "admin1", "unknown", "country"]
        return min(
            sorted(set(ids)),
            key=lambda i: (order.index(self._places[i].precision), -ids.count(i), i),
            default=None,
        )


def _compare_road(road: Place, place: Place) -> Verdict:
    """Compare a road with another road, or with a place that it leads to or lies in."""
    if is_line(place):
        found = {"same": Verdict.AGREE, "touch": Verdict.COMPATIBLE, "apart": Verdict.CONFLICT}
        return found.get(stand(road, place), Verdict.UNKNOWN)
    if road.country and place.country and road.country != place.country:
        return Verdict.CONFLICT
    fits = joins(road, place) or place.precision == "country"
    return Verdict.COMPATIBLE if fits else Verdict.UNKNOWN


def kilometres(one: Place, two: Place) -> float | None:
    """Return the great-circle distance in kilometres; None where one has no point."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((b - a) / 2) ** 2
    turn = math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half + math.cos(a) * math.cos(b) * turn))
