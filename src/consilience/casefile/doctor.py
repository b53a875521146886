"""Whether a case is whole: what is wrong, how bad, and what to do.

In: an open database. Out: `Finding`s. Kept rows are checked against each other (a
report's hash against its text, a claim's quote against the span it points to); shelves
can always be made again. Nothing here changes the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from consilience.casefile import kept
from consilience.casefile.connect import reading
from consilience.casefile.forms import digest, load
from consilience.casefile.migrate import HEAD, version
from consilience.casefile.painting import judgements
from consilience.casefile.tables import (
    account,
    account_link,
    claim,
    claim_link,
    coding,
    event,
    event_link,
    grown,
    report,
)
from consilience.errors import CaseError

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `mended_by` says what to do, `repairs` whether --repair does it."""

    code: str
    message: str
    mended_by: str
    repairs: bool


def examine(engine: Engine) -> list[Finding]:
    """Return what is wrong with a case, worst first; an empty list is a clean case."""
    with reading(engine) as connection:
        old = list(_schema(connection))
        return old or [f for check in _CHECKS for f in check(connection)]


def _schema(connection: Connection) -> Iterator[Finding]:
    found = version(connection)
    if found != HEAD:
        yield Finding(
            "old-schema",
            f"The schema is {found}, this version writes {HEAD}.",
            "doctor --repair brings it up to date; copy the file first.",
            True,
        )


