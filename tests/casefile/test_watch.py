"""Watching feeds: new pages are read once, failures wait their time, a stop forgets nothing.

The clock of these tests is their own: waiting costs nothing and is written down.
"""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from consilience.acquire.fetch.door import Door
from consilience.acquire.fetch.turns import Clock
from consilience.acquire.pages import Web
from consilience.casefile import Case, open_case
from consilience.casefile.feeds import Feeds
from consilience.casefile.watch import Watch
from consilience.settings import Settings

QUARTER = 900.0
TOWNS = (
    "Hama",
    "Homs",
    "Idlib",
    "Aleppo",
    "Raqqa",
    "Daraa",
    "Palmyra",
    "Manbij",
    "Kobani",
    "Afrin",
)


class Time:
    """A clock that a test turns; what waits on it is written down."""

    def __init__(self) -> None:
        self.now, self.waits = 1_732_900_000.0, list[float]()

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "news.case", create=True) as made:
        yield made


@pytest.fixture
def watch(case: Case, site: Any, time: Time) -> Iterator[Callable[..., Watch]]:
    """Return a function that begins a watch over paths of the site."""
    opened: list[Web] = []

    def begin(*paths: str, **more: Any) -> Watch:
        settings = Settings(fetch_seconds=5.0)
        clock = Clock(now=lambda: time.now, wait=time.wait)
        door = Door(settings, allowed=[site.host], clock=clock)
        opened.append(Web(settings, door=door, originals=more.pop("originals", None)))
        return Watch(case, opened[-1], [site.url(p) for p in paths], every=QUARTER, **more)

    yield begin
    for web in opened:
        web.close()


def story(number: int, dead: str = "Four") -> str:
    town = TOWNS[number % len(TOWNS)]
    return (
        f"{dead} drivers were killed on Friday when mortar shells struck bus depot number {number} "
        f"in {town}, the Syrian Observatory said. Rescuers were still looking for people under "
        "the rubble late in the evening. The army denied that it had shelled the depot and "
        "blamed armed groups for the attack on the town."
    )


def page(number: int, dead: str = "Four") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Depot {number} hit</title>"
        '<meta property="og:site_name" content="Levant Wire">'
        '<meta property="article:published_time" content="2024-11-30T08:00:00Z"></head><body>'
        f"<article><h1>Depot {number} hit</h1><p>{story(number, dead)}</p></article></body></html>"
    )


def rss(site: Any, *numbers: int, updated: str = "", text: str = "") -> str:
    items = "".join(
        f"<item><guid>g{n}</guid><title>Depot {n} hit</title><link>{site.url(f'/2024/{n}')}</link>"
        f"<description>{text}</description>"
        f"<atom:updated>{updated}</atom:updated></item>"
        for n in numbers
    )
    return (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Levant Wire</title>{items}</channel></rss>"
    )


def lay(site: Any, reply: Any, *numbers: int, **more: str) -> None:
    """Put a feed of some pages, and the pages, on the site."""
    site.pages["/rss"] = reply(rss(site, *numbers, **more))
    for n in numbers:
        site.pages[f"/2024/{n}"] = reply(page(n), headers={"Content-Type": "text/html"})


def test_new_pages_are_read_once_and_the_round_says_what_changed(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1, 2)
    first, second = watch("/rss").rounds(2)
    assert (first.reports, first.items, second.reports) == (2, 2, 0)
    assert first.changes and {c.kind for c in first.changes.changes} >= {"event_new", "report_new"}
    assert second.changes is None
    assert sorted(site.paths()) == ["/2024/1", "/2024/2", "/rss", "/rss"]
    (one, _) = sorted(case.reports(), key=lambda r: r.url or "")
    assert (one.url, one.publisher) == (site.url("/2024/1"), "Levant Wire")
    ((_, how),) = case.retrievals(one.id)
    assert (how.asked, how.status, len(how.bytes_sha256)) == (site.url("/2024/1"), 200, 64)


