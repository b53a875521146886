"""Tolls: how many, as counted by whom; the written rule for low, best and high."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.model import Figure, TollByOrigin
from consilience.reconcile.tolls import best_of, tolls

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY, SUNDAY = "2024-11-29", "2024-11-30", "2024-12-01"
QUOTE = "Shells struck a bus depot in Aleppo on Friday evening and the drivers were hit."


def _count(world: World, said: str | None, figure: Any, published: str = SATURDAY) -> str:
    """Add a report of Friday's shelling of a depot with this count by this voice."""
    report = world.report(f"{len(world.claims)}", published=published)
    claim = world.claim(report, at="aleppo", day=FRIDAY, quote=QUOTE, said=said, figures=[figure])
    return claim.id


def test_a_part_of_those_counted_elsewhere_is_no_toll(world: World, counted: Any) -> None:
    report = world.report("a")
    whole = world.claim(report, type="attack", at="aleppo", figures=[counted("killed", 28)])
    some = replace(counted("killed", 6), victims="unknown", partial=True)
    part = world.claim(report, type="attack", at="aleppo", figures=[some])
    assert [(t.low, t.best) for t in tolls([whole, part], world.evidence())] == [(28, 28)]


def test_a_toll_says_how_many_origins_are_independent_and_why_others_are_not(
    world: World, killed: Any
) -> None:
    for name, who, count in (("a", "sana", 12), ("b", "state-media", 12), ("c", "sohr", 14)):
        report = world.report(name)
        world.claim(report, at="idlib", day="2024-11-29", figures=[killed(count)], said=who)
    toll = world.toll("killed")
    assert toll.independent_origins == 2
    assert toll.not_independent == ("SANA is part of Syrian state media.",)


def test_low_and_high_are_the_bounds_of_what_is_counted(world: World, killed: Any) -> None:
    _count(world, "un", killed(27))
    _count(world, "sohr", killed(24))
    toll = world.toll("killed")
    assert (toll.low, toll.high) == (24, 27)


def test_best_is_the_lowest_exact_count_where_none_is_given_twice(
    world: World, killed: Any
) -> None:
    _count(world, "un", killed(27))
    _count(world, "sohr", killed(24))
    assert world.toll("killed").best == 24


def test_best_is_the_count_that_most_origins_give(world: World, killed: Any) -> None:
    _count(world, "un", killed(27))
    _count(world, "helmets", killed(27))
    _count(world, "sohr", killed(24))
    assert world.toll("killed").best == 27


def test_outlets_that_cite_one_origin_are_counted_once(world: World, killed: Any) -> None:
    for _ in range(3):
        _count(world, "un", killed(27))
    _count(world, "sohr", killed(24))
    toll = world.toll("killed")
    assert toll.best == 24
    assert [(r.origin, r.low, len(r.claims)) for r in toll.by_origin] == [
        ("o-sohr", 24, 1), ("o-un", 27, 3),
    ]  # fmt: skip


def test_an_open_count_leaves_the_top_open(world: World, killed: Any) -> None:
    _count(world, "un", killed(24, None))
    _count(world, "sohr", killed(27))
    toll = world.toll("killed")
    assert (toll.low, toll.best, toll.high) == (24, 27, None)


def test_with_only_open_counts_the_best_is_the_lowest_bound(world: World, killed: Any) -> None:
    _count(world, "un", killed(24, None))
    _count(world, "sohr", killed(20, None))
    assert world.toll("killed").best == 20


def test_a_later_larger_count_supersedes_the_origins_earlier_one(world: World, killed: Any) -> None:
    _count(world, "sohr", killed(17), SATURDAY)
    _count(world, "sohr", killed(24), SUNDAY)
    toll = world.toll("killed")
    assert (toll.low, toll.best, toll.high) == (24, 24, 24)
    assert [(r.low, r.superseded) for r in toll.by_origin] == [(17, True), (24, False)]


def test_another_origins_larger_count_supersedes_nothing(world: World, killed: Any) -> None:
    _count(world, "sohr", killed(17), SATURDAY)
    _count(world, "un", killed(24), SUNDAY)
    assert not [r for r in world.toll("killed").by_origin if r.superseded]


def test_a_later_smaller_count_stands_beside_the_larger(world: World, killed: Any) -> None:
    _count(world, "sohr", killed(24), SATURDAY)
    _count(world, "sohr", killed(17), SUNDAY)
    assert not [r for r in world.toll("killed").by_origin if r.superseded]


def test_counts_of_one_day_supersede_nothing(world: World, killed: Any) -> None:
    """Nothing says which of the two was told later."""
    _count(world, "sohr", killed(17), SATURDAY)
    _count(world, "sohr", killed(24), SATURDAY)
    assert not [r for r in world.toll("killed").by_origin if r.superseded]


