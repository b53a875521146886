"""Attempts to fool what is weighed: false copies, raised tolls, denials in disguise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consilience.model import Picture
from consilience.pipeline import brief

FALSE = (
    "A drone strike killed nine people in the village of Hass on Friday, the Syrian Observatory "
    "for Human Rights said. Residents pulled bodies from a collapsed bakery until the evening, "
    "and two ambulances were damaged by the blast while they waited at the crossroads."
)


def _picture(folder: Path, *texts: str, days: tuple[str, ...] = ()) -> Picture:
    rows = [
        {"id": f"r{n}", "title": "", "text": text, "publisher": f"Outlet {n}",
         "published": days[n] if days else "2024-11-30"}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    path = folder / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return brief([path])


def test_ten_copies_of_one_report_corroborate_nothing(tmp_path: Path) -> None:
    picture = _picture(tmp_path, *[FALSE] * 10)
    told = [e for e in picture.events if e.event_type == "air_drone_strike"]
    assert [(e.independent_origins, e.grade, len(e.reports)) for e in told] == [(1, "weak", 10)]


def test_a_copy_with_a_raised_toll_is_at_odds_with_what_it_copies(tmp_path: Path) -> None:
    picture = _picture(tmp_path, FALSE, FALSE.replace("nine people", "ninety people"))
    assert [r.copy_of is None for r in picture.reports].count(False) == 1
    (dispute,) = [d for d in picture.disputes if d.field == "killed"]
    assert {p.value for p in dispute.positions} == {"9", "90"}
    (event,) = [e for e in picture.events if e.event_type == "air_drone_strike"]
    assert event.independent_origins == 1


@pytest.mark.parametrize(
    "text",
    [
        "“We bombed no one in Hass on Friday, and whoever says so lies,” the army said.",
        "The army said on Friday: “Our planes did not bomb Hass.”",
    ],
)
def test_a_denial_inside_a_quotation_is_the_speakers_denial(tmp_path: Path, text: str) -> None:
    claims = _picture(tmp_path, text).claims
    denied = [c for c in claims if c.polarity == "denied" and c.event_type != "deny"]
    assert denied
    assert all(c.attribution is not None for c in denied)


def test_not_to_deny_sets_no_dispute(tmp_path: Path) -> None:
    text = FALSE + " The army did not deny that it had carried out the drone strike in Hass."
    picture = _picture(tmp_path, text)
    assert [d for d in picture.disputes if d.field in {"occurrence", "perpetrator"}] == []


BYLINES = (
    "(Reuters) - ", "AFP: ", "Our correspondent writes: ", "IDLIB (AP) ", "Exclusive. ",
    "By staff and agencies. ", "Update 2. ", "Correction: ", "Breaking: ", "",
)  # fmt: skip


def _strikes(picture: Picture) -> list[tuple[int, str, int]]:
    told = [e for e in picture.events if e.event_type == "air_drone_strike"]
    return [(e.independent_origins, e.grade, len(e.reports)) for e in told]


def test_ten_copies_under_ten_bylines_corroborate_nothing(tmp_path: Path) -> None:
    picture = _picture(tmp_path, *[line + FALSE for line in BYLINES])
    assert _strikes(picture) == [(1, "weak", 10)]


def test_copies_of_which_half_raise_the_toll_are_at_odds_with_the_others(tmp_path: Path) -> None:
    raised = FALSE.replace("nine people", "ninety people")
    texts = [line + (FALSE, raised)[n % 2] for n, line in enumerate(BYLINES)]
    picture = _picture(tmp_path, *texts)
    assert _strikes(picture) == [(1, "weak", 10)]
    (dispute,) = [d for d in picture.disputes if d.field == "killed"]
    assert ({p.value for p in dispute.positions}, dispute.status) == ({"9", "90"}, "open")


def test_a_copy_that_is_edited_all_over_is_no_update(tmp_path: Path) -> None:
    edited = FALSE.replace("nine people", "nineteen people").replace("until", "late into")
    picture = _picture(tmp_path, FALSE, "By staff and agencies. " + edited)
    assert _strikes(picture) == [(1, "weak", 2)]
    (dispute,) = [d for d in picture.disputes if d.field == "killed"]
    assert dispute.status == "open"
    assert "copy-changed" in {w.code for w in picture.warnings}


def test_who_denies_a_denial_says_that_it_happened(tmp_path: Path) -> None:
    text = "Rescuers dismissed the army's denial of the drone strike in Hass on Friday as a lie."
    picture = _picture(tmp_path, FALSE, text)
    (dispute,) = [d for d in picture.disputes if d.field == "occurrence"]
    denying = {p.value: p.origins for p in dispute.positions}["it did not"]
    assert denying == ("o-army",)


@pytest.mark.parametrize(
    "text",
    [
        "The army denied reports that its spokesman had said: “We did not bomb Hass on Friday.”",
        "“Nobody here ever said that the drone strike in Hass did not happen,” the army said.",
        "The army denied that nobody had been killed in the drone strike in Hass on Friday.",
    ],
)
def test_a_denial_of_a_denial_sets_no_dispute(tmp_path: Path, text: str) -> None:
    picture = _picture(tmp_path, FALSE, text)
    assert [d for d in picture.disputes if d.field in {"occurrence", "perpetrator"}] == []


def test_outlets_that_cite_each_other_in_a_ring_are_one_voice(tmp_path: Path) -> None:
    told = "A drone strike killed nine people in the village of Hass on Friday, {} reported. {}."
    picture = _picture(
        tmp_path, told.format("Outlet 1", "Smoke rose"), told.format("Outlet 2", "A bakery burned"),
        told.format("Outlet 0", "Homes were hit"),
    )  # fmt: skip
    assert _strikes(picture) == [(1, "weak", 3)]


def test_one_attack_told_with_three_dates_is_asked_about(tmp_path: Path) -> None:
    told = "A car bomb killed 23 people at the vegetable market in Azaz on {}, {} said."
    voices = ("hospital staff", "the mayor", "the police")
    days = ("Monday", "Tuesday", "Thursday")
    picture = _picture(tmp_path, *map(told.format, days, voices), days=("2024-11-29",) * 3)
    assert len([e for e in picture.events if e.event_type == "remote_explosive"]) == 1
    (dispute,) = [d for d in picture.disputes if d.field == "time"]
    assert {p.value for p in dispute.positions} == {"25 November or 26 November", "28 November"}


def test_towns_of_one_name_in_two_countries_are_two(tmp_path: Path) -> None:
    picture = _picture(
        tmp_path,
        "A car bomb killed nine people in Tripoli in northern Lebanon on Friday, the army said.",
        "A car bomb killed nine people in Tripoli, the capital of Libya, on Friday, police said.",
    )
    bombs = [e for e in picture.events if e.event_type == "remote_explosive"]
    country = {p.id: p.country for p in picture.places}
    assert {country[e.place or ""] for e in bombs} == {"LB", "LY"}
    assert picture.disputes == ()


def test_two_attacks_on_one_town_on_one_day_stay_two(tmp_path: Path) -> None:
    picture = _picture(
        tmp_path,
        "Rockets killed four people at a bakery in Azaz on Friday morning, medics said. "
        "Hours later a car bomb killed eleven people near the court in Azaz, medics said.",
        "A car bomb outside the court in Azaz killed twelve people on Friday, police said.",
        "Four people died on Friday when rockets hit a bakery in Azaz, the mayor said.",
    )
    told = {e.event_type: {(t.low, t.high) for t in e.tolls} for e in picture.events}
    assert told == {"remote_explosive": {(11, 12)}, "shelling": {(4, 4)}}


def test_a_total_stands_over_its_parts(tmp_path: Path) -> None:
    picture = _picture(
        tmp_path,
        "Air strikes killed 45 people across Idlib province in the past 24 hours, monitors said.",
        "Air strikes killed 12 people in Saraqib on Friday, medics said. "
        "Air strikes killed nine people in Ariha on Friday, medics said.",
    )
    (total,) = [e for e in picture.events if e.parts]
    assert [t.best for t in total.tolls] == [45]
    assert sorted(e.tolls[0].best for e in picture.events if e.part_of == total.id) == [9, 12]
    assert [d for d in picture.disputes if d.field == "killed"] == []
