"""The review: what waits for an analyst, in the order in which it matters.

In: a visit; `matter` in its address narrows to one kind. Out: a queue of open disputes,
tolls that hang on one origin, merges near the threshold, events without a place or a day.
Each can be settled by a form where it stands; a new claim brings it up again.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast

from consilience.casefile.matters import Matter, MatterKind, matters, merged, settled
from consilience.desk.addresses import address
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.gist import Gist, gist
from consilience.desk.paging import turned
from consilience.errors import InputError
from consilience.knowledge.files import read_sections
from consilience.model import Event
from consilience.publish import words
from consilience.reconcile.doubts import Doubt, weakest
from consilience.reconcile.recall import recall

FILE = Path(__file__).with_name("review.yaml")
LINED_UP = 60  # of each kind; more come up as these are settled
MERGES = 24  # events of several reports whose weakest joint is looked for
PER_PAGE = 12
LEAST_KILLED = 10  # from which a toll with one origin waits for a second look
# What must have a place and a day: words and visits happen nowhere in particular.
FAMILIES = ("violence", "territory", "movement", "protest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of matter: what it is called, why it waits, how much it weighs, what settles it."""

    id: str
    say: str
    many: str
    why: str
    weight: float
    settled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A matter in the queue; of a merge, `one` are the claims of its weaker side."""

    matter: Matter
    kind: Kind
    one: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Return its spot on the page."""
        return f"{self.matter.kind}-{self.matter.about.replace('/', '-')}"

    @property
    def rest(self) -> tuple[str, ...]:
        """Return the claims of the other side."""
        return tuple(c for c in self.matter.claims if c not in self.one)

    @property
    def weight(self) -> float:
        """Return what decides its place in the queue (`review.yaml` tells how)."""
        people, reports = (
            math.log10(1 + self.matter.people),
            math.log10(max(self.matter.reports, 1)),
        )
        return round(self.kind.weight * (1 + people + reports), 3)


def show(visit: Visit) -> Shown:
    """Return the queue. Raises InputError for a kind that is none."""
    per = visit.asked.per if "per" in visit.asked.typed else PER_PAGE
    visit = replace(visit, asked=replace(visit.asked, per=per))
    wanted = visit.asked.typed.get("matter")
    if wanted is not None and wanted not in kinds():
        raise InputError(f"matter: {wanted!r} is none of {', '.join(kinds())}.")
    queue = lined_up(visit, [wanted] if wanted else list(kinds()))
    asked = visit.asked
    items = queue[asked.offset : asked.offset + asked.per]
    found = _gist(visit, items)
    return Shown(
        template="review.html", title="Review",
        data=lambda: {"total": len(queue), "page": asked.page, "per": asked.per,
                      "next": turned(visit, len(queue), 1), "items": [_item(i) for i in items]},
        rows=lambda: Rows(columns=_COLUMNS, rows=[_row(i) for i in items]),
        context={"items": items, "total": len(queue), "kinds": kinds().values(), "asked": asked,
                 "wanted": wanted, "found": found, "index": found.index,
                 "aside": visit.case.claims_aside(limit=LINED_UP),
                 "onward": _onward(visit, items)},
    )  # fmt: skip


def lined_up(visit: Visit, wanted: Iterable[str]) -> list[Item]:
    """Return the queue of these kinds: what matters most first, what is settled left out."""
    with visit.case.reading() as connection:
        done = settled(connection)
        found = [
            Item(matter=m, kind=kinds()[k])
            for k in wanted if k != "merge"
            for m in matters(connection, cast("MatterKind", k), visit.asked.filter,
                             families=FAMILIES, least=LEAST_KILLED, limit=LINED_UP + len(done))
        ]  # fmt: skip
        several = merged(connection, visit.asked.filter, MERGES + len(done))
    if "merge" in wanted:
        waits = [e for e in several if not _is_settled("merge", e.claims, done)]
        found += _merges(visit, waits[:MERGES])
    waiting = [i for i in found if not _is_settled(i.kind.id, i.matter.claims, done)]
    return sorted(waiting, key=lambda i: (-i.weight, i.matter.kind, i.matter.about))


def _is_settled(
    kind: str, claims: Iterable[str], done: Mapping[frozenset[str], Collection[str]]
) -> bool:
    """Tell whether a judgement on just these claims answers a matter of this kind."""
    return any(made in kinds()[kind].settled_by for made in done.get(frozenset(claims), ()))


def _merges(visit: Visit, several: Sequence[Event]) -> list[Item]:
    evidence = recall(visit.case.excerpt(several))
    found = []
    for event in several:
        doubt = weakest(evidence.of(event.claims), evidence)
        if doubt and doubt.is_near:
            found.append(_merge(event, doubt))
    return found


def _merge(event: Event, doubt: Doubt) -> Item:
    killed = (t.best for t in event.tolls if t.kind == "killed")
    made = Matter(
        kind="merge", about=event.id, event=event.id, words=event.summary, claims=event.claims,
        reports=len(event.reports), people=max(killed, default=0),
    )  # fmt: skip
    return Item(matter=made, kind=kinds()["merge"], one=doubt.one)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds of matters by id, in the order of `review.yaml`."""
    return {row.id: row for row in read_sections([FILE], {"matters": Kind})["matters"]}


def _gist(visit: Visit, items: Sequence[Item]) -> Gist:
    events = visit.case.events_of(list(dict.fromkeys(i.matter.event for i in items)))
    about = [i.matter.about for i in items if i.matter.kind == "dispute"]
    disputes = [d for key in about if (d := visit.case.dispute(key))]
    return gist(visit.case, events, disputes)


def _onward(visit: Visit, items: Sequence[Item]) -> dict[str, str]:
    """Return by an item's spot where to go on when it is settled: to the one after it."""
    here = address(visit.request.url.path, dict(visit.asked.typed))
    after = [*(i.anchor for i in items[1:]), "queue"]
    return {item.anchor: f"{here}#{spot}" for item, spot in zip(items, after, strict=False)}


_COLUMNS = ("matter", "id", "event", "words", "killed", "reports", "weight", "claims")


def _row(item: Item) -> tuple[str | int | float, ...]:
    m = item.matter
    return (m.kind, m.about, m.event, words.capital(m.words), m.people, m.reports, item.weight,
            "; ".join(m.claims))  # fmt: skip


def _item(item: Item) -> dict[str, object]:
    return {"matter": item.matter, "weight": item.weight, "weaker_side": item.one}
