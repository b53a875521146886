"""Figures of a report: kind, bounds, victims, parts; every rule with its own sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.figures.reader import read_figures
from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import load_quantities
from consilience.language.annotate import Document

LEXICON = load_quantities()


class Reader:
    """Figures of a text, as short tuples."""

    def __init__(self, document: Callable[..., Document]) -> None:
        self.document = document

    def mentions(self, text: str, title: str = "") -> list[FigureMention]:
        return read_figures(self.document(text, title=title), LEXICON)

    def figures(self, text: str, title: str = "") -> list[tuple[str, int, int | None]]:
        return [(m.kind, m.low, m.high) for m in self.mentions(text, title)]


@pytest.fixture(scope="module")
def reader(document: Callable[..., Document]) -> Reader:
    return Reader(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the verb before
        ("The shelling killed eight farmers.", ("killed", 8, 8)),
        ("The shelling has reportedly killed at least eight farmers.", ("killed", 8, None)),
        ("Mortars hit the market, wounding 20.", ("injured", 20, 20)),
        ("Soldiers shot dead 15 protesters in the square.", ("killed", 15, 15)),
        ("The militia took 30 villagers hostage.", ("abducted", 30, 30)),
        ("The army lost 15 soldiers in the ambush.", ("killed", 15, 15)),
        ("Gunmen murdered two state officials.", ("killed", 2, 2)),
        ("The raid killed a family of five.", ("killed", 5, 5)),
        ("A gunman killed himself and 12 others.", ("killed", 12, 12)),
        ("Several gunmen left behind 12 dead.", ("killed", 12, 12)),
        # the verb after
        ("Thirteen farmers were killed near the river.", ("killed", 13, 13)),
        ("Thirteen farmers from three nearby hamlets were killed.", ("killed", 13, 13)),
        ("Thirteen farmers died in the blast.", ("killed", 13, 13)),
        ("Thirteen farmers and traders were killed.", ("killed", 13, 13)),
        ("Twelve IS gunmen were killed.", ("killed", 12, 12)),
        ("Thirteen farmers were found dead.", ("killed", 13, 13)),
        ("About 250 were taken hostage.", ("abducted", 250, 250)),
        ("Six aid workers lost their lives in the raid.", ("killed", 6, 6)),
        ("Forty villagers suffered breathing problems.", ("injured", 40, 40)),
        ("Eight of the patients were in critical condition.", ("injured", 8, 8)),
        ("Thirty-two miners are still missing.", ("missing", 32, 32)),
        # left … dead
        ("The battle left 45 fighters on both sides dead.", ("killed", 45, 45)),
        ("The quake left tens of thousands homeless.", ("displaced", 20_000, None)),
        # nouns
        ("The death of 43 people was confirmed.", ("killed", 43, 43)),
        ("The massacre of 43 people was condemned.", ("killed", 43, 43)),
        ("The clinic recorded 15 deaths.", ("killed", 15, 15)),
        ("The blast claimed the lives of three paramedics.", ("killed", 3, 3)),
        ("The blast claimed 20 lives.", ("killed", 20, 20)),
        ("Rescuers found 17 bodies under the school.", ("killed", 17, 17)),
        ("The bodies of 17 men were found.", ("killed", 17, 17)),
        ("Medics treated 35 cases of suffocation.", ("injured", 35, 35)),
        ("The raid caused dozens of casualties.", ("killed_or_injured", 24, None)),
        # tolls
        ("The death toll from the market blast rose to 54.", ("killed", 54, 54)),
        ("The ministry put the number of dead at 73.", ("killed", 73, 73)),
        ("Fatalities now stand at 73.", ("killed", 73, 73)),
        ("The raids brought to 49 the number killed this week.", ("killed", 49, 49)),
        ("The find raised to 58 the death toll.", ("killed", 58, 58)),
        # among the dead
        ("Six children were among the dead.", ("killed", 6, 6)),
        ("The victims included at least 20 children.", ("killed", 20, None)),
        # other kinds
        ("Around 3,000 people fled the town.", ("displaced", 3_000, 3_000)),
        ("Fighting forced 12,000 residents to flee.", ("displaced", 12_000, 12_000)),
        ("Gunmen kidnapped more than 200 schoolgirls.", ("abducted", 201, None)),
        ("Police arrested 45 students.", ("arrested", 45, 45)),
        ("The rebels freed 14 detainees.", ("released", 14, 14)),
        ("More than 40 soldiers were taken prisoner.", ("captured", 41, None)),
        ("Nearly 2,000 fighters surrendered.", ("surrendered", 2_000, 2_000)),
        ("About 500 families returned to their villages.", ("returned", 500, 500)),
        ("Some 900 troops are stationed at the base.", ("strength", 900, 900)),
        # things and places
        ("Rebels captured more than 50 villages.", ("places_taken", 51, None)),
        ("The insurgents seized three T-72 tanks.", ("seized", 3, 3)),
        ("Gunners shot down 12 drones.", ("destroyed", 12, 12)),
        ("Gunners shot down 102 of the 120 missiles.", ("destroyed", 102, 102)),
        ("Raiders burned 100 homes.", ("destroyed", 100, 100)),
        ("Sailors confiscated seven AK-47s.", ("seized", 7, 7)),
        ("The army lost two helicopters.", ("destroyed", 2, 2)),
        ("The storm of shells damaged 30 houses.", ("damaged", 30, 30)),
        ("The air force launched over 125 airstrikes.", ("strikes", 126, None)),
        ("Jets carried out 20 raids on the valley.", ("strikes", 20, 20)),
        ("Two suspects fled on foot.", ("other", 2, 2)),
        ("Two families fled the town.", ("displaced", 2, 2)),
    ],
)
def test_one_figure(reader: Reader, text: str, expected: tuple[str, int, int | None]) -> None:
    assert reader.figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two gunmen attacked the post and killed five guards.", [("killed", 5, 5)]),
        (
            "The raids killed 12 civilians, wounded dozens and displaced 14,000 people.",
            [("killed", 12, 12), ("injured", 24, None), ("displaced", 14_000, 14_000)],
        ),
        (
            "Four guards were killed and 15 others were hurt.",
            [("killed", 4, 4), ("injured", 15, 15)],
        ),
        (
            "The raid killed 15 farmers and 27 fighters.",
            [("killed", 15, 15), ("killed", 27, 27)],
        ),
        (
            "Seven people died in the port, four in the suburb and one in the hills.",
            [("killed", 7, 7), ("killed", 4, 4), ("killed", 1, 1)],
        ),
        (
            "The blast left 13 dead, 40 injured.",
            [("killed", 13, 13), ("injured", 40, 40)],
        ),
        (
            "The toll rose to 16, up from 11 a day earlier.",
            [("killed", 16, 16), ("killed", 11, 11)],
        ),
        (
            "Twenty people had been killed along with six teachers in the raid.",
            [("killed", 20, 20), ("killed", 6, 6)],
        ),
        (
            "The attackers killed two guards and wounded a third.",
            [("killed", 2, 2), ("injured", 1, 1)],
        ),
        (
            "The raid killed 84 people including children, a witness and a doctor said.",
            [("killed", 84, 84)],
        ),
        (
            "Raiders killed 5 injured 12 and arrested 30 more.",
            [
                ("killed", 5, 5),
                ("injured", 12, 12),
                ("arrested", 30, 30),
            ],
        ),
        (
            "The toll includes 11 girls and seven women.",
            [("killed", 11, 11), ("killed", 7, 7)],
        ),
        ("Hundreds of soldiers fled.", [("other", 200, None)]),
        (
            "He ordered the murder of rector Paul Lindqvist, five priests and two maids.",
            [("killed", 5, 5), ("killed", 2, 2)],
        ),
        (
            "The army suffered 300 casualties including 120 dead.",
            [("killed_or_injured", 300, 300), ("killed", 120, 120)],
        ),
        (
            "There were 90 missing, of whom 14 were sent home.",
            [("missing", 90, 90)],
        ),
        ("Of the thousands of marchers, over 680 were arrested.", [("arrested", 681, None)]),
    ],
)
def test_several_figures(
    reader: Reader, text: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert reader.figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells kill 9 in border town", [("killed", 9, 9)]),
        ("9 villagers killed 15 injured in border town", [("killed", 9, 9), ("injured", 15, 15)]),
        ("Two Killed Three Injured In Border Town", [("killed", 2, 2), ("injured", 3, 3)]),
        ("DOZENS KILLED AS BOMB TEARS THROUGH BORDER MARKET", [("killed", 24, None)]),
        ("Death toll in border blast hits 43", [("killed", 43, 43)]),
        (
            "Shells kill nine villagers wounding 15 others and displacing hundreds",
            [("killed", 9, 9), ("injured", 15, 15), ("displaced", 200, None)],
        ),
    ],
)
def test_headlines_and_text_without_commas(
    reader: Reader, text: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert reader.figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No one was killed.",
        "None of the 12 passengers were hurt.",
        "The town lies 60 kilometers from the border.",
        "The army entered the town on 15 July 2015.",
        "Thousands of people marched through the capital.",
        "The motion passed by 14 votes to 3.",
        "The death toll could reach 50.",
        "The party lost 15 seats.",
        "Three gunmen said the road was closed.",
        "Several others were wounded.",
        "Jane Doe, 38, was hurt.",
        "The gunners destroyed 12.",
        "The two candidates are in a dead heat.",
        "The team lost 15 of its games.",
        "He saved 20 lives.",
        "Nine soldiers returned fire.",
        "An activist who is in contact with those trapped spoke to us.",
        "He was tried for more than 40 massacres.",
        "The crowds, hundreds of villagers, burned an effigy.",
        "A murder suspect was seen.",
        "They buried their dead.",
        "According to one estimate, a fifth of the houses were destroyed.",
    ],
)
def test_a_gap_rather_than_a_guess(reader: Reader, text: str) -> None:
    assert reader.figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Up to 30 soldiers were killed or wounded.",
        "The raid killed and injured 30 soldiers.",
        "The raid killed or injured 30 soldiers.",
    ],
)
def test_killed_or_wounded_is_one_count_of_both(reader: Reader, text: str) -> None:
    assert [m.kind for m in reader.mentions(text)] == ["killed_or_injured"]


@pytest.mark.parametrize(
    "text", ["Another 50 were wounded or missing.", "The ambush left 50 dead, wounded or captured."]
)
def test_wounded_or_missing_is_neither(reader: Reader, text: str) -> None:
    assert reader.figures(text) == [("other", 50, 50)]


def test_wounded_and_taken_away_is_one_fate(reader: Reader) -> None:
    text = "A soldier was wounded and taken to the hospital."
    assert reader.figures(text) == [("injured", 1, 1)]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The raid killed eight civilians.", "civilians"),
        ("The raid killed eight non-combatants.", "civilians"),
        ("The raid killed eight schoolgirls.", "children"),
        ("The raid killed eight pregnant women.", "women"),
        ("The raid killed eight army personnel.", "soldiers"),
        ("The raid killed eight pro-government fighters.", "fighters"),
        ("The raid killed eight members of the rebel force.", "fighters"),
        ("The raid killed eight police officers.", "police"),
        ("The raid killed eight photographers.", "journalists"),
        ("The raid killed eight nurses.", "medics"),
        ("The raid killed eight rescue workers.", "aid workers"),
        ("The raid killed eight insurgents and their families.", "mixed"),
        ("The raid killed eight people.", "unknown"),
        ("The raid killed eight.", "unknown"),
    ],
)
def test_class_of_victims(reader: Reader, text: str, victims: str) -> None:
    assert [m.victims for m in reader.mentions(text)] == [victims]


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Eight farmers including three boys were killed.", (8, "civilians"), (3, "children")),
        ("Eight farmers, among them three boys, were killed.", (8, "civilians"), (3, "children")),
        ("Eight farmers were killed, including three boys.", (8, "civilians"), (3, "children")),
        ("Eight people were killed, three of them boys.", (8, "unknown"), (3, "children")),
        ("Eight people were killed, of whom three were boys.", (8, "unknown"), (3, "children")),
        ("The mine wounded five, three of them seriously.", (5, "unknown"), (3, "unknown")),
        ("Sixty people were killed, among whom were five women.", (60, "unknown"), (5, "women")),
        ("Of the 23 people killed, 19 were traders.", (23, "unknown"), (19, "civilians")),
    ],
)
def test_parts_point_to_their_whole(
    reader: Reader, text: str, whole: tuple[int, str], part: tuple[int, str]
) -> None:
    first, second = reader.mentions(text)
    assert (first.low, first.victims, first.part_of) == (*whole, None)
    assert (second.low, second.victims, second.part_of) == (*part, 0)
    assert first.kind == second.kind


def test_a_part_can_stand_before_its_whole(reader: Reader) -> None:
    part, whole = reader.mentions("Six civilians were among at least 22 people killed.")
    assert (part.low, part.part_of, whole.low, whole.high) == (6, 1, 22, None)


def test_a_part_can_point_back_to_an_earlier_sentence(reader: Reader) -> None:
    _, part = reader.mentions("The blast killed 17 people. Fourteen of the dead were rebels.")
    assert (part.kind, part.low, part.victims, part.part_of) == ("killed", 14, "fighters", 0)


def test_a_new_clause_after_a_part_is_no_part(reader: Reader) -> None:
    text = "The raid killed five people including a woman and 30 others were injured."
    assert [(m.kind, m.low, m.part_of) for m in reader.mentions(text)] == [
        ("killed", 5, None),
        ("killed", 1, 0),
        ("injured", 30, None),
    ]


def test_counts_that_add_up_are_parts(reader: Reader) -> None:
    text = "Twenty-one people were killed: 12 men, 5 women and 4 children."
    assert [(m.low, m.part_of) for m in reader.mentions(text)] == [
        (21, None),
        (12, 0),
        (5, 0),
        (4, 0),
    ]


def test_an_enumeration_that_begins_with_one_person_is_totalled(reader: Reader) -> None:
    text = "A nurse and two farmers were killed."
    assert [(m.low, m.victims, m.part_of) for m in reader.mentions(text)] == [
        (3, "civilians", None),
        (1, "medics", 0),
        (2, "civilians", 0),
    ]


def test_an_enumeration_adds_up_one_class(reader: Reader) -> None:
    text = "A woman and her three children as well as another child died in the fire."
    assert [(m.low, m.victims, m.part_of) for m in reader.mentions(text)] == [
        (5, "civilians", None),
        (1, "women", 0),
        (4, "children", 0),
    ]


def test_one_hedge_holds_for_both_sides_of_and(reader: Reader) -> None:
    text = "The siege cost the lives of at least 63 rebels and 21 soldiers."
    assert reader.figures(text) == [("killed", 63, None), ("killed", 21, None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A child was killed in the yard.", "killed"),
        ("A nurse was critically wounded.", "injured"),
        ("The blast killed one person.", "killed"),
        ("Her husband was wounded by the blast.", "injured"),
    ],
)
def test_one_person(reader: Reader, text: str, kind: str) -> None:
    assert reader.figures(text) == [(kind, 1, 1)]


@pytest.mark.parametrize(
    "text", ["A rebel group was destroyed.", "A family was killed.", "A week was lost."]
)
def test_an_article_counts_only_one_person(reader: Reader, text: str) -> None:
    assert [m for m in reader.mentions(text) if m.kind == "killed" and m.low == 1] == []


def test_verbs_of_leaving_count_evacuees_only_in_an_evacuation(reader: Reader) -> None:
    plain = "More than 5,000 people left the valley."
    assert reader.figures(plain) == []
    told = f"The evacuation of the valley has begun. {plain}"
    assert reader.figures(told) == [("evacuated", 5_001, None)]


def test_spans_are_the_words_of_the_text(reader: Reader) -> None:
    text = "Witnesses said the raid killed at least 24 civilians in “the old town”."
    (mention,) = reader.mentions(text)
    assert text[mention.start : mention.end] == "at least 24 civilians"


def test_trigger_and_head_are_tokens_of_the_document(document: Callable[..., Document]) -> None:
    doc = document("Rebel fire killed four students.")
    (mention,) = read_figures(doc, LEXICON)
    assert doc.doc[mention.head].text == "students"
    assert mention.trigger is not None
    assert doc.doc[mention.trigger].text == "killed"


def test_a_part_named_with_its_whole_points_to_it(reader: Reader) -> None:
    part, whole = reader.mentions("Eight of the 12 wounded were in critical condition.")
    assert (part.low, part.part_of, whole.low, whole.part_of) == (8, 1, 12, None)


def test_the_whole_inside_a_part_keeps_only_its_own_words(reader: Reader) -> None:
    text = "The evacuation began. Some 500 of the 900 villagers have left."
    assert reader.figures(text) == [("evacuated", 500, 500)]


def test_an_enumeration_with_an_unknown_member_is_not_totalled(reader: Reader) -> None:
    text = "He was tried for the murders of a judge, a nurse, a glassblower and an usher."
    assert [m.low for m in reader.mentions(text)] == [1, 1]


def test_an_enumeration_after_someone_uncounted_is_not_totalled(reader: Reader) -> None:
    text = "The blast killed the mayor, his deputy and four policemen."
    assert [m.low for m in reader.mentions(text)] == [1, 4]


def test_them_goes_back_to_those_counted_before(reader: Reader) -> None:
    text = "The bus carried 40 pupils when it hit a mine, killing at least 12 of them."
    assert [(m.low, m.high, m.victims) for m in reader.mentions(text)] == [(12, None, "children")]


def test_a_table_on_one_line_is_read_in_pieces(reader: Reader) -> None:
    text = "Killed by district: " + " ".join(f"Ward {n} lost {n} people" for n in range(11, 400))
    assert len(reader.mentions(text)) == 389


@pytest.mark.parametrize("text", ["The raid killed 12 or more", "The raid killed 12 plus"])
def test_a_text_may_end_in_a_hedge(reader: Reader, text: str) -> None:
    assert reader.figures(text) == [("killed", 12, None)]


@pytest.mark.parametrize(
    "text", ["", " ", "12", "Dozens", "killed", "A third of", "Since", ", , ,"]
)
def test_scraps_hold_no_figure(reader: Reader, text: str) -> None:
    assert reader.figures(text) == []


@pytest.mark.parametrize("who", ["members of one family", "family members"])
def test_members_of_a_family_are_people_and_not_who_tells_it(reader: Reader, who: str) -> None:
    (figure,) = reader.mentions(f"A shell hit a house in Hama, killing four {who}, a medic said.")
    assert (figure.low, figure.victims) == (4, "unknown")
