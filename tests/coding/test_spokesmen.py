"""For whom a spokesman without a name, or one named only as *its*, speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.coding.coded import Coded
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.settings import Settings

Reader = Callable[[str], Coded]
FRONT = "The Azawad Liberation Front rejected the report as false. "


@pytest.fixture(scope="module")
def coded(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: code(document(text), knowledge, Settings())


def test_its_spokesman_speaks_for_the_body_that_spoke_last(coded: Reader) -> None:
    found = coded(FRONT + '"Not one soldier has entered Kidal," said its spokesman.')
    (entry,) = [c for c in found.claims if c.event_type == "enters_territory"]
    assert entry.attribution is not None
    assert entry.attribution.source == "fla-azawad"
    assert entry.polarity == "denied"


def test_a_named_spokesman_keeps_his_name_and_belongs_to_it(coded: Reader) -> None:
    found = coded(FRONT + "Its spokesman, Moussa Keita, said that ten soldiers had surrendered.")
    (given_up,) = [c for c in found.claims if c.event_type == "surrender"]
    assert given_up.attribution is not None
    (who,) = [a for a in found.actors if a.id == given_up.attribution.source]
    assert (who.name, who.member_of[0]) == ("Moussa Keita", "fla-azawad")


def test_a_spokesman_of_nobody_stays_one(coded: Reader) -> None:
    found = coded("Nine men died in Kidal, their spokesman said.")
    (deaths,) = [c for c in found.claims if c.figures]
    assert deaths.attribution is not None
    assert deaths.attribution.source == "spokespersons"


def test_who_tells_of_the_dead_is_not_counted_among_them(coded: Reader) -> None:
    found = coded("Nine men died in the blast in Aden, including two nurses, a doctor said.")
    assert [f.low for c in found.claims for f in c.figures] == [9, 2]
    said = coded("The watchdog put the death toll at 58 saying there were 11 children among them.")
    assert 58 in [f.low for c in said.claims for f in c.figures]
