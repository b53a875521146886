"""Tags and lemmas are those of spaCy's attribute ruler, remembered."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from consilience.language.attributes import Attributes
from consilience.settings import Settings

TEXTS = (
    "They're saying it wasn't theirs, and that he'd never have gone there himself.\n\nY'all know "
    "nothin' of it; don't you?",
    "Those are the men who were shot. Do you have what's left? It isn't much, is it.",
    "Shelling had been heavy; more than 30 of us didn't get out before it'd stopped.",
    "",
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.load(Settings().language_model)


def _parsed(nlp: spacy.language.Language) -> list[Doc]:
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        return list(nlp.pipe(TEXTS))


def _attributes(docs: list[Doc]) -> list[Any]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, str(t.morph)) for doc in docs for t in doc]


def test_they_are_those_of_the_ruler(nlp: spacy.language.Language) -> None:
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ours = Attributes(ruler)
    expected = _attributes(list(ruler.pipe(_parsed(nlp))))
    assert _attributes(list(ours.pipe(_parsed(nlp)))) == expected
    assert _attributes(list(ours.pipe(_parsed(nlp)))) == expected, "remembered, and the same"


def test_a_rule_over_several_tokens_and_one_on_a_word_hold() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "air"}, {"LOWER": "raid"}]], {"LEMMA": "air-raid"}, index=-1)
    ruler.add([[{"LOWER": {"REGEX": "^bomb(ed|ing)$"}}]], {"LEMMA": "bomb"})
    ruler.add([[{"LOWER": "raid"}]], {"POS": "NOUN"})
    doc = Attributes(ruler)(nlp.make_doc("An air raid; bombing, Bombed, bombs"))
    assert [t.lemma_ for t in doc] == ["", "", "air-raid", "", "bomb", "", "bomb", "", ""]
    assert doc[2].pos_ == "NOUN"


def test_patterns_that_ask_for_more_are_left_to_spacy() -> None:
    ruler: Any = spacy.blank("en").add_pipe("attribute_ruler")
    assert Attributes.can_serve(ruler)
    ruler.add([[{"ENT_TYPE": "GPE"}]], {"POS": "PROPN"})
    assert not Attributes.can_serve(ruler)
    ruler.clear()
    ruler.add([[{"LOWER": "a", "OP": "+"}]], {"POS": "DET"})
    assert not Attributes.can_serve(ruler)
