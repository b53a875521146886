"""The words of counting load, are indexed by their forms, and can be added to."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.errors import KnowledgeError
from consilience.knowledge.quantities import (
    IrregularVerb,
    QuantityLexicon,
    load_quantities,
    plural,
    verb_forms,
)


@pytest.fixture(scope="module")
def lexicon() -> QuantityLexicon:
    return load_quantities()


@pytest.mark.parametrize(
    ("word", "low"),
    [("dozens", 24), ("scores", 40), ("tens", 20), ("hundreds", 200), ("thousands", 2000)],
)
def test_vague_plurals_have_the_values_of_the_labelling_guide(
    lexicon: QuantityLexicon, word: str, low: int
) -> None:
    assert lexicon.vague[word] == low


def test_every_vague_number_says_why(lexicon: QuantityLexicon) -> None:
    assert all(entry.reason for entry in lexicon.sections["vague_numbers"])


@pytest.mark.parametrize(
    ("noun", "victims"),
    [
        ("civilians", "civilians"),
        ("non - combatants", "civilians"),
        ("schoolgirls", "children"),
        ("women", "women"),
        ("soldiers", "soldiers"),
        ("militiamen", "fighters"),
        ("police officers", "police"),
        ("photographers", "journalists"),
        ("paramedics", "medics"),
        ("rescue workers", "aid workers"),
        ("families", "families"),
        ("people", "unknown"),
    ],
)
def test_nouns_of_people_have_a_class_in_the_plural_too(
    lexicon: QuantityLexicon, noun: str, victims: str
) -> None:
    assert lexicon.victims[tuple(noun.split())] == victims


def test_no_noun_is_both_a_person_and_a_thing(lexicon: QuantityLexicon) -> None:
    assert set(lexicon.victims) & set(lexicon.things) == set()


def test_a_verb_says_other_things_of_people_and_of_places(lexicon: QuantityLexicon) -> None:
    verb = lexicon.verbs["captured"][0].verb
    assert verb.says_of("people") == "captured"
    assert verb.says_of("objects") == "seized"
    assert verb.says_of("places") == "places_taken"


def test_a_verb_can_say_nothing_of_people(lexicon: QuantityLexicon) -> None:
    assert lexicon.verbs["launched"][0].verb.says_of("people") is None


@pytest.mark.parametrize(
    ("singular", "many"),
    [
        ("child", "children"),
        ("policewoman", "policewomen"),
        ("family", "families"),
        ("boy", "boys"),
        ("corpse", "corpses"),
        ("hostage", "hostages"),
        ("person", "people"),
        ("aid worker", "aid workers"),
        ("church", "churches"),
    ],
)
def test_plural(singular: str, many: str) -> None:
    assert plural(singular) == many


def test_regular_verb_forms() -> None:
    assert dict(verb_forms("injure")) == {
        "injure": "base",
        "injures": "third",
        "injured": "participle",
        "injuring": "ing",
    }


def test_irregular_verb_forms_keep_past_and_participle_apart() -> None:
    slay = IrregularVerb(verb="slay", past="slew", participle="slain")
    forms = dict(verb_forms("slay", slay))
    assert forms["slew"] == "past"
    assert forms["slain"] == "participle"


def test_a_user_file_adds_to_the_words(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("victims:\n  - {name: civilians, nouns: [beekeeper]}\n", encoding="utf-8")
    assert load_quantities([mine]).victims[("beekeepers",)] == "civilians"


def test_a_malformed_user_file_is_named(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("number_words:\n  - {words: [umpteen], value: many}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yaml: number_words\.0\.value"):
        load_quantities([mine])
