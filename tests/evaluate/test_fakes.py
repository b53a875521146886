"""A picture held against labels: each measure right on one case and wrong on another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consilience.errors import NoSuchPathError
from consilience.evaluate.fakes import Score, evaluate, find, judge
from consilience.evaluate.scores import corpus_report
from consilience.model import Picture
from consilience.pipeline import code_reports

FIRST = (
    "Seven fishermen were killed in an air strike by government jets on the port of Latakia on "
    "Tuesday, the Syrian Observatory for Human Rights said."
)
SECOND = (
    "Nine fishermen were killed in an air strike by government jets on the port of Latakia on "
    "Tuesday, the state news agency SANA said."
)
TITLE = "Strike on port"


def figure(low: int, by: str | None, **more: Any) -> dict[str, Any]:
    return {"kind": "killed", "low": low, "high": low, "by": by, "quote": "fishermen", **more}


def event(eid: str, quote: str, *figures: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"eid": eid, "what": "airstrike", "perp": "government", "place": "Latakia",
            "date": "2024-11-26", "figures": list(figures), "quote": quote, **more}  # fmt: skip


def report(given: str, *events: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "report", "group": "g", "id": given, "events": list(events)}


def group(**more: Any) -> dict[str, Any]:
    return {"kind": "group", "group": "g", "same_event": [], "copies": [], "disputes": [], **more}


@pytest.fixture(scope="module")
def picture() -> Picture:
    texts = {"a": FIRST, "b": SECOND}
    return code_reports(
        [corpus_report(k, f"{TITLE}\n{text}", "2024-11-27") for k, text in texts.items()],
        workers=1,
    )


def value(score: Score, measure: str) -> float:
    row = score.measures()[measure]
    return row["f1"] if "f1" in row else row["value"]


def test_a_report_read_rightly_is_right_in_every_slot(picture: Picture) -> None:
    label = event("a-1", FIRST, figure(7, "Syrian Observatory"))
    score = judge(picture, [report("a", label)])
    for measure in ("figures_f1", "figures_low_f1", "figure_source", "event_found", "event_type",
                    "event_place", "event_date", "event_perp"):  # fmt: skip
        assert value(score, measure) == 1.0, measure
    assert score.errors == []


@pytest.mark.parametrize(
    ("measure", "label"),
    [
        ("figures_f1", event("a-1", FIRST, figure(8, None))),
        ("figure_source", event("a-1", FIRST, figure(7, "the harbour master"))),
        ("event_found", event("a-1", "Words that the report does not have")),
        ("event_type", event("a-1", FIRST, figure(7, None), what="abduction")),
        ("event_place", event("a-1", FIRST, figure(7, None), place="Raqqa")),
        ("event_date", event("a-1", FIRST, figure(7, None), date="2024-11-20/2024-11-22")),
        ("event_perp", event("a-1", FIRST, figure(7, None), perp="Turkish coastguard")),
    ],
)
def test_a_slot_read_otherwise_is_wrong_and_shown(
    picture: Picture, measure: str, label: dict[str, Any]
) -> None:
    score = judge(picture, [report("a", label)])
    assert value(score, measure) == 0.0
    assert measure in {error["kind"] for error in score.errors}


def test_a_day_beside_the_labelled_one_is_right(picture: Picture) -> None:
    score = judge(picture, [report("a", event("a-1", FIRST, date="2024-11-27"))])
    assert value(score, "event_date") == 1.0


def test_a_slot_without_a_label_is_not_asked_for(picture: Picture) -> None:
    label = event("a-1", FIRST, figure(7, None), place=None, date=None, perp=None)
    measures = judge(picture, [report("a", label)]).measures()
    assert [measures[m]["n"] for m in ("event_place", "event_date", "event_perp")] == [0, 0, 0]


def test_an_unsure_figure_is_neither_asked_for_nor_held_against(picture: Picture) -> None:
    score = judge(picture, [report("a", event("a-1", FIRST, figure(7, None, unsure=True)))])
    assert score.measures()["figures_f1"]["n"] == 0
    assert "figures_f1" not in {error["kind"] for error in score.errors}


def test_a_high_that_differs_is_wrong_only_where_high_is_compared(picture: Picture) -> None:
    label = event("a-1", FIRST, figure(7, None) | {"high": None})
    score = judge(picture, [report("a", label)])
    assert (value(score, "figures_f1"), value(score, "figures_low_f1")) == (0.0, 1.0)


def test_events_told_as_one_are_met_by_pairs(picture: Picture) -> None:
    rows = [report("a", event("a-1", FIRST)), report("b", event("b-1", SECOND))]
    told = {c.event for c in picture.claims}
    together = replace(
        picture, claims=tuple(replace(c, event=min(e for e in told if e)) for c in picture.claims)
    )
    same = judge(together, [*rows, group(same_event=[["a-1", "b-1"]])])
    assert value(same, "same_event_f1") == 1.0
    other = judge(together, [*rows, group()])
    assert value(other, "same_event_f1") == 0.0
    assert "same_event_f1" in {error["kind"] for error in other.errors}


def test_copies_are_met_by_pairs(picture: Picture) -> None:
    rows = [report("a"), report("b")]
    first, second = picture.reports
    copied = replace(picture, reports=(first, replace(second, copy_of=first.id)))
    gold = group(copies=[["a", "b"]])
    assert value(judge(copied, [*rows, gold]), "copies_f1") == 1.0
    apart = replace(picture, reports=tuple(replace(r, copy_of=None) for r in picture.reports))
    assert value(judge(apart, [*rows, gold]), "copies_f1") == 0.0


def labelled_dispute(field: str) -> dict[str, Any]:
    return {"field": field, "positions": [{"value": "7", "reports": ["a"]},
                                          {"value": "9", "reports": ["b"]}]}  # fmt: skip


def test_a_dispute_is_met_on_its_field_by_both_sides(picture: Picture) -> None:
    rows = [report("a"), report("b")]
    assert [d.field for d in picture.disputes] == ["killed"]
    score = judge(picture, [*rows, group(disputes=[labelled_dispute("killed")])])
    assert value(score, "dispute_recall") == 1.0
    assert value(score, "dispute_precision") == 1.0


def test_a_dispute_on_another_field_is_not_met(picture: Picture) -> None:
    rows = [report("a"), report("b")]
    score = judge(picture, [*rows, group(disputes=[labelled_dispute("weapon")])])
    assert value(score, "dispute_recall") == 0.0
    assert value(score, "dispute_precision") == 0.0


def test_a_labelled_field_that_is_not_measured_is_passed_over(picture: Picture) -> None:
    score = judge(picture, [report("a"), report("b"), group(disputes=[labelled_dispute("motive")])])
    assert score.measures()["dispute_recall"]["n"] == 0


def test_a_labelled_report_that_is_not_in_the_picture_is_passed_over(picture: Picture) -> None:
    score = judge(picture, [report("z", event("z-1", FIRST))])
    assert score.measures()["event_found"]["n"] == 0


def test_a_quote_is_found_whatever_its_spaces() -> None:
    assert find("two  men\nwere hurt", "men were") == (5, 13)
    assert find("two men", "three men") is None


def test_evaluate_reads_reports_and_labels(tmp_path: Path) -> None:
    reports, gold = tmp_path / "reports.jsonl", tmp_path / "gold.jsonl"
    made = {"id": "a", "title": TITLE, "text": FIRST, "published": "2024-11-27"}
    reports.write_text(json.dumps(made) + "\n", encoding="utf-8")
    label = report("a", event("a-1", FIRST, figure(8, None)))
    gold.write_text(json.dumps(label) + "\n" + json.dumps(group()) + "\n", encoding="utf-8")
    result = evaluate(reports, gold, errors=1)
    assert result["corpus"] == "reports.jsonl"
    assert result["measures"]["event_type"] == {"value": 1.0, "n": 1}
    assert [e["kind"] for e in result["errors"]] == ["figures_f1"]
    with pytest.raises(NoSuchPathError):
        evaluate(reports, tmp_path / "none.jsonl")
