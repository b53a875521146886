"""The picture of a run: all its shards weighed together.

In: the folder of a finished run, and an engine. Out: a `Picture`, the same bytes that
`consilience.brief` gives for the same reports, whatever the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consilience.batches import Progress
from consilience.coder import coder
from consilience.engines import Engine
from consilience.errors import RunError
from consilience.runs.shards import KINDS, Manifest, read_manifest, read_shard
from consilience.settings import Settings

if TYPE_CHECKING:
    from consilience.model import Picture


def reconcile_run(
    folder: Path,
    engine: Engine,
    *,
    knowledge: Sequence[Path] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Picture:
    """Return the picture of a run that `code_into` has finished.

    `knowledge` are the files that it was coded with. Raises RunError where the run is not
    whole, or was coded by another version or with other knowledge.
    """
    # Loaded here: whoever only codes into a folder has no need of what weighs.
    from consilience.pipeline import indexed, made_with, of_gate  # noqa: PLC0415
    from consilience.reconcile.picture import paint  # noqa: PLC0415
    from consilience.reconcile.spread import same_event_on  # noqa: PLC0415

    settings, files = settings or Settings(), tuple(Path(k) for k in knowledge)
    tell = progress or (lambda stage, done, total: None)
    manifest = read_manifest(folder)
    _check_coder(folder, manifest, coder(settings, files))
    held: dict[str, list[Any]] = {what: [] for what in KINDS}
    for n, name in enumerate(manifest.shards):
        for what, things in read_shard(folder, name).items():
            held[what] += things
        tell("gathering", n + 1, len(manifest.shards))
    tell("reconciling", 0, 1)
    evidence = indexed(
        held["reports"], held["claims"], held["actors"], held["places"],
        knowledge=files, settings=settings,
    )  # fmt: skip
    found = same_event_on(engine, evidence)
    said = [*manifest.warnings, *held["warnings"]]
    said += of_gate(manifest.in_part, manifest.left_out, len(held["reports"]))
    picture = paint(evidence, said, made_with(files, settings), found)
    tell("reconciling", 1, 1)
    return picture


def _check_coder(folder: Path, manifest: Manifest, now: str) -> None:
    if manifest.coder != now:
        raise RunError(
            f"{folder} was coded by {manifest.coder}; this is {now}. Give the same --knowledge "
            "and --gate, or run the same 'consilience code' again, which codes anew what differs."
        )
