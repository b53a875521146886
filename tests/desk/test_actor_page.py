"""An actor's page: what is said of it and by it, and how it stands to others."""

from __future__ import annotations

import csv
import io

from starlette.testclient import TestClient

from consilience.casefile.relations import Relation, Way
from consilience.desk.ties import meaning, places_of, ties


def relation(
    kind: str, way: Way = "to", other: str = "b", month: str | None = "2024-03", count: int = 1,
    *, accused: bool = False,
) -> Relation:  # fmt: skip
    return Relation(
        other=other, event_type=kind, way=way, month=month, events=count, accused=accused
    )


def test_a_page_tells_what_is_said_of_and_by_an_actor(client: TestClient) -> None:
    by = client.get("/actors/sohr?format=json").json()
    assert any("9 civilians" in s["quote"] for s in by["said_by"])
    listed = client.get("/actors?words=Syrian+Observatory&format=json").json()["items"]
    assert [i["actor"]["id"] for i in listed] == ["sohr"]
    page = client.get("/actors/sohr").text
    assert "Syrian Observatory for Human Rights" in page
    assert "How it stands to others" in page


def test_two_in_one_clash_are_on_no_side(client: TestClient) -> None:
    stand = client.get("/actors/rebels?format=json").json()["relations"]
    assert [(r["id"], r["ties"][0]["other"]) for r in stand] == [("beside", "forces")]


def test_a_denial_is_shown_as_one(client: TestClient) -> None:
    ids = [i["actor"]["id"] for i in client.get("/actors?per=200&format=json").json()["items"]]
    pages = [client.get(f"/actors/{i}").text for i in ids]
    assert any('class="cite is-denial"' in page for page in pages)


def test_ties_are_exported(client: TestClient) -> None:
    table = client.get("/actors/sohr?format=csv").text[1:]
    assert next(csv.reader(io.StringIO(table)))[:3] == ["relation", "other", "other_name"]


def test_an_actor_that_is_not_there_says_so(client: TestClient) -> None:
    answer = client.get("/actors/nobody-of-that-name")
    assert answer.status_code == 404
    assert "no such actor" in answer.text


def test_an_act_says_how_two_stand_to_each_other() -> None:
    assert meaning(relation("shelling")) == "fights"
    assert meaning(relation("aid")) == "supports"
    assert meaning(relation("shelling", accused=True)) == "accuses"
    assert meaning(relation("arrests")) == "presses"
    assert meaning(relation("displacement")) == ""
    assert meaning(relation("armed_clash", "with")) == "beside"
    assert meaning(relation("consult", "with")) == "deals"


def test_the_same_two_may_fight_and_talk() -> None:
    made = ties([relation("shelling"), relation("consult"), relation("shelling", "from")])
    assert [(t.id, t.ties[0].to, t.ties[0].by) for t in made] == [("deals", 1, 0), ("fights", 1, 1)]


def test_what_has_no_date_is_counted_and_on_no_month() -> None:
    made = ties([relation("shelling", month=None, count=2), relation("shelling")])[0].ties[0]
    assert (made.count, made.undated, [m.month for m in made.months]) == (3, 2, ["2024-03"])


def test_months_stand_in_proportion_to_time() -> None:
    at = places_of(["2023-01", "2024-01", "2025-01"])
    assert at["2024-01"] - at["2023-01"] == at["2025-01"] - at["2024-01"]
    assert places_of([]) == {}
