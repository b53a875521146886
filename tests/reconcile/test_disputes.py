"""Disputes: accounts that cannot all be right, and accounts that only seem so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Claim
from consilience.reconcile.disputes import range_words

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


# ------------------------------------------------------------ how many


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
