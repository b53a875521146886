"""A large case is redrawn in a process of its own: nobody waits, and every page says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import visitor
from tests.desk.test_judging import SIGNED, sent

from consilience.casefile import Case, open_case
from consilience.desk import Access, redrawing
from consilience.desk.redrawing import Redrawing
from consilience.settings import Settings


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Redrawing]:
    """Return the redrawings of the desks of this test, where every case is a large one."""
    made: list[Redrawing] = []
    start = Redrawing.__init__

    def remember(self: Redrawing, case: Case) -> None:
        start(self, case)
        made.append(self)

    monkeypatch.setattr(redrawing, "WAIT_CLAIMS", 0)
    monkeypatch.setattr(Redrawing, "__init__", remember)
    return made


def _rejects(editor: TestClient, case: Case) -> str:
    claim = case.claims()[0].id
    sent(editor, f"/claims/{claim}", "/judgements",
         {"kind": "reject_claim", "claims": claim, **SIGNED})  # fmt: skip
    return claim


def test_the_answer_does_not_wait_for_the_picture(
    case: Case, drawn: list[Redrawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Path(f"{case.address}.gate")
    os.mkfifo(gate)
    monkeypatch.setattr(redrawing, "redraw", redraw_when_let)
    editor = visitor(case, Access(edit=True))
    rejected = _rejects(editor, case)
    assert case.is_behind()
    assert "being redrawn" in editor.get("/events").text
    assert editor.get("/api/status").json()["picture"] == "drawing"
    gate.write_text("go")
    drawn[0].wait()
    assert editor.get("/api/status").json()["picture"] == "current"
    assert "being redrawn" not in editor.get("/events").text
    assert case.claim(rejected) is None


def redraw_when_let(address: str | Path, settings: Settings) -> None:
    """Redraw a case as soon as somebody writes to the pipe beside it."""
    Path(f"{address}.gate").read_text()
    with open_case(address, settings=settings) as case:
        case.refresh()


def test_what_is_judged_meanwhile_is_taken_up(case: Case, drawn: list[Redrawing]) -> None:
    editor = visitor(case, Access(edit=True))
    for claim in case.claims()[:3]:
        body = {"kind": "reject_claim", "who": "ana", "why": "a drill", "claims": [claim.id]}
        assert editor.post("/api/judgements", json=body).status_code == 201
    drawn[0].wait()
    assert not case.is_behind()
    assert len(case.rejected()) == 3


def test_a_picture_that_cannot_be_redrawn_is_told(
    case: Case, drawn: list[Redrawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = visitor(case, Access(edit=True))
    monkeypatch.setattr(redrawing, "redraw", end_badly)
    _rejects(editor, case)
    drawn[0].wait()
    page = editor.get("/events").text
    assert "could not be redrawn" in page and "consilience code CASE" in page


def end_badly(*_: object) -> None:
    """End as a process does that was killed."""
    raise SystemExit(3)


def test_what_others_added_is_said_to_be_missing(client: TestClient, case: Case) -> None:
    case.judge("note", claims=[case.claims()[0].id], refresh=False, who="bo", why="see page two")
    assert "does not show yet" in client.get("/").text
