"""One table: how fast each stage is, beside its yardstick run in the same minute.

In: reports (JSON Lines, or any file or folder that `brief` reads); without any, those of the
examples, forty times over with other names in them. Out: on screen, a line for each stage with
its seconds of computing (all processes together), its seconds on the clock, what it does a
second, and the same of the yardstick; the last column is how many times less computing ours
needs. On a machine that others use trust the computing.

    python benchmarks/table.py                       the whole table, some minutes
    python benchmarks/table.py reports.jsonl         the same on reports of one's own
    python benchmarks/table.py --only code reports.jsonl
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import growth
import spacy
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from stream import stream

import desk as pages
from consilience.acquire import read_reports
from consilience.acquire.identity import text_hash
from consilience.batches import Chunk, chunks_of, code_chunk, warm
from consilience.casefile import open_case
from consilience.coding.claims import code
from consilience.desk import desk
from consilience.engines.local import LocalEngine
from consilience.knowledge import load as load_knowledge
from consilience.language.annotate import annotate, load
from consilience.model import Report
from consilience.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples" / "aleppo-2024"
TIMES_OVER = 40
WORKERS = 2
CLAIMS, CASE_CLAIMS, ROUNDS = (2_000, 10_000), 5_000, 5
SUBREAPER = 36  # prctl(2): processes whose parent has gone become ours, so that we can count them
PIPE = """
import json, sys, spacy
texts = [json.loads(line)["text"] for line in open(sys.argv[1])]
if __name__ == "__main__":
    sum(1 for _ in spacy.load(sys.argv[2]).pipe(texts, n_process=int(sys.argv[3])))
"""


@dataclass(frozen=True)
class Took:
    """Seconds of computing and on the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Line:
    """One line of the table; `amount` of `unit` were done by both."""

    name: str
    ours: Took
    yardstick: str
    theirs: Took
    amount: float
    unit: str


def timed(work: Callable[[], object]) -> Took:
    """Return what some work in this process took."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Took(time.process_time() - cpu, time.perf_counter() - wall)


def run(*command: str) -> Took:
    """Return what a command took, all processes that it started included."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - wall
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(cpu, took)


def consilience(*words: str) -> Took:
    """Return what a command of ours took."""
    return run(sys.executable, "-c", "from consilience.cli import main; main()", *words)


def reports_of(paths: list[str]) -> list[Report]:
    """Return the reports under some paths, or those of the examples many times over."""
    if paths:
        return list(read_reports(paths).reports)
    few = read_reports([EXAMPLES]).reports
    return [replace(r, id=f"{r.id}-{n}", text=r.text.replace("Aleppo", f"Alep{n}"))
            for n in range(TIMES_OVER) for r in few]  # fmt: skip


def write(reports: list[Report], folder: Path) -> Path:
    """Write the reports as JSON Lines, for commands to read."""
    path = folder / "reports.jsonl"
    with path.open("w") as out:
        for r in reports:
            row = {"id": r.id, "title": r.title, "text": r.text, "published": r.published}
            out.write(json.dumps(row) + "\n")
    return path


def reading(file: Path, words: int) -> Iterator[Line]:
    """Yield the line of reading: files to reports, beside reading the lines and their JSON."""
    plain = timed(lambda: [json.loads(line) for line in file.open()])
    yield Line("read", timed(lambda: read_reports([file])), "json.loads of its lines", plain,
               words, "words")  # fmt: skip


def stages(reports: list[Report], words: int) -> Iterator[Line]:
    """Yield the lines of parsing and coding in one process, beside spaCy as it comes."""
    settings = Settings()
    bare, known = spacy.load(settings.language_model), load_knowledge(())
    load(settings.language_model)
    theirs = timed(lambda: list(bare.pipe([r.text for r in reports])))
    documents: list[Any] = []
    parsed = timed(lambda: documents.extend(annotate(reports, settings)))
    yield Line("annotate", parsed, "nlp.pipe", theirs, words, "words")
    coded = timed(lambda: [code(d, known, settings) for d in documents])
    yield Line("code, of what is parsed", coded, "nlp.pipe", theirs, words, "words")


def whole(file: Path, words: int) -> Iterator[Line]:
    """Yield the lines of coding into a folder and of a brief, beside spaCy with as many processes.

    The yardstick is run before each and after the last, and each line has the mean of its two.
    """
    model = Settings().language_model
    bare = (sys.executable, "-c", PIPE, str(file), model, str(WORKERS))
    asked = [("code", "coded"), ("code --gate", "gated"), ("brief", "brief.json"),
             ("brief --gate", "gated.json")]  # fmt: skip
    before = run(*bare)
    for what, output in asked:
        took = consilience(*what.split(), str(file), "-o", str(file.with_name(output)), "--quiet",
                           "--workers", str(WORKERS))  # fmt: skip
        after = run(*bare)
        theirs = Took((before.cpu + after.cpu) / 2, (before.wall + after.wall) / 2)
        yield Line(f"{what}, 2 workers", took, "nlp.pipe(n_process=2)", theirs, words, "words")
        before = after


def start() -> Iterator[Line]:
    """Yield the lines of starting, and of the five reports of the examples."""
    nothing = run(sys.executable, "-c", "pass")
    yield Line("--help", consilience("--help"), "python -c pass", nothing, 1, "starts")
    with tempfile.TemporaryDirectory() as folder:
        file = write(list(read_reports([EXAMPLES]).reports), Path(folder))
        theirs = run(sys.executable, "-c", PIPE, str(file), Settings().language_model, "1")
        ours = consilience("brief", str(EXAMPLES), "-o", f"{folder}/brief.html", "--quiet")
    yield Line("brief of the examples", ours, "nlp.pipe of them", theirs, 1, "briefs")


