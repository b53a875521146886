"""What goes wrong, told to who asked: what, and what to do.

In: an error raised by a page. Out: a page or JSON with the status that HTTP has for it
(RFC 9110, 15). Errors of our own tree say their words; any other says only that it is
ours, and is in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consilience.desk.answers import Rows, Shown, accepted
from consilience.errors import (
    CaseBusyError,
    ConsilienceError,
    InputError,
    JudgementError,
    NoSuchIdError,
)

Frame = Callable[[Request, Shown], Response]
_TITLES = {
    400: "This cannot be meant", 401: "A token is needed", 403: "This is not allowed",
    404: "There is no such page", 405: "This is not allowed here", 413: "This is too long",
    503: "Somebody else is writing",
}  # fmt: skip
_WORDS = {
    404: "Nothing of this case has this address. It may have been merged, or read anew.",
    405: "This address answers, but not to this kind of request.",
}


def handlers(frame: Frame) -> Mapping[Any, Callable[[Request, Any], Response]]:
    """Return what answers to each kind of error; `frame` puts words into a page."""

    def http(request: Request, error: HTTPException) -> Response:
        words = _WORDS.get(error.status_code, error.detail)
        return _told(request, error.status_code, words, frame)

    def ours(request: Request, error: ConsilienceError) -> Response:
        return _told(request, status_of(error), str(error), frame)

    def other(request: Request, _: Exception) -> Response:
        return _told(request, 500, "The desk made a mistake. Its log tells which.", frame)

    return {HTTPException: http, ConsilienceError: ours, Exception: other}


def status_of(error: ConsilienceError) -> int:
    """Return the HTTP status of one of our errors."""
    if isinstance(error, NoSuchIdError):
        return 404
    if isinstance(error, InputError | JudgementError):
        return 400
    return 503 if isinstance(error, CaseBusyError) else 500


def _told(request: Request, status: int, words: str, frame: Frame) -> Response:
    title = _TITLES.get(status, "Something went wrong")
    asked = request.query_params.get("format") or accepted(request.headers.get("accept", ""))
    if asked != "html" or request.url.path.startswith("/api/"):
        return JSONResponse({"error": words, "status": status}, status)
    empty = Rows(columns=("error",), rows=((words,),))
    shown = Shown(template="error.html", title=title, data=None, rows=empty, status=status,
                  context={"words": words})  # fmt: skip
    return frame(request, shown)
