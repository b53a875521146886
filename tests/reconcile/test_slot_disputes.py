"""Disputes on place, day and target: what excludes each other, and what fits together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Claim

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY, SUNDAY, MONDAY = "2024-11-29", "2024-11-30", "2024-12-01", "2024-12-02"
HIT = "Shells hit a queue of drivers outside the fuel station at dusk, killing 17 of them."


def _tell(world: World, said: str, killed: Any, count: int = 17, **more: Any) -> Claim:
    given: dict[str, Any] = {"at": "idlib", "day": FRIDAY, "quote": HIT} | more
    report = world.report(f"{len(world.claims)}", published=MONDAY)
    return world.claim(report, said=said, figures=[killed(count)], **given)


# ------------------------------------------------------------ where


def _places(world: World) -> list[set[str]]:
    return [{p.value for p in d.positions} for d in world.disputes("place")]


def test_two_towns_for_one_act_are_at_odds(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, at="idlib")
    _tell(world, "sana", killed, at="hama")
    assert _places(world) == [{"Idlib", "Hama"}]
    (dispute,) = world.disputes("place")
    assert dispute.question == "Where did the shelling on 29 November happen?"


@pytest.mark.parametrize(
    ("one", "two"),
    [("aleppo", "hamdaniya"), ("idlib", "idlib-province"), ("idlib", "sy"), ("idlib", "idlib")],
)
def test_a_place_and_what_holds_it_fit_together(
    world: World, killed: Any, one: str, two: str
) -> None:
    _tell(world, "sohr", killed, at=one)
    _tell(world, "sana", killed, at=two)
    assert _places(world) == []


def test_a_suburb_is_told_as_the_city(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, at="idlib")
    _tell(world, "sana", killed, at="saraqib")  # 17 km away
    assert _places(world) == []


def test_near_a_town_is_no_place_to_quarrel_over(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, at="idlib")
    _tell(world, "sana", killed, at="hama", role="near")
    assert _places(world) == []


def test_one_voice_does_not_quarrel_over_a_place(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, at="idlib")
    _tell(world, "sohr", killed, at="hama")
    assert _places(world) == []


def test_a_place_taken_from_another_sentence_is_no_word_on_it(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, at="idlib")
    _tell(world, "sana", killed, at="hama", told=False)
    assert _places(world) == []


# ------------------------------------------------------------ when


def _days(world: World) -> list[set[str]]:
    return [{p.value for p in d.positions} for d in world.disputes("time")]


def test_days_that_do_not_meet_are_at_odds(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, day=FRIDAY)
    _tell(world, "sana", killed, day=SUNDAY)
    assert _days(world) == [{"29 November", "1 December"}]
    (dispute,) = world.disputes("time")
    assert dispute.question == "On which day did the shelling in Idlib happen?"


def test_a_night_is_of_either_day(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, day=FRIDAY)
    _tell(world, "sana", killed, day=SATURDAY)
    assert _days(world) == []


def test_a_vague_time_fits_a_day(world: World, killed: Any) -> None:
    _tell(world, "sohr", killed, day=FRIDAY)
    _tell(world, "sana", killed, day=(SUNDAY, MONDAY))
    assert _days(world) == []


def test_one_act_told_with_three_dates_is_one_event_with_a_question(
    world: World, killed: Any
) -> None:
    told = [
        _tell(world, "sohr", killed, day=FRIDAY),
        _tell(world, "sana", killed, day=SATURDAY),
        _tell(world, "helmets", killed, day=MONDAY),
    ]
    assert world.one_event(*told)
    assert _days(world) == [{"29 November or 30 November", "2 December"}]


# ------------------------------------------------------------ who or what was hit


def _targets(world: World) -> list[set[str]]:
    return [{p.value for p in d.positions} for d in world.disputes("target")]


def _hit(world: World, said: str, killed: Any, **more: Any) -> Claim:
    report = world.report(f"{len(world.claims)}", published=MONDAY)
    given: dict[str, Any] = {"at": "idlib", "day": FRIDAY, "quote": HIT} | more
    figures = [killed(17, victims=given.pop("victims"))] if "victims" in given else []
    return world.claim(report, said=said, figures=figures, **given)


def test_the_dead_are_civilians_or_fighters(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, victims="civilians")
    _hit(world, "army", killed, victims="fighters")
    assert _targets(world) == [{"civilians", "armed men"}]
    (dispute,) = world.disputes("target")
    assert dispute.question == "Who or what was hit in the shelling in Idlib on 29 November?"


def test_a_class_within_another_is_no_other(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, victims="civilians")
    _hit(world, "army", killed, victims="children")
    assert _targets(world) == []


def test_people_may_be_anybody(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, victims="unknown")
    _hit(world, "army", killed, victims="fighters")
    assert _targets(world) == []


def test_a_wedding_is_no_depot(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, quote="Raid hit a wedding in the town on Friday night, they said.")
    _hit(world, "army", killed, quote="Raid hit an ammunition depot in the town on Friday night.")
    assert _targets(world) == [{"civilians", "armed men"}]


def test_civilians_can_die_beside_a_base_that_is_hit(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, victims="civilians")
    _hit(world, "army", killed, quote="Shells hit a base in the town on Friday at dusk.")
    assert _targets(world) == []


def test_in_a_clash_both_are_hit(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, victims="civilians", type="armed_clash")
    _hit(world, "army", killed, victims="fighters", type="armed_clash")
    assert _targets(world) == []


def test_other_counts_are_of_other_people(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, victims="civilians")
    report = world.report("more", published=MONDAY)
    world.claim(report, said="army", at="idlib", day=FRIDAY, quote=HIT,
                figures=[killed(40, victims="fighters")])  # fmt: skip
    assert _targets(world) == []


# ------------------------------------------------------------ counts of other things


def test_a_count_over_a_day_is_of_more_than_one_raid(world: World, killed: Any) -> None:
    _hit(world, "sohr", killed, quote=HIT, victims="unknown")
    report = world.report("more", published=MONDAY)
    world.claim(report, said="sana", at="idlib", day=FRIDAY, quote="24 hours of shelling in town.",
                figures=[killed(45, victims="unknown")])  # fmt: skip
    assert world.disputes("killed") == []


def test_what_a_count_brings_to_is_no_count_of_the_act(world: World, killed: Any) -> None:
    one = _hit(world, "sohr", killed, quote=HIT, victims="unknown")
    report = world.report("more", published=MONDAY)
    quote = "Shells fell on the fuel station, bringing to 45 those killed since dawn."
    two = world.claim(report, said="sana", at="idlib", day=FRIDAY, quote=quote)
    at = two.start + quote.index("45")
    world.claims[-1] = replace(
        two, figures=(replace(killed(45, victims="unknown"), start=at, end=at + 2),)
    )
    assert one.id != two.id
    assert world.disputes("killed") == []


def test_a_class_counted_alone_and_as_a_part_is_one_class(world: World, killed: Any) -> None:
    """*22 children died* against *36 died, among them 15 children*."""
    _hit(world, "un", killed, victims="children")
    report = world.report("more", published=MONDAY)
    figures = [killed(36, victims="unknown"), killed(11, victims="children", part_of=0)]
    world.claim(report, said="sohr", at="idlib", day=FRIDAY, quote=HIT, figures=figures)
    (dispute,) = world.disputes("killed")
    asked = "How many children were killed in the shelling in Idlib on 29 November?"
    assert dispute.question == asked
    assert {p.value for p in dispute.positions} == {"11", "17"}


# ------------------------------------------------------------ doers of other acts


def test_a_report_that_tells_of_two_doers_itself_tells_two_acts(world: World) -> None:
    report = world.report("one")
    given: dict[str, Any] = {"at": "hamdaniya", "day": FRIDAY, "report": report}
    world.claim(type="shelling", by=["army"], quote=HIT, **given)
    world.claim(type="shelling", by=["rebels"], quote=HIT.replace("dusk", "noon"), **given)
    assert world.disputes("perpetrator") == []


@pytest.mark.parametrize("words", ["17 Tunisians", "17 foreigners", "17 US citizens"])
def test_people_of_one_nation_are_some_of_the_people(world: World, killed: Any, words: str) -> None:
    _tell(world, "sohr", killed, 20)
    report = world.report("more", published=MONDAY)
    figure = replace(killed(17, victims="unknown"), text=words)
    world.claim(report, said="sana", at="idlib", day=FRIDAY, quote=HIT, figures=[figure])
    assert world.disputes("killed") == []
