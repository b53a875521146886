"""Pages and feeds from the network that try to read files, swell, hide or pass for another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consilience.acquire import Acquired, read_reports
from consilience.acquire.fetch.door import Door
from consilience.acquire.pages import Web
from consilience.settings import Settings

SETTINGS = Settings(fetch_host_delay_seconds=0.0)
TOLD = (
    "At least nine people were killed on Friday when shells hit a market in Maarat, the town's "
    "civil defence said. Rescuers were still looking for people under the rubble late in the "
    "evening. Shops were closed and schools stayed shut on Saturday across the whole district."
)
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def read(site: Any) -> Iterator[Callable[..., Acquired]]:
    """Return a function that reads pages of the site beside a good one."""
    with Web(SETTINGS, door=Door(SETTINGS, allowed=[site.host])) as web:

        def acquire(*paths: str) -> Acquired:
            return read_reports([site.url(p) for p in paths], web=web, published="2024-11-30")

        yield acquire


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def article(text: str, head: str = "") -> str:
    return page(f"<article><h1>Market hit in Maarat</h1><p>{text}</p></article>", head)


@pytest.mark.parametrize("tag", ["div", "span", "table", "blockquote"])
def test_fifty_thousand_nested_tags_are_said_to_hide_something(
    site: Any, reply: Any, read: Callable[..., Acquired], tag: str
) -> None:
    denial = "The army denied that it had shelled the market."
    nested = f"<{tag}>" * 50_000 + denial + f"</{tag}>" * 50_000
    site.pages["/a"] = reply(article(TOLD + nested), headers=HTML)
    site.pages["/good"] = reply(article(TOLD + " Four died."), headers=HTML)
    acquired = read("/a", "/good")
    assert len(acquired.reports) == 2
    assert any("nested too deeply" in w.message for w in acquired.warnings)


def test_nested_tags_in_a_feed_lose_no_word(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    nested = "<div>" * 50_000 + TOLD + "</div>" * 50_000 + "<p>The army denied it.</p>"
    items = [{"id": "1", "title": "Market hit", "content_html": nested}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": items}
    site.pages["/a"] = reply(json.dumps(feed))
    (report,) = read("/a").reports
    assert "nine people" in report.text and "The army denied it." in report.text


def test_a_feed_from_the_network_that_expands_itself_is_harmless(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(1, 9))
    site.pages["/a"] = reply(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e1 "x">{entities}]><rss><channel>'
        "<item><title>t</title><description>&e9;</description></item></channel></rss>"
    )
    site.pages["/good"] = reply(article(TOLD), headers=HTML)
    acquired = read("/a", "/good")
    assert len(acquired.reports) == 1 and acquired.warnings


def test_a_feed_that_names_local_files_reads_none(
    site: Any, reply: Any, read: Callable[..., Acquired], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The watchword of the desk is heron.")
    site.pages["/a"] = reply(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        f"<rss><channel><item><title>Market hit</title><link>{secret.as_uri()}</link>"
        f"<description>{TOLD} &s;</description></item></channel></rss>"
    )
    for report in read("/a").reports:
        assert "heron" not in report.text
        assert report.url is None
    assert site.paths() == ["/a"]


def test_a_page_cannot_pass_for_another_sites_article(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    head = '<meta property="og:url" content="https://wire.example/2024/market">'
    site.pages["/a"] = reply(article(TOLD, head), headers=HTML)
    (report,) = read("/a").reports
    assert report.url == site.url("/a")
    assert report.given_id == site.url("/a")
    assert report.publisher == "127.0.0.1"


def test_hidden_characters_part_no_word_and_turn_no_number_unsaid(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    told = TOLD.replace("killed", "ki\u200blled").replace("nine", "\u202e19\u202c")
    told = told.replace("Maarat", "Maa\u00adrat").replace("civil", "\u2066ci\u2060vil\u2069")
    site.pages["/a"] = reply(article(told), headers={"Content-Type": "text/html; charset=utf-8"})
    acquired = read("/a")
    (report,) = acquired.reports
    assert TOLD.replace("nine", "19") in report.text
    assert "hidden-characters" in {w.code for w in acquired.warnings}


def test_soft_hyphens_alone_are_left_out_without_a_word(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    site.pages["/a"] = reply(article(TOLD.replace("market", "mar\u00adket")), headers=HTML)
    acquired = read("/a")
    assert TOLD in acquired.reports[0].text
    assert "hidden-characters" not in {w.code for w in acquired.warnings}


def test_the_servers_word_for_the_charset_is_heard(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    told = TOLD.replace("Maarat", "Šabac")
    site.pages["/a"] = reply(
        article(told).encode("iso8859-2"), headers={"Content-Type": "text/html; charset=iso-8859-2"}
    )
    assert "Šabac" in read("/a").reports[0].text


@pytest.mark.parametrize("charset", ["utf-16", "idna", "no-such-thing", "zlib", "windows-1251"])
def test_a_charset_that_is_a_lie_spoils_nothing(
    site: Any, reply: Any, read: Callable[..., Acquired], charset: str
) -> None:
    told = TOLD.replace("Maarat", "Ma‘arrat")
    site.pages["/a"] = reply(
        article(told), headers={"Content-Type": f"text/html; charset={charset}"}
    )
    assert "Ma‘arrat" in read("/a").reports[0].text


def test_a_length_that_cuts_the_page_is_said(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    whole = article(f"{TOLD} The army denied it.")
    site.pages["/a"] = reply(whole, headers=HTML, length=whole.index("evening. Shops") + 12)
    site.pages["/whole"] = reply(whole, headers=HTML)
    acquired = read("/a", "/whole")
    assert [w.where for w in acquired.warnings if w.code == "cut-off"] == [site.url("/a")]


@pytest.mark.parametrize("body", ["", page(""), page("<nav><a href=/1>World</a></nav>")])
def test_a_page_with_nothing_to_read_is_said(
    site: Any, reply: Any, read: Callable[..., Acquired], body: str
) -> None:
    site.pages["/a"] = reply(body, headers=HTML)
    site.pages["/good"] = reply(article(TOLD), headers=HTML)
    acquired = read("/a", "/good")
    assert [r.url for r in acquired.reports] == [site.url("/good")]
    assert {w.where for w in acquired.warnings if w.code in ("no-main-text", "empty-file")} == {
        site.url("/a")
    }


def test_a_page_that_is_suspiciously_short_is_said(
    site: Any, reply: Any, read: Callable[..., Acquired]
) -> None:
    site.pages["/a"] = reply(
        article("Subscribe to read how nine people died in Maarat."), headers=HTML
    )
    assert "short-main-text" in {w.code for w in read("/a").warnings}
