"""How quick each page of the desk is on a large case.

In: how many claims. Out: on screen, for each page the median and the 95th percentile of the
time from request to answer, in milliseconds. The case is made of a made-up stream and kept
in a folder, to be used again:

    python benchmarks/desk.py                       100,000 claims, 20 rounds
    python benchmarks/desk.py 10000 --rounds 50
    python benchmarks/desk.py --case large.case     a case of one's own
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient
from stream import stream

from consilience.acquire.identity import text_hash
from consilience.casefile import Case, open_case
from consilience.casefile.coder import coder
from consilience.casefile.connect import writing
from consilience.casefile.kept import Coding, changed, put_codings
from consilience.desk import desk
from consilience.desk.pages import PAGES
from consilience.settings import Settings

SIZE, ROUNDS = 100_000, 20
GOAL = 200.0  # milliseconds, at the median


def make(address: Path, size: int) -> Case:
    """Return a case of a made-up stream, coded and reconciled."""
    made = stream(size)
    case = open_case(address, create=True)
    case.keep([replace(r, sha256=text_hash(r.text)) for r in made.reports])
    told = defaultdict(list)
    for claim in made.claims:
        told[claim.report].append(claim)
    codings = [
        Coding(r.id, tuple(told[r.id]), tuple(made.actors) if n == 0 else (),
               tuple(made.places) if n == 0 else (), ())
        for n, r in enumerate(made.reports)
    ]  # fmt: skip
    with writing(case._engine) as connection:
        put_codings(connection, codings, coder(Settings(), ()), "2024-01-01T00:00:00Z")
        changed(connection)
    case.refresh()
    return case


def addresses(case: Case) -> list[tuple[str, str]]:
    """Return each page with an address that asks much of it: the largest of each thing."""
    event = case.events(limit=1)[0]
    report = case.report(event.reports[0])
    assert report is not None
    place = event.place or case.places(limit=1)[0].id
    actor = event.actors[0] if event.actors else case.actors(limit=1)[0].id
    disputes = case.disputes(limit=1)
    keys = {
        "event": event.id, "why": event.id, "report": report.id, "claim": event.claims[0],
        "dispute": disputes[0].id if disputes else "", "actor": actor, "place": place,
    }  # fmt: skip
    pages = [(p.name, p.path.format(key=keys.get(p.name, ""))) for p in PAGES]
    return [*((n, p) for n, p in pages if not p.endswith("/") or p == "/"), *_more(place, actor)]


def _more(place: str, actor: str) -> list[tuple[str, str]]:
    return [
        ("events, by place", f"/events?place={place}"),
        ("events, by actor and day", f"/events?actor={actor}&since=2024-01-01&until=2024-06-30"),
        ("events, page 100", "/events?page=100"),
        ("events as CSV", "/events?format=csv&per=500"),
        ("search, one word", "/search?words=school"),
        ("search, word and place", f"/search?words=school&place={place}"),
        ("search, disputed", "/search?words=school&disputed=yes"),
        ("now, by place", f"/?place={place}"),
        ("API events", "/api/events"),
        ("API claims", "/api/claims"),
    ]


def measure(client: TestClient, address: str, rounds: int) -> list[tuple[float, float]]:
    """Return the milliseconds of each round, and of computing in it, after one to warm up."""
    times = []
    for n in range(rounds + 1):
        begin, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        took = (time.perf_counter() - begin) * 1000
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}: {answer.text[:200]}")
        if n:
            times.append((took, (time.process_time() - busy) * 1000))
    return times


def tell(rows: Iterable[tuple[str, str, list[tuple[float, float]]]]) -> None:
    """Print the table; where other programs run, the computing tells what a page costs."""
    print(f"{'page':26} {'median ms':>10} {'p95 ms':>10} {'computing':>10}  address")
    for name, address, times in rows:
        median = statistics.median(took for took, _ in times)
        p95 = statistics.quantiles([took for took, _ in times], n=20)[-1]
        busy = statistics.median(busy for _, busy in times)
        late = "" if median < GOAL else "  over the goal"
        print(f"{name:26} {median:10.1f} {p95:10.1f} {busy:10.1f}  {address}{late}", flush=True)


def main() -> None:
    """Make the case where it is not there, and measure every page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", nargs="?", type=int, default=SIZE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    given = parser.parse_args()
    address = given.case or Path(tempfile.gettempdir()) / f"desk-{given.size}.case"
    begin = time.perf_counter()
    case = open_case(address) if address.exists() else make(address, given.size)
    count = case.counts()
    print(f"{count['claims']:,} claims, {count['events']:,} events, {count['reports']:,} reports "
          f"(ready after {time.perf_counter() - begin:.0f} s)")  # fmt: skip
    client = TestClient(desk(case), base_url="http://127.0.0.1")
    asked = addresses(case)
    tell((name, at, measure(client, at, given.rounds)) for name, at in asked if given.only in name)
    case.close()


if __name__ == "__main__":
    main()
