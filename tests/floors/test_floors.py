"""Accuracy is pinned: a change that reads a labelled corpus worse than before fails here.

The corpora are not part of the project. `CONSILIENCE_CORPORA` names the folder that holds them;
without it these tests skip and say so. The floors stand in `floors.yaml` and only go up.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

FLOORS = Path(__file__).with_name("floors.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What one evaluator must reach on one corpus: by measure, by figure, a fraction of one.

    `paths` are what the evaluator is given; `sample` measures every n-th text of a large one.
    """

    evaluator: str
    paths: tuple[str, ...]
    sha256: str
    measures: dict[str, dict[str, float]]
    sample: int | None = None

    @property
    def options(self) -> Mapping[str, int]:
        return {} if self.sample is None else {"sample": self.sample}


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


@pytest.mark.parametrize("floor", read_floors(), ids=lambda floor: floor.paths[0])
def test_reading_does_not_fall_under_its_floor(floor: Floor) -> None:
    paths = [corpus(path) for path in floor.paths]
    module = importlib.import_module(f"consilience.evaluate.{floor.evaluator}")
    result = module.evaluate(*paths, **floor.options)
    assert result["sha256"] == floor.sha256, f"{floor.paths} is not the corpus of this floor"
    assert not fallen(floor, result["measures"])


def test_a_figure_under_its_floor_is_named() -> None:
    least = {"cue": {"f1": 0.7, "p": 0.6}}
    floor = Floor(evaluator="x", paths=("x",), sha256="", measures=least)
    assert fallen(floor, {"cue": {"f1": 0.69, "p": 0.65}}) == ["cue f1: 0.6900 is under 0.70"]


@pytest.mark.parametrize("floor", read_floors(), ids=lambda floor: floor.paths[0])
def test_a_floor_has_two_decimals_and_lies_between_none_and_all(floor: Floor) -> None:
    leasts = [least for figures in floor.measures.values() for least in figures.values()]
    assert leasts
    assert all(0 < least <= 1 and round(least, 2) == least for least in leasts)


def test_a_corpus_that_is_not_there_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONSILIENCE_CORPORA", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="wikiwars is not under"):
        corpus("wikiwars")
    monkeypatch.delenv("CONSILIENCE_CORPORA")
    with pytest.raises(pytest.skip.Exception, match="is not set"):
        corpus("wikiwars")
