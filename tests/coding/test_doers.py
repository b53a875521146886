"""Who does it: the forms in which news names a doer, each with its own sentence."""

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


def _doers(found: list[Claim], *types: str) -> set[str]:
    return {a.actor for c in found if c.event_type in types for a in c.actors}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("A raid believed to be by Syrian government jets killed nine in Hama.", "syria-aircraft"),
        ("A strike thought to have been carried out by Russia hit Hama.", "russia"),
        ("The strike on Hama is believed to have been carried out by Russia.", "russia"),
    ],
)
def test_an_act_believed_to_be_by_somebody(claims: Reader, text: str, doer: str) -> None:
    assert _doers(claims(text), "air_drone_strike", "attack") == {doer}


def test_jets_believed_to_be_of_a_state(claims: Reader) -> None:
    found = claims("Warplanes believed to be Russian or Syrian bombed a school in Hama.")
    assert _doers(found, "air_drone_strike") >= {"russia", "syria"}
    (claim,) = [c for c in found if c.event_type == "air_drone_strike"]
    assert "believed to be Russian" in claim.actors[0].text


def test_a_nationality_before_named_aircraft_is_their_owner(claims: Reader) -> None:
    found = claims("Two Belgian F-16 combat jets bombed a house in Hama.")
    assert "belgium" in _doers(found, "air_drone_strike")


def test_a_plural_that_was_taken_for_a_verb_has_an_owner(claims: Reader) -> None:
    found = claims("Six civilians were killed and nine were hurt in Assad regime airstrikes "
                   "targeting a camp in Idlib on Friday")  # fmt: skip
    assert _doers(found, "air_drone_strike") == {"syria-government"}


def test_as_before_a_clause_leaves_it_its_subject(claims: Reader) -> None:
    found = claims(
        "Five people were killed on Friday as a new rebel alliance attacked the airport of Hama."
    )
    assert _doers(found, "attack") == {"rebels"}


def test_its_forces_are_of_the_party_named_before(claims: Reader) -> None:
    found = claims("The raid came with the regime's advance near Hama where its forces captured "
                   "two hills, the Observatory said.")  # fmt: skip
    assert _doers(found, "government_regains_territory", "takes_territory") >= {"government"}
    assert "sohr" not in _doers(found, "government_regains_territory", "takes_territory")


def test_people_left_killed_did_not_do_it(claims: Reader) -> None:
    found = claims("Gas was used in the attack which left 40 people killed and 90 wounded.")
    assert _doers(found, "attack") == set()


def test_a_capital_before_the_act_says_where(claims: Reader) -> None:
    found = claims("Damascus suicide attack kills nine people.")
    assert _doers(found, "suicide_bomb") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Rebel gunmen held the town of Saraqib under siege. Nobody knew who planned the attack.",
        "The army said it did not fire on the clinic. The attack killed nine people.",
        "Jordan and Turkey are carrying out air strikes in Hama. The air strikes killed nine.",
        "Rebels often shell the town of Saraqib. The shelling killed nine people on Monday.",
        "Rebels shelled Saraqib in May. More than 300000 people have been killed since 2011.",
        "A guard told the Norhaven Times of a raid. The attack on the mill killed nine people.",
        "The army may have shelled Saraqib on Monday. The shelling killed nine people.",
    ],
    ids=["siege", "denied", "still going on", "habit", "running total", "press", "perhaps"],
)
def test_what_lends_no_doer_to_the_next_sentence(claims: Reader, text: str) -> None:
    told = [c for c in claims(text) if c.start and c.event_type != "statement"]
    assert told
    assert not [a.text for c in told for a in c.actors]


def test_as_with_the_subject_of_the_clause_it_opens(claims: Reader) -> None:
    found = claims(
        "Seven people died on Monday as a large armed gang including former soldiers raided "
        "the village."
    )
    (raid,) = [c for c in found if c.trigger.text == "raided"]
    assert [a.text for a in raid.actors] == ["a large armed gang"]


def test_whoever_flees_fighting_is_not_killed_in_it(claims: Reader) -> None:
    found = claims("Jets believed to be Russian killed 60 civilians trying to flee heavy fighting.")
    (killing,) = [c for c in found if c.figures]
    assert killing.event_type == "air_drone_strike"


def test_an_ultimatum_is_of_whoever_issues_it(claims: Reader) -> None:
    (threat,) = claims("On Thursday President Maria Lopez issued an ultimatum to the rebels.")
    assert [a.text for a in threat.actors] == ["President Maria Lopez"]


def test_a_group_named_by_an_acronym_is_it(claims: Reader) -> None:
    (attack,) = claims("The FARC said it had attacked a bridge near Cali on Monday.")
    assert [a.text for a in attack.actors] == ["The FARC"]


