"""Answers that are asked for again and again, kept as long as there is room.

In: what was asked, and the answer. Out: the answer, where it is still known. It begins anew
when it holds too much, so that a stream of any length needs no more memory than a short one.
"""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Answers held at once: some 50 MB where they are of two accounts.
MOST = 100_000


class Remembered(dict[K, V]):
    """Answers by what was asked, at most `MOST` at once."""

    def keep(self, asked: K, answer: V) -> V:
        """Remember an answer, and return it."""
        if len(self) >= MOST:
            self.clear()
        self[asked] = answer
        return answer
