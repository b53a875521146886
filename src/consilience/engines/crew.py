"""Processes on this machine, each with a thread of ours that waits for it.

In: a number of processes, and one function of one item at a time. Out: its result, what it
raised, or `Lost` where it killed its process each time. The standard library's pool ends all
its processes with one, and can wait for ever where one dies while another is being started;
here each has a pipe of its own, so that a death is the end of that pipe and of nothing else.

A process that reads news remembers each word that it meets, names above all (some 1.5 kB a
report full of new ones), and gives none of it back. So after some items it makes room for a
new one, and a run of any length needs no more memory than a short one.
"""

from __future__ import annotations

import pickle
import signal
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock
from typing import Any

from consilience.engines.lost import Lost, R, T
from consilience.engines.start import context

# Items that one process does: of the shards of a run some 25,000 reports. A new one is a copy of
# one that has loaded everything, and costs a tenth of a second.
_SERVES = 100


class Crew:
    """Some processes, each started when there is first work for it; closed once, for good."""

    def __init__(self, size: int, tries: int) -> None:
        self._tries = tries
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="consilience-worker")
        self._free: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(size):
            self._free.put(None)
        self._starting = Lock()
        self._working: set[_Worker] = set()
        self._closed = False

    def submit(self, work: Callable[[T], R], item: T) -> Future[R | Lost[T]]:
        """Have the work done by whichever process is free next."""
        return self._threads.submit(self._done, work, item)

    def close(self) -> None:
        """End all processes, whatever they do; what has not begun is not begun."""
        with self._starting:
            self._closed = True
            for worker in self._working:
                worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._working:
            worker.gone()

    def _done(self, work: Callable[[T], R], item: T) -> R | Lost[T]:
        worker = self._free.get()
        try:
            for _ in range(self._tries):
                worker = worker or self._started(work.__module__)
                if worker is None:
                    break
                try:
                    result = worker.done(work, item)
                except _DiedError:
                    self._buried(worker)
                    worker = None
                else:
                    worker = self._kept(worker)
                    return result
            return Lost(item)
        finally:
            self._free.put(worker)

    def _started(self, work: str) -> _Worker | None:
        """Return a new process for a module's work; None where the crew was closed meanwhile."""
        with self._starting:
            if self._closed:
                return None
            worker = _Worker(work)
            self._working.add(worker)
            return worker

    def _kept(self, worker: _Worker) -> _Worker | None:
        """Return the worker for its next item; None where it has done enough."""
        worker.served += 1
        if worker.served < _SERVES:
            return worker
        worker.end()
        self._buried(worker)
        return None

    def _buried(self, worker: _Worker) -> None:
        with self._starting:
            if not self._closed:
                self._working.remove(worker)
                worker.gone()


class _DiedError(Exception):
    """The process ended before it gave its result."""


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self, work: str) -> None:
        self.served = 0
        start = context(work)
        self._pipe, theirs = start.Pipe()
        with theirs:
            self._process = start.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
            self._process.start()

    def done(self, work: Callable[[T], R], item: T) -> R:
        """Return the work's result, or raise what it raised; _DiedError where it died."""
        try:
            self._pipe.send((work, item))
            result, error = self._pipe.recv()
        except (EOFError, OSError) as broken:
            raise _DiedError from broken
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self._process.kill()

    def gone(self) -> None:
        """Let go of a process that has ended or is about to."""
        self._process.join()
        self._process.close()
        self._pipe.close()


def _serve(pipe: Connection) -> None:
    """Do what comes through the pipe until its other end is closed."""
    # Ctrl-C goes to every process of a terminal: the parent ends the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send_bytes(_answer(*pipe.recv()))


def _answer(work: Callable[[Any], Any], item: Any) -> bytes:
    """Return the result and the error, one of them None, as the pipe carries them."""
    try:
        return pickle.dumps((work(item), None))
    except Exception as error:
        # Raised again where it was asked for, and told there where it came from.
        error.add_note("".join(traceback.format_exception(error)))
        return pickle.dumps((None, error))
