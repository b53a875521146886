"""What of an event's claims is marked as at odds with the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consilience.casefile import Case, Filter
from consilience.desk.gist import desk_index
from consilience.desk.slots import sides
from consilience.model import Claim, Figure


@pytest.fixture
def claim(case: Case) -> Claim:
    """Return a claim with a day, a place and a count."""
    return next(c for c in case.claims(Filter()) if c.figures and c.places and c.time.start)


def _odd(case: Case, claim: Claim, other: Claim) -> frozenset[str]:
    """Return what is odd in `other` beside two claims that say the same."""
    told = [claim, replace(claim, id="c-two"), replace(other, id="c-three")]
    index = desk_index(replace(case.excerpt([], [claim]), claims=tuple(told)))
    return sides(told, index)[2].odd


def _figure(claim: Claim, **new: object) -> Claim:
    made: Figure = replace(claim.figures[0], **new)  # type: ignore[arg-type]
    return replace(claim, figures=(made,))


def test_the_same_slots_are_not_marked(case: Case, claim: Claim) -> None:
    assert _odd(case, claim, claim) == frozenset()


def test_a_count_that_excludes_the_others_is_marked(case: Case, claim: Claim) -> None:
    assert _odd(case, claim, _figure(claim, low=90, high=90)) == {"figures"}


def test_a_range_that_holds_the_others_count_is_not_marked(case: Case, claim: Claim) -> None:
    assert _odd(case, claim, _figure(claim, low=1, high=None)) == frozenset()


def test_counts_of_other_people_are_not_set_against_each_other(case: Case, claim: Claim) -> None:
    assert _odd(case, claim, _figure(claim, low=90, high=90, victims="soldiers")) == frozenset()


def test_a_day_within_a_week_is_no_difference(case: Case, claim: Claim) -> None:
    week = replace(claim.time, start="2024-03-04", end="2024-03-10", precision="week")
    assert _odd(case, claim, replace(claim, time=week)) == frozenset()
    later = replace(claim.time, start="2024-04-04", end="2024-04-04")
    assert _odd(case, claim, replace(claim, time=later)) == {"time"}


def test_a_denial_among_assertions_is_marked(case: Case, claim: Claim) -> None:
    assert "polarity" in _odd(case, claim, replace(claim, polarity="denied", denies="occurrence"))
