"""Places in sentences of our own: which place, what part of it, in which role."""

from __future__ import annotations

from typing import Protocol

import pytest

from consilience.coding.mentions import PlaceMention
from consilience.coding.places.reader import read_places
from consilience.knowledge.gazetteer import Gazetteer
from consilience.language.annotate import Document


class DocumentMaker(Protocol):
    def __call__(self, text: str, published: str | None = ..., title: str = ...) -> Document: ...


class Reader(Protocol):
    def __call__(self, text: str, title: str = ...) -> list[PlaceMention]: ...


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def read(document: DocumentMaker, gazetteer: Gazetteer) -> Reader:
    def read_text(text: str, title: str = "") -> list[PlaceMention]:
        parsed = document(text, title=title)
        mentions = read_places(parsed, gazetteer)
        for m in mentions:
            assert 0 <= m.start < m.end <= len(parsed.report.text)
        return mentions

    return read_text


def one(mentions: list[PlaceMention], identifier: str) -> PlaceMention:
    found = [m for m in mentions if m.place.id == identifier]
    assert found, sorted(m.place.id for m in mentions)
    return found[0]


def places(mentions: list[PlaceMention]) -> set[str]:
    return {m.place.id for m in mentions}


# --- which place


def test_city_and_province_are_told_apart(read: Reader) -> None:
    found = read("Shells fell in Aleppo province on Monday. Two men died in the city of Aleppo.")
    assert one(found, "admin1:SY.09").place.precision == "admin1"
    assert one(found, "gn:170063").place.precision == "point"


def test_plural_noun_after_a_list_counts_for_each_name(read: Reader) -> None:
    found = read("Fighting went on across the Aleppo and Idlib provinces of Syria.")
    assert {"admin1:SY.09", "admin1:SY.12"} <= places(found)


def test_container_after_a_comma_decides(read: Reader) -> None:
    found = read("A storm tore the roof off a church in Paris, Texas, on Sunday.")
    paris = next(m for m in found if m.place.name == "Paris")
    assert (paris.place.country, paris.place.admin1) == ("US", "TX")


def test_other_places_of_the_report_decide(read: Reader) -> None:
    found = read("Clashes broke out in Tripoli. Troops from Benghazi and Misrata hold Libya.")
    assert next(m for m in found if m.place.name == "Tripoli").place.country == "LY"


def test_two_spellings_are_one_place(read: Reader) -> None:
    found = read("Rebels in Syria captured Saraqib. An hour later they had left Saraqeb.")
    assert [m.place.id for m in found].count("gn:164816") == 2


def test_lost_apostrophe_is_not_part_of_the_name(read: Reader) -> None:
    found = read("Helicopters bombed two villages in Syrias Aleppo province on Friday.")
    assert {"country:SY", "admin1:SY.09"} <= places(found)


def test_shouted_dispatch_is_read(read: Reader) -> None:
    found = read("SEVEN PEOPLE WERE KILLED BY A CAR BOMB IN BAGHDAD, POLICE IN IRAQ SAID.")
    assert any(m.place.name == "Baghdad" for m in found)


# --- what is no place


def test_adjective_is_not_a_place(read: Reader) -> None:
    found = read("Syrian troops and Russian jets struck the town of Saraqib.")
    assert places(found) == {"gn:164816"}


def test_organisation_with_a_town_in_its_name_is_not_a_place(read: Reader) -> None:
    found = read("The Aleppo Media Centre said that the market in Idlib, Syria, had burnt down.")
    assert not any(m.place.name == "Aleppo" for m in found)


def test_byline_is_never_a_place_of_the_report(read: Reader) -> None:
    found = read(
        "Ten people died in Mosul, Iraq, on Monday.\n"
        "Reporting by Jane Doe in Istanbul and John Roe in Beirut."
    )
    assert not {m.place.name for m in found} & {"Istanbul", "Beirut"}


def test_weekday_that_a_gazetteer_has_is_not_a_place(read: Reader) -> None:
    assert read("Mon Apr 4 2016. Nobody was hurt, the ministry said.") == []


# --- what a gazetteer lacks


def test_quarter_within_the_city_that_the_text_names(read: Reader) -> None:
    found = read("Rockets hit the Sukkarabad neighbourhood of Aleppo in Syria at dawn.")
    quarter = next(m for m in found if m.place.name == "Sukkarabad").place
    assert quarter.id == "place:sukarabad@SY.09"
    assert (quarter.within, quarter.precision) == ("gn:170063", "district")
    assert quarter.lat is not None


