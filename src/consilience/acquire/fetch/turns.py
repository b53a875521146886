"""Politeness: each host is asked by one request at a time, with a pause between two.

In: a host, and how long it wants to be left alone. Out: a turn, once it has come. What a
host wants may come from its robots.txt or from an answer (429, 503 with Retry-After).
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from consilience.settings import Settings


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, in seconds since 1970, and how to let time pass, in seconds."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], object] = time.sleep


class Turns:
    """Hands out turns; safe to ask from several threads."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._locks: dict[str, Lock] = defaultdict(Lock)
        self._ended: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def slower(self, host: str, seconds: float) -> None:
        """Leave at least so long between two requests to a host, up to the longest delay."""
        self._delays[host] = min(seconds, self._settings.fetch_longest_delay_seconds)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for a host's turn, and hold it while the request runs."""
        with self._locks[host]:
            delay = max(self._settings.fetch_host_delay_seconds, self._delays.get(host, 0.0))
            pause = self._ended.get(host, -delay) + delay - self._clock.now()
            if pause > 0:
                self._clock.wait(pause)
            try:
                yield
            finally:
                self._ended[host] = self._clock.now()
