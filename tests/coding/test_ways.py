"""Where people go from and where they come to, by the verb that has the place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Thousands of people fled Sake for Goma.", {("Sake", "from"), ("Goma", "to")}),
        ("Families who had fled the town of Sake poured into Goma.",
         {("Sake", "from"), ("Goma", "to")}),
        ("Buses carrying 300 evacuees from Homs arrived in Jarablus.",
         {("Homs", "from"), ("Jarablus", "to")}),
        ("About 300 evacuees reached Idlib after leaving Homs.",
         {("Idlib", "to"), ("Homs", "from")}),
        ("Some 300 people were evacuated from Homs.", {("Homs", "from")}),
        ("Shelling displaced 300 people in Homs.", {("Homs", "at")}),
    ],
)  # fmt: skip
def test_start_and_goal(claims: Reader, text: str, ways: set[tuple[str, str]]) -> None:
    moved = [c for c in claims(text) if c.event_type in {"evacuation", "displacement"}]
    assert {(text[p.start : p.end], p.role) for c in moved for p in c.places} == ways


def test_who_attacks_a_town_does_not_come_to_it(claims: Reader) -> None:
    found = [c for c in claims("Rebels entered Saraqib.") if c.event_type == "enters_territory"]
    assert [(p.text, p.role) for c in found for p in c.places] == [("Saraqib", "at")]
