"""Works on many addresses side by side, those of one host one after another.

In: jobs, each with its host. Out: what came of each, as soon as it is there. A slow host
holds up its own pages and no other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from typing import TypeVar

_J = TypeVar("_J")
_R = TypeVar("_R")


def side_by_side(
    jobs: Sequence[_J], host_of: Callable[[_J], str], work: Callable[[_J], _R],
    at_once: int, stop: Event | None = None,
) -> Iterator[tuple[int, _R | BaseException]]:  # fmt: skip
    """Yield the number of each job and what came of it, in the order in which they end.

    `at_once` is a number of hosts. An exception is handed on as a value: it is of one job.
    No job is begun once `stop` is set, or the caller has stopped listening.
    """
    lanes: dict[str, list[int]] = {}
    for number, job in enumerate(jobs):
        lanes.setdefault(host_of(job), []).append(number)
    ended: SimpleQueue[tuple[int, _R | BaseException] | None] = SimpleQueue()
    left, stop = Event(), stop or Event()

    def run(lane: list[int]) -> None:
        for number in lane:
            if stop.is_set() or left.is_set():
                break
            try:
                ended.put((number, work(jobs[number])))
            except Exception as error:  # handed to the one who asked, beside the job it is of
                ended.put((number, error))
        ended.put(None)

    with ThreadPoolExecutor(max(1, at_once)) as pool:
        for lane in lanes.values():
            pool.submit(run, lane)
        try:
            open_lanes = len(lanes)
            while open_lanes:
                found = ended.get()
                if found is None:
                    open_lanes -= 1
                else:
                    yield found
        finally:
            left.set()
