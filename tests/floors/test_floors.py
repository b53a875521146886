"""Accuracy is pinned: a change that reads a labelled corpus worse than before fails here.

The corpora are not part of the project. `CONSILIENCE_CORPORA` names the folder that holds them;
without it these tests skip and say so. The floors stand in `floors.yaml` and only go up.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

FLOORS = Path(__file__).with_name("floors.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What one evaluator must reach on one corpus: by measure, by figure, a fraction of one."""

    evaluator: str
    path: str
    sha256: str
    measures: dict[str, dict[str, float]]


def read_floors() -> list[Floor]:
    rows = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))["floors"]
    return TypeAdapter(list[Floor]).validate_python(rows)


def corpus(path: str) -> Path:
    home = os.environ.get("CONSILIENCE_CORPORA")
    if not home:
        pytest.skip("CONSILIENCE_CORPORA is not set: no corpora to measure on")
    found = Path(home) / path
    if not found.exists():
        pytest.skip(f"{path} is not under CONSILIENCE_CORPORA")
    return found


def fallen(floor: Floor, measures: dict[str, dict[str, Any]]) -> list[str]:
    """Return a line for each figure that is under its floor."""
    return [
        f"{measure} {figure}: {measures[measure][figure]:.4f} is under {least:.2f}"
        for measure, figures in floor.measures.items()
        for figure, least in figures.items()
        if measures[measure][figure] < least
    ]


@pytest.mark.parametrize("floor", read_floors(), ids=lambda floor: floor.path)
def test_reading_does_not_fall_under_its_floor(floor: Floor) -> None:
    path = corpus(floor.path)
    result = importlib.import_module(f"consilience.evaluate.{floor.evaluator}").evaluate(path)
    assert result["sha256"] == floor.sha256, f"{floor.path} is not the corpus of this floor"
    assert not fallen(floor, result["measures"])


def test_a_figure_under_its_floor_is_named() -> None:
    floor = Floor(evaluator="x", path="x", sha256="", measures={"cue": {"f1": 0.7, "p": 0.6}})
    assert fallen(floor, {"cue": {"f1": 0.69, "p": 0.65}}) == ["cue f1: 0.6900 is under 0.70"]
