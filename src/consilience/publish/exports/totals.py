"""Totals beside the events that they sum: only what is left of a total is a row of its own.

In: the cases of a picture, those of totals among them. Out: the cases as the codebooks count
them, and those that are left out, with the reason. *45 killed in Idlib in May* beside raids of
that May that killed 30 is a row of 15: GED codes what a source has summed as an event of its
own (clarity 2) and takes from it, count by count, the deaths that are coded elsewhere, so that
low may come out above best (codebook 19.1, 2.7 and 5.5). ACLED does not code a death twice
either (FAQ *Fatalities*). A total whose place or days are not surely known may hold any of the
other rows, so it is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from consilience.model import Claim, FigureKind, Picture, Place
from consilience.publish import words
from consilience.publish.exports.codebook import Case, cases, open_starts
from consilience.publish.exports.deaths import may_overlap, running
from consilience.reconcile.slots import is_total

# GED's longest time that is still a month (date_prec 4), and ACLED's (time_precision 3).
_MOST_DAYS = 31
_OTHER: tuple[FigureKind, ...] = ("injured", "displaced")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A total that is no row, and why."""

    case: Case
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The cases that become rows, in the picture's order, and the totals that do not."""

    cases: tuple[Case, ...]
    left_out: tuple[LeftOut, ...]


def coded(picture: Picture) -> Counted:
    """Return the events of a picture that a codebook codes, with each total as what is left."""
    places = {p.id: p for p in picture.places}
    plain: list[Case] = []
    sums: list[Case] = []
    left_out: list[LeftOut] = []
    order = [*cases(picture)]
    for case in order:
        kind = _kind(case)
        why = _why_none(case) if kind else None
        if kind is None or (kind == "brief" and why):
            plain.append(case)
            continue
        total = replace(case, total=True, tolls=running(case.told))
        if why:
            left_out.append(LeftOut(total, why))
        else:
            sums.append(total)
    left = (c for c in _remainders(sums, plain, places) if _says_something(c))
    kept = {c.event.id: c for c in (*plain, *left)}
    rows = tuple(kept[c.event.id] for c in order if c.event.id in kept)
    return Counted(rows, tuple(left_out))


def _kind(case: Case) -> str | None:
    """Return *total* for what only running totals tell, *brief* for counts over hours or days."""
    if case.event.parts or all(is_total(c) for c in case.told):
        return "total"
    figures = [f for c in case.told for f in c.figures if f.kind == "killed"]
    return "brief" if figures and all(f.window for f in figures) else None


def _why_none(case: Case) -> str | None:
    """Return why a total cannot be set against the events that it sums; None where it can."""
    if case.place is None:
        return "its place is not known"
    if not all(_names_its_place(c) for c in case.told):
        return "its place is told in another sentence"
    if case.days is None:
        return "its days are not known"
    if not all(_counts_its_days(c) for c in case.told):
        return "over which days it counts is not known"
    if case.days > _MOST_DAYS:
        return "it counts more than a month"
    return None


def _names_its_place(claim: Claim) -> bool:
    """Tell whether the words of a claim name its place: one that is handed on may be narrower."""
    return any(claim.start <= ref.start < claim.end for ref in claim.places)


def _counts_its_days(claim: Claim) -> bool:
    """Tell whether the claim's time is the time over which it counts: *in May*, not *since May*."""
    time = (claim.time.text or "").casefold()
    over = [f.window.casefold() for f in claim.figures if f.window]
    return (
        bool(time)
        and all(f.window for f in claim.figures if f.cumulative)
        and all(time in window for window in over)
        and all(bool(_open().search(window)) is bool(_open().search(time)) for window in over)
    )


@cache
def _open() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, open_starts()))})\b")


def _remainders(
    sums: Sequence[Case], plain: Sequence[Case], places: Mapping[str, Place]
) -> Iterator[Case]:
    """Yield each total as what is left of it, those over fewer days and smaller places first."""
    at: dict[str, list[Case]] = defaultdict(list)
    wanted = {c.event.place for c in sums}
    for case in plain:
        _put(case, at, wanted, places)
    for case in sorted(sums, key=lambda c: (c.days, -len([*_around(c, places)]), c.event.id)):
        inside = tuple(c for c in at[case.event.place or ""] if _is_inside(c, case))
        left = replace(case, inside=inside)
        yield left
        _put(left, at, wanted, places)


def _put(
    case: Case, at: dict[str, list[Case]], wanted: set[str | None], places: Mapping[str, Place]
) -> None:
    for place in _around(case, places):
        if place in wanted:
            at[place].append(case)


def _around(case: Case, places: Mapping[str, Place]) -> Iterator[str]:
    """Yield the case's place and all that it lies in."""
    here = case.event.place
    while here is not None:
        yield here
        here = places[here].within if here in places else None


def _is_inside(part: Case, whole: Case) -> bool:
    """Tell whether a row's days lie within a total's, and its dead may be among those counted."""
    one, all_ = _span(part), _span(whole)
    within = bool(one and all_ and all_[0] <= one[0] and one[1] <= all_[1])
    return within and may_overlap(part.tolls, whole.tolls)


def _span(case: Case) -> tuple[date, date] | None:
    first, last = case.event.time.start, case.event.time.end
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def _says_something(case: Case) -> bool:
    """Tell whether more is left of a total than that the rows it sums took place."""
    dead = case.deaths
    left = dead is not None and max(dead.low, dead.best, dead.high) > 0
    return left or any(case.count(kind) for kind in _OTHER) or not case.inside


def explained(found: Counted) -> Iterator[str]:
    """Yield, for a README, how totals were counted and which were left out."""
    sums = [c for c in found.cases if c.total]
    yield (
        "A total over several events (*45 killed in May*) is a row of what is left of it beside"
        " the rows within its place and its days, so that nobody is counted twice"
        f" (here {words.plural(len(sums), 'such row')})."
    )
    if found.left_out:
        yield (
            "Left out, because these totals may hold any of the other rows"
            f" ({words.plural(len(found.left_out), 'total')}):"
        )
    for one in found.left_out:
        yield f"- {one.case.event.id}: {_told(one.case)}; {one.why}."


def _told(case: Case) -> str:
    counts = (f"{words.counted(t.kind, t.victims)} {words.count(t.low, t.high)}"
              for t in case.tolls)  # fmt: skip
    return f"{case.event.summary} ({'; '.join(counts) or 'no count'})"
