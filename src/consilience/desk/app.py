"""The application: routes, and how each visit becomes an answer.

In: an open case and who may do what. Out: an ASGI application. Pages run in threads, as
they wait for the database; nothing is kept between requests but what the case keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from consilience.casefile import Case
from consilience.desk import errors, judgement_list
from consilience.desk.access import SESSION_COOKIE, WHO_COOKIE, Access, new_session
from consilience.desk.addresses import FILTERS, PER_PAGE, Asked, asked, check, typed
from consilience.desk.answers import Rows, Shown, Visit, as_csv, as_json, form_of
from consilience.desk.api import api
from consilience.desk.exports import archive
from consilience.desk.guards import Headers, guards
from consilience.desk.names import names_of_filters
from consilience.desk.openapi import document
from consilience.desk.pages import PAGES, Page
from consilience.desk.posts import posts
from consilience.desk.redrawing import Redrawing
from consilience.desk.templates import BRIEF, ROOM, environment
from consilience.publish import words


def desk(case: Case, access: Access | None = None) -> ASGIApp:
    """Return the desk over a case as an ASGI application."""
    house = House(case, access or Access())
    return Headers(Starlette(
        routes=house.routes(), middleware=guards(house.access),
        exception_handlers=errors.handlers(house.page),
    ))  # fmt: skip


class House:
    """What all pages stand in: the case, who may do what, and the frame of a page."""

    def __init__(self, case: Case, access: Access) -> None:
        self.case = case
        self.access = access
        self.redrawing = Redrawing(case)
        self.name = PurePath(str(case.address).partition("?")[0]).stem or "case"

    def routes(self) -> list[BaseRoute]:
        """Return every route, the pages first."""
        return [
            *(Route(p.path, self._endpoint(p), name=p.name) for p in PAGES),
            Route("/judgements/export", lambda _: judgement_list.export(self.case)),
            Route("/export/{key}", lambda r: archive(self.visit(r)), name="archive"),
            *api(self.case, self.access, document, self.redrawing),
            *posts(self.case, self.access, self.page, self.redrawing),
            Mount("/static", StaticFiles(directory=ROOM / "static"), name="static"),
            Mount("/brief", StaticFiles(directory=BRIEF / "static"), name="brief"),
        ]

    def _endpoint(self, page: Page) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            form = form_of(request)
            check(typed(request.query_params), page.filters)
            visit = self.visit(request, page.per)
            shown = page.show(visit)
            if form == "json":
                return as_json(shown.data, shown.status)
            if form == "csv":
                return as_csv(shown.rows if isinstance(shown.rows, Rows) else shown.rows(),
                              page.name)  # fmt: skip
            return self.page(request, shown, page=page.name, visit=visit)

        return answer

    def visit(self, request: Request, per: int = PER_PAGE) -> Visit:
        """Return a request as pages see it. Raises InputError for what cannot be meant."""
        return Visit(
            case=self.case, asked=asked(typed(request.query_params), self.case, per),
            keys={k: str(v) for k, v in request.path_params.items()}, request=request,
            may_edit=self.access.edit,
        )  # fmt: skip

    def page(
        self, request: Request, shown: Shown, *, page: str = "", visit: Visit | None = None
    ) -> Response:
        """Return a page in its frame: navigation, filter, colours."""
        session = request.cookies.get(SESSION_COOKIE) or new_session()
        made = environment().get_template(shown.template).render({
            **self._frame(request, page, visit), "title": shown.title,
            "form_code": self.access.form_code(session), **shown.context,
        })  # fmt: skip
        answer = HTMLResponse(made, shown.status)
        if SESSION_COOKIE not in request.cookies:
            answer.set_cookie(SESSION_COOKIE, session, httponly=True, samesite="strict")
        return answer

    def _frame(self, request: Request, page: str, visit: Visit | None) -> dict[str, Any]:
        theme = request.cookies.get("theme", "auto")
        said = {k: v for k, v in request.query_params.items() if v.strip()}
        here = visit.asked if visit else Asked(typed=said)
        return {
            "case_name": self.name, "pages": PAGES, "here": page, "path": request.url.path,
            "asked": here, "theme": theme if theme in ("light", "dark") else "auto",
            "may_edit": self.access.edit, "analyst": self.access.analyst(request),
            "who": _read(request.cookies.get(WHO_COOKIE, "")),
            "called": names_of_filters(self.case, here.filter),
            "picture": self.redrawing.state(), "event_types": words.event_types(),
            "filter_names": tuple(FILTERS),
        }  # fmt: skip


def _read(cookie: str) -> str:
    """Return a name out of a cookie; nothing where somebody has meddled with it."""
    try:
        return cookie.encode("ascii").decode("unicode_escape")
    except UnicodeError:
        return ""
