"""Which claims tell one happening, found by many workers at once.

In: the evidence, and an engine that runs a function over items. Out: the very groups that
`events.same_event` finds. What it does in one go is cut where it does not hang together:

1. the accounts of a report depend on that report alone: cut by reports;
2. an account is compared with those of the days before it: cut by days, and each part is
   given the accounts of the days before it, to compare with and not among themselves;
3. links that span parts join components, here;
4. a component depends on its own claims alone: cut by components.

Each part carries only the claims that it needs with what they name. All rules are those of
`accounts`, `candidates` and `events`; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from consilience.engines import Engine, Lost
from consilience.reconcile.accounts import accounts
from consilience.reconcile.candidates import day_of, stretches
from consilience.reconcile.events import Component, Link, linked, links, reconciled
from consilience.reconcile.evidence import Evidence

T = TypeVar("T")
R = TypeVar("R")
# Claims that one part holds of its own: some seconds of work, so that what a part costs to
# send is small beside it, and no part keeps the others waiting at the end.
_PART = 4000
# Parts of days are larger, so that what they are given of the days before is small beside them:
# at most so many times, and never so large that there are fewer than so many of them.
_DAYS_TIMES, _DAYS_PARTS = 5, 8

Told = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class _Days:
    """Accounts to be linked: those from `since` on, with all that come before them in `told`."""

    evidence: Evidence
    told: tuple[Told, ...]
    since: int
    numbers: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class _Affairs:
    """Components to be reconciled."""

    evidence: Evidence
    components: tuple[Component, ...]


def same_event_on(engine: Engine, evidence: Evidence) -> list[list[str]]:
    """Return the claims of each event, as `same_event` does, with the work spread out."""
    told = sorted(chain.from_iterable(_over(engine, _told, _by_reports(evidence))))
    found = sorted(chain.from_iterable(_over(engine, _linked, _by_days(told, evidence))),
                   key=lambda link: (link[2], link[1]))  # fmt: skip
    components = list(linked(told, found))
    groups = chain.from_iterable(_over(engine, _reconciled, _by_affairs(components, evidence)))
    return sorted(groups)


def _over(engine: Engine, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield the work on each item; one that no worker survived is done here."""
    for found in engine.map(work, items):
        yield work(found.item) if isinstance(found, Lost) else found


def _by_reports(evidence: Evidence) -> Iterator[Evidence]:
    """Yield the evidence in parts of whole reports."""
    ids = sorted(evidence.claims, key=lambda i: (evidence.claims[i].report, i))
    start = 0
    while start < len(ids):
        end = min(start + _PART, len(ids))
        while end < len(ids) and _report(ids[end], evidence) == _report(ids[end - 1], evidence):
            end += 1
        yield part_of(evidence, ids[start:end])
        start = end


def _report(claim: str, evidence: Evidence) -> str:
    return evidence.claims[claim].report


def _told(evidence: Evidence) -> list[Told]:
    """Return the accounts of some reports, each with its day."""
    return [(day_of(s), s.ids) for s in accounts(evidence)]


def _by_days(told: Sequence[Told], evidence: Evidence) -> Iterator[_Days]:
    """Yield the accounts, which are in order of day, in parts with those they can meet."""
    sizes = [len(ids) for _, ids in told]
    most = max(_PART, min(_PART * _DAYS_TIMES, sum(sizes) // _DAYS_PARTS))
    for before, own in stretches([day for day, _ in told], sizes, most):
        numbers = (*before, *own)
        claims = [i for n in numbers for i in told[n][1]]
        some = tuple(told[n] for n in numbers)
        yield _Days(part_of(evidence, claims), some, len(before), numbers)


def _linked(days: _Days) -> list[Link]:
    return [(score, days.numbers[one], days.numbers[two])
            for score, one, two in links(days.told, days.evidence, days.since)]  # fmt: skip


def _by_affairs(components: Sequence[Component], evidence: Evidence) -> Iterator[_Affairs]:
    """Yield the components in parts of about as many claims."""
    held: list[Component] = []
    size = 0
    for component in components:
        held.append(component)
        size += sum(len(ids) for ids in component.accounts)
        if size >= _PART:
            yield _affairs(held, evidence)
            held, size = [], 0
    if held:
        yield _affairs(held, evidence)


def _affairs(components: Sequence[Component], evidence: Evidence) -> _Affairs:
    ids = [i for c in components if c.links for told in c.accounts for i in told]
    return _Affairs(part_of(evidence, ids), tuple(components))


def _reconciled(affairs: _Affairs) -> list[list[str]]:
    return [g for c in affairs.components for g in reconciled(c, affairs.evidence)]


def part_of(evidence: Evidence, ids: Iterable[str]) -> Evidence:
    """Return the evidence of some claims, with the reports, actors and places that they name.

    It serves to tell which claims are one event, not to weigh the events.
    """
    claims = {i: evidence.claims[i] for i in sorted(ids)}
    places = {p.place for c in claims.values() for p in c.places}
    actors = {a.actor for c in claims.values() for a in (*c.actors, *c.targets)}
    wider = {w for p in places for w in evidence.map.chain(p)}
    above = {a for actor in actors for a in evidence.cast.chain(actor)} & evidence.actors.keys()
    return Evidence(
        reports={r: evidence.reports[r] for r in sorted({c.report for c in claims.values()})},
        claims=claims,
        actors={a: evidence.actors[a] for a in sorted(above)},
        places={p: evidence.places[p] for p in sorted(wider)},
        families=evidence.families, ranks=evidence.ranks, labels=evidence.labels,
    )  # fmt: skip
