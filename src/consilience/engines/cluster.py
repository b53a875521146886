"""Work on a Ray cluster, or on this machine through Ray.

In: a number of workers and, for a cluster, its address. Out: `RayEngine`. Each worker is
an actor: a process that stays and keeps what it has loaded, so the language model is
loaded once an actor. One actor has one item at a time, so it is known which item an actor
died of. The actors do whatever they are given, reading as well as coding: there is no
pool for the one that could starve the other.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic

from consilience.engines.lost import Lost, R, T
from consilience.errors import EngineError, SetupError

# Read by Ray when it is imported: it reports nothing to anybody, and says no more than needed.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")

try:
    import ray
    from ray.exceptions import RayActorError, RayTaskError
except ImportError as missing:
    raise SetupError(
        "Ray is not installed. Run: pip install 'consilience[ray]', or use --engine local."
    ) from missing

# Bytes of shared memory where Ray is started here: results are small, shards go by file.
_STORE_BYTES = 200_000_000
# Items that may be done or under way beyond the one whose turn it is, times the workers.
_AHEAD = 4


class RayEngine:
    """Actors on a Ray cluster; without an address, on a Ray of our own on this machine."""

    def __init__(self, workers: int | None, *, tries: int = 2, address: str | None = None) -> None:
        self._tries = tries
        self._started = not ray.is_initialized()
        if self._started:
            _start(workers, address)
        self.workers = workers or max(1, _processors())
        self._idle: list[Any] = []
        self.actors: list[Any] = []

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """Yield `work` of each item, in order. See `Engine.map`."""
        run = _Run(self, work, iter(items))
        try:
            while run.fill():
                run.wait()
                yield from run.ready()
        finally:
            run.drop()

    def taken(self, under_way: int, fresh: bool) -> Any | None:
        """Return an actor that is free; None where all are busy.

        With `fresh` it is a new one: an item must not be tried again by an actor that died
        with the same machine and was not missed yet.
        """
        if under_way >= self.workers:
            return None
        if self._idle and not fresh:
            return self._idle.pop()
        if self._idle:
            self.dismiss(self._idle.pop())
        self.actors.append(_actor().remote())
        return self.actors[-1]

    def dismiss(self, actor: Any) -> None:
        """Let an actor go, whatever it does."""
        self.actors.remove(actor)
        ray.kill(actor)

    def put_back(self, actor: Any) -> None:
        """Take an actor back that has done its work."""
        self._idle.append(actor)

    def close(self) -> None:
        """Let all actors go, and the Ray that was started for them."""
        for actor in list(self.actors):
            self.dismiss(actor)
        self._idle.clear()
        if self._started and ray.is_initialized():
            ray.shutdown()

    def __enter__(self) -> RayEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()


class _Worker:
    """The actor: it runs what it is given."""

    def run(self, work: Callable[[T], R], item: T) -> R:
        return work(item)


def _processors() -> int:
    found: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return int(found.get("CPU", 1))


def _actor() -> Any:
    return ray.remote(_Worker).options(num_cpus=1, max_restarts=0, max_task_retries=0)


def _start(workers: int | None, address: str | None) -> None:
    own: dict[str, Any] = {"num_cpus": workers or 1, "object_store_memory": _STORE_BYTES,
                           "include_dashboard": False}  # fmt: skip
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR,
                 **({} if address else own))  # fmt: skip
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise EngineError(
            f"Ray at {address or 'this machine'} did not start or answer: "
            f"{str(error).splitlines()[0] if str(error) else type(error).__name__}. "
            "Look at 'ray status' on its head machine."
        ) from error


@dataclass
class _Task(Generic[T]):
    """One item under way: its number in line, its actor, and how often it was tried."""

    number: int
    item: T
    actor: Any
    tries: int


class _Run(Generic[T, R]):
    """One `map`: what is under way, what is done and waits for its turn."""

    def __init__(self, engine: RayEngine, work: Callable[[T], R], source: Iterator[T]) -> None:
        self._engine, self._work, self._source = engine, work, source
        self._sent = ray.put(work)
        self._under_way: dict[Any, _Task[T]] = {}
        self._again: deque[tuple[int, T, int]] = deque()
        self._done: dict[int, R | Lost[T]] = {}
        self._taken = self._given = 0

    def fill(self) -> bool:
        """Give every free actor an item; return whether anything is left to wait for."""
        while entry := self._next():
            number, item, tries = entry
            actor = self._engine.taken(len(self._under_way), fresh=tries > 0)
            if actor is None:
                self._again.appendleft(entry)
                break
            reference = actor.run.remote(self._sent, item)
            self._under_way[reference] = _Task(number, item, actor, tries + 1)
        return bool(self._under_way)

    def _next(self) -> tuple[int, T, int] | None:
        if self._again:
            return self._again.popleft()
        if self._taken - self._given >= _AHEAD * self._engine.workers:
            return None
        item = next(self._source, None)
        if item is None:
            return None
        self._taken += 1
        return self._taken - 1, item, 0

    def wait(self) -> None:
        """Wait until something is done, and take it in."""
        for reference in ray.wait(list(self._under_way), num_returns=1)[0]:
            task = self._under_way.pop(reference)
            try:
                self._done[task.number] = ray.get(reference)
            except RayActorError:
                self._engine.dismiss(task.actor)
                self._died(task)
                continue
            except RayTaskError as error:
                self._engine.put_back(task.actor)
                raise error.cause if isinstance(error.cause, Exception) else error from None
            self._engine.put_back(task.actor)

    def _died(self, task: _Task[T]) -> None:
        if task.tries < self._engine._tries:
            self._again.append((task.number, task.item, task.tries))
        else:
            self._done[task.number] = Lost(task.item)

    def ready(self) -> Iterator[R | Lost[T]]:
        """Yield the results whose turn has come."""
        while self._given in self._done:
            self._given += 1
            yield self._done.pop(self._given - 1)

    def drop(self) -> None:
        """Let the actors go that work on what nobody waits for any more."""
        for task in self._under_way.values():
            self._engine.dismiss(task.actor)
        self._under_way.clear()
