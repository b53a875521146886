"""The feed of changes, as feedparser reads it and as RFC 4287 asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from lxml import etree  # type: ignore[import-untyped]

from consilience.errors import InputError
from consilience.model import Picture
from consilience.publish.exports import export
from consilience.publish.exports.atom import feed
from consilience.reconcile.changes import changes

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def older(picture: Picture) -> Picture:
    """The picture before its last event was told."""
    gone = picture.events[0]
    return replace(
        picture, events=picture.events[1:],
        claims=tuple(c for c in picture.claims if c.event != gone.id),
        disputes=tuple(d for d in picture.disputes if d.event != gone.id
                       and not {c for p in d.positions for c in p.claims} & {*gone.claims}),
        control=(), timeline=(),
    )  # fmt: skip


@pytest.fixture
def news(picture: Picture, older: Picture) -> Picture:
    return replace(picture, since=changes(older, picture))


def test_feedparser_reads_each_change_once(news: Picture) -> None:
    assert news.since is not None and news.since.changes
    read = feedparser.parse(feed(news))
    assert (read.version, read.bozo) == ("atom10", False)
    assert len(read.entries) == len(news.since.changes)
    assert len({e.id for e in read.entries}) == len(read.entries)
    assert {e.tags[0].term for e in read.entries} == {c.kind for c in news.since.changes}
    told = " ".join(e.title for e in read.entries)
    assert news.since.changes[0].what[:1].upper() + news.since.changes[0].what[1:] in told


def test_it_has_what_the_standard_asks_for(news: Picture) -> None:
    root = etree.fromstring(feed(news))
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):  # RFC 4287, 4.1.1
        assert len(root.findall(ATOM + name)) == 1
    for entry in root.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "content"):  # 4.1.2
            assert len(entry.findall(ATOM + name)) == 1
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert entry.find(f"{ATOM}content").get("type") == "text"
    for updated in root.iter(f"{ATOM}updated"):
        assert datetime.fromisoformat(updated.text).utcoffset() is not None
    assert root.find(f"{ATOM}author/{ATOM}name").text


def test_the_same_change_has_the_same_id_in_a_later_feed(
    news: Picture, older: Picture, picture: Picture
) -> None:
    assert feed(news) == feed(replace(picture, since=changes(older, picture)))
    first = {e.id for e in feedparser.parse(feed(news)).entries}
    assert news.since is not None
    fewer = replace(news, since=replace(news.since, changes=news.since.changes[:1]))
    assert {e.id for e in feedparser.parse(feed(fewer)).entries} <= first


def test_nothing_that_a_report_says_becomes_markup(news: Picture) -> None:
    hostile = '<script>alert(1)</script> &amp; ]]> \x00\x1b\ufffe <link href="file:///etc/passwd"/>'
    assert news.since is not None
    bad = replace(news.since.changes[0], what=hostile, reason=hostile)
    reports = tuple(replace(r, url="javascript:alert(1)") for r in news.reports)
    made = feed(replace(news, since=replace(news.since, changes=(bad,)), reports=reports))
    (entry,) = etree.fromstring(made).iter(f"{ATOM}entry")
    assert {child.tag.removeprefix(ATOM) for child in entry} == {
        "id", "title", "updated", "category", "content"}  # fmt: skip
    assert "<script>alert(1)</script>" in entry.findtext(f"{ATOM}content", "")


def test_without_dates_the_feed_says_that_it_knows_none(news: Picture) -> None:
    undated = replace(news, reports=tuple(replace(r, published=None) for r in news.reports))
    assert feedparser.parse(feed(undated)).feed.updated == "1970-01-01T00:00:00Z"


def test_a_picture_alone_has_no_changes_to_tell(picture: Picture, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="something to compare with"):
        export(picture, "atom", tmp_path)


def test_the_same_picture_twice_is_a_feed_without_entries(picture: Picture, tmp_path: Path) -> None:
    export(picture, "atom", tmp_path, older=picture)
    read = feedparser.parse((tmp_path / "changes.atom").read_bytes())
    assert (read.version, read.bozo, len(read.entries)) == ("atom10", False, 0)


def test_redaction_holds_in_the_feed_for_both_pictures(
    news: Picture, older: Picture, make: Callable[..., Any], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="both are redacted"):
        export(news, "atom", tmp_path, redacted=True)
    files = export(news, "atom", tmp_path, older=older, redacted=True)
    assert {f.name for f in files} == {"changes.atom", "README.md"}
    assert "Redacted" in (tmp_path / "README.md").read_text()


def test_a_form_that_tells_no_changes_takes_no_older_picture(
    picture: Picture, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="does not say what has changed"):
        export(picture, "csv", tmp_path, older=picture)
