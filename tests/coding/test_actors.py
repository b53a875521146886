"""Actors are read from the words of a report: who they are, and exactly where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.actors.reader import defined_acronyms, read_actors
from consilience.coding.mentions import ActorMention
from consilience.knowledge.actors import Roster, builtin_roster
from consilience.language.annotate import Document

Mentions = list[tuple[str, str]]
DocumentMaker = Callable[..., Document]
Reader = Callable[[str], Mentions]
Finder = Callable[[str, str], ActorMention]


@pytest.fixture(scope="module")
def roster() -> Roster:
    return builtin_roster()


@pytest.fixture
def actors(document: DocumentMaker, roster: Roster) -> Reader:
    """Return a function from a text to its (words, actor id) pairs."""

    def read(text: str) -> Mentions:
        found = read_actors(document(text), roster)
        return [(text[m.start : m.end], m.actor.id) for m in found]

    return read


@pytest.fixture
def mention(document: DocumentMaker, roster: Roster) -> Finder:
    """Return a function from a text and some words to the mention with these words."""

    def read(text: str, words: str) -> ActorMention:
        found = [m for m in read_actors(document(text), roster) if text[m.start : m.end] == words]
        assert found, [text[m.start : m.end] for m in read_actors(document(text), roster)]
        return found[0]

    return read


# -- an owner and a role ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words", "actor"),
    [
        ("Syrian state media denied the loss.", "Syrian state media", "syria-state-media"),
        ("Russian forces left the base.", "Russian forces", "russia-forces"),
        ("Turkish sources saw no progress.", "Turkish sources", "turkey-sources"),
        ("Israeli warplanes hit a depot.", "Israeli warplanes", "israel-aircraft"),
        ("Syrias government closed the road.", "Syrias government", "syria-government"),
        ("The Syrian government closed it.", "The Syrian government", "syria-government"),
        ("Ethiopia's air force bombed it.", "Ethiopia's air force", "ethiopia-air-force"),
        ("The Assad regime lost the town.", "The Assad regime", "syria-government"),
        ("Assads forces lost the town.", "Assads forces", "syria-forces"),
        ("The Iraqi Ministry of Defence said so.", "The Iraqi Ministry of Defence",
         "iraq-defence-ministry"),
        ("The defence ministry in Moscow said so.", "The defence ministry in Moscow",
         "russia-defence-ministry"),
        ("The government of Chad agreed.", "The government of Chad", "chad-government"),
        ("Hezbollah fighters crossed over.", "Hezbollah fighters", "hezbollah"),
        ("Islamic State militants fled.", "Islamic State militants", "islamic-state"),
        ("A Hamas spokesman rejected it.", "A Hamas spokesman", "hamas"),
        ("An AFP correspondent saw smoke.", "An AFP correspondent", "afp"),
        ("Kurdish fighters held the bridge.", "Kurdish fighters", "kurds-forces"),
    ],
)  # fmt: skip
def test_an_owner_with_a_role_is_one_actor(
    actors: Reader, sentence: str, words: str, actor: str
) -> None:
    assert (words, actor) in actors(sentence)


@pytest.mark.parametrize(
    ("sentence", "words", "actor"),
    [
        ("Jets from the Syrian regime struck.", "Jets from the Syrian regime", "syria-aircraft"),
        ("Militants from Boko Haram fled.", "Militants from Boko Haram", "boko-haram"),
        ("Troops from Uganda arrived.", "Troops from Uganda", "uganda-forces"),
    ],
)
def test_what_comes_from_an_owner_is_its_own(
    actors: Reader, sentence: str, words: str, actor: str
) -> None:
    assert (words, actor) in actors(sentence)


def test_a_lost_comma_leaves_the_noun_before_outside(actors: Reader) -> None:
    text = "Tests point to sarin gas Turkeys health ministry said."
    assert ("Turkeys health ministry", "turkey-health-ministry") in actors(text)


def test_a_written_number_is_kept_whole(actors: Reader) -> None:
    assert ("Twenty-three civilians", "civilians") in actors("Twenty-three civilians fled.")


def test_a_derived_organ_says_what_it_answers_to(mention: Finder) -> None:
    found = mention("Malian police detained the mayor.", "Malian police").actor
    assert found.country == "ML" and "mali-government" in found.member_of


def test_an_official_belongs_to_the_state_that_the_words_name(mention: Finder) -> None:
    text = "A senior Syrian security official denied it."
    found = mention(text, "A senior Syrian security official").actor
    assert found.country == "SY" and "syria-government" in found.member_of


def test_a_source_at_a_body_nobody_listed_belongs_to_it(actors: Reader, mention: Finder) -> None:
    text = "A source at Tadmir Police Command said two shells fell."
    whole = mention(text, "A source at Tadmir Police Command").actor
    body = mention(text, "Tadmir Police Command").actor
    assert body.id in whole.member_of


def test_coordinated_demonyms_share_the_noun(document: DocumentMaker, roster: Roster) -> None:
    text = "Russian and Syrian forces bombed the hills."
    found = read_actors(document(text), roster)
    assert [m.actor.id for m in found] == ["russia-forces", "syria-forces"]
    assert {text.split()[m.head] for m in found} == {"forces"}


def test_an_adjective_before_an_act_is_a_mention_of_its_own(actors: Reader) -> None:
    assert ("Israeli", "israel") in actors("Israeli strikes hit the port.")
    assert actors("There was rebel shelling.")[0][0] == "rebel"


def test_a_name_ends_before_what_is_made_of_it(actors: Reader) -> None:
    assert ("U.S.", "united-states") in actors("They spoke of a U.S.-orchestrated plot.")


# -- backed, led, pro and anti ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words", "actor"),
    [
        ("Iran-backed militias withdrew.", "Iran-backed militias", "iran-backed-groups"),
        ("Turkish-backed factions joined.", "Turkish-backed factions", "turkey-backed-groups"),
        ("Iranian-aligned forces withdrew.", "Iranian-aligned forces", "iran-backed-groups"),
        ("Assad-led forces emptied it.", "Assad-led forces", "syria-pro-government-forces"),
        ("Pro-Assad forces fell back.", "Pro-Assad forces", "syria-pro-government-forces"),
        ("Pro-Russian separatists fired.", "Pro-Russian separatists", "pro-russia-groups"),
        ("The U.S.-led coalition struck.", "The U.S.-led coalition", "us-led-coalition"),
    ],
)
def test_a_backed_group_is_not_its_backer(
    actors: Reader, sentence: str, words: str, actor: str
) -> None:
    assert actors(sentence) == [(words, actor)]


def test_a_backer_in_a_clause_stays_apart(actors: Reader) -> None:
    found = actors("Malian rebels, backed by Algeria, took the fort.")
    assert ("Malian rebels", "mali-rebels") in found and ("Algeria", "algeria") in found


def test_a_leader_in_a_clause_is_a_mention_of_its_own(actors: Reader) -> None:
    found = actors("Opposition forces, led by the militant group Jaysh al-Izzah, advanced.")
    assert ("the militant group Jaysh al-Izzah", "jaish-al-izza") in found
    assert not any(words.startswith("Opposition forces, led") for words, _ in found)


def test_an_offshoot_is_not_the_body_it_came_from(actors: Reader) -> None:
    assert ("An al-Qaeda offshoot", "al-qaeda") not in actors("An al-Qaeda offshoot took it.")


def test_where_a_body_is_based_is_no_actor(actors: Reader) -> None:
    found = actors("The Britain-based Syrian Observatory for Human Rights counted nine dead.")
    assert [actor for _, actor in found if actor != "people"] == ["sohr"]


def test_who_holds_a_place_is_a_mention(actors: Reader) -> None:
    assert ("rebel", "rebels") in actors("Shells fell on a rebel-held suburb.")


# -- classes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Rebels", "rebels"), ("Insurgents", "rebels"), ("Opposition fighters", "rebels"),
        ("Militants", "militants"), ("Jihadists", "militants"), ("Gunmen", "gunmen"),
        ("Residents", "residents"), ("Civilians", "civilians"), ("Protesters", "protesters"),
        ("Police", "police"), ("Security forces", "security-forces"), ("Soldiers", "forces"),
        ("Helicopters", "aircraft"), ("Drones", "drones"), ("Witnesses", "witnesses"),
    ],
)  # fmt: skip
def test_a_class_has_a_stable_id_and_is_generic(mention: Finder, words: str, actor: str) -> None:
    found = mention(f"{words} gathered near the old bridge.", words)
    assert (found.actor.id, found.generic) == (actor, True)


def test_a_class_takes_the_country_that_the_words_give(mention: Finder) -> None:
    found = mention("Sudanese rebels took the well.", "Sudanese rebels")
    assert (found.actor.id, found.actor.country) == ("sudan-rebels", "SD")
    assert found.generic and "rebels" in found.actor.member_of


def test_people_of_a_country_are_not_their_state(mention: Finder) -> None:
    found = mention("Six Palestinians were killed at dawn.", "Six Palestinians")
    assert found.actor.id == "palestine-people" and "palestine" in found.actor.member_of


def test_a_town_is_no_actor_but_a_country_is_a_mention(actors: Reader) -> None:
    assert actors("Fighting reached Gorom in Mali.") == [("Mali", "mali")]


# -- people -----------------------------------------------------------------------------------


def test_a_title_gives_a_person_what_they_belong_to(mention: Finder) -> None:
    text = "Kremlin spokesperson Arkady Belov condemned the assault."
    found = mention(text, "Kremlin spokesperson Arkady Belov").actor
    assert found.kind == "person" and found.name == "Arkady Belov"
    assert found.member_of[0] == "russia-presidency"


def test_a_minister_belongs_to_the_ministry(mention: Finder) -> None:
    text = "Iranian Foreign Minister Behrouz Tavakoli called it a plot."
    found = mention(text, "Iranian Foreign Minister Behrouz Tavakoli").actor
    assert found.member_of[0] == "iran-foreign-ministry"


def test_a_person_of_a_body_belongs_to_it(mention: Finder) -> None:
    text = "It was chaos, said Nadia Karimi of the International Crisis Group."
    assert mention(text, "Nadia Karimi").actor.member_of == ("crisis-group",)


def test_an_apposition_gives_a_person_what_they_belong_to(mention: Finder) -> None:
    text = "Peter Hallam, U.N. Deputy Regional Coordinator for the crisis, called for calm."
    assert mention(text, "Peter Hallam").actor.member_of == ("united-nations",)


def test_a_persons_followers_are_not_the_person(actors: Reader) -> None:
    found = dict(actors("Nadia Karimi's armed supporters blocked the road."))
    assert "person-nadia-karimi" not in found.values()


def test_a_fuller_name_of_a_listed_person_is_that_person(mention: Finder) -> None:
    text = "President Omar Hassan al-Bashir rejected the plan for Sudan."
    assert mention(text, "President Omar Hassan al-Bashir").actor.id == "omar-al-bashir"


def test_a_rank_is_no_part_of_a_name(mention: Finder) -> None:
    text = "Russian Defense Ministry spokesman Gen. Oleg Sorokin said so."
    found = mention(text, "Russian Defense Ministry spokesman Gen. Oleg Sorokin").actor
    assert found.name == "Oleg Sorokin" and "russia-defence-ministry" in found.member_of


def test_a_surname_goes_back_to_the_full_name(document: DocumentMaker, roster: Roster) -> None:
    text = "Karim Abdul Wahid, a rebel commander, spoke first. Wahid said the road was open."
    people = {m.actor.id for m in read_actors(document(text), roster) if m.actor.kind == "person"}
    full = {actor for actor in people if actor.startswith("person-")}
    assert len(full) == 1


def test_a_name_that_is_a_place_is_nobody(actors: Reader) -> None:
    found = actors("Shells fell in Abu Hamra. Residents of Abu Hamra fled to the hills.")
    assert not any(actor.startswith("person-") for _, actor in found)


# -- names nobody listed ----------------------------------------------------------------------


def test_an_unlisted_body_gets_an_id_from_its_spelling(
    document: DocumentMaker, roster: Roster
) -> None:
    one = read_actors(document("The Harbiya Media Center reported nine dead."), roster)[0]
    other = read_actors(document("The Harbeya Media Center reported nine dead."), roster)[0]
    assert one.actor.id == other.actor.id and one.actor.kind == "media"


def test_an_acronym_that_the_text_defines_is_the_same_actor(
    document: DocumentMaker, roster: Roster
) -> None:
    text = "The Blue River Defence Front (BRDF) attacked. The BRDF later withdrew."
    found = [m for m in read_actors(document(text), roster) if "B" in text[m.start : m.end]]
    assert len(found) == 3 and len({m.actor.id for m in found}) == 1


def test_an_acronym_in_square_brackets_and_capitals(
    document: DocumentMaker, roster: Roster
) -> None:
    text = "THE BLUE RIVER DEFENCE FRONT [BRDF] HAS ATTACKED THE NORTHERN BRIDGES"
    assert set(defined_acronyms(document(text), roster)) == {
        "BRDF", "BLUE RIVER DEFENCE FRONT",
    }  # fmt: skip


def test_a_word_may_give_more_than_its_initial_to_an_acronym(
    document: DocumentMaker, roster: Roster
) -> None:
    text = "The Ceasewatch Verification Team (CWVT) left."
    assert "CWVT" in defined_acronyms(document(text), roster)


def test_brackets_after_a_name_of_other_initials_define_nothing(
    document: DocumentMaker, roster: Roster
) -> None:
    assert defined_acronyms(document("The Blue River Front (XQ) attacked."), roster) == {}


def test_a_medium_nobody_listed_is_named_by_its_noun(actors: Reader) -> None:
    assert ("Tarqa news agency", "named-tarka") in actors("Tarqa news agency said so.")


# -- short forms in one report ----------------------------------------------------------------


def test_the_regime_is_the_government_of_the_state_at_war(actors: Reader) -> None:
    text = (
        "Syrian rebels took three villages. The Syrian army sent help."
        " The regime lost ground, and government forces fled."
    )
    found = dict(actors(text))
    assert found["The regime"] == "syria-government"
    assert found["government forces"] == "syria-forces"


def test_government_forces_are_not_those_of_the_foreign_power(actors: Reader) -> None:
    text = (
        "Syrian rebels fought on. Russian forces bombed the road"
        " while government forces pulled back from the Syrian city."
    )
    assert dict(actors(text))["government forces"] == "syria-forces"


def test_the_army_stays_open_between_two_armies(actors: Reader) -> None:
    text = "The Indian army and the Pakistani army exchanged fire. The army gave no toll."
    assert dict(actors(text))["The army"] == "army"


def test_a_state_without_an_army_owns_no_soldiers(actors: Reader) -> None:
    text = (
        "Israeli forces raided Jenin, Palestinian medics said. Palestinian police fled and the"
        " Palestinian government protested. The army said troops had come under fire."
    )
    found = dict(actors(text))
    assert found["The army"] == "israel-army"
    assert found["troops"] == "israel-forces"


def test_rebels_from_across_the_border_do_not_say_whose_army_it_is(actors: Reader) -> None:
    text = (
        "JNIM raided a post near Kaya. JNIM said it lost two men. Burkina Faso's government"
        " met in Bobo. Burkina Faso's government denies it. The army gave no toll."
    )
    assert dict(actors(text))["The army"] == "burkina-faso-army"


def test_the_army_is_the_only_one_named_before(actors: Reader) -> None:
    text = "Sudanese soldiers burned two hamlets. The army said it had hit militants."
    assert dict(actors(text))["The army"] == "sudan-army"
    hit = "Israeli forces shelled the hill. The army fired back, Syrian state media said."
    assert dict(actors(hit))["The army"] == "army"


def test_the_army_in_a_sentence_set_abroad_is_of_that_country(actors: Reader) -> None:
    text = (
        "Ugandan soldiers burned two hamlets. The army denied it. In neighbouring Rwanda, the army"
        " killed six men. Rwandan troops left on Monday."
    )
    assert [a for w, a in actors(text) if w.lower() == "the army"] == ["uganda-army", "rwanda-army"]


def test_an_unknown_word_says_that_it_is_another_government(actors: Reader) -> None:
    text = "Somali rebels and the Somali army clashed. The Zafarid government stood by."
    found = dict(actors(text))
    assert found["The Zafarid government"] == "government"


def test_a_sentence_set_elsewhere_keeps_its_own_government_open(actors: Reader) -> None:
    text = (
        "Nigerian rebels attacked. The Nigerian army answered. The Nigerian government met."
        " In Chad the junta said nothing."
    )
    assert dict(actors(text))["the junta"] == "government"


def test_a_number_begins_the_words_of_an_actor(actors: Reader) -> None:
    assert ("two soldiers", "forces") in actors("They shot dead two soldiers.")


def test_the_observatory_is_the_one_that_is_named(actors: Reader) -> None:
    text = (
        "The Syrian Observatory for Human Rights counted nine dead."
        " The Observatory said two were children."
    )
    assert dict(actors(text))["The Observatory"] == "sohr"


def test_the_group_is_the_one_named_just_before(actors: Reader) -> None:
    text = "Boko Haram attacked a village. The group burned two houses."
    assert dict(actors(text))["The group"] == "boko-haram"


def test_the_group_stays_open_between_two(actors: Reader) -> None:
    text = "Boko Haram fought Ansaru near the lake. The group burned two houses."
    assert "The group" not in dict(actors(text))


def test_the_lebanese_group_is_the_only_one_of_that_country(actors: Reader) -> None:
    text = "Strikes hit Hezbollah depots. The Lebanese group vowed to answer."
    assert dict(actors(text))["The Lebanese group"] == "hezbollah"


def test_one_wording_is_one_actor_in_one_report(document: DocumentMaker, roster: Roster) -> None:
    text = "The army fired. The Chadian army said so. The army stopped. Chadian rebels fled."
    whole = document(text)
    found = {m.actor.id for m in read_actors(whole, roster) if text[m.start : m.end] == "The army"}
    assert found == {"chad-army"}


# -- text as it comes -------------------------------------------------------------------------


def test_a_dispatch_in_capitals(actors: Reader) -> None:
    found = dict(actors("PERUVIAN POLICE SAID THAT SHINING PATH TERRORISTS KILLED TWO PEASANTS."))
    assert found["PERUVIAN POLICE"] == "peru-police"
    assert found["SHINING PATH TERRORISTS"] == "shining-path"


def test_curly_quotes_and_lost_commas(actors: Reader) -> None:
    text = "Thirteen civilians were killed by Syria’s army Wednesday a monitoring group said."
    found = dict(actors(text))
    assert found["Syria’s army"] == "syria-army"
    assert found["Thirteen civilians"] == "civilians"
    assert found["a monitoring group"] == "monitors"


def test_a_headline_of_capitals_makes_no_bodies(actors: Reader) -> None:
    assert not any("named-" in a for _, a in actors("Rapid Advances and Council Struggles\n\nNo."))


def test_an_empty_report_has_no_actors(actors: Reader) -> None:
    assert actors(" ") == []


def test_the_same_text_gives_the_same_mentions(document: DocumentMaker, roster: Roster) -> None:
    text = "Syrian and Russian jets hit Idlib, said Rami Abdel Rahman of the Observatory."
    assert read_actors(document(text), roster) == read_actors(document(text), roster)
