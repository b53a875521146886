"""A watch over feeds that serve, move, fail, throttle, send garbage, go away and come back.

In: a number of rounds and a folder. Out: at rounds 20, 100 and the last one line (reports,
requests, memory, seconds), then what was lost, what came twice, how polite the watch was, and
what a program needs that has just been started on the same case: the difference is what the
rounds have left behind. The sites are on 127.0.0.1 under names of their own; the clock is the
script's, so that two hundred quarters of an hour pass as fast as they are read.
Run: python benchmarks/watch.py 200 /tmp/somewhere
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

from consilience.acquire.fetch.door import Door
from consilience.acquire.fetch.turns import Clock
from consilience.acquire.pages import Web
from consilience.casefile import Case, open_case
from consilience.casefile.watch import Watch
from consilience.settings import Settings

QUARTER = 900.0
START = 1_732_900_000.0
LISTED = 80  # how many items a feed lists: an outage of a day must not push any out
QUIET = 0.1  # the last part of the rounds brings no news, so that what waits can be read
_TOWNS = ("Hama", "Homs", "Idlib", "Aleppo", "Raqqa", "Daraa", "Palmyra", "Manbij", "Kobani",
          "Afrin", "Saraqib", "Ariha")  # fmt: skip
_DEAD = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
# Stories that are no copies of each other: one of each list, by the story's number.
_ACTS = (
    "{dead} drivers were killed when mortar shells struck bus depot number {n} in {town}",
    "{dead} civilians died in {town} after an air strike flattened bakery number {n}",
    "A car bomb outside clinic number {n} in {town} killed {dead} nurses and wounded many more",
    "Gunmen opened fire on checkpoint number {n} near {town} and killed {dead} policemen",
    "{dead} workers were killed in {town} as a drone hit warehouse number {n}",
    "Rockets fell on school number {n} in {town}, killing {dead} teachers",
    "{dead} farmers were shot dead on their way to mill number {n} outside {town}",
)
_VOICES = (
    "the civil defence said on Friday", "a doctor at the town's hospital said late on Friday",
    "the Syrian Observatory for Human Rights reported", "residents told this paper by telephone",
    "according to the local council", "the health directorate said in its morning bulletin",
    "an aid worker who had reached the place said", "a spokesman for the municipality announced",
    "two witnesses said", "the ambulance service wrote",
)  # fmt: skip
_MORE = (
    "The army denied that any of its guns had been used that day.",
    "Rescuers dug through the night with their bare hands and one borrowed excavator.",
    "No group said that it was behind the attack.",
    "Rebel commanders blamed government forces, who have encircled the district since spring.",
    "Shops stayed shut on Saturday, and the bread queue moved to the football ground.",
    "Families left by the northern road with mattresses tied to their tractors.",
    "The governor promised that an inquiry would publish its findings within a month.",
    "Power lines were cut, so that the hospital ran its theatre on a generator.",
    "A convoy with medicine turned back after its drivers heard of mines ahead.",
    "It was the worst day there since the truce of last summer, an elder said.",
    "Russia said that its aircraft had flown no sorties over the province.",
)


@dataclass
class Answer:
    """What a server sends; `status` 0 hangs up without a word."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """Five sites, and what has become of them by each round."""

    port: int = 0
    now: float = START
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    rounds: int = 200

    @property
    def round(self) -> int:
        return int((self.now - START) // QUARTER) + 1

    def is_in(self, first: float, last: float) -> bool:
        """Tell whether this round lies between two parts of them all (0 to 1)."""
        return first * self.rounds <= self.round < last * self.rounds

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def out(self, host: str) -> list[int]:
        """Return the numbers of the stories that a site has out by now, one every fifth round."""
        turn = list(SITES).index(host)
        last = min(self.round, self.rounds - max(8, int(self.rounds * QUIET)))
        return [n for n in range(1, last + 1) if n % len(SITES) == turn]

    def answer(self, host: str, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((host, path, self.now))
        if path == "/robots.txt":
            return Answer(status=404)
        if path.startswith("/2024/"):
            return self._page(host, path)
        return SITES[host](self, host, path, headers)

    def _page(self, host: str, path: str) -> Answer:
        number = int(path.rpartition("/")[2])
        self.told[f"{host}{path}"] += 1
        if number % 7 == 0 and self.told[f"{host}{path}"] == 1:
            return Answer(status=503)
        if number % 11 == 0 and self.told[f"{host}{path}"] == 1:
            return Answer(status=429, headers={"Retry-After": "1800"})
        if number % 13 == 0 and self.told[f"{host}{path}"] == 1:
            return Answer(status=0)
        return Answer(_page(number, host).encode(), headers={"Content-Type": "text/html"})


def _wire(world: World, host: str, path: str, headers: dict[str, str]) -> Answer:
    """RSS that knows when it has not changed."""
    tag = f'"{len(world.out(host))}"'
    if headers.get("If-None-Match") == tag:
        return Answer(status=304)
    return Answer(_rss(world, host).encode(), headers={"ETag": tag})


def _herald(world: World, host: str, path: str, headers: dict[str, str]) -> Answer:
    """Atom that moves for good after a while."""
    if world.is_in(0.15, 2.0) and path == "/feed":
        return Answer(status=301, headers={"Location": "/atom.xml"})
    return Answer(_atom(world, host).encode())


def _post(world: World, host: str, path: str, headers: dict[str, str]) -> Answer:
    """JSON Feed that fails, and later throttles."""
    if world.is_in(0.2, 0.25):
        return Answer(status=500)
    if world.is_in(0.3, 0.35):
        return Answer(status=429, headers={"Retry-After": "3600"})
    return Answer(_json(world, host).encode(), headers={"Content-Type": "application/feed+json"})


def _gazette(world: World, host: str, path: str, headers: dict[str, str]) -> Answer:
    """RSS that is garbage, and later cut off."""
    if world.is_in(0.35, 0.4):
        return Answer(bytes(range(256)) * 40)
    whole = _rss(world, host).encode()
    return Answer(whole[: len(whole) * 2 // 3] if world.is_in(0.4, 0.45) else whole)


def _courier(world: World, host: str, path: str, headers: dict[str, str]) -> Answer:
    """RSS that goes away, without any answer, and comes back."""
    return Answer(status=0) if world.is_in(0.45, 0.55) else Answer(_rss(world, host).encode())


SITES: dict[str, Callable[[World, str, str, dict[str, str]], Answer]] = {
    "wire.example": _wire, "herald.example": _herald, "post.example": _post,
    "gazette.example": _gazette, "courier.example": _courier,
}  # fmt: skip


def _page(number: int, host: str) -> str:
    town, dead = _TOWNS[number % len(_TOWNS)], _DEAD[number % len(_DEAD)]
    day = datetime.fromtimestamp(START + (number - 1) * QUARTER, UTC).isoformat()
    act = _ACTS[number % len(_ACTS)].format(dead=dead, n=number, town=town)
    voice = _VOICES[number % len(_VOICES)]
    more = (_MORE[(number * k) % len(_MORE)] for k in (1, 3, 7))
    told = f"{act}, {voice}. {' '.join(dict.fromkeys(more))}"
    return (
        f"<!doctype html><html lang=en><head><title>Story {number} from {town}</title>"
        f'<meta property="og:site_name" content="{host}">'
        f'<meta property="article:published_time" content="{day}"></head><body>'
        f"<article><h1>Story {number} from {town}</h1><p>{told}</p></article></body></html>"
    )


def _listed(world: World, host: str) -> list[int]:
    return world.out(host)[-LISTED:][::-1]


def _rss(world: World, host: str) -> str:
    items = "".join(
        f"<item><guid>{n}</guid><title>Depot {n} hit</title>"
        f"<link>{world.url(host, f'/2024/{n}')}</link></item>"
        for n in _listed(world, host)
    )
    return f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'


def _atom(world: World, host: str) -> str:
    items = "".join(
        f"<entry><id>{n}</id><title>Depot {n} hit</title>"
        f'<link href="{world.url(host, f"/2024/{n}")}"/></entry>'
        for n in _listed(world, host)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{host}</title>{items}</feed>'


def _json(world: World, host: str) -> str:
    items = [
        {"id": str(n), "title": f"Depot {n} hit", "url": world.url(host, f"/2024/{n}")}
        for n in _listed(world, host)
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": host, "items": items})


def _handler(world: World) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            answer = world.answer(host, self.path, dict(self.headers))
            self.close_connection = True
            if not answer.status:
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def watched(case: Case, world: World, rounds: int, say: Callable[[str], None]) -> None:
    settings = Settings(fetch_seconds=20.0)
    clock = Clock(now=lambda: world.now, wait=world.wait)
    door = Door(settings, allowed=tuple(SITES), clock=clock, resolve=lambda *_: ["127.0.0.1"])
    with Web(settings, door=door) as web:
        feeds = [world.url(host, "/feed") for host in SITES]
        begun, seen = time.process_time(), 0
        for done in Watch(case, web, feeds, every=QUARTER).rounds(rounds):
            seen += done.reports
            if done.number in (20, 100, rounds):
                gc.collect()
                say(
                    f"round {done.number:>3}: {seen:>3} new reports, {len(world.asked):>5,} "
                    f"requests, {_memory():.0f} MB, {len(gc.get_objects()):,} objects, "
                    f"{time.process_time() - begun:.0f} s computing"
                )


def _memory() -> float:
    """Return how much memory the program has now, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(ln for ln in lines if ln.startswith("VmRSS")).split()[1]) / 1000


