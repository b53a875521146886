"""Accounts, the links between them, and the groups that they form, when reports come and go.

In: the claims of the reports weighed anew. Out: the groups of claims that change. Accounts and
links are kept; new accounts are compared with those that stand under their marks within the
days around them, and with no others. A mark that becomes crowded, or ceases to be, opens or
closes pairs of older accounts: these are found by asking for both states. Groups change only
within what likely links connect (`events.linked`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import or_, select, tuple_

from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight
from consilience.casefile.kept import steps
from consilience.casefile.tables import account, account_link, claim, clash
from consilience.model import Claim
from consilience.reconcile.accounts import account as account_of
from consilience.reconcile.accounts import accounts
from consilience.reconcile.candidates import NO_DAY, Bools, Meetings, Numbers, asked, day_of, stood
from consilience.reconcile.events import BEST, Clashes, link, linked, reconciled
from consilience.reconcile.likeness import FAR_DAYS

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """An account: its id, its report, its day, its claims, and its marks."""

    id: str
    report: str
    day: int
    claims: tuple[str, ...]
    stood: Numbers
    asked: Numbers


@dataclass(frozen=True, slots=True)
class Turned:
    """Links that came and went, and the accounts at their ends or without any."""

    new: dict[Pair, float]
    gone: frozenset[Pair]
    accounts: frozenset[str]


def settle_accounts(sight: Sight, came: Sequence[Claim], reports: Iterable[str]) -> Turned:
    """Keep the accounts of the reports that came, and their links; `reports` came or went."""
    told = sight.among(came)
    new = [_made(s.ids, told.claims[s.ids[0]].report, sight) for s in accounts(told)]
    old = [_kept(row) for row in rows_by(sight.connection, _COLUMNS, account.c.report, reports)]
    around = _around(sight, {a.day for a in (*old, *new)}, {a.id for a in old})
    turned = _turned(sight, around, old, new)
    take(sight.connection, account, "report", reports)
    put(sight.connection, account, (_row(a) for a in new))
    _rewrite_links(sight, turned, {a.id for a in old})
    return turned


_COLUMNS = tuple(account.c)


def _made(ids: tuple[str, ...], report: str, sight: Sight) -> Kept:
    slots = account_of(ids, sight.evidence)
    marks = (np.array(f(slots, sight.evidence), dtype=np.int64) for f in (stood, asked))
    return Kept(ids[0], report, day_of(slots), ids, *marks)


def _kept(row: Sequence[object]) -> Kept:
    key, report, day, claims, here, there = row
    marks = (np.frombuffer(bytes(blob), dtype="<i8") for blob in (here, there))  # type: ignore[call-overload]
    return Kept(str(key), str(report), int(day), tuple(str(claims).split()), *marks)  # type: ignore[call-overload]


def _row(one: Kept) -> dict[str, object]:
    here, there = (marks.astype("<i8").tobytes() for marks in (one.stood, one.asked))
    return {"id": one.id, "report": one.report, "day": one.day, "claims": " ".join(one.claims),
            "stood": here, "asked": there}  # fmt: skip


def _around(sight: Sight, days: set[int], gone: set[str]) -> list[Kept]:
    """Return the accounts of the days that accounts of these days meet, or that meet them.

    An account without a day is met by all.
    """
    query = select(*_COLUMNS)
    if NO_DAY not in days:
        where = [account.c.day.between(first, last) for first, last in _spans(days)]
        query = query.where(or_(account.c.day == NO_DAY, *where))
    return [a for row in sight.connection.execute(query) if (a := _kept(row)).id not in gone]


def _spans(days: Iterable[int]) -> list[tuple[int, int]]:
    """Return the spans of days around these days, those that touch put together."""
    spans: list[tuple[int, int]] = []
    for day in sorted(days):
        first, last = day - FAR_DAYS, day + FAR_DAYS
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return spans


def _turned(
    sight: Sight, around: Sequence[Kept], old: Sequence[Kept], new: Sequence[Kept]
) -> Turned:
    """Compare what is to be compared."""
    rows = [*((a, 0) for a in around), *((a, -1) for a in old), *((a, 1) for a in new)]
    rows.sort(key=lambda row: (row[0].day, row[0].claims, row[1]))
    every = [a for a, _ in rows]
    state = np.array([turn for _, turn in rows])
    meetings = Meetings([a.day for a in every], [a.stood.tolist() for a in every])
    before, after = state <= 0, state >= 0
    opened, closed = [], set()
    for n in range(len(every)):
        if state[n] > 0:
            opened += [(m, n) for m in meetings.met(n, every[n].asked.tolist(), after)]
    for n in _affected(every, state):
        marks = every[n].asked.tolist()
        was = set(meetings.met(n, marks, before)) - _where(state < 0)
        now = set(meetings.met(n, marks, after))
        opened += [(m, n) for m in sorted(now - was)]
        closed |= {(every[m].id, every[n].id) for m in was - now}
    return _scored(sight, every, opened, closed, {a.id for a in new})


def _where(mask: Bools) -> set[int]:
    return set(np.flatnonzero(mask).tolist())


def _affected(every: Sequence[Kept], state: Numbers) -> list[int]:
    """Return the numbers of older accounts that look where accounts came or went before them."""
    turned, kept = np.flatnonzero(state).tolist(), np.flatnonzero(state == 0).tolist()
    if not turned or not kept:
        return []
    marks = np.unique(np.concatenate([every[n].stood for n in turned]))
    owners = np.repeat(kept, [len(every[n].asked) for n in kept])
    looks = np.concatenate([every[n].asked for n in kept])
    found = np.unique(owners[np.isin(looks, marks)])
    days = np.array([a.day for a in every])
    undated = bool(days[turned[0]] == NO_DAY)
    last = np.maximum.accumulate(np.where(state != 0, days, NO_DAY))
    near = undated | (days - last <= FAR_DAYS)
    return [int(n) for n in found if n > turned[0] and near[n]]


def _scored(
    sight: Sight, every: Sequence[Kept], opened: Sequence[tuple[int, int]], closed: set[Pair],
    new: set[str],
) -> Turned:  # fmt: skip
    sight.read_claims(c for pair in opened for n in pair for c in every[n].claims)
    slots = {n: account_of(every[n].claims, sight.evidence) for n in {n for p in opened for n in p}}
    links: dict[Pair, float] = {}
    for m, n in opened:
        score = link(slots[m], slots[n], sight.evidence)
        if score is not None:
            links[every[m].id, every[n].id] = score
    ends = {i for pair in (*links, *closed) for i in pair}
    return Turned(links, frozenset(closed), frozenset(ends | new))


def _rewrite_links(sight: Sight, turned: Turned, old: set[str]) -> None:
    for table in (account_link, clash):
        take(sight.connection, table, "one", old)
        take(sight.connection, table, "two", old)
    pair = tuple_(account_link.c.one, account_link.c.two)
    for part in steps(sorted(turned.gone)):
        sight.connection.execute(account_link.delete().where(pair.in_(part)))
    put(sight.connection, account_link,
        ({"one": a, "two": b, "score": s} for (a, b), s in sorted(turned.new.items())))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The groups that the touched claims form now, and the events that they formed before."""

    groups: tuple[tuple[str, ...], ...]
    before: frozenset[str]


