"""Stories: which reports speak of one unfolding affair."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY = "2024-11-29", "2024-11-30"


def _stories(world: World) -> list[tuple[str, ...]]:
    return [s.reports for s in world.picture().stories]


def test_reports_of_one_event_are_one_story(world: World) -> None:
    for name in ("a", "b"):
        world.claim(world.report(name), at="aleppo", day=FRIDAY, by=["rebels"])
    assert _stories(world) == [("r-a", "r-b")]


def test_reports_of_nothing_shared_are_two_stories(world: World) -> None:
    world.claim(world.report("a"), at="aleppo", day=FRIDAY, by=["rebels"])
    world.claim(world.report("b"), "peaceful_protest", at="hama", day=FRIDAY, by=["civilians"])
    assert sorted(_stories(world)) == [("r-a",), ("r-b",)]


def test_every_report_is_in_one_story(world: World) -> None:
    world.report("silent")
    world.claim(world.report("a"), at="aleppo", day=FRIDAY)
    told = [r for story in _stories(world) for r in story]
    assert sorted(told) == ["r-a", "r-silent"]
    by_report = {r.id: r.story for r in world.picture().reports}
    assert set(by_report.values()) == {s.id for s in world.picture().stories}


def test_a_copy_is_in_its_originals_story(world: World) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    world.report("a", published=FRIDAY, text=text)
    world.report("b", published=SATURDAY, text=text)
    assert _stories(world) == [("r-a", "r-b")]


def test_the_same_actors_and_places_within_a_week_are_one_story(world: World) -> None:
    for name, kind in (("a", "takes_territory"), ("b", "displacement")):
        world.claim(world.report(name), kind, at="saraqib", by=["hts"], day=FRIDAY)
    assert _stories(world) == [("r-a", "r-b")]


def test_the_same_actors_and_places_months_apart_are_two(world: World) -> None:
    world.claim(world.report("a", published="2024-03-01"), at="saraqib", by=["hts"])
    world.claim(world.report("b", published=SATURDAY), "displacement", at="saraqib", by=["hts"])
    assert len(_stories(world)) == 2


def test_a_story_spans_its_reports_days(world: World) -> None:
    for name, day in (("a", FRIDAY), ("b", "2024-12-01")):
        world.claim(world.report(name, published=day), at="aleppo", day=FRIDAY, by=["rebels"])
    (story,) = world.picture().stories
    assert (story.start, story.end) == (FRIDAY, "2024-12-01")


def test_a_story_is_called_by_its_places_and_doers(world: World) -> None:
    world.claim(world.report("a"), at="aleppo", day=FRIDAY, by=["rebels"])
    (story,) = world.picture().stories
    assert story.title == "Aleppo: rebels"


def test_a_story_without_either_is_called_by_a_headline(world: World) -> None:
    world.report("a", text="Market reopens after the storm")
    (story,) = world.picture().stories
    assert story.title == "Market reopens after the storm"
