"""Events that many tell: folded by story, and no denial hidden in a closed fold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import report

from consilience.desk import folding

TOLD = "An airstrike hit a market in Idlib on Monday, killing 12 civilians, {} said."
VOICES = ("the White Helmets", "the Syrian Observatory for Human Rights", "medics", "residents")
DENIED = (
    "The Syrian defence ministry denied that its aircraft had bombed a market in Idlib on Monday."
)


@pytest.fixture
def many(with_reports: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(folding, "MANY", 2)
    told = [report(f"Post {n}", f"2024-03-05T0{n}:00:00Z", f"Market {n}", TOLD.format(voice))
            for n, voice in enumerate(VOICES)]  # fmt: skip
    return with_reports(*told, report("Gazette", "2024-03-06T09:00:00Z", "Denial", DENIED))


def test_every_claim_stands_in_one_fold_and_denials_are_counted(many: TestClient) -> None:
    event = max(many.get("/events?format=json").json()["items"], key=lambda e: len(e["claims"]))
    assert len(event["claims"]) > 2
    page = many.get(f"/events/{event['id']}").text
    assert page.count('<table class="plain stack sides">') > 1
    for key in event["claims"]:
        assert page.count(f'#{key}"><q') == 1
    assert "<b>1 denies it</b>" in page


def test_few_claims_are_not_folded(with_reports: Callable[..., TestClient]) -> None:
    client = with_reports(report("Post", "2024-03-05", "Market", TOLD.format(VOICES[0])))
    event = client.get("/events?format=json").json()["items"][0]["id"]
    assert client.get(f"/events/{event}").text.count('<table class="plain stack sides">') == 1
