"""Candidates: which accounts of different reports meet, and which never need to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consilience.model import Place
from consilience.reconcile.accounts import account
from consilience.reconcile.candidates import Meetings, asked, day_of, stood
from consilience.reconcile.slots import Slots, slots_of

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

THURSDAY, FRIDAY, SATURDAY = "2024-11-28", "2024-11-29", "2024-11-30"


def _meet(world: World, one: dict[str, Any], two: dict[str, Any]) -> bool:
    claims = [world.claim(world.report(str(n)), **told) for n, told in enumerate((one, two))]
    evidence = world.evidence()
    told = sorted((slots_of(c, evidence) for c in claims), key=lambda s: (day_of(s), s.ids))
    meetings = Meetings([day_of(s) for s in told], [stood(s, evidence) for s in told])
    return meetings.met(1, asked(told[1], evidence)) == [0]


def _quarter(world: World, id: str, name: str, within: str | None = "aleppo") -> str:
    world.places[id] = Place(
        id=id, name=name, lat=None, lon=None, country="SY", admin1="SY.09", feature="district",
        precision="district", within=within,
    )  # fmt: skip
    return id


def _day_of(world: World, *days: str | None) -> int:
    report = world.report("a")
    ids = [world.claim(report, day=day).id for day in days]
    found: Slots = account(ids, world.evidence())
    return day_of(found)


def test_one_misread_day_does_not_carry_an_account_away(world: World) -> None:
    friday = _day_of(world, FRIDAY)
    assert _day_of(world, FRIDAY, "2024-04-05", FRIDAY) == friday
    assert _day_of(world, "2024-04-05", FRIDAY) == friday  # of two, the one nearer to the report


def test_an_account_without_a_day_has_that_of_its_report(world: World) -> None:
    assert _day_of(world, None) == _day_of(world, SATURDAY)


def test_a_rare_kind_of_act_on_one_day_meets_though_no_place_is_told(world: World) -> None:
    gas: dict[str, Any] = {"type": "chemical_weapon", "day": FRIDAY}
    assert _meet(world, {**gas, "at": "saraqib"}, gas)
    assert not _meet(world, {"at": "saraqib", "day": FRIDAY}, {"day": FRIDAY})


def test_a_quarter_meets_itself_under_another_spelling(world: World) -> None:
    one = _quarter(world, "midan", "Midan")
    two = _quarter(world, "al-maydan", "al Maydan district", within=None)
    assert _meet(world, {"at": one, "day": FRIDAY}, {"at": two, "day": FRIDAY})


def test_two_quarters_of_one_town_need_not_meet(world: World) -> None:
    one, two = _quarter(world, "midan", "Midan"), _quarter(world, "shaar", "Shaar")
    assert not _meet(world, {"at": one, "day": FRIDAY}, {"at": two, "day": FRIDAY})
