"""The same things as JSON under `/api`, for programs, with a document that describes them.

In: a case and who may do what. Out: routes: lists with the filters of every page, single
things by id, judgements where editing is allowed. `RESOURCES` is one table, from which
both the routes and the OpenAPI document (`openapi.py`) are made, so that they agree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from consilience.casefile import Case, Judgement
from consilience.casefile.filters import CONTROL_FIELDS
from consilience.casefile.judgements import Kind, Slot, Spot
from consilience.desk.access import Access
from consilience.desk.addresses import ALL, WORDS, Asked, asked, check, typed
from consilience.desk.answers import as_json
from consilience.desk.guards import is_same_site
from consilience.desk.history import latest_first
from consilience.desk.posts import read_body
from consilience.desk.redrawing import Redrawing
from consilience.errors import JudgementError, NoSuchIdError
from consilience.model import (
    Actor,
    Claim,
    Control,
    Dispute,
    Event,
    Origin,
    PictureWarning,
    Place,
    Report,
    Story,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind of thing: its name in addresses, its type, how some are listed and one found.

    `filters`: the names of an address by which its list is narrowed; `count`: how many fit.
    """

    name: str
    one: str
    kind: type
    some: Callable[[Case, Asked], Sequence[Any]]
    find: Callable[[Case, str], Any] | None = None
    count: Callable[[Case, Asked], int] | None = None
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judgement as a program asks for it; ids are those of the picture as it stands."""

    kind: Kind
    why: str
    who: str = ""
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    spot: Spot | None = None
    slot: Slot | None = None
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a judgement holds no more, and who says so."""

    why: str
    who: str = ""


def _page(things: Sequence[Any], said: Asked) -> Sequence[Any]:
    return things[said.offset : said.offset + said.per]


RESOURCES: tuple[Resource, ...] = (
    Resource(name="events", one="event", kind=Event, filters=ALL,
             some=lambda c, a: c.events(a.filter, limit=a.per, offset=a.offset),
             count=lambda c, a: c.count_events(a.filter), find=lambda c, i: c.event(i)),
    Resource(name="claims", one="claim", kind=Claim, filters=ALL,
             some=lambda c, a: c.claims(a.filter, limit=a.per, offset=a.offset),
             count=lambda c, a: c.count_claims(a.filter), find=lambda c, i: c.claim(i)),
    Resource(name="disputes", one="dispute", kind=Dispute, filters=ALL,
             some=lambda c, a: c.disputes(a.filter, limit=a.per, offset=a.offset),
             count=lambda c, a: c.count_disputes(a.filter), find=lambda c, i: c.dispute(i)),
    Resource(name="reports", one="report", kind=Report, filters=ALL,
             some=lambda c, a: c.reports(a.filter, limit=a.per, offset=a.offset),
             find=lambda c, i: c.report(i)),
    Resource(name="actors", one="actor", kind=Actor, find=lambda c, i: c.actor(i),
             some=lambda c, a: c.actors(limit=a.per, offset=a.offset)),
    Resource(name="places", one="place", kind=Place, find=lambda c, i: c.place(i),
             some=lambda c, a: c.places(limit=a.per, offset=a.offset)),
    Resource(name="stories", one="story", kind=Story, find=lambda c, i: c.story(i),
             some=lambda c, a: c.stories(limit=a.per, offset=a.offset)),
    Resource(name="origins", one="origin", kind=Origin,
             some=lambda c, a: c.origins(limit=a.per, offset=a.offset)),
    Resource(name="control", one="control", kind=Control, filters=CONTROL_FIELDS,
             some=lambda c, a: c.control(a.filter, limit=a.per, offset=a.offset)),
    Resource(name="warnings", one="warning", kind=PictureWarning,
             some=lambda c, a: c.warnings(limit=a.per, offset=a.offset)),
    Resource(name="judgements", one="judgement", kind=Judgement,
             some=lambda c, a: _page(latest_first(c.judgements(withdrawn=True)), a)),
)  # fmt: skip


