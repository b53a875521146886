"""What it costs to add 100 reports to a large case, beside adding them to an empty one.

In: sizes in claims (with `--short`, in reports of two claims). Out: on screen, for each size the
seconds of computing of one `add` of 100 reports that are coded already (kept, weighed, written)
into an empty case and into one of that size, and the ratio; the same with what coding 100 reports
of as many sentences costs; the seconds that the large case took to be made, and the peak memory.
Reports are made up by `stream.py`; each case is grown in a process of its own. The stories of
a large case are told when its picture is asked for: their cost is told beside, with `--stories`.

    python benchmarks/add.py                       2,000 and 10,000 claims
    python benchmarks/add.py 100000 --fresh 0.1    a tenth of the claims with names of their own
    python benchmarks/add.py 100000 --short        100,000 reports of two claims each
    python benchmarks/add.py 100000 --keep FOLDER  the large case is kept, and found again
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from stream import CLAIMS_A_REPORT, Stream, stream

from consilience.acquire.identity import text_hash, with_id
from consilience.casefile import Case, open_case
from consilience.casefile.connect import writing
from consilience.casefile.kept import Coding, changed, put_codings
from consilience.coder import coder
from consilience.model import Actor, Claim, Place, Report
from consilience.pipeline import code_batches
from consilience.settings import Settings

SIZES = (2_000, 10_000)
ADDED = 100
SHORT = 2  # claims of a short report
# Reports that one transaction weighs while a large case is made: others may write in between.
BATCH = 1_000
MIB = 1024
TOWNS = ("Aleppo", "Idlib", "Hama", "Homs", "Saraqib", "Maarat al-Numan", "Raqqa", "Palmyra")
SENTENCES = (
    "Warplanes bombed a market in {town} on {day}, killing {n} people, a monitoring group said.",
    "Rebels shelled an army post near {town} and wounded {n} soldiers, state media reported.",
    "The defence ministry denied on {day} that its forces had struck a hospital in {town}.",
    "At least {n} families fled {town} after clashes between rebels and government forces.",
    "Residents of {town} said that shelling had destroyed {n} houses since {day}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


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
        named |= {a for i in named for a in self._actors[i].member_of}
        return tuple(self._actors[i] for i in sorted(named))

    def _map(self, claims: Sequence[Claim]) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for here in [p.place for c in claims for p in c.places]:
            one: str | None = here
            while one is not None:
                found[one] = self._places[one]
                one = found[one].within
        return tuple(found[i] for i in sorted(found))


@dataclass(frozen=True)
class Asked:
    """What is measured: a size, of which reports, and where the large case is kept."""

    size: int
    short: bool
    fresh: float
    stories: bool
    keep: Path | None


def measure(asked: Asked) -> dict[str, float]:
    """Return the seconds of computing of adding to an empty case and to a large one."""
    told = SHORT if asked.short else CLAIMS_A_REPORT
    size = asked.size * (told if asked.short else 1)
    news = News(stream(size + ADDED * told, claims_a_report=told, fresh=asked.fresh))
    old, new = news.reports[:-ADDED], news.reports[-ADDED:]
    coding = _coding_costs(told)
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        large = _large(news, old, asked, Path(folder))
        making = time.process_time() - begin
        open_case(Path(folder) / "empty.case", create=True).close()
        empty = _spent(news, Path(folder) / "empty.case", new)[0]
        full, telling = _spent(news, large, new, stories=asked.stories)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    return {"claims": size, "reports": len(old), "into empty": empty, "into it": full,
            "ratio": full / empty, "coding": coding,
            "ratio with coding": (full + coding) / (empty + coding), "made in": making,
            "stories": telling, "peak MiB": peak}  # fmt: skip


def _large(news: News, old: Sequence[Report], asked: Asked, folder: Path) -> Path:
    """Return a large case that may be written into: made, or a copy of the one that is kept."""
    name = f"{asked.size}-{asked.short}-{asked.fresh}.case"
    home = asked.keep or folder
    path = home / name
    if not path.exists():
        open_case(home / "making.case", create=True).close()
        for start in range(0, len(old), BATCH):
            with open_case(home / "making.case") as case:
                news.add(case, old[start : start + BATCH])
        (home / "making.case").rename(path)
    return Path(shutil.copy(path, folder / "large.case"))


def _spent(
    news: News, path: Path, added: Sequence[Report], *, stories: bool = False
) -> tuple[float, float]:
    """Return the seconds of adding, and of telling the stories afterwards."""
    with open_case(path) as case:  # as a new command finds it
        begin = time.process_time()
        news.add(case, added)
        done = time.process_time()
        if stories:
            case.tell()
        return done - begin, time.process_time() - done


def _coding_costs(sentences: int) -> float:
    """Return the seconds of computing of coding 100 reports, one process, its start counted."""
    begin = time.process_time()
    reports = [_report(n, sentences) for n in range(ADDED)]
    made = sum(len(c.claims) for b in code_batches(reports, settings=Settings()) for c in b.coded)
    assert made >= ADDED, made
    return time.process_time() - begin


def _report(number: int, sentences: int) -> Report:
    told = [
        SENTENCES[(number + n) % len(SENTENCES)].format(
            town=TOWNS[(number * 3 + n) % len(TOWNS)], n=n + 2, day=DAYS[(number + n) % len(DAYS)]
        )
        for n in range(sentences)
    ]  # fmt: skip
    text = f"Report {number}\n" + " ".join(told)
    return with_id(
        Report(id="", given_id=None, title=f"Report {number}", publisher=f"Outlet {number % 15}",
               url=None, published="2024-11-30", published_from="given", language="en",
               sha256=text_hash(text), text=text)
    )  # fmt: skip


def main() -> None:
    """Measure the sizes one after the other and print a line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--short", action="store_true", help="sizes are in reports of two claims")
    parser.add_argument("--fresh", type=float, default=0.0, help="share of claims of own names")
    parser.add_argument("--stories", action="store_true", help="tell the stories, too")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the large cases")
    asked = parser.parse_args()
    for size in asked.sizes:
        what = Asked(size, asked.short, asked.fresh, asked.stories, asked.keep)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(measure, what).result()
        print(*(f"{name} {value:,.2f}" for name, value in found.items()), sep="  ", flush=True)


if __name__ == "__main__":
    main()
