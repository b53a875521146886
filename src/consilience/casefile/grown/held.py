"""Who holds what, at the places that touched claims speak of.

In: claims that came, went or go back elsewhere now. Out: the rows of control and the disputes
of their places, and those that stood there before. Which claims take a side in a dispute on control
is kept (`side`), so that the others are asked only of the claims that are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consilience.casefile.forms import load
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight
from consilience.casefile.tables import claim_link, control, dispute, side
from consilience.model import Claim, Control, Dispute
from consilience.reconcile.control import controlled, held_places

HELD = "held"


@dataclass(frozen=True, slots=True)
class Held:
    """Control of some places, and the disputes on it: now, and before."""

    rows: tuple[Control, ...]
    rows_before: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    before: tuple[Dispute, ...]

    def turned(self) -> set[str]:
        """Return the claims that take a side in a dispute that came, changed or went."""
        old, new = ({d.id: d for d in some} for some in (self.before, self.disputes))
        return {c for key in old.keys() | new.keys() if old.get(key) != new.get(key)
                for d in (old.get(key), new.get(key)) if d for c in sides(d)}  # fmt: skip


def sides(one: Dispute) -> set[str]:
    """Return the claims that take a side in a dispute."""
    return {c for p in one.positions for c in p.claims}


def settle_control(sight: Sight, touched: Sequence[Claim]) -> Held:
    """Weigh control anew at all places that these claims speak of."""
    now = sight.of(c.id for c in touched)
    places = {p for c in now for p in held_places(c, sight.evidence)}
    link = claim_link.c
    places |= {p for (p,) in rows_by(sight.connection, (link.value,), link.claim,
                                     {c.id for c in touched}, link.kind == HELD)}  # fmt: skip
    says = _says(sight, places, touched)
    found = controlled(sight.among(says), places)
    columns = (control.c.id, control.c.place)
    rows = rows_by(sight.connection, columns, control.c.place, places)
    old = {d for (d,) in rows_by(sight.connection, (side.c.dispute,), side.c.place, places)}
    before = _disputes(sight, old)
    take(sight.connection, side, "place", places)
    put(sight.connection, side, (
        {"dispute": d, "place": place, "claim": c}
        for place, (_, disputes) in found.items()
        for d, c in sorted({(d.id, c) for d in disputes for c in sides(d)})
    ))  # fmt: skip
    return Held(tuple(row for some, _ in found.values() for row in some),
                tuple(key for key, _ in rows),
                tuple(d for _, some in found.values() for d in some), tuple(before))  # fmt: skip


def at_odds(sight: Sight, claims: Iterable[str]) -> set[str]:
    """Return those of the claims that take a side in a dispute on control."""
    return {c for (c,) in rows_by(sight.connection, (side.c.claim,), side.c.claim, claims)}


def disputes_of(sight: Sight, held: Held, claims: Iterable[str]) -> list[Dispute]:
    """Return the disputes on control in which some claims take a side."""
    ids = {d for (d,) in rows_by(sight.connection, (side.c.dispute,), side.c.claim, claims)}
    new = {d.id: d for d in held.disputes}
    return [*_disputes(sight, ids - new.keys()), *(new[i] for i in sorted(ids & new.keys()))]


def _disputes(sight: Sight, ids: Iterable[str]) -> list[Dispute]:
    """Return disputes as they stand."""
    rows = rows_by(sight.connection, (dispute.c.json,), dispute.c.id, ids)
    return [load(Dispute, text) for (text,) in rows]


def _says(sight: Sight, places: set[str], touched: Iterable[Claim]) -> list[Claim]:
    """Return all claims that say who holds one of the places."""
    says = {c.id: c for c in touched if c.id in sight.claims}
    rows = rows_by(sight.connection, (claim_link.c.claim,), claim_link.c.value, places,
                   claim_link.c.kind == HELD)  # fmt: skip
    ids = {i for (i,) in rows}
    sight.read_claims(ids)
    says |= {c.id: c for c in sight.of(ids)}
    return [says[i] for i in sorted(says)]
