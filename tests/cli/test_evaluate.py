"""`consilience evaluate`: measures as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
RESULT = {
    "corpus": "times", "sha256": "ab" * 32,
    "measures": {
        "span_relaxed": {"p": 0.5, "r": 0.25, "f1": 0.333, "n": 8},
        "value": {"value": 0.75, "n": 4},
    },
    "errors": [
        {"kind": "missed", "words": "by [last Tuesday] the", "gold": "2024-11-26", "found": ""},
        {"kind": "missed", "words": "at [dawn] they", "gold": "2024-11-27TMO", "found": ""},
        {"kind": "value", "words": "at [noon] on", "gold": "2024-11-27T12", "found": "T12"},
    ],
}  # fmt: skip


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consilience.evaluate.times.evaluate", lambda path: RESULT)


def test_a_path_that_is_not_there_is_one_line_and_status_2(whole: Run) -> None:
    ended = whole("evaluate", "times", "no/such/corpus")
    assert ended.status == 2
    assert ended.err.startswith("consilience: no/such/corpus")
    assert len(ended.err.strip().splitlines()) == 1


def test_an_unknown_corpus_is_said_with_those_that_are_known(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", "brown", tmp_path)
    assert result.exit_code == 2
    assert "times" in result.output


@pytest.mark.usefixtures("measured")
def test_the_table_shows_each_measure(run: Run, tmp_path: Path) -> None:
    shown = run("evaluate", "times", tmp_path).stdout
    assert all(word in shown for word in ("span_relaxed", "0.333", "value", "0.750"))
    assert "noon" not in shown


@pytest.mark.usefixtures("measured")
def test_the_worst_cases_of_each_kind_are_shown_when_asked_for(run: Run, tmp_path: Path) -> None:
    shown = run("evaluate", "times", tmp_path, "--errors", "1").stdout
    assert "missed  words: by [last Tuesday] the, gold: 2024-11-26" in shown
    assert "dawn" not in shown
    assert "noon" in shown


@pytest.mark.usefixtures("measured")
def test_measures_as_json(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("evaluate", "times", tmp_path, "--json").stdout)
    assert told == {key: RESULT[key] for key in ("corpus", "sha256", "measures")}


def test_a_corpus_of_two_files_says_so_when_given_one(whole: Run, tmp_path: Path) -> None:
    ended = whole("evaluate", "fakes", tmp_path)
    assert ended.status == 2
    assert "REPORTS.jsonl GOLD.jsonl" in ended.err


@pytest.mark.parametrize("corpus", ["polnear", "places", "times", "plover", "muc4"])
def test_the_other_corpora_are_one_path(whole: Run, tmp_path: Path, corpus: str) -> None:
    ended = whole("evaluate", corpus, tmp_path, tmp_path)
    assert ended.status == 2
    assert ended.err.startswith("consilience: 2 paths")
