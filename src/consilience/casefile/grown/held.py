"""Who holds what, at the places that touched claims speak of.

In: claims that came, went or go back elsewhere now. Out: the rows of control and the disputes
of their places, those that stood there before, and all disputes on control as they are now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consilience.casefile.forms import load
from consilience.casefile.grown.rows import rows_by
from consilience.casefile.grown.sight import Sight
from consilience.casefile.tables import claim_link, control, dispute
from consilience.model import Claim, Control, Dispute
from consilience.reconcile.control import control as weigh_control
from consilience.reconcile.control import held_places

HELD = "held"


@dataclass(frozen=True, slots=True)
class Held:
    """Control of some places, and the disputes on it: before, now, and of all places."""

    rows: tuple[Control, ...]
    rows_before: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    before: tuple[Dispute, ...]
    every: tuple[Dispute, ...]

    def turned(self) -> set[str]:
        """Return the claims that take a side in a dispute that came, changed or went."""
        old, new = ({d.id: d for d in some} for some in (self.before, self.disputes))
        return {c for key in old.keys() | new.keys() if old.get(key) != new.get(key)
                for d in (old.get(key), new.get(key)) if d for c in sides(d)}  # fmt: skip


def sides(one: Dispute) -> set[str]:
    """Return the claims that take a side in a dispute."""
    return {c for p in one.positions for c in p.claims}


def settle_control(sight: Sight, touched: Sequence[Claim]) -> Held:
    """Weigh control anew at all places that these claims speak of, and what hangs on them."""
    standing = _on_control(sight)
    places, says = _says(sight, touched)
    rows, disputes = weigh_control(sight.among(says))
    old = rows_by(sight.connection, (control.c.id, control.c.json), control.c.place, places)
    about = {c for _, text in old for c in load(Control, text).claims} | {c.id for c in says}
    about |= {c.id for c in touched}
    before = [d for d in standing if sides(d) & about]
    gone = {d.id for d in before}
    kept = [d for d in standing if d.id not in gone]
    return Held(tuple(rows), tuple(key for key, _ in old), tuple(disputes), tuple(before),
                (*kept, *disputes))  # fmt: skip


def _on_control(sight: Sight) -> list[Dispute]:
    rows = sight.connection.execute(select(dispute.c.json).where(dispute.c.event.is_(None)))
    return [load(Dispute, text) for text in rows.scalars()]


def _says(sight: Sight, touched: Iterable[Claim]) -> tuple[set[str], list[Claim]]:
    """Return the places, and all claims that say who holds one of them.

    A claim on two places ties them to each other.
    """
    places: set[str] = set()
    says: dict[str, Claim] = {}
    fresh = {p for c in touched for p in held_places(c, sight.evidence)}
    for one in touched:
        if one.id in sight.claims and held_places(one, sight.evidence):
            says[one.id] = sight.claims[one.id]
    while fresh:
        places |= fresh
        rows = rows_by(sight.connection, (claim_link.c.claim,), claim_link.c.value, fresh,
                       claim_link.c.kind == HELD)  # fmt: skip
        ids = {i for (i,) in rows}
        sight.read_claims(ids)
        says |= {c.id: c for c in sight.of(ids)}
        fresh = {p for c in says.values() for p in held_places(c, sight.evidence)} - places
    return places, [says[i] for i in sorted(says)]
