"""The stages in order: the same bytes with any number of workers, and nothing lost on the way."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from consilience import pipeline
from consilience.coding.claims import code
from consilience.errors import KnowledgeError, NoSuchPathError, SetupError
from consilience.model import Picture, Report
from consilience.pipeline import brief, code_reports
from consilience.publish.html import to_html
from consilience.publish.markdown import to_markdown
from consilience.publish.picture import from_json, json_schema, to_json
from consilience.settings import Settings, fingerprint

SHELLS = (
    "Shells hit a bus depot in Hama\n"
    "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama, the civil "
    "defence said. Rebels denied that they had fired at the city."
)
MARCH = (
    "Teachers march in Homs\n"
    "Hundreds of teachers marched through Homs on Thursday to demand their wages, a union "
    "spokeswoman said."
)
TALKS = (
    "Ministers meet in Amman\n"
    "The foreign ministers of Jordan and Egypt met in Amman on Saturday and called for a truce."
)
HOSTILE = '<script>alert("x")</script> =CMD|"/c calc"!A1 \u202eevil\u202c & {{ 7*7 }}'


def _report(n: int, text: str, title: str | None = None) -> Report:
    head = title if title is not None else text.split("\n", maxsplit=1)[0]
    whole = text if title is None else f"{title}\n{text}"
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Report(
        id=f"r-{digest[:12]}", given_id=str(n), title=head, publisher=f"Outlet {n}", url=None,
        published="2024-11-30", published_from="given", language="en", sha256=digest, text=whole,
    )  # fmt: skip


REPORTS = [_report(n, text) for n, text in enumerate((SHELLS, MARCH, TALKS))]


@pytest.fixture(scope="module")
def picture() -> Picture:
    return code_reports(REPORTS, workers=1)


def _same(one: Picture, two: Picture) -> bool:
    return to_json(one) == to_json(two)


def _holds(picture: Picture) -> None:
    """Hold a picture against the published schema and its quotes against their reports."""
    data = to_json(picture)
    jsonschema.validate(json.loads(data), json_schema())
    assert from_json(data) == picture


def test_the_picture_fits_its_schema(picture: Picture) -> None:
    assert picture.claims
    _holds(picture)


def test_every_stage_has_done_its_work(picture: Picture) -> None:
    (shelling,) = [c for c in picture.claims if c.event_type == "shelling" and c.figures]
    assert [(f.kind, f.low, f.high) for f in shelling.figures] == [("killed", 4, 4)]
    assert shelling.time.start == "2024-11-29"
    assert shelling.attribution is not None
    assert [(p.text, p.role) for p in shelling.places] == [("Hama", "at")]


def test_two_workers_give_the_same_bytes() -> None:
    settings = Settings(parse_batch=1)
    one = code_reports(REPORTS, workers=1, settings=settings)
    two = code_reports(REPORTS, workers=2, settings=settings)
    assert _same(one, two)


@pytest.mark.parametrize("order", [1, -1])
def test_many_claims_are_weighed_by_several_with_the_same_bytes(
    picture: Picture, order: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_MANY_CLAIMS", 1)
    assert _same(picture, code_reports(REPORTS[::order], workers=2))


def test_the_order_of_reports_does_not_matter(picture: Picture) -> None:
    assert _same(picture, code_reports(REPORTS[::-1], workers=1))


def test_the_size_of_a_batch_changes_nothing_but_its_fingerprint(picture: Picture) -> None:
    small = code_reports(REPORTS, workers=1, settings=Settings(parse_batch=1))
    assert (small.claims, small.events) == (picture.claims, picture.events)
    assert small.made_with.settings_sha256 == fingerprint(Settings(parse_batch=1))


def test_no_reports_give_an_empty_picture() -> None:
    empty = code_reports([], workers=1)
    assert empty.events == ()
    _holds(empty)


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    code_reports(REPORTS, workers=1, settings=Settings(parse_batch=2),
                 progress=lambda *step: told.append(step))  # fmt: skip
    assert told == [
        ("coding", 2, 3), ("coding", 3, 3), ("reconciling", 0, 1), ("reconciling", 1, 1),
    ]  # fmt: skip


def test_reading_tells_its_progress(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MARCH, encoding="utf-8")
    told: list[str] = []
    brief([tmp_path], workers=1, progress=lambda stage, done, total: told.append(stage))
    assert list(dict.fromkeys(told)) == ["reading", "coding", "reconciling"]


# ------------------------------------------------------------ one bad report


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Return a function that makes coding fail with an error on the march in Homs."""

    def break_with(error: Exception) -> None:
        def broken(document: Any, *rest: Any) -> Any:
            if "Homs" in document.report.title:
                raise error
            return code(document, *rest)

        monkeypatch.setattr("consilience.coding.claims.code", broken)

    return break_with


