"""How near a merge is to falling apart."""

from __future__ import annotations

from pathlib import Path

import consilience
from consilience.reconcile.doubts import NEAR, Doubt, weakest
from consilience.reconcile.events import JOIN
from consilience.reconcile.recall import recall

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo-2024"


def test_every_event_of_several_reports_has_a_weakest_joint() -> None:
    picture = consilience.brief([EXAMPLES])
    evidence = recall(picture)
    for event in picture.events:
        doubt = weakest(evidence.of(event.claims), evidence)
        assert (doubt is None) == (len(event.reports) < 2)
        if doubt:
            assert {*doubt.one, *doubt.rest} == {*event.claims}
            assert len({evidence.claims[c].report for c in doubt.one}) == 1


def test_a_joint_little_above_the_threshold_is_near() -> None:
    assert Doubt(JOIN + NEAR / 2, ("c-1",), ("c-2",)).is_near
    assert not Doubt(JOIN + NEAR * 2, ("c-1",), ("c-2",)).is_near
