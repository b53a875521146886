"""Sites that move, fail, throttle, send garbage, go away and come back: nothing lost or twice.

The same world, over two hundred rounds, is `benchmarks/watch.py`.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from consilience.casefile import open_case

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "watch.py"
ROUNDS = 40


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module of the benchmark."""
    spec = importlib.util.spec_from_file_location("benchmark_of_watch", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # its dataclasses look for it there
    spec.loader.exec_module(module)
    return module


def test_nothing_is_lost_or_read_twice_and_no_site_is_hurried(script: Any, tmp_path: Path) -> None:
    world = script.World(rounds=ROUNDS)
    with script.served(world), open_case(tmp_path / "news.case", create=True) as case:
        said: list[str] = []
        script.watched(case, world, ROUNDS, said.append)
        came = script.outcome(case, world)
        assert (came.told, came.lost, came.twice, came.untold) == (32, 0, 0, 0)
        assert came.pause >= case.settings.fetch_host_delay_seconds
        assert case.feeds().counts().keys() == {"read"}
    statuses = {host for host, path, _ in world.asked if path == "/atom.xml"}
    assert statuses == {"herald.example"}  # it moved, and was found again
    # Half of the feeds' answers were trouble; what failed was not asked again at once.
    assert len(world.asked) < ROUNDS * len(script.SITES) * 2
