"""The roster finds listed actors by any usual wording, and derives what belongs to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.errors import KnowledgeError
from consilience.knowledge.actors import (
    SECTIONS,
    ActorEntry,
    NameMatch,
    Roster,
    actor_files,
    builtin_roster,
    plural,
    roster_from,
)
from consilience.knowledge.files import read_sections


@pytest.fixture(scope="module")
def roster() -> Roster:
    return builtin_roster()


def ids(matches: list[NameMatch]) -> list[str]:
    return [match.actor.id for match in matches]


# -- the lists themselves -----------------------------------------------------------------


def test_the_lists_name_hundreds_of_actors_and_every_region(roster: Roster) -> None:
    assert len(roster.entries) >= 600
    assert len(roster.states) >= 195
    countries = {entry.country for entry in roster.entries.values()}
    assert {"SY", "YE", "UA", "SD", "CD", "ML", "MM", "PH", "CO", "HT", "PK", "AM"} <= countries


def test_every_entry_has_a_plain_id(roster: Roster) -> None:
    for actor_id in (*roster.entries, *roster.states, *roster.roles, *roster.peoples):
        assert actor_id.replace("-", "").isalnum() and actor_id == actor_id.lower()


def test_every_country_is_a_code_of_a_listed_state(roster: Roster) -> None:
    known = {state.country for state in roster.states.values()}
    assert {entry.country for entry in roster.entries.values() if entry.country} <= known


def test_no_unconditional_alias_means_two_actors(roster: Roster) -> None:
    for entry in roster.entries.values():
        found = roster.by_name(entry.name)
        assert found is None or found.id == entry.id, entry.name


def test_a_backer_is_never_an_owner(roster: Roster) -> None:
    for entry in roster.entries.values():
        assert not set(entry.backed_by) & set(entry.member_of), entry.id


# -- names in a text ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "worded",
    ["Hay'at Tahrir al-Sham", "Hayat Tahrir al-Sham", "Hay’et Tahrir al-Sham", "Tahrir al-Sham"],
)
def test_spellings_of_one_group_are_one_actor(roster: Roster, worded: str) -> None:
    assert ids(roster.find(f"Fighters of {worded} entered the town.")) == ["hayat-tahrir-al-sham"]


def test_a_match_gives_the_exact_words(roster: Roster) -> None:
    text = "On Monday the U.S. said it had spoken to Médecins Sans Frontières."
    assert [text[m.start : m.end] for m in roster.find(text)] == [
        "U.S.",
        "Médecins Sans Frontières",
    ]


def test_acronyms_need_their_capitals(roster: Roster) -> None:
    assert ids(roster.find("IS said who it is; the WHO told us.")) == ["islamic-state", "who"]


def test_ordinary_words_in_a_line_of_capitals_are_no_acronyms(roster: Roster) -> None:
    assert ids(roster.find("FMLN TELLS US WHO IT IS AND CALLS FOR AMNESTY")) == ["fmln"]


def test_a_name_inside_a_longer_word_is_not_found(roster: Roster) -> None:
    assert roster.find("The Oman-like Romania of Somaliland-born Nigeriens") != []
    assert "oman" not in ids(roster.find("Romania and Ottoman towns"))


def test_a_possessive_that_lost_its_apostrophe_is_marked(roster: Roster) -> None:
    match = roster.find("Syrias army fired first.")[0]
    assert match.actor.id == "syria" and match.glued


def test_an_acronym_of_one_country_needs_that_country(roster: Roster) -> None:
    assert ids(roster.find("The SNA attacked near Jowhar in Somalia."))[0] == "somalia-army"
    assert ids(roster.find("The SNA shelled a village in northern Syria."))[0] == (
        "syrian-national-army"
    )
    assert roster.find("The SNA convened.") == []


def test_rsf_is_the_paramilitary_only_in_a_report_on_sudan(roster: Roster) -> None:
    assert ids(roster.find("The RSF entered Khartoum, Sudan.")) == [
        "rapid-support-forces",
        "sudan-government",
        "sudan",
    ]
    assert ids(roster.find("RSF counted the journalists killed this year.")) == ["rsf"]


def test_names_that_hold_another_name_are_not_that_actor(roster: Roster) -> None:
    assert roster.find("Aid for Latin America crossed the Black Sea and the Niger Delta.") == []


def test_a_capital_stands_for_its_government(roster: Roster) -> None:
    damascus = roster.find("Damascus denied it.")[0]
    assert (damascus.actor.id, damascus.sense) == ("syria-government", "capital")


def test_the_kremlin_is_the_presidency_of_russia(roster: Roster) -> None:
    kremlin = roster.find("The Kremlin denied it.")[0].actor
    assert kremlin.id == "russia-presidency" and "russia" in kremlin.member_of


# -- names by key ---------------------------------------------------------------------------


def test_an_unlisted_transliteration_still_finds_its_actor(roster: Roster) -> None:
    found = roster.by_name("Haiat Tahreer el-Sham")
    assert found is not None and found.id == "hayat-tahrir-al-sham"


def test_a_short_unknown_name_finds_nobody(roster: Roster) -> None:
    assert roster.by_name("Mala") is None
    assert roster.by_name("Persian Gulf") is None  # it holds a name and is nobody


# -- what belongs to whom ---------------------------------------------------------------------


def test_organs_are_derived_with_those_they_answer_to(roster: Roster) -> None:
    navy = roster.require("norway-navy")
    assert navy.name == "Norwegian navy" and navy.country == "NO" and navy.kind == "military"
    assert navy.member_of == ("norway-forces", "norway-government", "norway", "navy")


def test_a_listed_organ_takes_the_place_of_the_derived_one(roster: Roster) -> None:
    army = roster.owned(roster.require("syria"), roster.roles["army"])
    assert army.name == "Syrian Arab Army" and "SAA" in army.aliases


def test_membership_is_followed_upwards(roster: Roster) -> None:
    ypg = roster.require("ypg")
    assert "sdf" in ypg.member_of
    assert "united-states" not in ypg.member_of


def test_the_state_of_an_actor(roster: Roster) -> None:
    assert roster.state_of(roster.require("bashar-al-assad")) == roster.require("syria")
    assert roster.state_of(roster.require("hezbollah")) is None


# -- a user's own file --------------------------------------------------------------------------


def test_a_users_file_adds_actors(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "actors:\n- {id: river-guard, name: River Guard, kind: militia, country: ML,"
        " member_of: [mali-forces]}\n",
        encoding="utf-8",
    )
    roster = roster_from(read_sections([*actor_files(), own], SECTIONS))
    assert ids(roster.find("The River Guard fired."))[0] == "river-guard"


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("actors:\n- {id: a, name: A, kind: militia, side: x}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"actors\.0.*side"):
        read_sections([own], SECTIONS)


def test_an_id_that_points_nowhere_is_refused() -> None:
    entry = ActorEntry(id="a", name="River Guard", kind="militia", member_of=("nobody",))
    with pytest.raises(KnowledgeError, match="nobody"):
        Roster([entry])


def test_an_id_listed_twice_is_refused() -> None:
    entry = ActorEntry(id="a", name="River Guard", kind="militia")
    with pytest.raises(KnowledgeError, match="twice"):
        Roster([entry, entry])


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("militia", "militias"),
        ("army", "armies"),
        ("boy", "boys"),
        ("forces",) * 2,
        ("witness", "witnesses"),
    ],
)
def test_regular_plurals(word: str, many: str) -> None:
    assert plural(word) == many


def test_the_officials_and_drones_of_rebels_are_no_states(roster: Roster) -> None:
    group = roster.require("rapid-support-forces")
    kinds = {roster.owned(group, roster.roles[role]).kind for role in ("officials", "drones")}
    assert kinds == {"rebel"}
