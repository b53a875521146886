"""Watches feeds for a case: asks them round after round, reads what is new, says what changed.

In: a case, the addresses of feeds, and a `Web` to read them through. Out: a `Round` each
time. All that is known of a feed is in the case, so that a watch that is stopped or killed
goes on where it was: an item waits until its report is kept. Feeds are asked whether they
have changed (ETag, Last-Modified), those that fail are left alone for longer and longer,
and each host is asked by one request at a time, as its robots.txt allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event
from urllib.parse import urlsplit

from consilience.acquire.drafts import Draft
from consilience.acquire.encodings import decode, tidy
from consilience.acquire.feed import Feed, Item, feed_of
from consilience.acquire.fetch.addresses import joined
from consilience.acquire.fetch.lanes import side_by_side
from consilience.acquire.fetch.retrieval import NOT_MODIFIED, Fetched, Retrieval
from consilience.acquire.fetch.robots import Robots
from consilience.acquire.pages import Web, worded
from consilience.acquire.reports import Given, report_of
from consilience.casefile.case import Case
from consilience.casefile.feed_pages import drafts_of, page_of
from consilience.casefile.feeds import GIVEN_UP, READ, WAITING, FeedState, Waiting
from consilience.errors import FetchError
from consilience.model import Changes, PictureWarning, Report

Progress = Callable[[str, int, int], None]
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A feed that could not be read; `next_at` is when it is asked again (UTC, ISO 8601)."""

    address: str
    message: str
    next_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did. `changes` is None where nothing new was read."""

    number: int
    at: str
    asked: int
    unchanged: int
    failures: tuple[Failure, ...]
    items: int
    reports: int
    versions: int
    waiting: int
    given_up: int
    changes: Changes | None
    stopped: bool


@dataclass(slots=True)
class _Tally:
    """What a round has done so far."""

    unchanged: int = 0
    items: int = 0
    reports: int = 0
    versions: int = 0
    given_up: int = 0


class _StoppedError(Exception):
    """The watch was stopped before this was asked for; it waits for the next one."""


class Watch:
    """A watch over feeds. `every` is the time from one round to the next, in seconds.

    Once `stop` is set no request is begun any more; what was read is kept, and the next
    watch goes on from there.
    """

    def __init__(
        self, case: Case, web: Web, feeds: Sequence[str], *, every: float,
        workers: int | None = 1, stop: Event | None = None,
    ) -> None:  # fmt: skip
        self.case, self.web = case, web
        self.addresses = list(dict.fromkeys(feeds))[: web.settings.watch_max_feeds]
        self.every, self.workers, self.stop = every, workers, stop or Event()
        self._book, self._robots = case.feeds(), Robots(web.door)
        self._done = 0
        self._book.enlist(self.addresses)

    def rounds(self, count: int | None = None, tell: Progress | None = None) -> Iterator[Round]:
        """Yield round after round, `count` of them or until `stop` is set."""
        clock = self.web.door.clock
        while not self.stop.is_set():
            begun = clock.now()
            yield self.round(tell)
            if count is not None and self._done >= count:
                return
            if not self.stop.is_set():
                clock.wait(max(0.0, begun + self.every - clock.now()))

    def round(self, tell: Progress | None = None) -> Round:
        """Ask every feed whose time has come, read what is new, and code it."""
        say = tell or (lambda stage, done, total: None)
        self._done += 1
        begun, tally = self._now(), _Tally()
        due = [s for s in self._book.states(self.addresses) if s.next_at <= begun]
        failed = self._ask_all(due, tally, say)
        jobs = [] if self.stop.is_set() else self._book.waiting(self._now(), self.addresses)
        changes = self._read_all(jobs, tally, say)
        return Round(
            number=self._done, at=_iso(begun), asked=len(due), unchanged=tally.unchanged,
            failures=tuple(sorted(failed, key=lambda f: f.address)), items=tally.items,
            reports=tally.reports, versions=tally.versions, given_up=tally.given_up,
            waiting=self._book.counts().get(WAITING, 0), changes=changes,
            stopped=self.stop.is_set(),
        )  # fmt: skip

    # Feeds.

    def _ask_all(self, due: Sequence[FeedState], tally: _Tally, tell: Progress) -> list[Failure]:
        failed: list[Failure] = []
        at_once = self.web.settings.fetch_hosts_at_once
        asked = side_by_side(due, lambda s: _host(s.address), self._ask, at_once, self.stop)
        for done, (number, came) in enumerate(asked, start=1):
            if isinstance(came, FetchError):
                failed.append(self._failed(due[number], came))
            elif isinstance(came, _StoppedError):
                continue
            elif isinstance(came, BaseException):
                raise came
            else:
                self._heard(due[number], *came, tally)
            tell("feeds", done, len(due))
        return failed

    def _ask(self, state: FeedState) -> tuple[Fetched, Feed | None]:
        """Return a feed's answer, and the feed that it holds; None where it is as before."""
        address = state.moved_to or state.address
        self._permitted(address)
        came = self.web.door.get(address, etag=state.etag, modified=state.modified)
        return came, None if came.status == NOT_MODIFIED else _parsed(came)

    def _permitted(self, address: str) -> None:
        if not self._robots.allow(address):
            raise FetchError(
                "robots-refused", f"{address}: the site's robots.txt asks programs to leave this "
                "alone.",
            )  # fmt: skip
        if self.stop.is_set():
            raise _StoppedError

    def _heard(self, state: FeedState, came: Fetched, feed: Feed | None, tally: _Tally) -> None:
        now = self._now()
        well = replace(state, asked_at=now, next_at=now, failures=0, said=None)
        if came.moved_for_good:
            well = replace(well, moved_to=came.address)
        if feed is None:
            tally.unchanged += 1
            self._book.answered(well, (), now)
            return
        limit = self.web.settings.watch_max_items
        # Of a feed that is cut off the rest is still to come: it must not say "as before", and
        # the address of its last item may lead to another page.
        sure = feed.items[:-1] if feed.cut else feed.items
        items = [_linked(item, came.address) for item in sure[:limit]]
        whole = feed.whole and len(items) == len(feed.items)
        well = replace(
            well, title=feed.title or state.title,
            etag=came.header("etag") if whole else None,
            modified=came.header("last-modified") if whole else None,
        )  # fmt: skip
        tally.items += self._book.answered(well, items, now)

    def _failed(self, state: FeedState, error: FetchError) -> Failure:
        """Leave a feed alone: twice as long each time, or as long as it asks, a day at most."""
        now, failures = self._now(), state.failures + 1
        longest = self.web.settings.watch_longest_wait_hours * _HOUR
        wait = self._wait(failures, error) if error.again else longest
        said = worded(error, state.address)
        self._book.failed(
            replace(
                state, asked_at=now, next_at=now + wait, failures=failures, said=said,
                moved_to=None,
            )
        )  # fmt: skip
        return Failure(state.address, said, _iso(now + wait))

    def _wait(self, failures: int, error: FetchError) -> float:
        longest = self.web.settings.watch_longest_wait_hours * _HOUR
        doubled = self.every * 2.0 ** min(failures - 1, 20)
        # A round that comes a moment early must not find the feed still resting.
        return min(longest, max(doubled - self.every / 2, error.after or 0.0))

    # Items.

    def _read_all(self, jobs: Sequence[Waiting], tally: _Tally, tell: Progress) -> Changes | None:
        from consilience.reconcile.changes import changes  # noqa: PLC0415 - heavy

        left = self.case.status().waiting  # of a watch that was stopped before it coded them
        if not jobs and not left:
            return None
        before = self.case.picture()
        at_once = self.web.settings.fetch_hosts_at_once
        for done, (number, came) in enumerate(
            side_by_side(jobs, _host_of, self._page, at_once, self.stop), start=1
        ):
            if isinstance(came, _StoppedError):
                continue
            if isinstance(came, BaseException) and not isinstance(came, FetchError):
                raise came
            self._keep(jobs[number], came, tally)
            tell("pages", done, len(jobs))
        if self.stop.is_set() or not (tally.reports or left):
            self.case.refresh()  # for the warnings of what was given up
            return None
        self.case.code(workers=self.workers, progress=tell)
        return changes(before, self.case.picture())

    def _page(self, job: Waiting) -> Fetched | None:
        address = page_of(job)
        if address is None:
            return None
        self._permitted(address)
        return self.web.door.get(address)

    def _keep(self, job: Waiting, came: Fetched | FetchError | None, tally: _Tally) -> None:
        attempts = job.attempts + 1
        patient = attempts < self.web.settings.watch_attempts
        if isinstance(came, FetchError) and came.again and patient:
            self._book.later(job.key, attempts, self._now() + self._wait(attempts, came))
            return
        reports, warnings, how = self._reports(job, came)
        new, versions = self.case.keep(reports, warnings)
        self.case.keep_retrievals(how)
        self._book.done(job.key, READ if reports else GIVEN_UP)
        tally.reports, tally.versions = tally.reports + new, tally.versions + versions
        tally.given_up += not reports

    def _reports(
        self, job: Waiting, came: Fetched | FetchError | None
    ) -> tuple[list[Report], list[PictureWarning], list[tuple[str, Retrieval]]]:
        reports: list[Report] = []
        warnings: list[PictureWarning] = []
        how: list[tuple[str, Retrieval]] = []
        for found in drafts_of(job, came, self.web):
            if isinstance(found, PictureWarning):
                warnings.append(found)
                continue
            report, said = report_of(found, Given(None, None), self.web.settings)
            warnings += said
            if report:
                reports.append(report)
                how += _came(report, found)
        return reports, warnings, how

    def _now(self) -> float:
        return self.web.door.clock.now()


def _parsed(came: Fetched) -> Feed:
    """Return the feed that an answer holds. Raises FetchError where it is none."""
    blob = came.blob()
    decoded = decode(blob.data, markup=True, charset=blob.charset)
    try:
        feed = feed_of(blob, tidy(decoded.text)) if decoded else None
    except Exception as error:  # a parser's own fault on one feed must not stop the others
        raise _no_feed(came) from error
    if feed is None:
        raise _no_feed(came)
    return feed


def _no_feed(came: Fetched) -> FetchError:
    return FetchError(
        "fetch-failed", f"{came.address}: what came is no feed (no RSS, Atom or JSON Feed).",
        again=True,
    )  # fmt: skip


def _linked(item: Item, base: str) -> Item:
    """Return an item with a link that is whole; one that leads nowhere is left as it is."""
    if not item.link:
        return item
    try:
        return replace(item, link=joined(base, item.link))
    except FetchError:
        return item


def _came(report: Report, draft: Draft) -> list[tuple[str, Retrieval]]:
    return [(report.id, draft.retrieval)] if draft.retrieval else []


def _host_of(job: Waiting) -> str:
    return _host(page_of(job) or job.feed)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
