"""Control: who is said to hold a place, and where accounts of it clash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Actor, Claim, Control
from consilience.reconcile.control import control, controlled

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY = "2024-11-29", "2024-11-30"


def _tell(world: World, type: str, place: str = "saraqib", **more: Any) -> Claim:
    given: dict[str, Any] = {"by": ["rebels"], "at": place, "day": FRIDAY} | more
    return world.claim(world.report(str(len(world.claims))), type, **given)


def _rows(world: World) -> list[tuple[str, str, str]]:
    return [(row.place, row.holder, row.state) for row in world.picture().control]


@pytest.mark.parametrize(
    ("type", "state"),
    [
        ("takes_territory", "holds"),
        ("government_regains_territory", "holds"),
        ("non_state_actor_overtakes_territory", "holds"),
        ("holds_territory", "holds"),
        ("enters_territory", "entered"),
        ("advance", "entered"),
        ("encirclement", "encircles"),
        ("retreat", "lost"),
    ],
)
def test_each_kind_of_progress_has_its_state(world: World, type: str, state: str) -> None:
    _tell(world, type)
    assert _rows(world) == [("saraqib", "rebels", state)]


@pytest.mark.parametrize("type", ["shelling", "armed_clash", "accuse", "mobilise"])
def test_other_events_hold_nothing(world: World, type: str) -> None:
    _tell(world, type)
    assert _rows(world) == []


def test_a_row_says_as_of_when_and_by_whom(world: World) -> None:
    claim = _tell(world, "takes_territory", said="sohr")
    assert world.picture().control == (
        Control(place="saraqib", as_of=FRIDAY, holder="rebels", state="holds",
                claims=(claim.id,), origins=("o-sohr",), dispute=None),
    )  # fmt: skip


def test_an_undated_account_is_as_of_its_report(world: World) -> None:
    _tell(world, "takes_territory", day=None)
    assert [row.as_of for row in world.picture().control] == [SATURDAY]


@pytest.mark.parametrize(
    "more",
    [{"modality": "hypothetical"}, {"modality": "planned"}, {"background": True},
     {"at": "sy"}, {"by": []}],
)  # fmt: skip
def test_what_gives_nobody_a_place_today(world: World, more: dict[str, Any]) -> None:
    """Not what may be, what is planned, history, a whole country, or nobody's progress."""
    _tell(world, "takes_territory", **more)
    assert _rows(world) == []


def test_who_takes_places_of_a_province_does_not_hold_it(world: World, counted: Any) -> None:
    _tell(world, "takes_territory", at="idlib-province", figures=[counted("places_taken", 24)])
    _tell(world, "advance", at="idlib-province", role="within")
    assert _rows(world) == []


def test_a_province_may_be_taken_whole(world: World) -> None:
    _tell(world, "takes_territory", at="idlib-province")
    assert _rows(world) == [("idlib-province", "rebels", "holds")]


def test_moving_to_encircle_is_told(world: World) -> None:
    _tell(world, "encirclement", modality="planned")
    assert _rows(world) == [("saraqib", "rebels", "encircles")]


def test_a_denial_gives_nobody_a_place(world: World) -> None:
    _tell(world, "takes_territory", polarity="denied", said="sana")
    assert _rows(world) == []


def test_entered_against_denied(world: World) -> None:
    inside = _tell(world, "enters_territory", "aleppo", said="sohr", role="to")
    denied = _tell(world, "enters_territory", "aleppo", said="sana", role="to", polarity="denied")
    (dispute,) = world.disputes("control")
    assert dispute.question == "Are rebels inside Aleppo?"
    assert {p.value: p.claims for p in dispute.positions} == {
        "they are": (inside.id,), "they are not": (denied.id,),
    }  # fmt: skip
    assert [row.dispute for row in world.picture().control] == [dispute.id]


def test_captured_against_being_encircled(world: World) -> None:
    taken = _tell(world, "takes_territory", said="sohr")
    ring = _tell(world, "encirclement", said="army")
    (dispute,) = world.disputes("control")
    assert {p.value: p.claims for p in dispute.positions} == {
        "captured": (taken.id,), "being encircled": (ring.id,),
    }  # fmt: skip


def test_encircled_first_and_captured_later_is_no_dispute(world: World) -> None:
    _tell(world, "encirclement", said="army", day="2024-11-26")
    _tell(world, "takes_territory", said="sohr", day=SATURDAY)
    assert world.disputes("control") == []


def test_a_denial_of_an_earlier_day_does_not_deny_the_entry(world: World) -> None:
    _tell(world, "enters_territory", "aleppo", said="sana", polarity="denied", day="2024-11-26")
    _tell(world, "enters_territory", "aleppo", said="sohr", day=SATURDAY)
    assert world.disputes("control") == []


def test_a_third_holder_on_another_day_hides_no_dispute(world: World) -> None:
    _tell(world, "takes_territory", said="sohr")
    _tell(world, "holds_territory", said="sana", by=["army"])
    _tell(world, "holds_territory", said="un", by=["russia"], day="2024-11-20")
    assert len(world.disputes("control")) == 1


