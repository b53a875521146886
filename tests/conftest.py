"""A site on this machine for tests: it serves what it is told, and remembers what it was asked.

In: nothing. Out: the fixture `site`. Replies are scripted path by path; a list of replies
is served one after another, the last one for good. It listens on 127.0.0.1 alone.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Reply:
    """What is served: a status, headers, a body (or its chunks, which may never end).

    `raw` is sent instead of all of it, as it stands; `length` is a Content-Length that lies.
    """

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Iterable[bytes] | None = None
    raw: bytes | None = None
    length: int | None = None

    def bytes(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes = b""


class Site:
    """A server whose pages a test writes."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | list[Reply] | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        """Return what was asked for, in order, without the rules for robots."""
        return [a.path for a in self.asked if a.path != "/robots.txt"]

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            page = self.pages.get(asked.path, Reply(status=404))
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
        return page if isinstance(page, Reply) else page(asked)

    def count(self, change: int) -> None:
        with self._lock:
            self.at_once += change
            self.most_at_once = max(self.most_at_once, self.at_once)

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            site.count(1)
            try:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self._serve(site.reply(Asked(self.path, dict(self.headers), body)))
            except OSError:
                pass  # the reader has hung up
            finally:
                site.count(-1)
                self.close_connection = True

        def _serve(self, reply: Reply) -> None:
            if reply.raw is not None:
                self.wfile.write(reply.raw)
                return
            body = reply.bytes()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            if reply.chunks is None:
                self.send_header("Content-Length", str(reply.length or len(body)))
            self.end_headers()
            for chunk in reply.chunks or (body,):
                self.wfile.write(chunk)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site whose pages the test writes: `site.pages["/a"] = site_reply(...)`."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def reply() -> type[Reply]:
    """Return what a page is made with."""
    return Reply


class ScriptedModel:
    """A language model on this machine that says what a test writes, answer by answer."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.url = site.url("/v1")
        self.path = "/v1/chat/completions"
        self.says("{}")

    def says(self, *answers: object) -> None:
        """Set the answers, one a request, the last for good: texts, JSON values or `Reply`s."""
        self.site.pages[self.path] = [self._reply(answer) for answer in answers]

    @staticmethod
    def _reply(answer: object) -> Reply:
        if isinstance(answer, Reply):
            return answer
        content = answer if isinstance(answer, str) else json.dumps(answer)
        return Reply(json.dumps({"choices": [{"message": {"content": content}}]}))

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Return the bodies of the requests, in order."""
        return [json.loads(one.body) for one in self.site.asked]


@pytest.fixture
def model(site: Site) -> ScriptedModel:
    """Return a language model whose words the test writes."""
    return ScriptedModel(site)


@pytest.fixture
def helper(model: ScriptedModel, tmp_path: Path) -> Iterator[Any]:
    """Return what asks that model, with short limits; its journal is `log.jsonl`."""
    from consilience.assist.endpoint import Endpoint  # noqa: PLC0415 - most tests need none of it
    from consilience.assist.journal import Journal  # noqa: PLC0415
    from consilience.assist.propose import Helper  # noqa: PLC0415
    from consilience.settings import Settings  # noqa: PLC0415

    settings = Settings(assist_seconds=2.0, assist_max_bytes=20_000)
    with Endpoint(model.url, settings, model="tiny") as endpoint:
        yield Helper(endpoint, Journal(tmp_path / "log.jsonl"), settings)
