from typing import get_args

import pytest

from consilience.model import FigureKind, Grade, Modality, PlacePrecision, Stance
from consilience.publish import words


@pytest.mark.parametrize(
    ("section", "ids"),
    [
        ("grades", get_args(Grade)),
        ("figures", get_args(FigureKind)),
        ("stances", get_args(Stance)),
        ("precisions", get_args(PlacePrecision)),
        ("states", ("holds", "entered", "encircles", "contests", "lost")),
        ("modalities", tuple(m for m in get_args(Modality) if m != "actual")),
        ("dated_from", ("given", "metadata", "text", "none")),
    ],
)
def test_every_id_of_the_model_has_its_own_words(section: str, ids: tuple[str, ...]) -> None:
    for id in ids:
        assert words.wording(section, id).say
        assert "_" not in words.say(section, id)
        assert id in words._tables()[section]


def test_every_grade_is_explained() -> None:
    assert all(words.wording("grades", grade).means for grade in get_args(Grade))


def test_an_unlisted_id_is_said_with_spaces() -> None:
    assert words.say("fields", "start_of-siege") == "start of siege"
    assert words.event_type("river_crossing") == "river crossing"


def test_event_types_have_the_labels_of_the_knowledge_file() -> None:
    assert words.event_type("air_drone_strike") == "air or drone strike"


def test_acts_of_speech_are_told_from_happenings() -> None:
    assert words.is_speech("accuse")
    assert not words.is_speech("shelling")
    assert not words.is_speech("never_heard_of")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (27, 27, "27"),
        (27, None, "at least 27"),
        (51, None, "more than 50"),
        (1_000_001, None, "more than 1,000,000"),
        (1, None, "at least 1"),
        (6, None, "more than 5"),
        (0, 9, "up to 9"),
        (10, 15, "10–15"),
        (14_000, 14_000, "14,000"),
    ],
)
def test_counts_in_words(low: int, high: int | None, said: str) -> None:
    assert words.count(low, high) == said


def test_those_of_no_known_class_are_people() -> None:
    assert words.counted("killed", "unknown") == "people killed"
    assert words.counted("killed", "civilians") == "civilians killed"
    assert words.counted("destroyed", "") == "things destroyed"


def test_lists_and_plurals() -> None:
    assert words.listed([]) == ""
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    assert words.plural(0, "report") == "no reports"
    assert words.plural(1, "copy", "copies") == "1 copy"
    assert words.plural(2_000, "copy", "copies") == "2,000 copies"
