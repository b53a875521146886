"""An answer is taken apart by its form alone; what is malformed leaves the rest standing."""

from __future__ import annotations

import json

import pytest

from consilience.assist.answers import pointed, said
from consilience.errors import AssistError

ROW = {"quote": "Shells fell.", "word": "fell", "kind": "shelling"}
WHOLE = json.dumps({"claims": [ROW]})


@pytest.mark.parametrize(
    "words",
    [WHOLE, f"  {WHOLE}\n", f"```json\n{WHOLE}\n```", f"```\n{WHOLE}```",
     f"<think>The report {{says}} that</think>\n{WHOLE}"],
)  # fmt: skip
def test_thoughts_and_fences_are_taken_off(words: str) -> None:
    (found,), faults = pointed(words, 5)
    assert (found.word, faults) == ("fell", [])


@pytest.mark.parametrize("words", ["", "Here you are: {}", "NaN", "null", '{"claims": {}}', "[]"])
def test_another_form_is_no_answer(words: str) -> None:
    with pytest.raises(AssistError):
        pointed(words, 5)


def test_what_is_malformed_is_told_and_the_rest_taken() -> None:
    rows = [ROW, {**ROW, "denied": "no"}, {**ROW, "word": ""}, None, {**ROW, "counts": [{}]}]
    found, faults = pointed(json.dumps({"claims": rows}), 10)
    assert len(found) == 1
    assert [("denied" in f, "word" in f) for f in faults[:2]] == [(True, True), (False, True)]
    assert len(faults) == 4


def test_more_than_the_limit_is_left_and_told() -> None:
    found, faults = pointed(json.dumps({"claims": [ROW] * 7}), 5)
    assert (len(found), faults) == (5, ["2 more than the 5 that are taken"])


def test_keys_that_nobody_asked_for_do_nothing() -> None:
    (found,), _ = pointed(json.dumps({"claims": [{**ROW, "grade": "confirmed"}]}), 5)
    assert not hasattr(found, "grade")


def test_sentences_keep_their_ids() -> None:
    (found,), _ = said('{"sentences": [{"text": "Shells fell.", "refs": ["e-1"]}]}', 5)
    assert (found.text, found.refs) == ("Shells fell.", ("e-1",))
