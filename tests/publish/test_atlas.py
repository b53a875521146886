from dataclasses import replace

import pytest

from consilience.model import Place, PlacePrecision
from consilience.publish import basemap
from consilience.publish.atlas import Sheet, Spot, sheet
from consilience.publish.basemap import Window


def spot(name: str, lat: float, lon: float, precision: PlacePrecision = "point") -> Spot:
    place = Place(id=name, name=name, lat=lat, lon=lon, country=None, admin1=None, feature="P",
                  precision=precision)  # fmt: skip
    return Spot(place=place, name=name, events=1, contested=False)


def drawn(*spots: Spot) -> Sheet:
    made = sheet(list(spots), [], 900, 560)
    assert made
    return made


ALEPPO, IDLIB = spot("Aleppo", 36.2, 37.16), spot("Idlib", 35.93, 36.63)


def test_a_point_is_a_dot_and_a_district_a_disc() -> None:
    made = drawn(ALEPPO, spot("Northern quarter", 36.4, 37.5, "district"))
    radius = {m.spot.name: m.radius for m in made.marks}
    assert radius["Aleppo"] == 0
    assert radius["Northern quarter"] > 0


def test_what_is_less_sure_is_drawn_wider() -> None:
    kinds: tuple[PlacePrecision, ...] = ("district", "near", "area", "admin1")
    made = drawn(*(spot(kind, 35 + n, 37, kind) for n, kind in enumerate(kinds)))
    radius = {m.spot.name: m.radius for m in made.marks}
    assert sorted(kinds, key=lambda kind: radius[kind]) == list(kinds)


@pytest.mark.parametrize("precision", ["country", "unknown"])
def test_a_country_is_never_drawn(precision: PlacePrecision) -> None:
    assert sheet([spot("Syria", 35, 38, precision)], [], 900, 560) is None


def test_a_place_without_a_point_is_never_drawn() -> None:
    nowhere = replace(ALEPPO, place=replace(ALEPPO.place, lat=None, lon=None))
    assert sheet([nowhere], [], 900, 560) is None


def test_north_is_up_and_east_is_right() -> None:
    at = {m.spot.name: (m.x, m.y) for m in drawn(ALEPPO, IDLIB).marks}
    assert at["Aleppo"][0] > at["Idlib"][0]
    assert at["Aleppo"][1] < at["Idlib"][1]


def test_every_mark_stands_on_the_sheet() -> None:
    made = drawn(ALEPPO, IDLIB, spot("Hama", 35.13, 36.75))
    assert all(0 < m.x < 900 and 0 < m.y < 560 for m in made.marks)


def test_a_place_far_away_does_not_shrink_the_rest() -> None:
    made = drawn(replace(ALEPPO, events=9), IDLIB, spot("Moscow", 55.75, 37.6))
    assert [s.name for s in made.outside] == ["Moscow"]
    assert {m.spot.name for m in made.marks} == {"Aleppo", "Idlib"}


def test_a_single_place_has_land_around_it() -> None:
    made = drawn(ALEPPO)
    assert made.scale.km <= 50
    assert made.land.startswith("M")


def test_the_scale_bar_is_true() -> None:
    made = drawn(ALEPPO, IDLIB)
    at = {m.spot.name: (m.x, m.y) for m in made.marks}
    pixels = (
        (at["Aleppo"][0] - at["Idlib"][0]) ** 2 + (at["Aleppo"][1] - at["Idlib"][1]) ** 2
    ) ** 0.5
    km = pixels / made.scale.width * made.scale.km
    assert km == pytest.approx(56.4, abs=1.5)


def test_places_on_one_spot_share_a_label() -> None:
    made = drawn(replace(ALEPPO, events=4), spot("University", 36.201, 37.161, "district"))
    labels = [m.label.text for m in made.marks if m.label]
    assert labels == ["Aleppo and around · 5"]
    assert sorted(m.radius > 0 for m in made.marks) == [False, True]


def test_labels_never_cover_each_other() -> None:
    made = drawn(*(spot(f"Town {n}", 36 + n * 0.02, 37 + n * 0.03) for n in range(12)))
    boxes = [(m.label.x, m.label.y) for m in made.marks if m.label]
    assert len(boxes) == len(set(boxes))


def test_towns_without_events_are_for_orientation() -> None:
    made = sheet([ALEPPO, IDLIB], [spot("Halfway", 36.05, 36.9).place], 900, 560)
    assert made and [t.label.text for t in made.towns] == ["Halfway"]


def test_the_order_of_places_does_not_matter() -> None:
    hama = spot("Hama", 35.13, 36.75)
    assert drawn(ALEPPO, IDLIB, hama) == drawn(hama, ALEPPO, IDLIB)


def test_land_is_clipped_to_the_window() -> None:
    window = Window(35.5, 35.0, 38.5, 37.0)
    rings = [ring for polygon in basemap.land(window) for ring in polygon]
    assert rings
    for x, y in (point for ring in rings for point in ring):
        assert window.west - 1e-6 <= x <= window.east + 1e-6
        assert window.south - 1e-6 <= y <= window.north + 1e-6


def test_the_open_sea_has_no_land_and_no_boundary() -> None:
    ocean = Window(-140.0, -40.0, -130.0, -30.0)
    assert basemap.land(ocean) == []
    assert basemap.boundaries(ocean) == []


def test_boundaries_near_aleppo_are_there() -> None:
    assert basemap.boundaries(Window(36.0, 36.0, 38.0, 37.0))


def test_the_basemap_is_small() -> None:
    assert basemap.FILE.stat().st_size < 1_500_000
