"""Copies: who repeats whose text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from consilience.reconcile import copies
from consilience.reconcile.copies import Lineage, lineage, met
from consilience.settings import Settings

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

WIRE = (
    "Mortar rounds fell on a bus depot at the edge of the town on Monday evening and killed "
    "three drivers, the civil defence said. Rescue teams worked through the night to clear "
    "the rubble from the road, while the council asked families to stay indoors. "
    "Nobody has said who fired the rounds."
)
EDITED = WIRE.replace("Rescue teams worked", "Emergency crews laboured").replace(
    "Nobody has said who fired the rounds.", ""
)
OTHER = (
    "Three drivers died on Monday when their depot came under mortar fire. The rounds came "
    "from the hills, two residents told our correspondent, who saw the burnt buses himself. "
    "By midnight the road was open again and the wounded had been taken to the coast."
)


def _drawn(world: World, **settings: Any) -> Lineage:
    return lineage(world.reports, Settings(**settings))


def _found(world: World, **settings: Any) -> dict[str, str]:
    return _drawn(world, **settings).copy_of


def test_a_lightly_edited_wire_story_is_a_copy(world: World) -> None:
    wire = world.report("wire", "Levant Wire", "2024-11-29", WIRE)
    page = world.report("page", "Northern Post", "2024-11-30", EDITED)
    assert _found(world) == {page: wire}


def test_an_own_account_of_the_same_happening_is_no_copy(world: World) -> None:
    world.report("wire", text=WIRE)
    world.report("own", text=OTHER)
    assert _found(world) == {}


def test_the_one_published_first_is_the_original(world: World) -> None:
    late = world.report("late", published="2024-11-30T10:00:00Z", text=WIRE)
    early = world.report("early", published="2024-11-29T22:00:00Z", text=EDITED)
    assert _found(world) == {late: early}


def test_on_one_day_the_fuller_text_is_the_original(world: World) -> None:
    short = world.report("short", published="2024-11-29", text=EDITED)
    full = world.report("full", published="2024-11-29", text=WIRE)
    assert _found(world) == {short: full}


def test_a_report_without_a_date_is_never_the_original_of_a_dated_one(world: World) -> None:
    undated = world.report("undated", published=None, text=WIRE)
    dated = world.report("dated", published="2024-12-05", text=EDITED)
    assert _found(world) == {undated: dated}


def test_a_short_extract_is_a_copy_of_the_long_text(world: World) -> None:
    whole = world.report("whole", published="2024-11-29", text=f"{WIRE} {OTHER}")
    extract = world.report("extract", published="2024-11-30", text=WIRE)
    assert _found(world) == {extract: whole}


def test_all_copies_name_one_original(world: World) -> None:
    first = world.report("first", published="2024-11-28", text=WIRE)
    others = {world.report(n, published=f"2024-11-{n}", text=EDITED) for n in ("29", "30")}
    assert _found(world) == dict.fromkeys(sorted(others), first)


def test_how_alike_is_a_setting(world: World) -> None:
    world.report("wire", published="2024-11-29", text=WIRE)
    world.report("page", published="2024-11-30", text=EDITED)
    assert _found(world, copy_threshold=0.99) == {}


def test_texts_without_words_are_no_trouble(world: World) -> None:
    world.report("dots", text="…")
    world.report("wire", text=WIRE)
    assert _found(world) == {}


def test_copies_are_found_among_many_reports(world: World) -> None:
    for n in range(80):
        words = " ".join(f"word{n}x{i}" for i in range(40))
        world.report(f"filler{n:02}", text=words)
    wire = world.report("wire", published="2024-11-28", text=WIRE)
    page = world.report("page", published="2024-11-29", text=EDITED)
    assert _found(world) == {page: wire}


def test_how_many_texts_are_held_at_once_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.report("wire", "Levant Wire", "2024-11-29", WIRE)
    world.report("page", "Northern Post", "2024-11-30", EDITED)
    world.report("late", "Coast Daily", "2024-12-01", f"{EDITED} {_long('coast', 90)}")
    for n in range(80):
        world.report(f"other-{n}", text=_long(f"unlike{n}", 60))
    drawn = _drawn(world)
    monkeypatch.setattr(copies, "_HELD_AT_ONCE", 1)
    assert drawn == _drawn(world)
    assert drawn.copy_of and drawn.contains


def test_a_short_extract_is_found_among_many_reports(world: World) -> None:
    """A fifth of the words in common is little for MinHash; the extract is still a copy."""
    for n in range(80):
        world.report(f"filler{n:02}", text=" ".join(f"word{n}x{i}" for i in range(40)))
    more = " ".join(f"more{i}" for i in range(3 * len(WIRE.split())))
    whole = world.report("whole", published="2024-11-28", text=f"{WIRE} {more}")
    extract = world.report("extract", published="2024-11-29", text=WIRE)
    assert _found(world) == {extract: whole}


def test_the_picture_marks_the_copy(world: World) -> None:
    wire = world.report("wire", published="2024-11-29", text=WIRE)
    page = world.report("page", published="2024-11-30", text=WIRE)
    marked = {r.id: r.copy_of for r in world.picture().reports}
    assert marked == {wire: None, page: wire}


def _long(name: str, words: int) -> str:
    return " ".join(f"{name}{n}" for n in range(words))


def test_a_short_item_in_a_very_long_report_is_found_among_many(world: World) -> None:
    """A fiftieth of the words in common: too little for MinHash, enough for shared runs."""
    for n in range(80):
        world.report(f"filler{n:02}", text=_long(f"word{n}x", 40))
    more = _long("more", 50 * len(WIRE.split()))
    whole = world.report("whole", published="2024-11-28", text=f"{WIRE} {more}")
    item = world.report("item", published="2024-11-29", text=WIRE)
    assert _found(world) == {item: whole}


def test_a_long_article_that_takes_in_earlier_items_is_no_copy(world: World) -> None:
    """Nor are the two items copies of one another through it."""
    wire = world.report("wire", "Levant Wire", "2024-11-28", WIRE)
    other = world.report("other", "Northern Post", "2024-11-28", OTHER)
    mixed = f"{WIRE} {_long('own', 120)} {OTHER}"
    article = world.report("article", "Evening Mail", "2024-11-29", mixed)
    drawn = _drawn(world)
    assert drawn.copy_of == {}
    assert drawn.contains == {article: (other, wire)}


def test_the_publisher_that_the_others_credit_is_the_original(world: World) -> None:
    """Pages are often re-dated; a credit line is not."""
    page = world.report("page", "Northern Post", "2024-11-29", f"{WIRE} (Levant Wire)")
    wire = world.report("wire", "Levant Wire", "2024-11-30", WIRE)
    assert _found(world) == {page: wire}


def test_a_changed_text_at_one_address_is_a_new_version(world: World) -> None:
    first = world.report("first", "Levant Wire", "2024-11-29T08:00:00Z", WIRE)
    second = world.report("second", "Levant Wire", "2024-11-29T14:00:00Z", EDITED)
    third = world.report("third", "Levant Wire", "2024-11-30T09:00:00Z", WIRE + " Two more died.")
    assert _drawn(world).version_of == {second: first, third: second}


def test_another_outlets_copy_is_no_version(world: World) -> None:
    world.report("wire", "Levant Wire", "2024-11-29", WIRE)
    world.report("page", "Northern Post", "2024-11-30", EDITED)
    assert _drawn(world).version_of == {}


def test_the_order_of_reports_changes_no_lineage(world: World) -> None:
    for name, day, text in (("a", "29", WIRE), ("b", "30", EDITED), ("c", "30", f"{WIRE} {OTHER}")):
        world.report(name, "Levant Wire", f"2024-11-{day}", text)
    there = lineage(world.reports, Settings())
    assert lineage([*reversed(world.reports)], Settings()) == there


def test_of_the_pairs_that_meet_some_may_be_asked_for() -> None:
    held = {2: ["a", "b", "c"], 4: ["b", "d"]}
    assert met(held, {"a"}) == {("a", "b"), ("a", "c")}
    assert met(held) == {("a", "b"), ("a", "c"), ("b", "c"), ("b", "d")}
