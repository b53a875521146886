"""Things that belong together, joined pair by pair."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.reconcile.groups import Groups

KEYS = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)))


def _joined(pairs: list[tuple[str, str]]) -> list[list[str]]:
    groups = Groups(KEYS)
    for one, two in pairs:
        groups.join(one, two)
    return groups.all()


def test_alone_until_joined() -> None:
    assert _joined([]) == [[k] for k in KEYS]


def test_pairs_chain() -> None:
    assert _joined([("a", "c"), ("c", "h")]) == [
        ["a", "c", "h"], ["b"], ["d"], ["e"], ["f"], ["g"],
    ]  # fmt: skip


def test_the_root_is_the_smallest_key() -> None:
    groups = Groups(KEYS)
    groups.join("h", "f")
    groups.join("g", "h")
    assert groups.root("h") == "f"


@settings(deadline=None, derandomize=True)
@given(PAIRS)
def test_the_order_of_pairs_does_not_matter(pairs: list[tuple[str, str]]) -> None:
    assert _joined(pairs) == _joined([(b, a) for a, b in reversed(pairs)])
