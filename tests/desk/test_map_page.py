"""The map: places by precision, the frame in the address, a drawing without script."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from consilience.desk.map_page import ways
from consilience.publish.basemap import Window

IDLIB = "35.5,36,36.2,37"
PACIFIC = "-10,-150,10,-120"


def test_places_come_with_their_events_and_precision(client: TestClient) -> None:
    data = client.get("/map?format=json").json()
    named = {h["spot"]["place"]["name"]: h["spot"] for h in data["places"]}
    assert named["Idlib"]["events"] >= 1
    assert named["Idlib"]["place"]["lat"] == pytest.approx(35.9, abs=0.2)
    shown = client.get("/map").text
    assert re.search(r'data-lat="35\.\d+" data-lon="36\.\d+" data-precision="point"', shown)


def test_the_list_follows_the_frame(client: TestClient) -> None:
    here = client.get(f"/map?frame={IDLIB}&format=json").json()["events"]
    there = client.get(f"/map?frame={PACIFIC}&format=json").json()["events"]
    assert here["total"] > 0
    assert there["total"] == 0


def test_what_is_shown_is_exported(client: TestClient) -> None:
    data = client.get(f"/map?frame={IDLIB}&format=json").json()
    table = client.get(f"/map?frame={IDLIB}&format=csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [r["id"] for r in rows] == [e["id"] for e in data["events"]["items"]]


def test_without_script_there_is_a_drawing_and_a_way_to_move_it(client: TestClient) -> None:
    page = client.get("/map").text
    assert '<svg class="map map-wide"' in page
    west = re.search(r'href="([^"]+)">West</a>', page)
    assert west
    moved = client.get(west[1].replace("&amp;", "&"))
    assert moved.status_code == 200
    assert '<svg class="map map-wide"' in moved.text


def test_an_empty_frame_is_drawn_and_says_so(client: TestClient) -> None:
    page = client.get(f"/map?frame={PACIFIC}").text
    assert '<svg class="map map-wide"' in page
    assert "No event fits here" in page


def test_events_without_a_point_are_counted_beside_the_map(client: TestClient) -> None:
    data = client.get("/map?format=json").json()
    placed = sum(h["spot"]["events"] for h in data["places"] if h["spot"]["place"]["lat"])
    assert data["events_without_a_point"] == data["events"]["total"] - placed


def test_boundaries_can_be_switched_off_by_an_address(client: TestClient) -> None:
    assert "no-lines" not in client.get("/map").text
    assert "no-lines" in client.get("/map?boundaries=no").text
    assert "state no view" in client.get("/map").text


def test_steps_stay_on_the_earth_and_may_cross_its_edge() -> None:
    stepped = ways(Window(170, 60, 179, 89))
    south, west, north, east = map(float, stepped["East"].split(","))
    assert west > east
    assert (south, north) == (60, 89)
    assert float(stepped["Further out"].split(",")[2]) == 90


def test_a_frame_across_the_edge_is_drawn(client: TestClient) -> None:
    assert client.get("/map?frame=-20,170,0,-170").status_code == 200
