"""Context: what a sentence leaves out because the one before has said it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


def _where(claim: Claim) -> list[str]:
    return [p.text for p in claim.places]


def test_the_next_sentence_is_at_the_same_place(claims: Reader) -> None:
    *_, last = claims("Gunmen attacked a school in Hama on Friday. Two pupils were killed.")
    assert _where(last) == ["Hama"]
    assert last.places[0].role == "within"


@pytest.mark.parametrize(
    "total",
    ["More than 320,000 people have been killed since the war began.",
     "Since January 1,500 people have been killed.",
     "The conflict has claimed at least 90,000 lives."],
)  # fmt: skip
def test_a_running_total_is_not_of_the_town_before_it(total: str, claims: Reader) -> None:
    *_, last = claims(f"Gunmen attacked a school in Hama on Friday. {total}")
    assert last.figures[0].cumulative and not last.places


@pytest.mark.parametrize(
    ("sentence", "where"),
    [
        ("A second raid killed two drivers.", []),
        ("Another raid killed two drivers.", []),
        ("The raid also killed two drivers.", ["Hama"]),
    ],
)
def test_one_more_act_is_not_put_where_the_first_was(
    sentence: str, where: list[str], claims: Reader
) -> None:
    *_, last = claims(f"Gunmen attacked a school in Hama on Friday. {sentence}")
    assert _where(last) == where


def test_a_place_taken_over_keeps_the_words_it_came_from(claims: Reader) -> None:
    *_, last = claims("Gunmen attacked a school in Hama on Friday. Two pupils were killed.")
    assert last.places[0].end <= last.start


def test_a_place_holds_for_two_sentences(claims: Reader) -> None:
    *_, last = claims(
        "Gunmen attacked a school in Hama on Friday. The roof fell in. Two pupils were killed."
    )
    assert _where(last) == ["Hama"]


def test_a_place_does_not_hold_for_three(claims: Reader) -> None:
    *_, last = claims(
        "Gunmen attacked a school in Hama on Friday. The roof fell in. The teachers wept. "
        "Two men were killed."
    )
    assert _where(last) == []


def test_a_new_place_takes_over(claims: Reader) -> None:
    *_, last = claims(
        "Gunmen attacked a school in Hama. Gunmen attacked a farm near Homs. Two men were killed."
    )
    assert _where(last) == ["Homs"]


def test_a_place_on_the_way_does_not_hold(claims: Reader) -> None:
    """Who left a town is no longer there."""
    *_, last = claims("The army withdrew from Hama on Friday. Two soldiers were killed.")
    assert _where(last) == []


def test_a_country_is_too_wide_to_hold(claims: Reader) -> None:
    *_, last = claims("Gunmen attacked a school in Mali on Friday. Two pupils were killed.")
    assert _where(last) == []


def test_the_city_is_the_town_named_last(claims: Reader) -> None:
    found = claims("Rebels reached Hama on Friday. The army shelled the city on Saturday.")
    (shelling,) = [c for c in found if c.event_type == "shelling"]
    assert _where(shelling) == ["Hama"]
    assert (shelling.time.text, shelling.time.start) == ("Saturday", "2024-11-30")


def test_the_attack_points_back_to_the_air_strike(claims: Reader) -> None:
    first, second = claims(
        "An air strike hit a market in Idlib on Friday. The attack killed twelve people."
    )
    assert second.event_type == first.event_type == "air_drone_strike"
    assert (_where(second), second.time.start) == (["Idlib"], "2024-11-29")


def test_more_dead_are_of_the_act_before(claims: Reader) -> None:
    *_, last = claims("A shell hit a school in Hama on Friday. Five more people were killed.")
    assert last.event_type == "shelling"
    assert [(f.kind, f.low) for f in last.figures] == [("killed", 5)]


def test_the_first_day_told_holds_for_the_report(claims: Reader) -> None:
    *_, last = claims(
        "Gunmen attacked a school in Hama on Friday. The roof fell in. The teachers wept. "
        "Nobody came. Two pupils were killed."
    )
    assert last.time.start == "2024-11-29"


def test_a_day_of_history_is_not_handed_on(claims: Reader) -> None:
    *_, last = claims(
        "Rebels shelled Homs in March 2011. Gunmen attacked a farm near Gao, killing two men."
    )
    assert last.time.start is None
    assert not last.background


def test_one_sentence_shares_its_place_and_day(claims: Reader) -> None:
    shelled, kidnapped = claims(
        "On Friday, rebels shelled Hama, while gunmen kidnapped two nurses there."
    )
    assert _where(shelled) == _where(kidnapped) == ["Hama"]
    assert shelled.time.start == kidnapped.time.start == "2024-11-29"


def test_an_act_of_speech_takes_over_no_place(claims: Reader) -> None:
    *_, last = claims("Gunmen attacked a school in Hama on Friday. France condemned it.")
    assert last.event_type == "accuse"
    assert _where(last) == []


def test_the_scene_of_the_attack_is_where_it_was(claims: Reader) -> None:
    (act,) = claims("Rescuers arrived in Douma, the scene of the attack, on Friday.")
    assert _where(act) == ["Douma"]


def test_the_wounded_are_not_of_a_fight_that_did_not_happen(claims: Reader) -> None:
    found = claims(
        "A jet bombed a village near Homs on Friday. There was no fighting. "
        "About 50 others were wounded."
    )
    assert [c.event_type for c in found if c.figures] == ["air_drone_strike"]


def test_another_forty_go_on_with_the_same_count(claims: Reader) -> None:
    strike, wounded = claims(
        "A missile struck a market in Homs on Friday, killing 14 people. "
        "Another 43 people were injured."
    )
    assert strike.chain == wounded.chain is not None


def test_the_day_on_which_a_campaign_began_is_not_that_of_its_gains(claims: Reader) -> None:
    found = claims(
        "The army's offensive began on Wednesday and rebels lost the town of Saraqib to troops."
    )
    began = [c for c in found if c.event_type == "offensive"]
    assert {c.time.start for c in began} == {"2024-11-27"}
    assert not any(c.time.start for c in found if c.event_type not in {"offensive"})


def test_what_was_in_spite_of_an_act_lends_it_no_place(claims: Reader) -> None:
    found = claims(
        "Despite the Syrian army's bombardment to stop them, rebels managed to capture the town "
        "of Saraqib."
    )
    assert {c.trigger.text: _where(c) for c in found} == {"bombardment": [], "capture": ["Saraqib"]}


def test_where_somebody_sets_out_from_is_not_where_he_arrives(claims: Reader) -> None:
    found = claims(
        "Fighters advanced from their stronghold in Idlib, and captured villages in Hama province."
    )
    assert {p.role for c in found if c.event_type == "advance" for p in c.places} <= {"from"}


def test_a_crisis_told_beside_who_is_hit_has_a_place_of_its_own(claims: Reader) -> None:
    found = claims(
        "Israeli airstrikes targeted Iranian forces in Syria and rising tensions in Lebanon "
        "worried diplomats."
    ) + claims(
        "The talks come with Israeli airstrikes targeting Iranian forces in Syria and rising "
        "tensions in neighboring Lebanon."
    )
    assert {p for c in found if c.event_type == "air_drone_strike" for p in _where(c)} == {"Syria"}


def test_between_two_towns_is_the_point_of_neither(claims: Reader) -> None:
    (fight,) = claims("Fighting raged between Saraqib and Maarat al-Numan on Friday.")
    assert {p.place.split(":")[0] for p in fight.places} == {"near"}
