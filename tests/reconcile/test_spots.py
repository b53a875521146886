"""Which claims of one exact count are worth comparing, wherever they put the act."""

from __future__ import annotations

from datetime import date

from consilience.reconcile.disputes.spots import Counted, of_one_count

DAY = date(2024, 11, 30).toordinal()


def _told(claim: str, day: int, *, until: int | None = None, told: str = "killed 24 24") -> Counted:
    return Counted(told, DAY + day, DAY + (day if until is None else until), claim)


def test_claims_of_one_count_and_day_are_compared() -> None:
    assert of_one_count([_told("b", 0), _told("a", 1)]) == {("a", "b")}


def test_claims_two_days_apart_are_not() -> None:
    assert of_one_count([_told("a", 0), _told("b", 2)]) == set()


def test_a_time_of_many_days_meets_each_of_them() -> None:
    some = [_told("a", 0, until=6), _told("b", 3), _told("c", 7)]
    assert of_one_count(some) == {("a", "b"), ("a", "c")}


def test_other_counts_are_not_compared() -> None:
    assert of_one_count([_told("a", 0), _told("b", 0, told="killed 25 25")]) == set()


def test_a_count_that_many_give_around_a_day_says_nothing_there() -> None:
    """A month later the same count still tells which act it is of."""
    crowd = [_told(f"c{n:02}", 0) for n in range(60)]
    later = [_told("x", 30), _told("y", 30)]
    assert of_one_count([*crowd, *later]) == {("x", "y")}
