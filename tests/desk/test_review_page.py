"""The review: what waits, in which order, and how it is settled and comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from consilience.casefile import Case
from consilience.casefile.matters import Matter
from consilience.desk.review_page import Item, kinds
from consilience.model import Report

from .conftest import report


def queue(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"/review?format=json&per=200{query}").json()["items"]
    return items


def told(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(i["matter"]["kind"], i["matter"]["about"]) for i in items]


def form(client: TestClient, item: dict[str, Any], kind: str, **more: str) -> dict[str, Any]:
    page = client.get("/review").text
    code = re.search(r'name="code" value="([0-9a-f]+)"', page)
    assert code
    return {"kind": kind, "who": "R. Vey", "why": "Looked at in review", "code": code[1],
            "claims": item["matter"]["claims"], "next": "/review#queue"} | more  # fmt: skip


def test_a_denied_strike_waits_first(client: TestClient) -> None:
    items = queue(client)
    assert items[0]["matter"]["kind"] == "dispute"
    weights = [i["weight"] for i in items]
    assert weights == sorted(weights, reverse=True)


def test_one_kind_can_be_asked_for(client: TestClient) -> None:
    assert {k for k, _ in told(queue(client, "&matter=dispute"))} == {"dispute"}
    assert client.get("/review?matter=gossip").status_code == 400


def test_what_was_looked_at_leaves_the_queue_and_returns_when_withdrawn(
    editor: TestClient, case: Case
) -> None:
    item = queue(editor)[0]
    answer = editor.post("/judgements", data=form(editor, item, "note"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/review#queue")
    assert told([item])[0] not in told(queue(editor))
    made = case.judgements()[0]
    case.withdraw(made.id, who="R. Vey", why="Too soon")
    assert told([item])[0] in told(queue(editor))


def test_a_note_on_some_of_the_claims_settles_nothing(editor: TestClient, case: Case) -> None:
    item = queue(editor, "&matter=dispute")[0]
    case.judge("note", who="R. Vey", why="Only this", claims=item["matter"]["claims"][:1])
    assert told([item])[0] in told(queue(editor))


def test_a_new_claim_brings_a_settled_matter_up_again(editor: TestClient, case: Case) -> None:
    item = queue(editor, "&matter=dispute")[0]
    editor.post("/judgements", data=form(editor, item, "note"))
    case.keep([report("Evening Bell", "2024-03-06T18:00:00Z", "Another count of the strike",
                      "An airstrike killed 15 civilians at a market in Idlib on Monday, a medical "
                      "charity said.")])  # fmt: skip
    case.code()
    assert item["matter"]["words"] in {i["matter"]["words"] for i in queue(editor)}


def test_an_event_without_a_place_can_be_put_somewhere(
    with_reports: Callable[..., TestClient], case: Case
) -> None:
    del case
    from consilience.desk import Access  # noqa: PLC0415 - only here

    told_nowhere: Report = report(
        "Morning Wire", "2024-03-05T12:00:00Z", "Shelling kills five",
        "Shelling killed five people on Monday, a doctor said. Another raid hit Saraqib on "
        "Tuesday.",
    )  # fmt: skip
    client = with_reports(told_nowhere, access=Access(edit=True))
    items = queue(client, "&matter=unplaced")
    assert items
    made = client.post("/judgements", data=form(client, items[0], "place_is", place="Saraqib"))
    assert made.status_code == 303
    assert told(items)[0] not in told(queue(client, "&matter=unplaced"))


def test_who_may_not_judge_sees_no_form(client: TestClient) -> None:
    assert "<form method" not in client.get("/review").text


@pytest.mark.parametrize(("people", "reports"), [(100, 1), (0, 10)])
def test_more_dead_and_more_reports_weigh_more(people: int, reports: int) -> None:
    def item(people: int, reports: int) -> Item:
        matter = Matter(kind="undated", about="e-1", event="e-1", words="", claims=("c-1",),
                        reports=reports, people=people)  # fmt: skip
        return Item(matter=matter, kind=kinds()["undated"])

    assert item(people, reports).weight > item(0, 1).weight


def test_the_two_sides_of_a_merge_are_shown_and_can_be_parted() -> None:
    matter = Matter(kind="merge", about="e-1", event="e-1", words="", claims=("c-1", "c-2"),
                    reports=2, people=0)  # fmt: skip
    item = Item(matter=matter, kind=kinds()["merge"], one=("c-2",))
    assert item.rest == ("c-1",)
