"""The picture of a case brought up to date after a judgement, without keeping anybody waiting.

In: a case whose picture is behind. Out: the same case with its picture made anew: at once
where that takes about a second, else in a process of its own, one at a time, while every
page says so. What is judged meanwhile is taken up by the next round. A process that dies
leaves the picture as it was; the judgements are kept, and the pages tell what to do.
"""

from __future__ import annotations

import logging
from multiprocessing import get_context
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from consilience.casefile import Case, open_case
from consilience.settings import Settings

log = logging.getLogger(__name__)
# A picture of so many claims is made anew in about a second; larger ones are not waited for.
WAIT_CLAIMS = 4_000
State = Literal["current", "drawing", "failed", "behind"]


class Redrawing:
    """Makes the picture of one case anew when it is asked to."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._lock = Lock()
        self._wanted = self._failed = False
        self._worker: Thread | None = None

    def bring_up(self) -> None:
        """Bring the picture up to date: now, or in a large case soon."""
        if self._case.count_claims() <= WAIT_CLAIMS:
            self._case.refresh()
        else:
            self.ask()

    def ask(self) -> None:
        """Have the picture made anew in a process of its own; return at once."""
        with self._lock:
            self._wanted, self._failed = True, False
            if self._worker is None:
                self._worker = Thread(target=self._work, name="redrawing", daemon=True)
                self._worker.start()

    def state(self) -> State:
        """Return how the picture stands to what the case keeps."""
        if not self._case.is_behind():
            return "current"
        if self._worker is not None:
            return "drawing"
        return "failed" if self._failed else "behind"

    def wait(self) -> None:
        """Wait until nothing is being redrawn."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def _work(self) -> None:
        while self._next():
            given = self._case.address, self._case.settings
            process = get_context("spawn").Process(target=redraw, args=given, daemon=True)
            process.start()
            process.join()
            if process.exitcode:
                log.error("The process that made the picture anew ended with %s", process.exitcode)
                self._failed = True

    def _next(self) -> bool:
        """Tell whether there is more to do; if not, nobody works any more."""
        with self._lock:
            more, self._wanted = self._wanted, False
            if not more:
                self._worker = None
            return more


def redraw(address: str | Path, settings: Settings) -> None:
    """Bring the picture of the case at an address up to date."""
    with open_case(address, settings=settings) as case:
        case.refresh()
        case.tell()