def test_a_report_that_breaks_coding_costs_one_warning(
    picture: Picture, breaking: Callable[[Exception], None], caplog: pytest.LogCaptureFixture
) -> None:
    breaking(ZeroDivisionError("nothing to divide by"))
    with caplog.at_level(logging.CRITICAL):
        broken = code_reports(REPORTS, workers=1)
    (warning,) = [w for w in broken.warnings if w.code == "not-coded"]
    assert warning.report == REPORTS[1].id
    assert "ZeroDivisionError: nothing to divide by" in warning.message
    assert warning.hint
    rest = [c for c in picture.claims if c.report != REPORTS[1].id]
    assert [c.id for c in broken.claims] == [c.id for c in rest]
    _holds(broken)


def test_a_report_that_breaks_coding_is_still_listed(
    breaking: Callable[[Exception], None], caplog: pytest.LogCaptureFixture
) -> None:
    breaking(RuntimeError("no"))
    with caplog.at_level(logging.CRITICAL):
        broken = code_reports(REPORTS, workers=1)
    assert {r.id for r in broken.reports} == {r.id for r in REPORTS}


def test_what_the_user_can_mend_is_not_hidden_in_a_warning(
    breaking: Callable[[Exception], None],
) -> None:
    breaking(SetupError("a part is missing"))
    with pytest.raises(SetupError, match="a part is missing"):
        code_reports(REPORTS, workers=1)


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(SetupError, match="en_core_web_gone"):
        code_reports(REPORTS, workers=1, settings=Settings(language_model="en_core_web_gone"))


# ------------------------------------------------------------ hostile text


@pytest.fixture(scope="module")
def hostile() -> Picture:
    return code_reports([_report(0, SHELLS, HOSTILE), _report(1, MARCH, "x" * 5000)], workers=1)


def test_a_hostile_title_is_kept_as_it_stands(hostile: Picture) -> None:
    assert HOSTILE in {r.title for r in hostile.reports}
    assert [c for c in hostile.claims if c.event_type == "shelling"]
    _holds(hostile)


def test_a_hostile_title_does_nothing_on_a_page(hostile: Picture) -> None:
    page = to_html(hostile)
    assert '<script>alert("x")' not in page
    assert "{{ 7*7 }}" in page


def test_a_hostile_title_does_nothing_in_markdown(hostile: Picture) -> None:
    assert "<script>" not in to_markdown(hostile)


@pytest.mark.parametrize(
    "text",
    [
        "?!",
        "\n\n\n",
        "killed " * 100,
        "(((((((((",
        "Killed",
        "29 29 29",
        "\U0001f680 \u0301",
        "a\x00b",
    ],
)
def test_no_text_breaks_coding(text: str) -> None:
    picture = code_reports([_report(0, text, "Odd")], workers=1)
    assert not [w for w in picture.warnings if w.code == "not-coded"]
    _holds(picture)


# ------------------------------------------------------------ from paths


def test_what_the_report_does_not_say_the_user_may(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SHELLS, encoding="utf-8")
    made = brief([tmp_path], published="2024-11-30", publisher="Levant Wire", workers=1)
    (report,) = made.reports
    assert (report.published, report.publisher) == ("2024-11-30", "Levant Wire")
    assert report.published_from == "given"


def test_without_a_date_a_weekday_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SHELLS, encoding="utf-8")
    made = brief([tmp_path], workers=1)
    assert "no-date" in {w.code for w in made.warnings}
    assert not [c for c in made.claims if c.time.start]


def test_standard_input_is_read(tmp_path: Path) -> None:
    lines = [{"title": "", "text": t, "published": "2024-11-30"} for t in (SHELLS, MARCH)]
    data = "\n".join(json.dumps(line) for line in lines).encode()
    made = brief(["-"], stdin=io.BytesIO(data), workers=1)
    assert len(made.reports) == 2


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match="gone"):
        brief([tmp_path / "gone"])


def test_a_malformed_knowledge_file_is_named(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("triggers: [{typo: shelling}]", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yaml"):
        code_reports(REPORTS, knowledge=[mine], workers=1)


def test_the_picture_says_what_made_it(picture: Picture) -> None:
    made = picture.made_with
    assert made.language_model == Settings().language_model
    assert made.gazetteer
    assert made.settings_sha256 == fingerprint(Settings())


def _ids(things: Sequence[Any]) -> list[str]:
    return [t.id for t in things]


def test_ids_do_not_depend_on_the_reports_beside(picture: Picture) -> None:
    alone = code_reports(REPORTS[:1], workers=1)
    mine = [c for c in picture.claims if c.report == REPORTS[0].id]
    assert _ids(alone.claims) == _ids(mine)
