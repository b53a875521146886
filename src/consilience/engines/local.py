"""Work on this machine: in this process, or in a pool of others.

In: a number of processes. Out: `LocalEngine`. Each process keeps what it has loaded (the
language model, the knowledge) from one item to the next.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from consilience.engines.lost import Lost, R, T
from consilience.engines.start import context

# Items handed out ahead of the one that is waited for, times the workers: a slow one must
# not leave the others idle, and all of them are held in memory.
_AHEAD = 2


class LocalEngine:
    """Processes on this machine; with one worker, this process itself."""

    def __init__(self, workers: int, *, tries: int = 2) -> None:
        self.workers = max(1, workers)
        self._tries = tries
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """Yield `work` of each item, in order. See `Engine.map`."""
        if self.workers == 1:
            return map(work, items)
        return self._side_by_side(work, items)

    def _side_by_side(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        source, ahead = iter(items), _AHEAD * self.workers
        waiting: deque[tuple[T, Future[R]]] = deque()
        try:
            while True:
                while len(waiting) < ahead and (more := next(source, None)) is not None:
                    waiting.append((more, self._submitted(work, more)))
                if not waiting:
                    return
                item, result = waiting.popleft()
                try:
                    yield result.result()
                except BrokenProcessPool:
                    self.close()
                    suspects: list[tuple[T, Future[R]]] = [(item, result), *waiting]
                    waiting.clear()
                    for suspect, broken in suspects:
                        saved = self._saved(work, suspect, broken)
                        yield saved
        finally:
            for _, result in waiting:
                result.cancel()

    def _submitted(self, work: Callable[[T], R], item: T) -> Future[R]:
        if self._pool is None:
            self._pool = _pool(self.workers)
        try:
            return self._pool.submit(work, item)
        except (BrokenProcessPool, OSError) as error:
            # A pool that breaks while another process is being started says so by OSError.
            failed: Future[R] = Future()
            failed.set_exception(BrokenProcessPool(str(error)))
            return failed

    def _saved(self, work: Callable[[T], R], item: T, result: Future[R]) -> R | Lost[T]:
        """Return the result of an item that was in hand when a worker died.

        Which item killed it is not known: each is tried again, alone in its process.
        """
        if not isinstance(result.exception(), BrokenProcessPool):
            return result.result()
        for _ in range(self._tries - 1):
            with _pool(1) as alone:
                try:
                    return alone.submit(work, item).result()
                except BrokenProcessPool:
                    continue
        return Lost(item)

    def close(self) -> None:
        """Let all processes go; what has not begun is not begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=context(), initializer=_leave_stopping_to_the_parent
    )


def _leave_stopping_to_the_parent() -> None:
    """Ignore Ctrl-C, which the terminal sends to every process: the parent ends the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
