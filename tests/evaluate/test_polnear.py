"""PolNeAR's scores: how BRAT is read and spans are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.coding.mentions import Span
from consilience.errors import NoSuchPathError
from consilience.evaluate.polnear import evaluate, read_gold, split_at_breaks

TEXT = 'The mayor said the dam holds.\n"It leaks," a farmer said. "Badly."\n'
BRAT = "\n".join(
    [
        "T1\tSource 0 9\tThe mayor",
        "T2\tCue 10 14\tsaid",
        "T3\tContent 15 28\tthe dam holds",
        'T4\tContent 30 41;57 65\t"It leaks," "Badly."',
        "T5\tSource 42 50\ta farmer",
        "T6\tCue 51 55\tsaid",
        "T7\tAttribution 10 14\tsaid",
        "E1\tAttribution:T7 Source:T1 Cue:T2 Content:T3",
    ]
)


def test_a_broken_content_is_one_span_a_run() -> None:
    assert read_gold(TEXT, BRAT)["content"] == {Span(15, 28), Span(30, 41), Span(57, 65)}


def test_a_span_ends_at_a_line_break_without_outer_spaces() -> None:
    assert split_at_breaks("one \n two", Span(0, 9)) == {Span(0, 3), Span(6, 9)}


def test_scores_and_errors_of_a_small_corpus(tmp_path: Path) -> None:
    _write(tmp_path)
    result = evaluate(tmp_path, errors=3)
    assert result["corpus"] == "polnear"
    assert len(result["sha256"]) == 64
    assert result["measures"]["source"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 2}
    assert result["measures"]["cue"]["f1"] == 1.0
    assert result["measures"]["content"]["n"] == 3
    assert all(error["words"] for error in result["errors"])


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match="attributions"):
        evaluate(tmp_path)


def _write(folder: Path) -> None:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "dam.txt").write_text(TEXT, encoding="utf-8")
    (folder / "attributions" / "dam_x1.ann").write_text(BRAT, encoding="utf-8")
