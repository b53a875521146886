"""Roads as places: one id for one road, and how two roads stand to each other."""

from __future__ import annotations

import pytest

from consilience.knowledge.roads import (
    Stand,
    is_line,
    joins,
    number_key,
    road_between,
    road_numbered,
    stand,
)
from consilience.model import Place


def _town(id: str, name: str, country: str = "SY", admin1: str = "01") -> Place:
    return Place(
        id=id, name=name, lat=35.0, lon=36.0, country=country, admin1=admin1,
        feature="settlement", precision="point",
    )  # fmt: skip


ALEPPO, HAMA = _town("gn:1", "Aleppo"), _town("gn:2", "Hama", admin1="02")
HOMS, DARAA = _town("gn:3", "Homs", admin1="02"), _town("gn:4", "Daraa", admin1="04")
BEIRUT = _town("gn:5", "Beirut", country="LB")


def test_a_road_is_the_same_from_either_end() -> None:
    assert road_between([ALEPPO, HAMA]) == road_between([HAMA, ALEPPO])
    assert road_between([HAMA, ALEPPO]).name == "Aleppo–Hama road"


def test_a_road_has_no_point() -> None:
    road = road_between([ALEPPO, HAMA])
    assert is_line(road)
    assert (road.lat, road.lon) == (None, None)


def test_a_road_lies_in_what_holds_both_its_ends() -> None:
    assert road_between([HAMA, HOMS]).within == "admin1:SY.02"
    assert road_between([ALEPPO, HAMA]).within == "country:SY"
    assert road_between([HOMS, BEIRUT]).within is None


def test_a_road_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="place that it joins"):
        road_between([])


def test_spellings_of_a_number_meet() -> None:
    assert number_key("M-5") == number_key("M5") == "m5"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (road_between([ALEPPO, HAMA], "m5"), road_numbered("m5", "SY"), "same"),
        (road_between([ALEPPO, HAMA], "m5"), road_between([HOMS, DARAA], "m5"), "same"),
        (road_between([ALEPPO, HAMA], "m5"), road_numbered("m4", "SY"), "apart"),
        (road_between([ALEPPO, HAMA], "m5"), road_numbered("m5", "UA"), "apart"),
        (road_between([ALEPPO, HAMA]), road_between([HOMS, DARAA]), "apart"),
        (road_between([ALEPPO, HAMA]), road_between([ALEPPO, HOMS]), "touch"),
        (road_between([ALEPPO, HAMA]), road_between([ALEPPO]), "touch"),
        (road_between([ALEPPO, HAMA]), road_between([DARAA]), "unknown"),
        (road_between([ALEPPO, HAMA]), road_numbered("m5", "SY"), "unknown"),
    ],
)
def test_two_roads(one: Place, two: Place, expected: Stand) -> None:
    assert stand(one, two) == expected
    assert stand(two, one) == expected


def test_a_road_joins_its_ends_and_what_is_near_them() -> None:
    road = road_between([ALEPPO, HAMA])
    near = Place(
        id="near:gn:2", name="near Hama", lat=35.0, lon=36.0, country="SY", admin1="02",
        feature="settlement", precision="near", within="gn:2",
    )  # fmt: skip
    assert joins(road, ALEPPO)
    assert joins(road, near)
    assert not joins(road, HOMS)
