"""Things by id, read from the case when they are first asked for.

In: a function that reads some by id. Out: `Known`, a mapping. A case may know a hundred
thousand names; the rules ask for those that a few claims name, and for what these belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Known(Mapping[str, T]):
    """Things by id, of which only those asked for are read.

    `fetch` reads those of some ids that there are, `above` gives the ids that one belongs to:
    these are read with it. `ids` gives all that there are, for who wants the whole.
    """

    def __init__(
        self, fetch: Callable[[set[str]], Mapping[str, T]],
        above: Callable[[T], Iterable[str]], ids: Callable[[], Iterable[str]],
    ) -> None:  # fmt: skip
        self._fetch = fetch
        self._above = above
        self._ids = ids
        self._read: dict[str, T | None] = {}

    def read(self, ids: Iterable[str]) -> None:
        """Read some, and all that they belong to, in few questions."""
        fresh = set(ids) - self._read.keys()
        while fresh:
            found = self._fetch(fresh)
            self._read |= {i: found.get(i) for i in fresh}
            fresh = {a for one in found.values() for a in self._above(one)} - self._read.keys()

    def hold(self, things: Mapping[str, T | None]) -> None:
        """Take these instead of what the case has; None: there is none of that id."""
        self._read |= things

    def __getitem__(self, key: str) -> T:
        if key not in self._read:
            self.read([key])
        found = self._read[key]
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        if key not in self._read:
            self.read([key])
        return self._read[key] is not None

    def __iter__(self) -> Iterator[str]:
        held = (i for i, one in self._read.items() if one is not None)
        return iter(sorted({*held, *(i for i in self._ids() if i in self)}))

    def __len__(self) -> int:
        return sum(1 for _ in self)
