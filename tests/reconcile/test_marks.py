"""What two tellings share in passing: by when it is due, what a voice calls an act, who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from consilience.reconcile.likeness import likeness
from consilience.reconcile.marks import marks_of

if TYPE_CHECKING:
    from tests.reconcile.conftest import World


def test_what_is_due_by_one_hour_is_one_thing(world: World) -> None:
    one = world.claim(
        world.report("1"), type="mobilise", by=["russia"],
        quote="Moscow promised two more brigades, due to land within 36 hours.",
    )  # fmt: skip
    two = world.claim(
        world.report("2"), type="mobilise", by=["jets"],
        quote="The capital expects two brigades from Moscow in the next 36 hours.",
    )  # fmt: skip
    assert marks_of(one, speech=False) & marks_of(two, speech=False) == {"due:36 hour"}
    assert world.one_event(one, two)


def test_hours_gone_by_are_no_mark(world: World) -> None:
    claim = world.claim(world.report("1"), quote="Nine people died within 24 hours.")
    assert marks_of(claim, speech=False) == frozenset()


def test_the_hours_of_a_bombardment_are_no_term(world: World) -> None:
    quote = "That brings to 45 those killed in 24 hours."
    one, two = (world.claim(world.report(n), "shelling", quote) for n in "ab")
    found = likeness(one, two, world.evidence())
    assert "due:same" not in dict(found.parts)


def test_one_voice_that_calls_it_the_same_says_one_thing(world: World) -> None:
    one = world.claim(
        world.report("1"), type="accuse", by=["director"], said="director",
        quote="Rami Karam spoke of a flagrant violation of the accord by all sides on the ground.",
    )  # fmt: skip
    two = world.claim(
        world.report("2"), type="accuse", by=["director"], said="director",
        quote="It was, in the view of Rami Karam, a breach and nothing else.",
    )  # fmt: skip
    assert world.one_event(one, two)


def test_who_speaks_is_no_part_of_what_is_said(world: World) -> None:
    """Two statements of one person share the words for that person, and say two things."""
    who = "said Rami Karam, the director of the northern monitoring mission"
    one = world.claim(
        world.report("1"), type="statement", by=["director"], said="director",
        quote=f"Walls fell sooner than feared, {who}.",
    )  # fmt: skip
    two = world.claim(
        world.report("2"), type="statement", by=["director"], said="director",
        quote=f"Nobody abroad has troops to spare, {who}.",
    )  # fmt: skip
    for n, claim in ((-2, one), (-1, two)):
        at = claim.start + claim.quote.index("Rami")
        said = claim.attribution
        assert said is not None
        world.claims[n] = replace(
            claim, attribution=replace(said, start=at, end=claim.end - 1,
                                       cue_start=at - 5, cue_end=at - 1),
        )  # fmt: skip
    assert not world.one_event(one, two)