def reconciling() -> Iterator[Line]:
    """Yield the line of reconciling, beside reading the same claims as JSON."""
    took = []
    for size in CLAIMS:
        evidence = growth.evidence_of(size)
        lines = [json.dumps(asdict(c)) for c in evidence.claims.values()]
        ours = timed(lambda e=evidence: growth.paint(e, (), growth.MADE_WITH))  # type: ignore[misc]
        plain = timed(lambda rows=lines: [json.loads(row) for row in rows])  # type: ignore[misc]
        took.append(ours.cpu)
        yield Line(f"reconcile {size:,} claims", ours, "json.loads of them", plain, size, "claims")
    grows = math.log(took[1] / took[0]) / math.log(CLAIMS[1] / CLAIMS[0])
    print(f"reconciling grows with the claims to the power of {grows:.2f}")


def keeping(folder: Path) -> Iterator[Line]:
    """Yield the line of keeping reports in a case, beside SQLite's own inserts."""
    made = [replace(r, sha256=text_hash(r.text)) for r in stream(CASE_CLAIMS).reports]
    rows = [(r.id, r.title, r.publisher, r.published, r.sha256, r.text) for r in made]
    plain = sqlite3.connect(folder / "plain.db")
    plain.execute("create table r (id primary key, title, publisher, published, sha256, text)")

    def insert() -> None:
        plain.executemany("insert into r values (?, ?, ?, ?, ?, ?)", rows)
        plain.commit()

    with open_case(folder / "kept.case", create=True) as case:
        ours = timed(lambda: case.keep(made))
    theirs = timed(insert)
    plain.close()
    yield Line("keep in a case", ours, "sqlite3 executemany", theirs, len(made), "reports")


def desk_pages(folder: Path) -> Iterator[Line]:
    """Yield the line of the desk's pages, the median of them, beside a page that says nothing."""
    case = pages.make(folder / "desk.case", CASE_CLAIMS)
    empty = Starlette(routes=[Route("/", lambda request: PlainTextResponse("."))])
    with TestClient(desk(case), base_url="http://127.0.0.1") as client:
        found = [pages.measure(partial(client.get, at), ROUNDS) for _, at in pages.addresses(case)]
    with TestClient(empty) as client:
        theirs = _median([pages.measure(partial(client.get, "/"), ROUNDS)])
    case.close()
    yield Line(f"a page of the desk, {CASE_CLAIMS:,} claims", _median(found), "an empty page",
               theirs, 1, "pages")  # fmt: skip


def _median(found: list[list[tuple[float, float]]]) -> Took:
    busy = statistics.median(statistics.median(b for b, _ in times) for times in found)
    wall = statistics.median(statistics.median(w for _, w in times) for times in found)
    return Took(busy / 1000, wall / 1000)


def peak_after(chunk: Chunk) -> float:
    """Code a chunk, and return the most memory that this process has had, in MB."""
    code_chunk(chunk)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def memory(reports: list[Report]) -> None:
    """Print the most memory that a worker has had when it has coded all the reports."""
    settings = Settings()
    warm((), settings)
    with LocalEngine(WORKERS) as engine:
        peaks = list(engine.map(peak_after, chunks_of(reports, (), settings)))
    print(f"memory of a worker, at most: {max(p for p in peaks if isinstance(p, float)):.0f} MB "
          f"(the limit is 700), over {len(reports):,} reports")  # fmt: skip


def tell(line: Line) -> None:
    """Print a line of the table."""
    ours, theirs = line.ours, line.theirs
    busy = max(ours.cpu, 1e-9)
    print(f"{line.name:34} {ours.cpu:9.3f} {ours.wall:9.3f} {line.amount / busy:12,.0f}"
          f" {line.unit:8} {line.yardstick:24} {theirs.cpu:9.3f} {theirs.wall:9.3f}"
          f" {theirs.cpu / busy:8.2f}", flush=True)  # fmt: skip


def lines(reports: list[Report], folder: Path, only: str) -> Iterator[Line]:
    """Yield the lines whose group holds `only`."""
    file, words = write(reports, folder), sum(len(r.text.split()) for r in reports)
    groups: dict[str, Callable[[], Iterator[Line]]] = {
        "read": lambda: reading(file, words), "stages": lambda: stages(reports, words),
        "whole": lambda: whole(file, words), "start": start,
        "reconcile": reconciling, "keep": lambda: keeping(folder),
        "desk": lambda: desk_pages(folder),
    }  # fmt: skip
    for name, group in groups.items():
        if only in name:
            yield from group()


def main() -> None:
    """Measure and print all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--only", default="", help="groups whose name holds this: read, stages, "
                        "whole, start, memory, reconcile, keep, desk")  # fmt: skip
    asked = parser.parse_args()
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    reports = reports_of(asked.paths)
    print(f"{len(reports):,} reports, {sum(len(r.text.split()) for r in reports):,} words; "
          f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python "
          f"{sys.version.split()[0]}, spaCy {spacy.__version__}")  # fmt: skip
    print(f"{'what':34} {'cpu s':>9} {'wall s':>9} {'a cpu s':>12} {'':8} {'yardstick':24} "
          f"{'cpu s':>9} {'wall s':>9} {'times':>8}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(reports, Path(folder), asked.only):
            tell(line)
    if asked.only in "memory":
        memory(reports)


if __name__ == "__main__":
    main()
