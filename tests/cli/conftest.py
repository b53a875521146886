"""The command line as a user has it: arguments in, exit status, output and messages out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from consilience.cli import app, main

SHELLING = (
    "Depot hit in Hama\n"
    "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama, the Syrian "
    "Observatory said.\n"
)
DENIAL = (
    "Army rejects report from Hama\n"
    "The army denied on Saturday that it had shelled a bus depot in Hama. Six drivers were killed "
    "at the depot on Friday, SANA said.\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "shelling.txt").write_text(SHELLING, encoding="utf-8")
    (folder / "denial.txt").write_text(DENIAL, encoding="utf-8")
    return folder


@pytest.fixture
def run() -> Callable[..., Result]:
    """Return a function that runs a command inside this process."""
    runner = CliRunner(env={"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"})

    def call(*words: str | Path, stdin: bytes | None = None) -> Result:
        return runner.invoke(app, [str(w) for w in words], input=stdin)

    return call


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Return a function that runs a command as `main` does, errors and exit status included."""

    def call(*words: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["consilience", *(str(w) for w in words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = ended.value.code
        return Ended(int(code or 0), said.out, said.err)

    return call
