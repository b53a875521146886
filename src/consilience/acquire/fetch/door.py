"""The one door to the network: an address in, a server's answer out.

In: an address, and what is known of an earlier answer. Out: `Fetched`, or `FetchError`.
The host is resolved here, its numbers are checked, and the connection is made to a number
that was checked, at each move anew; the name stays in the Host header and in TLS, where
the certificate is held against it. No cookies, no proxies from the environment, no
connection kept open; one time limit holds from the look-up to the last byte.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

import anyio
import anyio.to_thread
import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from consilience import __version__
from consilience.acquire.fetch.addresses import (
    Address,
    Resolve,
    joined,
    parse,
    system_resolve,
    targets,
)
from consilience.acquire.fetch.retrieval import NOT_MODIFIED, Fetched, Headers
from consilience.acquire.fetch.turns import Clock, Turns
from consilience.acquire.fetch.unpacking import ACCEPTED, Unpacking
from consilience.errors import FetchError, InputError
from consilience.settings import Settings

_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
# RFC 9110: too early or too many requests, and what the server may have mended next time.
_PASSING = (408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530)
# Of the numbers of one host, how many are tried: one of each family, and a second of each.
_TRIED = 4
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, application/json;q=0.9, application/xml;q=0.9, */*;q=0.5"
)
_Answer = tuple[int, str, Headers, bytes, bytes]


class Door:
    """Reads addresses; safe to use from several threads. Close it, or use it in a `with`.

    `allowed` are hosts (`name` or `name:port`) that may be read although they are private;
    `contact` is an address that a site's keeper can write to, sent along if given.
    `resolve` and `transport` are there for tests: what answers for names and for servers.
    """

    def __init__(
        self, settings: Settings, *, allowed: Collection[str] = (), contact: str | None = None,
        clock: Clock = Clock(), resolve: Resolve = system_resolve,  # noqa: B008 (frozen)
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:  # fmt: skip
        self.settings, self.clock, self.allowed = settings, clock, tuple(allowed)
        self.turns = Turns(settings, clock)
        self._agent = agent(contact)
        self._resolve, self._transport = resolve, transport
        self._running = start_blocking_portal()
        self._portal: BlockingPortal = self._running.__enter__()
        self._certificates = ssl.create_default_context()

    def __enter__(self) -> Door:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """End what still runs."""
        self._running.__exit__(None, None, None)

    def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None,
        limit: int | None = None,
    ) -> Fetched:  # fmt: skip
        """Return what a server answers to an address: 200, or 304 where it is as before.

        `etag` and `modified` are what the last answer said of itself; `limit` is a size in
        bytes below the setting's. Raises FetchError for all else, with what to do about it.
        """
        settings = self.settings
        if limit is not None and limit < settings.fetch_max_bytes:
            settings = replace(settings, fetch_max_bytes=limit)
        headers = _conditions(etag, modified)
        address, moves, for_good = parse(url), list[str](), True
        while True:
            answer = self._asked(address, headers, settings)
            moved = _moved_to(answer, address)
            if moved is None:
                return self._fetched(url, address, moves, for_good, answer)
            moves.append(address.url)
            for_good = for_good and answer[0] in _FOR_GOOD
            if len(moves) > settings.fetch_max_redirects or moved.url in moves:
                raise FetchError(
                    "fetch-limit", f"{url}: it moves on and on, the last time to {moved.url} "
                    f"(fetch_max_redirects is {settings.fetch_max_redirects}).", again=True,
                )  # fmt: skip
            address = moved

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Fetched:
        """Send a body to an address that the user has named, and return what it answers.

        A move is not followed: what is sent may be a secret. Raises FetchError for any
        answer but 200.
        """
        address = parse(url)
        answer = self._asked(address, dict(headers), self.settings, body)
        return self._fetched(url, address, (), False, answer)

    def _fetched(
        self, url: str, address: Address, moves: Sequence[str], for_good: bool, answer: _Answer
    ) -> Fetched:
        status, reason, headers, sent, data = answer
        now = datetime.fromtimestamp(self.clock.now(), UTC).isoformat(timespec="seconds")
        found = Fetched(
            url, address.url, tuple(moves), bool(moves) and for_good, now.replace("+00:00", "Z"),
            status, reason, headers, sent, data,
        )  # fmt: skip
        if status not in (httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION, NOT_MODIFIED):
            raise FetchError(
                "fetch-failed", f"{address.url}: the server answered {status} {reason}.".strip(),
                again=status in _PASSING, status=status,
                after=seconds_to_wait(found.header("retry-after"), self.clock.now()),
            )  # fmt: skip
        return found

    def _asked(
        self, address: Address, headers: dict[str, str], settings: Settings,
        body: bytes | None = None,
    ) -> _Answer:  # fmt: skip
        with self.turns.turn(address.host):
            try:
                return self._portal.call(self._timed, address, headers, settings, body)
            except TimeoutError as error:
                raise FetchError(
                    "fetch-limit", f"{address.url}: no whole answer came within "
                    f"{settings.fetch_seconds:g} seconds (fetch_seconds).", again=True,
                ) from error  # fmt: skip
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchError(
                    "fetch-failed", f"{address.url}: {_worded(error)}.", again=True
                ) from error

    async def _timed(
        self, address: Address, headers: dict[str, str], settings: Settings, body: bytes | None
    ) -> _Answer:
        with anyio.fail_after(settings.fetch_seconds):
            numbers = await anyio.to_thread.run_sync(
                targets, address, self.allowed, self._resolve, abandon_on_cancel=True
            )
            # One connection after another dies where its family is not to be had here.
            for number in numbers[: _TRIED - 1]:
                try:
                    return await self._answer(address, number, headers, settings, body)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    if number == numbers[-1]:
                        raise
            return await self._answer(address, numbers[-1], headers, settings, body)

    async def _answer(
        self, address: Address, number: str, headers: dict[str, str], settings: Settings,
        body: bytes | None,
    ) -> _Answer:  # fmt: skip
        whole = {
            "Host": address.authority, "User-Agent": self._agent, "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED, "Accept-Language": "en, *;q=0.5", "Connection": "close",
            **headers,
        }  # fmt: skip
        request = httpx.Request(
            "GET" if body is None else "POST",
            httpx.URL(address.url).copy_with(host=number), headers=whole, content=body,
            extensions={
                "sni_hostname": address.host,
                # A page is silent for half its time at most; what thinks before it answers, longer.
                "timeout": httpx.Timeout(settings.fetch_seconds / (2 if body is None else 1))
                .as_dict(),
            },
        )  # fmt: skip
        # A transport alone: a client would keep cookies and look into redirects by itself.
        transport = self._transport or httpx.AsyncHTTPTransport(
            verify=self._certificates, trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )  # fmt: skip
        async with transport, aclosing(await transport.handle_async_request(request)) as response:
            found = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in
                          response.headers.raw)  # fmt: skip
            wanted = response.status_code < 300
            sent, data = await _body(response, address.url, settings) if wanted else (b"", b"")
            return response.status_code, response.reason_phrase, found, sent, data


def agent(contact: str | None) -> str:
    """Return what the door calls itself: its true name, and whom to write to if given.

    Raises InputError for a contact that cannot stand in a header.
    """
    if contact and not (contact.isascii() and contact.isprintable()):
        raise InputError(f"--contact {contact!r}: write it in plain letters on one line.")
    whom = f"; {contact}" if contact else ""
    return f"Consilience/{__version__} (reads news reports for conflict research{whom})"


def seconds_to_wait(value: str | None, now: float) -> float | None:
    """Return what a Retry-After header asks for, in seconds from `now` (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    if re.fullmatch(r"\s*\d{1,9}\s*", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


async def _body(response: httpx.Response, url: str, settings: Settings) -> tuple[bytes, bytes]:
    said = response.headers.get("content-length", "")
    if said.isdigit() and int(said) > settings.fetch_max_bytes:
        raise FetchError(
            "fetch-limit", f"{url}: it says that it has {int(said):,} bytes; "
            f"the limit is {settings.fetch_max_bytes:,} (fetch_max_bytes).",
        )  # fmt: skip
    body = Unpacking(url, response.headers.get("content-encoding"), settings)
    async for chunk in response.aiter_raw():
        body.add(chunk)
    body.end()
    return bytes(body.sent), bytes(body.data)


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    # What is no plain ASCII cannot be sent back; then the page is simply asked for again.
    return {
        name: value
        for name, value in asked.items()
        if value and value.isascii() and value.isprintable()
    }


def _moved_to(answer: _Answer, address: Address) -> Address | None:
    status, _, headers, *_ = answer
    where = next((value for key, value in headers if key.lower() == "location"), None)
    if status not in _MOVED or where is None:
        return None
    try:
        return parse(joined(address.url, _as_utf8(where)))
    except FetchError as error:
        raise FetchError(error.code, f"{address.url} moves to {error}", status=status) from error


def _as_utf8(header: str) -> str:
    """Return a header whose bytes were read one by one as the UTF-8 that most servers send."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _worded(error: Exception) -> str:
    """Return an error of the network in words that say what happened."""
    said: Any = str(error).strip().rstrip(".")
    if isinstance(error, httpx.ConnectTimeout | httpx.ReadTimeout):
        return "the server does not answer"
    if "certificate" in said.lower():
        return f"its certificate does not hold ({said}); somebody may stand in between"
    if isinstance(error, httpx.ConnectError):
        return "no connection could be made to the server"
    if isinstance(error, httpx.RemoteProtocolError):
        return f"the server broke off or sent what is no answer ({said or 'no answer'})"
    return said or type(error).__name__