def test_quarter_after_a_possessive(read: Reader) -> None:
    found = read("Snipers held roofs in Aleppo's Sukkarabad neighborhood, residents of Syria said.")
    assert next(m for m in found if m.place.name == "Sukkarabad").place.within == "gn:170063"


def test_unknown_village_has_no_point(read: Reader) -> None:
    found = read("Jets bombed the village of Tell Marwanah in Idlib province in Syria.")
    village = next(m for m in found if m.place.name == "Tell Marwanah").place
    assert (village.lat, village.precision, village.within) == (None, "unknown", "admin1:SY.12")


def test_two_spellings_of_an_unknown_place_share_an_id(read: Reader) -> None:
    found = read(
        "Rockets hit the Sukarabad district of Aleppo, Syria. "
        "The Sukkarabad district of Aleppo was quiet later."
    )
    assert (
        len({m.place.id for m in found if "ukar" in m.place.name or "ukkar" in m.place.name}) == 1
    )


def test_facility_lies_near_its_city(read: Reader) -> None:
    found = read("Shells landed on Aleppo University in Syria, killing two students.")
    place = one(found, "facility:university@gn:170063").place
    assert (place.precision, place.within) == ("near", "gn:170063")


def test_refugee_camp_is_a_place(read: Reader) -> None:
    found = read("A fire swept through Darmanah refugee camp in Idlib province, Syria.")
    camp = next(m for m in found if "Darmanah" in m.place.name).place
    assert camp.within == "admin1:SY.12"


# --- parts and distance


def test_direction_makes_an_area(read: Reader) -> None:
    place = one(read("Thousands fled northwest Syria."), "area:northwest:country:SY").place
    assert (place.precision, place.lat) == ("area", None)


def test_countryside_is_not_the_city(read: Reader) -> None:
    found = read("Shelling resumed in the northern countryside of Aleppo, in Syria.")
    assert not any(m.place.id == "gn:170063" for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "The army of Syria destroyed a depot southeast of Aleppo.",
        "Fighters in Syria came within two kilometers of Aleppo.",
        "Syria's army shelled the outskirts of Aleppo.",
        "Two buses were burnt near Aleppo in Syria.",
    ],
)
def test_distance_and_direction_widen_precision(read: Reader, text: str) -> None:
    mention = one(read(text), "near:gn:170063")
    assert (mention.role, mention.place.precision) == ("near", "near")


# --- roles


def test_role_follows_the_preposition(read: Reader) -> None:
    found = read("Families walked from Homs to Damascus in Syria.")
    assert one(found, "gn:169577").role == "from"
    assert one(found, "gn:170654").role == "to"


def test_container_has_the_role_within(read: Reader) -> None:
    found = read("A mine went off in Saraqib in Idlib province.")
    assert one(found, "gn:164816").role == "at"
    assert one(found, "admin1:SY.12").role == "within"


def test_capital_that_speaks_is_background(read: Reader) -> None:
    found = read("Ankara said on Monday that it would send aid to Idlib in Syria.")
    assert next(m for m in found if m.place.name == "Ankara").role == "background"


def test_backer_of_a_force_is_background(read: Reader) -> None:
    found = read("Iran-backed fighters withdrew from Homs in Syria.")
    assert one(found, "country:IR").role == "background"


def test_dateline_is_told_from_the_event(read: Reader) -> None:
    found = read("BEIRUT (Agency) - A bomb killed five people in Homs, Syria, on Friday.")
    assert next(m for m in found if m.place.name == "Beirut").role == "dateline"
    assert one(found, "gn:169577").role == "at"


def test_object_of_an_attack_is_where_it_happened(read: Reader) -> None:
    found = read("Insurgents entered Aleppo and captured Saraqib in Syria.")
    assert one(found, "gn:170063").role == "at"
    assert one(found, "gn:164816").role == "at"


def test_rebel_held_does_not_hide_the_preposition(read: Reader) -> None:
    found = read("Jets carried out raids on rebel-held Idlib, the Syrian army said.")
    assert one(found, "gn:169389").role == "at"


def test_same_text_gives_the_same_mentions(read: Reader) -> None:
    text = "Clashes in Aleppo, Idlib and Hama in Syria spread to the village of Tell Marwanah."
    assert read(text) == read(text)


def test_object_behind_a_framing_noun_is_where_it_happened(read: Reader) -> None:
    found = read("Rebels in Syria captured the strategic town of Saraqib on Friday.")
    assert one(found, "gn:164816").role == "at"


def test_both_ends_of_a_road_are_between(read: Reader) -> None:
    found = read("Insurgents in Syria cut the highway linking Aleppo to Damascus.")
    assert one(found, "gn:170063").role == "between"
    assert one(found, "gn:170654").role == "between"


