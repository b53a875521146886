"""What a language model pointed at grows with a case as it stands in a picture made at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consilience.acquire.identity import text_hash, with_id
from consilience.casefile import open_case
from consilience.model import Report
from consilience.pipeline import code_reports
from consilience.publish.picture import from_json, to_json

CLINIC = "Gunmen burst into a clinic in Saraqib on Friday and beat two guards, a nurse said."
ENVOYS = "The Syrian Observatory for Human Rights quenched talk of a truce in Hama on Friday."
TEXTS = (
    f"Violence in Saraqib\n{CLINIC}",
    "Shells on Idlib\nShells killed nine people in Idlib on Friday, Rami Abdul Rahman of the "
    "Syrian Observatory for Human Rights said.",
    f"Talk of a truce\n{ENVOYS}",
)


def report(text: str) -> Report:
    return with_id(Report(
        id="", given_id=None, title=text.split("\n", maxsplit=1)[0], publisher="Wire", url=None,
        published="2024-11-30", published_from="given", language="en", sha256=text_hash(text),
        text=text,
    ))  # fmt: skip


@pytest.fixture
def helped(model: Any, helper: Any) -> Any:
    """A helper that has been asked about each report; its journal answers from then on."""
    model.says(
        {"claims": [{"quote": CLINIC, "word": "burst", "kind": "attack", "places": ["Saraqib"]}]},
        {"claims": []},
        {"claims": [{"quote": ENVOYS, "word": "quenched", "kind": "reject", "places": ["Hama"],
                     "doers": ["The Syrian Observatory for Human Rights"]}]},
    )  # fmt: skip
    made = code_reports([report(text) for text in TEXTS], helper=helper)
    assert len([c for c in made.claims if c.assisted]) == 2
    return helper


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_case_grown_report_by_report_has_the_picture_of_all_at_once(
    helped: Any, tmp_path: Path, order: tuple[int, ...]
) -> None:
    whole = to_json(code_reports([report(text) for text in TEXTS], helper=helped))
    with open_case(tmp_path / "a.case", create=True) as case:
        for n in order:
            case.keep([report(TEXTS[n])])
            case.code(helper=helped)
        assert to_json(case.picture()) == whole
        assert case.doctor() == []


def test_confirming_and_withdrawing_end_where_it_began(helped: Any, tmp_path: Path) -> None:
    with open_case(tmp_path / "a.case", create=True) as case:
        case.keep([report(text) for text in TEXTS])
        case.code(helper=helped)
        before = to_json(case.picture())
        for claim in case.claims_aside():
            case.judge("confirm", who="ana", why="I read it.", claims=[claim.id])
        confirmed = from_json(to_json(case.picture()))
        assert all(c.event for c in confirmed.claims)
        for judgement in case.judgements():
            case.withdraw(judgement.id, who="ana", why="I was wrong.")
        assert to_json(case.picture()) == before
