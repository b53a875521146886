"""How an actor stands to others, as accounts have it: supports, fights, accuses, over time.

In: the `Relation`s of an actor, and `relations.yaml`, which says what an act means. Out:
`Tie`s, one for each other actor and relation, with its months. Nothing is weighed up: who
is told to fight and to talk with another has two ties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from consilience.casefile.relations import Relation
from consilience.knowledge.files import read_sections
from consilience.publish import words

FILE = Path(__file__).with_name("relations.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: str
    to: str
    by: str
    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    mutual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How many accounts of one tie are of one month (YYYY-MM); `x` in percent of the strip."""

    month: str
    count: int
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What is told between the actor and another: how often, in which words, in which months.

    `to` and `by` count events in which the actor did it and the other did it, `beside`
    those in which both are among the doers; of `undated` accounts no month is known.
    """

    other: str
    to: int
    by: int
    beside: int
    undated: int
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """Return how many accounts there are."""
        return self.to + self.by + self.beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All ties of one relation, most told first; `to`, `by` say the relation in words."""

    id: str
    to: str
    by: str
    ties: tuple[Tie, ...]


@dataclass
class _Sum:
    to: int = 0
    by: int = 0
    beside: int = 0
    undated: int = 0
    months: Counter[str] = field(default_factory=Counter)


def ties(relations: Iterable[Relation]) -> list[Ties]:
    """Return the ties by relation, in the order of `relations.yaml`."""
    sums: dict[str, dict[str, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    for one in relations:
        kind = meaning(one)
        if kind:
            _add(sums[kind][one.other], one)
    months = sorted({m for others in sums.values() for s in others.values() for m in s.months})
    at = places_of(months)
    return [
        Ties(id=row.id, to=row.to, by=row.by, ties=_ordered(sums[row.id], at))
        for row in _rows() if row.id in sums
    ]  # fmt: skip


def meaning(one: Relation) -> str:
    """Return the relation that an account says, or nothing where it says none."""
    if one.accused:
        return "accuses"
    if one.way == "with":
        return next((r.id for r in _rows() if r.mutual and one.event_type in r.types), "beside")
    family = _families().get(one.event_type, "")
    by_type = (row.id for row in _rows() if one.event_type in row.types)
    by_family = (row.id for row in _rows() if family in row.families)
    return next(by_type, next(by_family, ""))


def places_of(months: Sequence[str]) -> Mapping[str, float]:
    """Return where each month (YYYY-MM) stands on a strip of all of them, in percent."""
    if not months:
        return {}
    first, last = _number(months[0]), _number(months[-1])
    span = max(last - first, 1)
    return {m: round(1 + 98 * (_number(m) - first) / span, 2) for m in months}


def _add(total: _Sum, one: Relation) -> None:
    field_of = {"to": "to", "from": "by", "with": "beside"}[one.way]
    setattr(total, field_of, getattr(total, field_of) + one.events)
    if one.month:
        total.months[one.month] += one.events
    else:
        total.undated += one.events


def _ordered(sums: Mapping[str, _Sum], at: Mapping[str, float]) -> tuple[Tie, ...]:
    made = (
        Tie(other=other, to=s.to, by=s.by, beside=s.beside, undated=s.undated,
            months=tuple(Month(month=m, count=s.months[m], x=at[m]) for m in sorted(s.months)))
        for other, s in sums.items()
    )  # fmt: skip
    return tuple(sorted(made, key=lambda t: (-t.count, t.other)))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(read_sections([FILE], {"relations": _Row})["relations"])


@cache
def _families() -> Mapping[str, str]:
    return {id_: family for id_, _, family in words.event_types()}
