"""`consilience changes`, and `consilience brief --since`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Ended

from consilience.publish.picture import changes_schema, json_schema

Run = Callable[..., Any]
DATE = ("--published", "2024-11-30", "--workers", "1", "--quiet")


@pytest.fixture
def two(run: Run, reports: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return a picture of one report, and one of both."""
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    assert run("brief", reports / "shelling.txt", *DATE, "-o", old).exit_code == 0
    assert run("brief", reports, *DATE, "-o", new).exit_code == 0
    return old, new


def test_the_screen_says_what_has_changed(run: Run, two: tuple[Path, Path]) -> None:
    shown = run("changes", *two).stdout
    assert "Army rejects report from Hama" in shown
    assert "now denied" in shown


def test_the_same_picture_has_not_changed(run: Run, two: tuple[Path, Path]) -> None:
    assert "Nothing has changed." in run("changes", two[1], two[1]).stdout


def test_all_forms(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    told = json.loads(run("changes", *two, "--json").stdout)
    jsonschema.validate(told, changes_schema())
    page, note = tmp_path / "c.html", tmp_path / "c.md"
    assert run("changes", *two, "-o", page).exit_code == 0
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert run("changes", *two, "-o", note).exit_code == 0
    assert note.read_text(encoding="utf-8").startswith("# Since 30 Nov 2024")
    assert run("changes", *two, "--all").exit_code == 0


def test_a_brief_begins_with_what_has_changed(
    run: Run, two: tuple[Path, Path], reports: Path
) -> None:
    since = ("--since", two[0])
    made = json.loads(run("brief", reports, *DATE, *since, "--json").stdout)
    jsonschema.validate(made, json_schema())
    assert {"report_new", "denied"} <= {c["kind"] for c in made["since"]["changes"]}
    assert "Since 30 Nov 2024" in run("brief", reports, *DATE[:4], *since).stdout
    assert "## Since 30 Nov 2024" in run("brief", reports, *DATE, *since, "-f", "md").stdout
    assert 'id="since"' in run("brief", reports, *DATE, *since, "-f", "html").stdout


def test_what_is_no_picture_is_named_before_any_report_is_read(
    whole: Callable[..., Ended], reports: Path
) -> None:
    for words in (("brief", reports, "--since", reports / "denial.txt"),
                  ("changes", reports / "denial.txt", reports / "denial.txt")):  # fmt: skip
        ended = whole(*words)
        assert ended.status == 2
        assert "denial.txt: Not a picture" in ended.err