def api(
    case: Case, access: Access, document: Callable[[], dict[str, Any]], redrawing: Redrawing
) -> list[Route]:
    """Return the routes of the API."""
    maker = _Api(case, access, redrawing)
    routes = [Route("/api/openapi.json", lambda _: JSONResponse(document())),
              Route("/api/status", maker.status), Route("/api/search", maker.search)]  # fmt: skip
    for resource in RESOURCES:
        routes.append(Route(f"/api/{resource.name}", maker.some(resource)))
        if resource.find is not None:
            routes.append(Route(f"/api/{resource.name}/{{key}}", maker.one(resource)))
    return [
        Route("/api/judgements", maker.judge, methods=["POST"]),
        Route("/api/judgements/{key}/withdraw", maker.withdraw, methods=["POST"]),
        *routes,
    ]


class _Api:
    """The endpoints over one case."""

    def __init__(self, case: Case, access: Access, redrawing: Redrawing) -> None:
        self._case = case
        self._access = access
        self._redrawing = redrawing

    def _asked(self, request: Request, offered: Sequence[str] = ALL) -> Asked:
        said = typed(request.query_params)
        check(said, offered)
        return asked(said, self._case)

    def some(self, resource: Resource) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            said = self._asked(request, resource.filters)
            made: dict[str, Any] = {"page": said.page, "per": said.per}
            if resource.count is not None:
                made["total"] = resource.count(self._case, said)
            return as_json({**made, "items": resource.some(self._case, said)})

        return answer

    def one(self, resource: Resource) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            key = str(request.path_params["key"])
            assert resource.find is not None
            found = resource.find(self._case, key)
            if found is None:
                raise NoSuchIdError(f"There is no {resource.one} of this id.")
            return as_json(found)

        return answer

    def status(self, _: Request) -> Response:
        return as_json({**self._case.counts(), "picture": self._redrawing.state()})

    def search(self, request: Request) -> Response:
        said = self._asked(request, (*ALL, WORDS))
        return as_json(
            self._case.search(said.words, said.filter, limit=said.per, offset=said.offset)
        )

    async def judge(self, request: Request) -> Response:
        said = await self._read(request, Decision)
        who = self._access.analyst(request) or said.who
        names = ("kind", "why", "claims", "others", "named", "spot", "slot", "value")
        fields = {name: getattr(said, name) for name in names}
        made = await run_in_threadpool(lambda: self._case.judge(who=who, refresh=False, **fields))
        await run_in_threadpool(self._redrawing.bring_up)
        return as_json(made, 201)

    async def withdraw(self, request: Request) -> Response:
        said = await self._read(request, Withdrawal)
        who, key = self._access.analyst(request) or said.who, str(request.path_params["key"])
        if not who.strip() or not said.why.strip():
            raise JudgementError("A withdrawal needs who and why.")
        made = await run_in_threadpool(
            lambda: self._case.withdraw(key, who=who, why=said.why, refresh=False)
        )
        await run_in_threadpool(self._redrawing.bring_up)
        return as_json(made)

    async def _read(self, request: Request, kind: type[Any]) -> Any:
        """Return what a program sends. Raises HTTPException where it may not, or it is none.

        Only JSON is taken: a form of another site cannot send that unasked.
        """
        if not self._access.edit:
            raise HTTPException(403, "This desk only shows. Start it with --allow-edit to judge.")
        if not is_same_site(request):
            raise HTTPException(403, "This was sent by a page of another site.")
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if sent != "application/json":
            raise HTTPException(415, "Send application/json.")
        try:
            body = json.loads(await read_body(request))
            return TypeAdapter(kind).validate_python(body, strict=False)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the body"
            raise HTTPException(400, f"{where}: {first['msg']}.") from error
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "The body is no JSON.") from error
