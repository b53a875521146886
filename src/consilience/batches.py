"""Coding in batches: what is handed to a worker, what it does, and what it gives back.

In: reports, settings and the user's knowledge files. Out: `Batch`es of coded reports. Whoever
only hands the work out loads nothing here that coding needs: neither the parser nor the
knowledge. A report that fails is set aside with a warning, and stops no other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from consilience.coding.coded import Coded
from consilience.engines import Engine, Lost
from consilience.errors import ConsilienceError
from consilience.model import PictureWarning, Report
from consilience.settings import Settings

if TYPE_CHECKING:
    from consilience.knowledge import Knowledge
    from consilience.language.gate import Gate

log = logging.getLogger(__name__)

NOT_CODED = "not-coded"

# Called with the stage, how many are done and how many there are.
Progress = Callable[[str, int, int], None]

# A chunk is a process's turn: so many at least, of no fewer reports than these.
_CHUNKS, _LEAST_CHUNK = 16, 4


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one worker gets: a few reports, and how to code them."""

    reports: tuple[Report, ...]
    knowledge: tuple[Path, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Batch:
    """What a worker gives back: coded reports, and what went wrong with them.

    `in_part` counts the reports of which the gate left something out, `left_out` the words.
    """

    coded: tuple[Coded, ...]
    warnings: tuple[PictureWarning, ...]
    in_part: int = 0
    left_out: int = 0


def chunks_of(
    reports: Sequence[Report], files: tuple[Path, ...], settings: Settings
) -> list[Chunk]:
    """Return the reports in chunks of the size that is parsed at once.

    Few reports are cut smaller, so that two workers end at about the same time.
    """
    size = min(settings.parse_batch, max(_LEAST_CHUNK, len(reports) // _CHUNKS))
    return [Chunk(tuple(reports[i : i + size]), files, settings)
            for i in range(0, len(reports), size)]  # fmt: skip


def code_chunks(engine: Engine, chunks: Iterable[Chunk]) -> Iterator[Batch]:
    """Yield each chunk coded: in order, and last those that a worker died of.

    Such a chunk is coded in halves, and so on, until the report that does the harm stands
    alone and is set aside.
    """
    lost = []
    for found in engine.map(code_chunk, chunks):
        if isinstance(found, Lost):
            lost.append(found.item)
        else:
            yield found
    for chunk in lost:
        yield from _without_the_harm(engine, chunk)


def _without_the_harm(engine: Engine, chunk: Chunk) -> Iterator[Batch]:
    if len(chunk.reports) == 1:
        yield _set_aside(chunk.reports[0], "The process that coded it died.")
        return
    half = len(chunk.reports) // 2
    parts = chunk.reports[:half], chunk.reports[half:]
    yield from code_chunks(engine, [replace(chunk, reports=part) for part in parts])


@lru_cache(maxsize=4)
def knowledge_of(files: tuple[Path, ...]) -> Knowledge:
    """Return what is known, with the user's own files; loaded once a process.

    Raises KnowledgeError for a malformed file.
    """
    from consilience.knowledge import load  # noqa: PLC0415 - as in `_coded`

    return load(files)


@lru_cache(maxsize=4)
def _gate(files: tuple[Path, ...], settings: Settings) -> Gate | None:
    if not settings.gate:
        return None
    from consilience.knowledge.conflict_words import ConflictWords  # noqa: PLC0415 - as `_coded`
    from consilience.language.annotate import irregular_forms  # noqa: PLC0415
    from consilience.language.gate import Gate  # noqa: PLC0415

    known = knowledge_of(files)
    words = ConflictWords.of(known.events, known.roster)
    return Gate(words, irregular_forms(settings.language_model), settings)


def code_chunk(chunk: Chunk) -> Batch:
    """Code a few reports; one that fails is set aside with a warning."""
    known = knowledge_of(chunk.knowledge)
    try:
        return _coded(chunk, known)
    except ConsilienceError:
        raise
    except Exception:  # the stage's edge: one report may break it, and must not stop the others
        log.exception("A report could not be coded; coding this chunk one by one.")
        return _one_by_one(chunk, known)


def _coded(chunk: Chunk, known: Knowledge) -> Batch:
    # Loaded here: whoever lets others do the coding has no need of the parser.
    from consilience.coding.claims import code  # noqa: PLC0415
    from consilience.language.annotate import annotate  # noqa: PLC0415

    documents = annotate(chunk.reports, chunk.settings, _gate(chunk.knowledge, chunk.settings))
    done = [(code(d, known, chunk.settings), d.left_out) for d in documents]
    in_part = sum(left_out > 0 for _, left_out in done)
    return Batch(tuple(c for c, _ in done), (), in_part, sum(n for _, n in done))


def warm(files: tuple[Path, ...], settings: Settings) -> None:
    """Load all that coding needs, once a process. Raises SetupError where it is not installed."""
    from consilience.coding import claims  # noqa: F401, PLC0415
    from consilience.knowledge.timewords import time_knowledge  # noqa: PLC0415
    from consilience.language.annotate import load  # noqa: PLC0415

    load(settings.language_model)
    _gate(files, settings)
    knowledge_of(files)
    time_knowledge()


def _one_by_one(chunk: Chunk, known: Knowledge) -> Batch:
    coded: list[Coded] = []
    warnings: list[PictureWarning] = []
    for report in chunk.reports:
        try:
            coded += _coded(replace(chunk, reports=(report,)), known).coded
        except ConsilienceError:
            raise
        except Exception as error:  # the stage's edge, as above
            aside = _set_aside(report, f"{type(error).__name__}: {error}")
            coded += aside.coded
            warnings += aside.warnings
    return Batch(tuple(coded), tuple(warnings))


def _set_aside(report: Report, why: str) -> Batch:
    """Return a report without claims, and the warning that tells why."""
    said = PictureWarning(
        code=NOT_CODED, report=report.id, message=f"{report.title or report.id}: {why}",
        hint="The report is listed without claims. Please report this as a bug.",
    )  # fmt: skip
    return Batch((Coded(report=report, claims=(), actors=(), places=()),), (said,))
