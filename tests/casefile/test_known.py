"""Names are read when they are asked for, with what they belong to, and once."""

from __future__ import annotations

import pytest

from consilience.casefile.grown.known import Known

ABOVE = {"jets": ("air force",), "air force": ("army",), "army": (), "rebels": ()}


@pytest.fixture
def asked() -> list[set[str]]:
    return []


@pytest.fixture
def known(asked: list[set[str]]) -> Known[tuple[str, ...]]:
    def fetch(ids: set[str]) -> dict[str, tuple[str, ...]]:
        asked.append(ids)
        return {i: ABOVE[i] for i in ids & ABOVE.keys()}

    return Known(fetch, lambda above: above, lambda: ABOVE)


def test_one_is_read_with_all_that_it_belongs_to(
    known: Known[tuple[str, ...]], asked: list[set[str]]
) -> None:
    known.read(["jets"])
    assert "army" in known
    assert known["air force"] == ("army",)
    assert asked == [{"jets"}, {"air force"}, {"army"}]


def test_what_is_not_there_is_asked_for_once(
    known: Known[tuple[str, ...]], asked: list[set[str]]
) -> None:
    assert "nobody" not in known
    assert known.get("nobody") is None
    with pytest.raises(KeyError):
        known["nobody"]
    assert asked == [{"nobody"}]


def test_what_is_held_stands_in_place_of_what_is_there(known: Known[tuple[str, ...]]) -> None:
    known.hold({"rebels": ("fronts",), "jets": None})
    assert known["rebels"] == ("fronts",)
    assert "jets" not in known
    assert sorted(known) == ["air force", "army", "rebels"]
    assert len(known) == 3
