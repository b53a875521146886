"""Chains: which claims of one report tell one happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text, title="": list(
        code(document(text, title=title), knowledge, Settings()).claims
    )


def _chains(claims: list[Claim]) -> list[set[str]]:
    """Return the triggers of each chain, in the order of the text."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.chain is not None:
            found.setdefault(claim.chain, set()).add(claim.trigger.text)
    return list(found.values())


def test_a_headline_told_again_is_one_happening(claims: Reader) -> None:
    found = claims(
        "Six workers died on Friday when a raid by jets struck a bakery in Hama.",
        title="Air raid kills six bakery workers in Hama",
    )
    assert len({c.chain for c in found}) == 1
    assert found[0].chain is not None


def test_the_attack_is_the_act_that_it_points_back_to(claims: Reader) -> None:
    found = claims(
        "A car bomb exploded outside a bank in Mosul on Friday. The attack wounded nine people."
    )
    assert _chains(found) == [{"car bomb", "attack"}] or len(_chains(found)) == 1


def test_two_towns_are_two_happenings(claims: Reader) -> None:
    found = claims("Jets bombed a farm in Hama on Friday. Jets bombed a mill in Homs on Friday.")
    assert _chains(found) == []


def test_two_days_are_two_happenings(claims: Reader) -> None:
    found = claims("Jets bombed a farm in Hama on Thursday. Jets bombed a farm in Hama on Friday.")
    assert _chains(found) == []


def test_another_raid_is_another_happening(claims: Reader) -> None:
    found = claims("A raid killed nine men in Hama on Friday. Another raid killed two nurses.")
    assert _chains(found) == []


def test_what_happens_in_the_nearby_town_is_another_happening(claims: Reader) -> None:
    found = claims(
        "Gunmen attacked two villages in Hama province on Friday. "
        "Two farmers were hurt in shelling by the gunmen on the nearby town of Masyaf."
    )
    assert _chains(found) == []


def test_a_shared_count_ties_two_wordings(claims: Reader) -> None:
    found = claims(
        "Gunmen attacked a village near Gao on Friday, killing 17 herders. Nobody claimed it. "
        "The governor spoke on the radio. A doctor said that 17 people were killed."
    )
    assert len({c.chain for c in found if c.figures}) == 1


def test_what_happens_regularly_is_no_one_happening(claims: Reader) -> None:
    found = claims("Rebels shelled Homs on Friday, killing two boys. Rebels regularly shell Homs.")
    assert {c.chain for c in found if "regularly" in c.quote} == {None}


def test_an_id_is_the_same_each_time(claims: Reader) -> None:
    text = "A bomb killed nine men in Hama on Friday. The bombing also hurt two nurses."
    assert [c.chain for c in claims(text)] == [c.chain for c in claims(text)]


def test_a_single_telling_has_no_chain(claims: Reader) -> None:
    (claim,) = claims("Jets bombed a farm in Hama on Friday.")
    assert claim.chain is None


def test_a_vague_word_ties_no_two_kinds_of_act(claims: Reader) -> None:
    found = claims(
        "A chemical attack hit Kafr Zita on Tuesday. Missiles struck an airbase on Friday."
        " The attack wounded four soldiers."
    )
    kinds: dict[str, set[str]] = {c.chain: set() for c in found if c.chain}
    for claim in found:
        if claim.chain:
            kinds[claim.chain].add(claim.event_type)
    assert not any({"chemical_weapon", "shelling"} <= types for types in kinds.values())


def test_the_attack_is_the_news_and_not_its_forerunner(claims: Reader) -> None:
    found = claims(
        "A suicide bomber hit a police station in Kabul on Friday. It was the second such"
        " bombing after one in Herat on 2 November. One officer was killed in the attack."
    )
    last = [c for c in found if c.figures]
    assert all("Kabul" in {p.text for p in c.places} for c in last)
