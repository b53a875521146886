"""What was given and said is kept, survives a stop in the middle, and is not asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.assist.journal import Exchange, Journal
from consilience.errors import InputError

URL = "http://127.0.0.1/v1/chat/completions"
GIVEN = {"messages": [{"role": "user", "content": "Good day. \ud800"}]}


def one(said: str | None, failed: str | None = None) -> Exchange:
    return Exchange(about="r-1", address=URL, given=GIVEN, said=said, failed=failed)


def test_an_answer_is_found_again_by_another_run(tmp_path: Path) -> None:
    Journal(tmp_path / "log.jsonl").keep(one("Good day."))
    again = Journal(tmp_path / "log.jsonl")
    assert again.answer(URL, GIVEN) == "Good day."
    assert again.answer(URL + "x", GIVEN) is None
    assert again.answer(URL, {**GIVEN, "model": "another"}) is None


def test_what_failed_or_could_not_be_used_is_asked_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.keep(one(None, "no answer came"))
    journal.keep(one("not JSON", "The answer is not JSON."))
    assert journal.answer(URL, GIVEN) is None
    assert Journal(tmp_path / "log.jsonl").answer(URL, GIVEN) is None


def test_a_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    Journal(path).keep(one("Good day."))
    path.write_text(path.read_text(encoding="utf-8") + '{"address": "htt\n7\n', encoding="utf-8")
    assert Journal(path).answer(URL, GIVEN) == "Good day."


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="--assist-log"):
        Journal(tmp_path / "file" / "log.jsonl").keep(one("Good day."))
