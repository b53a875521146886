"""The arithmetic that the evaluators share."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.errors import InputError, NoSuchPathError
from consilience.evaluate.scores import (
    Count,
    Share,
    every,
    fingerprint,
    read_lines,
    same_name,
    worst,
)


def test_precision_recall_and_f1_are_fractions_of_one() -> None:
    count = Count()
    count.sets({"a", "b", "c", "d"}, {"a", "b"})
    assert count.measure() == {"p": 0.5, "r": 1.0, "f1": pytest.approx(2 / 3), "n": 2}


def test_nothing_found_and_nothing_asked_for_is_zero() -> None:
    assert Count().measure() == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 0}
    assert Share().measure() == {"value": 0.0, "n": 0}


def test_a_share_tells_each_case_and_counts_it() -> None:
    share = Share()
    assert share.add(True)
    assert not share.add(False)
    assert share.measure() == {"value": 0.5, "n": 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Harbour Police", "harbour police of Lund"),
        ("Committee for the Rights of Sailors", "CRS"),
        ("HLA", "Highland Liberation Army"),
        ("Mayor Ilic", "Ilic"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("the army of the north", "the"), ("", "army"), ("navy", "army")]
)
def test_names_that_are_not_one(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_errors_are_kept_by_kind_in_their_order() -> None:
    rows = [{"kind": "b", "at": 1}, {"kind": "a", "at": 2}, {"kind": "b", "at": 3}]
    assert [row["at"] for row in worst(rows, 1)] == [2, 1]
    assert worst(rows, 0) == []


def test_a_sample_begins_with_the_first() -> None:
    assert every([1, 2, 3, 4, 5], 2) == [1, 3, 5]


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"a": 1}\n\nnot json\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 3"):
        read_lines(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match=r"none\.jsonl"):
        read_lines(tmp_path / "none.jsonl")


def test_the_fingerprint_is_of_all_files_in_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    assert len(fingerprint(one)) == 64
    assert fingerprint(one, two) != fingerprint(two, one)
