"""No address leads to this machine or its network, whatever it is dressed as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from consilience.acquire.fetch.door import Door
from consilience.acquire.read import read_reports
from consilience.errors import FetchError, NothingReadableError
from consilience.settings import Settings

SETTINGS = Settings(fetch_host_delay_seconds=0.0, fetch_seconds=2.0)
INSIDE = (
    "http://127.0.0.1/", "http://localhost/", "http://10.0.0.8/", "http://192.168.1.1/",
    "http://172.16.9.9/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/",
    "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fd00::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[64:ff9b::7f00:1]/", "http://224.0.0.1/", "http://240.0.0.1/",
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
)  # fmt: skip
OTHER = ("file:///etc/passwd", "gopher://news.example/1", "ftp://news.example/a", "data://text,a")


class Servers(httpx.AsyncBaseTransport):
    """Answers for every server, and writes down which numbers were connected to."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self._answer(request)


def page(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(b"<p>Nine people were killed.</p>"))


@pytest.fixture
def door() -> Iterator[Callable[..., Door]]:
    opened: list[Door] = []

    def make(**more: Any) -> Door:
        opened.append(Door(SETTINGS, **more))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.mark.parametrize("url", [*INSIDE, *OTHER])
def test_an_address_that_leads_inside_or_is_no_page_is_refused(
    door: Callable[..., Door], url: str
) -> None:
    servers = Servers(page)
    with pytest.raises(FetchError) as refused:
        door(transport=servers).get(url)
    assert refused.value.code == "address-refused"
    assert refused.value.args and not refused.value.again
    assert servers.asked == []


@pytest.mark.parametrize("url", [*INSIDE, *OTHER])
def test_a_redirect_that_leads_there_is_refused(door: Callable[..., Door], url: str) -> None:
    def moved(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": url}, stream=httpx.ByteStream(b""))

    def resolve(host: str, _: int) -> list[str]:
        return ["8.8.8.8"] if host == "news.example" else [host.replace("localhost", "127.0.0.1")]

    servers = Servers(moved)
    with pytest.raises(FetchError) as refused:
        door(transport=servers, resolve=resolve).get("http://news.example/a")
    assert refused.value.code == "address-refused"
    assert [r.url.host for r in servers.asked] == ["8.8.8.8"]


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(
    door: Callable[..., Door],
) -> None:
    answers = [["8.8.8.8"], ["127.0.0.1"]]

    def rebinding(*_: object) -> list[str]:
        return answers.pop(0)

    servers = Servers(page)
    reader = door(transport=servers, resolve=rebinding)
    assert reader.get("https://news.example/a").status == 200
    (asked,) = servers.asked
    assert asked.url.host == "8.8.8.8"  # the number that was looked at, not the name
    assert asked.headers["host"] == "news.example"
    assert asked.extensions["sni_hostname"] == "news.example"
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1"):
        reader.get("https://news.example/a")
    assert len(servers.asked) == 1


def test_a_name_that_leads_both_out_and_in_is_refused(door: Callable[..., Door]) -> None:
    servers = Servers(page)
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        door(transport=servers, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"]).get("http://n.example/")
    assert servers.asked == []


def test_the_refusal_says_what_to_do() -> None:
    with pytest.raises(NothingReadableError, match="--allow-host"):
        read_reports(["http://127.0.0.1:9/"])
