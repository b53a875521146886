"""Words of war in other news: no event; and the same words of war, kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.events import read_events
from consilience.errors import KnowledgeError
from consilience.knowledge import Knowledge, load
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.other_senses import OtherSense, OtherSenses
from consilience.language.annotate import Document

Types = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture
def types(document: Callable[..., Document], knowledge: Knowledge) -> Types:
    """Return a function from a text to the types of its events."""
    return lambda text: [m.type.id for m in read_events(document(text), knowledge.events)]


@pytest.mark.parametrize(
    "text",
    [
        # nature and troubles
        "The earthquake hit the southern coast on Monday.",
        "The recession hit Spain hard.",
        "He was hit by a car near the school.",
        "The virus attacks the lungs.",
        # figures of speech
        "The crowd exploded with anger.",
        "House prices exploded in March.",
        "The victory set off a celebration in the streets.",
        "The company struck a deal with the union.",
        "The band captured the mood of the nation.",
        "The firm seized the opportunity.",
        "Old habits die hard.",
        "The scandal surrounding the minister deepened.",
        "Greek papers are taking part in the debate.",
        # sport
        "He hit a double in the ninth inning.",
        "The team attacked in the second half and won the match.",
        "She injured her knee in training.",
        "A hamstring injury kept him out.",
        "He stormed home into third place.",
        "The title fight is on Saturday.",
        # law, trade, posts
        "The senator killed the bill on Monday.",
        "The court struck down the law.",
        "The board fired the coach on Monday.",
        "The president fired the army chief.",
        "The company withdrew its offer.",
        "Shares rallied on Monday.",
        "Retail sales retreated in May.",
        "The price war hit profits.",
        "The rivals clashed over the budget.",
        "He gained control of the company in March.",
        "The accountant had been fired by the firm on Thursday.",
        "She withdrew from the race on Monday.",
        "The driver lost control of his car.",
        "The thieves came in the dead of night.",
        "He slipped and hit his head.",
        # illness and ills
        "She lost her battle against cancer.",
        "Doctors performed an operation on the child.",
        # computing
        "Hackers attacked the servers of the bank.",
        "The flaw lets hackers take control of computers.",
        # talk, campaigns
        "The paper launched an attack on the minister's record.",
        "The presidential campaign began in October.",
        "The campaign starts in October.",
        "The operation of the plant costs millions.",
        # to oneself, to nobody
        "A man hanged himself in jail.",
        "She tortured herself over the decision.",
        "The film bombed at the box office.",
        "He was dropped off by helicopter.",
        "Safety cars were deployed after the race.",
        "The app was deployed in March.",
    ],
)
def test_a_word_of_war_in_other_news_is_no_event(types: Types, text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Air strikes hit the village of Hass.", "air_drone_strike"),
        ("An explosives-laden car hit a bus, killing nine civilians.", "attack"),
        ("Rebels fired hundreds of mortar bombs at the town.", "shelling"),
        ("Coalition jets hit 63 targets near Raqqa.", "air_drone_strike"),
        ("The army killed a number of militants near Deraa.", "casualties"),
        ("A mine exploded, injuring himself and two soldiers.", "remote_explosive"),
        ("Troops launched an offensive to retake the whole of Aleppo.", "takes_territory"),
        ("Rebels fought the army for control of the town.", "armed_clash"),
        ("Gunmen attacked a football match, killing four players.", "attack"),
        ("Rebels captured a fertiliser plant near Homs.", "takes_territory"),
        ("The fall of Kabul shocked its allies.", "takes_territory"),
        ("Police surrounded the house of the gunman.", "encirclement"),
        ("Military operations in the east continued.", "offensive"),
        ("Warplanes bombed early on Monday.", "air_drone_strike"),
        ("Security forces captured the murderers of the priest.", "arrests"),
        ("Pirates seized a fishing vessel off Yemen.", "equipment_captured"),
    ],
)
def test_the_same_words_of_war_are_kept(types: Types, text: str, found: str) -> None:
    assert found in types(text)


def test_a_strike_among_words_of_work_is_no_air_strike(types: Types) -> None:
    assert "air_drone_strike" not in types("The strike of the writers and the studio is over.")


def test_every_entry_says_what_it_is_for() -> None:
    rows = read_sections([DATA / "other_senses.yaml"], {"other_senses": OtherSense})
    assert all(row.note for row in rows["other_senses"])


@pytest.mark.parametrize(
    "entry",
    [OtherSense(note="no words", object=("deal",)), OtherSense(note="no rule", verbs=("hit",))],
)
def test_an_entry_needs_words_and_a_condition(entry: OtherSense) -> None:
    with pytest.raises(KnowledgeError, match=entry.note):
        OtherSenses([entry])
