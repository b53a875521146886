"""Disputes: accounts that cannot all be right, and accounts that only seem so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Claim
from consilience.reconcile.disputes import range_words
from consilience.reconcile.disputes.counts import counts
from consilience.reconcile.disputes.denials import tied_denials

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY, SUNDAY = "2024-11-29", "2024-11-30", "2024-12-01"
QUOTE = "The bus depot in Aleppo was hit on Friday evening while drivers were changing shifts."


def _tell(world: World, published: str = SATURDAY, **more: Any) -> Claim:
    """Add a report of the hit on the depot."""
    given = {"type": "shelling", "at": "aleppo", "day": FRIDAY, "quote": QUOTE} | more
    return world.claim(world.report(f"{len(world.claims)}", published=published), **given)


# ------------------------------------------------------------ did it happen


def test_one_says_it_and_one_denies_it(world: World) -> None:
    said = _tell(world, said="sohr")
    denied = _tell(world, said="sana", polarity="denied")
    (dispute,) = world.disputes("occurrence")
    claims = {p.value: p.claims for p in dispute.positions}
    assert claims == {"it happened": (said.id,), "it did not": (denied.id,)}
    assert dispute.event == world.event_of(said).id


def test_each_position_names_its_origins_and_reports(world: World) -> None:
    _tell(world, said="sohr")
    _tell(world, said="un")
    _tell(world, said="sana", polarity="denied")
    (dispute,) = world.disputes("occurrence")
    assert [(p.value, p.origins, p.reports) for p in dispute.positions] == [
        ("it happened", ("o-sohr", "o-un"), ("r-0", "r-1")),
        ("it did not", ("o-sana",), ("r-2",)),
    ]  # fmt: skip


def test_a_sentence_that_denies_and_tells_is_no_quarrel_by_itself(world: World) -> None:
    """*The army denied the strike that monitors had told of.*"""
    denied = _tell(world, said="army", polarity="denied")
    world.claim(denied.report, same_sentence=denied, at="aleppo", day=FRIDAY, said="sohr")
    assert world.disputes("occurrence") == []


def test_reports_that_nobody_is_named_for_deny_nothing(world: World) -> None:
    _tell(world, said="sohr")
    _tell(world, reportedly=True, polarity="denied")
    assert world.disputes("occurrence") == []


def test_a_voice_does_not_quarrel_with_itself(world: World) -> None:
    _tell(world, said="sohr")
    _tell(world, said="sohr", polarity="denied")
    assert world.disputes("occurrence") == []


def test_a_denial_of_having_done_it_is_a_question_of_who_did_it(world: World, killed: Any) -> None:
    """That it happened is told by a third voice that names nobody."""
    _tell(world, said="un", figures=[killed(6)])
    laid = _tell(world, said="sohr", by=["jets"], figures=[killed(6)])
    denied = _tell(world, said="russia", by=["jets"], polarity="denied", figures=[killed(6)])
    assert world.disputes("occurrence") == []
    (dispute,) = world.disputes("perpetrator")
    assert {p.value: p.claims for p in dispute.positions} == {
        "Russian Air Force": (laid.id,), "not Russian Air Force": (denied.id,),
    }  # fmt: skip


def test_a_raid_that_is_told_of_those_alone_who_deny_it_may_not_have_happened(
    world: World,
) -> None:
    _tell(world, said="sohr", by=["jets"])
    _tell(world, said="russia", by=["jets"], polarity="denied")
    assert len(world.disputes("occurrence")) == 1
    assert world.disputes("perpetrator") == []


def test_a_mere_possibility_is_no_side(world: World) -> None:
    _tell(world, said="sohr", modality="possible")
    _tell(world, said="sana", polarity="denied")
    assert world.disputes("occurrence") == []


# ------------------------------------------------------------ who did it


def test_two_accounts_name_two_sides(world: World, killed: Any) -> None:
    _tell(world, said="sohr", by=["jets"], figures=[killed(6)])
    _tell(world, said="sana", by=["rebels"], figures=[killed(6)])
    (dispute,) = world.disputes("perpetrator")
    assert {p.value for p in dispute.positions} == {"Russian Air Force", "rebels"}


def test_rebels_and_a_rebel_groups_name_fit_together(world: World) -> None:
    _tell(world, said="sohr", by=["hts"])
    _tell(world, said="sana", by=["rebels"])
    assert world.disputes("perpetrator") == []


def test_an_army_and_its_state_fit_together(world: World) -> None:
    _tell(world, said="sohr", by=["army"])
    _tell(world, said="un", by=["syria"])
    assert world.disputes("perpetrator") == []


def test_silence_on_who_did_it_is_no_side(world: World) -> None:
    _tell(world, said="sohr", by=["army"])
    _tell(world, said="un")
    assert world.disputes("perpetrator") == []


def test_who_fights_whom_is_no_question_of_who_did_it(world: World) -> None:
    _tell(world, type="armed_clash", said="sohr", by=["army"])
    _tell(world, type="armed_clash", said="un", by=["rebels"])
    assert world.disputes("perpetrator") == []


def test_one_voice_that_names_two_doers_disputes_nothing(world: World, killed: Any) -> None:
    _tell(world, said="sohr", by=["jets"], figures=[killed(6)])
    _tell(world, said="sohr", by=["rebels"], figures=[killed(6)])
    assert world.disputes("perpetrator") == []


def test_a_side_goes_by_its_narrowest_name(world: World, killed: Any) -> None:
    _tell(world, said="sohr", by=["army", "syria"], figures=[killed(6)])
    _tell(world, said="sana", by=["rebels", "hts"], figures=[killed(6)])
    (dispute,) = world.disputes("perpetrator")
    assert {p.value for p in dispute.positions} == {"Syrian Army", "Hayat Tahrir al-Sham"}


def test_a_claim_that_denies_a_part_asks_who_did_it(world: World) -> None:
    """Even where every account lays the raid to those who deny it: the act is left open."""
    laid = _tell(world, said="sohr", by=["jets"])
    denied = _tell(world, said="russia", by=["jets"], polarity="denied", denies="responsibility")
    assert world.disputes("occurrence") == []
    (dispute,) = world.disputes("perpetrator")
    assert {p.value: p.claims for p in dispute.positions} == {
        "Russian Air Force": (laid.id,), "not Russian Air Force": (denied.id,),
    }  # fmt: skip


def test_a_claim_that_denies_the_act_asks_whether_it_happened(world: World) -> None:
    _tell(world, said="un")
    _tell(world, said="sohr", by=["jets"])
    _tell(world, said="russia", polarity="denied", denies="occurrence")
    assert len(world.disputes("occurrence")) == 1
    assert world.disputes("perpetrator") == []


def test_a_charge_a_denial_and_a_countercharge_are_one_question(world: World, killed: Any) -> None:
    _tell(world, said="sohr", by=["army"], figures=[killed(6)])
    _tell(world, said="sana", by=["rebels"], figures=[killed(6)])
    _tell(world, said="syria", by=["army"], polarity="denied", denies="responsibility")
    (dispute,) = world.disputes("perpetrator")
    assert {p.value for p in dispute.positions} == {"Syrian Army", "not Syrian Army", "rebels"}


def test_whom_the_accused_accuse_is_a_side_though_others_name_only_the_arms(world: World) -> None:
    _tell(world, by=["drones"])
    _tell(world, said="sohr", by=["hts-drones"])
    _tell(world, said="hts", by=["hts"], polarity="denied", denies="responsibility")
    _tell(world, said="hts", by=["army"], stance="accuses")
    (dispute,) = world.disputes("perpetrator")
    by_value = {p.value: p.origins for p in dispute.positions}
    assert by_value["Syrian Army"] == by_value["not Hayat Tahrir al-Sham"] == ("o-hts",)


def test_who_lays_it_to_them_does_not_deny_it_in_the_same_breath(world: World) -> None:
    _tell(world, said="sohr", by=["jets"])
    _tell(world, said="sohr", by=["jets"], polarity="denied", denies="responsibility")
    assert world.disputes("perpetrator") == []


def test_no_toll_yet_is_no_denial_of_the_attack(world: World) -> None:
    _tell(world, said="sohr")
    _tell(world, said="sana", type="casualties", polarity="denied")
    assert world.disputes("occurrence") == []


def test_that_no_soldier_was_hit_is_no_denial_of_the_attack(world: World) -> None:
    _tell(world, said="sohr")
    denied = _tell(world, said="sana", on=["army"], polarity="denied")
    world.claims[-1] = replace(denied, targets=(replace(denied.targets[0], text="no soldier"),))
    assert world.disputes("occurrence") == []


# ------------------------------------------------------------ denials told elsewhere


def test_a_denial_without_place_goes_to_the_act_told_in_its_report(world: World) -> None:
    told = _tell(world, said="sohr", by=["jets"])
    denied = world.claim(
        told.report, by=["jets"], said="russia", polarity="denied", denies="responsibility"
    )
    (dispute,) = world.disputes("perpetrator")
    assert dispute.event == world.event_of(told).id
    assert {c for p in dispute.positions for c in p.claims} == {told.id, denied.id}


def test_of_two_acts_a_denial_goes_to_the_one_laid_to_those_who_deny(world: World) -> None:
    near = _tell(world, said="sohr", by=["rebels"], at="idlib")
    laid = world.claim(near.report, at="aleppo", day=FRIDAY, by=["jets"], said="sohr")
    world.claim(near.report, by=["jets"], said="russia", polarity="denied", denies="responsibility")
    (dispute,) = world.disputes("perpetrator")
    assert dispute.event == world.event_of(laid).id


def test_a_blanket_denial_goes_to_each_act_within_its_place_and_days(world: World) -> None:
    inside = _tell(world, said="sohr", at="saraqib")
    outside = _tell(world, said="un", at="hama")
    world.claim(
        world.report("denial"), at="idlib-province", day=FRIDAY, said="sana", polarity="denied",
        denies="occurrence",
    )  # fmt: skip
    (dispute,) = world.disputes("occurrence")
    assert dispute.event == world.event_of(inside).id != world.event_of(outside).id


def test_a_denial_of_a_part_in_one_of_two_acts_goes_to_neither(world: World) -> None:
    one = _tell(world, said="sohr", at="saraqib", by=["jets"])
    two = _tell(world, said="sohr", at="idlib", by=["jets"])
    denied = _tell(
        world, said="russia", at="idlib-province", by=["jets"], polarity="denied",
        denies="responsibility",
    )  # fmt: skip
    evidence = world.evidence()
    assert tied_denials([[one.id], [two.id], [denied.id]], evidence) == {}
    assert tied_denials([[one.id], [denied.id]], evidence) == {0: [denied]}


def test_who_tells_the_raid_and_no_fighting_denies_no_raid(world: World) -> None:
    told = _tell(world, type="attack", said="sohr", at="saraqib")
    world.claim(
        told.report, type="armed_clash", at="saraqib", day=FRIDAY, said="sohr",
        polarity="denied", denies="occurrence",
    )  # fmt: skip
    assert world.disputes("occurrence") == []


def test_a_blanket_denial_of_another_week_goes_to_nothing(world: World) -> None:
    _tell(world, said="sohr", at="saraqib")
    world.claim(
        world.report("denial", published="2024-12-20"), at="idlib-province", day="2024-12-19",
        said="sana", polarity="denied", denies="occurrence",
    )  # fmt: skip
    assert world.disputes("occurrence") == []


def test_a_denial_that_names_another_place_goes_to_nothing(world: World) -> None:
    told = _tell(world, said="sohr", at="saraqib")
    world.claim(told.report, at="hama", day=FRIDAY, said="sana", polarity="denied")
    assert world.disputes("occurrence") == []


def test_a_denial_answers_the_accusation_in_its_report(world: World) -> None:
    told = _tell(world, said="un")
    charge = world.claim(told.report, type="accuse", by=["un"], on=["army"])
    denied = world.claim(
        told.report, by=["army"], said="syria", polarity="denied", denies="responsibility"
    )
    (dispute,) = world.disputes("perpetrator")
    assert dispute.event == world.event_of(told).id
    assert {p.value: p.claims for p in dispute.positions} == {
        "Syrian Army": (charge.id,), "not Syrian Army": (denied.id,),
    }  # fmt: skip


def test_a_denial_about_which_there_is_a_question_is_tied_to_nothing(world: World) -> None:
    """Who is inside the town is asked already."""
    told = _tell(world, said="sohr", type="advance", by=["rebels"], role="near", at="idlib")
    world.claim(told.report, type="enters_territory", by=["rebels"], at="aleppo", said="un")
    world.claim(
        told.report, type="advance", by=["rebels"], at="aleppo", said="sana", polarity="denied"
    )
    assert world.disputes("occurrence") == []
    assert len(world.disputes("control")) == 1


# ------------------------------------------------------------ the question


def test_questions_are_as_short_as_a_person_asks(world: World, killed: Any) -> None:
    _tell(world, said="un", by=["jets"], on=["civilians"], figures=[killed(27)])
    _tell(world, said="sohr", by=["rebels"], on=["civilians"], figures=[killed(12)])
    _tell(world, said="sana", polarity="denied")
    assert {d.field: d.question for d in world.picture().disputes} == {
        "killed": "How many were killed in the shelling in Aleppo on 29 November?",
        "perpetrator": "Who carried out the shelling in Aleppo on 29 November?",
        "occurrence": "Did the shelling in Aleppo on 29 November happen?",
    }


def test_a_question_on_ground_names_it(world: World) -> None:
    _tell(world, "2024-11-30", type="takes_territory", said="sohr", day=None)
    _tell(world, "2024-11-30", type="takes_territory", said="sana", polarity="denied", day=None)
    (dispute,) = world.disputes("occurrence")
    assert dispute.question == "Did the capture of Aleppo happen?"


# ------------------------------------------------------------ with what


def test_two_accounts_name_two_weapons(world: World, killed: Any) -> None:
    _tell(world, said="sohr", figures=[killed(6)])
    _tell(world, type="air_drone_strike", said="sana", figures=[killed(6)])
    (dispute,) = world.disputes("weapon")
    assert {p.value for p in dispute.positions} == {
        "air or drone strike", "shelling, artillery or missile attack",
    }  # fmt: skip


def test_a_missile_may_come_from_the_air(world: World, killed: Any) -> None:
    words = QUOTE.replace("was hit", "was hit by a missile")
    _tell(world, said="sohr", figures=[killed(6)], quote=words)
    _tell(world, type="air_drone_strike", said="sana", figures=[killed(6)])
    assert world.disputes("weapon") == []


def test_a_vaguer_word_is_no_other_weapon(world: World, killed: Any) -> None:
    _tell(world, said="sohr", figures=[killed(6)])
    _tell(world, type="attack", said="sana", figures=[killed(6)])
    assert world.disputes("weapon") == []


def test_a_suicide_bomb_is_an_explosion(world: World, killed: Any) -> None:
    _tell(world, type="suicide_bomb", said="sohr", figures=[killed(6)])
    _tell(world, type="remote_explosive", said="sana", figures=[killed(6)])
    assert world.disputes("weapon") == []


def test_one_voice_in_two_wordings_names_no_two_weapons(world: World, killed: Any) -> None:
    _tell(world, said="sohr", figures=[killed(6)])
    _tell(world, type="air_drone_strike", said="sohr", figures=[killed(6)])
    assert world.disputes("weapon") == []


def test_who_denies_using_a_weapon_leaves_the_act_open(world: World) -> None:
    laid = _tell(world, type="air_drone_strike", said="sohr")
    words = "The army denied using barrel bombs on the bus depot in Aleppo."
    denied = _tell(world, type="air_drone_strike", said="army", polarity="denied", quote=words)
    at = denied.start + words.index("barrel bombs")
    world.claims[-1] = replace(
        denied, trigger=replace(denied.trigger, start=at, end=at + 12, text="barrel bombs")
    )
    world.claim(denied.report, at="aleppo", day=FRIDAY, said="un", type="air_drone_strike")
    assert world.disputes("occurrence") == []
    found = world.disputes("weapon")
    assert {p.value for d in found for p in d.positions} == {
        "air or drone strike", "not this weapon",
    }  # fmt: skip
    assert any(laid.id in p.claims for d in found for p in d.positions)


# ------------------------------------------------------------ how many


def test_civilians_are_some_of_the_people(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(27, victims="unknown")])
    _tell(world, said="sohr", figures=[killed(12)])
    assert world.disputes("killed") == []


def test_more_civilians_than_people_cannot_be(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(12, victims="unknown")])
    _tell(world, said="sohr", figures=[killed(27)])
    (dispute,) = world.disputes("killed")
    assert {p.value for p in dispute.positions} == {"12 people", "27 civilians"}


def test_civilians_of_a_trade_are_some_of_the_civilians(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[replace(killed(6), text="six teachers")])
    _tell(world, said="sohr", figures=[killed(27)])
    assert world.disputes("killed") == []


def test_dozens_are_not_held_against_eighteen(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[replace(killed(24, None), text="dozens of people")])
    _tell(world, said="sohr", figures=[killed(18)])
    assert world.disputes("killed") == []


def test_dozens_are_held_against_five(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[replace(killed(24, None), text="dozens of people")])
    _tell(world, said="sohr", figures=[killed(5)])
    assert len(world.disputes("killed")) == 1


def test_three_more_are_no_count_of_all(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(27)])
    _tell(world, said="sohr", figures=[replace(killed(3), text="three more people")])
    assert world.disputes("killed") == []


def test_classes_counted_in_one_breath_make_a_whole(world: World, killed: Any) -> None:
    """*Fifteen villagers and 27 fighters, and ten nobody knows* are 52, not ten."""
    _tell(world, said="un", figures=[
        killed(15), killed(27, victims="fighters"), killed(10, victims="unknown"),
    ])  # fmt: skip
    _tell(world, said="sohr", figures=[killed(52, victims="unknown")])
    assert world.disputes("killed") == []
    _tell(world, said="helmets", figures=[killed(45, victims="unknown")])
    (dispute,) = world.disputes("killed")
    assert {p.value for p in dispute.positions} == {"45", "52", "at least 52"}


def test_counts_in_two_quarters_are_of_different_people(world: World, killed: Any) -> None:
    world.places["salihin"] = replace(world.places["hamdaniya"], id="salihin", name="Salihin")
    one = _tell(world, said="un", at="hamdaniya", figures=[killed(6)])
    two = _tell(world, said="sohr", at="salihin", figures=[killed(2)])
    found = list(counts("e", "the shelling", [one, two], world.evidence()))
    assert found == []


def test_a_count_in_a_quarter_is_held_against_one_in_its_town(world: World, killed: Any) -> None:
    one = _tell(world, said="un", at="hamdaniya", figures=[killed(6)])
    two = _tell(world, said="sohr", at="aleppo", figures=[killed(2)])
    assert len(list(counts("e", "the shelling", [one, two], world.evidence()))) == 1


def test_a_count_of_two_towns_is_not_held_against_one_of_them(world: World, killed: Any) -> None:
    one = _tell(world, said="un", at="hama", figures=[killed(2)])
    both = replace(one, id="c-both", places=(*one.places, replace(one.places[0], place="idlib")),
                   figures=(killed(6),), attribution=None)  # fmt: skip
    world.claims.append(both)
    assert list(counts("e", "the shelling", [one, both], world.evidence())) == []


def test_children_among_the_dead_are_a_question_of_their_own(world: World, killed: Any) -> None:
    for voice, children in (("un", 2), ("sohr", 5)):
        _tell(world, said=voice, figures=[
            killed(9), killed(children, victims="children", part_of=0),
        ])  # fmt: skip
    assert world.disputes("killed") == []
    (dispute,) = world.disputes("victims")
    assert dispute.question.startswith("How many children were killed in the shelling")


def test_a_larger_count_told_later_is_said_to_be_later(world: World, killed: Any) -> None:
    _tell(world, SATURDAY, said="un", figures=[killed(17)])
    _tell(world, SUNDAY, said="sohr", figures=[killed(24)])
    (dispute,) = world.disputes("killed")
    assert "may have risen" in dispute.reason


def test_two_origins_count_differently(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(27)])
    _tell(world, said="sohr", figures=[killed(12)])
    (dispute,) = world.disputes("killed")
    assert {p.value for p in dispute.positions} == {"12", "27"}
    assert "15 apart" in dispute.reason


def test_at_least_ten_and_twelve_fit_together(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(10, None)])
    _tell(world, said="sohr", figures=[killed(12)])
    assert world.disputes("killed") == []


def test_two_voices_in_one_report_count_differently(world: World, killed: Any) -> None:
    first = _tell(world, said="un", figures=[killed(27)])
    second = world.claim(
        first.report, at="aleppo", day=FRIDAY, quote=QUOTE, said="sohr", figures=[killed(12)]
    )
    assert world.one_event(first, second)
    assert len(world.disputes("killed")) == 1


def test_one_voices_two_counts_in_one_report_are_two_things(world: World, killed: Any) -> None:
    first = _tell(world, said="un", figures=[killed(27)])
    world.claim(first.report, at="aleppo", day=FRIDAY, quote=QUOTE, said="un", figures=[killed(12)])
    assert world.disputes("killed") == []


def test_one_person_told_of_is_no_count_of_all(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(27)])
    _tell(world, said="sohr", figures=[replace(killed(1), text="A driver")])
    assert world.disputes("killed") == []
    _tell(world, said="helmets", figures=[replace(killed(1), text="one driver")])
    assert len(world.disputes("killed")) == 1


def test_up_to_twenty_and_twelve_fit_together(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(0, 20)])
    _tell(world, said="sohr", figures=[killed(12)])
    assert world.disputes("killed") == []


def test_more_than_a_count_is_not_held_against_that_count(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(20, None)])
    _tell(world, said="sohr", figures=[killed(19)])
    assert world.disputes("killed") == []


def test_civilians_and_soldiers_are_not_one_count(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(27)])
    _tell(world, said="sohr", figures=[killed(12, victims="soldiers")])
    assert world.disputes("killed") == []


def test_a_part_is_no_rival_of_its_whole(world: World, killed: Any) -> None:
    _tell(world, said="un", figures=[killed(9), killed(2, victims="children", part_of=0)])
    _tell(world, said="sohr", figures=[killed(9)])
    assert world.disputes("killed") == []


def test_a_larger_count_by_the_same_origin_later_is_an_update(world: World, killed: Any) -> None:
    _tell(world, SATURDAY, said="sohr", figures=[killed(17)])
    _tell(world, SUNDAY, said="sohr", figures=[killed(24)])
    assert world.disputes("killed") == []
    (update,) = world.disputes("killed", "update")
    assert {p.value for p in update.positions} == {"17", "24"}
    assert "replaces" in update.reason


def test_a_denial_counts_nobody(world: World, killed: Any) -> None:
    _tell(world, said="sohr", figures=[killed(6)])
    _tell(world, said="sana", figures=[killed(9)], polarity="denied")
    assert world.disputes("killed") == []


def test_accounts_that_agree_dispute_nothing(world: World, killed: Any) -> None:
    for voice in ("sohr", "un", "helmets"):
        _tell(world, said=voice, by=["army"], on=["civilians"], figures=[killed(6)])
    assert world.picture().disputes == ()


def test_the_event_names_its_disputes(world: World, killed: Any) -> None:
    claim = _tell(world, said="un", figures=[killed(27)])
    _tell(world, said="sohr", figures=[killed(12)])
    (dispute,) = world.disputes("killed")
    assert world.event_of(claim).disputes == (dispute.id,)


def test_open_disputes_come_before_updates(world: World, killed: Any) -> None:
    _tell(world, SATURDAY, said="sohr", figures=[killed(17)])
    _tell(world, SUNDAY, said="sohr", figures=[killed(24)])
    _tell(world, said="sana", polarity="denied")
    assert [d.status for d in world.picture().disputes] == ["open", "update"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4, 4, "4"),
        (1400, 1400, "1,400"),
        (24, None, "at least 24"),
        (51, None, "more than 50"),
        (1, None, "at least 1"),
        (0, 20, "up to 20"),
        (5, 7, "5 to 7"),
    ],
)
def test_counts_are_worded_as_a_reader_would(low: int, high: int | None, words: str) -> None:
    assert range_words(low, high) == words


# ------------------------------------------------------------ was anybody hurt


def _unhurt(world: World, report: str, words: str, hit: str = "civilians", **more: Any) -> Claim:
    """Add a denial of harm; its trigger is the last word of `words`."""
    given: dict[str, Any] = {
        "type": "casualties", "polarity": "denied", "denies": "occurrence", "said": "army",
        "told": False, "at": "aleppo", "day": FRIDAY, "quote": words, "on": [hit] if hit else [],
    }  # fmt: skip
    claim = world.claim(report, **given | more)
    at = claim.start + len(words.rstrip(".").rsplit(" ", 1)[0]) + 1
    trigger = replace(claim.trigger, start=at, end=claim.end - 1, text=words[at - claim.start : -1])
    hurt = tuple(replace(t, text=f"no {t.text}") for t in claim.targets)
    world.claims[-1] = replace(claim, trigger=trigger, targets=hurt)
    return world.claims[-1]


def test_nobody_hurt_is_held_against_a_toll(world: World, killed: Any) -> None:
    act = _tell(world, said="sohr", figures=[killed(4)])
    denied = _unhurt(world, act.report, "The army said that no civilians were hurt.")
    (dispute,) = world.disputes("killed")
    assert {p.value: p.claims for p in dispute.positions} == {
        "4 civilians": (act.id,), "no civilians": (denied.id,)
    }  # fmt: skip
    assert dispute.reason == "One side says that none came to harm; another counts some who did."
    assert world.disputes("occurrence") == []


def test_no_civilians_are_no_quarrel_with_people(world: World, killed: Any) -> None:
    act = _tell(world, said="sohr", figures=[killed(4, victims="unknown")])
    _unhurt(world, act.report, "The army said that no civilians were hurt.")
    assert world.disputes("killed") == []


@pytest.mark.parametrize(
    "words",
    [
        "No casualties were immediately reported.",
        "The army said none of its pilots died.",
        "The army said that the truce was not dead.",
    ],
)
def test_who_knows_of_no_harm_or_speaks_of_others_disputes_no_toll(
    world: World, killed: Any, words: str
) -> None:
    act = _tell(world, said="sohr", figures=[killed(4)])
    _unhurt(world, act.report, words, hit="")
    assert world.disputes("killed") == []


def test_who_tells_of_his_own_raid_denies_whom_it_hit(world: World, killed: Any) -> None:
    """*The army said its raid killed fighters, and dismissed the claim that it hit a wedding.*"""
    _tell(world, said="sohr", by=["army"], figures=[killed(9)])
    own = _tell(world, said="army", by=["army"])
    denied = world.claim(
        own.report, "shelling", by=["army"], on=["civilians"], at="aleppo", day=FRIDAY,
        said="army", stance="denies", polarity="denied", denies="responsibility",
    )  # fmt: skip
    assert world.disputes("perpetrator") == []
    (dispute,) = world.disputes("target")
    assert {p.value for p in dispute.positions} == {"civilians", "no civilians"}
    assert denied.id in dispute.positions[1].claims


def test_who_rejects_the_charge_of_a_killing_denies_a_part(world: World, killed: Any) -> None:
    said = _tell(world, said="sohr", by=["army"], figures=[killed(9)])
    world.claim(said.report, "casualties", by=["army"], at="aleppo", day=FRIDAY, said="army",
                stance="denies", polarity="denied", denies="responsibility")  # fmt: skip
    (dispute,) = world.disputes("perpetrator")
    assert {p.value for p in dispute.positions} == {"Syrian Army", "not Syrian Army"}


def test_a_count_is_not_added_to_the_one_that_it_corrects(world: World, killed: Any) -> None:
    words = "Medics said 12 drivers died in the attack, correcting an earlier toll of 15."
    at = [words.index("12"), words.index("15")]
    claim = _tell(world, said="helmets", quote=words)
    figures = tuple(
        replace(killed(n), start=claim.start + i, end=claim.start + i + 2)
        for n, i in zip((12, 15), at, strict=True)
    )
    world.claims[-1] = replace(claim, figures=figures)
    _tell(world, said="sohr", figures=[killed(19)], quote=QUOTE)
    (dispute,) = world.disputes("killed")
    assert {p.value for p in dispute.positions} == {"12", "19"}
    assert (world.toll("killed").low, world.toll("killed").high) == (12, 19)


def test_another_three_of_another_town_are_the_whole_there(world: World, killed: Any) -> None:
    words = "Shelling in the next town killed another 3 people."
    told = _tell(world, said="sohr", quote=words, figures=[replace(killed(3), text="another 3")])
    _tell(world, said="sana", figures=[killed(5)], quote=words)
    assert {p.value for d in world.disputes("killed") for p in d.positions} == {"3", "5"}
    assert world.event_of(told).tolls[0].low == 3


# ------------------------------------------------------------ done, or foiled


def _foiled(world: World, words: str, **more: Any) -> Claim:
    """Add a denial that only calls an attempt foiled; its trigger is *storm*."""
    given: dict[str, Any] = {
        "type": "attack", "by": ["rebels"], "at": "aleppo", "day": FRIDAY, "said": "sana",
        "polarity": "denied", "denies": "occurrence", "modality": "planned", "quote": words,
    }  # fmt: skip
    claim = world.claim(world.report(f"{len(world.claims)}"), **given | more)
    at = claim.start + words.index("storm")
    world.claims[-1] = replace(claim, trigger=replace(claim.trigger, start=at, end=at + 5))
    return world.claims[-1]


def test_done_for_one_and_foiled_for_another(world: World) -> None:
    done = _tell(world, said="sohr", by=["rebels"], type="attack")
    foiled = _foiled(world, "Guards foiled an attempt by rebels to storm the depot.")
    (dispute,) = world.disputes("occurrence")
    assert {p.value: p.claims for p in dispute.positions} == {
        "it happened": (done.id,), "it was foiled": (foiled.id,)
    }  # fmt: skip
    assert dispute.question == "Was the attack in Aleppo on 29 November carried out, or foiled?"
    assert world.disputes("perpetrator") == []


def test_a_post_that_was_taken_was_not_foiled_to_be_stormed(world: World) -> None:
    _tell(world, said="hts", by=["hts"], type="takes_territory")
    _foiled(world, "Guards foiled an attempt by rebels to storm the depot.")
    assert len(world.disputes("occurrence")) == 1


def test_who_will_not_attack_foils_nothing(world: World) -> None:
    _tell(world, said="sohr", by=["rebels"], type="attack")
    _foiled(world, "The rebels said that they would not storm the depot.", said="hts")
    assert world.disputes("occurrence") == []
