"""An explanation as it is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from io import StringIO

import jsonschema
import pytest
from rich.console import Console

from consilience.model import Picture
from consilience.publish.explained import explained, explained_markdown
from consilience.publish.picture import explanation_json, explanation_schema, schema_text
from consilience.reconcile.explain import Explanation, Point, explain


@pytest.fixture
def found(picture: Picture) -> Explanation:
    return explain(picture, "e3")


def printed(found: Explanation, picture: Picture, *, every: bool = False) -> str:
    out = StringIO()
    explained(found, picture, Console(file=out, width=80), every=every)
    return out.getvalue()


def test_it_fits_eighty_columns(found: Explanation, picture: Picture) -> None:
    said = printed(found, picture)
    assert max(map(len, said.splitlines())) <= 80
    for heading in ("Who tells it", "Why they are one event", "Why this grade", "Count of killed"):
        assert heading in said


def test_a_long_section_says_how_many_more_there_are(found: Explanation, picture: Picture) -> None:
    many = tuple(Point(label=f"point {n}", value="so") for n in range(20))
    long = replace(found, sections=(replace(found.sections[0], points=many),))
    assert "and 12 more (--all)" in printed(long, picture)
    assert "point 19" in printed(long, picture, every=True)


def test_markdown_gives_rule_words_and_ids(found: Explanation, picture: Picture) -> None:
    said = explained_markdown(found, picture)
    assert said.startswith("# Event: air strikes in Idlib province\n\n`e3`\n")
    assert "(method: Tolls)" in said
    assert "(c-h)" in said


def test_hostile_words_stay_words(found: Explanation, picture: Picture) -> None:
    bad = replace(found, title="<b>[x](y)</b> \x1b[2J")
    assert "\x1b" not in printed(bad, picture)
    assert "<b>" not in explained_markdown(bad, picture)


def test_json_fits_its_published_schema(found: Explanation) -> None:
    jsonschema.validate(json.loads(explanation_json(found)), explanation_schema())
    published = (files("consilience") / "schema" / "explanation-1.json").read_text("utf-8")
    assert published == schema_text(explanation_schema()), (
        "The parts have changed: write schema_text(explanation_schema()) to"
        " src/consilience/schema/explanation-1.json."
    )
