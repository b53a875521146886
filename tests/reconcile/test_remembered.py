"""Answers are kept as long as there is room, and are the same when there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from consilience.reconcile.compare import Verdict, remembered
from consilience.reconcile.compare.remembered import Remembered

if TYPE_CHECKING:
    from tests.reconcile.conftest import World


def test_it_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    known: Remembered[str, int] = Remembered()
    assert [known.keep(name, n) for n, name in enumerate("abc")] == [0, 1, 2]
    assert dict(known) == {"c": 2}


def test_what_was_forgotten_is_found_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 1)
    cast = world.evidence().cast
    army, hts = frozenset({"army"}), frozenset({"hts"})
    asked = [(army, army), (army, hts), (army, army)]
    assert [cast.compare_sets(*a) for a in asked] == [cast.compare_any(*a) for a in asked]
    assert cast.compare_sets(army, army) is Verdict.AGREE
