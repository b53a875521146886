"""Decisions on what is one event, laid over the groups that were found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from consilience.reconcile.constraints import constrain


def test_claims_said_to_be_one_are_joined(world: Any) -> None:
    claims = [world.claim(world.report(n), "shelling", day="2024-11-29") for n in "ab"]
    ids = [c.id for c in claims]
    evidence = replace(world.evidence(), together=(tuple(ids),))
    assert constrain([[ids[0]], [ids[1]]], evidence) == [sorted(ids)]


def test_claims_said_to_be_apart_are_parted_and_the_rest_goes_to_the_nearer(world: Any) -> None:
    told = [("a", "hama"), ("b", "idlib"), ("c", "idlib")]
    ids = [world.claim(world.report(n), "shelling", at=p, day="2024-11-29").id for n, p in told]
    evidence = replace(world.evidence(), apart=(((ids[0],), (ids[1],)),))
    assert constrain([ids], evidence) == sorted([[ids[0]], sorted(ids[1:])])


def test_what_is_apart_is_not_joined(world: Any) -> None:
    ids = tuple(world.claim(world.report(n), "shelling").id for n in "ab")
    evidence = replace(world.evidence(), together=(ids,), apart=(((ids[0],), (ids[1],)),))
    assert constrain([[ids[0]], [ids[1]]], evidence) == sorted([[ids[0]], [ids[1]]])
