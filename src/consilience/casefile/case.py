"""A case: the one object that the command line and the desk work with.

In: an address (a file, or `postgresql://…`). Out: `Case`, with methods to add reports, ask
for the picture and its parts, search, and judge. Each step that writes is one
transaction: what was kept stays kept, and the next run goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Table, delete, func, insert, select, text, update

from consilience.casefile import doctor, filters, kept, migrate, tables
from consilience.casefile.agreement import Agreement, agreement
from consilience.casefile.applied import right_value, slot_value
from consilience.casefile.connect import (
    APPLICATION_ID,
    engine_for,
    hidden,
    is_case,
    is_database,
    reading,
    writing,
)
from consilience.casefile.excerpt import excerpt
from consilience.casefile.feeds import Feeds
from consilience.casefile.filters import Filter
from consilience.casefile.forms import dump, load
from consilience.casefile.judgements import (
    SLOTS,
    Anchor,
    Judgement,
    Kind,
    Named,
    Slot,
    Spot,
    anchor,
    from_lines,
    to_lines,
    with_id,
)
from consilience.casefile.painting import gather, judgements, paint_gathered
from consilience.casefile.retrievals import put_retrievals, retrievals
from consilience.casefile.search import Found, search
from consilience.casefile.shelves import laid_out, unshelve
from consilience.coder import coder
from consilience.errors import CaseError, InputError, JudgementError
from consilience.model import (
    Actor,
    Claim,
    Control,
    Dispute,
    Event,
    Origin,
    Picture,
    PictureWarning,
    Place,
    Report,
    Story,
    Toll,
)
from consilience.settings import Settings

if TYPE_CHECKING:
    from consilience.acquire.fetch.retrieval import Retrieval
    from consilience.acquire.pages import Web
    from consilience.assist.propose import Helper
    from consilience.casefile.grown.growing import Grown
    from consilience.pipeline import Imported

_T = TypeVar("_T")
Progress = Callable[[str, int, int], None]
# How many reports one transaction keeps: a second's work, so that others need not wait long.
_REPORTS_AT_ONCE = 200
# How many it weighs: some ten seconds' work where reports are full of claims.
_WEIGHED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: new reports, those known before, changed articles, warnings."""

    new: int
    known: int
    versions: int
    coded: int
    warnings: tuple[PictureWarning, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How a case stands.

    `waiting` reports are read but not coded; `older` were coded by another version of
    program, model or knowledge; `behind`: the picture is to be made anew.
    """

    address: str
    schema: str
    reports: int
    versions: int
    waiting: int
    older: int
    claims: int
    events: int
    open_disputes: int
    judgements: int
    rejected: int
    warnings: int
    behind: bool
    last_added: str | None


def open_case(
    address: str | Path, *, create: bool = False, settings: Settings | None = None,
    knowledge: Sequence[Path] = (),
) -> Case:  # fmt: skip
    """Return the case at an address; with `create`, make one where there is none.

    `knowledge`, the user's own files, is copied into a new case and used from then on.
    Raises CaseError where there is no case, or there is one already, or it is of another
    schema; SetupError where the database's driver is missing.
    """
    settings = settings or Settings()
    if create:
        return _made(address, settings, knowledge)
    if not is_database(address) and not is_case(address):
        there = Path(address).exists()
        what = "is not a case file" if there else "there is no case"
        raise CaseError(f"{address}: {what}. Make one with: consilience init {address}")
    case = Case(address, settings)
    found = case.schema()
    if found != migrate.HEAD:
        case.close()
        does = "doctor CASE --repair" if found else "init CASE"
        raise CaseError(
            f"{hidden(address)}: its schema is {found or 'missing'}, this version needs "
            f"{migrate.HEAD}. Run: consilience {does}"
        )
    return case


def _made(address: str | Path, settings: Settings, knowledge: Sequence[Path]) -> Case:
    if not is_database(address):
        path = Path(address)
        if path.exists():
            raise CaseError(f"{address}: there is a file of that name already. Choose another.")
        if not path.parent.is_dir():
            raise CaseError(f"{address}: its folder does not exist. Make it first.")
    case = Case(address, settings)
    if case.schema() is not None:
        case.close()
        raise CaseError(f"{hidden(address)}: there is a case already. Use it, or another address.")
    case.lay_ground(knowledge)
    return case


def _sum_of(added: Sequence[Added]) -> Added:
    return Added(
        new=sum(a.new for a in added), known=sum(a.known for a in added),
        versions=sum(a.versions for a in added), coded=sum(a.coded for a in added),
        warnings=tuple(w for a in added for w in a.warnings),
    )  # fmt: skip


class Case:
    """Reports, their picture and an analyst's judgements; made by `open_case`.

    Lists take a `Filter`, `limit` and `offset`, and come in an order that does not change
    from run to run. Reading sees one state of the case; writing waits for other writers.
    """

    def __init__(self, address: str | Path, settings: Settings) -> None:
        self.address = address
        self.settings = settings
        self._engine = engine_for(address, settings)
        self._own: TemporaryDirectory[str] | None = None
        self._past: dict[tuple[str, int], Picture] = {}

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        if self._own is not None:
            self._own.cleanup()
            self._own = None

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the case, for `spots`, `calendar`, …"""
        return reading(self._engine)

    # The ground.

    def schema(self) -> str | None:
        """Return the version of the case's schema; None where there is none yet."""
        with reading(self._engine) as connection:
            return migrate.version(connection)

    def lay_ground(self, knowledge: Sequence[Path] = ()) -> None:
        """Make the tables of a new case. Raises KnowledgeError for a malformed file."""
        from consilience.knowledge import check  # noqa: PLC0415 - heavy

        for path in knowledge:
            check(path)
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as raw:
                own = raw.connection.driver_connection
                assert own is not None
                own.execute(f"pragma application_id = {APPLICATION_ID}")
                own.execute("pragma journal_mode = wal")
        files = {path.name: path.read_text(encoding="utf-8") for path in knowledge}
        with writing(self._engine) as connection:
            migrate.upgrade(connection)
            kept.write_meta(connection, "knowledge", json.dumps(files, sort_keys=True))
            kept.write_meta(connection, "made_at", _now())

    def knowledge(self) -> tuple[Path, ...]:
        """Return the case's own knowledge files, as paths that last until it is closed."""
        with reading(self._engine) as connection:
            files = json.loads(kept.read_meta(connection, "knowledge") or "{}")
        if self._own is None:
            self._own = TemporaryDirectory(prefix="consilience-")
        for name, words in files.items():
            (Path(self._own.name) / name).write_text(words, encoding="utf-8")
        return tuple(Path(self._own.name) / name for name in sorted(files))

    # Adding.

    def add(  # noqa: PLR0913 - one name for each thing a user may say
        self, paths: Sequence[str | Path], *, published: str | None = None,
        publisher: str | None = None, workers: int | None = 1, stdin: IO[bytes] | None = None,
        web: Web | None = None, columns: Mapping[str, str] | None = None,
        helper: Helper | None = None, progress: Progress | None = None,
    ) -> Added:  # fmt: skip
        """Read, keep and code what is new under `paths`, and bring the picture up to date.

        Paths may be addresses, read through `web`; how they came is kept. A report that is
        there already is not read again. `helper` is asked what the rules missed in those that
        are new. Raises as `consilience.brief` does.
        """
        from consilience.acquire import reading  # noqa: PLC0415 - heavy
        from consilience.pipeline import imported  # noqa: PLC0415 - heavy

        tell = progress or _silent
        tell("reading", 0, len(paths))
        with reading(
            paths, published=published, publisher=publisher, settings=self.settings, stdin=stdin,
            web=web, columns=columns,
        ) as read:  # fmt: skip
            tell("reading", len(paths), len(paths))
            coded_before, refused = imported(read.statements, beside=len(read))
            before = [self._import(one) for one in coded_before]
            said = (*read.warnings, *refused)
            new, versions = self.keep(read, said)
            self.keep_retrievals(read.retrievals())
            known = len(read) - new
        coded = self.code(workers=workers, helper=helper, progress=progress)
        return _sum_of([*before, Added(new, known, versions, coded, said)])

    def _import(self, one: Imported) -> Added:
        """Keep the reports and the codings that statements hold, as they are."""
        from consilience.pipeline import made_with  # noqa: PLC0415 - heavy

        own = self.knowledge()
        by = coder(self.settings, own)
        if one.made_with != made_with(own, self.settings):
            by = f"statements of {one.made_with}"
        new, versions = self.keep([c.report for c in one.coded], one.warnings)
        with reading(self._engine) as connection:
            open_ = set(kept.uncoded(connection))
        codings = [kept.Coding(c.report.id, c.claims, c.actors, c.places, ())
                   for c in one.coded if c.report.id in open_]  # fmt: skip
        if codings:
            with writing(self._engine) as connection:
                kept.put_codings(connection, codings, by, _now())
                kept.changed(connection)
        return Added(new, len(one.coded) - new, versions, 0, one.warnings)

    def keep(
        self, reports: Iterable[Report], warnings: Iterable[PictureWarning] = ()
    ) -> tuple[int, int]:
        """Keep reports that are in hand; return how many are new, and how many of those
        are versions of an article that is there. `code` codes them."""
        new = versions = 0
        coming = iter(reports)
        while part := list(islice(coming, _REPORTS_AT_ONCE)):
            with writing(self._engine) as connection:
                some, later = self._keep(connection, part)
            new, versions = new + some, versions + later
        with writing(self._engine) as connection:
            if kept.put_warnings(connection, warnings, _now()):
                kept.changed(connection)
        return new, versions

    def keep_retrievals(self, came: Iterable[tuple[str, Retrieval]]) -> None:
        """Keep how reports (by id) came from the network; of one that is there, the first time."""
        coming = iter(came)
        while part := list(islice(coming, _REPORTS_AT_ONCE)):
            with writing(self._engine) as connection:
                put_retrievals(connection, part)

    def retrievals(self, report: str | None = None) -> list[tuple[str, Retrieval]]:
        """Return (id, how it was read) of one report or of all that came from an address."""
        with reading(self._engine) as connection:
            return retrievals(connection, report)

    def feeds(self) -> Feeds:
        """Return what the case knows of the feeds that it watches."""
        return Feeds(self._engine)

    def _keep(self, connection: Connection, reports: Sequence[Report]) -> tuple[int, int]:
        there = kept.known_ids(connection, [r.id for r in reports])
        fresh = [r for r in reports if r.id not in there]
        later = [kept.put_report(connection, r, _now(), self.settings) > 1 for r in fresh]
        if fresh:
            kept.settle(connection, [r.id for r in fresh])
            kept.changed(connection)
        return len(fresh), sum(later)

    def code(
        self, *, again: bool = False, workers: int | None = 1, helper: Helper | None = None,
        progress: Progress | None = None,
    ) -> int:  # fmt: skip
        """Code the reports that wait, and bring the picture up to date; return how many.

        With `again`, those too that another program, model or knowledge has coded; what a
        language model pointed at in them is kept. Each batch is kept as soon as it is coded.
        """
        from consilience.batches import Batch  # noqa: PLC0415 - heavy
        from consilience.pipeline import code_batches, helped  # noqa: PLC0415

        own, tell = self.knowledge(), progress or _silent
        by = coder(self.settings, own)
        with reading(self._engine) as connection:
            ids = kept.uncoded(connection, by if again else None)
            waiting = kept.reports_by_id(connection, ids)

        def keep(batch: Batch) -> int:
            coded, said = [*batch.coded], [*batch.warnings]
            if helper is not None:
                coded, more = helped(coded, helper, knowledge=own, progress=_silent)
                said += more
            codings = [
                kept.Coding(c.report.id, c.claims, c.actors, c.places,
                            tuple(w for w in said if w.report == c.report.id))
                for c in coded
            ]  # fmt: skip
            with writing(self._engine) as connection:
                if again:
                    codings = kept.with_assisted(connection, codings)
                kept.put_codings(connection, codings, by, _now())
                kept.changed(connection)
            return len(codings)

        done = 0
        for batch in code_batches(waiting, knowledge=own, workers=workers, settings=self.settings):
            done += keep(batch)
            tell("coding", done, len(waiting))
        self.refresh(progress)
        return done

    def refresh(self, progress: Progress | None = None) -> bool:
        """Bring the picture up to date where it is behind; return whether it was.

        What is weighed grows with what is new and with what that touches. All is weighed anew
        where program, model or knowledge are others. Of much that is new a part is weighed at a
        time, so that others who write need not wait long.
        Stories depend on all reports: those of a case of more than `stories_at_once` are told
        when the picture is asked for, or by `tell`.
        """
        own = self.knowledge()
        stamp = coder(self.settings, own)
        with reading(self._engine) as connection:
            if not self._behind(connection, stamp):
                return False
        tell = progress or _silent
        tell("reconciling", 0, 1)
        done, left = 0, True
        while left:
            with writing(self._engine) as connection:
                behind = self._behind(connection, stamp)
                grown = self._grow(connection, own, stamp) if behind else None
                waiting = kept.turned_reports(connection)
            left = grown is not None and grown.left
            done += grown.turned if grown is not None else 0
            tell("reconciling", done, done + waiting if left else max(done, 1))
        return True

    def _grow(self, connection: Connection, own: Sequence[Path], stamp: str) -> Grown:
        """Grow the picture inside the transaction that is open, by a part where much is new."""
        from consilience.casefile.grown.growing import grow  # noqa: PLC0415 - heavy

        whole = kept.read_meta(connection, "painted_with") not in {None, stamp}
        kept.write_meta(connection, "told", "")
        done = grow(connection, judgements(connection), own, self.settings, whole=whole,
                    most=_WEIGHED_AT_ONCE)  # fmt: skip
        kept.write_meta(connection, "painted_with", stamp)
        if not done.left:
            kept.write_meta(connection, "painted", str(kept.generation(connection)))
            if self._size(connection) <= self.settings.stories_at_once:
                self._tell(connection, own)
        return done

    def tell(self) -> bool:
        """Tell the stories of the reports anew where they are behind; return whether they were."""
        own = self.knowledge()
        with reading(self._engine) as connection:
            if self._is_told(connection):
                return False
        with writing(self._engine) as connection:
            if not self._is_told(connection):
                self._tell(connection, own)
        return True

    def _tell(self, connection: Connection, own: Sequence[Path]) -> None:
        from consilience.casefile.grown.told import tell_stories  # noqa: PLC0415 - heavy

        tell_stories(connection, judgements(connection), own)
        kept.write_meta(connection, "told", kept.read_meta(connection, "painted") or "")

    @staticmethod
    def _is_told(connection: Connection) -> bool:
        return kept.read_meta(connection, "told") == kept.read_meta(connection, "painted")

    @staticmethod
    def _size(connection: Connection) -> int:
        found = connection.execute(select(func.count()).select_from(tables.grown)).scalar()
        return found or 0

    def _behind(self, connection: Connection, stamp: str) -> bool:
        painted = kept.read_meta(connection, "painted")
        return (painted != str(kept.generation(connection))
                or kept.read_meta(connection, "painted_with") != stamp)  # fmt: skip

    # The picture and its parts.

    def picture(self, as_of: str | None = None) -> Picture:
        """Return the picture; with `as_of` (ISO day), of what was reported by that day.

        Raises InputError where the day is none.
        """
        if as_of is not None:
            return self._past_picture(_day(as_of))
        self.refresh()
        self.tell()
        with reading(self._engine) as connection:
            return unshelve(connection)

    def _past_picture(self, day: str) -> Picture:
        with reading(self._engine) as connection:
            key = (day, kept.generation(connection))
            if key in self._past:
                return self._past[key]
            found = gather(connection, day)
        self._past = {key: paint_gathered(found, self.knowledge(), self.settings).picture}
        return self._past[key]

    def generation(self) -> int:
        """Return a number that grows with every change: a page made at another is stale."""
        with reading(self._engine) as connection:
            return kept.generation(connection)

    def events(
        self, asked: Filter = Filter(), *, limit: int = 50, offset: int = 0  # noqa: B008 (frozen)
    ) -> list[Event]:  # fmt: skip
        """Return events, those that most reports tell first."""
        t = tables.event
        order = (t.c.reports.desc(), t.c.claims.desc(), t.c.day_from.nulls_last(), t.c.id)
        return self._list(Event, t, filters.of_events(asked), order, limit, offset)

    def count_events(self, asked: Filter = Filter()) -> int:  # noqa: B008
        """Return how many events fit."""
        return self._count(tables.event, filters.of_events(asked))

    def days(self, asked: Filter = Filter()) -> list[tuple[str, int, int | None, int | None]]:  # noqa: B008
        """Return (day, events, killed low, killed best) of each day that has dated events."""
        t = tables.event
        query = (
            select(t.c.day_from, func.count(), func.sum(t.c.killed_low), func.sum(t.c.killed_best))
            .where(t.c.day_from.is_not(None), *filters.of_events(asked))
            .group_by(t.c.day_from).order_by(t.c.day_from)
        )  # fmt: skip
        with reading(self._engine) as connection:
            return [(d, n, _whole(low), _whole(best))
                    for d, n, low, best in connection.execute(query)]  # fmt: skip

    def claims(
        self, asked: Filter = Filter(), *, limit: int = 50, offset: int = 0  # noqa: B008
    ) -> list[Claim]:  # fmt: skip
        """Return claims, in the order of their reports and words."""
        t = tables.claim
        order = (t.c.report, t.c.first, t.c.id)
        return self._list(Claim, t, filters.of_claims(asked), order, limit, offset)

    def claims_aside(self, *, limit: int = 50) -> list[Claim]:
        """Return claims that only a language model has pointed at: they wait to be confirmed."""
        t = tables.claim
        return self._list(Claim, t, [t.c.event.is_(None)], (t.c.report, t.c.first), limit, 0)

    def count_claims(self, asked: Filter = Filter()) -> int:  # noqa: B008
        """Return how many claims fit."""
        return self._count(tables.claim, filters.of_claims(asked))

    def disputes(
        self, asked: Filter = Filter(), *, status: str | None = None,  # noqa: B008
        limit: int = 50, offset: int = 0,
    ) -> list[Dispute]:  # fmt: skip
        """Return disputes of the events that fit, the most reported first; `status` open or
        update."""
        t = tables.dispute
        where = filters.of_disputes(asked)
        where += [t.c.status == status] if status else []
        return self._list(
            Dispute, t, where, (t.c.status, t.c.reports.desc(), t.c.id), limit, offset
        )

    def control(
        self, asked: Filter = Filter(), *, at: str | None = None,  # noqa: B008
        limit: int | None = None, offset: int = 0,
    ) -> list[Control]:  # fmt: skip
        """Return who is said to hold what, in order of place and day; `at` is one place's id.

        Of the filter `filters.CONTROL_FIELDS` are asked.
        """
        t = tables.control
        where = [*filters.of_control(asked), *([t.c.place == at] if at else [])]
        order = (t.c.place, t.c.as_of.nulls_first(), t.c.id)
        return self._list(Control, t, where, order, limit, offset)

    def actors(self, *, limit: int | None = None, offset: int = 0) -> list[Actor]:
        """Return actors by name."""
        t = tables.actor
        return self._list(Actor, t, [], (t.c.name, t.c.id), limit, offset)

    def places(self, *, limit: int | None = None, offset: int = 0) -> list[Place]:
        """Return places by name."""
        t = tables.place
        return self._list(Place, t, [], (t.c.name, t.c.id), limit, offset)

    def places_in(self, place: str, *, limit: int | None = None) -> list[Place]:
        """Return the places that lie directly within one, by name."""
        t = tables.place
        return self._list(Place, t, [t.c.within == place], (t.c.name, t.c.id), limit, 0)

    def stories(self, *, limit: int | None = None, offset: int = 0) -> list[Story]:
        """Return stories, the one of most reports first."""
        t = tables.story
        return self._list(Story, t, [], (t.c.reports.desc(), t.c.id), limit, offset)

    def origins(self, *, limit: int | None = None, offset: int = 0) -> list[Origin]:
        """Return origins, the one of most reports first."""
        t = tables.origin
        return self._list(Origin, t, [], (t.c.reports.desc(), t.c.id), limit, offset)

    def warnings(
        self, code: str | None = None, *, limit: int | None = None, offset: int = 0
    ) -> list[PictureWarning]:
        """Return warnings by code and report."""
        t = tables.warning
        where = [t.c.code == code] if code else []
        return self._list(
            PictureWarning, t, where, (t.c.code, t.c.report.nulls_first(), t.c.id), limit, offset
        )

    def count_warnings(self) -> dict[str, int]:
        """Return how many warnings there are of each code, in order of code."""
        t = tables.warning
        query = select(t.c.code, func.count()).group_by(t.c.code).order_by(t.c.code)
        with reading(self._engine) as connection:
            return dict(connection.execute(query).tuples().all())

    def reports(
        self, asked: Filter = Filter(), *, limit: int = 50, offset: int = 0  # noqa: B008
    ) -> list[Report]:  # fmt: skip
        """Return reports that stand, the latest first."""
        t = tables.report
        query = select(t).where(*filters.of_reports(asked))
        query = (
            query.order_by(t.c.published.desc().nulls_last(), t.c.id).limit(limit).offset(offset)
        )
        with reading(self._engine) as connection:
            return [kept.report_of(row) for row in connection.execute(query).mappings()]

    def versions(self, report: str) -> list[Report]:
        """Return all versions of the article that a report is of, the oldest first."""
        t = tables.report
        line = select(t.c.line).where(t.c.id == report)
        query = select(t).where(t.c.line.in_(line)).order_by(t.c.version, t.c.seq)
        with reading(self._engine) as connection:
            return [kept.report_of(row) for row in connection.execute(query).mappings()]

    def report(self, key: str) -> Report | None:
        """Return a report, also one that stands no longer; None where there is none."""
        t = tables.report
        with reading(self._engine) as connection:
            row = connection.execute(select(t).where(t.c.id == key)).mappings().first()
        return kept.report_of(row) if row else None

    def claim(self, key: str) -> Claim | None:
        """Return a claim of the picture; None where there is none."""
        return self._one(Claim, tables.claim, key)

    def event(self, key: str) -> Event | None:
        """Return an event; None where there is none."""
        return self._one(Event, tables.event, key)

    def dispute(self, key: str) -> Dispute | None:
        """Return a dispute; None where there is none."""
        return self._one(Dispute, tables.dispute, key)

    def actor(self, key: str) -> Actor | None:
        """Return an actor; None where there is none."""
        return self._one(Actor, tables.actor, key)

    def place(self, key: str) -> Place | None:
        """Return a place; None where there is none."""
        return self._one(Place, tables.place, key)

    def story(self, key: str) -> Story | None:
        """Return a story; None where there is none."""
        return self._one(Story, tables.story, key)

    def claims_of(self, ids: Sequence[str]) -> list[Claim]:
        """Return claims by id, in the order asked for."""
        return self._by_id(Claim, tables.claim, ids)

    def actors_of(self, ids: Sequence[str]) -> list[Actor]:
        """Return actors by id, in the order asked for; those that are not there are left out."""
        return self._by_id(Actor, tables.actor, ids)

    def places_of(self, ids: Sequence[str]) -> list[Place]:
        """Return places by id, in the order asked for; those that are not there are left out."""
        return self._by_id(Place, tables.place, ids)

    def events_of(self, ids: Sequence[str]) -> list[Event]:
        """Return events by id, in the order asked for; those that are not there are left out."""
        return self._by_id(Event, tables.event, ids)

    def excerpt(
        self, events: Sequence[Event], claims: Sequence[Claim] = (),
        disputes: Sequence[Dispute] = (), *, whole: bool = True,
    ) -> Picture:  # fmt: skip
        """Return the picture of some events, claims and disputes and all they speak of.

        Unless `whole`, without warnings and control.
        """
        with reading(self._engine) as connection:
            return excerpt(connection, events, claims, disputes, whole=whole)

    def count_disputes(self, asked: Filter = Filter(), *, status: str | None = None) -> int:  # noqa: B008
        """Return how many disputes fit."""
        where = filters.of_disputes(asked)
        where += [tables.dispute.c.status == status] if status else []
        return self._count(tables.dispute, where)

    def tolls(
        self, kind: str, asked: Filter = Filter(), *, limit: int = 20, offset: int = 0  # noqa: B008
    ) -> list[tuple[str, Toll]]:  # fmt: skip
        """Return (event, toll) of one kind of count, the largest best figure first."""
        t, e = tables.toll, tables.event
        query = select(t.c.event, t.c.json).where(t.c.kind == kind, t.c.event.is_not(None))
        conditions = filters.of_events(asked)
        if conditions:
            query = query.where(t.c.event.in_(select(e.c.id).where(*conditions)))
        query = query.order_by(t.c.best.desc(), t.c.id).limit(limit).offset(offset)
        with reading(self._engine) as connection:
            return [(i, load(Toll, words)) for i, words in connection.execute(query)]

    def rejected(self) -> list[tuple[Claim, str]]:
        """Return the rejected claims, each with the id of its judgement."""
        with reading(self._engine) as connection:
            return _rejected(connection)

    def search(
        self, words: str, asked: Filter = Filter(), *, limit: int = 20, offset: int = 0  # noqa: B008
    ) -> Found:  # fmt: skip
        """Return claims and reports that hold all the words and fit the filter."""
        with reading(self._engine) as connection:
            return search(connection, words, asked, limit, offset)

    def named(self, words: str, *, places: bool = False) -> list[str]:
        """Return the ids of actors (or places) of this id or name, or whose name holds it.

        Signs without a letter or digit name nobody.
        """
        if not any(sign.isalnum() for sign in words):
            return []
        t = tables.place if places else tables.actor
        low = words.casefold()
        with reading(self._engine) as connection:
            same = select(t.c.id).where((t.c.id == words) | (t.c.name == words)).order_by(t.c.id)
            if found := list(connection.execute(same).scalars()):
                return found
            rows = connection.execute(select(t.c.id, t.c.name, t.c.json).order_by(t.c.id)).all()
        exact = [i for i, name, _ in rows if words == i or low == name.casefold()]
        alias = [i for i, _, made in rows if low in _aliases(made)]
        return exact or alias or [i for i, name, _ in rows if low in name.casefold()]

    def status(self) -> Status:
        """Return how the case stands."""
        own = self.knowledge()
        stamp = coder(self.settings, own)
        r, d = tables.report, tables.dispute
        with reading(self._engine) as connection:

            def count(table: Table, *where: Any) -> int:
                query = select(func.count()).select_from(table).where(*where)
                return connection.execute(query).scalar() or 0

            waiting = len(kept.uncoded(connection))
            return Status(
                address=hidden(self.address), schema=migrate.version(connection) or "",
                reports=count(r, r.c.stands), versions=count(r, r.c.version > 1),
                waiting=waiting, older=len(kept.uncoded(connection, stamp)) - waiting,
                claims=count(tables.claim), events=count(tables.event),
                open_disputes=count(d, d.c.status == "open"),
                judgements=count(tables.judgement, tables.judgement.c.withdrawn_at.is_(None)),
                rejected=len(laid_out(connection, "rejected")), warnings=count(tables.warning),
                behind=self._behind(connection, stamp),
                last_added=connection.execute(select(func.max(r.c.added_at))).scalar(),
            )  # fmt: skip

    def counts(self) -> dict[str, Any]:
        """Return how many reports, claims, events, open disputes and judgements there are.

        Also how many reports wait to be coded, whether the picture is behind, and the day
        of the latest report: what a page shows on top, without reading what is counted.
        """
        r, d, j = tables.report, tables.dispute, tables.judgement
        coded = select(tables.coding.c.report)
        asked = {
            "reports": select(func.count()).where(r.c.stands),
            "claims": select(func.count()).select_from(tables.claim),
            "events": select(func.count()).select_from(tables.event),
            "open_disputes": select(func.count()).where(d.c.status == "open"),
            "judgements": select(func.count()).where(j.c.withdrawn_at.is_(None)),
            "waiting": select(func.count()).where(r.c.stands, r.c.id.not_in(coded)),
            "last_day": select(func.substr(func.max(r.c.published), 1, 10)),
        }
        with reading(self._engine) as connection:
            found = {name: connection.execute(query).scalar() for name, query in asked.items()}
            behind = kept.read_meta(connection, "painted") != str(kept.generation(connection))
        return {**found, "behind": behind and not found["waiting"]}

    def is_behind(self) -> bool:
        """Tell whether something was kept that the picture does not know yet."""
        with reading(self._engine) as connection:
            return kept.read_meta(connection, "painted") != str(kept.generation(connection))

    # Judging.

    def judgements(self, *, withdrawn: bool = False) -> list[Judgement]:
        """Return the judgements that stand, in the order they were made; or all of them."""
        with reading(self._engine) as connection:
            return [j for j in judgements(connection) if withdrawn or j.stands]

    def judge(  # noqa: PLR0913 - one name for each thing a judgement may say
        self, kind: Kind, *, who: str, why: str, claims: Sequence[str] = (),
        others: Sequence[str] = (), named: Sequence[str] = (), spot: Spot | None = None,
        slot: Slot | None = None, value: Any = None, refresh: bool = True,
    ) -> Judgement:  # fmt: skip
        """Make a judgement, and bring the picture up to date unless told to wait.

        `claims` and `others` are ids of claims or events (all claims of it); `named` are ids
        of actors (same_actor) or places. Raises JudgementError where something it needs is
        missing, or an id is not in the case.
        """
        with reading(self._engine) as connection:
            held = self._anchors(connection, claims)
            made = Judgement(
                kind=kind, who=who, made_at=_now(), why=why,
                claims=tuple(a for a, _ in held),
                others=tuple(a for a, _ in self._anchors(connection, others)),
                named=tuple(_named(connection, kind, i) for i in named), spot=spot, slot=slot,
                value=value, was=slot_value(held[0][1], slot) if slot and held else None,
            )  # fmt: skip
        made = with_id(made)
        _check_value(made)
        self._put_judgements([made])
        if refresh:
            self.refresh()
        return made

    def _anchors(self, connection: Connection, ids: Sequence[str]) -> list[tuple[Anchor, Claim]]:
        found: dict[str, tuple[Anchor, Claim]] = {}
        for claim in (c for i in ids for c in _coded_claims(connection, i)):
            report = kept.reports_by_id(connection, [claim.report])[0]
            found[claim.id] = (anchor(claim, report), claim)
        return list(found.values())

    def _put_judgements(self, made: Sequence[Judgement]) -> int:
        t = tables.judgement
        with writing(self._engine) as connection:
            there = {j.id: j for j in judgements(connection)}
            new = [j for j in made if j.id not in there]
            gone = [j for j in made if j.id in there and not j.stands and there[j.id].stands]
            for j in gone:
                connection.execute(delete(t).where(t.c.id == j.id))
            for j in {j.id: j for j in (*new, *gone)}.values():
                connection.execute(insert(t).values(_judgement_row(j)))
            if new or gone:
                kept.changed(connection)
        return len(new) + len(gone)

    def withdraw(self, key: str, *, who: str, why: str, refresh: bool = True) -> Judgement:
        """Withdraw a judgement: it stays listed and holds no more.

        Raises JudgementError where there is none, or it was withdrawn before.
        """
        t = tables.judgement
        with writing(self._engine) as connection:
            text_ = connection.execute(select(t.c.json).where(t.c.id == key)).scalar()
            if text_ is None:
                raise JudgementError(f"{key}: no such judgement. See: consilience judgements list")
            old = load(Judgement, text_)
            if not old.stands:
                raise JudgementError(f"{key} was withdrawn by {old.withdrawn_by} before.")
            new = replace(old, withdrawn_at=_now(), withdrawn_by=who, withdrawn_why=why)
            connection.execute(update(t).where(t.c.id == key).values(_judgement_row(new)))
            kept.changed(connection)
        if refresh:
            self.refresh()
        return new

    def export_judgements(self) -> str:
        """Return all judgements as JSON Lines, withdrawn ones too."""
        return to_lines(self.judgements(withdrawn=True))

    def import_judgements(self, lines: str, *, refresh: bool = True) -> int:
        """Take in judgements from JSON Lines, each once; return how many were news.

        The picture is brought up to date unless told to wait.

        Raises JudgementError for the first line that is not one; then none is taken.
        """
        made = from_lines(lines)
        for judgement in made:
            _check_value(judgement)
        count = self._put_judgements(made)
        if refresh:
            self.refresh()
        return count

    def agreement(self, one: str, two: str) -> Agreement:
        """Return how far two analysts agree on what both have judged."""
        return agreement(self.judgements(), one, two)

    # Looking after it.

    def doctor(self, *, repair: bool = False) -> list[doctor.Finding]:
        """Return what is wrong with the case; with `repair`, what is left after mending.

        Repair brings the schema up to date, settles versions, drops codings that cannot be
        trusted and makes codings and picture again; reports and judgements are not touched.
        """
        found = doctor.examine(self._engine)
        if not repair or not any(f.repairs for f in found):
            return found
        with writing(self._engine) as connection:
            migrate.upgrade(connection)
        with writing(self._engine) as connection:
            self._mend(connection)
        self.code()
        return doctor.examine(self._engine)

    def _mend(self, connection: Connection) -> None:
        from consilience.casefile.grown.growing import empty  # noqa: PLC0415 - heavy

        for part in kept.steps(doctor.faulty_codings(connection)):
            table = tables.coding
            connection.execute(delete(table).where(table.c.report.in_(part)))
        kept.settle(connection, list(connection.execute(select(tables.report.c.id)).scalars()))
        empty(connection)
        if connection.dialect.name == "sqlite":
            for name in ("report", "claim"):
                connection.execute(
                    text(f"insert into {name}_words({name}_words) values ('rebuild')")
                )
        kept.changed(connection)

    # Rows.

    def _list(
        self, kind: type[_T], table: Table, where: Sequence[Any], order: Sequence[Any],
        limit: int | None, offset: int,
    ) -> list[_T]:  # fmt: skip
        query = select(table.c.json).where(*where).order_by(*order).limit(limit).offset(offset)
        with reading(self._engine) as connection:
            return [load(kind, words) for words in connection.execute(query).scalars()]

    def _count(self, table: Table, where: Sequence[Any]) -> int:
        with reading(self._engine) as connection:
            query = select(func.count()).select_from(table).where(*where)
            return connection.execute(query).scalar() or 0

    def _by_id(self, kind: type[_T], table: Table, ids: Sequence[str]) -> list[_T]:
        found: dict[str, _T] = {}
        with reading(self._engine) as connection:
            for part in kept.steps(ids):
                rows = connection.execute(
                    select(table.c.id, table.c.json).where(table.c.id.in_(part))
                )
                found.update({i: load(kind, words) for i, words in rows})
        return [found[i] for i in ids if i in found]

    def _one(self, kind: type[_T], table: Table, key: str) -> _T | None:
        with reading(self._engine) as connection:
            words = connection.execute(select(table.c.json).where(table.c.id == key)).scalar()
        return load(kind, words) if words is not None else None


def examine(
    address: str | Path, *, repair: bool = False, settings: Settings | None = None
) -> list[doctor.Finding]:
    """Return what is wrong with the case at an address, also one of an older schema.

    Raises CaseError where there is no case.
    """
    if not is_database(address) and not is_case(address):
        raise CaseError(f"{address}: there is no case. Make one with: consilience init {address}")
    with Case(address, settings or Settings()) as case:
        return case.doctor(repair=repair)


def _aliases(made: str) -> set[str]:
    """Return the other names in an actor's JSON; a place has none."""
    return {alias.casefold() for alias in json.loads(made).get("aliases") or ()}


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _now() -> str:
    """Return this moment in UTC, to the microsecond, so that judgements keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise InputError(f"{words!r} is no day. Write it as YYYY-MM-DD.") from error


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _judgement_row(made: Judgement) -> dict[str, Any]:
    names = ("id", "kind", "who", "made_at", "why", "withdrawn_at", "withdrawn_by", "withdrawn_why")
    return {name: getattr(made, name) for name in names} | {"json": dump(made)}


def _rejected(connection: Connection) -> list[tuple[Claim, str]]:
    rows = laid_out(connection, "rejected")
    return [(load(Claim, row["claim"]), row["judgement"]) for row in rows]


def _coded_claims(connection: Connection, key: str) -> list[Claim]:
    """Return the claims, as coded, of a claim or an event; rejected ones can be named too.

    Raises JudgementError where there is none of that id.
    """
    c = tables.claim
    rows = connection.execute(
        select(c.c.report, c.c.id).where((c.c.id == key) | (c.c.event == key)).order_by(c.c.id)
    ).all()
    here = [(report, i) for report, i in rows]
    here += [(claim.report, claim.id) for claim, _ in _rejected(connection) if claim.id == key]
    out = []
    for report, i in here:
        t = tables.coding
        words = connection.execute(select(t.c.json).where(t.c.report == report)).scalar() or ""
        out += [claim for claim in load(kept.Coding, words).claims if claim.id == i]
    if not out:
        raise JudgementError(f"{key}: there is no such claim or event in the picture.")
    return out


def _named(connection: Connection, kind: str, key: str) -> Named:
    table = tables.actor if kind == "same_actor" else tables.place
    name = connection.execute(select(table.c.name).where(table.c.id == key)).scalar()
    if name is None:
        what = "actor" if table is tables.actor else "place"
        raise JudgementError(f"{key}: there is no such {what} in the picture.")
    return Named(id=key, name=name)


def _check_value(made: Judgement) -> None:
    """Raise JudgementError where the slot cannot hold the value, or the spot is none."""
    spot = made.spot
    if spot is not None and spot.place is None:
        on_earth = (spot.lat is not None and spot.lon is not None
                    and abs(spot.lat) <= 90 and abs(spot.lon) <= 180)  # fmt: skip
        if not on_earth:
            raise JudgementError("A place needs lat within ±90 and lon within ±180 degrees.")
    if made.slot is None:
        return
    try:
        right_value(made.slot, made.value)
    except (ValidationError, KeyError) as error:
        first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise JudgementError(
            f"The slot {made.slot} cannot hold that value ({first}). "
            f"Slots are {', '.join(SLOTS)}; their values are those of the picture's JSON."
        ) from error
