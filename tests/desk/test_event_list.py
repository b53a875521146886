from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient


def test_a_list_answers_as_a_page_as_json_and_as_csv(client: TestClient) -> None:
    page = client.get("/events", headers={"accept": "text/html"})
    data = client.get("/events", headers={"accept": "application/json"}).json()
    table = client.get("/events?format=csv")

    assert "Saraqib" in page.text
    assert data["total"] == len(data["items"]) > 0
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [item["id"] for item in data["items"]]


@pytest.mark.parametrize("words", ["place=Saraqib", "until=2024-03-01", "grade=confirmed"])
def test_the_address_filters_the_list(client: TestClient, words: str) -> None:
    some = client.get(f"/events?{words}&format=json").json()["total"]
    assert some < client.get("/events?format=json").json()["total"]


@pytest.mark.parametrize("words", [
    "since=monday", "grade=certain", "disputed=perhaps", "page=0", "per=100000", "frame=1,2",
    "actor=Nobody+of+that+name", "format=xml",
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_words(client: TestClient, words: str) -> None:
    name = words.partition("=")[0]
    answer = client.get(f"/events?{words}")
    assert answer.status_code == 400
    assert name in (answer.json()["error"] if name == "format" else answer.text)


def test_pages_of_a_list_lead_on(client: TestClient) -> None:
    first = client.get("/events?per=1&format=json").json()
    second = client.get(first["next"]).json()
    assert first["items"] != second["items"]
    assert second["previous"].startswith("/events?")


def test_a_closed_filter_says_what_it_holds_by_name(client: TestClient) -> None:
    page = client.get("/events?place=gn:169389&since=2024-03-01").text
    assert '<details class="filters"><summary>' in page
    assert '>place <b dir="auto">Idlib</b>' in page
    assert '>from <b dir="auto">2024-03-01</b>' in page
