"""Work cut into parts gives the groups that work in one go gives, wherever it is cut."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reconcile.conftest import World

from consilience.engines.local import LocalEngine
from consilience.knowledge.event_types import EventType
from consilience.reconcile import spread
from consilience.reconcile.events import same_event
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.spread import part_of, same_event_on

FIRST = date(2024, 11, 1)
TELLINGS: list[dict[str, Any]] = [
    {"type": kind, "at": at, "day": after, "by": by}
    for kind in ("shelling", "attack")
    for at in ("aleppo", "hamdaniya", "hama", None)
    for after in (0, 1, 2, 9, 20, None)
    for by in ((), ("army",))
]


def _evidence(told: list[list[dict[str, Any]]], types: dict[str, EventType]) -> Evidence:
    world = World(types)
    for n, claims in enumerate(told):
        dated = any(c["day"] is not None for c in claims)
        report = world.report(f"{n:03d}", publisher=f"Outlet {n % 3}",
                              published="2024-11-30" if dated else None)  # fmt: skip
        for claim in claims:
            day = None if claim["day"] is None else _day(claim["day"])
            world.claim(report, **{**claim, "day": day}, quote="Shells fell on the old market.")
    return world.evidence()


def _day(after: int) -> str:
    return (FIRST + timedelta(days=after)).isoformat()


@settings(
    deadline=None, derandomize=True, max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    told=st.lists(
        st.lists(st.sampled_from(TELLINGS), min_size=1, max_size=4), min_size=1, max_size=14
    ),
    size=st.integers(min_value=1, max_value=9),
)
def test_groups_do_not_depend_on_the_cut(
    told: list[list[dict[str, Any]]], size: int, event_types: dict[str, EventType]
) -> None:
    evidence = _evidence(told, event_types)
    with pytest.MonkeyPatch.context() as patch, LocalEngine(1) as engine:
        patch.setattr(spread, "_PART", size)
        assert same_event_on(engine, evidence) == same_event(evidence)


def test_a_crowded_block_is_as_crowded_in_its_part(event_types: dict[str, EventType]) -> None:
    """More accounts of one town and day than are compared all with all."""
    told = [[{"type": "shelling", "at": "aleppo", "day": n // 30, "by": ()}] for n in range(90)]
    evidence = _evidence(told, event_types)
    with pytest.MonkeyPatch.context() as patch, LocalEngine(1) as engine:
        patch.setattr(spread, "_PART", 7)
        assert same_event_on(engine, evidence) == same_event(evidence)


def test_a_part_holds_all_that_its_claims_name(event_types: dict[str, EventType]) -> None:
    evidence = _evidence([[{"type": "attack", "at": "hamdaniya", "day": 1, "by": ("army",)}]] * 2,
                         event_types)  # fmt: skip
    one = min(evidence.claims)
    part = part_of(evidence, [one])
    assert set(part.claims) == {one} and len(part.reports) == 1
    assert set(part.places) == {"hamdaniya", "aleppo", "sy"}
    assert set(part.actors) >= {"army", "syria"}
