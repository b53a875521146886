"""One place: what it lies in and what lies in it, who holds it over time, what happened.

In: a visit that names a place. Out: the page. Each account of who holds it is a mark on
its day; nothing is drawn between two accounts, as nobody tells of that time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consilience.casefile import Case, Filter
from consilience.casefile.spots import points
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.history import addresses, of_named
from consilience.desk.names import Names, look_up, names_of
from consilience.errors import NoSuchIdError
from consilience.model import Claim, Control, Place
from consilience.publish import atlas, dates, words
from consilience.publish.basemap import Window
from consilience.publish.index import place_name

EVENTS, INSIDE = 10, 40  # events, and places inside, on the page
WORDED = 100  # claims whose wording of the name is counted
ACCOUNTS = 200  # latest accounts of who holds it
SIZE = (420, 300)  # pixels of the drawing
AROUND, NEAR = 1.2, 60  # degrees to each side of it, and places named there for orientation
DEEP = 6  # places within places: a quarter, a town, a district, a province, a country, and one more


def show(visit: Visit) -> Shown:
    """Return the page of a place. Raises NoSuchIdError where there is none."""
    case = visit.case
    place = case.place(visit.key)
    if place is None:
        raise NoSuchIdError(f"{visit.key}: there is no such place now. It may have been merged.")
    control = sorted(case.control(at=place.id), key=_order)[-ACCOUNTS:]
    events = case.events(Filter(place=place.id), limit=EVENTS)
    total = case.count_events(Filter(place=place.id))
    inside = case.places_in(place.id, limit=INSIDE + 1)
    names = names_of(case, events)
    held = _held_names(case, control)
    worded = wordings(case.claims(Filter(place=place.id), limit=WORDED), place.id)
    history = of_named(case, place.id)
    return Shown(
        template="place.html", title=words.capital(place_name(place)),
        data=lambda: {"place": place, "within": list(_wider(case, place)), "inside": inside,
                      "worded": worded, "control": control, "events": events,
                      "events_in_all": total},
        rows=lambda: rows(control, held),
        context={"place": place, "history": history, "stands_at": addresses(case, history),
                 "within": list(_wider(case, place)), "inside": inside[:INSIDE],
                 "more_inside": len(inside) > INSIDE, "worded": worded,
                 "control": control[::-1], "lanes": lanes(control), "held": held,
                 "events": events, "event_total": total, "names": names,
                 "drawn": _drawn(case, place, total)},
    )  # fmt: skip


def _order(row: Control) -> tuple[str, str, str]:
    return row.as_of or "", row.holder, row.state


def _wider(case: Case, place: Place) -> Iterator[Place]:
    """Yield what the place lies in, the narrowest first."""
    here: Place | None = place
    for _ in range(DEEP):
        here = case.place(here.within) if here and here.within and here.within != here.id else None
        if here is None:
            return
        yield here


def wordings(claims: Iterable[Claim], place: str) -> list[tuple[str, int]]:
    """Return how these claims word the place's name, and how often; the commonest first."""
    found = Counter(
        " ".join(ref.text.split()) for claim in claims for ref in claim.places if ref.place == place
    )
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _held_names(case: Case, control: Sequence[Control]) -> Names:
    voices = {o.removeprefix("o-") for row in control for o in row.origins}
    return look_up(case, {*voices, *(row.holder for row in control)}, ())


def _drawn(case: Case, place: Place, events: int) -> atlas.Sheet | None:
    """Return a drawing with other places of the case around it; None without a point."""
    if not atlas.is_drawable(place) or place.lat is None or place.lon is None:
        return None
    frame = Window(place.lon - AROUND, place.lat - AROUND, place.lon + AROUND, place.lat + AROUND)
    with case.reading() as connection:
        near = points(connection, frame.south, frame.west, frame.north, frame.east, limit=NEAR)
    spot = atlas.Spot(place=place, name=place_name(place), events=events, contested=False)
    return atlas.sheet([spot], near, *SIZE, frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account on the strip; `x` is its day in percent."""

    row: Control
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The strip: one lane for each holder, in the order in which they come; dated accounts only.

    `ticks` are the first and the last day with their places; `undated` accounts are not drawn.
    """

    lanes: tuple[tuple[str, tuple[Account, ...]], ...]
    ticks: tuple[tuple[float, str], ...]
    undated: int


def lanes(control: Sequence[Control]) -> Lanes:
    """Return the strip of these accounts, which are in order of their days."""
    dated = [(day, row) for row in control if (day := dates.parse(row.as_of))]
    if not dated:
        return Lanes(lanes=(), ticks=(), undated=len(control))
    first, last = dated[0][0], dated[-1][0]
    span = max((last - first).days, 1)
    found: dict[str, list[Account]] = {}
    for day, row in dated:
        x = round(2 + 94 * (day - first).days / span, 2)
        found.setdefault(row.holder, []).append(Account(row=row, x=x))
    ends = [(2.0, first), (96.0, last)] if last > first else [(2.0, first)]
    return Lanes(
        lanes=tuple((holder, tuple(rows)) for holder, rows in found.items()),
        ticks=tuple((x, dates.moment(day.isoformat())) for x, day in ends),
        undated=len(control) - len(dated),
    )


def rows(control: Sequence[Control], held: Names) -> Rows:
    """Return who holds the place as a table, account by account."""
    return Rows(
        columns=("as_of", "holder", "holder_name", "state", "sources", "dispute", "claims"),
        rows=[
            (r.as_of, r.holder, held.actor(r.holder), r.state,
             "; ".join(held.origin(o) for o in r.origins), r.dispute, "; ".join(r.claims))
            for r in control
        ],
    )  # fmt: skip
