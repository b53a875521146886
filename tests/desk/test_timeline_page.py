"""The timeline: days with their events, tolls as ranges that are never added up."""

from __future__ import annotations

import csv
import io

from starlette.testclient import TestClient

from consilience.casefile.calendar import DayCount, DayToll
from consilience.desk.timeline_page import axis, columns, labelled, unit_of


def count(day: str, events: int = 1, disputed: int = 0) -> DayCount:
    return DayCount(day=day, events=events, disputed=disputed)


def toll(day: str, best: int, low: int | None = None, high: int | None = None) -> DayToll:
    low = best if low is None else low
    return DayToll(day=day, event="e-1", summary="raid", low=low, best=best, high=high)


def test_days_and_tolls_answer_in_all_forms(client: TestClient) -> None:
    data = client.get("/timeline?format=json").json()
    assert {d["day"] for d in data["days"]} >= {"2024-03-04"}
    strike = next(t for t in data["tolls"] if t["day"] == "2024-03-04")
    assert (strike["low"], strike["high"]) == (9, 12)
    table = csv.DictReader(io.StringIO(client.get("/timeline?format=csv").text[1:]))
    assert {r["first_day"] for r in table} >= {"2024-03-04"}
    assert "Mon 4 Mar 2024" in client.get("/timeline").text


def test_a_column_opens_its_own_days(client: TestClient) -> None:
    page = client.get("/timeline").text
    assert "since=2024-03-04&amp;until=2024-03-04" in page
    some = client.get("/timeline?since=2024-03-06&until=2024-03-06&format=json").json()
    assert [d["day"] for d in some["days"]] == ["2024-03-06"]


def test_tolls_of_a_column_are_the_largest_and_no_sum() -> None:
    days = [count("2024-03-04"), count("2024-03-05"), count("2024-03-18")]
    made = columns(days, [toll("2024-03-04", 7), toll("2024-03-05", 12)], "week")
    assert [c.toll.best if c.toll else None for c in made] == [12, None]
    assert [c.events for c in made] == [2, 1]
    assert [c.gap for c in made] == [False, True]


def test_many_days_are_drawn_as_weeks_months_or_years() -> None:
    assert unit_of([count("2024-03-04")]) == "day"
    days = [count(f"2024-{m:02}-{d:02}") for m in range(1, 13) for d in range(1, 29)]
    assert unit_of(days) == "week"
    years = [count(f"{y}-{m:02}-15") for y in range(2000, 2020) for m in range(1, 13)]
    assert unit_of(years) == "year"
    assert [c.name for c in columns(years, [], "year")][:2] == ["2000", "2001"]
    assert columns(days, [], "month")[1].end == "2024-02-29"


def test_the_scale_holds_none_and_thousands() -> None:
    made = columns([count("2024-03-04")], [toll("2024-03-04", 2000, 0, None)], "day")
    scale = axis(made)
    assert scale.at(0) == scale.at(1) == 0
    assert 0 < scale.at(2000) < 100
    assert scale.ticks[-1] == (100.0, "10,000")


def test_labels_do_not_run_into_each_other() -> None:
    days = [count(f"2024-{m:02}-01") for m in range(1, 13)]
    made = columns(days, [], "day")
    assert labelled(made, 9.0) > labelled(made, 24.0) >= {0}


def test_a_case_without_dated_events_says_so(client: TestClient) -> None:
    assert "No event that fits is dated" in client.get("/timeline?until=2001-01-01").text
