"""B³ of stories, and the two formats that labelled news comes in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from consilience.errors import InputError
from consilience.evaluate.stories import b_cubed, evaluate

if TYPE_CHECKING:
    from pathlib import Path

FLOOD = "The Torva river burst its banks. Mayor Ilka Brandt moved 400 families to Senno."
STRIKE = "Dockers walked out at Port Hessel. The union of Marek Dool asked for higher pay."


def _ecb(folder: Path, name: str, sentences: list[str]) -> None:
    tokens = [
        f'<token t_id="{n}{i}" sentence="{n}" number="{i}">{word}</token>'
        for n, sentence in enumerate(sentences)
        for i, word in enumerate(sentence.replace(".", " .").split())
    ]
    xml = f'<Document doc_name="{name}.xml">{"".join(tokens)}</Document>'
    (folder / f"{name}.xml").write_text(xml, encoding="utf-8")


def _giveme(folder: Path, name: str, text: str, event: int) -> None:
    row = {
        "dId": name, "title": text.split(".", maxsplit=1)[0], "text": text,
        "date_publish": "2018-02-05T20:35:48", "newsCluster": {"EventId": event},
    }  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps(row), encoding="utf-8")


def test_b_cubed_is_the_mean_over_documents() -> None:
    """One group of three holds two of one affair and one of another: (2/3 + 2/3 + 1/3) / 3."""
    found = b_cubed([("x", "a"), ("x", "a"), ("x", "b")])
    assert found["p"] == pytest.approx(5 / 9)
    assert found["r"] == 1.0


def test_the_halves_of_an_ecb_topic_are_stories(tmp_path: Path) -> None:
    for n in (1, 2):
        _ecb(tmp_path, f"7_{n}ecb", [FLOOD])
        _ecb(tmp_path, f"7_{n}ecbplus", ["http : / / news . example / dock", STRIKE])
    row = evaluate(tmp_path)["measures"]["stories"]
    assert (row["f1"], row["n"]) == (1.0, 4)


def test_articles_of_one_event_are_a_story(tmp_path: Path) -> None:
    for n, (text, event) in enumerate(((FLOOD, 1), (FLOOD + " Rain fell.", 1), (STRIKE, 2))):
        _giveme(tmp_path, f"a{n}", text, event)
    assert evaluate(tmp_path)["measures"]["stories"]["f1"] == 1.0


def test_wrong_groups_are_shown(tmp_path: Path) -> None:
    _giveme(tmp_path, "a", FLOOD, 1)
    _giveme(tmp_path, "b", FLOOD + " Rain fell.", 2)
    (error,) = evaluate(tmp_path, errors=5)["errors"]
    assert error["kind"] == "merged"
    assert error["of"] == "1 of 1; 1 of 2"


def test_another_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="neither ECB"):
        evaluate(tmp_path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "7_1ecb.xml").write_text("<Document>", encoding="utf-8")
    with pytest.raises(InputError, match="7_1ecb"):
        evaluate(tmp_path)
