"""What a spreadsheet would run is text in every export, and a negative longitude is a number."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

import consilience
from consilience.acquire.identity import text_hash
from consilience.model import Picture
from consilience.publish.exports import export
from consilience.publish.exports.cells import harmless

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "\u200b=1", " -1")


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """Return a picture of one report west of Greenwich, by a publisher that is a formula."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.txt").write_text(
        "Six killed in Bogota\n\nGunmen killed six people in Bogotá, Colombia, on Friday, the "
        "police said. The army denied that it had been there.\n"
    )
    return consilience.brief(
        [folder], published="2024-11-30", publisher='=HYPERLINK("http://x.example","wire")'
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    assert str(harmless(text)).startswith("'")


@pytest.mark.parametrize("kind", ["csv", "acled", "ucdp", "hdx"])
def test_cells_of_csv_run_nothing_and_keep_their_numbers(
    picture: Picture, kind: str, tmp_path: Path
) -> None:
    assert text_hash(picture.reports[0].text) == picture.reports[0].sha256
    export(picture, kind, tmp_path)
    seen: list[float] = []
    for path in sorted(tmp_path.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                seen += [float(row[n]) for n in ("lon", "longitude") if row.get(n)]
                numbers = {"lat", "lon", "latitude", "longitude"}
                for name, cell in row.items():
                    assert name in numbers or not (cell or "").startswith(("=", "+", "-", "@"))
    assert kind == "hdx" or any(longitude < 0 for longitude in seen)


def test_a_workbook_holds_text_where_a_formula_was_told(picture: Picture, tmp_path: Path) -> None:
    export(picture, "xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "picture.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(isinstance(cell.value, float) and cell.value < 0 for cell in cells)
