"""A process killed in the middle of adding, and two that add at once: nothing lost, none twice.

The full run (2,000 reports, twenty kills) is asked for by `CONSILIENCE_KILLS=20
CONSILIENCE_REPORTS=2000`; without them a smaller one is made. The moments are drawn from a
fixed seed over the time that one undisturbed run takes.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from tests.postgres import new_database

from consilience.casefile import open_case
from consilience.casefile.connect import engine_for, writing
from consilience.errors import CaseBusyError
from consilience.publish.picture import to_json
from consilience.settings import Settings

KILLS = int(os.environ.get("CONSILIENCE_KILLS", "4"))
REPORTS = int(os.environ.get("CONSILIENCE_REPORTS", "120"))
TOWNS = ("Hama", "Saraqib", "Idlib", "Aleppo", "Homs", "Raqqa", "Palmyra")
ADD = "import sys; from consilience.cli import main; main()"


def write(path: Path, first: int, last: int) -> Path:
    rows = [
        {"id": f"n{n}", "publisher": f"Paper {n % 5}", "published": f"2024-11-{1 + n % 28:02}",
         "title": f"Depot number {n} hit",
         "text": f"Shells hit depot number {n} in {TOWNS[n % 7]}, killing {2 + n % 9} drivers."}
        for n in range(first, last)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def new_case(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Return a maker of empty cases on each database, which gives their addresses."""
    server = request.getfixturevalue("cluster") if request.param == "postgresql" else None
    number = count()

    def make() -> str:
        path = str(tmp_path / f"news-{next(number)}.case")
        address = new_database(server) if server else path
        open_case(address, create=True).close()
        return address

    return make


def start(case: str, news: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", ADD, "add", case, str(news), "--workers", "1", "-q"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(adding: subprocess.Popen[bytes]) -> None:
    said = adding.communicate()[1]
    assert adding.returncode == 0, said


def test_killed_at_random_moments_no_report_is_lost_and_none_is_twice(
    tmp_path: Path, new_case: Callable[[], str]
) -> None:
    news = write(tmp_path / "news.jsonl", 0, REPORTS)
    whole, broken = new_case(), new_case()
    began = time.monotonic()
    finish(start(whole, news))
    takes = time.monotonic() - began
    chance = random.Random(7)
    for _ in range(KILLS):
        adding = start(broken, news)
        try:
            adding.wait(timeout=chance.uniform(0.1, 1.0) * takes)
        except subprocess.TimeoutExpired:
            adding.kill()
        adding.communicate()
        with open_case(broken) as case:
            kept = case.status()
            assert kept.reports <= REPORTS
            assert {f.code for f in case.doctor()} <= {"interrupted", "picture-behind"}
    finish(start(broken, news))
    with open_case(whole) as one, open_case(broken) as two:
        assert two.status().reports == REPORTS
        assert two.doctor() == []
        assert to_json(one.picture()) == to_json(two.picture())


def test_two_that_add_at_once_lose_nothing(tmp_path: Path, new_case: Callable[[], str]) -> None:
    path = new_case()
    halves = [write(tmp_path / "a.jsonl", 0, 50), write(tmp_path / "b.jsonl", 25, 75)]
    both = [start(path, half) for half in halves]
    for adding in both:
        finish(adding)
    with open_case(path) as case:
        assert case.status().reports == 75
        assert case.doctor() == []


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path, new_case: Callable[[], str]) -> None:
    path = new_case()
    patient = engine_for(path, Settings())
    hasty = Settings(case_wait_seconds=0.1)
    news = write(tmp_path / "a.jsonl", 0, 1)
    told = pytest.raises(CaseBusyError, match="Nothing was lost")
    with writing(patient), open_case(path, settings=hasty) as case, told:
        case.add([news])
    patient.dispose()