def test_a_day_is_not_later_than_an_hour_of_it(world: World, killed: Any) -> None:
    _count(world, "sohr", killed(17), SATURDAY)
    _count(world, "sohr", killed(24), f"{SATURDAY}T09:00:00")
    assert not [r for r in world.toll("killed").by_origin if r.superseded]


def test_a_story_keeps_an_origins_counts_of_two_events(world: World, killed: Any) -> None:
    """Nine killed in Hama on Sunday replace nobody of the four killed in Aleppo on Friday."""
    _count(world, "sohr", killed(4), SATURDAY)
    _count(world, "un", killed(4), SATURDAY)
    report = world.report("later", published=SUNDAY)
    world.claim(report, at="aleppo", day=FRIDAY, quote=QUOTE)
    world.claim(report, at="hama", day=SUNDAY, said="sohr", figures=[killed(9)])
    (story,) = world.picture().stories
    rows = [(r.origin, r.low, r.superseded) for t in story.tolls for r in t.by_origin]
    assert rows == [("o-sohr", 4, False), ("o-sohr", 9, False), ("o-un", 4, False)]


def test_each_number_names_the_claims_it_comes_from(world: World, killed: Any) -> None:
    one = _count(world, "sohr", killed(24))
    two = _count(world, "sohr", killed(24))
    (row,) = world.toll("killed").by_origin
    assert row.claims == tuple(sorted((one, two)))


def test_killed_and_injured_are_two_tolls(world: World, killed: Any, counted: Any) -> None:
    world.claim(world.report("a"), figures=[killed(4), counted("injured", 9)])
    (event,) = world.picture().events
    assert [(t.kind, t.best) for t in event.tolls] == [("killed", 4), ("injured", 9)]


def test_civilians_and_soldiers_of_one_account_are_two_tolls(world: World, killed: Any) -> None:
    world.claim(world.report("a"), figures=[killed(10), killed(5, victims="soldiers")])
    (event,) = world.picture().events
    assert [(t.victims, t.best) for t in event.tolls] == [("civilians", 10), ("soldiers", 5)]


def test_people_are_the_civilians_of_another_account(world: World, killed: Any) -> None:
    _count(world, "sohr", killed(4))
    _count(world, "un", killed(4, victims="unknown"))
    toll = world.toll("killed")
    assert (toll.victims, toll.best, len(toll.by_origin)) == ("civilians", 4, 2)


def test_a_part_without_a_class_of_its_own_is_not_counted_again(world: World, killed: Any) -> None:
    world.claim(world.report("a"), figures=[killed(9), killed(2, part_of=0)])
    assert (world.toll("killed").low, world.toll("killed").high) == (9, 9)


def test_children_among_the_dead_have_a_toll_of_their_own(world: World, killed: Any) -> None:
    world.claim(world.report("a"), figures=[killed(9), killed(2, victims="children", part_of=0)])
    assert world.toll("killed", "children").best == 2
    assert world.toll("killed", "civilians").best == 9


def test_what_is_denied_counts_nobody(world: World, killed: Any) -> None:
    world.claim(world.report("a"), figures=[killed(9)], polarity="denied", said="sana")
    assert not [t for e in world.picture().events for t in e.tolls]


def test_what_is_only_planned_counts_nobody(world: World, counted: Any) -> None:
    world.claim(
        world.report("a"), "evacuation", figures=[counted("evacuated", 90)], modality="planned"
    )
    assert not [t for e in world.picture().events for t in e.tolls]


def test_a_running_total_is_no_toll_of_one_event(world: World, killed: Any) -> None:
    claim = world.claim(world.report("a"), figures=[killed(200, cumulative=True)])
    evidence = world.evidence()
    assert tolls([claim], evidence) == []
    (toll,) = tolls([claim], evidence, counts=lambda _: True)
    assert toll.best == 200


def test_a_story_sets_running_totals_side_by_side(world: World, killed: Any) -> None:
    for name, voice, total in (("a", "un", 200), ("b", "sohr", 240)):
        report = world.report(name)
        world.claim(report, at="aleppo", day=FRIDAY, quote=QUOTE)
        world.claim(report, "casualties", said=voice, figures=[killed(total, cumulative=True)])
    (story,) = world.picture().stories
    assert [(t.kind, t.low, t.high) for t in story.tolls] == [("killed", 200, 240)]


