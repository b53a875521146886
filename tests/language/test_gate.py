"""What of a report is parsed: all of a report of conflict, of another what can tell an act."""

from __future__ import annotations

import pytest

from consilience.knowledge import load
from consilience.knowledge.conflict_words import ConflictWords
from consilience.language.annotate import irregular_forms
from consilience.language.gate import Gate, keep_only
from consilience.settings import Settings

WAR = (
    "Shells fall on Hama\n"
    "Rebels shelled an army base in Hama on Friday, killing nine soldiers. The governor was in "
    "Damascus. Schools stayed closed."
)
SPARSE = (
    "Harvest festival opens in Marden\n"
    "Farmers brought four hundred kinds of apples to the town hall on Saturday.\n"
    "The mayor cut the ribbon before a brass band.\n"
    "Children tried the juice and voted for the best of the older kinds.\n"
    "The hall had been closed since last year for new windows and a roof.\n"
    "An hour later militants stormed the town hall.\n"
    "Nobody could say where they came from or what they wanted there.\n"
    "The brass band plays again next week with a programme of waltzes.\n"
    "Tickets cost four euros and can be had at the door or by post.\n"
    "Apples keep best in a dry and cool place, on straw, one by one.\n"
    "Do not put them beside pears, which make them ripen long before their time.\n"
    "A cellar with a window to the north does well for most of the older kinds.\n"
    "The society was founded by nine growers who met at an inn beside the river.\n"
    "It now has members in every parish, and a library of drawings in the old school.\n"
    "Its oldest tree stands behind the chapel and bears fruit every second year.\n"
) + 20 * "Of its forty kinds of pears and apples it sells the young trees each autumn.\n"
PEACE = "\n".join(line for line in SPARSE.splitlines() if "militants" not in line) + "\n"


@pytest.fixture(scope="module")
def gate() -> Gate:
    known, settings = load(), Settings()
    words = ConflictWords.of(known.events, known.roster)
    return Gate(words, irregular_forms(settings.language_model), settings)


def _kept(gate: Gate, text: str) -> str:
    return keep_only(text, gate.open(text).runs)


def test_a_report_of_conflict_is_parsed_whole(gate: Gate) -> None:
    opened = gate.open(WAR)
    assert opened.runs == [(0, len(WAR))]
    assert opened.left_out == 0


def test_of_another_the_passage_of_the_act_and_the_one_before_are_kept(gate: Gate) -> None:
    kept = _kept(gate, SPARSE)
    assert "militants stormed the town hall" in kept
    assert "The hall had been closed since last year" in kept
    assert "waltzes" not in kept
    assert "pears" not in kept


def test_the_lead_is_always_kept(gate: Gate) -> None:
    kept = _kept(gate, PEACE)
    assert kept.strip().splitlines()[:3] == PEACE.splitlines()[:3]
    assert kept[len(kept.strip()) :].strip() == ""


def test_nothing_moves_and_lines_stay_lines(gate: Gate) -> None:
    kept = _kept(gate, SPARSE)
    assert len(kept) == len(SPARSE)
    assert [i for i, c in enumerate(kept) if c == "\n"] == [
        i for i, c in enumerate(SPARSE) if c == "\n"
    ]
    assert all(a in (b, " ") for a, b in zip(kept, SPARSE, strict=True))


def test_words_left_out_are_counted(gate: Gate) -> None:
    opened = gate.open(PEACE)
    assert opened.words == len(PEACE.replace("-", "").split())
    assert opened.words - opened.left_out == len(_kept(gate, PEACE).split())


@pytest.mark.parametrize(
    "act",
    ["Gunmen shot the guard.", "Two bombs went off.", "The villagers fled.", "It was a massacre.",
     "Troops took the hill.", "The raids went on."],
)  # fmt: skip
def test_an_act_is_met_in_any_form(gate: Gate, act: str) -> None:
    assert act in _kept(gate, PEACE + act)


def test_an_act_of_peace_too_needs_a_report_that_names_arms_or_acts(gate: Gate) -> None:
    """*Died, hit, fire* tell of accidents as often."""
    death = "Her grandmother died in March."
    assert "died" not in _kept(gate, PEACE + death)
    assert "died" in _kept(gate, PEACE + "Two soldiers died in March.")
    assert "died" in _kept(gate, SPARSE + death)


def test_words_are_counted_once_and_against_the_length(gate: Gate) -> None:
    """Two acts in a note make it one of conflict; one act told over and over does not."""
    act = "Rebels bombed the mill and killed a guard.\n"
    assert gate.open(act * 2 + PEACE).left_out == 0
    assert gate.open("The mill was bombed.\n" + PEACE * 3).left_out > 0
    assert gate.open("The mill was bombed.\n" * 3 + PEACE * 3).left_out > 0


def test_a_title_does_not_end_a_sentence(gate: Gate) -> None:
    act = "Rebels killed the men of Gen. Haddad near Sept. bridge."
    assert act in _kept(gate, PEACE + act)


def test_an_empty_text_has_nothing_to_parse(gate: Gate) -> None:
    assert keep_only(" \n ", gate.open(" \n ").runs) == " \n "
