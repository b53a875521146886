"""How quick each page of the desk is on a large case.

In: how many claims. Out: on screen, for each page the median and the 95th percentile of what
the desk computes for it, and of the time from request to answer, in milliseconds. Where other
programs run, the time is theirs too, and only the computing tells what a page costs. A
judgement is timed to its answer; the picture is redrawn after that, in another process, which
is left out here. The case is made of a made-up stream and kept in a folder, to be used again:

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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from stream import stream

from consilience.acquire.identity import text_hash
from consilience.casefile import Case, open_case
from consilience.casefile.connect import writing
from consilience.casefile.kept import Coding, changed, put_codings
from consilience.coder import coder
from consilience.desk import Access, desk
from consilience.desk.pages import PAGES
from consilience.desk.redrawing import Redrawing
from consilience.settings import Settings

SIZE, ROUNDS = 100_000, 20
GOAL = 200.0  # milliseconds of computing, at the median


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
        ("disputes, by place", f"/disputes?place={place}"),
        ("review, merges", "/review?matter=merge"),
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
        ("API control, by place", f"/api/control?place={place}"),
    ]


def measure(ask: Callable[[], Any], rounds: int) -> list[tuple[float, float]]:
    """Return the milliseconds of computing and of waiting in each round, after one to warm up."""
    times = []
    for n in range(rounds + 1):
        begin, busy = time.perf_counter(), time.process_time()
        answer = ask()
        took = (time.perf_counter() - begin) * 1000
        if not answer.is_success:
            sys.exit(f"{answer.url}: {answer.status_code}: {answer.text[:200]}")
        if n:
            times.append(((time.process_time() - busy) * 1000, took))
    return times


def judging(client: TestClient, case: Case) -> Callable[[], Any]:
    """Return what makes a judgement and withdraws it again, by a program's door."""
    claim = case.events(limit=1)[0].claims[0]
    body = {"kind": "confirm", "who": "benchmark", "why": "measured", "claims": [claim]}

    def ask() -> Any:
        made = client.post("/api/judgements", json=body)
        key, why = made.json().get("id"), {"who": "benchmark", "why": "measured"}
        client.post(f"/api/judgements/{key}/withdraw", json=why)
        return made

    return ask


def tell(rows: Iterable[tuple[str, str, list[tuple[float, float]]]]) -> None:
    """Print the table."""
    print(f"{'page':26} {'computing ms':>22} {'waited ms':>22}  address")
    print(f"{'':26} {'median':>11} {'p95':>10} {'median':>11} {'p95':>10}")
    for name, address, times in rows:
        busy, took = zip(*times, strict=True)
        late = "" if statistics.median(busy) < GOAL else "  over the goal"
        print(f"{name:26} {_two(busy)} {_two(took)}  {address}{late}", flush=True)


def _two(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile of some times in columns."""
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"{statistics.median(times):11.1f} {p95:10.1f}"


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
    client = TestClient(desk(case, Access(edit=True)), base_url="http://127.0.0.1")
    asked: list[tuple[str, str, Callable[[], Any]]]
    asked = [(name, at, partial(client.get, at)) for name, at in addresses(case)]
    if given.case is None:  # nobody's own case is judged
        Redrawing.ask = lambda self: None  # type: ignore[method-assign]
        asked.append(("judge and withdraw", "/api/judgements", judging(client, case)))
    some = [one for one in asked if given.only in one[0]]
    tell((name, at, measure(ask, given.rounds)) for name, at, ask in some)
    case.close()


if __name__ == "__main__":
    main()
