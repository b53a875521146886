"""What is told only to be called untrue is denied, and by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]
_SPEECH = {"statement", "accuse", "deny"}


@pytest.fixture(scope="module")
def acts(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: [
        c for c in code(document(text), knowledge, Settings()).claims if c.event_type not in _SPEECH
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "There is no truth to reports of a massacre in Saraqib, the army said.",
        "The army said there was no truth in rebel claims that Saraqib had been captured.",
        "It is not true that our forces bombed the school, the army said.",
        "It was a lie that planes had bombed the hospital, the army said.",
        "The army said it was not true that troops had entered Saraqib.",
        "The army said reports that the town of Saraqib had fallen were false.",
        "The army called the accusations that it had shelled the camp baseless.",
        "The army branded the report that it had killed nine civilians in Douma as fabricated.",
        "The army said the report of an attack on the convoy was fabricated.",
    ],
)
def test_what_is_called_untrue_is_denied_by_who_calls_it_so(acts: Reader, text: str) -> None:
    (claim,) = acts(text)
    assert claim.polarity == "denied"
    assert claim.attribution is not None
    assert claim.attribution.text.lower().endswith("army")
    assert claim.attribution.stance == "denies"


def test_who_tells_the_tale_is_not_who_calls_it_untrue(acts: Reader) -> None:
    found = acts("The army disputed the rebels' claim that gunmen had captured the airport.")
    assert {(c.attribution.text if c.attribution else "", c.polarity) for c in found} == {
        ("the rebels", "asserted"), ("The army", "denied"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "It is true that our planes bombed the bridge, the army said.",
        "It is not false that planes bombed the bridge, the army said.",
        "Rumours that followed the raid on Saraqib were false, the army said.",
        "The claims made after the attack on the market were baseless, the army said.",
    ],
)
def test_what_stands_beside_a_falsehood_stands(acts: Reader, text: str) -> None:
    assert {c.polarity for c in acts(text)} == {"asserted"}
