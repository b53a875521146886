"""Where the work runs: processes on this machine, or a Ray cluster.

In: a function of one item (module level, so that it can be sent) and items. Out: an
`Engine` that gives the results in the order of the items, whatever the number of workers.
An engine knows nothing of what it runs, so there is one code path for all of them: what
runs on one machine runs on ten.

A worker that dies (out of memory, a fault in a compiled part, a machine lost) stops
nothing: its item is tried again by itself, and an item that kills its worker each time
comes back as `Lost`, in its place. The caller may then cut it smaller to find what in it
does the harm.
"""

from __future__ import annotations

from consilience.engines.lost import Engine, Lost
from consilience.engines.names import EngineName
from consilience.settings import Settings

__all__ = ["Engine", "EngineName", "Lost", "engine_for"]


def engine_for(
    name: EngineName, settings: Settings, *, workers: int | None = None, address: str | None = None
) -> Engine:
    """Return an engine, to be closed by the caller (it is a context manager).

    `workers` is a number of processes, None for as many as the settings say (local) or as
    the cluster has processors (Ray with an `address`). Raises SetupError where Ray is asked
    for and not installed, EngineError where its cluster does not answer.
    """
    if name is EngineName.ray:
        from consilience.engines.cluster import RayEngine  # noqa: PLC0415 - an extra, and heavy

        if workers is None and address is None:
            workers = settings.workers
        return RayEngine(workers, tries=settings.worker_tries, address=address)
    from consilience.engines.local import LocalEngine  # noqa: PLC0415 - loads multiprocessing

    return LocalEngine(workers or settings.workers, tries=settings.worker_tries)
