"""Candidates: which accounts of different reports meet, and which never need to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from consilience.model import Place
from consilience.reconcile.accounts import account
from consilience.reconcile.candidates import Meetings, asked, day_of, stood, stretches
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.likeness import FAR_DAYS
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


def test_pairs_of_all_are_those_of_each(world: World, killed: Any) -> None:
    """Looked up together or one by one, with some left out or none, in a crowded town too."""
    evidence, told = _crowd(world, killed)
    days, marks = [day_of(s) for s in told], [stood(s, evidence) for s in told]
    looks = [asked(s, evidence) for s in told]
    meetings = Meetings(days, marks)
    some = np.arange(len(told)) % 3 > 0
    for among in (None, some):
        each = [(n, m) for n in range(len(told)) for m in meetings.met(n, looks[n], among)]
        assert each == list(meetings.pairs(range(len(told)), looks, among))
        assert each and all(among is None or among[m] for _, m in each)


def test_a_crowded_town_needs_a_second_key(world: World, killed: Any) -> None:
    evidence, told = _crowd(world, killed)
    meetings = Meetings([day_of(s) for s in told], [stood(s, evidence) for s in told])
    met = meetings.met(len(told) - 1, asked(told[-1], evidence))
    assert 0 < len(met) < len(told) - 1


def test_parts_hold_all_that_they_can_meet() -> None:
    days = [0, 0, 1, 2, 20, 20, 25, 26, 40]
    parts = list(stretches(days, [1] * len(days), 2))
    assert [n for _, own in parts for n in own] == list(range(len(days)))
    for before, own in parts:
        met = {m for n in own for m in range(n) if days[m] == 0 or days[n] - days[m] <= FAR_DAYS}
        assert met <= {*before, *own}
    assert [8] in [[*own] for _, own in parts] and parts[-1][0] == [0, 1]


def _crowd(world: World, killed: Any) -> tuple[Evidence, list[Slots]]:
    """Return sixty accounts of one town and day, of few counts; the last shares one with some."""
    claims = [
        world.claim(world.report(f"{n:02d}"), at="aleppo", day=FRIDAY, figures=[killed(20 + n % 7)],
                    quote=f"Shells fell on street {n} and lane {n + 100}.")
        for n in range(60)
    ]  # fmt: skip
    evidence = world.evidence()
    told = [slots_of(c, evidence) for c in claims]
    return evidence, sorted(told, key=lambda s: (day_of(s), s.ids))
