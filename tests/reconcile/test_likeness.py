"""Likeness: how much speaks for one happening, slot by slot, each part with its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.model import Claim, Place, PlaceRef, Trigger
from consilience.reconcile.accounts import account
from consilience.reconcile.likeness import Likeness, likeness, likeness_of, shared_words
from consilience.reconcile.slots import slots_of

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY = "2024-11-29"


def _likeness(world: World, one: dict[str, Any], two: dict[str, Any]) -> Likeness:
    first = world.claim(world.report("a"), **one)
    second = world.claim(world.report("b"), **two)
    return likeness(first, second, world.evidence())


def _part(world: World, slot: str, one: dict[str, Any], two: dict[str, Any]) -> float:
    return _of_slot(_likeness(world, one, two), slot)


def _of_slot(found: Likeness, slot: str) -> float:
    """Return what the traits of one slot weigh; 0 where it shows none."""
    return sum(weight for trait, weight in found.parts if trait.split(":")[0] == slot)


def test_the_score_is_the_sum_of_its_parts(world: World, killed: Any) -> None:
    told = {"at": "hama", "day": FRIDAY, "by": ["army"], "figures": [killed(4)]}
    found = _likeness(world, told, told)
    assert found.score == pytest.approx(sum(part for _, part in found.parts))
    assert not found.forbidden


ASPECTS: tuple[dict[str, Any], ...] = (
    {"at": "hama", "day": FRIDAY},
    {"at": "hama", "told": False},
    {"by": ["army"], "on": ["civilians"]},
    {"type": "attack", "at": "hama"},
    {"type": "casualties", "polarity": "denied"},
    {},
)


@pytest.mark.parametrize("one", ASPECTS)
@pytest.mark.parametrize("two", ASPECTS)
def test_the_order_of_two_claims_does_not_matter(
    world: World, one: dict[str, Any], two: dict[str, Any]
) -> None:
    first = world.claim(world.report("a"), **one)
    second = world.claim(world.report("b"), **two)
    evidence = world.evidence()
    assert likeness(first, second, evidence) == likeness(second, first, evidence)


def test_the_order_of_two_families_does_not_matter(world: World) -> None:
    first = world.claim(world.report("a"), "advance", at="hama", day=FRIDAY)
    second = world.claim(world.report("b"), "attack", day=FRIDAY)
    evidence = world.evidence()
    assert likeness(first, second, evidence) == likeness(second, first, evidence)


@pytest.mark.parametrize(
    ("slot", "one", "two"),
    [
        ("type", {"type": "attack"}, {"type": "displacement"}),
        ("place", {"at": "hama"}, {"at": "aleppo"}),
        ("time", {"day": FRIDAY}, {"day": "2024-11-20"}),
    ],
)
def test_another_kind_place_or_day_forbids(
    world: World, slot: str, one: dict[str, Any], two: dict[str, Any]
) -> None:
    found = _likeness(world, one, two)
    assert found.forbidden
    assert _of_slot(found, slot) <= 0


@pytest.mark.parametrize(
    ("slot", "one", "two"),
    [
        ("actors", {"by": ["rebels"]}, {"by": ["army"]}),
        ("targets", {"on": ["hts"]}, {"on": ["army"]}),
    ],
)
def test_another_actor_weighs_against_but_does_not_forbid(
    world: World, slot: str, one: dict[str, Any], two: dict[str, Any]
) -> None:
    found = _likeness(world, one, two)
    assert _of_slot(found, slot) < 0
    assert not found.forbidden


@pytest.mark.parametrize("slot", ["place", "actors", "targets", "figures"])
def test_what_one_leaves_out_weighs_nothing(world: World, killed: Any, slot: str) -> None:
    full = {"at": "hama", "by": ["army"], "on": ["civilians"], "figures": [killed(9)]}
    assert _part(world, slot, full, {}) == 0


def test_a_town_says_more_than_a_province(world: World) -> None:
    town = _part(world, "place", {"at": "saraqib"}, {"at": "saraqib"})
    province = _part(world, "place", {"at": "idlib-province"}, {"at": "idlib-province"})
    assert town > province > 0


def test_a_place_that_is_told_says_more_than_one_taken_over(world: World) -> None:
    told = _part(world, "place", {"at": "hama"}, {"at": "hama"})
    taken = _part(world, "place", {"at": "hama"}, {"at": "hama", "told": False})
    assert told > taken > 0


def test_a_place_taken_over_does_not_forbid(world: World) -> None:
    found = _likeness(world, {"at": "hama"}, {"at": "aleppo", "told": False})
    assert _of_slot(found, "place") < 0
    assert not found.forbidden


def test_a_large_count_says_more_than_a_small_one(world: World, killed: Any) -> None:
    large = _part(world, "figures", {"figures": [killed(27)]}, {"figures": [killed(27)]})
    small = _part(world, "figures", {"figures": [killed(2)]}, {"figures": [killed(2)]})
    assert large > small > 0


def test_a_count_over_two_towns_is_none_of_one_of_them(world: World, killed: Any) -> None:
    also = PlaceRef(place="saraqib", text="saraqib", start=0, end=1, role="at")

    def over_both(report: str) -> Claim:
        one = world.claim(report, at="hama", day=FRIDAY, figures=[killed(27)])
        both = replace(one, places=(*one.places, replace(also, start=one.start, end=one.end)))
        world.claims[-1] = both
        return both

    first, second = over_both(world.report("a")), over_both(world.report("b"))
    town = world.claim(world.report("c"), at="hama", day=FRIDAY, figures=[killed(27)])
    evidence = world.evidence()
    assert _of_slot(likeness(first, town, evidence), "figures") == 0
    assert _of_slot(likeness(first, second, evidence), "figures") > 0
    assert account([first.id, first.id], evidence).spread
    assert not account([first.id, town.id], evidence).spread


def test_a_sum_of_strikes_is_not_strikes_without_day_and_count(world: World, killed: Any) -> None:
    many = {"at": "hama", "by": ["army"], "figures": [replace(killed(125), kind="strikes")]}
    vague = {"at": "hama", "by": ["army"]}
    assert _likeness(world, many, vague).forbidden
    assert _likeness(world, vague, many).forbidden
    assert not _likeness(world, many, vague | {"day": FRIDAY}).forbidden
    assert not _likeness(world, many, many).forbidden


def test_a_car_bomb_is_no_air_strike_as_a_blast_may_be(world: World) -> None:
    struck = {"type": "air_drone_strike", "at": "hama", "day": FRIDAY}
    blast = {"type": "remote_explosive", "at": "hama", "day": FRIDAY}
    car = blast | {"quote": "A car bomb went off in Hama."}
    driver = blast | {"type": "suicide_bomb"}
    assert _likeness(world, struck, car).forbidden
    assert not _likeness(world, struck, blast).forbidden
    assert not _likeness(world, blast, car).forbidden
    assert not _likeness(world, driver, car).forbidden


def test_the_same_words_say_the_same_thing(world: World) -> None:
    quote = "Shells hit the covered market of the old town at noon."
    same = _part(world, "words", {"quote": quote}, {"quote": quote})
    other = _part(world, "words", {"quote": quote}, {"quote": "Miners marched to the palace."})
    assert same > max(0, other)


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        ("shells hit Saraqib", "shells hit Saraqeb", 1.0),  # two spellings of a name
        ("the shells of it", "shells", 1.0),  # small words do not count
        ("shells hit Hama", "shells struck Hama", 0.5),
        ("the of", "shells", 0.0),
        ("", "", 0.0),
    ],
)
def test_shared_words(one: str, two: str, share: float) -> None:
    assert shared_words(one, two) == share


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60), st.text(max_size=60))
def test_shared_words_are_a_share(one: str, two: str) -> None:
    assert 0 <= shared_words(one, two) == shared_words(two, one) <= 1


def _quarter(world: World, id: str) -> str:
    world.places[id] = Place(
        id=id, name=id.title(), lat=None, lon=None, country="SY", admin1="SY.09",
        feature="district", precision="district", within="aleppo",
    )  # fmt: skip
    return id


def test_two_quarters_are_two_places_though_the_city_is_told_beside_one(world: World) -> None:
    market, dock = _quarter(world, "marketside"), _quarter(world, "dockside")
    report = world.report("a")
    one = world.claim(report, at=market, day=FRIDAY, quote="Shells fell on Marketside.")
    beside = world.claim(report, at="aleppo", day=FRIDAY, quote="Shells fell on Aleppo.")
    two = world.claim(world.report("b"), at=dock, day=FRIDAY, quote="Mortars hit Dockside.")
    evidence = world.evidence()
    found = likeness_of(
        account([one.id, beside.id], evidence), account([two.id], evidence), evidence
    )
    assert "place:other" in dict(found.parts)


def test_near_a_town_of_the_provinces_name_is_anywhere_in_the_province(world: World) -> None:
    near = _near(world, "idlib")
    assert "place:nested" in dict(_likeness(world, {"at": near}, {"at": "saraqib"}).parts)


def test_near_another_town_is_not_the_whole_province(world: World) -> None:
    world.places["jisr"] = Place(
        id="jisr", name="Jisr", lat=35.81, lon=36.32, country="SY", admin1="SY.12",
        feature="settlement", precision="point", within="idlib-province",
    )  # fmt: skip
    near = _near(world, "jisr")
    assert "place:apart" in dict(_likeness(world, {"at": near}, {"at": "saraqib"}).parts)


def _near(world: World, town: str) -> str:
    if town == "idlib":
        world.places["idlib-province"] = replace(world.places["idlib-province"], name="Idlib")
    place = world.places[town]
    near = replace(place, id=f"near:{town}", name=f"near {place.name}", precision="near",
                   within=town)  # fmt: skip
    world.places[near.id] = near
    return near.id


def test_people_are_moved_from_one_place_and_meet_by_it(world: World) -> None:
    """Where they go is another place than where they left, and keeps nothing apart."""
    left = {"type": "evacuation", "at": "saraqib", "role": "from", "day": FRIDAY}
    came = {"type": "evacuation", "at": "hama", "role": "to", "day": FRIDAY}
    assert not _likeness(world, left, came).forbidden
    assert _likeness(world, left, {**left, "at": "hama"}).forbidden


def _within(world: World, one: dict[str, Any], two: dict[str, Any]) -> Likeness:
    report = world.report("a")
    return likeness(world.claim(report, **one), world.claim(report, **two), world.evidence())


@pytest.mark.parametrize(
    ("quote", "trigger", "another"),
    [
        ("A second rocket attack hit a house in the east.", "rocket", True),
        ("Another six people died in raids on the port.", "raids", True),
        ("Elsewhere shelling went on for hours.", "shelling", True),
        ("Shelling went on in the second city for hours.", "Shelling", False),
        ("The attack shook the port again.", "attack", False),
    ],
)
def test_one_more_act_is_not_the_one_told_before(
    world: World, quote: str, trigger: str, another: bool
) -> None:
    report = world.report("a")
    one = world.claim(report, at="hama", day=FRIDAY, quote="Rockets hit a school in the west.")
    two = world.claim(report, at="hama", day=FRIDAY, quote=quote)
    at = two.start + quote.index(trigger)
    two = replace(two, trigger=Trigger(start=at, end=at + len(trigger), text=trigger))
    world.claims[-1] = two
    assert likeness(one, two, world.evidence()).forbidden is another


def test_two_chains_of_one_report_are_most_likely_two_things(world: World) -> None:
    told = {"at": "hama", "day": FRIDAY}
    same = _within(world, {**told, "chain": "h-1"}, {**told, "chain": "h-1"})
    other = _within(world, {**told, "chain": "h-1"}, {**told, "chain": "h-2"})
    assert _of_slot(other, "chain") < 0 < _of_slot(same, "chain")


def test_what_another_day_saw_hit_is_not_hit_by_the_act(world: World) -> None:
    quote = "Soldiers shot villagers, a day after gunmen attacked the market."
    shot = world.claim(world.report("a"), quote=quote)
    attacked = world.claim(world.report("b"), quote=quote)
    at = attacked.start + quote.index("attacked")
    attacked = replace(attacked, trigger=replace(attacked.trigger, start=at, end=at + 8))
    world.claims[-1] = attacked
    evidence = world.evidence()
    assert [slots_of(c, evidence).things for c in (shot, attacked)] == [set(), {"market"}]


@pytest.mark.parametrize(("role", "taken"), [("within", set()), ("at", {"aleppo"})])
def test_ground_taken_somewhere_within_tells_no_town(
    world: World, role: str, taken: set[str]
) -> None:
    ground = world.claim(
        world.report("a"), "takes_territory", by=["rebels"], at="aleppo", role=role, told=False
    )
    assert slots_of(ground, world.evidence()).taken == taken
