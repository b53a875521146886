"""Same event: which claims tell one happening, and what keeps two apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY = "2024-11-29", "2024-11-30"


def _two(world: World, one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Tell whether two reports' claims, of shelling in Aleppo on Friday if not said, are one."""
    given: dict[str, Any] = {"type": "shelling", "at": "aleppo", "day": FRIDAY}
    first = world.claim(world.report("a"), **(given | one))
    second = world.claim(world.report("b"), **(given | two))
    return world.one_event(first, second)


def test_two_reports_of_one_kind_place_and_day_tell_one_event(world: World) -> None:
    assert _two(world, {}, {})


def test_each_claim_is_in_one_event(world: World) -> None:
    for n in range(4):
        world.claim(world.report(str(n)), at="aleppo", day=FRIDAY)
    told = [c for e in world.picture().events for c in e.claims]
    assert sorted(told) == sorted(c.id for c in world.claims)


def test_another_place_is_another_event(world: World) -> None:
    assert not _two(world, {}, {"at": "hama"})


def test_another_day_is_another_event(world: World) -> None:
    assert not _two(world, {"day": "2024-11-26"}, {})


def test_another_kind_is_another_event(world: World) -> None:
    assert not _two(world, {}, {"type": "displacement"})


def test_a_district_lies_in_its_city(world: World, killed: Any) -> None:
    assert _two(world, {"at": "hamdaniya", "figures": [killed(4)]}, {"figures": [killed(4)]})


def test_a_vague_word_may_name_what_another_names_exactly(world: World, killed: Any) -> None:
    assert _two(world, {"type": "attack", "figures": [killed(7)]}, {"figures": [killed(7)]})


def test_tolls_that_differ_do_not_split_an_event(world: World, killed: Any) -> None:
    assert _two(world, {"figures": [killed(9)]}, {"figures": [killed(14)]})


def test_perpetrators_that_differ_do_not_split_an_event(world: World, killed: Any) -> None:
    toll = [killed(6)]
    assert _two(world, {"by": ["rebels"], "figures": toll}, {"by": ["army"], "figures": toll})


def test_a_denial_is_told_of_the_event_it_denies(world: World) -> None:
    assert _two(world, {"by": ["rebels"]}, {"by": ["rebels"], "polarity": "denied"})


def test_a_night_may_be_dated_to_either_day(world: World, killed: Any) -> None:
    assert _two(
        world, {"day": FRIDAY, "figures": [killed(4)]}, {"day": SATURDAY, "figures": [killed(4)]}
    )


def test_what_is_planned_is_not_what_happened(world: World) -> None:
    assert not _two(world, {"modality": "planned"}, {})


def test_history_is_not_the_news(world: World) -> None:
    assert not _two(world, {"background": True}, {})


def test_a_running_total_is_not_one_events_toll(world: World, killed: Any) -> None:
    assert not _two(world, {"figures": [killed(40, cumulative=True)]}, {"figures": [killed(4)]})


def test_undated_claims_of_far_apart_reports_are_apart(world: World) -> None:
    one = world.claim(world.report("a", published="2024-11-01"), at="aleppo")
    two = world.claim(world.report("b", published="2024-11-30"), at="aleppo")
    assert not world.one_event(one, two)


def test_a_place_taken_over_from_another_sentence_proves_little(world: World) -> None:
    """Kind and day alone, with a place nobody says in that sentence, are not enough."""
    assert not _two(
        world,
        {"type": "attack", "day": None, "told": False},
        {"type": "attack", "day": None, "told": False},
    )


def test_two_exact_tolls_in_one_report_are_two_events(world: World, killed: Any) -> None:
    report = world.report("a")
    one = world.claim(report, at="aleppo", day=FRIDAY, figures=[killed(4)])
    two = world.claim(report, at="aleppo", day=FRIDAY, figures=[killed(9)])
    assert not world.one_event(one, two)


def test_two_exact_tolls_stay_apart_when_another_report_tells_one(
    world: World, killed: Any
) -> None:
    report = world.report("a")
    four = world.claim(report, at="aleppo", day=FRIDAY, figures=[killed(4)])
    nine = world.claim(report, at="aleppo", day=FRIDAY, figures=[killed(9)])
    other = world.claim(world.report("b"), at="aleppo", day=FRIDAY, figures=[killed(9)])
    assert world.one_event(nine, other)
    assert not world.one_event(four, other)


def test_two_weapons_in_one_report_are_two_events(world: World) -> None:
    report = world.report("a")
    shells = world.claim(report, "shelling", at="aleppo", day=FRIDAY)
    strike = world.claim(report, "air_drone_strike", at="aleppo", day=FRIDAY)
    assert not world.one_event(shells, strike)


