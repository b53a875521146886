"""Summaries: an event in one plain line, of its own cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.reconcile.conftest import World


def _summary(world: World, **more: Any) -> str:
    return world.event_of(world.claim(world.report("a"), **more)).summary


def test_what_where_by_whom_how_many(world: World, killed: Any) -> None:
    line = _summary(world, type="attack", at="aleppo", by=["rebels"], figures=[killed(4)])
    assert line == "attack in Aleppo by rebels: 4 civilians killed"


def test_against_whom(world: World) -> None:
    assert _summary(world, type="attack", by=["hts"], on=["army"]) == (
        "attack by Hayat Tahrir al-Sham, against Syrian Army"
    )
    assert _summary(world, type="attack", on=["army"]) == "attack against Syrian Army"


def test_a_denial_says_so(world: World) -> None:
    line = _summary(world, type="attack", at="aleppo", polarity="denied")
    assert line == "denied: attack in Aleppo"


def test_a_plan_says_so(world: World) -> None:
    assert _summary(world, type="evacuation", modality="planned") == "planned: evacuation"


def test_a_supposition_says_so(world: World) -> None:
    line = _summary(world, type="takes_territory", modality="hypothetical")
    assert line.startswith("only supposed: ")


def test_no_word_for_people_nobody_describes(world: World, killed: Any) -> None:
    line = _summary(world, type="attack", figures=[killed(10, None, victims="unknown")])
    assert line == "attack: at least 10 killed"


def test_one_is_told_in_the_singular(world: World, killed: Any, counted: Any) -> None:
    line = _summary(world, type="attack", figures=[killed(1, victims="soldiers")])
    assert line == "attack: 1 soldier killed"
    line = _summary(world, type="attack", figures=[killed(1, victims="children")])
    assert line == "attack: 1 child killed"


def test_more_than_a_round_number(world: World, counted: Any) -> None:
    count = counted("places_taken", 51, None, victims="unknown")
    line = _summary(world, type="advance", figures=[count])
    assert line == "advance: more than 50 places taken"


def test_a_side_is_named_once(world: World) -> None:
    line = _summary(world, type="attack", by=["rebels", "hts"], on=["syria", "army"])
    assert line == "attack by Hayat Tahrir al-Sham, against Syrian Army"


def test_people_are_named_only_where_no_more_is_said_of_them(world: World) -> None:
    both = _summary(world, type="attack", on=["people", "civilians"])
    assert both == "attack against civilians"
    assert _summary(world, type="attack", on=["people"]) == "attack against people"


def test_all_who_died_before_some_of_them(world: World, killed: Any, counted: Any) -> None:
    figures = [killed(14, victims="unknown"), counted("injured", 43, victims="unknown")]
    report = world.report("a")
    whole = world.claim(report, type="attack", at="aleppo", chain="h-1", figures=figures)
    some = [killed(2, victims="children", part_of=0)]
    world.claim(
        report, type="attack", at="aleppo", chain="h-1", same_sentence=whole,
        figures=[killed(14, victims="unknown"), *some],
    )  # fmt: skip
    line = world.event_of(whole).summary
    assert line == "attack in Aleppo: 14 killed, 43 injured"


def test_some_among_all_are_said_to_be_of_them(world: World, killed: Any) -> None:
    figures = [killed(13), killed(5, victims="women", part_of=0)]
    line = _summary(world, type="attack", figures=figures)
    assert line == "attack: 13 civilians killed, 5 of them women"
    figures = [killed(13), killed(1, victims="children", part_of=0)]
    assert _summary(world, type="attack", figures=figures).endswith("1 of them a child")
