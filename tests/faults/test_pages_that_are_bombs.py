"""Servers that send too much, too slowly, too often on, or what they did not say."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from consilience.acquire.fetch.door import Door
from consilience.errors import FetchError
from consilience.settings import Settings

SETTINGS = Settings(fetch_host_delay_seconds=0.0, fetch_seconds=0.5, fetch_max_bytes=3_000_000)
PACKED = {"Content-Encoding": "gzip"}


@pytest.fixture
def refusal(site: Any) -> Iterator[Callable[[str], FetchError]]:
    """Return a function that reads a page of the site and gives why it was refused."""
    with Door(SETTINGS, allowed=[site.host]) as door:

        def read(path: str) -> FetchError:
            with pytest.raises(FetchError) as refused:
                door.get(site.url(path))
            return refused.value

        yield read


def test_a_gzip_bomb_is_left_where_it_swells(site: Any, reply: Any, refusal: Any) -> None:
    site.pages["/a"] = reply(gzip.compress(b"\0" * 2_900_000), headers=PACKED)
    assert "fetch_max_ratio" in str(refusal("/a"))


def test_a_bomb_larger_than_a_page_may_be_is_never_unpacked(
    site: Any, reply: Any, refusal: Any
) -> None:
    varied = bytes(range(256)) * 40_000
    site.pages["/a"] = reply(gzip.compress(varied), headers=PACKED)
    assert refusal("/a").code == "fetch-limit"


def test_a_bomb_in_a_bomb_is_refused(site: Any, reply: Any, refusal: Any) -> None:
    twice = gzip.compress(gzip.compress(b"Nine people were killed."))
    site.pages["/a"] = reply(twice, headers={"Content-Encoding": "gzip, gzip"})
    assert "packed 2 times over" in str(refusal("/a"))


def test_a_packing_that_was_not_asked_for_is_refused(site: Any, reply: Any, refusal: Any) -> None:
    site.pages["/a"] = reply(b"x", headers={"Content-Encoding": "br"})
    assert "not asked for" in str(refusal("/a"))


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(b"Nine killed." * 99)[:-20]])
def test_packed_text_that_is_broken_is_refused(
    site: Any, reply: Any, refusal: Any, body: bytes
) -> None:
    site.pages["/a"] = reply(body, headers=PACKED)
    error = refusal("/a")
    assert error.code == "fetch-failed" and error.again


def test_a_page_that_never_ends_is_cut_off(site: Any, reply: Any, refusal: Any) -> None:
    def endless() -> Iterator[bytes]:
        while not site.closing.is_set():
            yield b"<p>Nine people were killed.</p>" * 1000

    site.pages["/a"] = reply(chunks=endless())
    assert "fetch_max_bytes" in str(refusal("/a"))


def test_a_slow_server_is_left(site: Any, reply: Any, refusal: Any) -> None:
    def drop_by_drop() -> Iterator[bytes]:
        while not site.closing.wait(0.05):
            yield b"x"

    site.pages["/a"] = reply(chunks=drop_by_drop())
    error = refusal("/a")
    assert "fetch_seconds" in str(error) and error.again


def test_a_server_that_never_answers_is_left(site: Any, reply: Any, refusal: Any) -> None:
    def silent(_: Any) -> Any:
        site.closing.wait(5.0)
        return reply()

    site.pages["/a"] = silent
    assert refusal("/a").again


def test_a_length_that_is_more_than_what_comes_is_no_whole_page(
    site: Any, reply: Any, refusal: Any
) -> None:
    site.pages["/a"] = reply("Nine people were killed", length=5000)
    error = refusal("/a")
    assert "broke off" in str(error) and error.again


def test_a_length_beyond_the_limit_is_refused_before_a_byte_is_read(
    site: Any, reply: Any, refusal: Any
) -> None:
    site.pages["/a"] = reply("Nine", length=10**12)
    assert "says that it has 1,000,000,000,000 bytes" in str(refusal("/a"))


def test_moves_that_never_end_or_turn_in_a_circle_are_refused(
    site: Any, reply: Any, refusal: Any
) -> None:
    for n in range(9):
        site.pages[f"/{n}"] = reply(status=302, headers={"Location": f"/{n + 1}"})
    site.pages["/round"] = reply(status=301, headers={"Location": "/round"})
    assert "fetch_max_redirects" in str(refusal("/0"))
    assert len(site.asked) == SETTINGS.fetch_max_redirects + 1
    assert refusal("/round").code == "fetch-limit"


def test_what_is_no_answer_is_said(site: Any, reply: Any, refusal: Any) -> None:
    site.pages["/a"] = reply(raw=b"\x00\x01 nothing that HTTP knows\r\n\r\n")
    site.pages["/b"] = reply(raw=b"")
    site.pages["/c"] = reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n")
    assert all("broke off" in str(refusal(path)) for path in ("/a", "/b", "/c"))


def test_a_cookie_is_never_sent_back(site: Any, reply: Any) -> None:
    site.pages["/a"] = reply(status=302, headers={"Location": "/b", "Set-Cookie": "reader=me"})
    site.pages["/b"] = reply("Nine", headers={"Set-Cookie": "reader=me"})
    with Door(SETTINGS, allowed=[site.host]) as door:
        came = door.get(site.url("/a"))
        door.get(site.url("/b"))
    assert all("Cookie" not in asked.headers for asked in site.asked)
    assert "Set-Cookie" not in dict(came.retrieval().headers)
