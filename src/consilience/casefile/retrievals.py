"""How the reports of a case came from the network: kept once for each report and address.

In: a connection inside a transaction, and `Retrieval`s. Out: rows, and `Retrieval`s again.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from consilience.acquire.fetch.retrieval import Retrieval
from consilience.casefile.forms import dump, load
from consilience.casefile.tables import report, retrieval


def put_retrievals(connection: Connection, came: Iterable[tuple[str, Retrieval]]) -> None:
    """Keep how reports (by id) were read; of a report read again the first time stays."""
    for about, how in came:
        there = select(retrieval.c.at).where(
            retrieval.c.report == about, retrieval.c.asked == how.asked
        )
        known = select(report.c.id).where(report.c.id == about)
        if connection.execute(there).first() or not connection.execute(known).first():
            continue
        connection.execute(
            insert(retrieval).values(
                report=about, asked=how.asked, address=how.address, at=how.at, status=how.status,
                bytes_sha256=how.bytes_sha256, record=how.record, json=dump(how),
            )
        )  # fmt: skip


def retrievals(connection: Connection, about: str | None = None) -> list[tuple[str, Retrieval]]:
    """Return (report, how it was read) of one report or of all, in the order they were read."""
    asked = select(retrieval.c.report, retrieval.c.json)
    if about is not None:
        asked = asked.where(retrieval.c.report == about)
    rows = connection.execute(asked.order_by(retrieval.c.at, retrieval.c.report, retrieval.c.asked))
    return [(key, load(Retrieval, words)) for key, words in rows]