@dataclass(frozen=True)
class Outcome:
    """What was told, lost, read twice, never told; the shortest pause of a host, in seconds."""

    told: int
    lost: int
    twice: int
    untold: int
    pause: float


def outcome(case: Case, world: World) -> Outcome:
    """Hold what a case has kept against what the sites have told."""
    told = {world.url(host, f"/2024/{n}") for host in SITES for n in world.out(host)}
    kept = Counter(r.url for r in case.reports(limit=100_000))
    moments: dict[str, list[float]] = defaultdict(list)
    for host, _, at in world.asked:
        moments[host].append(at)
    pauses = [b - a for all_ in moments.values() for a, b in pairwise(all_)]
    return Outcome(
        len(told), len(told - kept.keys()), sum(n - 1 for n in kept.values()),
        len(kept.keys() - told), min(pauses),
    )  # fmt: skip


@contextmanager
def served(world: World) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", world.port), _handler(world))
    world.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    rounds, folder, *port = int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    address = folder / f"watch-{rounds}.case"
    if port:  # a new program on the case that is there: one round with five stories more
        later = World(rounds=rounds + 6, now=START + (rounds + 4) * QUARTER)
        later.port = int(port[0])
        with served(later), open_case(address) as case:
            watched(case, later, 1, lambda words: print(f"started anew, {words}"))
        return
    for old in folder.glob(f"{address.name}*"):
        old.unlink()
    world = World(rounds=rounds)
    with served(world), open_case(address, create=True) as case:
        watched(case, world, rounds, lambda words: print(words, flush=True))
        came = outcome(case, world)
        print(
            f"{came.told} stories, {came.lost} lost, {came.twice} twice, {came.untold} that nobody "
            f"told; shortest pause of a host {came.pause:g} s", flush=True,
        )  # fmt: skip
    subprocess.run([sys.executable, __file__, *sys.argv[1:], str(world.port)], check=True)


if __name__ == "__main__":
    main()
