"""The cue book: what its rows say, and that the built-in file holds together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from consilience.errors import KnowledgeError
from consilience.knowledge.cues import CueBook, CueEntry, builtin_cues
from consilience.knowledge.files import read_sections
from consilience.model import Stance


def test_a_word_keeps_all_its_readings_in_order() -> None:
    first = CueEntry(words=("call",), part="verb", stance="demands", prepositions=("for",))
    second = CueEntry(words=("call",), part="verb", stance="says", takes=("object",))
    book = CueBook([first, second])
    assert book.find("verb", "call") == (first, second)
    assert book.find("noun", "call") == ()


def test_words_are_found_in_any_case() -> None:
    assert builtin_cues().find("preposition", "According to")


def test_statements_leave_attitudes_out() -> None:
    book = builtin_cues().statements()
    assert book.find("verb", "say")
    assert not book.find("verb", "hope")


def test_denials_have_the_stance_of_denying() -> None:
    book = builtin_cues()
    for word in ("deny", "reject", "dismiss", "refute"):
        assert {entry.stance for entry in book.find("verb", word)} == {"denies"}


def test_every_stance_of_the_model_has_a_cue() -> None:
    found = {entry.stance for entry in builtin_cues().entries}
    assert found == set(get_args(Stance))


def test_no_row_repeats_a_word_and_no_two_rows_give_one_word_the_same_reading() -> None:
    readings: Counter[tuple[object, ...]] = Counter()
    for entry in builtin_cues().entries:
        assert len(set(entry.words)) == len(entry.words), entry.words
        for word in entry.words:
            frame = (entry.takes, entry.prepositions, entry.needs, entry.only_with)
            readings[(entry.part, word, frame, entry.passive)] += 1
    assert [key for key, count in readings.items() if count > 1] == []


def test_a_malformed_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("cues:\n  - {words: [aver], part: verb, stance: shouts}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yaml: cues\.0\.stance"):
        read_sections([path], {"cues": CueEntry})
