"""What is exported as statements and read again is the same picture, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

import consilience
from consilience.casefile import open_case
from consilience.errors import InputError
from consilience.model import Picture
from consilience.publish.exports import export
from consilience.publish.picture import to_json

EXAMPLES = Path(__file__).parents[1] / "examples" / "aleppo-2024"


@pytest.fixture(scope="module")
def picture() -> Picture:
    return consilience.brief([EXAMPLES])


@pytest.fixture
def lines(picture: Picture, tmp_path: Path) -> Path:
    export(picture, "jsonl", tmp_path / "out")
    return tmp_path / "out" / "statements.jsonl"


def test_a_brief_of_statements_is_the_same_picture(picture: Picture, lines: Path) -> None:
    assert to_json(consilience.brief([lines])) == to_json(picture)


def test_an_empty_case_that_takes_in_statements_holds_the_same_picture(
    picture: Picture, lines: Path, tmp_path: Path
) -> None:
    with open_case(tmp_path / "a.case", create=True) as case:
        added = case.add([lines])
        assert (added.new, added.coded) == (len(picture.reports), 0)
        assert to_json(case.picture()) == to_json(picture)
        assert case.status().older == 0
        again = case.add([lines])
        assert (again.new, again.known) == (0, len(picture.reports))
        assert to_json(case.picture()) == to_json(picture)


def test_reports_beside_statements_are_coded_and_no_report_twice(
    picture: Picture, lines: Path
) -> None:
    assert to_json(consilience.brief([lines, EXAMPLES])) == to_json(picture)


def test_statements_that_were_changed_are_refused(lines: Path) -> None:
    words = lines.read_text().splitlines()
    lines.write_text("\n".join([*words[:1], '{"type": "report"}']))
    with pytest.raises(InputError, match="Line 2"):
        consilience.brief([lines])
