"""What it costs to add 100 reports to a large case, beside adding them to an empty one.

In: sizes in claims. Out: on screen, for each size the seconds of computing of one `add` of 100
reports that are coded already (kept, weighed, written), the peak memory, and the ratio to the
same reports added to an empty case. Reports are made up by `stream.py`; each case is built and
grown in a process of its own. The stories of a large case are told when its picture is asked
for: their cost is told beside, with `--stories`.

    python benchmarks/add.py                       2,000 and 10,000 claims
    python benchmarks/add.py 100000 --stories
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from stream import CLAIMS_A_REPORT, Stream, stream

from consilience.acquire.identity import text_hash
from consilience.casefile import Case, open_case
from consilience.casefile.connect import writing
from consilience.casefile.kept import Coding, changed, put_codings
from consilience.coder import coder
from consilience.model import Actor, Claim, Place, Report

SIZES = (2_000, 10_000)
ADDED = 100
MIB = 1024


class News:
    """A made-up stream, coded report by report."""

    def __init__(self, made: Stream) -> None:
        self.reports = [replace(r, sha256=text_hash(r.text)) for r in made.reports]
        self._places = {p.id: p for p in made.places}
        self._actors = {a.id: a for a in made.actors}
        self._told: dict[str, list[Claim]] = defaultdict(list)
        for claim in made.claims:
            self._told[claim.report].append(claim)

    def add(self, case: Case, reports: Sequence[Report]) -> None:
        """Keep reports with their codings, and bring the picture up to date."""
        case.keep(reports)
        codings = [self._coding(r) for r in reports]
        with writing(case._engine) as connection:
            by = coder(case.settings, case.knowledge())
            put_codings(connection, codings, by, "2024-01-01T00:00:00Z")
            changed(connection)
        case.refresh()

    def _coding(self, report: Report) -> Coding:
        claims = self._told[report.id]
        return Coding(report.id, tuple(claims), self._cast(claims), self._map(claims), ())

    def _cast(self, claims: Sequence[Claim]) -> tuple[Actor, ...]:
        named = {a.actor for c in claims for a in c.actors}
        named |= {c.attribution.source for c in claims if c.attribution and c.attribution.source}
        return tuple(self._actors[i] for i in sorted(named))

    def _map(self, claims: Sequence[Claim]) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for here in [p.place for c in claims for p in c.places]:
            one: str | None = here
            while one is not None:
                found[one] = self._places[one]
                one = found[one].within
        return tuple(found[i] for i in sorted(found))


def measure(size: int, stories: bool) -> dict[str, float]:
    """Return the seconds of computing of adding to an empty case and to one of `size` claims."""
    news = News(stream(size + ADDED * CLAIMS_A_REPORT))
    old, new = news.reports[:-ADDED], news.reports[-ADDED:]
    with tempfile.TemporaryDirectory() as folder:
        empty = _spent(news, Path(folder) / "empty.case", [], new)[0]
        full, telling = _spent(news, Path(folder) / "full.case", old, new, stories=stories)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    return {"claims": size, "reports": len(old), "into empty": empty, "into it": full,
            "ratio": full / empty, "stories": telling, "peak MiB": peak}  # fmt: skip


def _spent(
    news: News, path: Path, before: Sequence[Report], added: Sequence[Report], *,
    stories: bool = False,
) -> tuple[float, float]:  # fmt: skip
    """Return the seconds of adding, and of telling the stories afterwards."""
    with open_case(path, create=True) as case:
        if before:
            news.add(case, before)
    with open_case(path) as case:  # as a new command finds it
        begin = time.process_time()
        news.add(case, added)
        done = time.process_time()
        if stories:
            case.tell()
        return done - begin, time.process_time() - done


def main() -> None:
    """Measure the sizes one after the other and print a line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--stories", action="store_true")
    asked = parser.parse_args()
    for size in asked.sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(measure, size, asked.stories).result()
        print(*(f"{name} {value:,.2f}" for name, value in found.items()), sep="  ", flush=True)


if __name__ == "__main__":
    main()
