"""The stages in order; the only module that knows them all.

    acquire → language → coding → reconcile → picture

In: paths and settings. Out: a `Picture`. Work is split over processes by
chunks of reports; the picture is the same with any number of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import IO, TYPE_CHECKING

from consilience import __version__
from consilience.acquire import read_reports
from consilience.coding.claims import Coded, code
from consilience.errors import ConsilienceError
from consilience.knowledge import Knowledge
from consilience.knowledge import load as load_knowledge
from consilience.language.annotate import annotate
from consilience.model import MadeWith, Picture, PictureWarning, Report
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.picture import paint, reconcile
from consilience.settings import Settings, fingerprint

if TYPE_CHECKING:
    from consilience.acquire.pages import Web

log = logging.getLogger(__name__)

# Called with the stage, how many are done and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What one worker gets: a few reports, and how to code them."""

    reports: tuple[Report, ...]
    knowledge: tuple[Path, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Batch:
    """What a worker gives back: coded reports, and what went wrong with them."""

    coded: tuple[Coded, ...]
    warnings: tuple[PictureWarning, ...]


def brief(  # noqa: PLR0913 - one name for each thing a user may say
    paths: Sequence[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    knowledge: Sequence[Path] = (),
    workers: int | None = 1,
    settings: Settings | None = None,
    stdin: IO[bytes] | None = None,
    web: Web | None = None,
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Picture:
    """Read the reports under `paths` and return the picture of all they say.

    Paths may be files, folders, addresses (`https://…`), or "@FILE", a list of addresses;
    `web` says what may be read beyond public hosts, and what is kept of it; `columns` has,
    for a field of a report, the column of a table that holds it.

    `published` (ISO date) and `publisher` fill in where a report does not say;
    `knowledge` are the user's own files; `workers` is a number of processes, None
    for as many as the settings say. A script that asks for more than one must start
    its work under `if __name__ == "__main__":`, as multiprocessing asks of it.

    Raises InputError where nothing can be read at all, KnowledgeError for a
    malformed knowledge file, SetupError where a part is not installed.
    """
    settings = settings or Settings()
    tell = progress or (lambda stage, done, total: None)
    tell("reading", 0, len(paths))
    acquired = read_reports(
        paths, published=published, publisher=publisher, settings=settings, stdin=stdin, web=web,
        columns=columns,
    )  # fmt: skip
    tell("reading", len(paths), len(paths))
    return code_reports(
        acquired.reports, acquired.warnings, knowledge=knowledge, workers=workers,
        settings=settings, progress=tell,
    )  # fmt: skip


def code_reports(
    reports: Sequence[Report],
    warnings: Iterable[PictureWarning] = (),
    *,
    knowledge: Sequence[Path] = (),
    workers: int | None = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Picture:
    """Return the picture of reports that are already in hand."""
    settings = settings or Settings()
    tell = progress or (lambda stage, done, total: None)
    results = []
    done = 0
    for result in code_batches(reports, knowledge=knowledge, workers=workers, settings=settings):
        results.append(result)
        done += len(result.coded)
        tell("coding", done, len(reports))
    tell("reconciling", 0, 1)
    coded = [c for r in results for c in r.coded]
    all_warnings = [*warnings, *(w for r in results for w in r.warnings)]
    evidence = evidence_of(coded, knowledge=knowledge, settings=settings)
    picture = paint(evidence, all_warnings, made_with(knowledge, settings))
    tell("reconciling", 1, 1)
    return picture


def code_batches(
    reports: Sequence[Report],
    *,
    knowledge: Sequence[Path] = (),
    workers: int | None = 1,
    settings: Settings | None = None,
) -> Iterator[Batch]:
    """Yield the codings of the reports batch by batch, in order; each is whole by itself."""
    files = tuple(Path(p) for p in knowledge)
    yield from _work(reports, files, settings or Settings(), workers)


def evidence_of(
    coded: Iterable[Coded], *, knowledge: Sequence[Path] = (), settings: Settings
) -> Evidence:
    """Return what coded reports say, indexed for the rules that weigh it."""
    every = list(coded)
    return reconcile(
        [c.report for c in every],
        (claim for c in every for claim in c.claims),
        (actor for c in every for actor in c.actors),
        (place for c in every for place in c.places),
        _knowledge(tuple(knowledge)).events.types,
        settings,
    )


def made_with(knowledge: Sequence[Path], settings: Settings) -> MadeWith:
    """Return what makes a picture: versions of program, language model, gazetteer, settings."""
    return MadeWith(
        version=__version__, language_model=settings.language_model,
        gazetteer=_knowledge(tuple(knowledge)).gazetteer.version,
        settings_sha256=fingerprint(settings),
    )  # fmt: skip


def _work(
    reports: Sequence[Report], files: tuple[Path, ...], settings: Settings, workers: int | None
) -> Iterator[Batch]:
    size = settings.parse_batch
    chunks = [_Chunk(tuple(reports[i : i + size]), files, settings)
              for i in range(0, len(reports), size)]  # fmt: skip
    count = settings.workers if workers is None else workers
    count = max(1, min(count, len(chunks)))
    if count == 1:
        yield from map(_code_chunk, chunks)
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_code_chunk, chunks)


@lru_cache(maxsize=4)
def _knowledge(files: tuple[Path, ...]) -> Knowledge:
    return load_knowledge(files)


def _code_chunk(chunk: _Chunk) -> Batch:
    """Code a few reports; one that fails is set aside with a warning."""
    known = _knowledge(chunk.knowledge)
    try:
        documents = annotate(chunk.reports, chunk.settings)
        return Batch(tuple(code(d, known, chunk.settings) for d in documents), ())
    except ConsilienceError:
        raise
    except Exception:  # the stage's edge: one report may break it, and must not stop the others
        log.exception("A report could not be coded; coding this chunk one by one.")
        return _one_by_one(chunk, known)


def _one_by_one(chunk: _Chunk, known: Knowledge) -> Batch:
    coded: list[Coded] = []
    warnings: list[PictureWarning] = []
    for report in chunk.reports:
        try:
            coded += [code(d, known, chunk.settings) for d in annotate([report], chunk.settings)]
        except ConsilienceError:
            raise
        except Exception as error:  # the stage's edge, as above
            coded.append(Coded(report=report, claims=(), actors=(), places=()))
            warnings.append(
                PictureWarning(
                    code="not-coded", report=report.id,
                    message=f"{report.title or report.id}: {type(error).__name__}: {error}",
                    hint="The report is listed without claims. Please report this as a bug.",
                )
            )  # fmt: skip
    return Batch(tuple(coded), tuple(warnings))
