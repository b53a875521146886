"""The entities are spaCy's own, found in other steps."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from consilience.language.entities import Entities
from consilience.settings import Settings

TEXTS = (
    "On Monday 3 March 2014 the Syrian Observatory for Human Rights, based in Coventry, said that "
    "1,200 people had left Deir al-Zor.\nTurkey's Anadolu Agency put it at 900.",
    "Hezbollah and the Free Syrian Army fought for the Rashidin district of Aleppo.",
    "Paris\nGeneral Omar Hassan, 54, told Reuters about 40 % of the two-thirds of Homs",
    "   \n\n  Nobody came.",
    "the",
    "",
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.load(Settings().language_model)


def _entities(docs: list[Doc]) -> list[Any]:
    return [
        ([(e.start, e.end, e.label_) for e in doc.ents], [t.ent_iob for t in doc]) for doc in docs
    ]


def _parsed(nlp: spacy.language.Language) -> list[Doc]:
    with nlp.select_pipes(disable=["ner"]):
        return list(nlp.pipe(TEXTS))


@pytest.mark.parametrize("abreast", [1, 2, 32])
def test_they_are_those_of_the_recogniser(nlp: spacy.language.Language, abreast: int) -> None:
    recogniser: Any = nlp.get_pipe("ner")
    theirs = _entities(list(recogniser.pipe(_parsed(nlp))))
    ours = _entities(list(Entities(recogniser).pipe(_parsed(nlp), batch_size=abreast)))
    assert sum(len(found) for found, _ in theirs) > 10
    assert ours == theirs


def test_one_document_alone(nlp: spacy.language.Language) -> None:
    recogniser: Any = nlp.get_pipe("ner")
    ours, theirs = _parsed(nlp)[0], _parsed(nlp)[0]
    assert _entities([Entities(recogniser)(ours)]) == _entities([recogniser(theirs)])


def test_another_kind_of_recogniser_is_left_alone(nlp: spacy.language.Language) -> None:
    assert Entities.can_serve(nlp.get_pipe("ner"))
    assert not Entities.can_serve(nlp.get_pipe("parser"))
    beams = spacy.blank("en").add_pipe("beam_ner")
    assert not Entities.can_serve(beams)
