"""What the doctor sees in a case that was damaged, and what it mends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from consilience.casefile import Case, open_case
from consilience.casefile.connect import writing
from consilience.model import Report

NEWS = "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama."


@pytest.fixture
def case(address: str, report: Callable[..., Report]) -> Iterator[Case]:
    with open_case(address, create=True) as opened:
        opened.keep([report(NEWS)])
        opened.code()
        yield opened


def damage(case: Case, statement: str) -> None:
    with writing(case._engine) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("delete from coding", "interrupted"),
        ("update coding set json = json || ' '", "changed-coding"),
        ("update report set stands = (1 = 0)", "wrong-standing"),
        ("delete from event", "orphan-rows"),
        ("insert into event_link values ('actor', 'x', 'e-gone')", "orphan-rows"),
        ("update meta set value = '1' where key = 'painted'", "picture-behind"),
    ],
)
def test_what_can_be_mended_is_mended(case: Case, statement: str, code: str) -> None:
    before = case.events()
    damage(case, statement)
    assert code in {f.code for f in case.doctor()}
    assert case.doctor(repair=True) == []
    assert case.events() == before


def test_a_text_that_was_changed_by_hand_is_told_and_not_touched(case: Case) -> None:
    damage(case, "update report set text = replace(text, 'Four', 'Nine')")
    found = case.doctor(repair=True)
    assert "changed-text" in {f.code for f in found}


def test_a_judgement_on_a_report_that_is_not_here_is_told(
    case: Case, tmp_path: object, report: Callable[..., Report]
) -> None:
    with open_case(f"{tmp_path}/other.case", create=True) as other:
        other.keep([report(NEWS, publisher="Harbour Times", title="Elsewhere")])
        other.code()
        claim = other.claims()[0]
        other.judge("confirm", claims=[claim.id], who="sb", why="seen")
        case.import_judgements(other.export_judgements())
    assert [f.code for f in case.doctor()] == ["judgement-without-report"]
