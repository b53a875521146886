"""`consilience explain`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Ended

Run = Callable[..., Any]


@pytest.fixture
def picture(run: Run, reports: Path, tmp_path: Path) -> Path:
    target = tmp_path / "picture.json"
    words = ("--published", "2024-11-30", "--workers", "1", "--quiet", "-o", target)
    assert run("brief", reports, *words).exit_code == 0
    return target


def test_an_event_on_the_screen_as_markdown_and_as_json(
    run: Run, picture: Path, tmp_path: Path
) -> None:
    event = json.loads(picture.read_bytes())["events"][0]["id"]
    assert "Why this grade" in run("explain", picture, event).stdout
    assert run("explain", picture, event, "-f", "md").stdout.startswith("# Event: ")
    assert json.loads(run("explain", picture, event, "--json").stdout)["id"] == event
    target = tmp_path / "why.json"
    assert run("explain", picture, event[:8], "-o", target).exit_code == 0
    assert json.loads(target.read_bytes())["kind"] == "event"


def test_an_unknown_id_is_one_line_with_the_nearest(
    whole: Callable[..., Ended], picture: Path
) -> None:
    ended = whole("explain", picture, "o-soh")
    ended = whole("explain", picture, "e-nothing-like-it") if not ended.status else ended
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1


def test_a_case_is_explained_with_its_judgements(run: Run, reports: Path, tmp_path: Path) -> None:
    case = tmp_path / "affair.case"
    assert run("init", case).exit_code == 0
    added = run("add", case, reports, "--published", "2024-11-30", "--workers", "1", "--quiet")
    assert added.exit_code == 0, added.output
    target = tmp_path / "picture.json"
    assert run("brief", case, "--quiet", "-o", target).exit_code == 0
    event = json.loads(target.read_bytes())["events"][0]
    reason = ("--who", "mk", "--why", "read twice")
    of = ("--of", event["claims"][0])
    judged = run("judgements", "add", case, "confirm", *of, *reason)
    assert judged.exit_code == 0, judged.output
    assert "read twice" in run("explain", case, event["id"]).stdout
