"""Reports in, parsed documents out: offsets are offsets into the report."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consilience.errors import SetupError
from consilience.language.annotate import Document, annotate, load, phrase
from consilience.model import Report
from consilience.settings import Settings


def _report(text: str, title: str = "") -> Report:
    return Report(
        id="r1", given_id=None, title=title, publisher=None, url=None, published=None,
        published_from="none", language="en", text=text,
        sha256=hashlib.sha256(text.encode(errors="replace")).hexdigest(),
    )  # fmt: skip


def _document(text: str, title: str = "", limits: Settings | None = None) -> Document:
    return next(iter(annotate([_report(text, title)], limits or Settings())))


def test_every_token_stands_where_it_says() -> None:
    text = "“Rebels” entered the army’s\u00a0base.\nTwo men — brothers — died."
    found = _document(text)
    assert len(found.doc.text) == len(text)
    assert all(len(text[t.idx : t.idx + len(t)]) == len(t) for t in found.doc)


def test_a_line_break_ends_a_sentence() -> None:
    """A headline has no full stop."""
    found = _document("Rebels enter Hama\nThe army has left the town.")
    assert [s.text.strip() for s in found.doc.sents] == [
        "Rebels enter Hama", "The army has left the town.",
    ]  # fmt: skip


def test_the_headline_ends_where_the_title_does() -> None:
    assert _document("Rebels enter Hama\nThe army left.", "Rebels enter Hama").headline_end == 17
    assert _document("The army left.", "Rebels enter Hama").headline_end == 0
    assert _document("The army left.").headline_end == 0


def test_reports_come_back_in_order() -> None:
    texts = [f"Report number {n} of the day." for n in range(7)]
    found = annotate([_report(t) for t in texts], Settings(parse_batch=2))
    assert [d.report.text for d in found] == texts


def test_a_long_report_is_read_up_to_the_limit() -> None:
    text = "The army left the town. " * 50
    found = _document(text, limits=Settings(max_report_chars=100))
    assert len(found.doc.text) == 100
    assert found.report.text == text


def test_a_phrase_is_all_below_its_head() -> None:
    text = "The old market of the town burned."
    market = next(t for t in _document(text).doc if t.text == "market")
    start, end = phrase(market)
    assert text[start:end] == "The old market of the town"


def test_the_pipeline_is_loaded_once() -> None:
    assert load(Settings().language_model) is load(Settings().language_model)


def test_a_model_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(SetupError, match="pip install en-core-web-gone"):
        load("en_core_web_gone")


@settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = _document(text)
    assert len(found.doc.text) == len(text)
