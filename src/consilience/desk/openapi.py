"""The API described: OpenAPI 3.1, made from the same table as its routes.

In: the resources of `api` and the types of the model. Out: the document that
`/api/openapi.json` gives. Every schema is that of the class the answer is made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from consilience import __version__
from consilience.casefile import Found, Judgement
from consilience.desk.addresses import FILTERS, MOST_PAGES, MOST_PER_PAGE, PER_PAGE
from consilience.desk.api import RESOURCES, Decision, Resource, Withdrawal
from consilience.model import Grade

_TEXT = {"type": "string", "maxLength": 500}
_DAY = {"type": "string", "format": "date"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "grade": {"type": "string", "enum": list(get_args(Grade))},
    "disputed": {"type": "boolean"}, "judged": {"type": "boolean"},
    "since": _DAY, "until": _DAY,
}  # fmt: skip
_MEANS = {
    "type": "An event type, as in the reference.", "family": "A family of event types.",
    "grade": "How well it is attested.", "disputed": "Whether a dispute on it is open.",
    "actor": "Who did it or whom it hit, by id or name.",
    "place": "There or at a place within it, by id or name.",
    "country": "ISO 3166-1 alpha-2.", "admin1": "The province, by its code.",
    "frame": "south,west,north,east in degrees.", "since": "On this day or later.",
    "until": "On this day or before.", "source": "An origin, voice or publisher.",
    "publisher": "Who published it.", "report": "Told by this report.",
    "story": "Of this story.", "judged": "Whether an analyst judged it.",
}  # fmt: skip
_KEY = {"name": "key", "in": "path", "required": True, "description": "Its id.",
        "schema": {"type": "string", "minLength": 1}}  # fmt: skip
_PAGED = (
    {"name": "page", "in": "query", "description": "Which page of the list.",
     "schema": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}},
    {"name": "per", "in": "query", "description": "How many a page.",
     "schema": {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE}},
)  # fmt: skip


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    paths: dict[str, Any] = {
        "/api/status": {"get": _get("status", "How the case stands", {"type": "object"})},
        "/api/search": {"get": _get("search", "Look up words", _ref("Found"), [
            {"name": "words", "in": "query", "schema": _TEXT, "description":
             "All must stand there; a phrase in quotation marks."},
            *_filters(), *_PAGED,
        ])},
    }  # fmt: skip
    for resource in RESOURCES:
        paths.setdefault(f"/api/{resource.name}", {})["get"] = _list(resource)
        if resource.find is not None:
            paths[f"/api/{resource.name}/{{key}}"] = {"get": _get(
                resource.one, f"One {resource.one}", _ref(resource.kind.__name__), [_KEY],
                missing=True)}  # fmt: skip
    paths["/api/judgements"]["post"] = _post(
        "judge", "Make a judgement", "Decision", "201", "The judgement as it is kept"
    )
    paths["/api/judgements/{key}/withdraw"] = {"post": {
        **_post("withdraw", "Withdraw a judgement", "Withdrawal", "200", "It holds no more"),
        "parameters": [_KEY]}}  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "Consilience desk", "version": __version__,
                 "summary": "One sourced picture out of many reports of one conflict."},
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }  # fmt: skip


def _list(resource: Resource) -> dict[str, Any]:
    items = {"type": "array", "items": _ref(resource.kind.__name__)}
    number = {"type": "integer", "minimum": 0}
    required = ["page", "per", *(["total"] if resource.count else []), "items"]
    schema = {"type": "object", "required": required, "properties": {
        "page": number, "per": number, "total": number, "items": items}}  # fmt: skip
    filters = [f for f in _filters() if f["name"] in resource.filters]
    return _get(resource.name, f"List {resource.name}", schema, [*filters, *_PAGED])


def _get(
    name: str, summary: str, schema: dict[str, Any], parameters: Iterable[Any] = (),
    *, missing: bool = False,
) -> dict[str, Any]:  # fmt: skip
    made = {"200": {"description": summary, "content": {"application/json": {"schema": schema}}},
            **_refusals("400", "401", "503")}  # fmt: skip
    return {"operationId": name, "summary": summary, "parameters": list(parameters),
            "responses": made | (_refusals("404") if missing else {})}  # fmt: skip


def _post(name: str, summary: str, body: str, status: str, said: str) -> dict[str, Any]:
    answer = {"description": said, "content": {"application/json": {"schema": _ref("Judgement")}}}
    return {
        "operationId": name, "summary": summary,
        "requestBody": {"required": True,
                        "content": {"application/json": {"schema": _ref(body)}}},
        "responses": {status: answer, **_refusals("400", "401", "403", "413", "415", "503")},
    }  # fmt: skip


def _refusals(*codes: str) -> dict[str, Any]:
    content = {"application/json": {"schema": _ref("Refusal")}}
    return {code: {"description": "Why not", "content": content} for code in codes}


def _filters() -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "schema": _SCHEMAS.get(name, _TEXT),
         "description": _MEANS[name]}
        for name in FILTERS
    ]  # fmt: skip


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    kinds = [*(r.kind for r in RESOURCES), Found, Decision, Withdrawal]
    found: dict[str, Any] = {
        "Refusal": {"type": "object", "required": ["error"], "properties": {
            "error": {"type": "string"}, "status": {"type": "integer"}}},
    }  # fmt: skip
    for kind in dict.fromkeys([*kinds, Judgement]):
        made = TypeAdapter(kind).json_schema(
            mode="validation" if kind in (Decision, Withdrawal) else "serialization",
            ref_template="#/components/schemas/{model}",
        )
        found |= made.pop("$defs", {})
        found[kind.__name__] = made
    return found
