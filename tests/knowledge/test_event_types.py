"""Event types: each with its codes; words that name them, looked up by lemma."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from consilience.errors import KnowledgeError
from consilience.knowledge.event_types import EventBook, EventType, MeansEntry, TriggerEntry
from consilience.knowledge.files import DATA, read_sections

# The sub-event types of ACLED's codebook (2021), without *Remote …* duplicates.
ACLED = {
    "Armed clash", "Government regains territory", "Non-state actor overtakes territory",
    "Air/drone strike", "Chemical weapon", "Grenade", "Remote explosive/landmine/IED",
    "Shelling/artillery/missile attack", "Suicide bomb", "Abduction/forced disappearance",
    "Attack", "Sexual violence", "Excessive force against protesters", "Peaceful protest",
    "Protest with intervention", "Mob violence", "Violent demonstration", "Agreement", "Arrests",
    "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
    "Looting/property destruction", "Non-violent transfer of territory", "Other",
}  # fmt: skip
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Any]]:
    files = [DATA / f"{name}.yaml" for name in ("event_types", "triggers", "means")]
    return read_sections(
        files, {"event_types": EventType, "triggers": TriggerEntry, "means": MeansEntry}
    )


def _type(id: str, rank: int = 50) -> EventType:
    return EventType(id=id, label=id, family="violence", rank=rank)


def _book(*triggers: TriggerEntry, means: tuple[MeansEntry, ...] = ()) -> EventBook:
    return EventBook.build([_type("attack"), _type("shelling")], triggers, means)


# ------------------------------------------------------------ the list


def test_all_sub_types_of_acled_are_there(rows: Any) -> None:
    assert {t.acled for t in rows["event_types"]} - {None} == ACLED
    assert len(ACLED) == 25


def test_all_types_of_plover_are_there(rows: Any) -> None:
    assert {t.plover.split("/")[0] for t in rows["event_types"] if t.plover} == PLOVER
    assert len(PLOVER) == 16


def test_no_type_stands_twice(rows: Any) -> None:
    counts = Counter(t.id for t in rows["event_types"])
    assert [name for name, n in counts.items() if n > 1] == []


def test_every_type_has_words_for_a_reader(rows: Any) -> None:
    assert all(t.label and t.label == t.label.strip() for t in rows["event_types"])


def test_a_bomb_is_more_specific_than_an_attack(rows: Any) -> None:
    rank = {t.id: t.rank for t in rows["event_types"]}
    assert rank["suicide_bomb"] > rank["remote_explosive"] > rank["attack"] > rank["casualties"]


def test_every_type_but_a_few_has_words(rows: Any) -> None:
    """Those without are refinements that need more than a word to tell."""
    named = {t.type for t in rows["triggers"]} | {m.type for m in rows["means"]}
    silent = {t.id for t in rows["event_types"]} - named
    assert silent <= {
        "government_regains_territory", "non_state_actor_overtakes_territory",
        "non_violent_transfer", "mob_violence", "protest_with_intervention",
    }  # fmt: skip


def test_triggers_are_lemmas_in_lower_case(rows: Any) -> None:
    words = [w for t in rows["triggers"] for w in (*t.verbs, *t.nouns, *t.phrases, *t.adjectives)]
    assert [w for w in words if w != w.lower() or w != w.strip()] == []


def test_every_trigger_has_a_word(rows: Any) -> None:
    silent = [t for t in rows["triggers"] if not (t.verbs + t.nouns + t.adjectives + t.phrases)]
    assert silent == []


# ------------------------------------------------------------ the book


def test_a_trigger_of_an_unknown_type_is_a_fault() -> None:
    with pytest.raises(KnowledgeError, match="'siege'"):
        _book(TriggerEntry(type="siege", verbs=("besiege",)))


def test_a_weapon_of_an_unknown_type_is_a_fault() -> None:
    with pytest.raises(KnowledgeError, match="'siege'"):
        _book(means=(MeansEntry(type="siege", words=("ram",)),))


def test_words_are_found_by_part_of_speech() -> None:
    book = _book(TriggerEntry(type="attack", verbs=("raid",), nouns=("foray",)))
    assert (list(book.verbs), list(book.nouns)) == (["raid"], ["foray"])


def test_one_word_may_have_several_readings() -> None:
    one = TriggerEntry(type="attack", verbs=("hit",))
    two = TriggerEntry(type="shelling", verbs=("hit",), subject=("shell",))
    assert _book(one, two).verbs["hit"] == [one, two]


def test_the_longest_phrase_wins() -> None:
    short = TriggerEntry(type="attack", phrases=("gun attack",))
    long = TriggerEntry(type="shelling", phrases=("gun attack helicopter raid",))
    book = _book(short, long)
    assert book.phrase_at(["gun", "attack", "helicopter", "raid"], 0) == (4, long)
    assert book.phrase_at(["gun", "attack", "on"], 0) == (2, short)


def test_a_phrase_is_met_only_whole() -> None:
    book = _book(TriggerEntry(type="attack", phrases=("gun attack",)))
    assert book.phrase_at(["a", "gun"], 1) is None
    assert book.phrase_at(["attack", "gun"], 0) is None


def test_a_blocked_phrase_names_no_type() -> None:
    book = _book(TriggerEntry(type=None, phrases=("heart attack",)))
    found = book.phrase_at(["heart", "attack"], 0)
    assert found is not None
    assert found[1].type is None


def test_a_weapon_of_one_word_or_several() -> None:
    book = _book(means=(MeansEntry(type="shelling", words=("mortar", "gas canister")),))
    assert book.means_at(["mortar"], 0) == "shelling"
    assert book.means_at(["gas", "canister"], 0) == "shelling"
    assert book.means_at(["gas", "mask"], 0) is None
