"""`consilience export` writes a folder and says what it wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import feedparser  # type: ignore[import-untyped]
import pytest
from typer.testing import CliRunner, Result

from consilience import brief
from consilience.casefile import open_case
from consilience.cli import app
from consilience.errors import InputError
from consilience.publish.picture import to_json

TEXT = (
    "Shells hit a market in Idlib\n"
    "Shelling killed seven civilians in Idlib on Friday, the Observatory said.\n"
)


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.txt").write_text(TEXT)
    path = folder / "picture.json"
    path.write_bytes(to_json(brief([folder / "a.txt"], published="2024-11-30")))
    return path


def test_the_folder_has_data_and_a_readme(picture: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", str(picture), "--as", "geojson", "-o", str(tmp_path)])
    assert done.exit_code == 0
    assert done.output.split() == [str(tmp_path / n) for n in ("events.geojson", "README.md")]
    features = json.loads((tmp_path / "events.geojson").read_text())["features"]
    assert features


def test_filters_go_by_name(picture: Path, tmp_path: Path) -> None:
    asked = ["export", str(picture), "--as", "csv", "-o", str(tmp_path), "--place", "idlib"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert "shelling" in (tmp_path / "events.csv").read_text()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--as", "dbase"], "no export 'dbase'"),
        (["--as", "csv", "--place", "Atlantis"], "called 'Atlantis'"),
    ],
)
def test_what_cannot_be_done_is_said(
    more: list[str], said: str, picture: Path, tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["export", str(picture), "-o", str(tmp_path), *more])
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)


def test_a_case_is_exported_as_its_picture_is(picture: Path, tmp_path: Path) -> None:
    address = tmp_path / "idlib.case"
    with open_case(address, create=True) as case:
        case.add([picture.parent / "a.txt"], published="2024-11-30")
    for given, folder in ((address, "case"), (picture, "picture")):
        asked = ["export", str(given), "--as", "jsonl", "-o", str(tmp_path / folder)]
        assert CliRunner().invoke(app, asked).exit_code == 0
    found = [(tmp_path / n / "statements.jsonl").read_bytes() for n in ("case", "picture")]
    assert found[0] == found[1]


def test_two_days_of_a_case_make_a_feed_of_changes(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    case, rows = tmp_path / "a.case", tmp_path / "rows.jsonl"
    days = {"2024-11-28": "Four people were killed in shelling of Hama on Thursday, SANA said.",
            "2024-11-29": "Rebels captured the town of Saraqib on Friday, SANA said."}  # fmt: skip
    rows.write_text("".join(
        json.dumps({"id": day, "title": f"News of {day}", "text": text, "published": day}) + "\n"
        for day, text in days.items()
    ), encoding="utf-8")  # fmt: skip
    assert run("init", case).exit_code == 0
    assert run("add", case, rows).exit_code == 0
    made = run("export", case, "--as", "atom", "--older", "2024-11-28", "-o", tmp_path / "feed")
    assert made.exit_code == 0, made.output
    read = feedparser.parse((tmp_path / "feed" / "changes.atom").read_bytes())
    told = [entry.title for entry in read.entries]
    assert any("Saraqib" in title for title in told)
    assert not any("Hama" in title for title in told)


def test_a_brief_for_a_word_processor(
    run: Callable[..., Result], reports: Path, tmp_path: Path
) -> None:
    run("brief", reports, "-o", tmp_path / "p.json")
    made = run("export", tmp_path / "p.json", "--as", "docx", "-o", tmp_path / "out")
    assert made.exit_code == 0, made.output
    opened = docx.Document(str(tmp_path / "out" / "brief.docx"))
    assert "What is agreed" in [p.text for p in opened.paragraphs]
