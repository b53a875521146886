"""Who says and who denies what: the claims of some events, sorted by voice.

In: a connection and ids of events. Out: `Stance`s. A claim that another did it is not
the same as one that nothing happened, and *may have been* is not *was*: each is a side of
its own, so that no denial is taken for silence and no rumour for support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from consilience.casefile.forms import load
from consilience.casefile.kept import steps
from consilience.casefile.tables import claim
from consilience.model import Claim

Side = Literal["says", "possible", "denies", "denies_doing"]
_AGAINST = ("denies", "doubts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What one claim says of its event; `origin` is whom it goes back to."""

    event: str
    claim: str
    report: str
    origin: str
    side: Side


def stances(connection: Connection, events: Sequence[str]) -> list[Stance]:
    """Return the stance of every claim of these events, in order of report and words."""
    c = claim.c
    columns = (c.event, c.id, c.report, c.origin, c.polarity, c.stance, c.modality, c.json)
    found = []
    for part in steps(events):
        query = select(*columns).where(c.event.in_(part)).order_by(c.report, c.first, c.id)
        for event, id_, report, origin, polarity, stance, modality, made in connection.execute(
            query
        ):
            side = _side(polarity, stance, modality, made)
            found.append(
                Stance(event=event, claim=id_, report=report, origin=origin or "", side=side)
            )
    return found


def _side(polarity: str, stance: str | None, modality: str, made: str) -> Side:
    if polarity == "denied":
        doer = load(Claim, made).denies == "responsibility"
        return "denies_doing" if doer else "denies"
    if stance in _AGAINST:
        return "denies"
    return "says" if modality == "actual" else "possible"
