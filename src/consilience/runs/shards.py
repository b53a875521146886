"""The folder of a run: its shards, each whole or not there, and its manifest.

In: coded reports. Out: for each shard five Parquet files and, written last, a slip that
says how large they are and what coded them. A shard without a slip, or whose files are
not as its slip says, counts for nothing and is coded again. Every file is first written
beside its place under another name and then put there in one step, so a full disk or a
power cut leaves no half file.

    OUT/manifest.json           what the run holds; written when every shard is whole
    OUT/claims/00000-1f….parquet
    OUT/reports/ … actors/ … places/ … warnings/
    OUT/whole/00000-1f….json    the slip
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from consilience.batches import Batch
from consilience.errors import NoSuchPathError, RunError
from consilience.model import Actor, Claim, PictureWarning, Place, Report

SCHEMA = "consilience/run/1"
KINDS: Mapping[str, type] = {"reports": Report, "claims": Claim, "actors": Actor,
                             "places": Place, "warnings": PictureWarning}  # fmt: skip
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that is whole: its name, who coded it, and rows and bytes of each of its files.

    Of `in_part` of its reports the gate left out `left_out` words.
    """

    name: str
    coder: str
    rows: dict[str, int]
    bytes: dict[str, int]
    in_part: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished run holds: its shards, in order, and what was said in reading.

    `in_part` and `left_out` as in `Shard`, of all of them.
    """

    schema: str
    coder: str
    shards: tuple[str, ...]
    rows: dict[str, int]
    warnings: tuple[PictureWarning, ...]
    in_part: int = 0
    left_out: int = 0


def name_of(number: int, reports: Sequence[Report]) -> str:
    """Return the name of a shard, from its place in line and all that its reports say."""
    made = hashlib.sha256("\n".join(f"{r.id} {r.sha256}" for r in reports).encode())
    return f"{number:05d}-{made.hexdigest()[:12]}"


def write_shard(folder: Path, name: str, coder: str, batches: Sequence[Batch]) -> Shard:
    """Keep a shard. Raises RunError where the folder cannot be written or the disk is full."""
    coded = sorted((c for b in batches for c in b.coded), key=lambda c: c.report.id)
    said = sorted((w for b in batches for w in b.warnings), key=lambda w: w.report or "")
    things: dict[str, Sequence[Any]] = {
        "reports": [c.report for c in coded],
        "claims": [claim for c in coded for claim in c.claims],
        "actors": _each_once(actor for c in coded for actor in c.actors),
        "places": _each_once(place for c in coded for place in c.places),
        "warnings": said,
    }
    from consilience.runs.rows import to_parquet  # noqa: PLC0415 - heavy

    sizes = {}
    for what, kind in KINDS.items():
        data = to_parquet(kind, things[what])
        put(folder / what / f"{name}.parquet", data)
        sizes[what] = len(data)
    rows = {what: len(found) for what, found in things.items()}
    in_part, left_out = sum(b.in_part for b in batches), sum(b.left_out for b in batches)
    shard = Shard(name, coder, rows, sizes, in_part, left_out)
    put(folder / "whole" / f"{name}.json", _json(asdict(shard)))
    return shard


def _each_once(things: Iterator[Any]) -> list[Any]:
    """Return what differs once each, in order of all it says, whatever order it came in."""
    found = {repr(thing): thing for thing in things}
    return [found[key] for key in sorted(found)]


def whole(folder: Path, name: str, coder: str | None = None) -> Shard | None:
    """Return a shard if all of it is there (and by `coder`, where one is given), else None."""
    try:
        found = Shard(**json.loads((folder / "whole" / f"{name}.json").read_bytes()))
        sizes = {w: (folder / w / f"{name}.parquet").stat().st_size for w in KINDS}
    except (OSError, ValueError, TypeError):
        return None
    return found if sizes == found.bytes and coder in {None, found.coder} else None


def read_shard(folder: Path, name: str) -> dict[str, list[Any]]:
    """Return all that a shard holds, by kind.

    Raises RunError where it is not whole or not as this version writes it.
    """
    if whole(folder, name) is None:
        raise RunError(
            f"{folder}: the shard {name} is not whole. Run the same 'consilience code' again; "
            "what is whole is not coded again."
        )
    from consilience.runs.rows import from_parquet  # noqa: PLC0415 - heavy

    out: dict[str, list[Any]] = {}
    for what, kind in KINDS.items():
        path = folder / what / f"{name}.parquet"
        out[what] = from_parquet(kind, path.read_bytes(), str(path))
    return out


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Keep the manifest, which says that the run is finished."""
    put(folder / "manifest.json", _json(asdict(manifest)))


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a finished run.

    Raises NoSuchPathError where there is no folder, RunError where it holds no finished run.
    """
    if not folder.is_dir():
        raise NoSuchPathError(f"There is no folder {str(folder)!r}. Check the spelling.")
    try:
        raw = json.loads((folder / "manifest.json").read_bytes())
    except FileNotFoundError as error:
        hint = "was cut off: run the same 'consilience code' again" if (folder / "whole").is_dir() \
            else "has not been made: run 'consilience code INPUT… -o' with it"  # fmt: skip
        raise RunError(f"{folder}: there is no manifest; the run {hint}.") from error
    except (OSError, ValueError) as error:
        raise RunError(f"{folder}: its manifest cannot be read ({error}).") from error
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise RunError(f"{folder}: its manifest is not of schema {SCHEMA!r}, which this reads.")
    said = tuple(PictureWarning(**w) for w in raw["warnings"])
    return Manifest(
        SCHEMA, raw["coder"], tuple(raw["shards"]), raw["rows"], said,
        raw.get("in_part", 0), raw.get("left_out", 0),
    )  # fmt: skip


def drop_manifest(folder: Path) -> None:
    """Take the manifest away: the run is under way again."""
    (folder / "manifest.json").unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away what writers that were cut off have left behind."""
    for left in folder.glob("*/.*.tmp"):
        left.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises RunError that says what is wrong with the disk and that nothing is broken.
    """
    left: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
            left = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        left.replace(path)
    except OSError as error:
        if left is not None:
            with suppress(OSError):
                left.unlink(missing_ok=True)
        full = error.errno in _FULL
        what = "the disk is full" if full else f"it cannot be written ({error.strerror})"
        do = "Make room" if full else "See to it"
        raise RunError(
            f"{path.parent.parent}: {what}. {do} and run the same command again: "
            "what is whole is kept, and nothing is broken."
        ) from error


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"
