"""A case from the shell: made, filled, asked, judged, checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consilience.cli.cases import case_among

Run = Callable[..., Any]


@pytest.fixture
def case(run: Run, reports: Path, tmp_path: Path) -> Path:
    path = tmp_path / "hama.case"
    assert run("init", path).exit_code == 0
    added = run("add", path, reports, "--published", "2024-11-30", "--workers", "1")
    assert added.output.startswith("2 new reports, 0 known; 2 coded.")
    return path


def test_the_brief_of_a_case_is_that_of_its_reports(run: Run, case: Path, reports: Path) -> None:
    of_reports = run("brief", reports, "--published", "2024-11-30", "--workers", "1", "--json")
    assert run("brief", case, "--json").stdout == of_reports.stdout


def test_a_past_day_and_what_changed_since(run: Run, case: Path) -> None:
    past = run("brief", case, "--as-of", "2024-11-29", "--json")
    assert json.loads(past.stdout)["reports"] == []
    since = run("brief", case, "--since", "2024-11-29", "--json")
    assert json.loads(since.stdout)["since"]


def test_status_and_search(run: Run, case: Path) -> None:
    assert json.loads(run("status", case, "--json").stdout)["reports"] == 2
    assert "reports  2" in run("status", case).stdout
    assert "Six drivers" in run("search", case, "drivers", "--source", "SANA").stdout
    found = json.loads(run("search", case, "depot", "--place", "Hama", "--json").stdout)
    assert found["claims_in_all"]


def test_a_judgement_is_made_listed_and_withdrawn(run: Run, case: Path, tmp_path: Path) -> None:
    claim = json.loads(run("search", case, "Six", "--json").stdout)["claims"][0]["claim"]
    by = ("--who", "mk", "--why", "Read it")
    made = run("judgements", "add", case, "wrong_slot", "--of", claim, "--slot", "polarity",
               "--value", '"denied"', *by)  # fmt: skip
    key = made.stdout.split()[0]
    assert key in run("judgements", "list", case).stdout
    lines = tmp_path / "mine.jsonl"
    assert run("judgements", "export", case, "-o", lines).exit_code == 0
    assert "0 judgements taken in" in run("judgements", "import", case, lines).stdout
    assert "withdrawn by mk" in run("judgements", "withdraw", case, key, *by).stdout
    assert "0 judgements." in run("judgements", "list", case).stdout
    assert "alpha not to be had" in run("judgements", "agreement", case, "mk", "sb").stdout


def test_the_doctor_s_exit_status(run: Run, case: Path) -> None:
    assert run("doctor", case).output == "The case is clean.\n"
    assert "0 reports coded" in run("code", case, "--again").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "missing.case", "x.txt"), "consilience init"),
        (("brief", "CASE", "CASE"), "stands by itself"),
        (("brief", "CASE", "--publisher", "Levant Wire"), "not for a case"),
        (("brief", "REPORTS", "--as-of", "2024-11-29"), "needs a case"),
        (("judgements", "add", "CASE", "sorcery", "--who", "m", "--why", "w"), "There are:"),
        (("judgements", "add", "CASE", "confirm", "--who", "m", "--why", "w"), "needs claims"),
        (("search", "CASE", "x", "--place", "Nowhereville"), "No place"),
        (("judgements", "import", "CASE", "gone.jsonl"), "no such file"),
    ],
)
def test_what_cannot_be_done_is_said(
    whole: Run, case: Path, reports: Path, words: tuple[str, ...], told: str
) -> None:
    ended = whole(*({"CASE": case, "REPORTS": reports}.get(w, w) for w in words))
    assert ended.status == 2
    assert told in ended.err


def test_a_case_is_told_from_reports(case: Path, reports: Path) -> None:
    assert case_among([str(case)]) == str(case)
    assert case_among([str(reports), str(reports / "denial.txt")]) is None
