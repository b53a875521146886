"""The stages in order; the only module that knows them all.

    acquire → language → coding → reconcile → picture

In: paths and settings. Out: a `Picture`. Work is split over processes by
chunks of reports; the picture is the same with any number of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from consilience import __version__
from consilience.acquire import CODES, read_reports
from consilience.acquire.drafts import Statements
from consilience.acquire.problems import problem
from consilience.assist import FAILED, REFUSED
from consilience.batches import NOT_CODED, Batch, Progress, chunks_of, code_chunks, knowledge_of
from consilience.coding.coded import Coded
from consilience.engines.local import LocalEngine
from consilience.errors import InputError, NothingReadableError
from consilience.model import Actor, Claim, MadeWith, Picture, PictureWarning, Place, Report
from consilience.reconcile.aside import named_aside
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.picture import paint, reconcile
from consilience.reconcile.spread import same_event_on
from consilience.settings import Settings, fingerprint

if TYPE_CHECKING:
    from consilience.acquire.pages import Web
    from consilience.assist.propose import Helper
    from consilience.knowledge.event_types import EventType

# Warnings of reading and coding; those of weighing are made again with each picture.
_OF_READING = frozenset({*CODES, NOT_CODED, REFUSED, FAILED})

# Claims; to start processes for fewer costs more than they save.
_MANY_CLAIMS = 10_000


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
    helper: Helper | None = None,
    progress: Progress | None = None,
) -> Picture:
    """Read the reports under `paths` and return the picture of all they say.

    Paths may be files, folders, addresses (`https://…`), or "@FILE", a list of addresses;
    `web` says what may be read beyond public hosts, and what is kept of it; `columns` has,
    for a field of a report, the column of a table that holds it; `helper` is a language model
    that is asked what the rules missed (`consilience.assist`), by default none.

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
    before, said = imported(acquired.statements, beside=len(acquired.reports))
    return code_reports(
        acquired.reports, [*acquired.warnings, *said], knowledge=knowledge, workers=workers,
        settings=settings, progress=tell, before=before, helper=helper,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """What statements hold: coded reports, what was said when they were read, what made them."""

    coded: tuple[Coded, ...]
    warnings: tuple[PictureWarning, ...]
    made_with: MadeWith | None


def imported(
    found: Sequence[Statements], *, beside: int
) -> tuple[list[Imported], list[PictureWarning]]:
    """Return what statements (of `consilience export --as jsonl`) hold, and what cannot be taken.

    A report that several hold is taken from the first; where another has it coded otherwise,
    a warning says so. Raises NothingReadableError where none can be taken and nothing else
    was read (`beside` is how many reports were).
    """
    taken: dict[str, Coded] = {}
    out: list[Imported] = []
    said: list[PictureWarning] = []
    for one in found:
        try:
            read = _imported(one)
        except InputError as error:
            said.append(problem("statements-broken", str(error), where=one.where))
            continue
        fresh = tuple(c for c in read.coded if c.report.id not in taken)
        said += [_coded_twice(c, one.where) for c in read.coded if taken.get(c.report.id, c) != c]
        taken |= {c.report.id: c for c in fresh}
        out.append(replace(read, coded=fresh))
    if said and not (out or beside):
        raise NothingReadableError(f"{said[0].where}: {said[0].message}")
    return out, said


def _imported(one: Statements) -> Imported:
    """Return what statements hold. Raises InputError where they are broken."""
    from consilience.publish.exports import statements  # noqa: PLC0415 - heavy

    read = statements.read(one.data)
    # What weighing said of them is said again when they are weighed again.
    kept = tuple(w for w in read.warnings if w.code in _OF_READING)
    return Imported(tuple(statements.codings(read)), kept, read.made_with)


def _coded_twice(coded: Coded, where: str) -> PictureWarning:
    message = f"The report {coded.report.given_id!r} is coded otherwise in statements before these."
    return problem("coded-twice", message, where=where, report=coded.report.id)


def code_reports(  # noqa: PLR0913 - one name for each thing a user may say
    reports: Sequence[Report],
    warnings: Iterable[PictureWarning] = (),
    *,
    knowledge: Sequence[Path] = (),
    workers: int | None = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
    before: Sequence[Imported] = (),
    helper: Helper | None = None,
) -> Picture:
    """Return the picture of reports that are already in hand, and of those coded `before`."""
    settings = settings or Settings()
    there = {c.report.id: c for one in before for c in one.coded}
    reports = [r for r in reports if r.id not in there]
    tell = progress or (lambda stage, done, total: None)
    results = []
    done = 0
    for result in code_batches(reports, knowledge=knowledge, workers=workers, settings=settings):
        results.append(result)
        done += len(result.coded)
        tell("coding", done, len(reports))
    tell("reconciling", 0, 1)
    coded = [*there.values(), *(c for r in results for c in r.coded)]
    all_warnings = [*warnings, *(w for r in results for w in r.warnings)]
    all_warnings += [w for one in before for w in one.warnings]
    all_warnings += of_gate(
        sum(r.in_part for r in results), sum(r.left_out for r in results),
        sum(len(r.coded) for r in results),
    )  # fmt: skip
    if helper is not None:
        coded, said = helped(coded, helper, knowledge=knowledge, progress=tell)
        all_warnings += said
    evidence = evidence_of(coded, knowledge=knowledge, settings=settings)
    found = _side_by_side(evidence, settings, workers)
    picture = paint(evidence, all_warnings, made_with(knowledge, settings), found)
    tell("reconciling", 1, 1)
    return picture


def _side_by_side(
    evidence: Evidence, settings: Settings, workers: int | None
) -> list[list[str]] | None:
    """Return the claims of each event, found by several processes; None where that is not worth it.

    The groups are those that one process finds.
    """
    count = settings.workers if workers is None else workers
    if count == 1 or len(evidence.claims) < _MANY_CLAIMS:
        return None
    with LocalEngine(count, tries=settings.worker_tries) as engine:
        return same_event_on(engine, evidence)


def helped(
    coded: Sequence[Coded], helper: Helper, *, knowledge: Sequence[Path] = (), progress: Progress
) -> tuple[list[Coded], list[PictureWarning]]:
    """Return coded reports with what a language model pointed at besides, and what was refused."""
    from consilience.assist.propose import propose  # noqa: PLC0415 - only where it is asked for

    found = list(propose(coded, helper, knowledge_of(tuple(knowledge)), progress))
    return [one.coded for one in found], [w for one in found for w in one.warnings]


def summarised(picture: Picture, helper: Helper, *, knowledge: Sequence[Path] = ()) -> Picture:
    """Return the picture with a summary that a language model worded from its cells."""
    from consilience.assist.summary import worded  # noqa: PLC0415 - only where it is asked for

    return worded(picture, helper, knowledge_of(tuple(knowledge)))


def of_gate(in_part: int, left_out: int, reports: int) -> list[PictureWarning]:
    """Say once what the gate left out: words of the reports that were parsed in part."""
    if not in_part:
        return []
    message = (f"{in_part:,} of {reports:,} reports speak little of "
               f"conflict; {left_out:,} of their words were not parsed.")  # fmt: skip
    return [PictureWarning(code="read-in-part", message=message,
                           hint="Without --gate every word is parsed, in more time.")]  # fmt: skip


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
    alone = named_aside(claim for c in every for claim in c.claims)
    # What a report names only where a model pointed is worded as those have it who are weighed.
    lent = {c.report.id: named_aside(c.claims) - alone for c in every}
    return indexed(
        [c.report for c in every],
        (claim for c in every for claim in c.claims),
        (a for c in every for a in c.actors if a.id not in lent.get(c.report.id, ())),
        (p for c in every for p in c.places if p.id not in lent.get(c.report.id, ())),
        knowledge=knowledge, settings=settings,
    )  # fmt: skip


def indexed(
    reports: Sequence[Report],
    claims: Iterable[Claim],
    actors: Iterable[Actor],
    places: Iterable[Place],
    *,
    knowledge: Sequence[Path] = (),
    settings: Settings,
) -> Evidence:
    """Return what reports say, from all their codings together, in any order."""
    types = knowledge_of(tuple(knowledge)).events.types
    return reconcile(reports, claims, actors, places, types, settings)


def event_types(knowledge: Sequence[Path] = ()) -> Mapping[str, EventType]:
    """Return the types of events that are known, by id."""
    return knowledge_of(tuple(knowledge)).events.types


def made_with(knowledge: Sequence[Path], settings: Settings) -> MadeWith:
    """Return what makes a picture: versions of program, language model, gazetteer, settings."""
    return MadeWith(
        version=__version__, language_model=settings.language_model,
        gazetteer=knowledge_of(tuple(knowledge)).gazetteer.version,
        settings_sha256=fingerprint(settings),
    )  # fmt: skip


def _work(
    reports: Sequence[Report], files: tuple[Path, ...], settings: Settings, workers: int | None
) -> Iterator[Batch]:
    chunks = chunks_of(reports, files, settings)
    count = settings.workers if workers is None else workers
    count = max(1, min(count, len(chunks)))
    with LocalEngine(count, tries=settings.worker_tries) as engine:
        yield from code_chunks(engine, chunks)
