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
