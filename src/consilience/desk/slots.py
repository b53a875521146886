"""The claims of one event side by side, slot by slot, with what differs marked.

In: claims and the index of a picture that holds them. Out: `Side`s, one a claim, each
cell with whether it is at odds with what most claims say. Not every difference is one:
a day within a week, a town within its province and an actor among several go together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consilience.model import ActorRef, Claim, Place
from consilience.publish.index import Index
from consilience.publish.readings import Row, readings
from consilience.publish.words import UNSAID

SLOTS = ("kind", "actors", "targets", "places", "time", "figures", "polarity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One claim: its slots in words, and the names of those that are at odds with the rest."""

    claim: Claim
    row: Row
    odd: frozenset[str]


def sides(claims: Sequence[Claim], index: Index) -> list[Side]:
    """Return the claims in the order given, each with its slots and what is odd in them."""
    rows = {row.anchor: row for reading in readings(index).values() for row in reading.rows}
    odd = _odd(claims, index.places)
    return [Side(claim=c, row=rows[index.anchor(c.id)], odd=frozenset(odd[c.id])) for c in claims]


def _odd(claims: Sequence[Claim], places: Mapping[str, Place]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {c.id: set() for c in claims}
    within = {p.id: p.within for p in places.values()}
    rules: tuple[tuple[str, Callable[[Claim], Hashable], Callable[[Claim, Claim], bool]], ...] = (
        ("kind", lambda c: c.event_type, lambda a, b: a.event_type != b.event_type),
        ("actors", lambda c: _ids(c.actors), lambda a, b: _apart(a.actors, b.actors)),
        ("targets", lambda c: _ids(c.targets), lambda a, b: _apart(a.targets, b.targets)),
        ("places", _spots, lambda a, b: _elsewhere(_spots(a), _spots(b), within)),
        ("time", lambda c: c.time.start and (c.time.start, c.time.end), _other_days),
        ("figures", _counts, lambda a, b: _other_counts(_counts(a), _counts(b))),
        ("polarity", lambda c: c.polarity, lambda a, b: a.polarity != b.polarity),
    )  # fmt: skip
    for slot, key, differs in rules:
        usual = _usual(claims, key)
        if usual is not None:
            for claim in claims:
                if key(claim) and differs(claim, usual):
                    found[claim.id].add(slot)
    return found


def _usual(claims: Sequence[Claim], key: Callable[[Claim], Hashable]) -> Claim | None:
    """Return the first claim that says what most of them say; None where none says anything."""
    told = Counter(value for c in claims if (value := key(c)))
    if not told:
        return None
    most = max(told.values())
    return next(c for c in claims if told[key(c)] == most)


def _ids(refs: Iterable[ActorRef]) -> frozenset[str]:
    return frozenset(ref.actor for ref in refs)


def _apart(one: Iterable[ActorRef], two: Iterable[ActorRef]) -> bool:
    return bool(_ids(one) and _ids(two)) and not _ids(one) & _ids(two)


def _spots(claim: Claim) -> frozenset[str]:
    told = ("at", "near", "within", "between")
    return frozenset(p.place for p in claim.places if p.role in told)


def _elsewhere(
    one: frozenset[str], two: frozenset[str], within: Mapping[str, str | None]
) -> bool:  # fmt: skip
    wide_one, wide_two = (frozenset(_chain(spots, within)) for spots in (one, two))
    return bool(one and two) and not (wide_one & two or wide_two & one)


def _chain(spots: Iterable[str], within: Mapping[str, str | None]) -> Iterable[str]:
    for spot in spots:
        seen: set[str] = set()
        here: str | None = spot
        while here is not None and here not in seen:
            seen.add(here)
            here = within.get(here)
        yield from seen


def _other_days(one: Claim, two: Claim) -> bool:
    a, b = one.time, two.time
    if not (a.start and a.end and b.start and b.end):
        return False
    return a.end < b.start or b.end < a.start


_Counts = frozenset[tuple[str, str, int, int | None]]


def _counts(claim: Claim) -> _Counts:
    return frozenset(
        (f.kind, f.victims, f.low, f.high)
        for f in claim.figures if f.part_of is None and not f.partial and not f.cumulative
    )  # fmt: skip


def _other_counts(one: _Counts, two: _Counts) -> bool:
    """Tell whether two counts of the same thing cannot both be right."""
    return any(_same_thing(a, b) and not _meet(a[2], a[3], b[2], b[3]) for a in one for b in two)


def _same_thing(one: tuple[str, str, Any, Any], two: tuple[str, str, Any, Any]) -> bool:
    """Tell whether both count the same; where one does not say whom it counts, they may."""
    unsaid = one[1] in UNSAID or two[1] in UNSAID
    return one[0] == two[0] and (unsaid or one[1] == two[1])


def _meet(low: int, high: int | None, low2: int, high2: int | None) -> bool:
    return (high is None or low2 <= high) and (high2 is None or low <= high2)
