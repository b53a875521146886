"""A language model from the shell: off unless named, and shown as what it is where it helped."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CLINIC = "Gunmen burst into a clinic in Saraqib on Friday and beat two guards, a nurse said."
RAID = f"{CLINIC}\nShells struck a bus depot in Hama on Friday, killing nine people, SANA said.\n"
GOOD = {"quote": CLINIC, "word": "burst", "kind": "attack", "doers": ["Gunmen"]}


@pytest.fixture
def raid(tmp_path: Path) -> Path:
    path = tmp_path / "raid.txt"
    path.write_text(RAID, encoding="utf-8")
    return path


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach anything fail the test."""

    def refused(*_: Any) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket.socket, "connect_ex", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("no_sockets")
def test_without_it_not_one_request_is_made(run: Run, raid: Path, tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    assert run("brief", raid, "--published", "2024-11-30", "--json").exit_code == 0
    assert run("init", case).exit_code == 0
    assert run("add", case, raid, "--published", "2024-11-30").exit_code == 0
    assert run("brief", case, "-o", tmp_path / "b.html").exit_code == 0
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_brief_shows_what_was_pointed_at_as_such(
    run: Run, raid: Path, tmp_path: Path, model: Any
) -> None:
    model.says({"claims": [GOOD]}, {"sentences": []})
    for name in ("b.json", "b.html", "b.md"):
        result = run("brief", raid, "--published", "2024-11-30", "-o", tmp_path / name,
                     "--assist", model.url, "--assist-model", "tiny",
                     "--assist-log", tmp_path / "log.jsonl")  # fmt: skip
        assert result.exit_code == 0, result.output
        assert "Pointed at by a language model" in result.output
    picture = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    (claim,) = [c for c in picture["claims"] if c["assisted"]]
    assert (claim["assisted"], claim["event"]) == ("tiny", None)
    assert "pointed at by tiny" in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "pointed at by tiny" in (tmp_path / "b.md").read_text(encoding="utf-8")
    assert len(model.asked) == 2  # once for claims, once for the summary; then the log answers


def test_the_log_stands_beside_the_output(run: Run, raid: Path, tmp_path: Path, model: Any) -> None:
    run("brief", raid, "-o", tmp_path / "b.html", "--assist", model.url)
    assert (tmp_path / "b.html.assist.jsonl").is_file()


def test_a_case_keeps_what_was_pointed_at_also_when_it_is_coded_again(
    run: Run, raid: Path, tmp_path: Path, model: Any
) -> None:
    case = tmp_path / "a.case"
    run("init", case)
    model.says({"claims": [GOOD]})
    added = run("add", case, raid, "--published", "2024-11-30", "--assist", model.url,
                "--assist-model", "tiny")  # fmt: skip
    assert added.exit_code == 0, added.output
    assert (tmp_path / "a.case.assist.jsonl").is_file()
    from consilience.casefile import open_case  # noqa: PLC0415
    from consilience.settings import Settings  # noqa: PLC0415

    with open_case(case, settings=Settings(max_quote_chars=601)) as opened:
        assert [c.assisted for c in opened.picture().claims if c.assisted] == ["tiny"]
        assert opened.code(again=True) == 1
        (claim,) = [c for c in opened.picture().claims if c.assisted]
        assert claim.event is None
        opened.judge("confirm", who="ana", why="I read it.", claims=[claim.id])
        (now,) = [c for c in opened.picture().claims if c.assisted]
        assert now.event is not None
        assert opened.doctor() == []


def test_options_of_a_model_need_one(run: Run, raid: Path) -> None:
    result = run("brief", raid, "--assist-model", "tiny")
    assert result.exit_code != 0
    assert "--assist URL" in str(result.exception)
