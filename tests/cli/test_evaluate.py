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
    "errors": ["“last Tuesday”: found nothing", "“noon”: T12 for 12:00"],
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
def test_the_worst_cases_are_shown_when_asked_for(run: Run, tmp_path: Path) -> None:
    shown = run("evaluate", "times", tmp_path, "--errors", "1").stdout
    assert "last Tuesday" in shown
    assert "noon" not in shown


@pytest.mark.usefixtures("measured")
def test_measures_as_json(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("evaluate", "times", tmp_path, "--json").stdout)
    assert told == {key: RESULT[key] for key in ("corpus", "sha256", "measures")}
