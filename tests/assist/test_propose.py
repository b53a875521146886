"""Reports are asked about one by one; what is taken stands beside what the rules found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consilience.assist.propose import Helper, pieces
from consilience.knowledge import Knowledge
from consilience.model import Picture, Report
from consilience.pipeline import brief, code_reports
from consilience.publish.exports import export
from consilience.publish.picture import to_json

CLINIC = "Gunmen burst into a clinic in Saraqib on Friday and beat two guards, a nurse said."
ROAD = "Shells struck the road to Saraqib on Friday, killing nine people, the army said."
TEXT = f"Violence in Saraqib\n{CLINIC}\n{ROAD}"
GOOD = {"quote": CLINIC, "word": "burst", "kind": "attack", "doers": ["Gunmen"],
        "places": ["Saraqib"], "voice": "a nurse"}  # fmt: skip


@pytest.fixture
def report(make_report: Callable[[str], Report]) -> Report:
    return make_report(TEXT)


def rest(picture: Picture) -> tuple[object, ...]:
    """Return all that the rules made of the reports."""
    claims = [c for c in picture.claims if c.assisted is None]
    return (picture.reports, claims, picture.events, picture.disputes, picture.control,
            picture.stories, picture.origins, picture.timeline)  # fmt: skip


def test_a_claim_is_added_and_nothing_else_changes(
    model: Any, helper: Helper, report: Report
) -> None:
    model.says({"claims": [GOOD]})
    plain = code_reports([report])
    picture = code_reports([report], helper=helper)
    (claim,) = [c for c in picture.claims if c.assisted]
    assert (claim.assisted, claim.event, claim.trigger.text) == ("tiny", None, "burst")
    assert claim.quote in report.text
    assert rest(picture) == rest(plain)
    assert picture.warnings == plain.warnings


def test_what_is_asked_and_said_is_kept_without_the_key(
    model: Any, helper: Helper, report: Report, tmp_path: Path
) -> None:
    model.says({"claims": [GOOD, {**GOOD, "quote": "No such words."}]})
    picture = code_reports([report], helper=helper)
    (row,) = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert row["given"] == model.asked[0]
    assert json.loads(row["said"])["claims"][0] == GOOD
    assert row["accepted"] == [c.id for c in picture.claims if c.assisted]
    assert row["refused"] == ["“No such words.”: its quote is not in the report."]
    assert (row["about"], row["address"]) == (report.id, f"{model.url}/chat/completions")


def test_what_was_answered_is_not_asked_again(model: Any, helper: Helper, report: Report) -> None:
    model.says({"claims": [GOOD]})
    first = code_reports([report], helper=helper)
    assert code_reports([report], helper=helper) == first
    assert len(model.asked) == 1


def test_the_report_is_sent_as_data_and_instructions_stand_apart(
    model: Any, helper: Helper, report: Report
) -> None:
    code_reports([report], helper=helper)
    system, user = model.asked[0]["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "Gunmen" not in system["content"]
    sent = json.loads(user["content"])
    assert sent["report"]["text"] == TEXT
    assert {"word": "struck", "kind": "shelling"} in sent["read already"]


def test_a_long_report_is_asked_about_in_pieces(known: Knowledge) -> None:
    text = "\n".join(f"Sentence number {n} of the report." for n in range(200))
    found = pieces(text, 1_000)
    assert "".join(found) == text
    assert all(len(piece) <= 1_000 for piece in found)
    assert all(piece.endswith("\n") for piece in found[:-1])
    assert pieces("x" * 2_500, 1_000) == ["x" * 1_000, "x" * 1_000, "x" * 500]
    assert pieces("", 1_000) == []


def test_a_report_in_another_language_is_not_asked_about(
    model: Any, helper: Helper, report: Report
) -> None:
    from dataclasses import replace  # noqa: PLC0415

    code_reports([replace(report, language="fr")], helper=helper)
    assert model.asked == []


def test_statements_bring_it_back_byte_for_byte(
    model: Any, helper: Helper, report: Report, make_report: Callable[[str], Report],
    tmp_path: Path,
) -> None:  # fmt: skip
    other = make_report("Khalifa speaks\nDareen Khalifa of the Crisis Group said that rebels took "
                        "Saraqib on Friday.")  # fmt: skip
    model.says({"claims": [GOOD, {**GOOD, "quote": "No such words."}]}, {"claims": []})
    picture = code_reports([report, other], helper=helper)
    assert any(c.assisted for c in picture.claims)
    export(picture, "jsonl", tmp_path)
    again = brief([tmp_path / "statements.jsonl"])
    assert to_json(again) == to_json(picture)


def test_tables_and_readme_say_which_claims_are_assisted(
    model: Any, helper: Helper, report: Report, tmp_path: Path
) -> None:
    model.says({"claims": [GOOD]})
    export(code_reports([report], helper=helper), "csv", tmp_path)
    text = (tmp_path / "claims.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(r["trigger"], r["event"]) for r in rows if r["assisted"] == "tiny"] == [("burst", "")]
    assert "1 claim of these a language model pointed at" in (tmp_path / "README.md").read_text()
