"""A part of a picture holds together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consilience.errors import InputError
from consilience.model import Picture
from consilience.publish.picture import from_json, to_json
from consilience.publish.selection import Selection, ids_of, select


def test_nothing_asked_is_the_whole(picture: Picture) -> None:
    assert select(picture, Selection()) is picture


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        (Selection(types=frozenset({"shelling"})), ["e2"]),
        (Selection(grades=frozenset({"contested"})), ["e1", "e4"]),
        (Selection(disputed=True), ["e1", "e3", "e4"]),
        (Selection(since="2024-11-28", until="2024-11-28"), ["e4"]),
        (Selection(sources=frozenset({"o-sana"})), ["e2"]),
        (Selection(sources=frozenset({"The Ledger"})), ["e2", "e3", "e8"]),
        (Selection(actors=frozenset({"un"})), []),  # who only says it is a source
        (Selection(places=frozenset({"idlib"})), ["e3", "e8"]),
        (Selection(places=frozenset({"aleppo"})), ["e1", "e2", "e5"]),
        (Selection(types=frozenset({"shelling"}), disputed=True), []),
    ],
)
def test_filters_keep_the_events_that_hold(
    asked: Selection, events: list[str], picture: Picture
) -> None:
    assert [e.id for e in select(picture, asked).events] == events


def test_a_part_is_a_picture_that_can_be_read_back(picture: Picture) -> None:
    part = select(picture, Selection(types=frozenset({"shelling"})))
    assert from_json(to_json(part)) == part
    assert {r.id for r in part.reports} == {"r2", "r4", "r5"}
    assert {c.event for c in part.claims} == {"e2"}
    assert {p.id for p in part.places} == {"dorm", "aleppo"}


def test_a_dispute_on_control_keeps_its_other_side(picture: Picture) -> None:
    one, two = picture.events[:2]
    first, second = picture.disputes[0].positions[:2]
    sides = replace(
        picture.disputes[0], event=None,
        positions=(replace(first, claims=one.claims), replace(second, claims=two.claims)),
    )  # fmt: skip
    part = select(replace(picture, disputes=(sides,)), Selection(events=frozenset({one.id})))
    assert {*one.claims, *two.claims} == {c.id for c in part.claims}
    assert {c.event for c in part.claims} == {one.id, None}
    assert from_json(to_json(part)) == part


def test_names_are_found_whatever_their_marks() -> None:
    things = [("p1", "Ma'arrat al-Nu'man"), ("p2", "Idlib")]
    assert ids_of(things, ["Ma‘arrat al-Nu‘man"], "place") == {"p1"}
    with pytest.raises(InputError, match="near it: Idlib"):
        ids_of(things, ["Idlb"], "place")
