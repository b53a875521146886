"""Codes reports into the folder of a run, shard by shard, on any engine.

In: paths and a folder. Out: the folder's shards and its manifest. Reports are read here,
in order, and handed out in shards; each worker codes one and writes it, and only its slip
comes back. What is whole already is not coded again, so the same command after an
interruption goes on, and after reports were added codes only the shards that changed.

A report that cannot be coded is set aside: it stands in the run without claims, and a
warning tells its error. A shard that kills its worker each time is coded in halves until
the report that does it stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from typing import IO

from consilience.acquire import reading
from consilience.acquire.drafts import Statements
from consilience.batches import Progress, chunks_of, code_chunks
from consilience.coder import coder
from consilience.engines import Engine, Lost
from consilience.engines.local import LocalEngine
from consilience.errors import InputError
from consilience.model import Report
from consilience.runs.shards import (
    SCHEMA,
    Manifest,
    Shard,
    drop_manifest,
    name_of,
    sweep,
    whole,
    write_manifest,
    write_shard,
)
from consilience.settings import Settings

# The first shards hold no more than is parsed at once: a few hundred reports must keep all
# workers of one machine busy, however large the shards of a long run.
_SMALL_SHARDS = 8


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run: reports, of them coded now, set aside; claims; shards kept as they were.

    `unread` is how many warnings reading gave.
    """

    reports: int
    coded: int
    aside: int
    claims: int
    shards: int
    kept: int
    unread: int


@dataclass(frozen=True, slots=True)
class _Work:
    """What one worker gets: the reports of a shard, how to code them and where to put them."""

    folder: Path
    name: str
    coder: str
    reports: tuple[Report, ...]
    knowledge: tuple[Path, ...]
    settings: Settings


def code_into(  # noqa: PLR0913 - one name for each thing a user may say
    folder: Path,
    paths: Sequence[str | Path],
    engine: Engine,
    *,
    published: str | None = None,
    publisher: str | None = None,
    knowledge: Sequence[Path] = (),
    settings: Settings | None = None,
    stdin: IO[bytes] | None = None,
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Code the reports under `paths` into `folder`, and return what came of it.

    The folder may hold an earlier run, whole or cut off: what fits is kept. On a cluster it
    lies where every machine sees it under one name. Raises what `consilience.brief` raises,
    and RunError where the folder cannot be written or the disk is full.
    """
    settings, files = settings or Settings(), tuple(Path(k) for k in knowledge)
    tell = progress or (lambda stage, done, total: None)
    by = coder(settings, files)
    tell("reading", 0, len(paths))
    with reading(
        paths, published=published, publisher=publisher, settings=settings, stdin=stdin,
        columns=columns,
    ) as read:  # fmt: skip
        tell("reading", len(paths), len(paths))
        _refuse(read.statements)
        drop_manifest(folder)
        sweep(folder)
        there: list[Shard] = []
        todo = (_Work(folder, name_of(n, part), by, part, files, settings)
                for n, part in enumerate(_parts(read, settings)))  # fmt: skip
        made: list[Shard] = []
        for shard in _coded(engine, _not_whole(todo, there)):
            made.append(shard)
            tell("coding", _reports(there) + _reports(made), len(read))
    every = sorted([*there, *made], key=lambda s: s.name)
    rows = sum((Counter(s.rows) for s in every), Counter[str]())
    names = tuple(s.name for s in every)
    write_manifest(folder, Manifest(
        SCHEMA, by, names, dict(sorted(rows.items())), read.warnings,
        sum(s.in_part for s in every), sum(s.left_out for s in every),
    ))  # fmt: skip
    return Summary(
        reports=rows["reports"], coded=_reports(made), aside=rows["warnings"],
        claims=rows["claims"], shards=len(every), kept=len(there), unread=len(read.warnings),
    )  # fmt: skip


def _refuse(statements: Sequence[Statements]) -> None:
    if statements:
        raise InputError(
            f"{statements[0].where} holds statements, which are coded already. Give it to "
            "'consilience brief' or 'consilience add'."
        )


def _reports(shards: Sequence[Shard]) -> int:
    return sum(s.rows["reports"] for s in shards)


def _parts(reports: Iterable[Report], settings: Settings) -> Iterator[tuple[Report, ...]]:
    coming = iter(reports)
    small = min(settings.parse_batch, settings.shard_reports)
    for size in chain(repeat(small, _SMALL_SHARDS), repeat(settings.shard_reports)):
        part = tuple(islice(coming, size))
        if not part:
            return
        yield part


def _not_whole(todo: Iterable[_Work], there: list[Shard]) -> Iterator[_Work]:
    """Yield what is still to be coded, and put into `there` what is whole."""
    for work in todo:
        shard = whole(work.folder, work.name, work.coder)
        if shard is None:
            yield work
        else:
            there.append(shard)


def _coded(engine: Engine, todo: Iterable[_Work]) -> Iterator[Shard]:
    """Yield the shards as they are written; those that workers died of come last."""
    lost = []
    for found in engine.map(_code_shard, todo):
        if isinstance(found, Lost):
            lost.append(found.item)
        else:
            yield found
    for work in lost:
        yield _write(work, engine)


def _code_shard(work: _Work) -> Shard:
    """Code a shard in this process and write it."""
    with LocalEngine(1) as here:
        return _write(work, here)


def _write(work: _Work, engine: Engine) -> Shard:
    """Code a shard on an engine, and write it from here."""
    chunks = chunks_of(work.reports, work.knowledge, work.settings)
    return write_shard(work.folder, work.name, work.coder, list(code_chunks(engine, chunks)))
