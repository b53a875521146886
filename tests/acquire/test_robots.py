"""What robots.txt asks for, and how long it is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from consilience.acquire.fetch.door import Door, agent, seconds_to_wait
from consilience.acquire.fetch.robots import Robots
from consilience.acquire.fetch.turns import Clock
from consilience.errors import FetchError, InputError
from consilience.settings import Settings


class Time:
    def __init__(self) -> None:
        self.now, self.waits = 1_732_900_000.0, list[float]()

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def robots(site: Any, time: Time) -> Iterator[Robots]:
    clock = Clock(now=lambda: time.now, wait=time.wait)
    with Door(Settings(), allowed=[site.host], clock=clock) as door:
        yield Robots(door)


def test_wildcards_and_our_own_name_are_understood(site: Any, reply: Any, robots: Robots) -> None:
    site.pages["/robots.txt"] = reply(
        "User-agent: *\nDisallow: /\n\nUser-agent: Consilience\nDisallow: /*/print$\n"
    )
    assert robots.allow(site.url("/2024/1"))
    assert not robots.allow(site.url("/2024/print"))


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_rules_allow_all(site: Any, reply: Any, robots: Robots, status: int) -> None:
    site.pages["/robots.txt"] = reply(status=status)
    assert robots.allow(site.url("/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_rules_that_cannot_be_had_forbid_for_now(
    site: Any, reply: Any, robots: Robots, status: int
) -> None:
    site.pages["/robots.txt"] = reply(status=status)
    with pytest.raises(FetchError) as refused:
        robots.allow(site.url("/a"))
    assert refused.value.again


def test_rules_are_asked_for_once_a_day(site: Any, reply: Any, robots: Robots, time: Time) -> None:
    site.pages["/robots.txt"] = [reply("User-agent: *\nDisallow: /a"), reply("")]
    assert not robots.allow(site.url("/a")) and robots.allow(site.url("/b"))
    assert len(site.asked) == 1
    time.now += 24 * 3600
    assert robots.allow(site.url("/a"))


def test_a_site_may_ask_for_longer_pauses_up_to_a_minute(
    site: Any, reply: Any, robots: Robots, time: Time
) -> None:
    site.pages["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 9000")
    robots.allow(site.url("/a"))
    with robots.door.turns.turn("127.0.0.1"), robots.door.turns.turn("other.example"):
        pass
    with robots.door.turns.turn("127.0.0.1"):
        pass
    assert time.waits == [60.0, 60.0]


def test_how_long_a_server_asks_to_be_left_alone() -> None:
    now = 1_732_900_000.0  # Fri, 29 Nov 2024 17:06:40 GMT
    assert seconds_to_wait("120", now) == 120.0
    assert seconds_to_wait("Fri, 29 Nov 2024 17:16:40 GMT", now) == 600.0
    assert seconds_to_wait("Fri, 29 Nov 2024 16:06:40 GMT", now) == 0.0
    assert seconds_to_wait("soon", now) is None and seconds_to_wait(None, now) is None


def test_a_contact_that_cannot_be_sent_is_refused() -> None:
    for contact in ("désk@example.org", "a@example.org\r\nCookie: b"):
        with pytest.raises(InputError, match="--contact"):
            agent(contact)


def test_it_calls_itself_by_its_name_and_says_whom_to_write_to() -> None:
    assert agent(None).startswith("Consilience/")
    assert "desk@example.org" in agent("desk@example.org")