def _database(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    said = connection.execute(text("pragma quick_check")).scalars().all()
    if said != ["ok"]:
        yield Finding(
            "damaged-file",
            f"SQLite says: {'; '.join(said[:3])}.",
            "Take the last copy of the file, or run sqlite3's .recover.",
            False,
        )


def _reports(connection: Connection) -> Iterator[Finding]:
    """Check each report's text against its hash, and that each line has one that stands."""
    bad = []
    for part in _pages(connection):
        bad += [i for i, told, words in part if sha256(words.encode()).hexdigest() != told]
    if bad:
        yield Finding(
            "changed-text",
            f"The text of {_few(bad)} is not what was read.",
            "Somebody wrote into the file: take the last copy of it.",
            False,
        )
    if kept.standing_on(connection, None) != kept.standing_on(connection, "9999-12-31"):
        yield Finding(
            "wrong-standing",
            "Which versions of changed articles stand is not settled.",
            "doctor --repair weighs them anew.",
            True,
        )


def _pages(connection: Connection) -> Iterator[list[tuple[str, str, str]]]:
    """Yield id, hash and text of all reports, a page at a time."""
    last = 0
    columns = (report.c.seq, report.c.id, report.c.sha256, report.c.text)
    while True:
        asked = select(*columns).where(report.c.seq > last).order_by(report.c.seq).limit(_PAGE)
        part = connection.execute(asked).tuples().all()
        if not part:
            return
        yield [(i, told, words) for _, i, told, words in part]
        last = part[-1][0]


def _codings(connection: Connection) -> Iterator[Finding]:
    """Check each coding: unchanged, readable, its quotes where they say they are."""
    faults: Counter[str] = Counter()
    joined = select(coding.c.json, coding.c.digest, report.c.text).join(report)
    for made, told, words in connection.execute(joined.execution_options(yield_per=500)):
        faults.update(_fault(made, told, words))
    for code, words in (
        ("changed-coding", "codings were changed by hand"),
        ("old-coding", "codings are of a form that this version does not read"),
        ("wrong-span", "codings have a quote that is not what the report says there"),
    ):
        if faults[code]:
            yield Finding(
                code,
                f"{faults[code]:,} {words}.",
                "doctor --repair drops them; those reports are coded again.",
                True,
            )


def _fault(made: str, told: str, words: str) -> list[str]:
    if digest(made) != told:
        return ["changed-coding"]
    try:
        claims = load(kept.Coding, made).claims
    except CaseError:
        return ["old-coding"]
    spans = [(c.start, c.end, c.quote) for c in claims]
    spans += [(c.trigger.start, c.trigger.end, c.trigger.text) for c in claims]
    return ["wrong-span"] if any(words[a:b] != quote for a, b, quote in spans) else []


def faulty_codings(connection: Connection) -> list[str]:
    """Return the ids of the reports whose coding cannot be trusted."""
    joined = select(coding.c.report, coding.c.json, coding.c.digest, report.c.text).join(report)
    return [i for i, made, told, words in connection.execute(joined) if _fault(made, told, words)]


def _orphans(connection: Connection) -> Iterator[Finding]:
    """Look for rows whose other half is missing."""
    reports, events = select(report.c.id), select(event.c.id)
    for what, query in (
        ("codings of no report", select(coding.c.report).where(coding.c.report.not_in(reports))),
        ("claims of no report", select(claim.c.id).where(claim.c.report.not_in(reports))),
        ("claims of no event", select(claim.c.id).where(claim.c.event.not_in(events))),
        ("links of no event",
         select(event_link.c.event).where(event_link.c.event.not_in(events)).distinct()),
        ("links of no claim", select(claim_link.c.claim).where(
            claim_link.c.claim.not_in(select(claim.c.id))).distinct()),
    ):  # fmt: skip
        found = connection.execute(query.limit(_PAGE)).scalars().all()
        if found:
            yield Finding(
                "orphan-rows",
                f"There are {what}: {_few(found)}.",
                "doctor --repair makes the picture again.",
                True,
            )


def _grown(connection: Connection) -> Iterator[Finding]:
    """Check what the picture grows by: each claim in one account, each report's coding known.

    It is checked where the picture is up to date.
    """
    if kept.read_meta(connection, "painted") != str(kept.generation(connection)):
        return
    one, two = account_link.c.one, account_link.c.two
    weighed = _set(connection, select(claim.c.id).where(claim.c.event.is_not(None)))
    lists = connection.execute(select(account.c.claims)).scalars()
    told = [i for ids in lists for i in ids.split()]
    ends = _set(connection, select(one)) | _set(connection, select(two))
    loose = ends - _set(connection, select(account.c.id))
    joined = select(grown.c.report).outerjoin(coding, coding.c.report == grown.c.report)
    other = joined.where(grown.c.digest.is_distinct_from(coding.c.digest))
    stale = connection.execute(other.limit(1)).first() is not None
    if len(told) != len(weighed) or set(told) != weighed or stale or loose:
        yield Finding(
            "grown-apart",
            "What the picture grows by is not what the picture holds.",
            "doctor --repair makes the picture again.",
            True,
        )


def _set(connection: Connection, query: Any) -> set[str]:
    return set(connection.execute(query).scalars())


def _unfinished(connection: Connection) -> Iterator[Finding]:
    waiting = kept.uncoded(connection)
    if waiting:
        yield Finding(
            "interrupted",
            f"{len(waiting):,} reports are read but not coded.",
            "consilience code CASE goes on where it stopped.",
            True,
        )
    elif kept.read_meta(connection, "painted") != str(kept.generation(connection)):
        yield Finding(
            "picture-behind",
            "The picture is older than what it is made of.",
            "consilience code CASE makes it anew.",
            True,
        )


def _judgements(connection: Connection) -> Iterator[Finding]:
    """Look for judgements whose report is gone: they stay, and hold again when it is back."""
    hashes = set(connection.execute(select(report.c.sha256)).scalars())
    stand = [j for j in judgements(connection) if j.stands]
    lost = [j.id for j in stand if any(a.sha256 not in hashes for a in (*j.claims, *j.others))]
    if lost:
        yield Finding(
            "judgement-without-report",
            f"No report here is that of {_few(lost)}.",
            "Add the reports they were made on, or withdraw them.",
            False,
        )


def _few(ids: Sequence[str]) -> str:
    rest = f" and {len(ids) - 3:,} more" if len(ids) > 3 else ""
    return ", ".join(ids[:3]) + rest


_CHECKS = (_database, _reports, _codings, _orphans, _grown, _unfinished, _judgements)
