"""Lemmas are those of spaCy's lemmatizer, remembered."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from consilience.language import lemmas
from consilience.language.lemmas import Lemmas
from consilience.settings import Settings

TEXTS = (
    "The shellings went on; men were shot and children's schools burnt.\n\nThey've fled twice.",
    "SHELLS Hit Houses. More worrying were the worst of the crises, he'd said; 14th, 3 dead.",
    "",
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.load(Settings().language_model)


def _tagged(nlp: spacy.language.Language) -> list[Doc]:
    with nlp.select_pipes(disable=["lemmatizer", "ner"]):
        return list(nlp.pipe(TEXTS))


def _lemmas(docs: list[Doc]) -> list[list[str]]:
    return [[t.lemma_ for t in doc] for doc in docs]


def test_they_are_those_of_the_lemmatizer(nlp: spacy.language.Language) -> None:
    expected = _lemmas(list(nlp.pipe(TEXTS)))
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    ours = Lemmas(lemmatizer)
    assert _lemmas(list(ours.pipe(_tagged(nlp)))) == expected
    lemmatizer.cache.clear()
    assert _lemmas(list(ours.pipe(_tagged(nlp)))) == expected, "remembered, and the same"


def test_a_lemma_that_is_there_stays(nlp: spacy.language.Language) -> None:
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    doc = _tagged(nlp)[0]
    doc[1].lemma_ = "kept"
    assert Lemmas(lemmatizer)(doc)[1].lemma_ == "kept"


def test_no_more_is_remembered_than_is_allowed(
    nlp: spacy.language.Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lemmas, "_REMEMBERED", 3)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    ours = Lemmas(lemmatizer)
    assert _lemmas(list(ours.pipe(_tagged(nlp)))) == _lemmas(list(nlp.pipe(TEXTS)))
    assert len(ours._known) <= 3


def test_a_lemmatizer_of_another_kind_is_left_to_spacy() -> None:
    other: Any = spacy.blank("en").add_pipe("lemmatizer", config={"mode": "lookup"})
    assert not Lemmas.can_serve(other)
