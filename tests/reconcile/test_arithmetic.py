"""Counts of one report of which the parts are more than the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from consilience.reconcile.arithmetic import CODE, does_not_add_up

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY = "2024-11-29"


def _quarters(world: World, injured: Any, whole: int, *parts: int) -> None:
    report = world.report("a")
    world.claim(report, at="aleppo", day=FRIDAY, figures=[injured(whole)])
    for n, part in enumerate(parts):
        quarter = f"quarter-{n}"
        world.places[quarter] = replace(world.places["hamdaniya"], id=quarter, name=quarter)
        world.claim(report, at=quarter, day=FRIDAY, figures=[injured(part)])


def test_classes_that_sum_to_more_than_their_whole(world: World, killed: Any) -> None:
    whole = replace(killed(9, victims="unknown"), text="nine people")
    soldiers = replace(killed(7, victims="soldiers", part_of=0), text="seven soldiers")
    farmers = replace(killed(5, part_of=0), text="five civilians")
    world.claim(world.report("a"), at="aleppo", figures=[whole, soldiers, farmers])
    (warning,) = does_not_add_up(world.evidence())
    assert warning.code == CODE
    assert warning.message == (
        "“nine people” against “seven soldiers”; “five civilians”: 7 + 5 = 12, more than 9"
    )


def test_children_among_civilians_are_counted_once(world: World, killed: Any) -> None:
    figures = [killed(9, victims="unknown"), killed(8, part_of=0),
               killed(5, victims="children", part_of=0)]  # fmt: skip
    world.claim(world.report("a"), at="aleppo", figures=figures)
    assert does_not_add_up(world.evidence()) == []


def test_quarters_that_sum_to_more_than_their_town(world: World, counted: Any) -> None:
    _quarters(world, lambda n: counted("injured", n), 34, 15, 7, 13)
    (warning,) = does_not_add_up(world.evidence())
    assert warning.message.endswith("15 + 7 + 13 = 35, more than 34")


def test_quarters_that_sum_to_less_may_be_some_of_them(world: World, counted: Any) -> None:
    _quarters(world, lambda n: counted("injured", n), 34, 15, 7)
    assert does_not_add_up(world.evidence()) == []


def test_an_open_whole_holds_any_parts(world: World, killed: Any) -> None:
    figures = [killed(9, None, victims="unknown"), killed(7, victims="soldiers", part_of=0),
               killed(5, part_of=0)]  # fmt: skip
    world.claim(world.report("a"), at="aleppo", figures=figures)
    assert does_not_add_up(world.evidence()) == []


def test_the_picture_warns_of_it(world: World, counted: Any) -> None:
    _quarters(world, lambda n: counted("injured", n), 34, 15, 7, 13)
    assert CODE in {w.code for w in world.picture().warnings}
