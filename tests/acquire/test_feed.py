from __future__ import annotations

from pathlib import Path

from consilience.acquire.drafts import Blob, Draft
from consilience.acquire.feed import drafts_from_feed
from consilience.model import PictureWarning

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Hama Herald</title><language>en</language>
<item><guid>a1</guid><title>Shells hit market &amp;amp; school</title>
<link>https://herald.example/a1</link><pubDate>Sat, 30 Nov 2024 08:00:00 +0200</pubDate>
<description>A short summary.</description>
<content:encoded><![CDATA[<p>Nine people were killed.</p><p>The army did not comment.</p>]]>
</content:encoded></item>
<item><guid>a2</guid><title>Only a headline</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Hama Herald</title>
<entry><id>tag:1</id><title>Shells hit market</title><updated>2024-11-30T08:00:00Z</updated>
<link href="https://herald.example/1"/><summary>Nine people were killed in a market.</summary>
</entry></feed>"""


def read(markup: str) -> list[Draft | PictureWarning]:
    return list(drafts_from_feed(Blob("feed.xml", "feed.xml", b""), markup))


def test_an_rss_item_is_a_report_with_its_longest_text() -> None:
    draft, bare = read(RSS)
    assert isinstance(draft, Draft)
    assert (draft.given_id, draft.title) == ("a1", "Shells hit market & school")
    assert draft.text == "Nine people were killed.\n\nThe army did not comment."
    assert (draft.publisher, draft.url) == ("Hama Herald", "https://herald.example/a1")
    assert draft.published == "Sat, 30 Nov 2024 08:00:00 +0200"
    assert isinstance(bare, PictureWarning) and bare.code == "missing-field"


def test_an_atom_entry_is_a_report() -> None:
    (draft,) = read(ATOM)
    assert isinstance(draft, Draft)
    assert (draft.given_id, draft.published) == ("tag:1", "2024-11-30T08:00:00Z")


def test_a_feed_cut_short_gives_its_items_and_says_so() -> None:
    cut = RSS[: RSS.index("<item><guid>a2")]
    found = read(cut)
    assert [x.code for x in found if isinstance(x, PictureWarning)] == ["unreadable"]
    assert [x.given_id for x in found if isinstance(x, Draft)] == ["a1"]


def test_markup_that_names_a_file_does_not_open_it(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS)
    (warning,) = read(str(feed))
    assert isinstance(warning, PictureWarning) and warning.code == "unreadable"
