"""Things that belong together, joined pair by pair.

In: keys and pairs of them. Out: the groups. Roots are the smallest keys, so
that the result does not depend on the order of the pairs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

K = TypeVar("K", str, int)


class Groups(Generic[K]):
    """Union-find over keys of one kind, strings or numbers."""

    def __init__(self, keys: Iterable[K]) -> None:
        self._parent: dict[K, K] = {key: key for key in keys}

    def root(self, key: K) -> K:
        """Return the smallest key of the group that `key` is in."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: K, two: K) -> None:
        """Put the groups of the two keys together."""
        low, high = sorted((self.root(one), self.root(two)))
        self._parent[high] = low

    def all(self) -> list[list[K]]:
        """Return every group, members and groups in order of key."""
        out: dict[K, list[K]] = {}
        for key in sorted(self._parent):
            out.setdefault(self.root(key), []).append(key)
        return list(out.values())
