"""What a brief says of changes: the same on the page, in Markdown and on a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from typing import get_args

import jsonschema
import pytest
from rich.console import Console
from tests.publish.test_html import Page

from consilience.knowledge.files import read_sections
from consilience.model import Change, ChangeKind, Changes, Picture, Quoted, Side, Step
from consilience.publish.html import changes_page, to_html
from consilience.publish.markdown import changes_markdown, to_markdown
from consilience.publish.picture import (
    changes_json,
    changes_schema,
    from_json,
    schema_text,
    to_json,
)
from consilience.publish.since import FILE, GroupEntry, KindEntry, since
from consilience.publish.terminal import show, show_changes
from consilience.reconcile.changes import changes as compare

HOSTILE = "<script>alert(1)</script> [x](javascript:y) \x1b[2J"


@pytest.fixture
def found(picture: Picture) -> Changes:
    side = Side(
        reports=3, claims=9, events=4, first="2024-11-28", last="2024-11-29",
        made_with=picture.made_with,
    )  # fmt: skip
    words = Quoted(
        picture="new", claim="c-h", report="r2", origin="o-un", who="United Nations",
        publisher="River Herald", denied=False, quote="27 civilians have been killed",
    )  # fmt: skip
    gone = replace(words, picture="old", claim="c-none", quote="20 the day before")
    revised = Change(
        kind="toll_revised", what="civilians killed: air strikes in Idlib", before="20", after="27",
        new=("e3",), words=(words, gone),
        steps=(Step(who="United Nations", before="20", after="27", claims=("c-h",)),),
    )  # fmt: skip
    reread = Change(kind="claim_reread", what="air strikes", because="reading", words=(gone,))
    return Changes(
        schema="consilience/changes/1", old=side, new=replace(side, reports=5),
        changes=(revised, reread),
    )  # fmt: skip


@pytest.fixture
def hostile(found: Changes) -> Changes:
    change = found.changes[0]
    words = replace(change.words[0], quote=HOSTILE, who=HOSTILE, publisher=HOSTILE)
    return replace(found, changes=(replace(change, what=HOSTILE, words=(words,)),))


def printed(show_it: Callable[[Console], None]) -> str:
    out = StringIO()
    show_it(Console(file=out, width=80))
    return out.getvalue()


def test_every_kind_of_change_has_its_words_and_one_heading() -> None:
    rows = read_sections([FILE], {"groups": GroupEntry, "kinds": KindEntry})
    kinds = sorted(get_args(ChangeKind))
    assert sorted(row.id for row in rows["kinds"]) == kinds
    assert sorted(kind for group in rows["groups"] for kind in group.kinds) == kinds


def test_what_is_only_read_otherwise_stands_apart_and_is_not_counted(found: Changes) -> None:
    said = since(found)
    assert [group.id for group in said.groups] == ["tolls", "reading"]
    assert said.count == 1


def test_the_page_opens_with_what_has_changed(picture: Picture, found: Changes) -> None:
    page = Page(to_html(replace(picture, since=found)))
    heads = page.inside["h2"]
    assert heads.index("Since 29 Nov 2024") < heads.index("What is agreed")
    assert "then 27" in page.text
    links = {a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")}
    assert links <= set(page.ids)


def test_without_an_older_picture_the_page_has_no_such_section(picture: Picture) -> None:
    assert "since" not in Page(to_html(picture)).ids


def test_words_that_are_gone_are_quoted_without_a_link(picture: Picture, found: Changes) -> None:
    page = to_html(replace(picture, since=found))
    assert "no longer told" in page
    assert "20 the day before" in page


def test_the_page_of_changes_alone_has_no_script_and_no_link(found: Changes) -> None:
    page = Page(changes_page(found))
    assert not page.all("script")
    assert not page.all("a")
    assert "United Nations" in page.text


def test_markdown_says_from_what_to_what_by_whom_in_which_words(
    picture: Picture, found: Changes
) -> None:
    for said in (changes_markdown(found), to_markdown(replace(picture, since=found))):
        assert "**Civilians killed: air strikes in Idlib** – 20 → 27" in said
        assert "  - United Nations: 20 → 27" in said
        assert "“27 civilians have been killed” – United Nations, in River Herald (c-h)" in said


def test_the_terminal_says_it_at_eighty_columns(picture: Picture, found: Changes) -> None:
    alone = printed(lambda console: show_changes(found, console))
    assert "Tolls revised 1" in alone
    assert "United Nations: 20 → 27" in alone
    assert "[c-h]" in alone
    within = printed(lambda console: show(replace(picture, since=found), console))
    assert within.index("Since 29 Nov 2024") < within.index("Agreed")
    assert max(map(len, alone.splitlines())) <= 80


def test_nothing_has_changed_is_said(found: Changes) -> None:
    none = replace(found, changes=())
    assert "Nothing has changed." in changes_page(none)
    assert "Nothing has changed." in changes_markdown(none)
    assert "Nothing has changed." in printed(lambda console: show_changes(none, console))


def test_hostile_words_stay_words(hostile: Changes) -> None:
    assert not Page(changes_page(hostile)).all("script")
    assert "<script>" not in changes_markdown(hostile)
    assert "\x1b" not in printed(lambda console: show_changes(hostile, console))


def test_days_are_said_as_in_the_rest_of_the_brief(found: Changes) -> None:
    change = replace(
        found.changes[0], before="held by rebels (2024-11-29)", after="2024-11-29/2024-11-30"
    )
    line = since(replace(found, changes=(change,))).groups[0].lines[0]
    assert line.turn == "held by rebels (29 Nov 2024) → 29 Nov 2024 – 30 Nov 2024"


def test_another_version_of_the_program_is_named(found: Changes) -> None:
    other = replace(found.new, made_with=replace(found.new.made_with, version="7"))
    assert "not made by the same version" in since(replace(found, new=other)).about


def test_changes_as_json_fit_their_published_schema(picture: Picture, found: Changes) -> None:
    jsonschema.validate(json.loads(changes_json(found)), changes_schema())
    published = (files("consilience") / "schema" / "changes-1.json").read_text(encoding="utf-8")
    assert published == schema_text(changes_schema()), (
        "The model has changed: write schema_text(changes_schema()) to"
        " src/consilience/schema/changes-1.json."
    )


def test_a_picture_with_its_changes_comes_back_as_it_was(picture: Picture, found: Changes) -> None:
    told = to_json(replace(picture, since=found))
    assert to_json(from_json(told)) == told


def test_the_changes_of_a_picture_to_itself_are_none(picture: Picture, empty: Picture) -> None:
    assert compare(picture, picture).changes == ()
    assert {c.kind for c in compare(empty, picture).changes} >= {"event_new", "report_new"}
