"""Likeness: how much speaks for one happening, slot by slot, each part with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.reconcile.likeness import Likeness, likeness, shared_words

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
