"""How the cost of reconciling grows with the claims.

In: sizes. Out: on screen, for each size the seconds of computing of each stage, the seconds by
the clock, the peak memory, and the exponent of growth between the sizes: 1 is linear. Each size
runs in a process of its own, so that its memory is its own. What is told of computing and memory
is that process's; where others work for it (`--workers`) only the clock tells what they cost:

    python benchmarks/growth.py                          1,000 to 100,000 claims
    python benchmarks/growth.py 10000 100000 1000000     what the issue asks for
    python benchmarks/growth.py --events-only 1000000    same-event reconciling alone
    python benchmarks/growth.py --workers 2 100000       by two processes, on a quiet machine
"""

from __future__ import annotations

import argparse
import cProfile
import math
import pstats
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from stream import stream

from consilience.engines.local import LocalEngine
from consilience.knowledge.event_types import EventType
from consilience.knowledge.files import DATA, read_sections
from consilience.model import MadeWith
from consilience.reconcile.events import same_event
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.picture import paint, reconcile
from consilience.reconcile.spread import same_event_on
from consilience.settings import Settings

SIZES = (1_000, 10_000, 100_000)
MADE_WITH = MadeWith(version="0", language_model="none", gazetteer="none", settings_sha256="0" * 64)


def evidence_of(size: int) -> Evidence:
    """Return the evidence of a made-up stream."""
    made = stream(size)
    rows = read_sections([DATA / "event_types.yaml"], {"event_types": EventType})["event_types"]
    types = {row.id: row for row in rows}
    return reconcile(made.reports, made.claims, made.actors, made.places, types, Settings())


def measure(size: int, events_only: bool, workers: int) -> dict[str, float]:
    """Return the seconds of each stage and the peak memory in GiB."""
    begin = time.process_time()
    evidence = evidence_of(size)
    indexed, clock = time.process_time(), time.perf_counter()
    found = _found(evidence, workers)
    events = len(found) if events_only else len(paint(evidence, (), MADE_WITH, found).events)
    done, at = time.process_time(), time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "claims": len(evidence.claims),
        "events": events,
        "making and indexing": indexed - begin,
        "reconciling": done - indexed,
        "by the clock": at - clock,
        "gib": peak,
    }


def _found(evidence: Evidence, workers: int) -> list[list[str]]:
    if workers == 1:
        return same_event(evidence)
    with LocalEngine(workers) as engine:
        return same_event_on(engine, evidence)


def profile(size: int) -> None:
    """Print where the time goes."""
    evidence = evidence_of(size)
    profiler = cProfile.Profile()
    profiler.runcall(paint, evidence, (), MADE_WITH)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Measure the sizes one after the other and print a line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--events-only", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    if asked.profile:
        profile(asked.sizes[0])
        return
    timed = "reconciling" if asked.workers == 1 else "by the clock"
    before: dict[str, float] | None = None
    for size in asked.sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(measure, size, asked.events_only, asked.workers).result()
        print(*(f"{name} {value:,.1f}" for name, value in found.items()), sep="  ", end="")
        if before:
            ratio = found["claims"] / before["claims"]
            grown = found[timed] / before[timed]
            print(f"  exponent {math.log(grown, ratio):.2f}")
        else:
            print()
        sys.stdout.flush()
        before = found


if __name__ == "__main__":
    main()