def test_states_in_a_list_do_not_contain_each_other(read: Reader) -> None:
    found = read("The troops in Homs are backed by Russia, Iran and others.")
    assert one(found, "country:IR").role == "background"


def test_listed_actor_is_not_a_place(read: Reader) -> None:
    found = read("Israeli strikes on Hezbollah in Lebanon killed nine people.")
    assert places(found) == {"country:LB"}


def test_agency_in_capitals_is_not_a_place(read: Reader) -> None:
    found = read("A fire broke out in Homs, Syria, the agency SANA said.")
    assert places(found) == {"gn:169577", "country:SY"}


def test_old_and_new_parts_of_a_city_are_areas(read: Reader) -> None:
    found = read("A shell landed in Old Damascus, police in Syria said.")
    assert one(found, "area:old:gn:170654").place.precision == "area"


def test_town_that_gives_an_attack_its_name_is_where_it_happened(read: Reader) -> None:
    found = read("The toll of the Aleppo bombing in Syria rose to nine.")
    assert one(found, "gn:170063").role == "at"


def test_village_is_not_moved_to_a_country_nobody_speaks_of(read: Reader) -> None:
    found = read("Syria's army shelled the village of al-Bureij northeast of Aleppo and Idlib.")
    village = next(m for m in found if "ureij" in m.place.name)
    assert village.place.country == "SY"


def test_district_is_not_taken_for_another_countrys_province(read: Reader) -> None:
    found = read("Rebels in Syria advanced on Salahuddin, a quarter in the south of Aleppo.")
    assert not any(m.place.country == "IQ" for m in found)


def test_famous_city_abroad_is_kept(read: Reader) -> None:
    found = read("Talks on Syria, Aleppo and Idlib will be held in Geneva next week.")
    assert next(m for m in found if m.place.name == "Geneva").place.country == "CH"


def test_region_of_a_city_is_its_division(read: Reader) -> None:
    found = read("Drones struck a depot in Kharkiv region in Ukraine.")
    assert one(found, "admin1:UA.07").role == "at"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells fell on Sunday in Tarhin, a village in the north of Idlib province.", "Tarhin"),
        ("Jets struck Kafr Zoura - a rebel-held town in Aleppo province.", "Kafr Zoura"),
        ("Aleppo was calm. Beit Marah lies east of Aleppo in Syria.", "Beit Marah"),
        ("Guns fell silent on Friday in Khan Zurda in Idlib province.", "Khan Zurda"),
        (
            "Five men were killed near Tell Qaraj, a hamlet of Syria's Aleppo province.",
            "Tell Qaraj",
        ),
    ],
)
def test_a_name_that_the_sentence_says_to_be_a_place(read: Reader, text: str, name: str) -> None:
    assert any(name in text[p.start : p.end] for p in read(text))


def test_a_village_by_apposition_is_in_its_province(read: Reader) -> None:
    """No town of another country that only sounds alike."""
    (spot,) = [p for p in read("Raids hit Babeska a village in Idlib province.") if p.start == 10]
    assert spot.place.country in {"SY", None}


def test_a_part_after_the_name_is_a_part_of_the_town(read: Reader) -> None:
    (place,) = read("Clashes went on in Aleppo's northern suburbs.")
    assert place.place.precision == "area"
    assert place.place.name == "north Aleppo"


def test_a_lost_possessive_leaves_the_part_too(read: Reader) -> None:
    found = read("Clashes went on in Aleppos northern suburbs.")
    assert [m.place.name for m in found] == ["north Aleppo"]


def test_a_countrys_second_city_is_where_it_happened(read: Reader) -> None:
    found = read("A bomb killed six people in Syrias second city Aleppo on Wednesday.")
    assert one(found, "gn:170063").role == "at"


def test_a_place_that_suffers_an_attack_is_where_it_was(read: Reader) -> None:
    (place,) = read("The village of Umm Zalal suffered an air attack in which six people died.")
    assert place.role == "at"


def test_a_lost_comma_puts_no_town_inside_a_village(read: Reader) -> None:
    """The council of the town X the village of Y suffered: X is not in Y."""
    found = read("For the council of the Syrian city of Afrin the village of Umm Zalal was lost.")
    assert all(m.place.within is None or "umm" not in m.place.within for m in found)


def test_a_town_before_a_groups_name_stays_a_town(read: Reader) -> None:
    """A lost comma: who acts in the city is not part of its name."""
    found = read("When it held the ancient Syrian city of Palmyra Daesh carried out beheadings.")
    assert [m.place.id for m in found] == ["gn:163808"]


