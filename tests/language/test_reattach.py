"""Coordination that the parser hangs where the sense does not allow it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import annotate
from consilience.model import Claim, Report
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def claims() -> Reader:
    knowledge = load()

    def read(text: str) -> list[Claim]:
        report = Report(
            id="r1", given_id=None, title="", publisher=None, url=None, published="2024-11-30",
            published_from="given", language="en", sha256="", text=text,
        )  # fmt: skip
        (document,) = annotate([report], Settings())
        return list(code(document, knowledge, Settings()).claims)

    return read


@pytest.mark.parametrize(
    "text",
    [
        "The governor rejected reports that troops killed nine men and blamed bandits.",
        "The governor denied that troops killed nine men in Kano and blamed bandits.",
    ],
)
def test_who_denies_also_blames(claims: Reader, text: str) -> None:
    (charge,) = [c for c in claims(text) if c.event_type == "accuse"]
    assert [a.text for a in charge.actors] == ["The governor"]
    (deaths,) = [c for c in claims(text) if c.figures]
    assert (deaths.polarity, [a.text for a in deaths.actors]) == ("denied", ["troops"])


def test_what_somebody_tells_two_did_stays_theirs(claims: Reader) -> None:
    found = claims("The governor said that troops killed nine men and blamed bandits.")
    (charge,) = [c for c in found if c.event_type == "accuse"]
    assert [a.text for a in charge.actors] != ["The governor"]


def test_two_doers_of_whom_the_second_is_described(claims: Reader) -> None:
    found = claims("The army and Russian mercenaries killed nine men in Mopti.")
    (deaths,) = [c for c in found if c.figures]
    assert [a.text for a in deaths.actors] == ["The army", "Russian mercenaries"]


def test_what_it_had_done_is_no_kind_of_people(claims: Reader) -> None:
    (denied,) = claims("Moscow rejected the accusation that it had targeted civilians.")
    assert (denied.event_type, denied.polarity) == ("attack", "denied")
    assert [a.text for a in denied.actors] == ["Moscow"]
    assert [t.text for t in denied.targets] == ["civilians"]
