"""Disputes on the desk: none is lost, also those on who holds a place, which are of no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import report

CAPTURE = report(
    "Harbour Post", "2024-03-07T08:00:00Z", "Rebels take Saraqib",
    "Rebels captured Saraqib in Idlib province on Wednesday, the Syrian Observatory for Human "
    "Rights said.",
)  # fmt: skip
DENIAL = report(
    "State Gazette", "2024-03-07T12:00:00Z", "Army denies loss",
    "The Syrian army denied on Thursday that rebels had entered Saraqib on Wednesday.",
)  # fmt: skip
ELSEWHERE = report(
    "Morning Wire", "2024-03-07T12:00:00Z", "Market hit",
    "An airstrike hit a market in Hama on Wednesday, killing 12 civilians, the White Helmets said.",
)  # fmt: skip


@pytest.fixture
def told(with_reports: Callable[..., TestClient]) -> TestClient:
    return with_reports(CAPTURE, DENIAL, ELSEWHERE)


def test_a_dispute_on_control_stays_under_a_filter_that_its_events_fit(told: TestClient) -> None:
    def total(query: str) -> int:
        return int(told.get(f"/disputes?format=json{query}").json()["total"])

    assert total("") == 1
    assert total("&place=Saraqib") == total("&actor=Rebels") == total("&grade=contested") == 1
    assert total("&place=Hamah") == total("&until=2024-03-01") == 0
    assert told.get("/?place=Saraqib&format=json").json()["disputed"]


def test_the_page_of_an_event_shows_both_sides_of_who_holds_its_place(told: TestClient) -> None:
    events = told.get("/events?disputed=yes&format=json").json()["items"]
    assert len(events) == 2
    for event in events:
        page = told.get(f"/events/{event['id']}").text
        assert "In dispute" in page
        assert "captured Saraqib" in page and "denied on Thursday" in page
        said = told.get(f"/events/{event['id']}?format=json").json()
        assert {c["id"] for c in said["claims"]} == set(event["claims"])


def test_a_dispute_on_control_waits_for_review(told: TestClient) -> None:
    queue = told.get("/review?matter=dispute&format=json").json()["items"]
    assert len(queue) == 1
    assert "Saraqib" in queue[0]["matter"]["words"]


def test_an_event_is_exported_with_all_sides_of_its_disputes(told: TestClient) -> None:
    event = told.get("/events?disputed=yes&format=json").json()["items"][0]["id"]
    for form in ("csv", "xlsx", "acled", "geojson", "jsonl"):
        assert told.get(f"/export/{form}?event={event}").status_code == 200, form
