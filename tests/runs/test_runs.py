"""A run in shards: the same picture as at once, whatever engine, however often cut off."""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import ray

from consilience.engines import Engine, EngineName, Lost, engine_for
from consilience.engines.local import LocalEngine
from consilience.errors import ConsilienceError, InputError, NoSuchPathError, RunError
from consilience.model import Claim
from consilience.pipeline import brief
from consilience.publish.exports.statements import write
from consilience.publish.picture import to_json
from consilience.runs import Summary, code_into, reconcile_run
from consilience.runs.shards import read_manifest, read_shard
from consilience.settings import Settings

PLACES = ("Homs", "Idlib", "Hama")
_DOERS = ("government forces", "rebels")
_SAYS = ("the civil defence", "a local council", "the health ministry")


def write_reports(folder: Path, count: int, first: int = 0) -> Path:
    """Write a file of reports as JSON lines and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"news-{first}.jsonl"
    path.write_text("".join(json.dumps(_report(n)) + "\n" for n in range(first, first + count)))
    return path


def _report(n: int) -> dict[str, str]:
    place, toll = PLACES[n % 3], 3 + n % 5
    text = (
        f"At least {toll} people were killed on Friday when {_DOERS[n % 2]} shelled a market in "
        f"{place}, {_SAYS[n % 3]} said. {_DOERS[n % 2].capitalize()} denied that they had "
        f"attacked the market. Hundreds of families fled from {place}."
    )
    return {"id": f"n-{n}", "title": f"Report {n}.", "text": text, "publisher": f"Outlet {n % 4}",
            "published": f"2024-11-{10 + n // 2:02d}"}  # fmt: skip


T = TypeVar("T")
R = TypeVar("R")
SMALL = replace(Settings(), shard_reports=5, parse_batch=3)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("news"), 24)


@pytest.fixture(scope="module")
def at_once(news: Path) -> bytes:
    return to_json(brief([news], settings=SMALL))


@pytest.fixture(scope="module")
def finished(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    with LocalEngine(1) as engine:
        code_into(folder, [news], engine, settings=SMALL)
    return folder


def _picture(folder: Path, engine: Engine | None = None) -> bytes:
    return to_json(reconcile_run(folder, engine or LocalEngine(1), settings=SMALL))


def _files(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


def _assert_same_files(found: Path, wanted: Path) -> None:
    """Compare byte by byte, and tell a difference in rows rather than in bytes."""
    ours, theirs = _files(found), _files(wanted)
    assert sorted(ours) == sorted(theirs)
    for name in (n for n in ours if ours[n] != theirs[n]):
        if name.endswith(".parquet"):
            assert (
                pq.read_table(found / name).to_pylist() == pq.read_table(wanted / name).to_pylist()
            )
        assert ours[name] == theirs[name], name


def _code(folder: Path, news: Path, engine: Engine | None = None) -> Summary:
    return code_into(folder, [news], engine or LocalEngine(1), settings=SMALL)


def test_a_run_gives_the_bytes_that_a_brief_gives(finished: Path, at_once: bytes) -> None:
    assert _picture(finished) == at_once


@pytest.mark.parametrize("name", EngineName)
def test_every_engine_gives_the_same_bytes(
    name: EngineName, news: Path, finished: Path, at_once: bytes, tmp_path: Path
) -> None:
    with engine_for(name, Settings(), workers=2) as engine:
        _code(tmp_path, news, engine)
        _assert_same_files(tmp_path, finished)
        assert _picture(tmp_path, engine) == at_once


def test_the_claims_are_tables_that_other_programs_read(finished: Path) -> None:
    found = pq.read_table(finished / "claims").to_pylist()
    assert len(found) == read_manifest(finished).rows["claims"] > 0
    assert all(row["quote"] and row["time"]["precision"] for row in found)
    assert {p["text"] for row in found for p in row["places"]} >= set(PLACES)


def test_what_is_read_from_a_shard_is_what_was_coded(finished: Path) -> None:
    name = read_manifest(finished).shards[0]
    claims = read_shard(finished, name)["claims"]
    assert claims and all(isinstance(c, Claim) and isinstance(c.places, tuple) for c in claims)


def test_what_is_whole_is_not_coded_again(news: Path, finished: Path, tmp_path: Path) -> None:
    first = _code(tmp_path, news)
    again = _code(tmp_path, news)
    assert (first.coded, first.kept) == (24, 0)
    assert (again.coded, again.kept, again.reports) == (0, first.shards, 24)
    _assert_same_files(tmp_path, finished)


def test_a_run_that_was_cut_off_goes_on(
    news: Path, finished: Path, at_once: bytes, tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        _code(tmp_path, news, _Interrupted(after=2))
    with pytest.raises(RunError, match="was cut off"):
        _picture(tmp_path)
    assert _code(tmp_path, news).kept == 2
    _assert_same_files(tmp_path, finished)
    assert _picture(tmp_path) == at_once


def test_more_reports_cost_only_the_shards_that_change(news: Path, tmp_path: Path) -> None:
    _code(tmp_path, news)
    later = write_reports(tmp_path / "more", 3, first=24)
    done = code_into(tmp_path, [news, later], LocalEngine(1), settings=SMALL)
    assert (done.reports, done.kept) == (27, 8)


def test_the_first_shards_are_small_so_that_few_reports_keep_all_workers_busy(
    tmp_path: Path,
) -> None:
    news = write_reports(tmp_path / "news", 27)
    limits = replace(Settings(), shard_reports=6, parse_batch=2)
    code_into(tmp_path / "run", [news], LocalEngine(1), settings=limits)
    shards = read_manifest(tmp_path / "run").shards
    held = [len(read_shard(tmp_path / "run", name)["reports"]) for name in shards]
    assert held == [2] * 8 + [6, 5]


@pytest.mark.parametrize("harm", ["cut", "missing"])
def test_a_damaged_shard_is_refused_and_coded_again(
    harm: str, news: Path, finished: Path, tmp_path: Path
) -> None:
    _code(tmp_path, news)
    victim = sorted((tmp_path / "claims").iterdir())[1]
    if harm == "cut":
        victim.write_bytes(victim.read_bytes()[:-100])
    else:
        victim.unlink()
    with pytest.raises(RunError, match="is not whole"):
        _picture(tmp_path)
    assert _code(tmp_path, news).kept == 7
    _assert_same_files(tmp_path, finished)


def test_what_other_knowledge_has_coded_is_coded_again(news: Path, tmp_path: Path) -> None:
    _code(tmp_path, news)
    other = replace(SMALL, max_quote_chars=500)
    with pytest.raises(RunError, match="was coded by"):
        reconcile_run(tmp_path, LocalEngine(1), settings=other)
    assert code_into(tmp_path, [news], LocalEngine(1), settings=other).kept == 0


@pytest.mark.parametrize("name", EngineName)
def test_a_worker_killed_in_the_middle_costs_nothing(
    name: EngineName, news: Path, finished: Path, tmp_path: Path
) -> None:
    with engine_for(name, Settings(), workers=2) as engine:
        killer = _Killer(engine)
        code_into(tmp_path, [news], engine, settings=SMALL, progress=killer)
        assert killer.killed
    _assert_same_files(tmp_path, finished)


def test_a_report_that_kills_its_worker_is_set_aside(news: Path, tmp_path: Path) -> None:
    done = _code(tmp_path, news, _Poisoned("Report 7."))
    assert (done.reports, done.aside) == (24, 1)
    picture = reconcile_run(tmp_path, LocalEngine(1), settings=SMALL)
    (said,) = [w for w in picture.warnings if w.code == "not-coded"]
    (report,) = [r for r in picture.reports if r.id == said.report]
    assert report.title == "Report 7." and "died" in said.message
    told = {c.report for c in picture.claims}
    assert {r.id for r in picture.reports} - told == {report.id}


def test_a_full_disk_breaks_nothing(news: Path, finished: Path, tmp_path: Path) -> None:
    """No file may grow over four kilobytes, as on a disk that is nearly full."""
    command = [sys.executable, "-c", "from consilience.cli import main; main()", "code",
               str(news), "-o", str(tmp_path)]  # fmt: skip
    found = subprocess.run(
        command, capture_output=True, text=True, check=False, preexec_fn=_no_room,
    )  # fmt: skip
    assert found.returncode == 2, found.stderr
    assert "the disk is full" in found.stderr and "run the same command again" in found.stderr
    assert "Traceback" not in found.stderr
    left = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert not [p for p in left if p.suffix == ".tmp" or p.parent.name == "whole"]
    assert _code(tmp_path, news).coded == 24
    assert _picture(tmp_path) == _picture(finished)


def _no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_statements_are_refused_with_a_hint(finished: Path, tmp_path: Path) -> None:
    picture = reconcile_run(finished, LocalEngine(1), settings=SMALL)
    path = tmp_path / "statements.jsonl"
    path.write_bytes(write(picture))
    with pytest.raises(InputError, match="coded already"):
        _code(tmp_path / "run", path)


def test_a_folder_that_is_no_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="has not been made"):
        _picture(tmp_path)
    with pytest.raises(NoSuchPathError):
        _picture(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_written_is_told(news: Path, tmp_path: Path) -> None:
    (tmp_path / "claims").write_text("a file where a folder should be")
    with pytest.raises(ConsilienceError, match="cannot be written"):
        _code(tmp_path, news)


def test_a_run_over_parquet_with_columns_of_other_names_is_the_same(
    news: Path, finished: Path, tmp_path: Path
) -> None:
    rows = [json.loads(line) for line in news.read_text().splitlines()]
    other = [{**r, "body": r["text"], "day": r["published"]} for r in rows]
    table = pa.Table.from_pylist([{k: v for k, v in r.items() if k not in {"text", "published"}}
                                  for r in other])  # fmt: skip
    pq.write_table(table, tmp_path / "news.parquet")
    code_into(tmp_path / "run", [tmp_path / "news.parquet"], LocalEngine(1), settings=SMALL,
              columns={"text": "body", "published": "day"})  # fmt: skip
    _assert_same_files(tmp_path / "run", finished)


def test_what_the_gate_leaves_out_is_said_as_a_brief_says_it(tmp_path: Path) -> None:
    quiet = " ".join(f"The choir of Marden sang song {n} of its book." for n in range(80))
    rows = [_report(n) | ({"text": quiet} if n % 2 else {}) for n in range(12)]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    gated = replace(SMALL, gate=True)
    code_into(tmp_path / "run", [path], LocalEngine(1), settings=gated)
    picture = reconcile_run(tmp_path / "run", LocalEngine(1), settings=gated)
    assert [w.code for w in picture.warnings if w.code == "read-in-part"] == ["read-in-part"]
    assert to_json(picture) == to_json(brief([path], settings=gated))


# Runs the command line as in a terminal where Ctrl-C is pressed when the first shard is done:
# the terminal tells every process of the group.
_STOPPED = """
import os, signal
from contextlib import contextmanager
from dataclasses import replace
from consilience import runs
from consilience.cli import code, main

