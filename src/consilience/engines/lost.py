"""What every engine is, and what it gives for an item that none of its workers survived.

In: nothing. Out: the protocol `Engine`, and `Lost`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item whose worker died every time it was tried."""

    item: T


class Engine(Protocol):
    """Runs a function over items; a context manager that lets its workers go at the end."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """Yield `work` of each item, in order; items are taken only as workers get free.

        What `work` raises is raised here, and ends the run.
        """

    def close(self) -> None:
        """Let all workers go."""

    def __enter__(self) -> Engine: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...  # fmt: skip
