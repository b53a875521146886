"""MUC-4's templates: how keys are read, incidents paired with them, slots compared."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consilience.errors import InputError
from consilience.evaluate.muc4 import (
    Fill,
    Incident,
    Key,
    Score,
    compare,
    counted,
    evaluate,
    incidents_of,
    key_days,
    pair,
    read,
    read_keys,
    template_of,
)
from consilience.evaluate.scores import corpus_report
from consilience.pipeline import code_reports

TEXT = (
    "   LIMA, 5 JUL 89 (RADIO) -- [TEXT] FOUR DRIVERS WERE KILLED ON 3 JULY WHEN SHINING PATH "
    "GUERRILLAS ATTACKED A BUS IN AYACUCHO, POLICE REPORTED.\n"
)


def key_row(**slots: list[str]) -> dict[str, list[str]]:
    names = {
        "kind": "INCIDENT: TYPE", "day": "INCIDENT: DATE", "place": "INCIDENT: LOCATION",
        "group": "PERP: ORGANIZATION ID", "sure": "PERP: ORGANIZATION CONFIDENCE",
        "number": "HUM TGT: NUMBER", "template": "MESSAGE: TEMPLATE",
    }  # fmt: skip
    full = {"kind": ["ATTACK"], "day": ["03 JUL 89"], "place": ["-"], "group": ["-"],
            "sure": ["-"], "number": ["-"], "template": ["1"], **slots}  # fmt: skip
    return {names[slot]: fills for slot, fills in full.items()}


def incident(**slots: Any) -> Incident:
    plain: dict[str, Any] = {
        "type": "ATTACK", "days": (date(1989, 7, 3), date(1989, 7, 3)), "places": (),
        "perpetrators": (), "confidence": None, "numbers": (), "words": "",
    }  # fmt: skip
    return Incident(**{**plain, **slots})


def right(slot: str, fills: dict[str, list[str]], **slots: Any) -> float:
    return compare(slot, template_of(key_row(**fills)), incident(**slots))[0]


# ------------------------------------------------------------------ the key


def test_empty_slots_have_no_fill() -> None:
    template = template_of(key_row(place=["*"]))
    assert template.slots["location"] == ()
    assert template.slots["perpetrator"] == ()


def test_alternatives_and_optional_fills() -> None:
    template = template_of(key_row(group=['? "HIGHLAND ARMY" / "HLA"']))
    assert template.slots["perpetrator"] == (
        Fill(wordings=("HIGHLAND ARMY", "HLA"), optional=True),
    )


def test_of_a_count_only_the_number_is_kept_and_each_once() -> None:
    template = template_of(key_row(number=['~50 / 60: "FARMERS" / "MEN"', '1: "A"', '1: "B"']))
    assert [f.wordings for f in template.slots["victim_number"]] == [("~50", "60"), ("1",)]


def test_a_count_without_a_number_is_not_asked_for() -> None:
    assert template_of(key_row(number=['PLURAL: "MEN"'])).slots["victim_number"] == ()


def test_an_optional_template_is_marked() -> None:
    assert template_of(key_row(template=["2 (OPTIONAL)"])).optional


@pytest.mark.parametrize(("wording", "number"), [("~50", 50), ("12-", 12), ("PLURAL", None)])
def test_counts(wording: str, number: int | None) -> None:
    assert counted(wording) == number


@pytest.mark.parametrize(
    ("wording", "first", "last"),
    [
        ("03 JUL 89", date(1989, 7, 3), date(1989, 7, 3)),
        ("25 OCT 89 - 26 OCT 89", date(1989, 10, 25), date(1989, 10, 26)),
        ("- 04 MAR 90", date(1990, 2, 1), date(1990, 3, 4)),
    ],
)
def test_dates_of_the_key(wording: str, first: date, last: date) -> None:
    assert key_days(wording) == (first, last)


@pytest.mark.parametrize("wording", ["JUL 89", "-", "31 FEB 89"])
def test_a_key_without_a_day_has_none(wording: str) -> None:
    assert key_days(wording) is None


# ------------------------------------------------------------------ the slots


def test_a_day_inside_the_keys_days_is_right_and_one_that_meets_them_half() -> None:
    fills = {"day": ["01 JUL 89 - 04 JUL 89"]}
    assert right("date", fills) == 1.0
    assert right("date", fills, days=(date(1989, 7, 3), date(1989, 7, 9))) == 0.5
    assert right("date", fills, days=(date(1989, 7, 8), date(1989, 7, 9))) == 0.0


def test_the_narrowest_place_is_right_and_a_wider_one_half() -> None:
    fills = {"place": ["PERU: AYACUCHO (DEPARTMENT): HUANTA (CITY)"]}
    assert right("location", fills, places=(("huanta", "huanta", "ayacucho", "peru"),)) == 1.0
    assert right("location", fills, places=(("ayacucho", "ayacucho", "peru"),)) == 0.5
    assert right("location", fills, places=(("quito", "quito", "ecuador"),)) == 0.0


def test_an_organisation_is_right_by_any_of_its_names() -> None:
    fills = {"group": ['"HIGHLAND LIBERATION ARMY" / "HLA"']}
    assert right("perpetrator", fills, perpetrators=(("Army of the Highland", "HLA"),)) == 1.0


def test_what_is_optional_is_neither_asked_for_nor_held_against() -> None:
    template = template_of(key_row(group=['? "HLA"']))
    assert compare("perpetrator", template, incident()) == (0, 0, 0)
    assert compare("perpetrator", template, incident(perpetrators=(("HLA",),))) == (1, 1, 1)


def test_an_incident_is_paired_with_the_template_that_it_agrees_with_most() -> None:
    keys = [template_of(key_row(number=['9: "MEN"'])), template_of(key_row(number=['4: "MEN"']))]
    assert pair(keys, [incident(numbers=(4,))]) == {1: 0}


def test_the_type_alone_does_not_make_a_pair() -> None:
    assert pair([template_of(key_row(day=["-"]))], [incident()]) == {}


def test_a_missing_template_costs_recall_and_a_spurious_incident_only_the_whole() -> None:
    score = Score()
    asked = template_of(key_row(day=["01 JAN 88"], number=['7: "MEN"']))
    score.add(Key(id="made", text="", templates=(asked,)), [incident(numbers=(2,))])
    measures = score.measures()
    assert measures["type"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 1}
    assert measures["template"]["n"] == 1
    assert (score.slots["type"].found, score.all.found) == (0, 3)


# ------------------------------------------------------------------ the reading


def test_a_report_in_capitals_gives_an_incident() -> None:
    [found] = read(Key(id="made", text=TEXT, templates=()))
    assert found.type == "ATTACK"
    assert found.days == (date(1989, 7, 3), date(1989, 7, 3))
    assert found.numbers == (4,)
    assert "Shining Path" in {names[0] for names in found.perpetrators}
    assert "ayacucho" in {name for chain in found.places for name in chain}


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The FARC attacked a bridge near Cali on Monday.", "REPORTED AS FACT"),
        (
            "Police accused the FARC of attacking a bridge near Cali on Monday.",
            "SUSPECTED OR ACCUSED BY AUTHORITIES",
        ),
        (
            "Villagers accused the FARC of attacking a bridge near Cali on Monday.",
            "SUSPECTED OR ACCUSED",
        ),
        ("The FARC said it had attacked a bridge near Cali on Monday.", "CLAIMED OR ADMITTED"),
        ("The FARC may have attacked a bridge near Cali on Monday.", "POSSIBLE"),
    ],
)
def test_how_sure_a_report_is(text: str, confidence: str) -> None:
    picture = code_reports([corpus_report("made", text, "1989-07-05")], workers=1)
    assert [i.confidence for i in incidents_of(picture) if i.perpetrators] == [confidence]


def test_what_its_doer_denies_is_not_claimed() -> None:
    text = (
        "The FARC attacked a bridge near Cali on Monday, police said. "
        "The FARC denied that it had attacked the bridge near Cali on Monday."
    )
    picture = code_reports([corpus_report("made", text, "1989-07-05")], workers=1)
    told = {i.confidence for i in incidents_of(picture) if i.perpetrators}
    assert told == {"REPORTED AS FACT"}


def test_what_is_only_planned_is_no_incident() -> None:
    text = "The FARC plans to attack a bridge near Cali on Friday."
    picture = code_reports([corpus_report("made", text, "1989-07-05")], workers=1)
    assert incidents_of(picture) == []


def test_evaluate_tells_corpus_measures_and_errors(tmp_path: Path) -> None:
    file = tmp_path / "made.jsonl"
    asked = key_row(place=["PERU: AYACUCHO (CITY)"], number=['9: "DRIVERS"'])
    rows = [{"id": "made", "text": TEXT, "templates": [asked]}]
    file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    result = evaluate(file, errors=2)
    assert result["measures"]["type"]["f1"] == 1.0
    assert result["measures"]["location"]["r"] == 1.0
    assert result["measures"]["victim_number"]["r"] == 0.0
    assert "victim_number" in {e["kind"] for e in result["errors"]}


def test_a_row_without_templates_is_said(tmp_path: Path) -> None:
    file = tmp_path / "made.jsonl"
    file.write_text('{"id": "made", "text": "X"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="MUC-4"):
        read_keys(file)
