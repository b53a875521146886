"""Acts between governments, parties and publics: each verb with the object that makes it one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.events import read_events
from consilience.knowledge import load
from consilience.knowledge.event_types import EventBook
from consilience.language.annotate import Document


@pytest.fixture(scope="module")
def book() -> EventBook:
    return load().events


@pytest.mark.parametrize(
    ("sentence", "type_id"),
    [
        ("Norway suspended aid to the province on Monday.", "sanction"),
        ("Kenya recalled its ambassador from the capital.", "sanction"),
        ("Latvia expelled two diplomats on Tuesday.", "sanction"),
        ("Oman gave the islands a loan of two million dollars.", "aid"),
        ("Peru granted asylum to four judges.", "aid"),
        ("The cabinet lifted the curfew on Sunday.", "yield"),
        ("The council eased restrictions on fishing.", "yield"),
        ("The ministry accepted the demands of the miners.", "yield"),
        ("The authorities imposed a curfew in two towns.", "coerce"),
        ("The court banned the party on Friday.", "coerce"),
        ("The ministry closed two newspapers on Friday.", "coerce"),
        ("Police prevented a demonstration outside the palace.", "coerce"),
        ("Farmers blocked the motorway to the coast.", "peaceful_protest"),
        ("Nurses began a three-day strike over pay.", "labour_strike"),
        ("Chile and Peru established diplomatic relations.", "support"),
        ("Ghana recognised the new government on Monday.", "support"),
        ("Malta apologised to Tunisia for the incident.", "support"),
        ("The two services shared intelligence about the smugglers.", "cooperate"),
        ("Brazil extradited a banker to Portugal.", "cooperate"),
        ("The emir telephoned the king on Thursday.", "consult"),
        ("The rebels accepted the proposal of the mediators.", "agreement"),
        ("The island sought help from its neighbours.", "appeal"),
        ("The generals insisted on new elections.", "demand"),
        ("The party opposed the deployment of foreign troops.", "reject"),
        ("The company violated the embargo for years.", "reject"),
        ("Two villages sued the ministry over the dam.", "accuse"),
        ("The agency sent inspectors to the plant.", "investigate"),
        ("The army strengthened its garrison on the border.", "mobilise"),
        ("Guards beat prisoners in the yard.", "torture"),
    ],
)
def test_a_verb_and_its_object_name_the_act(
    document: Callable[..., Document], book: EventBook, sentence: str, type_id: str
) -> None:
    assert type_id in {e.type.id for e in read_events(document(sentence), book)}


@pytest.mark.parametrize(
    ("sentence", "type_id"),
    [
        ("Warplanes gave cover to the convoy.", "aid"),
        ("The drummer beat the drum all night.", "torture"),
        ("The train arrived at noon.", "mobilise"),
        ("Thick fog blocked the view of the coast.", "peaceful_protest"),
        ("The bakery cut bread for the guests.", "sanction"),
        ("The mayor lifted his glass to the guests.", "yield"),
    ],
)
def test_the_verb_alone_does_not(
    document: Callable[..., Document], book: EventBook, sentence: str, type_id: str
) -> None:
    assert type_id not in {e.type.id for e in read_events(document(sentence), book)}
