"""A place's page: what it lies in, what happened, who is said to hold it and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from starlette.testclient import TestClient

from consilience.desk.place_page import lanes
from consilience.model import Control

from .conftest import report

State = Literal["holds", "entered", "encircles", "contests", "lost"]


def account(holder: str, day: str | None, state: State = "holds") -> Control:
    return Control(place="p", as_of=day, holder=holder, state=state, claims=("c-1",),
                   origins=("o-a",), dispute=None)  # fmt: skip


def idlib(client: TestClient) -> str:
    items = client.get("/places?words=Idlib&format=json").json()["items"]
    return next(str(i["place"]["id"]) for i in items if i["place"]["precision"] == "point")


def test_a_place_lists_what_happened_in_it(client: TestClient) -> None:
    data = client.get(f"/places/{idlib(client)}?format=json").json()
    assert data["events_in_all"] >= 1
    assert data["worded"][0][0] == "Idlib"
    assert [p["name"] for p in data["inside"]] == ["Idlib market"]
    page = client.get(f"/places/{idlib(client)}").text
    assert '<svg class="map map-small"' in page
    assert "No report says who holds it" in page


def test_who_holds_it_is_told_account_by_account(with_reports: Callable[..., TestClient]) -> None:
    client = with_reports(
        report("Harbour Post", "2024-03-05T08:00:00Z", "Rebels take Saraqib",
               "Rebels captured Saraqib on Monday, the Syrian Observatory for Human Rights said."),
        report("Morning Wire", "2024-03-09T08:00:00Z", "Army retakes Saraqib",
               "The Syrian army recaptured Saraqib on Friday, Syrian state media said."),
    )  # fmt: skip
    found = client.get("/places?words=Saraqib&format=json").json()["items"][0]["place"]["id"]
    page = client.get(f"/places/{found}")
    rows = client.get(f"/places/{found}?format=csv").text.splitlines()
    assert page.text.count('class="k-holds') == 2
    assert [row.split(",")[0] for row in rows[1:]] == ["2024-03-04", "2024-03-08"]
    held = client.get("/map?format=json").json()["places"][0]["control"]
    assert [c["as_of"] for c in held] == ["2024-03-08"]
    before = client.get("/map?until=2024-03-05&format=json").json()["places"][0]["control"]
    assert [c["as_of"] for c in before] == ["2024-03-04"]


def test_accounts_are_marks_on_their_days_and_nothing_between() -> None:
    made = lanes([account("x", None), account("a", "2024-01-01"), account("b", "2024-01-11"),
                  account("a", "2024-01-21", "lost")])  # fmt: skip
    found = {holder: [a.x for a in rows] for holder, rows in made.lanes}
    assert found == {"a": [2.0, 96.0], "b": [49.0]}
    assert made.undated == 1
    assert [name for _, name in made.ticks] == ["1 Jan 2024", "21 Jan 2024"]
    assert lanes([account("x", None)]).lanes == ()


def test_a_place_that_is_not_there_says_so(client: TestClient) -> None:
    answer = client.get("/places/gn:0")
    assert answer.status_code == 404
    assert "no such place" in answer.text


def test_the_list_of_places_counts_what_lies_inside(client: TestClient) -> None:
    items = client.get("/places?format=json").json()["items"]
    events = {i["place"]["name"]: i["events"] for i in items}
    assert events["Idlib"] >= 1
    assert events["Idlib market"] <= events["Idlib"]