def test_a_village_in_a_headline_is_no_name(read: Reader) -> None:
    found = read(
        "An airstrike by two jets killed six.",
        title="Six Killed in Airstrike on Village in Aleppo Province, Jets in Area",
    )
    assert [m.place.feature for m in found] == ["admin1"]


def test_a_town_beside_a_blocked_name_is_read(read: Reader) -> None:
    """*British Columbia* holds an actor's name and is none: nothing of it may fail."""
    found = read("The storm hit Vancouver British Columbia on Friday, and then it hit Toronto.")
    assert any(m.place.name == "Toronto" for m in found)


def test_a_square_in_capitals_is_a_site(read: Reader) -> None:
    found = read("Two mortar rounds hit the Umm Zalal Square in the centre of Damascus.")
    assert [m.place.feature for m in found] == ["facility", "capital"]


# --- the country of a name that no gazetteer has there


def test_small_namesake_abroad_is_no_match_for_an_adjective(read: Reader) -> None:
    found = read(
        "Militiamen and Italian smugglers met at Rho, soldiers said. "
        "The army sent troops from Bunia in Ituri province."
    )
    assert "gn:3169447" not in places(found)


def test_namesake_abroad_stays_where_the_report_is_about_that_country(read: Reader) -> None:
    found = read("A bomb went off at Rho. Police in Milan, in northern Italy, held two men.")
    assert "gn:3169447" in places(found)


def test_unlisted_name_lies_in_the_country_that_its_sentence_names(read: Reader) -> None:
    found = read(
        "Fighting went on in Burundi for a third day. In neighbouring Rwanda, "
        "shells fell on the village of Kunuba."
    )
    assert [m.place.country for m in found if m.place.name == "Kunuba"] == ["RW"]


def test_unlisted_name_beside_foreign_adjectives_has_no_country(read: Reader) -> None:
    found = read(
        "Congolese and Ugandan soldiers shot nine men in the village of Kunuba, a monitor said. "
        "In neighbouring Rwanda, two drones fell in Bugesera district."
    )
    assert [m.place.country for m in found if m.place.name == "Kunuba"] == [None]


def test_province_that_no_gazetteer_has_is_an_area_of_its_country(read: Reader) -> None:
    found = read("KINSHASA - Gunmen burned shops in Congo's Masimba province on Sunday.")
    (unit,) = [m.place for m in found if m.place.name == "Masimba"]
    assert (unit.precision, unit.within, unit.lat) == ("area", "country:CD", None)


def test_congo_alone_is_the_one_whose_towns_the_report_names(read: Reader) -> None:
    large = read("Rebels held two hills in eastern Congo. The army flew men from Kinshasa to Goma.")
    assert "country:CD" in {m.place.within for m in large if m.place.feature == "area"}
    small = read("The president of Congo spoke in Brazzaville. Police were sent to Pointe-Noire.")
    assert "country:CG" in places(small)


def test_headline_means_the_region_that_the_text_names(read: Reader) -> None:
    title = "Raid on a mill in Homs kills nine"
    found = read("A jet bombed a mill in Homs province on Monday.", title=title)
    assert places(found) == {"admin1:SY.11"}
    both = read("A mill in Homs province burned. Homs itself was calm.", title=title)
    assert "gn:169577" in places(both)


def test_town_that_a_long_way_is_counted_from_lends_no_province(read: Reader) -> None:
    far = read("The village of Kunuba lies 140 kilometres southeast of Homs.")
    assert [m.place.admin1 for m in far if m.place.name == "Kunuba"] == [None]
    near = read("The village of Kunuba lies 14 kilometres southeast of Homs.")
    assert [m.place.admin1 for m in near if m.place.name == "Kunuba"] == ["11"]


# --- names that no gazetteer has, where ground is taken


@pytest.mark.parametrize("verb", ["recaptured", "stormed", "fled", "encircled"])
def test_an_unknown_name_that_is_taken_is_ground(read: Reader, verb: str) -> None:
    found = read(f"The news came from Mali on Monday. The fighters {verb} Zaramou-Haut at dawn.")
    (ground,) = [m for m in found if m.place.name == "Zaramou-Haut"]
    assert (ground.place.precision, ground.place.country) == ("unknown", "ML")


def test_a_person_who_is_captured_is_no_ground(read: Reader) -> None:
    found = read("The news came from Mali on Monday. Soldiers captured John Miller at dawn.")
    assert [m.place.name for m in found] == ["Mali"]
