"""Every page answers in every form, and says what it should to who looks at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import report

from consilience.casefile import Case
from consilience.desk.pages import PAGES


def _addresses(case: Case) -> list[str]:
    event = case.events()[0]
    keys = {
        "event": event.id, "report": event.reports[0], "claim": event.claims[0], "why": event.id,
        "dispute": case.disputes()[0].id,
        "actor": case.actors()[0].id, "place": case.places()[0].id,
    }  # fmt: skip
    return [page.path.format(key=keys.get(page.name, "")) for page in PAGES]


@pytest.mark.parametrize("form", ["html", "json", "csv"])
def test_every_page_answers_in_every_form(client: TestClient, case: Case, form: str) -> None:
    for address in _addresses(case):
        answer = client.get(address, params={"format": form})
        assert answer.status_code == 200, address
        assert answer.text.strip(), address


def test_the_start_shows_the_disputed_toll_with_both_counts(client: TestClient) -> None:
    page = client.get("/").text
    assert "White Helmets" in page
    assert "Syrian Observatory" in page


def test_what_is_not_there_has_a_page_that_says_so(client: TestClient) -> None:
    for address in ("/events/e-none", "/reports/r-none", "/claims/c-none", "/why/e-none", "/x"):
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 404, address
        assert "<h1>There is no such page</h1>" in answer.text
        assert client.get(f"{address}?format=json").json()["status"] == 404


def test_a_report_marks_each_slot_and_leads_to_the_coding(client: TestClient, case: Case) -> None:
    claim = next(c for c in case.claims() if c.figures and c.attribution)
    page = client.get(f"/reports/{claim.report}").text
    assert f'id="{claim.id}"' in page
    assert f'href="/claims/{claim.id}"' in page
    for slot in ("trigger", "figure", "voice"):
        assert f'class="slot slot-{slot}"' in page


def test_an_event_sets_its_claims_side_by_side(client: TestClient, case: Case) -> None:
    event = next(e for e in case.events() if len(e.reports) > 1 and e.disputes)
    page = client.get(f"/events/{event.id}").text
    for key in event.claims:
        assert f"#{key}" in page
    assert "differs" in page


def test_search_joins_words_and_filters(client: TestClient) -> None:
    found = client.get("/search?words=soldiers&place=Saraqib&format=json").json()
    assert found["total"] == len(found["items"]) == 1
    none = client.get("/search?words=soldiers&place=Idlib&until=2024-03-04&format=json").json()
    assert none["total"] == 0
    assert "<mark>soldiers</mark>" in client.get("/search?words=soldiers").text


def test_what_is_new_is_told_since_a_day(client: TestClient) -> None:
    late = client.get("/changes?day=2024-03-06").text
    assert "Saraqib" in late
    assert client.get("/changes?day=2024-03-07&format=json").json()["changes"] == []


def test_a_report_says_what_it_takes_from_others(with_reports: Callable[..., TestClient]) -> None:
    words = "An airstrike hit a market in Idlib on Monday, killing 12 civilians, medics said. "
    more = "Shops burned until the evening and the road to the hospital was closed for hours. "
    first = report("Wire", "2024-03-05T08:00:00Z", "Market hit", words + more)
    second = report("Echo", "2024-03-05T10:00:00Z", "Market hit", words + more)
    page = with_reports(first, second).get(f"/reports/{second.id}").text
    assert "Largely a copy of" in page and f'href="/reports/{first.id}"' in page
