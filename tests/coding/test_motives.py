"""Why an act was done: the words, the kind, and the act that they are of."""

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
    ("text", "kind", "words"),
    [
        ("The army launched dozens of airstrikes on Saraqib in retaliation for the ambush.",
         "response", "in retaliation for the ambush"),
        ("The army shelled Idlib to prevent an attack on Hama.",
         "prevention", "to prevent an attack on Hama"),
        ("The spokesman said the offensive was intended to retake the hills.",
         "aim", "intended to retake the hills"),
        ("The minister called the raid a breach of the truce.", "violation",
         "a breach of the truce"),
        ("The general condemned the rebel assault, calling it a violation of the truce.",
         "violation", "a violation of the truce"),
        ("The ministry accused the rebels of breaching the truce.",
         "violation", "breaching the truce"),
        ("The envoy labeled the rebel attack as a foreign plot.", "plot", "a foreign plot"),
        ("“This offensive is a response to the bombing,” the commander said.",
         "response", "a response to the bombing"),
    ],
)  # fmt: skip
def test_a_motive_is_read_with_its_words(claims: Reader, text: str, kind: str, words: str) -> None:
    (motive,) = [m for c in claims(text) for m in c.motives]
    assert (motive.kind, motive.text) == (kind, words)
    assert text[motive.start : motive.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "The army foiled a plot to bomb the station in Hama.",
        "Monitors recorded 12 violations of the truce in Hama.",
        "Nine people were killed in the response to the flood in Hama.",
    ],
)
def test_what_is_an_act_itself_is_no_motive(claims: Reader, text: str) -> None:
    assert [m for c in claims(text) for m in c.motives] == []


def test_a_motive_stands_on_the_claim_of_its_act(claims: Reader) -> None:
    text = "The army shelled Idlib to prevent an attack on Hama."
    (claim,) = [c for c in claims(text) if c.motives]
    assert claim.trigger.text == "shelled"
    assert claim.motives[0].act_start == claim.trigger.start


def test_a_motive_of_an_act_told_elsewhere_keeps_its_voice_and_the_word(claims: Reader) -> None:
    text = "Rebels attacked Hama. The spokesman said the operation was meant to open the road."
    (claim,) = [c for c in claims(text) if c.motives]
    assert claim.attribution is not None
    assert claim.attribution.text == "The spokesman"
    motive = claim.motives[0]
    assert motive.act_start is not None
    assert text[motive.act_start : motive.act_end] == "operation"
