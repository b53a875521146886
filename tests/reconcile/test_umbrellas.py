"""Totals: *45 killed in 24 hours* stands over the events that it sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

    from consilience.model import Claim

THURSDAY, FRIDAY, SATURDAY = "2024-11-28", "2024-11-29", "2024-11-30"


def _total(world: World, killed: Any, low: int = 45, **more: Any) -> Claim:
    told = {"at": "idlib-province", "day": (FRIDAY, SATURDAY)} | more
    sums = killed(low, cumulative=True, window="in 24 hours")
    return world.claim(world.report("total"), "attack", figures=[sums], **told)


def test_a_total_stands_over_the_events_it_sums(world: World, killed: Any) -> None:
    total = _total(world, killed)
    one = world.claim(world.report("a"), at="saraqib", day=FRIDAY, figures=[killed(12)])
    two = world.claim(world.report("b"), at="idlib", day=SATURDAY, figures=[killed(30)])
    whole, parts = world.event_of(total), [world.event_of(one), world.event_of(two)]
    assert whole.parts == tuple(sorted(p.id for p in parts))
    assert {p.part_of for p in parts} == {whole.id}


def test_a_total_is_never_merged_with_its_only_part(world: World, killed: Any) -> None:
    total = _total(world, killed, 12)
    part = world.claim(
        world.report("a"), "attack", at="idlib-province", day=FRIDAY, figures=[killed(12)]
    )
    assert not world.one_event(total, part)
    assert world.event_of(part).part_of == world.event_of(total).id


@pytest.mark.parametrize("outside", [{"at": "hama"}, {"day": THURSDAY}, {"low": 60}, {"day": None}])
def test_what_lies_outside_place_days_or_count_is_no_part(
    world: World, killed: Any, outside: dict[str, Any]
) -> None:
    total = _total(world, killed)
    told: dict[str, Any] = {"at": "saraqib", "day": FRIDAY, "low": 12} | outside
    other = world.claim(world.report("a"), figures=[killed(told.pop("low"))], **told)
    assert world.event_of(other).part_of is None
    assert world.event_of(total).parts == ()


def test_of_two_totals_the_one_with_fewer_days_is_meant(world: World, killed: Any) -> None:
    _total(world, killed, 300, day=("2024-11-10", SATURDAY))
    near = _total(world, killed)
    part = world.claim(world.report("a"), at="saraqib", day=FRIDAY, figures=[killed(12)])
    assert world.event_of(part).part_of == world.event_of(near).id


def test_a_total_of_a_whole_war_stands_alone(world: World, killed: Any) -> None:
    total = _total(world, killed, 9000, day=("2011-03-15", SATURDAY))
    world.claim(world.report("a"), at="saraqib", day=FRIDAY, figures=[killed(12)])
    assert world.event_of(total).parts == ()