def test_one_sentence_with_two_targets_hit_tells_two_events(world: World) -> None:
    report = world.report("a")
    one = world.claim(report, "air_drone_strike", at="aleppo", day=FRIDAY, on=["hts"])
    two = world.claim(report, "air_drone_strike", at="aleppo", day=FRIDAY, on=["army"],
                      same_sentence=one)  # fmt: skip
    assert not world.one_event(one, two)


def test_one_report_may_tell_an_event_again(world: World, killed: Any) -> None:
    report = world.report("a")
    one = world.claim(report, at="aleppo", day=FRIDAY, figures=[killed(4)])
    two = world.claim(report, at="aleppo", day=FRIDAY, figures=[killed(4)])
    assert world.one_event(one, two)


def test_an_accusation_by_another_actor_is_another_act(world: World) -> None:
    assert not _two(
        world,
        {"type": "accuse", "by": ["russia"], "at": None, "day": None},
        {"type": "accuse", "by": ["rebels"], "at": None, "day": None},
    )


@pytest.mark.parametrize("chain", [("saraqib", "idlib-province"), ("hamdaniya", "aleppo")])
def test_a_chain_of_likenesses_never_joins_what_is_forbidden(
    world: World, killed: Any, chain: tuple[str, str]
) -> None:
    inner, outer = chain
    near = world.claim(world.report("a"), at=inner, day=FRIDAY, figures=[killed(5)])
    world.claim(world.report("b"), at=outer, day=FRIDAY, figures=[killed(5)])
    far = world.claim(world.report("c"), at="hama", day=FRIDAY, figures=[killed(5)])
    assert not world.one_event(near, far)


def test_the_event_takes_the_more_specific_type(world: World, killed: Any) -> None:
    claims = [
        world.claim(world.report(str(n)), kind, at="aleppo", day=FRIDAY, figures=[killed(6)])
        for n, kind in enumerate(("attack", "attack", "shelling"))
    ]
    assert world.event_of(claims[0]).event_type == "shelling"


def test_the_event_takes_the_narrowest_place(world: World, killed: Any) -> None:
    one = world.claim(world.report("a"), at="aleppo", day=FRIDAY, figures=[killed(4)])
    world.claim(world.report("b"), at="hamdaniya", day=FRIDAY, figures=[killed(4)])
    assert world.event_of(one).place == "hamdaniya"


def test_the_event_takes_the_town_before_its_province(world: World, killed: Any) -> None:
    one = world.claim(world.report("a"), at="saraqib", day=FRIDAY, figures=[killed(4)])
    world.claim(world.report("b"), at="idlib-province", day=FRIDAY, figures=[killed(4)])
    assert world.event_of(one).place == "saraqib"


def test_the_event_is_on_the_days_on_which_all_accounts_can_be_right(
    world: World, killed: Any
) -> None:
    toll = [killed(6)]
    one = world.claim(world.report("a"), at="aleppo", day=(FRIDAY, SATURDAY), figures=toll)
    world.claim(world.report("b"), at="aleppo", day=FRIDAY, figures=toll)
    time = world.event_of(one).time
    assert (time.start, time.end, time.precision) == (FRIDAY, FRIDAY, "day")


def test_ids_come_from_the_claims(world: World) -> None:
    one = world.claim(world.report("a"), at="aleppo", day=FRIDAY)
    before = world.event_of(one).id
    world.claim(world.report("b"), "peaceful_protest", at="hama", day=FRIDAY)
    assert world.event_of(one).id == before


def test_another_voice_s_bare_count_is_of_the_act_just_told(world: World, killed: Any) -> None:
    report = world.report("a")
    act = world.claim(report, "suicide_bomb", at="hama", day=FRIDAY, figures=[killed(32)],
                      on=["civilians"], said="sana")  # fmt: skip
    count = world.claim(report, "casualties", day=FRIDAY, told=False, figures=[killed(31)],
                        on=["civilians"], said="sohr")  # fmt: skip
    assert world.one_event(act, count)


def test_the_same_voice_s_other_count_is_of_another_act(world: World, killed: Any) -> None:
    report = world.report("a")
    act = world.claim(report, "suicide_bomb", at="hama", day=FRIDAY, figures=[killed(32)],
                      said="sohr")  # fmt: skip
    count = world.claim(report, "casualties", figures=[killed(31)], said="sohr")
    assert not world.one_event(act, count)


def test_counts_that_differ_of_dead_and_hurt_are_of_two_acts(world: World, killed: Any) -> None:
    one = world.claim(
        world.report("a"), at="hama", figures=[killed(8), replace(killed(58), kind="injured")]
    )
    two = world.claim(
        world.report("b"), at="hama", figures=[killed(7), replace(killed(37), kind="injured")]
    )
    assert not world.one_event(one, two)
