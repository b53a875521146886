"""What an analyst has decided about one thing of a picture, and why.

In: decisions on claims, actors, places or reports (a case makes them of its judgements).
Out: the section that tells those that touch the thing that is explained. A picture alone
knows no decisions, so whoever has a case hands them in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.reconcile.explain.book import Book
from consilience.reconcile.explain.parts import Kind, Point, Section
from consilience.reconcile.explain.rules import rule
from consilience.reconcile.explain.slots import quote

_WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: what it says, who made it, when (ISO) and why.

    `claims` and `others` are the claims it is of (kept from each other where both are
    given), `ids` the actors, places or reports.
    """

    id: str
    says: str
    who: str
    when: str
    why: str
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def section(kind: Kind, id: str, decisions: Sequence[Decision], book: Book) -> Section:
    """Return what was decided on the thing, oldest first; without points where nothing was."""
    claims = _claims(kind, id, book)
    touching = [d for d in decisions if id in d.ids or claims & {*d.claims, *d.others}]
    said = rule("decided")
    points = tuple(_point(d, book) for d in sorted(touching, key=lambda d: (d.when, d.id)))
    return Section(title="What an analyst decided", rule=said.say, see=said.see, points=points)


def _claims(kind: Kind, id: str, book: Book) -> set[str]:
    """Return the claims that the thing is made of."""
    picture = book.picture
    if kind == "claim":
        return {id}
    if kind == "event":
        return {c for e in picture.events if e.id == id for c in e.claims}
    if kind == "dispute":
        return {c for d in picture.disputes if d.id == id for p in d.positions for c in p.claims}
    if kind == "report":
        return {c.id for c in picture.claims if c.report == id}
    return set()


def _point(decision: Decision, book: Book) -> Point:
    known = book.claims((*decision.claims, *decision.others))
    return Point(
        label=decision.says, value=f"{decision.who}, {decision.when[:10]}", note=decision.why,
        ids=(*(c.id for c in known), *decision.ids),
        words=tuple(quote(c) for c in known[:_WORDS_SHOWN]),
    )  # fmt: skip