# A shell that starts it in the background has Ctrl-C ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)

@contextmanager
def pressing(quiet):
    yield lambda stage, done, total: stage == "coding" and os.killpg(0, signal.SIGINT)

whole_run = runs.code_into

def in_small_shards(*args, settings, **more):
    return whole_run(*args, settings=replace(settings, shard_reports=5, parse_batch=3), **more)

code.progress, runs.code_into = pressing, in_small_shards
main()
"""


@pytest.mark.parametrize("name", EngineName)
def test_ctrl_c_stops_cleanly_and_the_same_command_goes_on(
    name: EngineName, news: Path, finished: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _STOPPED, "code", str(news), "-o", str(tmp_path),
               "--workers", "2", "--engine", name.value]  # fmt: skip
    found = subprocess.run(
        command, capture_output=True, text=True, check=False, start_new_session=True, timeout=120
    )
    assert found.returncode == 130, found.stderr
    assert "stopped" in found.stderr and "goes on where it was" in found.stderr
    assert "Traceback" not in found.stderr
    assert not list(tmp_path.rglob("*.tmp")) and not (tmp_path / "manifest.json").exists()
    done = _code(tmp_path, news)
    assert done.kept >= 1 and done.coded < 24
    _assert_same_files(tmp_path, finished)


class _Interrupted(LocalEngine):
    """Is stopped by the user after some items."""

    def __init__(self, after: int) -> None:
        super().__init__(1)
        self._after = after

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        for n, item in enumerate(items):
            if n == self._after:
                raise KeyboardInterrupt
            yield work(item)


class _Poisoned(LocalEngine):
    """Loses every worker that is given a report with one title."""

    def __init__(self, title: str) -> None:
        super().__init__(1)
        self._title = title

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        for item in items:
            reports = getattr(item, "reports", ())
            poisoned = any(r.title == self._title for r in reports)
            yield Lost(item) if poisoned else work(item)


class _Killer:
    """Kills a worker as soon as the first shard is told to be done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.killed = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "coding" and not self.killed:
            self.killed = True
            _kill(self._engine)


def _kill(engine: Engine) -> None:
    if isinstance(engine, LocalEngine):
        multiprocessing.active_children()[0].kill()
    else:
        for actor in engine.actors:  # type: ignore[attr-defined]
            ray.kill(actor)