def test_the_total_of_a_whole_war_is_no_side_of_an_affair(world: World, killed: Any) -> None:
    _count(world, "un", killed(27))
    _count(world, "sohr", killed(24))
    report = world.report("c")
    for total, window in ((310_000, "war"), (900, "since the spring of 2011")):
        whole = killed(total, cumulative=True, window=window)
        world.claim(report, "casualties", said="un", at="aleppo", day=FRIDAY, figures=[whole])
    highest = {t.high for s in world.picture().stories for t in s.tolls}
    assert highest == {27}


def test_a_story_sets_counts_of_two_origins_side_by_side(world: World, killed: Any) -> None:
    _count(world, "un", killed(27))
    _count(world, "sohr", killed(24))
    (story,) = world.picture().stories
    assert [(t.kind, t.low, t.high) for t in story.tolls] == [("killed", 24, 27)]


def test_a_story_leaves_out_what_one_origin_alone_counts(world: World, killed: Any) -> None:
    _count(world, "sohr", killed(24))
    (story,) = world.picture().stories
    assert story.tolls == ()


def _rows(counts: list[tuple[int, int | None]]) -> list[TollByOrigin]:
    return [
        TollByOrigin(origin=f"o-{n}", low=low, high=None if gap is None else low + gap, claims=())
        for n, (low, gap) in enumerate(counts)
    ]


COUNTS = st.lists(
    st.tuples(st.integers(0, 500), st.one_of(st.none(), st.integers(0, 50))), min_size=1
)


@settings(deadline=None, derandomize=True)
@given(COUNTS)
def test_best_is_never_outside_what_somebody_counts(counts: list[tuple[int, int | None]]) -> None:
    rows = _rows(counts)
    assert best_of(rows) in {r.low for r in rows}


@settings(deadline=None, derandomize=True)
@given(COUNTS)
def test_best_does_not_depend_on_order(counts: list[tuple[int, int | None]]) -> None:
    rows = _rows(counts)
    assert best_of(rows) == best_of(rows[::-1])


# ------------------------------------------------------------ counts that add to others


def _more(killed: Any, n: int) -> Figure:
    figure: Figure = killed(n)
    return replace(figure, text=f"{n} more people")


def test_more_dead_are_added_to_those_counted_before(world: World, killed: Any) -> None:
    first = world.claim(world.report("a"), at="aleppo", day=FRIDAY, said="sohr",
                        figures=[killed(12)], quote=QUOTE)  # fmt: skip
    world.claim(first.report, at="aleppo", day=FRIDAY, said="sohr", figures=[_more(killed, 3)],
                same_sentence=first)  # fmt: skip
    rows = [r for t in tolls(list(world.claims), world.evidence()) for r in t.by_origin]
    assert [(r.low, r.high) for r in rows] == [(12, 12), (15, 15)]


def test_more_dead_that_a_larger_count_holds_are_not_added_again(world: World, killed: Any) -> None:
    report = world.report("a")
    for figure in (killed(12), _more(killed, 3), killed(15)):
        world.claim(report, at="aleppo", day=FRIDAY, said="sohr", figures=[figure])
    (toll,) = tolls(list(world.claims), world.evidence())
    assert {(r.low, r.high) for r in toll.by_origin} == {(12, 12), (15, 15)}


def test_more_dead_without_a_count_before_are_a_least(world: World, killed: Any) -> None:
    world.claim(world.report("a"), at="aleppo", said="sohr", figures=[_more(killed, 3)])
    (toll,) = tolls(list(world.claims), world.evidence())
    assert (toll.low, toll.high) == (3, None)


def test_one_person_told_of_does_not_lower_a_toll(world: World, killed: Any) -> None:
    report = world.report("a")
    world.claim(report, at="aleppo", said="sohr", figures=[killed(12)])
    world.claim(report, at="aleppo", said="un", figures=[replace(killed(1), text="a shepherd")])
    (toll,) = tolls(list(world.claims), world.evidence())
    assert (toll.low, toll.high) == (12, 12)


def test_a_running_total_is_marked_as_one(world: World, killed: Any) -> None:
    report = world.report("a")
    world.claim(report, at="aleppo", said="sohr", figures=[killed(12)])
    world.claim(report, at="aleppo", said="sohr", figures=[killed(90, cumulative=True)])
    (toll,) = tolls(list(world.claims), world.evidence(), counts=lambda _: True)
    assert {(r.low, r.cumulative) for r in toll.by_origin} == {(12, False), (90, True)}


def test_six_nurses_are_not_the_nineteen_people(world: World, counted: Any) -> None:
    told = [("a", 19, "unknown"), ("b", 6, "medics")]
    claims = [
        world.claim(world.report(name), at="aleppo", figures=[counted("killed", n, victims=who)])
        for name, n, who in told
    ]
    found = {t.victims: (t.low, t.high) for t in tolls(claims, world.evidence())}
    assert found == {"unknown": (19, 19), "medics": (6, 6)}
