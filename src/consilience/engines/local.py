"""Work on this machine: in this process, or in others beside it.

In: a number of processes. Out: `LocalEngine`. Each process keeps what it has loaded (the
language model, the knowledge) from one item to the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from types import TracebackType

from consilience.engines.crew import Crew
from consilience.engines.lost import Lost, R, T

# Items handed out ahead of the one that is waited for, times the workers: a slow one must
# not leave the others idle, and all of them are held in memory.
_AHEAD = 2


class LocalEngine:
    """Processes on this machine; with one worker, this process itself."""

    def __init__(self, workers: int, *, tries: int = 2) -> None:
        self.workers = max(1, workers)
        self._tries = tries
        self._crew: Crew | None = None

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """Yield `work` of each item, in order. See `Engine.map`."""
        if self.workers == 1:
            return map(work, items)
        return self._side_by_side(work, items)

    def _side_by_side(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        self._crew = crew = self._crew or Crew(self.workers, self._tries)
        source, ahead = iter(items), _AHEAD * self.workers
        waiting: deque[Future[R | Lost[T]]] = deque()
        try:
            while True:
                while len(waiting) < ahead and (more := next(source, None)) is not None:
                    waiting.append(crew.submit(work, more))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            for result in waiting:
                result.cancel()

    def close(self) -> None:
        """Let all processes go; what has not begun is not begun."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()
