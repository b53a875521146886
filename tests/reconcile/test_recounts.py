"""Counts of an act that the report has told before: one event with two counts, not two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Claim
from consilience.reconcile.recounts import counts_anew, is_earlier

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

DAY = "2024-11-29"
ACT = "Rockets killed eight people at the bus depot, rescuers said."


def _act(world: World, killed: Any, count: int = 8, **more: Any) -> Claim:
    given: dict[str, Any] = {"at": "aleppo", "day": DAY, "quote": ACT, "said": "helmets"} | more
    return world.claim(world.report("one"), figures=[killed(count, victims="unknown")], **given)


def _toll(world: World, report: str, quote: str, *figures: Any, **more: Any) -> Claim:
    given: dict[str, Any] = {
        "type": "casualties",
        "quote": quote,
        "at": "aleppo",
        "day": DAY,
        "told": False,
    }
    claim = world.claim(report, figures=figures, **given | more)
    at = claim.start + claim.quote.index(next(w for w in claim.quote.split() if w.isdigit()))
    placed = replace(claim, figures=tuple(replace(f, start=at, end=at + 2) for f in claim.figures))
    world.claims[-1] = placed
    return placed


def test_another_voices_toll_is_of_the_act_told_before(world: World, killed: Any) -> None:
    act = _act(world, killed)
    toll = _toll(world, act.report, "The ministry put the toll at 13 dead.",
                 killed(13, victims="unknown"), said="army")  # fmt: skip
    assert world.one_event(act, toll)
    (dispute,) = world.disputes("killed")
    assert {p.value for p in dispute.positions} == {"8", "13"}


def test_a_toll_after_a_toll_is_of_the_same_act(world: World, killed: Any) -> None:
    act = _act(world, killed)
    one = _toll(world, act.report, "The ministry put the toll at 13 dead.",
                killed(13, victims="unknown"), said="army")  # fmt: skip
    two = _toll(world, act.report, "The Observatory gave a lower toll of 11 dead.",
                killed(11, victims="unknown"), said="sohr")  # fmt: skip
    assert world.one_event(act, one, two)


def test_an_earlier_toll_beside_a_new_one_is_an_update(world: World, killed: Any) -> None:
    act = _act(world, killed, 31, quote="A blast in the market killed 31 people.")
    toll = _toll(world, act.report, "An earlier toll from the hospital had been 24 dead.",
                 killed(24, victims="unknown"))  # fmt: skip
    assert is_earlier(toll)
    assert world.one_event(act, toll)
    assert world.disputes("killed") == []
    (dispute,) = world.disputes("killed", status="update")
    assert {p.value for p in dispute.positions} == {"24", "31"}


@pytest.mark.parametrize(
    "quote",
    [
        "Another raid left 13 dead, the ministry said.",
        "Elsewhere the ministry counted 13 dead.",
        "The ministry also counted 13 dead.",
    ],
)
def test_what_opens_another_thing_counts_another_thing(
    world: World, killed: Any, quote: str
) -> None:
    act = _act(world, killed)
    toll = _toll(world, act.report, quote, killed(13, victims="unknown"), said="army")
    assert not counts_anew(toll)
    assert not world.one_event(act, toll)


def test_a_toll_of_another_place_is_of_another_act(world: World, killed: Any) -> None:
    act = _act(world, killed)
    toll = world.claim(
        act.report, type="casualties", quote="In Saraqib the ministry counted 13 dead.",
        at="saraqib", day=DAY, said="army", figures=[killed(13, victims="unknown")],
    )  # fmt: skip
    assert not world.one_event(act, toll)


def test_one_voice_that_counts_twice_counts_two_things(world: World, killed: Any) -> None:
    act = _act(world, killed)
    toll = _toll(world, act.report, "Rescuers said 13 had been killed.",
                 killed(13, victims="unknown"), said="helmets")  # fmt: skip
    assert not world.one_event(act, toll)


def test_one_voice_that_says_it_counts_anew_counts_one_thing(world: World, killed: Any) -> None:
    act = _act(world, killed)
    toll = _toll(world, act.report, "Rescuers gave an updated toll of 13 dead.",
                 killed(13, victims="unknown"), said="helmets")  # fmt: skip
    assert world.one_event(act, toll)
    assert len(world.disputes("killed", status="update")) == 1


def test_a_toll_further_on_is_of_the_act_the_report_is_about(world: World, killed: Any) -> None:
    act = _act(world, killed)
    world.claim(act.report, type="statement", quote="Nobody spoke of it. " * 60, said="un")
    toll = _toll(world, act.report, "The ministry put the toll at 13 dead.",
                 killed(13, victims="unknown"), said="army")  # fmt: skip
    assert world.one_event(act, toll)


def test_some_of_those_counted_are_no_count_of_the_whole(world: World, counted: Any) -> None:
    """*Five of the injured are in a critical state* is no count of the injured."""
    act = world.claim(
        world.report("one"), at="aleppo", day=DAY, said="helmets",
        quote="Rockets hurt 30 people at the bus depot.", figures=[counted("injured", 30)],
    )  # fmt: skip
    _toll(world, act.report, "The hospital said that 5 of the injured were in danger.",
          counted("injured", 5), said="army")  # fmt: skip
    assert world.disputes("injured") == []


def test_the_toll_that_a_sentence_replaces_is_of_the_same_act(world: World, killed: Any) -> None:
    quote = "The blast killed 31 people, said medics, who updated an earlier toll of 24 dead."
    act = _act(world, killed, 31, quote=quote, said="helmets")
    old = world.claim(
        act.report, type="casualties", at="aleppo", day=DAY, same_sentence=act, said="helmets"
    )  # fmt: skip
    at = old.start + quote.index("24")
    world.claims[-1] = replace(
        old, figures=(replace(killed(24, victims="unknown"), start=at, end=at + 2),)
    )
    world.claims[-2] = replace(
        act, figures=(replace(act.figures[0], start=act.start + 17, end=act.start + 19),)
    )
    assert world.one_event(act, old)
    assert len(world.disputes("killed", status="update")) == 1


def test_what_one_place_has_of_the_dead_is_a_part_of_them(world: World, killed: Any) -> None:
    """*Of the 45 killed, 17 died in Hamdaniya* counts no other whole."""
    _act(world, killed, 45)
    quote = "Of the 45 killed most were in one street, where the raid took 17 lives."
    part = world.claim(world.report("two"), at="aleppo", day=DAY, quote=quote, said="sohr")
    at = part.start + quote.index("17")
    world.claims[-1] = replace(
        part, figures=(replace(killed(17, victims="unknown"), start=at, end=at + 2),)
    )
    assert world.disputes("killed") == []


def test_ten_times_as_many_are_another_thing(world: World, counted: Any) -> None:
    other = "Eight drivers lie dead after rocket fire on a depot for buses, by the army's word."
    for quote, hurt, said in ((ACT, 5, "helmets"), (other, 71, "army")):
        world.claim(world.report(said), at="aleppo", day=DAY, quote=quote, said=said,
                    figures=[counted("killed", 8), counted("injured", hurt)])  # fmt: skip
    assert world.disputes("injured") == []


@pytest.mark.parametrize(
    ("quote", "word", "one"),
    [
        ("Another 43 people were injured.", "injured", True),
        ("Another strike injured 43 people.", "strike", False),
    ],
)
def test_who_goes_on_counting_tells_no_other_act(
    world: World, killed: Any, counted: Any, quote: str, word: str, one: bool
) -> None:
    act = _act(world, killed, 14, type="air_drone_strike")
    more = _toll(world, act.report, quote, counted("injured", 43, victims="unknown"),
                 type="air_drone_strike")  # fmt: skip
    start, at = more.start + quote.index("43"), more.start + quote.index(word)
    text = "Another 43 people" if one else "43 people"
    counts = replace(more.figures[0], text=text, start=start - 8 * one, end=start + 9)
    trigger = replace(more.trigger, start=at, end=at + len(word), text=word)
    world.claims[-1] = replace(more, figures=(counts,), trigger=trigger)
    assert world.one_event(act, more) is one
