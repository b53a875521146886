"""Copies: who repeats whose text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consilience.reconcile.copies import copies
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


def _found(world: World, **settings: Any) -> dict[str, str]:
    return copies(world.reports, Settings(**settings))


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
