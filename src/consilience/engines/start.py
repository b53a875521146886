"""Processes to work in, which begin with the language model and the knowledge loaded.

In: the module of the work. Out: a way of starting processes. Where the system has it, one
server process loads everything once (`preloaded.py`, and that module) and every worker is a copy
of it, sharing its memory; elsewhere each worker starts afresh and loads for itself. The work is
the same either way.
"""

from __future__ import annotations

from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext, ForkServerContext

PRELOADED = "consilience.preloaded"


def context(work: str) -> BaseContext:
    """Return the way to start workers for the work of a module: from a server, or afresh."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    chosen = get_context("forkserver")
    assert isinstance(chosen, ForkServerContext)
    # The first that is asked for is what the server loads; it does not change later.
    chosen.set_forkserver_preload([work, PRELOADED])
    return chosen
