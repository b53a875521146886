from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient
from tests.cli.conftest import Ended
from typer.testing import Result

from consilience.casefile import open_case


@pytest.fixture
def case(tmp_path: Path, reports: Path) -> Path:
    """Return a case of the two reports."""
    address = tmp_path / "depot.case"
    with open_case(address, create=True) as made:
        made.add([reports])
    return address


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Serve nothing: keep what would be served, and ask it while the case is open."""
    seen: list[Any] = []

    def run(self: uvicorn.Server, sockets: list[Any] | None = None) -> None:
        config = self.config
        app: Any = config.app
        client = TestClient(app, base_url=f"http://{config.host}")
        seen.append((config.host, client.get("/api/events").json(), client))
        for socket in sockets or ():
            socket.close()

    monkeypatch.setattr(uvicorn.Server, "run", run)
    return seen


def test_serve_shows_a_case_on_this_machine_and_says_where(
    run: Callable[..., Result], case: Path, served: list[Any]
) -> None:
    ended = run("serve", case, "--port", 0)
    assert ended.exit_code == 0, ended.output
    assert "The desk is open at http://127.0.0.1:" in ended.output
    host, events, _ = served[0]
    assert host == "127.0.0.1"
    assert events["total"] > 0


def test_serve_with_tokens_lets_nobody_in_without_one(
    run: Callable[..., Result], case: Path, served: list[Any]
) -> None:
    ended = run("serve", case, "--port", 0, "--token", "ana=a-long-secret-of-ana")
    assert ended.exit_code == 0, ended.output
    assert "token" in served[0][1]["error"]


def test_serve_opens_to_others_only_with_tokens(whole: Callable[..., Ended], case: Path) -> None:
    told = whole("serve", str(case), "--host", "0.0.0.0")
    assert told.status == 2
    assert "--token" in told.err


def test_a_token_too_short_to_keep_anybody_out_is_refused(
    whole: Callable[..., Ended], case: Path
) -> None:
    told = whole("serve", str(case), "--token", "ana=short")
    assert told.status == 2
    assert "16 signs" in told.err
