"""The matrix: who says, who denies, who is silent; no denial is lost."""

from __future__ import annotations

import csv
import io

from starlette.testclient import TestClient

from consilience.casefile.stances import Side, Stance
from consilience.desk.matrix_page import Cell, cells_of


def stance(side: Side, claim: str = "c-1", origin: str = "o-a") -> Stance:
    return Stance(event="e-1", claim=claim, report="r-1", origin=origin, side=side)


def test_a_denial_stands_in_the_row_of_what_is_denied(client: TestClient) -> None:
    rows = client.get("/matrix?format=json").json()["items"]
    strike = next(r for r in rows if "strike" in r["summary"].lower() and len(r["says"]) > 2)
    said = {s["name"]: s["sides"] for s in strike["says"]}
    assert any("denies" in side for sides in said.values() for side in sides)
    assert any(sides == ["says"] for sides in said.values())


def test_cells_lead_to_the_claim_in_its_report(client: TestClient) -> None:
    row = client.get("/matrix?format=json").json()["items"][0]
    cell = row["says"][0]
    assert f'/reports/{cell["report"]}#{cell["claim"]}"' in client.get("/matrix").text


def test_reports_can_stand_across(client: TestClient) -> None:
    names = {s["name"] for r in client.get("/matrix?across=reports&format=json").json()["items"]
             for s in r["says"]}  # fmt: skip
    assert "Strike on Idlib market" in names
    assert client.get("/matrix?across=moons").status_code == 400


def test_silence_is_a_word_in_the_table(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/matrix?format=csv").text[1:])))
    assert {"says", "silent"} <= {cell for row in rows[1:] for cell in row[2:]}


def test_a_voice_that_says_and_denies_is_shown_as_both() -> None:
    cells = cells_of([stance("says"), stance("denies", "c-2"), stance("says", "c-3", "o-b")],
                     "origins")  # fmt: skip
    both = cells["e-1", "o-a"]
    assert (both.mark, both.claim, both.said) == ("both", "c-2", "says and denies it")
    assert cells["e-1", "o-b"].mark == "says"


def test_denying_the_deed_is_no_denial_of_the_event() -> None:
    assert Cell(sides=("denies_doing",)).said == "denies having done it"
    assert Cell(sides=("possible",)).mark == "possible"
    assert Cell().mark == "silent"
