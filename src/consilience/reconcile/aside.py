"""What only a language model has pointed at, kept apart from what the rules weigh.

In: claims. Out: the ids of actors and places that stand aside with them. Who belongs to whom
decides whose word a claim is, and what lies in what decides where it happened: an actor or
a place that only a model brought in may change neither.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import replace
from typing import TypeVar, cast

from consilience.coding.coded import Coded
from consilience.model import Claim
from consilience.reconcile.evidence import Evidence, is_weighed

T = TypeVar("T")


def named_aside(claims: Iterable[Claim]) -> set[str]:
    """Return the ids of actors and places that no claim names but those that stand aside."""
    every = list(claims)
    aside = [c for c in every if not is_weighed(c)]
    if not aside:
        return set()
    weighed = {i for c in every if is_weighed(c) for i in named(c)}
    return {i for c in aside for i in named(c)} - weighed


def named(claim: Claim) -> set[str]:
    """Return the ids of the actors and places that a claim names by its own words."""
    ids = {ref.actor for ref in (*claim.actors, *claim.targets)}
    ids |= {ref.place for ref in claim.places}
    if claim.attribution:
        ids |= {claim.attribution.source or "", *(v.actor for v in claim.attribution.via)}
    return ids


def everybody(evidence: Evidence) -> Evidence:
    """Return the evidence with the actors and places that only claims name that stand aside."""
    return replace(
        evidence, actors=either(evidence.actors, evidence.aside_actors),
        places=either(evidence.places, evidence.aside_places),
    )  # fmt: skip


def either(one: Mapping[str, T], two: Mapping[str, T]) -> Mapping[str, T]:
    """Return what is in either, the first's where both have it; neither is copied or read."""
    return ChainMap(*(cast("MutableMapping[str, T]", m) for m in (one, two))) if two else one


def as_ruled(one: Coded) -> Coded:
    """Return a coding without the actors and places that it names only where a model pointed."""
    alone = named_aside(one.claims)
    if not alone:
        return one
    return replace(
        one, actors=tuple(a for a in one.actors if a.id not in alone),
        places=tuple(p for p in one.places if p.id not in alone),
    )  # fmt: skip
