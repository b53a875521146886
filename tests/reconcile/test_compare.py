"""How far two values of one slot agree."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, combinations_with_replacement
from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Place, TimeRef
from consilience.reconcile.compare import Verdict, figures, times, types
from consilience.reconcile.compare.places import kilometres
from consilience.reconcile.compare.types import KIN

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

AGREE, COMPATIBLE = Verdict.AGREE, Verdict.COMPATIBLE
UNKNOWN, CONFLICT = Verdict.UNKNOWN, Verdict.CONFLICT


def test_more_agreement_is_a_higher_verdict() -> None:
    assert CONFLICT < UNKNOWN < COMPATIBLE < AGREE


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("hts", "hts", AGREE),
        ("rebels", "hts", COMPATIBLE),  # a word for a class, and one of it
        ("hts", "sna", CONFLICT),  # two named groups
        ("army", "syria", COMPATIBLE),  # a force and its state
        ("jets", "russia", COMPATIBLE),
        ("army", "jets", CONFLICT),  # forces of two countries
        ("rebels", "army", CONFLICT),
        ("hts-drones", "hts", COMPATIBLE),  # a group's arms are its own,
        ("hts-drones", "army", CONFLICT),  # not those of any force of the country
        ("hts-drones", "sna", CONFLICT),
        ("civilians", "army", UNKNOWN),  # who is hit is not who hits
    ],
)
def test_actors(world: World, one: str, two: str, verdict: Verdict) -> None:
    cast = world.evidence().cast
    assert cast.compare(one, two) is verdict
    assert cast.compare(two, one) is verdict


def test_lists_of_actors_agree_where_any_two_do(world: World) -> None:
    cast = world.evidence().cast
    assert cast.compare_any(["hts", "sna"], ["army", "sna"]) is AGREE
    assert cast.compare_any([], ["army"]) is UNKNOWN


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("aleppo", "aleppo", AGREE),
        ("hamdaniya", "aleppo", COMPATIBLE),
        ("saraqib", "idlib-province", COMPATIBLE),
        ("saraqib", "sy", COMPATIBLE),
        ("aleppo", "hama", CONFLICT),
        ("old-mill", "hama", UNKNOWN),  # no point, no container: nothing to tell by
    ],
)
def test_places(world: World, one: str, two: str, verdict: Verdict) -> None:
    where = world.evidence().map
    assert where.compare(one, two) is verdict
    assert where.compare(two, one) is verdict


def test_a_town_with_its_provinces_name_may_mean_the_province(world: World) -> None:
    old = world.places
    province: Mapping[str, Place] = {p: old[p] for p in ("idlib-province",)}
    named = Place(
        id="idlib-province", name="Idlib", lat=35.8, lon=36.7, country="SY", admin1="SY.12",
        feature="ADM1", precision="admin1", within="sy",
    )  # fmt: skip
    assert set(province) == {named.id}
    world.places["idlib-province"] = named
    assert world.evidence().map.compare("idlib", "saraqib") is COMPATIBLE


def test_the_narrowest_place_is_the_most_specific(world: World) -> None:
    where = world.evidence().map
    assert where.narrowest(["sy", "idlib-province", "saraqib"]) == "saraqib"
    assert where.narrowest([]) is None


def test_distance_needs_two_points(world: World) -> None:
    where = world.evidence().map
    assert kilometres(where.get("aleppo"), where.get("old-mill")) is None
    assert kilometres(where.get("aleppo"), where.get("hama")) == pytest.approx(124, abs=2)


def _day(start: str | None, end: str | None = None) -> TimeRef:
    return TimeRef(
        text=None, span_start=None, span_end=None, start=start, end=end or start, precision="day"
    )


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        (_day("2024-11-29"), _day("2024-11-29"), AGREE),
        (_day("2024-11-29"), _day("2024-11-30"), COMPATIBLE),  # a night
        (_day("2024-11-25", "2024-11-30"), _day("2024-11-29"), COMPATIBLE),
        (_day("2024-11-27"), _day("2024-11-29"), CONFLICT),
        (_day("2024-11-29"), _day(None), UNKNOWN),
    ],
)
def test_times(one: TimeRef, two: TimeRef, verdict: Verdict) -> None:
    assert times.compare(one, two) is verdict
    assert times.compare(two, one) is verdict


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ((4, 4), (4, 4), AGREE),
        ((10, None), (12, 12), COMPATIBLE),  # at least 10
        ((0, 20), (12, 12), COMPATIBLE),  # up to 20
        ((4, 4), (9, 9), CONFLICT),
        ((10, None), (7, 7), CONFLICT),
    ],
)
def test_counts(killed: Any, one: tuple[int, int], two: tuple[int, int], verdict: Verdict) -> None:
    assert figures.compare([killed(*one)], [killed(*two)]) is verdict
    assert figures.compare([killed(*two)], [killed(*one)]) is verdict


def test_counts_of_other_fates_say_nothing_of_each_other(killed: Any, counted: Any) -> None:
    assert figures.compare([killed(4)], [counted("injured", 4)]) is UNKNOWN


def test_people_may_be_the_civilians_of_another_account(killed: Any) -> None:
    assert figures.compare([killed(4)], [killed(4, victims="unknown")]) is AGREE


def test_soldiers_are_not_civilians(killed: Any) -> None:
    assert figures.compare([killed(4)], [killed(4, victims="soldiers")]) is CONFLICT


def test_a_part_is_not_weighed_against_a_whole(killed: Any) -> None:
    assert figures.compare([killed(4), killed(2, part_of=0)], [killed(2)]) is CONFLICT


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("shelling", "shelling", AGREE),
        ("attack", "shelling", COMPATIBLE),
        ("casualties", "air_drone_strike", COMPATIBLE),
        ("takes_territory", "government_regains_territory", COMPATIBLE),
        ("suicide_bomb", "remote_explosive", COMPATIBLE),
        ("ceasefire", "agreement", COMPATIBLE),
        ("attack", "takes_territory", CONFLICT),
        ("peaceful_protest", "shelling", CONFLICT),
    ],
)
def test_types(world: World, one: str, two: str, verdict: Verdict) -> None:
    family = {t.id: t.family for t in world.types.values()}
    assert types.compare(one, two, (family[one], family[two])) is verdict
    assert types.compare(two, one, (family[two], family[one])) is verdict


# ------------------------------------------------------------ either way round


def test_every_pair_of_kin_is_compatible_either_way(world: World) -> None:
    for kin in KIN:
        for one, two in combinations(sorted(kin), 2):
            families = world.types[one].family, world.types[two].family
            assert types.compare(one, two, families) is COMPATIBLE
            assert types.compare(two, one, families[::-1]) is COMPATIBLE


def test_types_compare_either_way(world: World) -> None:
    for one, two in combinations_with_replacement(sorted(world.types), 2):
        families = world.types[one].family, world.types[two].family
        assert types.compare(one, two, families) is types.compare(two, one, families[::-1])


def test_actors_and_places_compare_either_way(world: World) -> None:
    evidence = world.evidence()
    for actors in combinations_with_replacement(sorted(evidence.actors), 2):
        assert evidence.cast.compare(*actors) is evidence.cast.compare(*actors[::-1])
    for places in combinations_with_replacement(sorted(evidence.places), 2):
        assert evidence.map.compare(*places) is evidence.map.compare(*places[::-1])


def test_times_and_figures_compare_either_way(killed: Any) -> None:
    days = [_day(None), _day("2024-11-28", "2024-11-29"), _day("2024-11-30")]
    for one, two in combinations_with_replacement(days, 2):
        assert times.compare(one, two) is times.compare(two, one)
    counts = [killed(4), killed(3, None), killed(0, 2), killed(4, victims="unknown"),
              killed(9, cumulative=True)]  # fmt: skip
    for a, b in combinations_with_replacement(counts, 2):
        assert figures.compare([a], [b]) is figures.compare([b], [a])


def test_the_article_written_as_one_word_is_no_part_of_a_name(world: World) -> None:
    for id, name in (("k1", "Alkubra"), ("k2", "al-Kubra"), ("k3", "Zubra")):
        world.places[id] = Place(
            id=id, name=name, lat=None, lon=None, country="SY", admin1=None, feature="P",
            precision="unknown", within=None,
        )  # fmt: skip
    found = world.evidence().map
    assert found.relation("k1", "k2") == "alike"
    assert found.relation("k1", "k3") == "other"
