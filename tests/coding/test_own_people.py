"""Own people: colleagues, staff and men are of the kind of whoever counts them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import Knowledge, load
from consilience.language.annotate import Document
from consilience.settings import Settings


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("UNICEF said four of its colleagues were killed in an airstrike in Homs.", "aid workers"),
        ("The army said two of its men were killed in a raid in Homs.", "soldiers"),
        ("The rebels said three of their comrades were killed in a raid in Homs.", "fighters"),
        ("The mayor said four of his colleagues were killed in an airstrike in Homs.", "unknown"),
        ("UNICEF said four people were killed in an airstrike in Homs.", "unknown"),
    ],
)
def test_whose_own_people_they_are(
    document: Callable[..., Document], knowledge: Knowledge, text: str, victims: str
) -> None:
    claims = code(document(text), knowledge, Settings()).claims
    assert [f.victims for c in claims for f in c.figures] == [victims]


def test_two_of_its_soldiers_are_no_part_of_a_larger_count(
    document: Callable[..., Document], knowledge: Knowledge
) -> None:
    text = "The army said two of its soldiers were killed by a mine near Homs."
    (figure,) = [f for c in code(document(text), knowledge, Settings()).claims for f in c.figures]
    assert (figure.victims, figure.partial) == ("soldiers", False)
