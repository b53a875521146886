"""Copies and new versions that change a count: still copies, and the change is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

BODY = (
    "Mortar rounds fell on a bus depot at the edge of the town on Monday evening and rescue "
    "teams worked through the night to clear the rubble from the road to the coast."
)
TOLL = "Shells on the depot killed {} drivers, the council of the town said."


def _report(world: World, name: str, day: str, count: int, killed: Any, who: str) -> None:
    report = world.report(name, who, f"2024-11-{day}", BODY)
    world.claim(report, quote=TOLL.format(count), at="hama", figures=[killed(count)], said="un")


def _told(world: World) -> dict[str, str]:
    return {
        w.code: w.message for w in world.picture().warnings if w.code.endswith("-changed")
    }  # fmt: skip


def test_a_copy_with_a_raised_toll_is_a_copy_and_says_so(world: World, killed: Any) -> None:
    _report(world, "wire", "28", 12, killed, "Levant Wire")
    _report(world, "page", "29", 20, killed, "Northern Post")
    assert {r.id: r.copy_of for r in world.picture().reports}["r-page"] == "r-wire"
    assert _told(world) == {
        "copy-changed": "Northern Post changes 12 killed to 20, in a copy of Levant Wire."
    }


def test_a_new_version_that_raises_the_toll_says_so(world: World, killed: Any) -> None:
    _report(world, "early", "28", 12, killed, "Levant Wire")
    _report(world, "late", "29", 20, killed, "Levant Wire")
    assert _told(world) == {
        "version-changed": "Levant Wire changes 12 killed to 20, in a new version."
    }


def test_a_report_names_the_version_before_it_and_what_it_takes_in(
    world: World, killed: Any
) -> None:
    _report(world, "early", "28", 12, killed, "Levant Wire")
    _report(world, "late", "29", 20, killed, "Levant Wire")
    own = " ".join(f"own{n}" for n in range(90))
    world.report("long", "Northern Post", "2024-11-30", f"{own} {BODY}")
    of = {r.id: r for r in world.picture().reports}
    assert (of["r-late"].version_of, of["r-early"].version_of) == ("r-early", None)
    assert (of["r-long"].contains, of["r-early"].contains) == (("r-early",), ())


def test_a_copy_that_changes_nothing_is_no_warning(world: World, killed: Any) -> None:
    _report(world, "wire", "28", 12, killed, "Levant Wire")
    _report(world, "page", "29", 12, killed, "Northern Post")
    assert _told(world) == {}


def _counts(world: World, name: str, day: str, who: str, figures: list[Any]) -> None:
    report = world.report(name, who, f"2024-11-{day}", BODY)
    words = " and ".join(f"{f.low} {f.victims}" for f in figures)
    quote = f"Shells on the depot of the town killed {words}, its council said."
    world.claim(report, quote=quote, at="hama", figures=figures, said="un")


def test_a_copy_that_leaves_a_count_out_changes_none(world: World, killed: Any) -> None:
    drivers, guards = killed(12, victims="civilians"), killed(3, victims="soldiers")
    _counts(world, "wire", "28", "Levant Wire", [drivers, guards])
    _counts(world, "page", "29", "Northern Post", [guards])
    assert _told(world) == {}


def test_the_count_of_the_same_people_is_the_one_that_was_changed(
    world: World, killed: Any
) -> None:
    drivers, guards = killed(12, victims="civilians"), killed(3, victims="soldiers")
    _counts(world, "wire", "28", "Levant Wire", [drivers, guards])
    _counts(world, "page", "29", "Northern Post", [killed(5, victims="soldiers"), drivers])
    assert _told(world) == {
        "copy-changed": "Northern Post changes 3 killed to 5, in a copy of Levant Wire."
    }


def test_an_own_report_with_another_toll_is_no_warning(world: World, killed: Any) -> None:
    _report(world, "wire", "28", 12, killed, "Levant Wire")
    own = world.report("own", "Northern Post", "2024-11-29", "Buses burned all night in Hama.")
    world.claim(own, quote="Twenty died at the depot.", at="hama", figures=[killed(20)])
    assert _told(world) == {}


def test_an_article_that_takes_in_an_earlier_item_says_so(world: World) -> None:
    world.report("wire", "Levant Wire", "2024-11-28", BODY)
    more = " ".join(f"own{n}" for n in range(90))
    world.report("page", "Evening Mail", "2024-11-29", f"{BODY} {more}")
    messages = [w.message for w in world.picture().warnings if w.code == "takes-in"]
    assert messages == ["Evening Mail takes in the text of Levant Wire."]
