"""A picture opened for explaining: everything by id, with the names that a reader knows.

In: a picture. Out: `Book`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from consilience.model import Claim, Picture
from consilience.reconcile.aside import everybody
from consilience.reconcile.evidence import Evidence, places_of
from consilience.reconcile.likeness import Likeness, likeness_of
from consilience.reconcile.recall import called, recall, voice, weighed
from consilience.reconcile.slots import Slots, slots_of


class Book:
    """A picture with its evidence and its names, opened for explaining what `about` names."""

    def __init__(self, picture: Picture, about: str = "") -> None:
        self.picture = weighed(picture)
        self.evidence: Evidence = recall(picture)
        if about in {*self.evidence.aside, *self.evidence.aside_actors,
                     *self.evidence.aside_places}:  # fmt: skip
            self.evidence = everybody(self.evidence)
        self._slots: dict[str, Slots] = {}
        self._summaries = {e.id: e.summary for e in picture.events}

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids."""
        return self.evidence.of(i for i in ids if i in self.evidence.claims)

    def likeness(self, one: Claim, two: Claim) -> Likeness:
        """Return how alike two claims are; the slots of each are read once."""
        a, b = (
            self._slots.get(c.id) or self._slots.setdefault(c.id, slots_of(c, self.evidence))
            for c in (one, two)
        )
        return likeness_of(a, b, self.evidence)

    def order(self, claim: Claim) -> tuple[str, str, int, str]:
        """Return where a claim stands: by its report's date, then in the report."""
        day = self.evidence.reports[claim.report].published or "9999"
        return (day, claim.report, claim.start, claim.id)

    def origin(self, claim: Claim) -> str:
        """Return the id of a claim's origin."""
        return self.evidence.origins[claim.id]

    def name(self, origin: str) -> str:
        """Return an origin's name."""
        return voice(origin, self.evidence)

    def voice(self, claim: Claim) -> str:
        """Return the name of a claim's origin."""
        return self.name(self.origin(claim))

    def manner(self, claim: Claim) -> str:
        """Return how a claim tells it: *denied*, *planned*, *as history*; else *says so*."""
        said = claim.attribution
        told = [
            "denied" if claim.polarity == "denied" else "",
            claim.modality if claim.modality != "actual" else "",
            "as history" if claim.background else "",
            f"“{said.cue}”" if said else "in the report's own voice",
        ]
        return ", ".join(t for t in told if t)

    def report(self, id: str) -> str:
        """Return a report's title, publisher and date."""
        found = self.evidence.reports[id]
        return f"{called(found)}, {(found.published or 'not dated')[:10]}"

    def is_copy(self, id: str) -> bool:
        """Tell whether a report is largely a copy of another."""
        return self.evidence.reports[id].copy_of is not None

    def label(self, event_type: str) -> str:
        """Return the label of an event type."""
        return self.evidence.labels.get(event_type, event_type)

    def place(self, id: str) -> str:
        """Return a place's name with what contains it."""
        names = [self.evidence.places[p].name for p in self.evidence.map.chain(id)]
        return ", ".join(dict.fromkeys(names))

    def summary(self, event: str) -> str:
        """Return an event's summary."""
        return self._summaries.get(event, event)

    @cached_property
    def _wider(self) -> dict[str, frozenset[str]]:
        return {
            p.id: frozenset(
                w for w in self.evidence.map.chain(p.id)
                if self.evidence.places[w].precision != "country"
            )
            for p in self.picture.places
        }  # fmt: skip

    def places(self, claim: Claim) -> frozenset[str]:
        """Return the places of a claim and what contains them, below the country."""
        return frozenset().union(*(self._wider.get(p, frozenset()) for p in places_of(claim)))

    def belongs(self, origin: str, among: Collection[str]) -> list[str]:
        """Return the names on the way from an origin to the one of `among` that it is part of."""
        actors = self.evidence.actors
        todo = [(a, [a]) for a in sorted(actors[origin[2:]].member_of)] if origin[2:] in actors \
            else []  # fmt: skip
        seen: set[str] = set()
        while todo:
            here, way = todo.pop(0)
            if f"o-{here}" in among:
                return [actors[a].name for a in way if a in actors]
            if here in actors and here not in seen:
                seen.add(here)
                todo += [(a, [*way, a]) for a in sorted(actors[here].member_of)]
        return []
