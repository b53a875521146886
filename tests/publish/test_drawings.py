import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from consilience.model import Event, EventTime, Picture, Toll, TollByOrigin
from consilience.publish.brief import brief
from consilience.publish.drawings import (
    COLUMNS,
    LANES,
    STACK,
    Timeline,
    TollChart,
    timeline,
    toll_charts,
)


def drawn(make: Callable[..., Picture], events: list[Event]) -> Timeline:
    picture = make(events=tuple(events), disputes=(), control=())
    parts = {part.id: part for part in brief(picture).happenings}
    return timeline((event, parts[event.id]) for event in events)


def test_counts_stand_where_they_are_on_the_axis(picture: Picture) -> None:
    chart = toll_charts(brief(picture).tolls)[0]
    un, earlier, sohr, ledger = chart.groups[0].bars
    assert chart.ticks[0] == (0.0, "0") and chart.ticks[-1] == (100.0, "30")
    assert un.left == un.right == 90.0
    assert earlier.row.superseded
    assert sohr.open and sohr.left == sohr.right == 80.0
    assert ledger.left == 40.0
    assert chart.groups[0].best == 80.0


def test_tolls_of_one_kind_share_an_axis(picture: Picture) -> None:
    charts = toll_charts(brief(picture).tolls)
    assert [chart.name for chart in charts] == ["Civilians killed"]
    assert [group.toll.best for group in charts[0].groups] == [24, 4]


def test_many_counts_are_folded_and_earlier_ones_first(
    make: Callable[..., Picture], make_event: Callable[..., Event], picture: Picture
) -> None:
    rows = tuple(
        TollByOrigin(origin=o.id, low=n, high=n, claims=(), superseded=late)
        for n, o in enumerate(picture.origins)
        for late in (False, True)
    )
    toll = Toll(kind="killed", victims="civilians", low=0, best=4, high=7, by_origin=rows)
    event = make_event("e1", "shelling", "shelling", ["c-a"], tolls=(toll,))
    chart = toll_charts(brief(make(events=(event,), disputes=(), control=())).tolls)[0]
    group = chart.groups[0]
    assert not any(bar.row.superseded for bar in group.bars)
    assert len(group.bars) + len(group.rest) == len(rows) == chart.rows


