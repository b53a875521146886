"""What is said of an actor, and by it: claims with where they stand, the latest first.

In: a connection and an actor's id. Out: `Saying`s, and how many there are. A claim is *by*
an actor where it is attributed to it or goes back to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from consilience.casefile.tables import claim, claim_link, report


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A claim in short; `source` is the voice that its words name, None: the report's own."""

    claim: str
    event: str | None
    report: str
    title: str
    publisher: str | None
    published: str | None
    source: str | None
    stance: str | None
    denied: bool
    modality: str
    quote: str


def said_by(connection: Connection, actor: str, limit: int) -> tuple[list[Saying], int]:
    """Return the latest claims that the actor makes, at most `limit`, and how many it makes."""
    own = or_(claim.c.source == actor, claim.c.origin == f"o-{actor}")
    return _page(connection, own, limit)


def said_of(connection: Connection, actor: str, limit: int) -> tuple[list[Saying], int]:
    """Return the latest claims in which the actor does or suffers something, and how many."""
    link = claim_link.c
    named = select(link.claim).where(link.kind.in_(("actor", "target")), link.value == actor)
    return _page(connection, claim.c.id.in_(named), limit)


def _page(connection: Connection, where: Any, limit: int) -> tuple[list[Saying], int]:
    c = claim.c
    where = and_(where, c.event.is_not(None))  # what only a language model pointed at says nothing
    columns = (c.id, c.event, c.report, report.c.title, c.publisher, c.published, c.source,
               c.stance, c.polarity, c.modality, c.quote)  # fmt: skip
    order = (c.published.desc().nulls_last(), c.id)
    latest = select(c.id).where(where).order_by(*order).limit(limit).scalar_subquery()
    query = (
        select(*columns).join(report, report.c.id == c.report).where(c.id.in_(latest))
        .order_by(*order)
    )  # fmt: skip
    total = connection.execute(select(func.count()).select_from(claim).where(where)).scalar()
    return [
        Saying(
            claim=id_, event=event, report=of, title=title, publisher=publisher,
            published=published, source=source, stance=stance,
            denied=polarity == "denied" or stance in ("denies", "doubts"), modality=modality,
            quote=quote,
        )
        for id_, event, of, title, publisher, published, source, stance, polarity, modality, quote
        in connection.execute(query)
    ], total or 0  # fmt: skip
