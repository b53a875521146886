"""Clusters: which reports are about one thing, and when one group is two."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from consilience.reconcile import clusters as room
from consilience.reconcile.clusters import clusters
from consilience.reconcile.profiles import profiles

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

# Two quakes: what is told of both, and what tells them apart.
COMMON = (
    "An earthquake struck before dawn and brought houses down.",
    "Rescue teams searched the rubble for survivors through the night.",
    "The quake was felt by people across the region, the survey said.",
    "Schools were shut and the injured were flown to hospital.",
    "Aftershocks kept families in the open, wrapped in blankets.",
)
EAST = (
    "The village of Marwenda lost its mosque, mayor Osman Tiryal said.",
    "Near Marwenda the Kelbat bridge fell into the river on 14 March.",
    "Osman Tiryal asked the province of Harvan for 300 tents.",
    "Soldiers from Harvan reached Marwenda over the Kelbat pass.",
    "In Harvan 41 people died, most of them in Marwenda.",
)
WEST = (
    "On the island of Solmera the port of Quinto was flooded.",
    "Governor Pilar Andrade closed the port of Quinto on 2 August.",
    "Ferries took 900 people from Solmera to the mainland.",
    "Pilar Andrade counted 12 dead, all of them in Quinto.",
    "The lighthouse of Solmera stands, but Quinto has no water.",
)


def _told(world: World, name: str, own: tuple[str, ...], n: int, published: str | None) -> None:
    lines = [f"Earthquake day {name}"]
    lines += [own[n % 5], COMMON[n % 5], own[(n + 1) % 5], COMMON[(n + 2) % 5], own[(n + 3) % 5]]
    world.report(f"{name}{n}", published=published, text="\n".join(lines))


def _groups(world: World, together: tuple[tuple[str, str], ...] = ()) -> list[list[str]]:
    return clusters(profiles(world.evidence(), [], []), together)


def test_two_quakes_told_alike_come_apart_by_names_and_numbers(world: World) -> None:
    for n in range(5):
        _told(world, "east", EAST, n, None)
        _told(world, "west", WEST, n, None)
    assert _groups(world) == [
        [f"r-east{n}" for n in range(5)],
        [f"r-west{n}" for n in range(5)],
    ]


def test_reports_of_one_quake_stay_one_group(world: World) -> None:
    for n in range(9):
        _told(world, "east", EAST, n, "2024-03-15")
    assert len(_groups(world)) == 1


def test_the_same_words_a_year_apart_are_two_groups(world: World) -> None:
    for n, day in enumerate(("2023-03-15", "2023-03-16", "2024-03-15", "2024-03-16")):
        _told(world, "east", EAST, n, day)
    assert _groups(world) == [["r-east0", "r-east1"], ["r-east2", "r-east3"]]


def test_what_belongs_together_is_never_parted(world: World) -> None:
    _told(world, "east", EAST, 0, None)
    world.report("other", published=None, text="Wheat prices fell again in the autumn.")
    assert _groups(world, (("r-east0", "r-other"),)) == [["r-east0", "r-other"]]


def test_a_short_report_goes_where_the_one_most_like_it_is(world: World) -> None:
    for n in range(6):
        _told(world, "east", EAST, n, None)
    world.report("short", published=None, text="Kelbat bridge fell. Marwenda is cut off.")
    assert len(_groups(world)) == 1


def test_the_order_of_reports_changes_nothing(world: World) -> None:
    told = [("east", EAST, n) for n in range(5)] + [("west", WEST, n) for n in range(5)]
    results = []
    for seed in range(4):
        again = type(world)(types=world.types)
        for name, own, n in random.Random(seed).sample(told, len(told)):
            _told(again, name, own, n, None)
        results.append(_groups(again))
    assert all(r == results[0] for r in results)


def test_reports_without_words_stand_alone(world: World) -> None:
    world.report("dots", text="…")
    world.report("marks", text="!?")
    assert _groups(world) == [["r-dots"], ["r-marks"]]


def test_a_large_group_is_parted_like_a_small_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_ALL_PAIRS", 4)
    for n in range(5):
        _told(world, "east", EAST, n, None)
        _told(world, "west", WEST, n, None)
    assert _groups(world) == [
        [f"r-east{n}" for n in range(5)],
        [f"r-west{n}" for n in range(5)],
    ]


def test_two_small_affairs_come_apart_where_they_are_told_of_other_places(world: World) -> None:
    for n in range(3):
        _told(world, "east", EAST, n, None)
        _told(world, "west", WEST, n, None)
        world.claim(f"r-east{n}", "casualties", at="saraqib", told=False)
        world.claim(f"r-west{n}", "casualties", at="hama", told=False)
    assert _groups(world) == [[f"r-{w}{n}" for n in range(3)] for w in ("east", "west")]


def _few_words(world: World, place: str, published: str | None) -> list[list[str]]:
    """Return the groups where a report of few words tells of an act at a place."""
    for n in range(6):
        report = f"r-east{n}"
        _told(world, "east", EAST, n, "2024-03-15")
        world.claim(report, "shelling", at="saraqib", by=["rebels"], told=False)
    world.report("few", published=published, text="Mortars hit Kelbat. Schools were shut today.")
    world.claim("r-few", "armed_clash", at=place, told=False)
    return _groups(world)


def test_a_report_alone_follows_one_that_tells_of_violence_there_and_then(world: World) -> None:
    assert len(_few_words(world, "saraqib", "2024-03-16")) == 1


def test_a_report_alone_does_not_follow_one_of_another_town(world: World) -> None:
    assert ["r-few"] in _few_words(world, "hama", "2024-03-16")


def test_a_report_alone_does_not_follow_one_of_another_week(world: World) -> None:
    assert ["r-few"] in _few_words(world, "saraqib", "2024-03-25")
