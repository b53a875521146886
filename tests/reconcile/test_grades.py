"""Grades: how far an event can be relied on, and why, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

    from consilience.model import Event

FRIDAY = "2024-11-29"
QUOTE = "The bus depot in Aleppo was hit on Friday evening while drivers were changing shifts."


def _event(world: World, *told: dict[str, Any]) -> Event:
    """Return the one event that these claims, each in its own report, tell."""
    for n, more in enumerate(told):
        given: dict[str, Any] = {"at": "aleppo", "day": FRIDAY, "quote": QUOTE} | more
        world.claim(world.report(str(n), given.pop("publisher", None)), **given)
    (event,) = world.picture().events
    return event


def test_two_independent_origins_are_fair(world: World) -> None:
    event = _event(world, {"said": "sohr"}, {"said": "un"})
    assert (event.grade, event.independent_origins) == ("fair", 2)
    assert event.reason == "2 independent origins: Syrian Observatory, United Nations."


def test_one_origin_in_two_outlets_is_weak(world: World) -> None:
    event = _event(world, {"said": "sohr"}, {"said": "sohr"})
    assert (event.grade, event.independent_origins) == ("weak", 1)


def test_an_agency_and_its_state_media_are_one_voice(world: World) -> None:
    event = _event(world, {"said": "sana"}, {"said": "state-media"})
    assert (event.grade, event.independent_origins) == ("weak", 1)
    assert event.origins == ("o-sana", "o-state-media")


def test_reports_in_their_own_voice_name_no_origin(world: World) -> None:
    event = _event(world, {"publisher": "Levant Wire"}, {"publisher": "Northern Post"})
    assert (event.grade, event.independent_origins) == ("unattributed", 0)
    assert "2 reports" in event.reason


def test_a_cited_origin_beside_an_own_voice_is_still_one(world: World) -> None:
    event = _event(world, {"said": "sohr"}, {"publisher": "Levant Wire"})
    assert (event.grade, event.independent_origins) == ("weak", 1)


def test_the_party_that_did_it_says_so(world: World) -> None:
    event = _event(world, {"by": ["army"], "said": "army"})
    assert event.grade == "confirmed"


def test_a_boast_of_the_enemys_losses_admits_nothing(world: World, killed: Any) -> None:
    event = _event(
        world, {"by": ["army"], "said": "army", "figures": [killed(4, victims="fighters")]}
    )
    assert event.grade == "weak"


def test_a_blow_against_fighters_is_no_admission_of_harm(world: World) -> None:
    event = _event(world, {"by": ["army"], "said": "army", "on": ["hts"]})
    assert event.grade == "weak"


def test_who_owns_a_part_does_not_own_what_others_lay_to_the_other_side(world: World) -> None:
    event = _event(world, {"by": ["army"], "said": "army"}, {"by": ["rebels"], "said": "army"})
    assert event.grade != "confirmed"


def test_a_spokesman_owns_up_for_the_state(world: World) -> None:
    event = _event(world, {"by": ["russia"], "said": "jets", "stance": "confirms"})
    assert event.grade == "confirmed"


def test_whoever_accuses_another_owns_up_to_nothing(world: World) -> None:
    event = _event(world, {"by": ["rebels"], "said": "army", "stance": "accuses"})
    assert event.grade == "weak"


def test_a_holders_own_word_confirms_no_capture(world: World) -> None:
    event = _event(world, {"type": "takes_territory", "by": ["hts"], "said": "hts"})
    assert event.grade == "weak"


def test_telling_of_ones_own_fighting_admits_nothing(world: World) -> None:
    event = _event(world, {"type": "armed_clash", "by": ["army"], "said": "army"})
    assert event.grade == "weak"


def test_a_denial_is_no_owning_up(world: World) -> None:
    event = _event(world, {"by": ["army"], "said": "army", "polarity": "denied"})
    assert event.grade != "confirmed"


def test_a_denied_event_is_contested(world: World) -> None:
    event = _event(world, {"said": "sohr"}, {"said": "sana", "polarity": "denied"})
    assert event.grade == "contested"
    assert "occurrence" in event.reason


def test_a_disputed_perpetrator_makes_it_contested(world: World, killed: Any) -> None:
    toll = [killed(6)]
    event = _event(
        world,
        {"said": "sohr", "by": ["jets"], "figures": toll},
        {"said": "sana", "by": ["rebels"], "figures": toll},
    )
    assert event.grade == "contested"


def test_a_disputed_toll_alone_does_not_make_it_contested(world: World, killed: Any) -> None:
    event = _event(
        world,
        {"said": "sohr", "figures": [killed(12)]},
        {"said": "un", "figures": [killed(27)]},
    )
    assert event.disputes
    assert event.grade == "fair"


def test_what_is_only_possible_backs_no_fact(world: World) -> None:
    event = _event(world, {"said": "sohr"}, {"said": "un", "modality": "possible"})
    assert (event.grade, event.independent_origins) == ("weak", 1)
    assert event.reason == "One independent origin: Syrian Observatory."
