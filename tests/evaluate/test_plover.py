"""PLOVER's records: how they are read, which claim is judged, what counts as right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consilience.errors import InputError
from consilience.evaluate.plover import (
    TYPES,
    Reading,
    Record,
    evaluate,
    plover_type,
    read,
    read_records,
    score,
)


def row(kind: str, words: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": f"made-{kind}", "event": kind, "eventText": words, "text": text,
            "date": "2000-01-01", **more}  # fmt: skip


def named(*names: str) -> list[dict[str, str]]:
    return [{"actorText": name, "code": "---"} for name in names]


def write(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "records.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return file


def record(kind: str, words: str, text: str, **more: Any) -> Record:
    return Record(id="made", text=text, date="2000-01-01", type=kind,
                  words=frozenset(words.split()), sources=more.get("sources", ()),
                  targets=more.get("targets", ()))  # fmt: skip


def one(kind: str, words: str, text: str, **more: Any) -> Reading:
    [reading] = read([record(kind, words, text, **more)])
    return reading


def test_the_sixteen_types() -> None:
    assert len(set(TYPES)) == 16


@pytest.mark.parametrize(
    ("old", "new"),
    [("DEMAND", "REQUEST"), ("DISAPPROVE", "ACCUSE"), ("INVESTIGATE", "ACCUSE"),
     ("FIGHT", "ASSAULT"), ("AID", "AID")],
)  # fmt: skip
def test_older_names_are_todays(tmp_path: Path, old: str, new: str) -> None:
    file = write(tmp_path, row(old, "x", "Something happened."))
    assert [r.type for r in read_records(file)] == [new]


def test_a_target_that_is_empty_is_none(tmp_path: Path) -> None:
    file = write(tmp_path, row("AGREE", "x", "A pact.", source=named("Chad"), target=""))
    [found] = read_records(file)
    assert (found.sources, found.targets) == (("Chad",), ())


def test_a_type_that_plover_does_not_have_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="GREET"):
        read_records(write(tmp_path, row("GREET", "greeted", "A greeted B.")))


def test_a_row_that_is_no_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a PLOVER record"):
        read_records(write(tmp_path, {"id": "made"}))


def test_the_claim_whose_trigger_the_record_names_is_judged() -> None:
    text = "After Chad attacked a convoy, Niger arrested two officers."
    assert one("COERCE", "arrested", text).type == "COERCE"
    assert one("ASSAULT", "attacked", text).type == "ASSAULT"


def test_of_two_that_the_record_names_the_one_that_governs_is_judged() -> None:
    reading = one("REJECT", "refused to meet", "Chad refused to meet the rebels on Monday.")
    assert reading.type == "REJECT"


def test_the_choice_does_not_look_at_the_type() -> None:
    text = "After Chad attacked a convoy, Niger arrested two officers."
    assert one("ASSAULT", "arrested", text).type == "COERCE"


def test_a_record_without_any_claim_is_wrong() -> None:
    reading = one("AID", "sang", "The choir sang at noon.")
    assert reading.claim is None
    assert score([reading])["type"] == {"value": 0.0, "n": 1}


def test_sources_and_targets_are_compared_by_name() -> None:
    text = "Ethiopia attacked Eritrea on Monday."
    measured = score([one("ASSAULT", "attacked", text, sources=("Ethiopia",),
                          targets=("Eritrea",))])  # fmt: skip
    assert measured["source"]["f1"] == 1.0
    assert measured["target"]["f1"] == 1.0


def test_without_a_target_the_sources_are_both_sides() -> None:
    text = "Ethiopia met Eritrea on Monday."
    measured = score([one("CONSULT", "met", text, sources=("Ethiopia", "Eritrea"))])
    assert measured["source"]["r"] == 1.0
    assert measured["target"]["n"] == 0


def test_talk_of_an_act_is_measured_as_an_act_of_speech() -> None:
    claim = one("AGREE", "meet", "Ghana will meet the rebels in Accra on Monday.").claim
    assert claim is not None
    assert plover_type(claim) == "AGREE"


def test_evaluate_tells_corpus_measures_and_errors(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        row("COERCE", "arrested", "Niger arrested two officers.", source=named("Niger")),
        row("AID", "arrested", "Niger arrested two officers.", source=named("Niger")),
    )
    result = evaluate(file, errors=3)
    assert result["corpus"] == "records.jsonl"
    assert result["measures"]["type"] == {"value": 0.5, "n": 2}
    [error] = result["errors"]
    assert (error["kind"], error["found"]) == ("type AID", "COERCE")
    assert "two officers" in error["words"]
    assert evaluate(file, sample=2)["measures"]["type"]["n"] == 1