def test_a_toll_of_none_can_be_drawn(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    row = TollByOrigin(origin="o-un", low=0, high=0, claims=())
    none = Toll(kind="killed", victims="civilians", low=0, best=0, high=0, by_origin=(row,))
    event = make_event("e1", "shelling", "shelling", ["c-a"], tolls=(none,))
    chart = toll_charts(brief(make(events=(event,), disputes=(), control=())).tolls)[0]
    assert chart.groups[0].bars[0].left == 0.0


def test_each_event_stands_on_its_day(picture: Picture) -> None:
    parts = {p.id: p for p in brief(picture).happenings}
    made = timeline((e, parts[e.id]) for e in picture.events if e.id in parts)
    assert [(c.short, len(c.events)) for c in made.columns] == [("27", 1), ("28", 1), ("29", 3)]
    assert [e.summary for e in made.loose] == [
        "Authorities closed the airport",
        "14,000 people displaced",
    ]


def test_days_between_are_shown_where_they_are_few(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    days = ["2024-11-25", "2024-11-29"]
    events = [make_event(f"e{n}", "shelling", "shelling", [], day=d) for n, d in enumerate(days)]
    assert len(drawn(make, events).columns) == 5


def test_a_long_silence_is_left_out_and_marked(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    days = ["2016-12-22", "2024-11-29", "2024-11-30"]
    events = [make_event(f"e{n}", "shelling", "shelling", [], day=d) for n, d in enumerate(days)]
    assert [column.gap for column in drawn(make, events).columns] == [False, True, False]


def test_many_days_become_weeks_or_months(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    def events(count: int) -> list[Event]:
        days = [(date(2023, 1, 2) + timedelta(n)).isoformat() for n in range(count)]
        return [make_event(f"e{n}", "attack", "attack", [], day=d) for n, d in enumerate(days)]

    assert drawn(make, events(100)).unit == "week"
    long = drawn(make, events(600))
    assert long.unit == "month"
    assert len(long.columns) <= COLUMNS


def test_more_marks_than_fit_are_said_as_a_number(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    events = [
        make_event(f"e{n}", "attack", "attack", [], day="2024-11-29") for n in range(STACK + 5)
    ]
    column = drawn(make, events).columns[0]
    assert len(column.dots) + column.more == STACK + 5
    assert len(column.events) == STACK + 5


def test_events_of_several_days_are_drawn_as_one_line(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    when = EventTime(start="2024-11-27", end="2024-11-29", precision="range")
    events = [make_event(f"e{n}", "attack", "attack", [], time=when) for n in range(3)]
    made = drawn(make, events)
    assert [(s.name, len(s.events)) for s in made.stretches] == [("27–29 Nov 2024", 3)]
    assert (made.stretches[0].left, made.stretches[0].right) == (0.0, 100.0)


def test_what_is_known_to_a_month_is_put_on_no_day(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    when = EventTime(start="2024-11-01", end="2024-11-30", precision="month")
    made = drawn(make, [make_event("e1", "attack", "attack", [], time=when)])
    assert made.columns == ()
    assert len(made.loose) == 1


def story_toll(
    make: Callable[..., Picture], picture: Picture, counts: dict[str, list[int]]
) -> TollChart:
    rows = tuple(
        TollByOrigin(origin=o, low=n, high=n, claims=()) for o, told in counts.items() for n in told
    )
    toll = Toll(kind="killed", victims="civilians", low=0, best=4, high=7, by_origin=rows)
    story = replace(picture.stories[0], tolls=(toll,))
    return toll_charts(brief(make(stories=(story,))).overview)[0]


def test_of_a_whole_story_with_many_counts_each_voice_shows_its_largest(
    make: Callable[..., Picture], picture: Picture
) -> None:
    chart = story_toll(make, picture, {"o-un": list(range(1, 9)), "o-sohr": [3, 30, 5]})
    shown = [(bar.row.who, bar.row.low) for bar in chart.groups[0].bars]
    assert shown == [("Syrian Observatory for Human Rights", 30), ("United Nations", 8)]
    assert chart.rows == 11


def test_counts_far_apart_stand_on_an_axis_of_powers_of_ten(
    make: Callable[..., Picture], picture: Picture
) -> None:
    chart = story_toll(make, picture, {"o-un": [10, 12, 0], "o-sohr": [100_000, 10]})
    assert chart.log
    assert [label for _, label in chart.ticks] == ["1", "10", "100", "1,000", "10,000", "100,000"]
    at = {bar.row.low: bar.left for bar in chart.groups[0].bars}
    assert (at[0], at[10], at[100_000]) == (0.0, 20.0, 100.0)


def test_counts_near_each_other_stand_on_an_even_axis(
    make: Callable[..., Picture], picture: Picture
) -> None:
    assert not story_toll(make, picture, {"o-un": [10], "o-sohr": [40]}).log


def test_labels_below_the_axis_do_not_run_into_each_other(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    days = [date(2023, 12, 1) + timedelta(days=14 * n) for n in range(40)]
    events = [
        make_event(f"e{n}", "shelling", "shelling", [], day=day.isoformat())
        for n, day in enumerate(days)
    ]
    made = drawn(make, events)
    spots = [(c.x, c.under) for c in made.columns if c.under]
    assert all(b[0] - a[0] >= 5 for a, b in itertools.pairwise(spots))
    years = [under for _, under in spots if under[-1].isdigit()]
    assert years == ["Dec 2023", "Feb 2024", "Jan 2025"]  # Jan 2024 finds no room


def test_spans_that_do_not_fit_stand_in_the_table_alone(
    make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    first = date(2024, 11, 1)
    events = [
        replace(
            make_event(f"e{n}", "shelling", "shelling", []),
            time=EventTime(start=first.isoformat(), end=(first + timedelta(n + 1)).isoformat(),
                           precision="range"),
        )
        for n in range(LANES + 3)
    ]  # fmt: skip
    made = drawn(make, events)
    assert made.lanes == LANES
    assert len(made.stretches) == LANES + 3
