"""Why some accounts are a dispute: the rule, the positions, and the words of each.

In: a dispute and what the picture is made of. Out: sections: the rule, one for each
position, and the event that it is about.
"""

from __future__ import annotations

from consilience.model import Dispute, Position
from consilience.reconcile.explain.book import Book
from consilience.reconcile.explain.parts import Point, Section
from consilience.reconcile.explain.rules import dispute_rule
from consilience.reconcile.explain.slots import quote, words

_STATUS = {
    "open": "Different voices, or one voice at one time: it stays open.",
    "update": "One voice said one thing and later another: an update, no quarrel.",
}


def sections(dispute: Dispute, book: Book) -> tuple[Section, ...]:
    """Return why the accounts are a dispute."""
    made = dispute_rule(dispute.field)
    points = [Point(label=dispute.field, value=dispute.reason,
                    note=f"{dispute.status}: {_STATUS[dispute.status]}")]  # fmt: skip
    if dispute.event:
        points.append(Point(label="event", value=book.summary(dispute.event), ids=(dispute.event,)))
    return (
        Section(title="Why it is a dispute", rule=made.say, see="Disputes", points=tuple(points)),
        *(_position(p, made.slot, book) for p in dispute.positions),
    )


def _position(position: Position, slot: str, book: Book) -> Section:
    """Return one position: each of its claims with the words that the dispute turns on."""
    points = [
        Point(label=book.voice(c), value=book.manner(c), note=book.report(c.report), ids=(c.id,),
              words=(quote(c), *words(slot, c, book.evidence)))
        for c in sorted(book.claims(position.claims), key=book.order)
    ]  # fmt: skip
    return Section(title=f"“{position.value}”", points=tuple(points))
