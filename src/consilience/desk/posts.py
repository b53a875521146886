"""What changes something, by form: judgements, their withdrawal, signing in.

In: a form sent by a page of this desk. Out: a way on (303, so that loading again sends
nothing twice), or the reason why not. Nothing is taken without permission, from another
site, or without the code that our own form carries.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consilience.casefile import Case
from consilience.desk.access import SESSION_COOKIE, SIGN_COOKIE, WHO_COOKIE, Access
from consilience.desk.addresses import address
from consilience.desk.answers import Rows, Shown
from consilience.desk.errors import Frame
from consilience.desk.guards import is_same_site, local_path
from consilience.desk.judging import judge, one, withdraw
from consilience.desk.redrawing import Redrawing

MOST_BYTES = 200_000  # of a form: the corrections of a claim with every name of a long report
_FIELDS = 5_000
_YEAR = 31_536_000
Form = Mapping[str, Sequence[str]]


def posts(case: Case, access: Access, frame: Frame, redrawing: Redrawing) -> list[Route]:
    """Return the routes that take forms."""

    def judgement(request: Request, form: Form) -> Response:
        return _kept(form, judge(case, form, access.analyst(request), redrawing))

    def withdrawal(request: Request, form: Form) -> Response:
        key = str(request.path_params["key"])
        return _kept(form, withdraw(case, key, form, access.analyst(request), redrawing))

    def taking_in(_: Request, form: Form) -> Response:
        taken = case.import_judgements(one(form, "lines"), refresh=False)
        redrawing.bring_up()
        return RedirectResponse(address("/judgements", {"taken": taken}), 303)

    def sign_in(request: Request, form: Form) -> Response:
        who = access.owner(one(form, "token"))
        to = local_path(one(form, "next") or "/")
        if who is None:
            return frame(request, _sign_in(to, wrong=True))
        answer = RedirectResponse(to, 303)
        answer.set_cookie(SIGN_COOKIE, access.seal(f"sign {who}"), httponly=True, samesite="strict")
        return answer

    def ask(request: Request) -> Response:
        return frame(request, _sign_in(local_path(request.query_params.get("next", "/"))))

    return [
        Route("/judgements", _taken(access, judgement, edits=True), methods=["POST"]),
        Route("/judgements/{key}/withdraw", _taken(access, withdrawal, edits=True),
              methods=["POST"]),
        Route("/judgements/import", _taken(access, taking_in, edits=True), methods=["POST"]),
        Route("/sign-in", _taken(access, sign_in, edits=False), methods=["POST"]),
        Route("/sign-in", ask),
    ]  # fmt: skip


def _taken(
    access: Access, act: Callable[[Request, Form], Response], *, edits: bool
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint that checks a form before it is acted upon."""

    async def take(request: Request) -> Response:
        if edits and not access.edit:
            raise HTTPException(403, "This desk only shows. Start it with --allow-edit to judge.")
        if not is_same_site(request):
            raise HTTPException(403, "This form was sent by another site.")
        form = await read_form(request)
        if not access.is_own_form(request.cookies.get(SESSION_COOKIE), one(form, "code")):
            raise HTTPException(403, "This form is not from this visit. Load the page again.")
        return await run_in_threadpool(act, request, form)

    return take


async def read_form(request: Request) -> Form:
    """Return the fields of a form. Raises HTTPException where it is too long or no form."""
    body = await read_body(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Send a form (application/x-www-form-urlencoded).")
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_FIELDS,
                        errors="strict")  # fmt: skip
    except ValueError as error:
        raise HTTPException(400, "This form cannot be read.") from error


async def read_body(request: Request) -> bytes:
    """Return the body of a request. Raises HTTPException (413) where it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"Send at most {MOST_BYTES:,} bytes.")
    return bytes(body)


def _kept(form: Form, to: str) -> Response:
    answer = RedirectResponse(to, 303)
    if one(form, "who"):
        who = one(form, "who").encode("unicode_escape").decode()
        answer.set_cookie(WHO_COOKIE, who, max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def _sign_in(to: str, *, wrong: bool = False) -> Shown:
    return Shown(template="sign-in.html", title="Sign in", data=None, status=401 if wrong else 200,
                 rows=Rows(columns=(), rows=()), context={"next": to, "wrong": wrong})  # fmt: skip
