"""Words looked up in the reports and claims of a case.

In: what a person types, and a `Filter`. Out: claims and reports, best first. Words are
all asked for, what stands in quotation marks as one phrase; whatever else is typed is
words too, so that no input is a syntax error and none is a query of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any
from unicodedata import combining, normalize

from sqlalchemy import Connection, Select, Table, bindparam, func, literal_column, select, text

from consilience.casefile.filters import Filter, of_claims, of_reports
from consilience.casefile.tables import claim, report

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A claim that holds the words: where it stands, and what its report is."""

    claim: str
    event: str | None
    report: str
    publisher: str | None
    published: str | None
    title: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report that holds the words."""

    report: str
    title: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and how many there are in all."""

    claims: tuple[ClaimHit, ...]
    claims_in_all: int
    reports: tuple[ReportHit, ...]
    reports_in_all: int


def phrases(words: str) -> list[str]:
    """Return the words and phrases asked for, without anything that is no letter or digit.

    *"depot in Hama" -fire* asks for the phrase *depot in hama* and the word *fire*.
    """
    found = (a or b for a, b in _PHRASE.findall(words))
    plain = (" ".join(re.findall(r"\w+", part)) for part in found)
    return [part for part in plain if part]


def search(connection: Connection, words: str, asked: Filter, limit: int, offset: int) -> Found:
    """Return the claims and reports that hold all words and fit the filter.

    Without any word every one that fits is found, the latest first.
    """
    wanted = phrases(words)
    claims, claim_count = _page(connection, _claims(connection, wanted, asked), limit, offset)
    reports, report_count = _page(connection, _reports(connection, wanted, asked), limit, offset)
    return Found(
        tuple(ClaimHit(*row) for row in claims), claim_count,
        tuple(ReportHit(*row) for row in reports), report_count,
    )  # fmt: skip


def _page(
    connection: Connection, query: Select[Any], limit: int, offset: int
) -> tuple[Sequence[tuple[Any, ...]], int]:
    rows = connection.execute(query.limit(limit).offset(offset)).tuples().all()
    if len(rows) < limit and (rows or not offset):
        return rows, offset + len(rows)
    total = query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    return rows, connection.execute(total).scalar() or 0


def _claims(connection: Connection, wanted: list[str], asked: Filter) -> Select[Any]:
    columns = (claim.c.id, claim.c.event, claim.c.report, claim.c.publisher, claim.c.published,
               report.c.title, claim.c.quote, claim.c.first, claim.c.last)  # fmt: skip
    query = select(*columns).join(report, report.c.id == claim.c.report).where(*of_claims(asked))
    latest = (claim.c.published.desc().nulls_last(), claim.c.id)
    return _with_words(connection, query, claim, wanted).order_by(*latest)


def _reports(connection: Connection, wanted: list[str], asked: Filter) -> Select[Any]:
    columns = (report.c.id, report.c.title, report.c.publisher, report.c.published)
    query = select(*columns).where(*of_reports(asked))
    latest = (report.c.published.desc().nulls_last(), report.c.id)
    return _with_words(connection, query, report, wanted).order_by(*latest)


def _with_words(
    connection: Connection, query: Select[Any], table: Table, wanted: list[str]
) -> Select[Any]:
    """Return the query for rows that hold the words, the best match first."""
    if not wanted:
        return query
    if connection.dialect.name == "sqlite":
        words = text(f"select rowid as row, rank as rank from {table.name}_words "
                     f"where {table.name}_words match :words")  # fmt: skip
        found = (
            words.bindparams(bindparam("words", " ".join(f'"{p}"' for p in wanted)))
            .columns(table.c.seq.label("row"), literal_column("rank"))
            .cte("found")
            .prefix_with("materialized")
        )
        return query.join(found, found.c.row == table.c.seq).order_by(found.c.rank)
    words = text("'consilience'")
    parts: list[Any] = [func.phraseto_tsquery(words, _bare(phrase)) for phrase in wanted]
    asked: Any = reduce(lambda one, two: one.op("&&")(two), parts)
    column: Any = literal_column(f"{table.name}.words")
    return query.where(column.op("@@")(asked)).order_by(func.ts_rank(column, asked).desc())


def _bare(phrase: str) -> str:
    """Return words without accents, as they are looked up in PostgreSQL; FTS5 does it itself."""
    return "".join(c for c in normalize("NFKD", phrase) if not combining(c)).replace("_", " ")


def told(found: Found) -> Iterator[str]:
    """Yield the lines in which a terminal shows what was found."""
    for hit in found.claims:
        head = " · ".join(part for part in (hit.published, hit.publisher, hit.title) if part)
        yield head
        yield f"  “{hit.quote}”  [{hit.claim}]"
    yield f"{found.claims_in_all:,} claims in {found.reports_in_all:,} reports hold these words."
