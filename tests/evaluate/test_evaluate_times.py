"""The scorer of time expressions: TempEval-3's rule on TimeML, and days of labelled events."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from consilience.errors import InputError, NoSuchPathError
from consilience.evaluate.times import (
    GoldText,
    GoldTime,
    errors,
    evaluate,
    evaluate_labelled,
    read_timeml,
    score,
    within_a_day,
)

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>made</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-11-30">2024-11-30</TIMEX3></DCT>
<TEXT>
The mill burned on <TIMEX3 tid="t1" type="DATE" value="2019-05-03">3 May 2019</TIMEX3> &amp; again
in <TIMEX3 tid="t2" type="DATE" value="2021">2021</TIMEX3>, and at
<TIMEX3 tid="t3" type="DATE" value="null">harvest</TIMEX3> the bridge fell.
</TEXT></TimeML>
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "made.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_timeml_is_read_with_offsets_into_the_text_without_tags(corpus: Path) -> None:
    gold = read_timeml(corpus / "made.tml")
    shown = [(gold.text[t.start : t.end], t.value) for t in gold.times]
    assert shown == [("3 May 2019", "2019-05-03"), ("2021", "2021"), ("harvest", "")]
    assert gold.created == date(2024, 11, 30)
    assert "&" in gold.text


def made(*times: tuple[int, int, str]) -> GoldText:
    return GoldText("made", "x" * 100, None, tuple(GoldTime(*t) for t in times))


def test_relaxed_counts_overlap_strict_the_same_offsets() -> None:
    gold = made((0, 10, "2019"), (20, 30, "2020"))
    measures = score([(gold, [GoldTime(0, 10, "2019"), GoldTime(25, 40, "2020")])])
    assert measures["span_relaxed"]["f1"] == 1.0
    assert measures["span_strict"]["f1"] == 0.5
    assert measures["value"]["f1"] == 1.0


def test_the_value_f1_counts_right_values_among_all_expressions() -> None:
    gold = made((0, 10, "2019"), (20, 30, "2020"), (40, 50, "2021"))
    measures = score([(gold, [GoldTime(0, 10, "2019"), GoldTime(20, 30, "1999")])])
    assert measures["value"] == {"p": 0.5, "r": 0.3333, "f1": 0.4, "n": 3}


def test_one_expression_meets_one_only() -> None:
    gold = made((0, 10, "a"), (12, 20, "b"))
    assert score([(gold, [GoldTime(0, 20, "a")])])["span_relaxed"]["r"] == 0.5


def test_nothing_found_scores_nought() -> None:
    assert score([(made((0, 3, "2019")), [])])["span_relaxed"]["f1"] == 0.0


def test_errors_show_kind_and_words() -> None:
    gold = made((0, 10, "2019"), (20, 30, "2020"))
    found = [GoldTime(0, 12, "2018"), GoldTime(50, 55, "1999")]
    assert [row["kind"] for row in errors(gold, found)] == ["missed", "spurious", "value", "span"]


def test_evaluate_gives_corpus_hash_and_measures(corpus: Path) -> None:
    result = evaluate(corpus)
    assert set(result["measures"]) == {"span_relaxed", "span_strict", "value"}
    assert result["measures"]["value"]["r"] == 0.6667
    assert len(result["sha256"]) == 64
    assert result["errors"][0]["kind"] == "missed"
    assert "harvest" in result["errors"][0]["words"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match="nowhere"):
        evaluate(tmp_path / "nowhere")


def test_a_folder_without_timeml_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no TimeML"):
        evaluate(tmp_path)


@pytest.mark.parametrize("content", ["<TimeML>", "<TimeML></TimeML>"])
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "bad.tml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.tml"):
        evaluate(tmp_path)


def test_labelled_events_are_judged_by_the_day_of_their_sentence(tmp_path: Path) -> None:
    report = {
        "id": "r1",
        "title": "Market hit",
        "text": "Shells hit the market on Friday. A bus burned on 3 May 2019.",
        "published": "2024-11-30",
    }
    events = [
        {"quote": "Shells hit the market", "date": "2024-11-29"},
        {"quote": "A bus burned", "date": "2024-11-29"},
        {"quote": "A bus burned", "date": None},
    ]
    (tmp_path / "reports.jsonl").write_text(json.dumps(report), encoding="utf-8")
    gold = {"kind": "report", "id": "r1", "events": events}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    result = evaluate_labelled(tmp_path / "reports.jsonl", tmp_path / "gold.jsonl")
    assert result["measures"]["event_day"] == {"value": 0.5, "n": 2}
    assert result["errors"][0]["found"] == "2019-05-03/2019-05-03"


@pytest.mark.parametrize(
    ("label", "right"),
    [
        ("2024-11-29", True),
        ("2024-11-30", True),
        ("2024-12-01", False),
        ("2024-11-20/2024-11-28", True),
    ],
)
def test_within_a_day_of_the_label(label: str, right: bool) -> None:
    found = (date(2024, 11, 29), date(2024, 11, 29))
    assert within_a_day(found, label) is right
    assert not within_a_day(None, label)
