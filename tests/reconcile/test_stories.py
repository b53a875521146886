"""Stories: which reports speak of one unfolding affair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY = "2024-11-29", "2024-11-30"
SHELLS = "Rebels shelled the bakery at dawn. Flour burned until noon in the northern quarter."
FLIGHT = "Families left Saraqib in trucks. Fighters shelled its northern quarter at dawn."
MARCH = "Teachers marched for their wages. Police watched the square and nobody was hurt."


def _stories(world: World) -> list[tuple[str, ...]]:
    return [s.reports for s in world.picture().stories]


def test_reports_of_one_event_are_one_story(world: World) -> None:
    for name in ("a", "b"):
        world.claim(world.report(name), at="aleppo", day=FRIDAY, by=["rebels"])
    assert _stories(world) == [("r-a", "r-b")]


def test_reports_of_nothing_shared_are_two_stories(world: World) -> None:
    shells, march = world.report("a", text=SHELLS), world.report("b", text=MARCH)
    world.claim(shells, at="aleppo", day=FRIDAY, by=["rebels"])
    world.claim(march, "peaceful_protest", at="hama", day=FRIDAY, by=["civilians"])
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
    spring = world.report("a", published="2024-03-01", text=SHELLS)
    autumn = world.report("b", published=SATURDAY, text=FLIGHT)
    world.claim(spring, at="saraqib", by=["hts"])
    world.claim(autumn, "displacement", at="saraqib", by=["hts"])
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


def test_a_story_that_grows_keeps_its_id(world: World) -> None:
    world.claim(world.report("a", published=FRIDAY), at="aleppo", day=FRIDAY, by=["rebels"])
    (young,) = world.picture().stories
    world.claim(world.report("b", published=SATURDAY), at="aleppo", day=FRIDAY, by=["rebels"])
    (grown,) = world.picture().stories
    assert (grown.id, len(grown.reports)) == (young.id, 2)


def test_reports_added_one_by_one_give_the_stories_of_all_at_once(world: World) -> None:
    texts = (SHELLS, MARCH, SHELLS.replace("noon", "evening"), FLIGHT)
    for n, text in enumerate(texts):
        world.report(f"r{n}", text=text)
        step_by_step = world.picture()
    again = type(world)(types=world.types)
    for n, text in reversed([*enumerate(texts)]):
        again.report(f"r{n}", text=text)
    assert again.picture().stories == step_by_step.stories


_TEXTS = (SHELLS, MARCH, FLIGHT, SHELLS.replace("noon", "evening"), MARCH.replace("square", "port"))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(12)), st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_whatever_the_order_in_which_reports_come_the_stories_are_the_same(
    world: World, order: list[int], which: list[int]
) -> None:
    def told(numbers: list[int], *, each: bool) -> object:
        made = type(world)(types=world.types)
        for n in numbers:
            day = None if n == 7 else f"2024-11-{10 + n:02d}"
            report = made.report(f"r{n}", published=day, text=f"{_TEXTS[which[n]]} Line {n}.")
            if n % 3:
                place = "aleppo" if which[n] % 2 else "hama"
                words = f"The {place} bridge fell on day {n}."
                made.claim(report, at=place, day=day, by=["rebels"], quote=words)
            if each:
                made.picture()
        return made.picture().stories

    assert told(order, each=True) == told(sorted(order), each=False)