def regroup(sight: Sight, touched: Iterable[str], events: Iterable[str]) -> Regrouped:
    """Return the groups of all that hangs together with these accounts and these events.

    Claims of one event may hang together by an analyst's decision alone.
    """
    reached: dict[str, Kept] = {}
    before: set[str] = set(events)
    fresh = set(touched) | _accounts_in(sight, before)
    while fresh:
        fresh |= _connected(sight, fresh, reached.keys())
        rows = rows_by(sight.connection, _COLUMNS, account.c.id, fresh)
        reached |= {a.id: a for a in map(_kept, rows)}
        ids = [c for i in sorted(fresh) if i in reached for c in reached[i].claims]
        rows = rows_by(sight.connection, (claim.c.event,), claim.c.id, ids)
        found = {e for (e,) in rows if e}  # a claim that stood aside was of no event
        fresh = _accounts_in(sight, found - before) - reached.keys()
        before |= found
    return Regrouped(tuple(_groups(sight, reached)), frozenset(before))


def accounts_of(sight: Sight, claims: Iterable[str]) -> set[str]:
    """Return the accounts that some claims are in."""
    wanted = set(claims)
    sight.read_claims(wanted)
    reports = {c.report for c in sight.of(wanted)}
    columns = (account.c.id, account.c.claims)
    rows = rows_by(sight.connection, columns, account.c.report, reports)
    return {i for i, told in rows if wanted & set(told.split())}


def _accounts_in(sight: Sight, events: Iterable[str]) -> set[str]:
    """Return the accounts with claims of these events, those that still are."""
    columns = (claim.c.id, claim.c.report)
    rows = rows_by(sight.connection, columns, claim.c.event, events)
    claims = {i for i, _ in rows}
    columns = (account.c.id, account.c.claims)
    found = rows_by(sight.connection, columns, account.c.report, {r for _, r in rows})
    return {i for i, told in found if claims & set(told.split())}


def _connected(sight: Sight, some: set[str], known: Iterable[str]) -> set[str]:
    """Return the accounts that likely links lead to from some."""
    reached = set(some)
    fresh = set(some)
    a = account_link.c
    while fresh:
        near = {
            i
            for one, other in ((a.one, a.two), (a.two, a.one))
            for (i,) in rows_by(sight.connection, (other,), one, fresh, a.score >= BEST)
        }
        fresh = near - reached - set(known)
        reached |= fresh
    return reached


def _groups(sight: Sight, reached: dict[str, Kept]) -> Iterator[tuple[str, ...]]:
    told = sorted(reached.values(), key=lambda a: (a.day, a.claims))
    number = {one.id: n for n, one in enumerate(told)}
    columns = (account_link.c.score, account_link.c.one, account_link.c.two)
    rows = rows_by(sight.connection, columns, account_link.c.one, number)
    links = [(s, number[one], number[two]) for s, one, two in rows if two in number]
    links.sort(key=lambda found: (found[2], found[1]))
    clashes = _KeptClashes(sight, number)
    for component in linked([(a.day, a.claims) for a in told], links):
        for group in reconciled(component, sight.evidence, clashes=clashes):
            yield tuple(group)
    clashes.keep()


class _KeptClashes(Clashes):
    """Which of some accounts contradict each other, by what the case has kept of it."""

    def __init__(self, sight: Sight, accounts: Iterable[str]) -> None:
        super().__init__(sight.evidence)
        self._sight = sight
        columns = (clash.c.one, clash.c.two, clash.c.apart)
        rows = rows_by(sight.connection, columns, clash.c.one, accounts)
        self._known: dict[Pair, bool] = {(one, two): apart for one, two, apart in rows}
        self._new: dict[Pair, bool] = {}

    def between(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        pair = (one[0], two[0])
        if pair not in self._known:
            self._sight.read_claims((*one, *two))
            self._known[pair] = self._new[pair] = super().between(one, two)
        return self._known[pair]

    def keep(self) -> None:
        """Keep what was found."""
        rows = ({"one": a, "two": b, "apart": x} for (a, b), x in sorted(self._new.items()))
        put(self._sight.connection, clash, rows)
