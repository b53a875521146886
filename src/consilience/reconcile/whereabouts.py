"""The place of an event, and how a line of text says that it was there.

In: the claims of one event. Out: the narrowest place that they tell, and the words before its
name. Of people who leave it is where they start from, else where they come to.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.knowledge.roads import is_line
from consilience.model import Claim, Place
from consilience.reconcile.evidence import Evidence, goals_of, places_of


def place_of(claims: Sequence[Claim], evidence: Evidence) -> str | None:
    """Return the id of the narrowest place of the claims, None where they tell none."""
    narrowest = evidence.map.narrowest
    return narrowest([p for c in claims for p in places_of(c)]) or narrowest(
        [p for c in claims for p in goals_of(c)]
    )


def way_of(claims: Sequence[Claim], place: str | None) -> str:
    """Return how the event stands to its place: *in*, *from* where it starts, *to* its goal.

    One account of people who fled *from* it does not make it less than *in*.
    """
    if place is None or not any(place in places_of(c) for c in claims):
        return "to" if place else "in"
    roles = {p.role for c in claims for p in c.places if p.place == place}
    return "from" if roles <= {"from", "background", "dateline"} else "in"


def where_words(place: Place, way: str) -> str:
    """Return the words that say where: *in Homs, near Homs, on the Homs-Tartus road*."""
    if is_line(place):
        return f"{'on' if way == 'in' else way} the {place.name}"
    if way == "in" and place.name.startswith("near "):
        return place.name
    return f"{way} {place.name}"
