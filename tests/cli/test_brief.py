"""`consilience brief`: reports in, one sourced picture out, in each of its forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from consilience.publish.picture import json_schema

Run = Callable[..., Any]
DATE = ("--published", "2024-11-30", "--workers", "1")


def _picture(data: str | bytes) -> dict[str, Any]:
    """Return the picture that was written, held against the published schema."""
    made: dict[str, Any] = json.loads(data)
    jsonschema.validate(made, json_schema())
    texts = {r["id"]: r["text"] for r in made["reports"]}
    assert all(texts[c["report"]][c["start"] : c["end"]] == c["quote"] for c in made["claims"])
    return made


@pytest.mark.parametrize("option", [("--json",), ("--format", "json"), ("-f", "json")])
def test_json_on_the_screen(run: Run, reports: Path, option: tuple[str, ...]) -> None:
    result = run("brief", reports, *DATE, *option)
    assert result.exit_code == 0
    made = _picture(result.stdout)
    assert len(made["reports"]) == 2
    assert made["claims"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("brief.html", "<!doctype html>"),
        ("brief.htm", "<!doctype html>"),
        ("brief.md", "# "),
        ("brief.json", "{"),
        ("brief", "<!doctype html>"),
    ],
)
def test_the_ending_of_the_file_decides_the_form(
    run: Run, reports: Path, tmp_path: Path, name: str, words: str
) -> None:
    target = tmp_path / "out" / name
    result = run("brief", reports, *DATE, "-o", target)
    assert result.exit_code == 0
    assert target.read_text(encoding="utf-8").lower().startswith(words)


def test_the_format_goes_before_the_ending(run: Run, reports: Path, tmp_path: Path) -> None:
    target = tmp_path / "picture.txt"
    assert run("brief", reports, *DATE, "-f", "json", "-o", target).exit_code == 0
    _picture(target.read_bytes())


def test_the_same_picture_on_the_screen_and_in_a_file(
    run: Run, reports: Path, tmp_path: Path
) -> None:
    target = tmp_path / "picture.json"
    run("brief", reports, *DATE, "-o", target)
    assert run("brief", reports, *DATE, "--json").stdout_bytes == target.read_bytes()


def test_without_a_form_the_screen_tells_the_story(run: Run, reports: Path) -> None:
    shown = run("brief", reports, *DATE).stdout
    assert "Hama" in shown
    assert "Syrian Observatory" in shown
    assert "\x1b[" not in shown  # no colours where nobody can see them


def test_a_file_comes_with_a_summary_that_says_where_it_is(
    run: Run, reports: Path, tmp_path: Path
) -> None:
    target = tmp_path / "brief.html"
    shown = run("brief", reports, *DATE, "-o", target).stdout
    assert "The brief is in" in shown
    assert "brief.html" in shown


def test_quiet_says_nothing_beside_the_file(run: Run, reports: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    result = run("brief", reports, *DATE, "-o", target, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert target.exists()


def test_json_on_the_screen_is_nothing_but_json(run: Run, reports: Path) -> None:
    result = run("brief", reports, *DATE, "--json")
    assert result.stderr == ""
    _picture(result.stdout)


def test_standard_input(run: Run) -> None:
    line = {"title": "", "text": "Gunmen killed nine people in Gao on Friday, police said.",
            "published": "2024-11-30"}  # fmt: skip
    result = run("brief", "-", "--json", "--workers", "1", stdin=json.dumps(line).encode())
    made = _picture(result.stdout)
    assert [f["low"] for c in made["claims"] for f in c["figures"]] == [9]


def test_the_date_and_the_publisher_that_the_reports_do_not_give(run: Run, reports: Path) -> None:
    made = _picture(run("brief", reports, *DATE, "--publisher", "Levant Wire", "--json").stdout)
    assert {r["published"] for r in made["reports"]} == {"2024-11-30"}
    assert {r["publisher"] for r in made["reports"]} == {"Levant Wire"}
    assert "2024-11-29" in {c["time"]["start"] for c in made["claims"]}


def test_without_a_date_the_picture_says_what_to_do(run: Run, reports: Path) -> None:
    made = _picture(run("brief", reports, "--workers", "1", "--json").stdout)
    hints = {w["hint"] for w in made["warnings"] if w["code"] == "no-date"}
    assert any("--published" in (hint or "") for hint in hints)


# ------------------------------------------------------------ a user's own knowledge

MINE = """
actors:
- {id: harbour-guard, name: Harbour Guard, kind: militia, aliases: [Ostravan Harbour Guard]}
triggers:
- {type: attack, verbs: [wallop]}
"""
UNKNOWN_WORDS = b"The Ostravan Harbour Guard walloped a patrol near Gao on Friday.\n"


def test_own_knowledge_adds_an_actor_and_a_trigger(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(MINE, encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_bytes(UNKNOWN_WORDS)

    def claims(*more: str | Path) -> list[dict[str, Any]]:
        made = _picture(run("brief", report, *DATE, "--json", *more).stdout)
        return [c for c in made["claims"] if c["event_type"] == "attack"]

    assert claims() == []
    (claim,) = claims("--knowledge", mine)
    assert [a["actor"] for a in claim["actors"]] == ["harbour-guard"]
    assert claim["trigger"]["text"] == "walloped"


# ------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief", "no/such/folder"), "no/such/folder"),
        (("brief", ".", "--published", "yesterday-ish"), "yesterday-ish"),
        (("brief", "REPORTS", "--knowledge", "no/such.yaml"), "no/such.yaml"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(
    whole: Run, reports: Path, words: tuple[str, ...], told: str
) -> None:
    ended = whole(*(reports if w == "REPORTS" else w for w in words))
    assert ended.status == 2
    assert ended.err.startswith("consilience: ")
    assert len(ended.err.strip().splitlines()) == 1
    assert told in ended.err
    assert ended.out == ""


def test_nothing_readable_is_said(whole: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ended = whole("brief", tmp_path)
    assert ended.status == 2
    assert "Traceback" not in ended.err


def test_a_target_that_cannot_be_written_is_said(whole: Run, reports: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    ended = whole("brief", reports, *DATE, "-o", blocked / "brief.html")
    assert ended.status == 2
    assert "cannot be written" in ended.err


def test_no_worker_is_too_few(run: Run, reports: Path) -> None:
    assert run("brief", reports, "--workers", "0").exit_code == 2


def test_an_unknown_format_is_said(run: Run, reports: Path) -> None:
    result = run("brief", reports, "--format", "pdf")
    assert result.exit_code == 2
    assert "pdf" in result.output


def test_a_good_run_ends_with_status_0(whole: Run, reports: Path) -> None:
    assert whole("brief", reports, *DATE).status == 0


def test_stopping_is_no_traceback(
    whole: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*words: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("consilience.pipeline.brief", stopped)
    ended = whole("brief", reports)
    assert ended.status == 130
    assert "Traceback" not in ended.err


def test_a_brief_leaves_out_private_persons_where_asked(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        "Baker shot dead in Idlib\n"
        "Gunmen killed Ali Hassan in Idlib on Friday, the Syrian Observatory said.\n"
    )
    asked = ("brief", report, "--published", "2024-11-30", "--json", "--workers", "1")
    assert "Ali Hassan" in run(*asked).output
    hidden = run(*asked, "--redact").output
    assert "Hassan" not in hidden
    assert "█" in hidden
