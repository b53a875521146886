"""What every request passes before a page sees it, and every answer before it leaves.

In: an application. Out: the same behind three guards: answers carry a policy that allows
no script, style or frame but our own; a request must name this desk as its host, which
stops a foreign site whose name is turned to this machine (DNS rebinding); where tokens
are set, it must bring one.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consilience.desk.access import Access

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
# Not "no-referrer": a browser would then send forms without saying where they come from.
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]", "::1")
_OPEN_TO_ALL = ("/static/", "/brief/", "/sign-in")
_READS = ("GET", "HEAD", "OPTIONS")


def guards(access: Access) -> list[Middleware]:
    """Return the guards, the outermost first."""
    names = [*OWN_NAMES, *access.hosts]
    return [
        Middleware(Headers),
        Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False),
        Middleware(SignedIn, access=access),
    ]


class Headers:
    """Puts the policy on every answer; pages are not kept by anybody else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and put the headers on its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("cache-control", "private, no-cache")
                headers.add_vary_header("Accept, Cookie, Authorization")
            await send(message)

        await self._app(scope, receive, with_headers)


class SignedIn:
    """Lets nobody in without a token, where tokens are set."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask for a token."""
        if scope["type"] == "http" and self._access.tokens:
            asked = HTTPConnection(scope)
            path = asked.url.path
            if not path.startswith(_OPEN_TO_ALL) and self._access.analyst(asked) is None:
                await _ask(asked)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _ask(asked: HTTPConnection) -> Response:
    if asked.url.path.startswith("/api/") or "text/html" not in asked.headers.get("accept", ""):
        words = {"error": "This desk asks for a token: Authorization: Bearer TOKEN."}
        return JSONResponse(words, 401, headers={"www-authenticate": "Bearer"})
    here = asked.url.path + (f"?{asked.url.query}" if asked.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", 303)


def is_same_site(request: Request) -> bool:
    """Tell whether a request that changes something was sent by a page of this desk.

    A browser says where it comes from (Fetch Metadata, Origin); a program says nothing.
    """
    if request.method in _READS:
        return True
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def local_path(words: str, otherwise: str = "/") -> str:
    """Return `words` where it is a path of this desk; else `otherwise`: no way leads out.

    A browser takes a backslash for a slash, and two slashes for another host.
    """
    strange = any(ord(c) < 33 or ord(c) == 127 for c in words)
    outward = words.replace("\\", "/").startswith("//") or not words.startswith("/")
    return otherwise if strange or outward else words
