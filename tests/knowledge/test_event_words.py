"""Sets of words that decide how an event is read: named, explained, added to."""

from __future__ import annotations

from dataclasses import fields

import pytest

from consilience.errors import KnowledgeError
from consilience.knowledge.event_words import EventWords, WordSet, builtin_event_words
from consilience.knowledge.files import DATA, read_sections


def _rows() -> list[WordSet]:
    return read_sections([DATA / "event_words.yaml"], {"event_words": WordSet})["event_words"]


def test_every_set_is_explained_and_has_words() -> None:
    assert {row.name for row in _rows()} == {f.name for f in fields(EventWords)}
    assert all(row.note and row.words for row in _rows())


def test_a_users_words_add_to_a_set() -> None:
    words = EventWords.of([*_rows(), WordSet(name="wield", words=("lob-shot",))])
    assert words.wield == builtin_event_words().wield | {"lob-shot"}


def test_an_unknown_set_is_named() -> None:
    with pytest.raises(KnowledgeError, match="'wields'"):
        EventWords.of([WordSet(name="wields", words=("fire",))])


def test_a_set_without_words_is_named() -> None:
    with pytest.raises(KnowledgeError, match="'wield'"):
        EventWords.of(row for row in _rows() if row.name != "wield")
