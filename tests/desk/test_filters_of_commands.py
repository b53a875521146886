"""A filter means the same as an option of a command and in an address of the desk."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

from consilience.casefile import Case
from consilience.cli.export import export
from consilience.cli.filters import selection_of
from consilience.desk.addresses import FILTERS, asked
from consilience.errors import InputError
from consilience.model import Picture
from consilience.publish.selection import select


def values(name: str, picture: Picture) -> Iterator[str]:
    """Yield what a filter may ask for of a picture."""
    places = [p for p in picture.places if any(e.place == p.id for e in picture.events)]
    yield from {
        "type": {e.event_type for e in picture.events},
        "family": {"violence", "territory", "speech"},
        "grade": {"weak", "fair", "contested", "confirmed"},
        "disputed": {"yes", "no"}, "judged": {"yes", "no"},
        "actor": {a for e in picture.events for a in (*e.actors, *e.targets)},
        "place": {p.id for p in picture.places},
        "country": {p.country or "" for p in places}, "admin1": {p.admin1 or "" for p in places},
        "frame": {"35,36,36,37", "-90,179,90,-179", "-90,-180,90,180"},
        "since": {"2024-03-04", "2024-03-06"}, "until": {"2024-03-04", "2024-03-06"},
        "source": {o.id for o in picture.origins} | {"Harbour Post"},
        "publisher": {r.publisher or "" for r in picture.reports},
        "report": {r.id for r in picture.reports}, "story": {s.id for s in picture.stories},
    }[name]  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_an_option_leaves_what_the_desk_shows(name: str, case: Case) -> None:
    picture = case.picture()
    shown: set[str] = set()
    for value in sorted(v for v in values(name, picture) if v):
        on_desk = {e.id for e in case.events(asked({name: value}, case).filter, limit=10_000)}
        option = {"yes": True, "no": False}.get(value, value)
        given = option if name in ("since", "until", "frame", "disputed", "judged") else [option]
        chosen = selection_of(picture, **{"type_" if name == "type" else name: given})  # type: ignore[arg-type]
        assert {e.id for e in select(picture, chosen).events} == on_desk, value
        shown |= on_desk
    assert shown


def test_every_filter_of_the_desk_is_an_option_of_export() -> None:
    options = {name.rstrip("_") for name in inspect.signature(export).parameters}
    assert set(FILTERS) <= options


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("grade", ["good"], "none of confirmed"),
        ("since", "yesterday", "no day"),
        ("frame", "1,2,3", "no frame"),
        ("family", ["violense"], "near it: violence"),
        ("type_", ["sheling"], "near it: shelling"),
        ("publisher", ["Harbor Post"], "near it: Harbour Post"),
        ("report", ["r-none"], "No report"),
    ],
)
def test_what_cannot_be_meant_is_refused(case: Case, option: str, value: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        selection_of(case.picture(), **{option: value})  # type: ignore[arg-type]