def test_a_feed_that_has_not_changed_is_not_sent_again(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    body = rss(site, 1)
    tagged = {"ETag": '"v1"', "Last-Modified": "Fri, 29 Nov 2024 10:00:00 GMT"}

    def feed(asked: Any) -> Any:
        same = asked.headers.get("If-None-Match") == '"v1"'
        return reply(status=304) if same else reply(body, headers=tagged)

    site.pages["/rss"] = feed
    rounds = list(watch("/rss").rounds(3))
    assert [r.unchanged for r in rounds] == [0, 1, 1]
    last = [a for a in site.asked if a.path == "/rss"][-1]
    assert last.headers["If-Modified-Since"] == tagged["Last-Modified"]


def test_a_tag_that_cannot_be_sent_back_stops_nothing(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    site.pages["/rss"] = reply(rss(site, 1), headers={"ETag": '"é1"'})
    assert [r.reports for r in watch("/rss").rounds(2)] == [1, 0]


def test_atom_and_json_feeds_are_read_too(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    site.pages["/atom"] = reply(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><id>tag:1</id>'
        f"<title>Depot 3 hit</title><summary>{story(3)}</summary></entry></feed>"
    )
    items = [{"id": "7", "title": "Depot 4 hit", "content_text": story(4)}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": items}
    site.pages["/json"] = reply(json.dumps(feed), headers={"Content-Type": "application/feed+json"})
    (done,) = watch("/atom", "/json").rounds(1)
    assert done.reports == 2
    assert {r.publisher for r in case.reports()} == {"Herald", "Post"}


def test_a_page_that_fails_is_tried_again_and_nothing_is_lost(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1, 2)
    good = site.pages["/2024/2"]
    site.pages["/2024/2"] = [reply(status=503), reply(raw=b"no answer at all"), good]
    watching = watch("/rss")
    first = watching.round()
    assert (first.reports, first.waiting) == (1, 1)
    site.pages["/rss"] = reply(rss(site))  # the feed has dropped it meanwhile
    rounds = list(watching.rounds(8))
    assert sum(r.reports for r in rounds) == 1
    assert case.status().reports == 2
    assert site.paths().count("/2024/2") == 3 and site.paths().count("/2024/1") == 1


def test_a_feed_that_fails_is_left_alone_for_longer_and_longer(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    site.pages["/rss"] = [*[reply(status=500)] * 4, reply(rss(site, 1))]
    rounds = list(watch("/rss").rounds(17))
    asked = [r.number for r in rounds if r.asked]
    assert asked[:5] == [1, 2, 4, 8, 16]
    assert [r.number for r in rounds if r.reports] == [16]
    assert rounds[0].failures[0].message.startswith("The server answered 500")


def test_a_server_that_asks_to_be_left_alone_is(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    site.pages["/rss"] = [reply(status=429, headers={"Retry-After": "7200"}), reply(rss(site, 1))]
    rounds = list(watch("/rss").rounds(10))
    assert [r.number for r in rounds if r.asked] == [1, 10]  # two hours after it said so
    assert sum(r.reports for r in rounds) == 1


def test_what_is_no_feed_is_said_and_asked_again(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    bytes_ = bytes(range(256)) * 9
    site.pages["/rss"] = [reply("<html><p>Down</p></html>"), reply(bytes_), reply(rss(site, 1))]
    rounds = list(watch("/rss").rounds(4))
    assert "no feed" in rounds[0].failures[0].message
    assert sum(r.reports for r in rounds) == 1


def test_a_feed_that_is_cut_off_gives_what_it_has_and_the_rest_the_next_time(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1, 2)
    whole = rss(site, 1, 2)
    cut = whole[: whole.index("</item>") + 30]
    tag = {"ETag": '"same"'}
    site.pages["/rss"] = [reply(cut, headers=tag), reply(whole, headers=tag)]
    rounds = list(watch("/rss").rounds(2))
    assert sum(r.reports for r in rounds) == 2
    assert all("If-None-Match" not in a.headers for a in site.asked if a.path == "/rss")


def test_an_address_that_was_cut_off_is_not_asked(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1, 23)
    whole = rss(site, 1, 23)
    site.pages["/rss"] = [reply(whole[: whole.index("/2024/23") + 7]), reply(whole)]
    rounds = list(watch("/rss").rounds(2))
    assert [r.reports for r in rounds] == [1, 1]
    assert "/2024/2" not in site.paths() and not case.warnings("fetch-failed")


def test_a_feed_that_moved_for_good_is_asked_at_its_new_place(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    site.pages["/old"] = reply(status=301, headers={"Location": "/rss"})
    list(watch("/old").rounds(3))
    assert site.paths().count("/old") == 1 and site.paths().count("/rss") == 3


def test_a_feed_that_moved_for_a_while_is_asked_at_its_own_place(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    site.pages["/old"] = reply(status=302, headers={"Location": "/rss"})
    list(watch("/old").rounds(2))
    assert site.paths().count("/old") == 2


def test_robots_txt_is_obeyed_and_the_feeds_own_words_are_read(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1, text=story(1))
    site.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /2024/\nCrawl-delay: 9\n")
    (done,) = watch("/rss").rounds(1)
    assert done.reports == 1
    assert site.paths() == ["/rss"]
    assert [w.code for w in case.warnings("robots-refused")] == ["robots-refused"]


def test_a_robots_txt_that_cannot_be_had_forbids_for_now(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1)
    site.pages["/robots.txt"] = [reply(status=503), reply(status=404)]
    rounds = list(watch("/rss").rounds(2))
    assert "robots.txt cannot be had" in rounds[0].failures[0].message
    assert rounds[1].reports == 1


def test_each_host_is_asked_by_one_request_at_a_time_with_a_pause(
    watch: Callable[..., Watch], site: Any, reply: Any, time: Time
) -> None:
    lay(site, reply, *range(6))
    site.pages["/two"] = reply(rss(site, 3, 4))
    list(watch("/rss", "/two").rounds(1))
    assert site.most_at_once == 1
    assert len(site.asked) == 1 + 2 + 6  # robots.txt, two feeds, each page once
    assert time.waits == [2.0] * (len(site.asked) - 1)


def test_an_article_that_is_changed_becomes_a_version(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1, updated="2024-11-30T08:00:00Z")
    changed = reply(rss(site, 1, updated="2024-11-30T11:00:00Z"))
    site.pages["/rss"] = [site.pages["/rss"], changed]
    site.pages["/2024/1"] = [site.pages["/2024/1"], reply(page(1, dead="Seven"))]
    _, second, third = watch("/rss").rounds(3)
    assert (second.reports, second.versions, third.reports) == (1, 1, 0)
    assert second.changes and "toll_revised" in {c.kind for c in second.changes.changes}
    assert case.status().reports == 1


def test_a_page_that_is_gone_leaves_the_feeds_words_or_a_warning(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    site.pages["/rss"] = reply(rss(site, 1, text=story(1)))
    site.pages["/bare"] = reply(rss(site, 2))
    (done,) = watch("/rss", "/bare").rounds(1)
    assert (done.reports, done.given_up) == (1, 1)
    said = [w.message for w in case.warnings("fetch-failed")]
    assert len(said) == 2 and any("own words" in words for words in said)


def test_a_page_that_never_comes_is_given_up_with_a_warning(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1)
    site.pages["/2024/1"] = reply(status=503)
    rounds = list(watch("/rss").rounds(160))
    assert site.paths().count("/2024/1") == Settings().watch_attempts
    assert sum(r.given_up for r in rounds) == 1
    assert [w.where for w in case.warnings("fetch-failed")] == [site.url("/2024/1")]


def test_a_teaser_gives_way_to_the_feeds_longer_words(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, 1, text=story(1))
    site.pages["/2024/1"] = reply(
        "<html><body><article><h1>Depot 1 hit</h1><p>Subscribe to read how four drivers died in "
        "the town of Homs on Friday evening.</p></article></body></html>"
    )
    list(watch("/rss").rounds(1))
    (report,) = case.reports()
    assert "Rescuers were still looking" in report.text
    assert case.warnings("short-main-text")


def test_a_watch_that_is_stopped_goes_on_where_it_was(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case
) -> None:
    lay(site, reply, *range(5))
    stop, second = Event(), site.pages["/2024/1"]

    def stopping(_: Any) -> Any:
        stop.set()
        return second

    site.pages["/2024/1"] = stopping
    (cut,) = watch("/rss", stop=stop).rounds()
    assert cut.stopped and cut.reports < 5
    (rest,) = watch("/rss").rounds(1)
    assert cut.reports + rest.reports == 5
    assert case.status().reports == 5 and case.status().waiting == 0
    assert rest.changes and len([c for c in rest.changes.changes if c.kind == "report_new"]) == 5
    assert sorted(p for p in site.paths() if p != "/rss") == [f"/2024/{n}" for n in range(5)]


def test_a_watch_that_is_killed_between_two_writes_loses_nothing_and_keeps_nothing_twice(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(site, reply, 1, 2, 3)
    with monkeypatch.context() as patch:
        patch.setattr(Feeds, "done", _killed)
        with pytest.raises(KeyboardInterrupt):
            watch("/rss").round()
    assert case.status().waiting == 1  # kept, not coded, not ticked off
    (rest,) = watch("/rss").rounds(1)
    assert case.status().reports == 3 and case.status().waiting == 0
    assert rest.reports == 2
    assert rest.changes and len([c for c in rest.changes.changes if c.kind == "report_new"]) == 3


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("link", ["file:///etc/hosts", "http://10.0.0.1/a", "gopher://n.example/1"])
def test_an_item_whose_link_leads_inside_is_read_in_the_feeds_own_words(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case, link: str
) -> None:
    item = f"<item><guid>1</guid><title>Depot hit</title><link>{link}</link>"
    body = f"{item}<description>{story(1)}</description></item>"
    site.pages["/rss"] = reply(
        f"<rss version='2.0'><channel><title>W</title>{body}</channel></rss>"
    )
    (done,) = watch("/rss").rounds(1)
    assert (done.reports, done.waiting) == (1, 0)
    assert site.paths() == ["/rss"]
    (report,) = case.reports()
    assert report.url == (link if link.startswith("http") else None)
    assert bool(case.warnings("address-refused")) == link.startswith("http")


def test_originals_are_kept_as_an_archive_that_others_can_check(
    watch: Callable[..., Watch], site: Any, reply: Any, case: Case, tmp_path: Path
) -> None:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    lay(site, reply, 1)
    site.pages["/2024/1"].headers["Set-Cookie"] = "reader=me"
    list(watch("/rss", originals=tmp_path / "originals").rounds(1))
    ((_, how),) = case.retrievals()
    (path,) = (tmp_path / "originals").iterdir()
    assert how.kept_in == path.name
    with path.open("rb") as file:
        records = {r.rec_headers.get_header("WARC-Record-ID"): (r, r.raw_stream.read())
                   for r in ArchiveIterator(file, check_digests="raise")}  # fmt: skip
    record, body = records[f"<{how.record}>"]
    assert record.rec_headers.get_header("WARC-Target-URI") == site.url("/2024/1")
    assert record.http_headers.get_header("Set-Cookie") is None
    assert body.endswith(page(1).encode())


def test_memory_stays_flat_round_after_round(
    watch: Callable[..., Watch], site: Any, reply: Any
) -> None:
    lay(site, reply, 1, 2)
    watching = watch("/rss")
    list(watching.rounds(6))  # what is loaded once
    tracemalloc.start()
    try:
        list(watching.rounds(12))
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        list(watching.rounds(36))
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 200_000
