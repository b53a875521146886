"""Motives of one affair: a reason against a charge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from consilience.model import Claim, Motive, MotiveKind

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY = "2024-11-29", "2024-11-30"


def _why(world: World, kind: MotiveKind, words: str, **more: Any) -> Claim:
    """Add a report of a rebel attack whose motive somebody tells."""
    given = {"type": "attack", "at": "aleppo", "day": FRIDAY, "by": ["rebels"]} | more
    claim = world.claim(world.report(f"{len(world.claims)}"), **given)
    return _with(world, claim, kind, words, claim.trigger.start)


def _with(world: World, claim: Claim, kind: MotiveKind, words: str, act: int | None) -> Claim:
    end = None if act is None else act + 1
    motive = Motive(kind=kind, text=words, start=claim.start, end=claim.end, act_start=act,
                    act_end=end)  # fmt: skip
    world.claims[world.claims.index(claim)] = told = replace(claim, motives=(motive,))
    return told


def test_a_reason_stands_against_a_charge(world: World) -> None:
    reason = _why(world, "response", "a response to the shelling", said="hts")
    charge = _why(world, "violation", "a breach of the truce", said="syria")
    (dispute,) = world.disputes("motive")
    assert {p.value: p.claims for p in dispute.positions} == {
        "a response: “a response to the shelling”": (reason.id,),
        "a breach: “a breach of the truce”": (charge.id,),
    }  # fmt: skip
    assert dispute.question == "What was behind the attack in Aleppo on 29 November?"
    assert dispute.event == world.event_of(reason).id


def test_two_reasons_can_both_be_true(world: World) -> None:
    _why(world, "response", "a response to the shelling", said="hts")
    _why(world, "aim", "meant to retake the hills", said="sohr")
    assert world.disputes("motive") == []


def test_two_charges_can_both_be_true(world: World) -> None:
    _why(world, "violation", "a breach of the truce", said="syria")
    _why(world, "plot", "a plot", said="russia")
    assert world.disputes("motive") == []


def test_one_voice_does_not_quarrel_with_itself(world: World) -> None:
    _why(world, "response", "a response to the shelling", said="un")
    _why(world, "violation", "a breach of the truce", said="un")
    assert world.disputes("motive") == []


def test_the_acts_of_two_sides_are_two_affairs(world: World) -> None:
    _why(world, "response", "in retaliation", by=["army"], said="syria")
    _why(world, "violation", "a breach of the truce", said="russia")
    assert world.disputes("motive") == []


def test_acts_a_week_apart_are_two_affairs(world: World) -> None:
    _why(world, "response", "in retaliation", said="hts", day="2024-11-20")
    _why(world, "violation", "a breach of the truce", said="russia")
    assert world.disputes("motive") == []


def test_an_affair_may_be_told_as_many_events(world: World) -> None:
    reason = _why(world, "response", "a response", said="hts", type="offensive",
                  at="idlib-province", day=SATURDAY)  # fmt: skip
    charge = _why(world, "plot", "a plot", said="russia", at="idlib")
    assert not world.one_event(reason, charge)
    assert len(world.disputes("motive")) == 1


def test_the_operation_is_the_first_act_of_its_report(world: World) -> None:
    lead = world.claim(world.report("lead"), type="attack", at="aleppo", day=FRIDAY, by=["rebels"])
    said = world.claim(lead.report, type="statement", said="hts")
    _with(world, said, "aim", "meant to retake the hills", said.start + 9)
    _why(world, "plot", "a plot", said="russia")
    (dispute,) = world.disputes("motive")
    assert dispute.event == world.event_of(lead).id


def test_the_motive_of_a_pledge_is_of_no_attack(world: World) -> None:
    lead = world.claim(world.report("lead"), type="attack", at="aleppo", day=FRIDAY, by=["rebels"])
    pledge = world.claim(lead.report, type="pledge", by=["russia"], said="russia")
    _with(world, pledge, "response", "in response to the escalation", pledge.trigger.start)
    _why(world, "plot", "a plot", said="syria")
    assert world.disputes("motive") == []


def test_two_breaches_of_two_things_are_two_charges(world: World) -> None:
    _why(world, "response", "a response to the shelling", said="hts")
    _why(world, "violation", "a breach of Syria's sovereignty", said="russia")
    _why(world, "violation", "violating the 2019 agreement", said="syria")
    _why(world, "violation", "a violation of Syrian sovereignty", said="un")
    (dispute,) = world.disputes("motive")
    assert {p.origins for p in dispute.positions} == {
        ("o-hts",), ("o-russia", "o-un"), ("o-syria",)
    }  # fmt: skip


def test_what_it_is_called_is_said_of_the_act_before(world: World) -> None:
    """*The offensive was a response to the shelling. The ministry called it a plot.*"""
    act = _why(world, "response", "a response to the shelling", type="offensive", said="hts", by=[])
    words = "The ministry called it a plot."
    said = world.claim(act.report, "statement", words, by=["syria"], said="syria")
    at = said.start + words.index("it ")
    motive = Motive(kind="plot", text="a plot", start=said.start, end=said.end, act_start=at,
                    act_end=at + 2)  # fmt: skip
    world.claims[-1] = replace(said, motives=(motive,))
    (dispute,) = world.disputes("motive")
    assert {p.origins for p in dispute.positions} == {("o-hts",), ("o-syria",)}
