"""Actors, places and voices that the older picture does not have.

In: a `Telling`. Out: changes of who acts or is hit, of where things happen, and
of who is heard. What is told only as history is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from consilience.model import Change, ChangeKind, Claim
from consilience.reconcile.changes.telling import Telling
from consilience.reconcile.evidence import actors_of, places_of, targets_of
from consilience.reconcile.origins import is_own_voice


def changes(telling: Telling) -> Iterator[Change]:
    """Yield the new actors, places and voices with where they are told of."""
    news = [c for c in telling.new.claims if not c.background]
    yield from _actors(news, telling)
    yield from _places(news, telling)
    yield from _voices(news, telling)


def _actors(claims: list[Claim], telling: Telling) -> Iterator[Change]:
    known = {a for c in telling.old.claims for a in (*actors_of(c), *targets_of(c))}
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for actor in {*actors_of(claim), *targets_of(claim)} - known:
            told[actor].append(claim)
    yield from _named("actor_new", {i: telling.actor(i) for i in told}, told, telling)


def _places(claims: list[Claim], telling: Telling) -> Iterator[Change]:
    known = {p for c in telling.old.claims for p in places_of(c)}
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for place in set(places_of(claim)) - known:
            told[place].append(claim)
    yield from _named("place_new", {i: telling.place(i) for i in told}, told, telling)


def _voices(claims: list[Claim], telling: Telling) -> Iterator[Change]:
    known = {o.id for o in telling.old.origins}
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        origin = telling.origin(claim.id)
        if origin not in known and not is_own_voice(origin):
            told[origin].append(claim)
    yield from _named("source_new", {i: telling.voice(i) for i in told}, told, telling)


def _named(
    kind: ChangeKind, names: Mapping[str, str], told: Mapping[str, list[Claim]], telling: Telling
) -> Iterator[Change]:
    for id in sorted(told):
        yield telling.change(kind, names[id], [c.id for c in told[id]], new=[id])
