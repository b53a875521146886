"""All claims of a picture with what they refer to, indexed for the rules that weigh them.

In: coded reports. Out: `Evidence`: claims, reports, actors and places by id, the
origin of each claim, and the slots of a claim as the rules want them. The rules
read it and never change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from consilience.knowledge.event_types import LEAVING
from consilience.model import Actor, Claim, Figure, Place, Report
from consilience.reconcile.compare.actors import Cast
from consilience.reconcile.compare.places import Map
from consilience.reconcile.copies import Lineage
from consilience.reconcile.recounts import Recounts

_T = TypeVar("_T")
_NOT_THERE = {"background", "dateline", "from", "to"}


@dataclass(frozen=True)
class Evidence:
    """What the reports say, before it is weighed.

    `aside` are claims that a language model pointed at and nobody has confirmed: they stand
    in the picture, and no rule weighs them, nor the `aside_actors` and `aside_places` that
    they name.
    """

    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    origins: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    lineage: Lineage = field(default_factory=Lineage)
    aside: Mapping[str, Claim] = field(default_factory=dict)
    aside_actors: Mapping[str, Actor] = field(default_factory=dict)
    aside_places: Mapping[str, Place] = field(default_factory=dict)
    # Decisions of an analyst: claims that are one event, and pairs of sides that are not.
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    @cached_property
    def cast(self) -> Cast:
        """The actors, to be compared."""
        return Cast(self.actors)

    @cached_property
    def map(self) -> Map:
        """The places, to be compared."""
        return Map(self.places)

    @cached_property
    def recounts(self) -> Recounts:
        """The claims that count anew what their report has told."""
        return Recounts(self.claims.values(), self.families)

    def family(self, claim: Claim) -> str:
        """Return the family of the claim's event type."""
        return self.families[claim.event_type]

    def of(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids, in order."""
        return [self.claims[i] for i in ids]

    def origins_of(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the origins of the claims, sorted, once each."""
        return tuple(sorted({self.origins[c.id] for c in claims}))

    def reports_of(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the reports of the claims, sorted, once each."""
        return tuple(sorted({c.report for c in claims}))

    def told_later(self, one: Claim, two: Claim) -> bool:
        """Tell whether the first claim is surely told later: dated later, or published later."""
        if one.time.start and two.time.end and one.time.start > two.time.end:
            return True
        return self.published_later(one, two)

    def published_later(self, one: Claim, two: Claim) -> bool:
        """Tell whether the first claim's report is surely the later one.

        Where only one of two moments gives the hour, the days alone are compared.
        """
        a, b = (self.reports[c.report].published or "" for c in (one, two))
        size = min(len(a), len(b))
        return a[:size] > b[:size]


def is_weighed(claim: Claim) -> bool:
    """Tell whether a claim counts: the rules found it, or an analyst has confirmed it."""
    return claim.assisted is None or "confirmed" in claim.judged


def actors_of(claim: Claim) -> list[str]:
    """Return the ids of those said to have done it."""
    return [a.actor for a in claim.actors]


def targets_of(claim: Claim) -> list[str]:
    """Return the ids of those said to be hit."""
    return [a.actor for a in claim.targets]


def places_of(claim: Claim) -> list[str]:
    """Return the ids of the places where it is said to have happened, not mere background.

    Those who leave do so where they start from; where they come to is no place of that.
    """
    starts = [p.place for p in claim.places if p.role == "from"]
    if starts and claim.event_type in LEAVING:
        return starts
    return [p.place for p in claim.places if p.role not in _NOT_THERE]


def goals_of(claim: Claim) -> list[str]:
    """Return the ids of the places that those who leave are said to go to."""
    return [p.place for p in claim.places if p.role == "to" and claim.event_type in LEAVING]


def wholes(claim: Claim) -> list[Figure]:
    """Return the claim's figures that are not part of another, of this event alone."""
    return [
        f for f in claim.figures
        if f.part_of is None and not f.partial and not f.cumulative
    ]  # fmt: skip


def once(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids sorted, once each."""
    return tuple(sorted(set(ids)))


def by_id(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Return the claims by id."""
    return {c.id: c for c in claims}


def first_of_each(things: Iterable[_T], rank: Callable[[_T], tuple[Any, ...]]) -> dict[str, _T]:
    """Return things by id, of several with one id the first by rank, whatever their order."""
    return {rank(t)[0]: t for t in sorted(things, key=rank, reverse=True)}


def rank_of_actor(actor: Actor) -> tuple[Any, ...]:
    """Return what orders actors: the id, then all else that reports may say of one."""
    return (actor.id, actor.name, actor.kind, actor.aliases, actor.member_of, actor.country or "")


def rank_of_place(place: Place) -> tuple[Any, ...]:
    """Return what orders places: the id, then all else that reports may say of one."""
    where = (place.lat or 0.0, place.lon or 0.0, place.country or "", place.admin1 or "")
    ids = tuple(sorted((place.ids or {}).items()))
    named = (place.id, place.name, place.precision, place.within or "", place.feature)
    return (*named, *where, not ids, ids)
