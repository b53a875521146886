"""What a language model pointed at is shown as that, and waits until somebody confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from consilience.acquire.identity import text_hash, with_id
from consilience.casefile import Case, open_case
from consilience.desk import desk
from consilience.model import Claim, Report

CLINIC = "Gunmen burst into a clinic in Saraqib on Friday and beat two guards, a nurse said."
TEXT = f"Violence in Saraqib\n\n{CLINIC}"


@pytest.fixture
def helped(tmp_path: Path, model: Any, helper: Any) -> Iterator[Case]:
    model.says({"claims": [{"quote": CLINIC, "word": "burst", "kind": "attack"}]})
    report = with_id(Report(
        id="", given_id=None, title="Violence in Saraqib", publisher="Wire", url=None,
        published="2024-11-30", published_from="given", language="en", sha256=text_hash(TEXT),
        text=TEXT,
    ))  # fmt: skip
    with open_case(tmp_path / "helped.case", create=True) as case:
        case.keep([report])
        case.code(helper=helper)
        yield case


@pytest.fixture
def client(helped: Case) -> TestClient:
    return TestClient(desk(helped), base_url="http://127.0.0.1")


def pointed(case: Case) -> Claim:
    (claim,) = case.claims_aside()
    return claim


def test_its_page_says_that_it_counts_for_nothing(client: TestClient, helped: Case) -> None:
    page = client.get(f"/claims/{pointed(helped).id}")
    assert page.status_code == 200
    assert "A language model (tiny) pointed at these words" in page.text
    assert "counts for nothing until somebody confirms it" in page.text


def test_report_search_and_review_mark_it(client: TestClient, helped: Case) -> None:
    claim = pointed(helped)
    assert "pointed at by tiny" in client.get(f"/reports/{claim.report}").text
    assert "pointed at by a language model" in client.get("/search", params={"q": "clinic"}).text
    assert "wait to be confirmed" in client.get("/review").text.replace("waits", "wait")
    assert client.get(f"/why/{claim.id}").status_code == 200


def test_once_confirmed_it_is_an_event_and_waits_no_more(client: TestClient, helped: Case) -> None:
    claim = pointed(helped)
    helped.judge("confirm", who="ana", why="I read it.", claims=[claim.id])
    assert helped.claims_aside() == []
    page = client.get(f"/claims/{claim.id}").text
    assert "it counts like any other" in page
    assert "to be confirmed" not in client.get("/review").text
