"""How much speaks for two acts of one report being one happening, told twice.

In: two tellings, the earlier first. Out: the traits that they share or differ in, and their
weight (`knowledge/data/chains.yaml`). Different places on one level, or different days,
forbid it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from consilience.coding.context.telling import Days, Telling, Toll, is_large
from consilience.coding.mentions import ActorMention
from consilience.coding.places.relation import relate
from consilience.knowledge.chain_words import chain_words
from consilience.knowledge.gazetteer import Gazetteer

_ORGANS = {"state", "government", "military", "police"}
_IRREGULAR = {"rebel", "militia", "group", "unknown"}
_NEXT = 2  # sentences


def weigh(one: Telling, two: Telling, gazetteer: Gazetteer) -> float | None:
    """Return the sum of the evidence; None where the types cannot tell one happening."""
    kinds = _type(one, two)
    if kinds is None:
        return None
    weights = chain_words().weights
    traits = [kinds, *_slots(one, two, gazetteer), *_position(one, two)]
    return sum(weights[t] for t in traits)


def _type(one: Telling, two: Telling) -> str | None:
    words = chain_words()
    if one.type == two.type:
        return "type:vague" if one.type in words.vague else "type:same"
    if any({one.type, two.type} <= row for row in words.alike):
        return "type:alike"
    violent = one.family == two.family == "violence"
    return "type:vague" if violent and {one.type, two.type} & words.vague else None


def _slots(one: Telling, two: Telling, gazetteer: Gazetteer) -> Iterator[str]:
    if (where := place_trait(one, two, gazetteer)) is not None:
        yield where
    if two.beside and where != "place:same":
        yield "opens another"
    if one.days and two.days:
        yield "day:same" if _meet(one.days, two.days) else "day:apart"
    if (count := _count(one, two)) is not None:
        yield count
    if one.sites and two.sites:
        yield "site:same" if one.sites & two.sites else "site:apart"
    if one.doers and two.doers:
        yield "doer:same" if same_doers(one.doers, two.doers) else "doer:apart"


def _position(one: Telling, two: Telling) -> Iterator[str]:
    if one.word == two.word:
        yield "word:same"
    if two.points_back:
        yield "points back"
    if two.opens_another and two.sentence != one.sentence:
        yield "opens another"
    if one.lead:
        yield "lead retold"
    if 0 < two.sentence - one.sentence <= _NEXT:
        yield "next"


def place_trait(one: Telling, two: Telling, gazetteer: Gazetteer) -> str | None:
    """Return how the places of two tellings stand to each other, at their closest."""
    pairs = product(one.places, two.places)
    found = {relate(a.place, b.place, gazetteer) for a, b in pairs}
    if "same" in found:
        return "place:same"
    if "nested" in found:
        return "place:nested"
    return "place:apart" if found == {"apart"} else None


def _meet(one: Days, two: Days) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _count(one: Telling, two: Telling) -> str | None:
    """Return whether a count is told again, or one of a kind differs.

    *Nine children were killed* tells again *twenty people were killed, nine of them children*.
    """
    shared = set(one.tolls) & {*two.tolls, *two.parts} | set(one.parts) & set(two.tolls)
    if any(map(is_large, shared)):
        return "count:large"
    if shared:
        return "count:small"
    return "count:differs" if counts_differ(one.tolls, two.tolls) else None


def counts_differ(one: Sequence[Toll], two: Sequence[Toll]) -> bool:
    """Tell whether each count that both give of one kind is another: a whole and its part."""
    pairs = [(a, b) for a, b in product(one, two) if a[0] == b[0]]
    return bool(pairs) and not any(_can_agree(a, b) for a, b in pairs)


def _can_agree(one: Toll, two: Toll) -> bool:
    low, high = max(one[1], two[1]), [t[2] for t in (one, two) if t[2] is not None]
    return all(low <= h for h in high)


def same_doers(one: tuple[ActorMention, ...], two: tuple[ActorMention, ...]) -> bool:
    """Tell whether some doer of the one can be some doer of the other."""
    return any(_can_be_one(a, b) for a, b in product(one, two))


def _can_be_one(one: ActorMention, two: ActorMention) -> bool:
    a, b = one.actor, two.actor
    if a.id == b.id or {a.id, *a.member_of} & {b.id, *b.member_of}:
        return True
    if a.kind in _ORGANS and b.kind in _ORGANS:
        return a.country == b.country or None in {a.country, b.country}
    return (one.generic or two.generic) and {a.kind, b.kind} <= _IRREGULAR
