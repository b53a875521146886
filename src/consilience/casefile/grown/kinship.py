"""Texts that are akin to those that came or went.

In: the reports that came and went. Out: what each of them, and each report that hangs together
with them by kin or address, takes from others. Texts meet under marks (`reconcile.copies`)
that the case keeps; of a case so small that every pair is measured, all is measured anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from sqlalchemy import Connection, func, select

from consilience.casefile.grown.rows import put, rows_by
from consilience.casefile.kept import reports_by_id, steps
from consilience.casefile.tables import coding, grown, kin, report, text_mark
from consilience.reconcile.copies import (
    ALL_PAIRS,
    HELD_BY,
    Kin,
    Lineage,
    drawn,
    is_standing,
    kinship,
    met,
    shingles_of,
    text_marks,
)
from consilience.settings import Settings

Pairs = set[tuple[str, str]]


def settle_kin(
    connection: Connection, came: Iterable[str], gone: Iterable[str], settings: Settings
) -> tuple[set[str], Lineage]:
    """Keep who is akin to whom; return the reports concerned and what these take from others.

    A text never changes: a report that is coded anew and was there is not looked at.
    """
    new, lost = {*came} - _there(connection, came), _there(connection, gone)
    if not new and not lost:
        return set(), Lineage()
    texts = _Texts(connection, settings)
    size = connection.execute(select(func.count()).select_from(grown)).scalar() or 0
    held = texts.remark(new, lost)
    if min(size, size + len(new) - len(lost)) <= ALL_PAIRS:
        there = set(connection.execute(select(grown.c.report)).scalars())
        after = there - lost | new
        pairs = _every(after) if len(after) <= ALL_PAIRS else met(_all_marks(connection))
        before, asked = _kin_of(connection, there), after | lost
    else:
        again = new | _crossed(held, new, lost, texts)
        pairs = _meeting(connection, again, texts)
        before, asked = _kin_of(connection, again | lost), again | lost
    _forget(connection, before)
    found = texts.akin(pairs)
    put(connection, kin, ({"short": k.short, "long": k.long, "alike": k.alike} for k in found))
    touched = asked | {i for k in (*before, *found) for i in (k.short, k.long)}
    return _drawn(connection, touched - lost, _addresses(connection, lost))


def _there(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return those of the reports that the picture holds."""
    return {i for (i,) in rows_by(connection, (grown.c.report,), grown.c.report, ids)}


class _Texts:
    """The texts of a case, as far as they are read."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings
        self._shingles: dict[str, frozenset[str]] = {}

    def marks(self, ids: Iterable[str]) -> dict[str, list[int]]:
        """Return the marks of some texts."""
        every = sorted(set(ids))
        self._read(every)
        return {i: text_marks(self._shingles[i], self._settings) for i in every}

    def akin(self, pairs: Iterable[tuple[str, str]]) -> list[Kin]:
        """Return those of the pairs that are akin, measured by all their words."""
        every = sorted(pairs)
        self._read(i for pair in every for i in pair)
        found = (kinship(*pair, self._shingles, self._settings) for pair in every)
        return [k for k in found if k is not None]

    def remark(self, new: set[str], lost: set[str]) -> dict[int, list[str]]:
        """Keep the marks of new texts and forget those of lost ones; return who holds them."""
        marks = self.marks(new | lost)
        for one in sorted(lost):
            for part in steps(marks[one]):
                self._connection.execute(
                    text_mark.delete().where(text_mark.c.mark.in_(part), text_mark.c.report == one)
                )
        rows = [{"mark": m, "report": i} for i in sorted(new) for m in marks[i]]
        put(self._connection, text_mark, rows)
        every = {m for of in marks.values() for m in of}
        return _holders(self._connection, every, len(new) + len(lost))

    def _read(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids) - self._shingles.keys())
        for one in reports_by_id(self._connection, wanted):
            self._shingles[one.id] = shingles_of(one.text, self._settings)


def _every(ids: set[str]) -> Pairs:
    return set(combinations(sorted(ids), 2))


def _all_marks(connection: Connection) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    for mark, one in connection.execute(select(text_mark.c.mark, text_mark.c.report)):
        held[mark].append(one)
    return held


def _holders(connection: Connection, marks: Iterable[int], turned: int) -> dict[int, list[str]]:
    """Return who holds each mark; of phrases that stay standing, so many come or go, nobody."""
    t, most = text_mark.c, HELD_BY + turned
    counts = select(t.mark).group_by(t.mark).having(func.count() > most)
    every = set(marks)
    stand = {m for part in steps(sorted(m for m in every if m & 1))
             for m in connection.execute(counts.where(t.mark.in_(part))).scalars()}  # fmt: skip
    held: dict[int, list[str]] = defaultdict(list)
    for mark, one in rows_by(connection, (t.mark, t.report), t.mark, every - stand):
        held[mark].append(one)
    return held


def _crossed(
    held: Mapping[int, list[str]], new: set[str], lost: set[str], texts: _Texts
) -> set[str]:
    """Return the texts that hold a shingle which became, or ceased to be, a standing phrase."""
    came: dict[int, int] = defaultdict(int)
    for ids, step in ((new, 1), (lost, -1)):
        for marks in texts.marks(ids).values():
            for mark in marks:
                came[mark] += step
    return {
        one for mark, more in came.items()
        if is_standing(mark, n := len(held.get(mark, ()))) != is_standing(mark, n - more)
        for one in held.get(mark, ())
    }  # fmt: skip


def _meeting(connection: Connection, some: set[str], texts: _Texts) -> Pairs:
    """Return the pairs worth measuring that one of these texts is in."""
    marks = {m for of in texts.marks(some).values() for m in of}
    return met(_holders(connection, marks, 0), some)


def _kin_of(connection: Connection, ids: Iterable[str]) -> list[Kin]:
    columns = (kin.c.short, kin.c.long, kin.c.alike)
    found = [
        row for by in (kin.c.short, kin.c.long) for row in rows_by(connection, columns, by, ids)
    ]
    return [Kin(*row) for row in sorted({tuple(row) for row in found})]


def _forget(connection: Connection, some: Iterable[Kin]) -> None:
    for one in some:
        connection.execute(kin.delete().where(kin.c.short == one.short, kin.c.long == one.long))


def _addresses(connection: Connection, ids: Iterable[str]) -> set[str]:
    return {url for (url,) in rows_by(connection, (report.c.url,), report.c.id, ids) if url}


def _drawn(connection: Connection, ids: set[str], addresses: set[str]) -> tuple[set[str], Lineage]:
    """Return all that hangs together with these reports and addresses, and its lineage."""
    reached, found, urls = set(ids), set[Kin](), set(addresses)
    fresh, asked = set(ids), set[str]()
    while fresh or urls - asked:
        more = _kin_of(connection, fresh)
        found |= set(more)
        urls |= _addresses(connection, fresh)
        here = {i for k in more for i in (k.short, k.long)} | _at(connection, urls - asked)
        asked |= urls
        fresh = here - reached
        reached |= fresh
    by_id = {r.id: r for r in reports_by_id(connection, sorted(reached))}
    return reached, drawn(by_id, sorted(found, key=lambda k: (k.short, k.long)))


def _at(connection: Connection, urls: set[str]) -> set[str]:
    """Return the reports of the picture that are at one of these addresses."""
    found: set[str] = set()
    for part in steps(sorted(urls)):
        asked = select(report.c.id).join(coding, coding.c.report == report.c.id)
        found.update(
            connection.execute(asked.where(report.c.stands, report.c.url.in_(part))).scalars()
        )
    return found