def test_forces_backed_by_a_group_act_themselves(claims: Reader) -> None:
    """A lost comma parts them from their verb; the parser takes the backer's name for the doer."""
    found = claims("Government forces backed by the militia group Hezbollah seized a hill in Hama.")
    taken = {"takes_territory", "government_regains_territory"}
    (claim,) = [c for c in found if c.event_type in taken]
    assert [a.text for a in claim.actors] == ["Government forces"]


def test_fighters_of_somebody_are_his(claims: Reader) -> None:
    found = claims("The Islamic State said one of its fighters had blown himself up in Hasakeh.")
    assert "islamic-state" in _doers(found, "suicide_bomb")


def test_who_did_it_may_hang_on_what_was_hit(claims: Reader) -> None:
    found = claims("Nine people died in the bombardment of the area by Russian warplanes.")
    assert _doers(found, "air_drone_strike", "shelling") == {"russia-aircraft"}


def test_who_did_what_is_investigated_does_not_investigate(claims: Reader) -> None:
    found = claims("They demand an inquiry into the attack by the Russian air force on the town.")
    assert not _doers(found, "investigate")


def test_a_line_of_keywords_is_nobody(claims: Reader) -> None:
    found = claims(
        "Syria Homs Rebels Car Bomb At least nine people were killed in a car bomb blast in Homs."
    )
    assert not _doers(found, "remote_explosive")


def test_jets_believed_to_be_foreign_kill(claims: Reader) -> None:
    found = claims(
        "Military jets believed to be Russian killed at least 60 civilians fleeing the fighting."
    )
    assert any(c.actors for c in found if c.event_type in {"casualties", "air_drone_strike"})


def test_a_lost_possessive_leaves_its_owner(claims: Reader) -> None:
    (claim,) = [
        c for c in claims("The raid was followed by the regimes advance on Homs.")
        if c.event_type == "advance"
    ]  # fmt: skip
    assert [a.text for a in claim.actors] == ["regime"]


def test_kurdish_led_forces_are_those_that_the_report_calls_so(claims: Reader) -> None:
    found = claims(
        "Kurdish-led forces killed 35 militants near Raqqa. The Kurdish-led Syrian Democratic "
        "Forces said so on Friday."
    )
    assert _doers(found, "casualties") == {"sdf"}


@pytest.mark.parametrize(
    ("text", "type_", "doers"),
    [
        # the subject is an act: who does it does what follows
        ("The attack, led by Hezbollah, captured a hill.", "non_state_actor_overtakes_territory",
         {"hezbollah"}),
        ("Insurgents were urging Syrian troops to surrender.", "surrender", {"syria-forces"}),
        ("Russia pledged more military aid to the army.", "aid", {"russia"}),
        ("Russia implemented a three-day ceasefire in the town.", "ceasefire", {"russia"}),
        ("Hezbollah has played a part in capturing the town.",
         "non_state_actor_overtakes_territory", {"hezbollah"}),
    ],
)  # fmt: skip
def test_a_chain_of_words_leads_to_the_doer(
    claims: Reader, text: str, type_: str, doers: set[str]
) -> None:
    assert _doers(claims(text), type_) == doers


def test_whoever_goes_goes_against_nobody(claims: Reader) -> None:
    found = claims("Insurgents were advancing and urging troops to surrender.")
    (claim,) = [c for c in found if c.event_type == "advance"]
    assert not claim.targets


@pytest.mark.parametrize(
    "said",
    ["WHO chief Marta Lindqvist Sandoval said the clinic was open. She did not say who was behind "
     "the bombing in Hama.",
     'A mayor, Selim Darwish, told the paper: "Our forces do not shell the market in Hama."'],
)  # fmt: skip
def test_neither_a_question_nor_our_forces_name_a_doer(said: str, claims: Reader) -> None:
    acts = [c for c in claims(said) if c.trigger.text in {"bombing", "shell"}]
    assert acts and not any(c.actors for c in acts)


def test_fighters_of_a_named_group_are_it(claims: Reader) -> None:
    found = claims("On Friday, rebels of Ahrar al-Sham fired rockets on the village of Fua.")
    assert _doers(found, "shelling") == {"ahrar-al-sham"}


def test_the_group_after_brackets_is_the_one_before_them(claims: Reader) -> None:
    found = claims("The Islamic State (IS) militant group seized a hill near Hasakeh on Friday.")
    assert _doers(found, "non_state_actor_overtakes_territory") == {"islamic-state"}


def test_a_part_played_at_large_gets_no_place_of_another_act(claims: Reader) -> None:
    found = claims(
        "Rebels captured nine villages near Saraqib on Friday. Hezbollah has played a part in "
        "capturing the town."
    )
    (part,) = [c for c in found if {a.actor for a in c.actors} == {"hezbollah"}]
    assert part.time.start is None


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Front, and not the army, attacked the convoy.",
        "The Northern Front, but not the army, attacked the convoy.",
        "The Northern Front, not the army, attacked the convoy.",
    ],
)
def test_who_is_ruled_out_is_no_doer(text: str, claims: Reader) -> None:
    (act,) = [c for c in claims(text) if c.event_type == "attack"]
    assert not any("army" in a.text.lower() for a in act.actors)


