"""A summary is made of cells; what a model adds to them is refused and shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consilience.assist.propose import Helper
from consilience.assist.summary import items_of
from consilience.model import Picture, Report
from consilience.pipeline import code_reports, summarised
from consilience.publish.html import to_html
from consilience.publish.markdown import to_markdown
from consilience.publish.picture import from_json, to_json
from consilience.publish.redaction import redact

TEXT = (
    "Depot hit in Hama\n"
    "Rebels shelled a bus depot in Hama on Friday, killing four drivers and wounding nine, the "
    "Syrian Observatory said.\n"
    "The army captured the town of Saraqib on Thursday, SANA said."
)


@pytest.fixture(scope="module")
def picture(make_report: Callable[[str], Report]) -> Picture:
    return code_reports([make_report(TEXT)])


def shelling(picture: Picture) -> str:
    return next(e.id for e in picture.events if e.event_type == "shelling")


def test_the_model_is_given_cells_and_no_report(
    model: Any, helper: Helper, picture: Picture
) -> None:
    model.says({"sentences": []})
    summarised(picture, helper)
    (asked,) = model.asked
    items = json.loads(asked["messages"][1]["content"])["items"]
    assert {i["id"] for i in items} <= {e.id for e in picture.events}
    assert "wounding nine" not in json.dumps(asked)
    assert items[0]["id"] == shelling(picture)


def test_a_sentence_of_cells_stands_with_its_id_and_who_says_so(
    model: Any, helper: Helper, picture: Picture
) -> None:
    told = "Syrian rebels shelled Hama, and 4 people were killed and 9 injured."
    model.says({"sentences": [{"text": told, "refs": [shelling(picture)]}]})
    found = summarised(picture, helper)
    assert found.wording is not None
    assert (found.wording.by, [s.text for s in found.wording.sentences]) == ("tiny", [told])
    assert found.wording.sentences[0].refs == (shelling(picture),)
    assert from_json(to_json(found)) == found
    for page in (to_html(found), to_markdown(found)):
        assert told in page
        assert "Worded by a language model (tiny)" in page
    (line,) = [row for row in to_markdown(found).splitlines() if row.startswith(f"- {told}")]
    assert "(One source" in line and "Observatory" in line
    assert redact(found).wording == found.wording


LIES = {
    "another number": ("Syrian rebels shelled Hama, and 40 people were killed.", "40 is no number"),
    "another place": ("Syrian rebels shelled Aleppo.", "“aleppo” is no word"),
    "the dead for the injured": ("Syrian rebels shelled Hama; 9 people were killed and 4 injured.",
                                 "which no cell does"),
    "a denial from nowhere": ("Syrian rebels did not shell Hama.", "denies what no cell denies"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_what_the_cells_do_not_say_is_refused_and_shown(
    model: Any, helper: Helper, picture: Picture, lie: str
) -> None:
    text, why = LIES[lie]
    model.says({"sentences": [{"text": text, "refs": [shelling(picture)]}]})
    found = summarised(picture, helper)
    assert found.wording is None
    (told,) = [w for w in found.warnings if w.code == "assist-refused"]
    assert why in told.message and told.where == "summary"


@pytest.mark.parametrize(
    ("refs", "why"),
    [
        ([], "does not name one event"),
        (["e-made-up"], "nothing that was given has the id"),
        (["e-1", "e-2"], "does not name one event"),
    ],
)
def test_a_sentence_without_its_cells_is_refused(
    model: Any, helper: Helper, picture: Picture, refs: list[str], why: str
) -> None:
    model.says({"sentences": [{"text": "Syrian rebels shelled Hama.", "refs": refs}]})
    found = summarised(picture, helper)
    assert found.wording is None
    assert any(why in w.message for w in found.warnings)


def test_a_sentence_of_another_event_is_refused(
    model: Any, helper: Helper, picture: Picture
) -> None:
    other = next(e.id for e in picture.events if e.id != shelling(picture)
                 and e.event_type not in ("statement",))  # fmt: skip
    model.says({"sentences": [{"text": "Syrian rebels shelled Hama.", "refs": [other]}]})
    assert summarised(picture, helper).wording is None


def test_doer_and_target_cannot_change_places(
    model: Any, helper: Helper, make_report: Callable[[str], Report]
) -> None:
    text = "Clash in Idlib\nRebels ambushed soldiers in Idlib on Friday, SANA said."
    picture = code_reports([make_report(text)])
    (event,) = [e for e in picture.events if e.targets]
    told = {e: f"{e} attacked {o} in Idlib." for e, o in (("Rebels", "soldiers"),
                                                        ("Soldiers", "rebels"))}  # fmt: skip
    model.says({"sentences": [{"text": s, "refs": [event.id]} for s in told.values()]})
    found = summarised(picture, helper)
    kept = [s.text for s in found.wording.sentences] if found.wording else []
    assert "Soldiers attacked rebels in Idlib." not in kept


def test_an_answer_that_is_none_leaves_the_picture(
    model: Any, helper: Helper, picture: Picture, tmp_path: Path
) -> None:
    model.says("In short: it was bad.")
    found = summarised(picture, helper)
    assert (found.wording, found.events, found.claims) == (None, picture.events, picture.claims)
    assert [w.message for w in found.warnings if w.code == "assist-failed"] == [
        "The answer is not JSON."]  # fmt: skip
    (row,) = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(row)["said"] == "In short: it was bad."


def test_a_picture_of_nothing_is_not_asked_about(model: Any, helper: Helper) -> None:
    summarised(code_reports([]), helper)
    assert model.asked == []


def test_no_more_is_given_than_the_setting_allows(helper: Helper, picture: Picture) -> None:
    from dataclasses import replace  # noqa: PLC0415

    assert len(items_of(picture, replace(helper.settings, assist_cells=1))) == 1
