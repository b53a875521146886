"""What is exported as statements and read again is the same picture, byte for byte."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
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


def _in_a_folder(lines: Path, into: Path) -> Path:
    (into / "june").mkdir()
    (into / "june" / "theirs.jsonl").write_bytes(lines.read_bytes())
    return into


def _packed(lines: Path, into: Path) -> Path:
    (into / "statements.jsonl.gz").write_bytes(gzip.compress(lines.read_bytes()))
    return into / "statements.jsonl.gz"


def _in_an_archive(lines: Path, into: Path) -> Path:
    with zipfile.ZipFile(into / "export.zip", "w") as made:
        for path in lines.parent.iterdir():  # the README too, which is no report
            made.write(path, f"out/{path.name}")
    return into / "export.zip"


def _as_exported(lines: Path, into: Path) -> Path:
    return lines.parent


def _under_another_ending(lines: Path, into: Path) -> Path:
    (into / "statements.txt").write_bytes(b"\xef\xbb\xbf" + lines.read_bytes())
    return into / "statements.txt"


LAID = (_in_a_folder, _packed, _in_an_archive, _as_exported, _under_another_ending)


@pytest.mark.parametrize("lay", LAID)
def test_statements_are_known_wherever_they_lie(
    lay: Callable[[Path, Path], Path], picture: Picture, lines: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    given = lay(lines, tmp_path / "in")
    before = to_json(picture)
    assert to_json(consilience.brief([given])) == before
    with open_case(tmp_path / "a.case", create=True) as case:
        case.add([given])
        assert to_json(case.picture()) == before


def test_statements_are_taken_from_standard_input(picture: Picture, lines: Path) -> None:
    with lines.open("rb") as stream:
        assert to_json(consilience.brief(["-"], stdin=stream)) == to_json(picture)


def test_statements_that_were_changed_are_refused(lines: Path) -> None:
    words = lines.read_text().splitlines()
    lines.write_text("\n".join([*words[:1], '{"type": "report"}']))
    with pytest.raises(InputError, match="Line 2"):
        consilience.brief([lines])


def test_statements_whose_text_was_changed_are_refused(lines: Path) -> None:
    rows = lines.read_text().splitlines()
    told = [row for row in rows if '"type": "Annotation"' not in row]
    lines.write_text("\n".join(told).replace("killed", "kissed"))
    with pytest.raises(InputError, match="hash"):
        consilience.brief([lines])


def test_broken_statements_hide_no_report_beside_them(lines: Path, tmp_path: Path) -> None:
    lines.write_text(lines.read_text()[:-40])
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(lines.read_bytes())
    (folder / "b.txt").write_text("Shells killed nine people at a market in Maarat on Friday.")
    read = consilience.brief([folder], published="2024-11-30")
    assert [r.given_id for r in read.reports] == ["b"]
    assert ("statements-broken", "in/a.jsonl") in {(w.code, w.where) for w in read.warnings}


def test_a_report_coded_twice_is_taken_from_the_first_and_said(
    picture: Picture, lines: Path, tmp_path: Path
) -> None:
    rows = lines.read_text().splitlines(keepends=True)
    claims = [n for n, row in enumerate(rows) if '"type": "Annotation"' in row]
    fewer = tmp_path / "z.jsonl"
    fewer.write_text("".join(row for n, row in enumerate(rows) if n != claims[0]))
    first = lines.rename(tmp_path / "a.jsonl")
    for given in ([first, fewer], [fewer, first]):
        both = consilience.brief(given)
        assert both.claims == picture.claims
        assert [w.code for w in both.warnings].count("coded-twice") == 1


def test_statements_that_were_sent_in_a_letter_are_not_taken(lines: Path, tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Levant Wire <desk@levantwire.example>", "Market shelled"
    letter["Date"] = "Sat, 30 Nov 2024 08:00:00 +0000"
    letter.set_content("Nine people were killed on Friday when shells hit a market in Maarat.")
    letter.add_attachment(lines.read_bytes(), maintype="text", subtype="plain", filename="s.jsonl")
    (tmp_path / "news.eml").write_bytes(bytes(letter))
    read = consilience.brief([tmp_path / "news.eml"])
    assert len(read.reports) == 1
    assert "statements-refused" in {w.code for w in read.warnings}
