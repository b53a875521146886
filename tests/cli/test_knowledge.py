"""`consilience knowledge check`: a user's own file, well formed or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def mine(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_good_file_says_what_it_adds(run: Run, mine: Any) -> None:
    text = (
        "actors:\n- {id: harbour-guard, name: Harbour Guard, kind: militia}\n"
        "triggers:\n- {type: attack, verbs: [wallop]}\n- {type: null, phrases: [mock attack]}\n"
    )
    result = run("knowledge", "check", mine(text))
    assert result.exit_code == 0
    assert "well formed; adds 1 actors, 2 triggers." in result.stdout


def test_an_empty_file_adds_nothing(run: Run, mine: Any) -> None:
    assert "adds nothing" in run("knowledge", "check", mine("")).stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("actors: [{id: x, name: X, kind: wizard}]", "kind"),
        ("actors: [{id: x, kind: militia}]", "name"),
        ("triggers: [{type: no_such_type, verbs: [wallop]}]", "no_such_type"),
        ("wizards: [{id: x}]", "wizards"),
        ("actors: [", "not valid YAML"),
        ("- just\n- a list", "mapping"),
        ("actors: yes", "actors"),
    ],
)
def test_a_bad_file_is_one_line_that_names_the_place(
    whole: Run, mine: Any, text: str, told: str
) -> None:
    ended = whole("knowledge", "check", mine(text))
    assert ended.status == 2
    assert told in ended.err
    assert "mine.yaml" in ended.err or told == "no_such_type"
    assert "Traceback" not in ended.err


@pytest.mark.xfail(strict=True, reason="the message names neither file nor entry")
def test_an_unknown_type_is_found_in_its_file(whole: Run, mine: Any) -> None:
    ended = whole("knowledge", "check", mine("triggers: [{type: no_such_type, verbs: [wallop]}]"))
    assert "mine.yaml" in ended.err


def test_a_fault_of_yaml_is_told_in_one_line(whole: Run, mine: Any) -> None:
    ended = whole("knowledge", "check", mine("actors: ["))
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "triggers: [{type: attack, verb: [wallop]}]",
        "event_types: [{id: x, label: x, family: violence, colour: red}]",
        "means: [{type: attack, words: [catapult], lemma: x}]",
    ],
)
def test_a_field_that_nobody_knows_is_a_mistake(whole: Run, mine: Any, text: str) -> None:
    assert whole("knowledge", "check", mine(text)).status == 2


def test_a_file_that_is_not_there_is_said(whole: Run, tmp_path: Path) -> None:
    ended = whole("knowledge", "check", tmp_path / "gone.yaml")
    assert ended.status == 2
    assert "gone.yaml" in ended.err
