"""Vectors of words are those of spaCy's model, each kind of word worked out once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy

from consilience.language import vectors
from consilience.language.vectors import once_each_kind
from consilience.settings import Settings

TEXTS = (
    "Shells hit the market, and the market burnt; shells hit the school.",
    "The school, the mosque, the market: all hit.\n\nTwo men were killed there.",
    "",
)


def _models() -> list[Any]:
    nlp: Any = spacy.load(Settings().language_model)
    return [nlp.make_doc, nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model]


def _vectors(make_doc: Any, model: Any) -> list[Any]:
    found = model.predict([make_doc(text) for text in TEXTS if text])
    return list(found) if isinstance(found, list) else [found.tokvecs]


@pytest.mark.parametrize("mixed", [False, True])
def test_they_are_those_of_the_model(mixed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    make_doc, *models = _models()
    expected = [_vectors(make_doc, model) for model in models]
    if mixed:  # all kinds meet in one number, and are still told apart
        monkeypatch.setattr(vectors, "_MIX", 0)
    for model, wanted in zip(models, expected, strict=True):
        once_each_kind(model)
        for ours, theirs in zip(_vectors(make_doc, model), wanted, strict=True):
            np.testing.assert_array_equal(ours, theirs)


def test_doing_it_twice_changes_nothing() -> None:
    _, model, _ = _models()
    once_each_kind(model)
    before = [layer.name for layer in model.walk()]
    once_each_kind(model)
    assert [layer.name for layer in model.walk()] == before
    assert before.count("each_kind_once") == 1


def test_what_looks_at_neighbours_is_left_alone() -> None:
    nlp: Any = spacy.load(Settings().language_model)
    tagger = nlp.get_pipe("tagger").model
    before = [layer.name for layer in tagger.walk()]
    once_each_kind(tagger)
    assert [layer.name for layer in tagger.walk()] == before