def test_an_undated_ring_is_held_against_the_capture(world: World) -> None:
    _tell(world, "encirclement", said="army", day=None)
    _tell(world, "takes_territory", said="sohr", day=SATURDAY)
    assert len(world.disputes("control")) == 1


def test_what_one_origin_says_later_is_a_development(world: World) -> None:
    _tell(world, "encirclement", said="sohr")
    _tell(world, "takes_territory", said="sohr", day=SATURDAY)
    assert world.disputes("control") == []


def test_two_changes_of_hands_are_asked_apart(world: World) -> None:
    for day in ("2024-11-20", SATURDAY):
        _tell(world, "takes_territory", said="sohr", day=day)
        _tell(world, "takes_territory", said="sana", by=["army"], day=day)
    assert [len(d.positions) for d in world.disputes("control")] == [2, 2]


def test_two_rebel_groups_beside_the_rebels_are_two_holders(world: World) -> None:
    """*Rebels* may be either, and hides no quarrel of the two, told first or last."""
    _tell(world, "takes_territory", said="un")
    _tell(world, "takes_territory", said="sohr", by=["hts"])
    _tell(world, "takes_territory", said="helmets", by=["sna"])
    (dispute,) = world.disputes("control")
    assert {p.value for p in dispute.positions} == {
        "Hayat Tahrir al-Sham", "Syrian National Army",
    }  # fmt: skip


def test_one_reports_way_from_encircled_to_captured_is_no_dispute(world: World) -> None:
    report = world.report("a")
    for type in ("encirclement", "takes_territory"):
        world.claim(report, type, by=["rebels"], at="saraqib", day=FRIDAY)
    assert world.disputes("control") == []


def test_two_holders_on_one_day(world: World) -> None:
    _tell(world, "takes_territory", said="sohr")
    _tell(world, "holds_territory", said="sana", by=["army"])
    (dispute,) = world.disputes("control")
    assert {p.value for p in dispute.positions} == {"rebels", "Syrian Army"}


def test_two_holders_on_two_days_are_a_change_of_hands(world: World) -> None:
    _tell(world, "takes_territory", said="sohr", day="2024-11-26")
    _tell(world, "takes_territory", said="sana", by=["army"], day=SATURDAY)
    assert world.disputes("control") == []


def test_a_group_and_the_rebels_are_one_side(world: World) -> None:
    _tell(world, "takes_territory", said="sohr")
    _tell(world, "holds_territory", said="un", by=["hts"])
    assert world.disputes("control") == []


def test_the_event_of_a_contested_place_is_contested(world: World) -> None:
    taken = _tell(world, "takes_territory", said="sohr")
    _tell(world, "encirclement", said="army")
    assert world.event_of(taken).grade == "contested"


def test_entry_denied_is_asked_once(world: World) -> None:
    """Not once as occurrence and once more as control."""
    words = "Rebel fighters were seen inside the western districts of Aleppo on Friday."
    _tell(world, "enters_territory", "aleppo", said="sohr", quote=words)
    _tell(world, "enters_territory", "aleppo", said="sana", quote=words, polarity="denied")
    assert [d.field for d in world.picture().disputes] == ["control"]


def test_an_advance_towards_a_place_puts_nobody_inside(world: World) -> None:
    world.claim(world.report("a"), "advance", by=["rebels"], at="aleppo", role="to")
    world.claim(world.report("b"), "advance", by=["rebels"], at="aleppo", told=False)
    assert control(world.evidence())[0] == []


def test_an_advance_within_a_place_and_its_denial_are_a_dispute(world: World) -> None:
    world.claim(world.report("a"), "advance", by=["rebels"], at="aleppo", role="within")
    world.claim(world.report("b"), "advance", by=["rebels"], at="aleppo", role="to",
                polarity="denied", said="sana")  # fmt: skip
    assert len(control(world.evidence())[1]) == 1


def test_who_takes_ground_within_a_town_does_not_hold_it(world: World) -> None:
    _tell(world, "takes_territory", role="within")
    assert _rows(world) == []


def test_who_is_within_a_town_has_entered_it(world: World) -> None:
    _tell(world, "advance", role="within")
    assert _rows(world) == [("saraqib", "rebels", "entered")]


def test_who_holds_it_goes_by_the_narrowest_name(world: World) -> None:
    """*The army said that its troops held the town*: the troops are that army's."""
    world.actors["troops"] = Actor(id="troops", name="armed forces", kind="military")
    _tell(world, "holds_territory", by=["troops", "army"], said="army")
    assert _rows(world) == [("saraqib", "army", "holds")]


def test_what_is_said_of_a_place_depends_on_no_other(world: World) -> None:
    _tell(world, "takes_territory")
    _tell(world, "enters_territory", polarity="denied")
    _tell(world, "takes_territory", "hama")
    every = controlled(world.evidence())
    assert sorted(every) == ["hama", "saraqib"]
    assert controlled(world.evidence(), {"saraqib"}) == {"saraqib": every["saraqib"]}