def test_not_only_one_is_both(claims: Reader) -> None:
    (act,) = [c for c in claims("The army, and not only the rebels, shelled the town.") if c.actors]
    assert [a.text for a in act.actors] == ["The army", "the rebels"]


def test_who_stored_what_blew_up_did_not_set_it_off(claims: Reader) -> None:
    found = claims(
        "The ministry said that its troops had attacked a camp, and that explosives stored by"
        " rebels had blown up and caused the deaths."
    )
    (blast,) = [c for c in found if c.event_type == "remote_explosive"]
    (attack,) = [c for c in found if c.event_type == "attack"]
    assert blast.actors == ()
    assert "its troops" in [a.text for a in attack.actors]
    laid = claims("A mine laid by rebels blew up in Hama.")
    assert [a.text for c in laid for a in c.actors] == ["rebels"]


def test_drones_are_not_of_whoever_flew_the_jets(claims: Reader) -> None:
    found = claims(
        "Russian jets bombed a depot in Hama on Friday.\n\n"
        "A drone hit a car in Homs on Saturday, killing a farmer."
    )
    (drone,) = [c for c in found if c.figures]
    assert [a.actor for a in drone.actors] == ["drones"]


def test_what_is_somebodys_own_is_not_of_who_speaks_of_it(claims: Reader) -> None:
    found = claims("The minister reiterated Russia's support for the government.")
    assert _doers(found, "support") == {"russia"}


def test_a_clash_that_an_act_led_to_is_between_both(claims: Reader) -> None:
    found = claims(
        "Syrian insurgents launched an assault on Hama on Friday. The assault, which began at "
        "dawn, has led to fierce clashes with government forces."
    )
    assert _doers(found, "armed_clash") == {"syria-rebels", "syria-forces"}


def test_who_retook_it_after_since_is_named_before_the_comma(claims: Reader) -> None:
    found = claims(
        "The raid marks the first push into Aleppo by rebels since Syrian government troops, "
        "backed by Russia, reclaimed the city in 2016."
    )
    assert _doers(found, "government_regains_territory") == {"syria-forces"}


def test_strikes_taken_for_a_verb_are_of_their_owner_and_not_of_the_dead(claims: Reader) -> None:
    found = claims("At least 23 civilians have been killed in renewed regime airstrikes on Aleppo.")
    assert {a.text for c in found for a in c.actors} == {"regime"}


def test_a_party_that_reports_gains_has_made_them(claims: Reader) -> None:
    assert _doers(claims("The Syrian army reported gains in Idlib."), "advance") == {"syria-army"}
    assert not _doers(claims("The monitor reported gains in Idlib."), "advance")


def test_who_holds_a_town_may_stand_inside_the_phrase(claims: Reader) -> None:
    found = claims("Saraqib has been under rebel control since 2015.")
    assert [a.text for c in found if c.event_type == "holds_territory" for a in c.actors] == [
        "rebel"
    ]


def test_it_is_not_who_accuses_it(claims: Reader) -> None:
    found = claims(
        "The Rapid Support Forces met. The army accused it of shelling the town of Nyala."
    )
    assert _doers(found, "shelling") == {"rapid-support-forces"}


def test_he_is_a_person_and_no_body(claims: Reader) -> None:
    found = claims(
        "Colombia's defence minister, Ivan Duarte, denied that the government had made a deal."
        " He accused the guerrillas of a raid on Tame."
    )
    (charge,) = [c for c in found if c.event_type == "accuse"]
    assert [a.text for a in charge.actors] == ["Colombia's defence minister"]


def test_what_came_of_the_charge_was_done_by_the_accused(claims: Reader) -> None:
    found = claims(
        "The ministry denied it. It accused Ugandan troops of shooting at a tractor near Aru,"
        " wounding the driver."
    )
    (hurt,) = [c for c in found if c.event_type == "casualties"]
    assert [a.text for a in hurt.actors] == ["Ugandan troops"]
    assert hurt.attribution is not None
    assert hurt.attribution.text == "The ministry"
    (charge,) = [c for c in found if c.event_type == "accuse"]
    assert [a.text for a in charge.actors] == ["The ministry"]


@pytest.mark.parametrize("doubt", ["not clear", "unclear", "not yet certain"])
def test_who_is_not_known_to_have_fired_is_nobody(doubt: str, claims: Reader) -> None:
    found = claims(f"The army said mortars hit its base in Hama. It was {doubt} who had fired.")
    assert not [a for c in found if c.trigger.text == "fired" for a in c.actors]
