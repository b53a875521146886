from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from starlette.testclient import TestClient
from tests.desk.conftest import visitor

from consilience.casefile import Case
from consilience.desk import Access
from consilience.desk.api import RESOURCES
from consilience.desk.openapi import document


def test_the_document_is_valid_openapi_31() -> None:
    validate(document(), cls=OpenAPIV31SpecValidator)


def test_every_answer_is_what_the_document_says(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    for path, item in described["paths"].items():
        if "{key}" in path or "get" not in item:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        _check(answer.json(), item["get"]["responses"]["200"], described)


def _check(answer: Any, response: dict[str, Any], described: dict[str, Any]) -> None:
    schema = response["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": described["components"]}).validate(answer)


def test_one_thing_is_the_same_as_in_its_list(client: TestClient) -> None:
    for resource in RESOURCES:
        if resource.find is None:
            continue
        first = client.get(f"/api/{resource.name}").json()["items"][0]
        assert client.get(f"/api/{resource.name}/{first['id']}").json() == first
        assert client.get(f"/api/{resource.name}/none").status_code == 404


def test_a_program_judges_and_withdraws_only_with_permission(case: Case) -> None:
    claim = case.claims()[0]
    said = {"kind": "reject_claim", "who": "ana", "why": "not an event", "claims": [claim.id]}
    refused = visitor(case).post("/api/judgements", json=said)
    assert refused.status_code == 403
    editor = visitor(case, Access(edit=True))
    made = editor.post("/api/judgements", json=said)
    assert made.status_code == 201
    assert case.claim(claim.id) is None
    key = made.json()["id"]
    gone = editor.post(f"/api/judgements/{key}/withdraw", json={"who": "ana", "why": "it is one"})
    assert gone.json()["withdrawn_by"] == "ana"
    assert case.claim(claim.id) is not None


def test_what_is_no_judgement_is_refused_with_the_field(editor: TestClient) -> None:
    for body, word in (
        ({"kind": "maybe", "why": "x"}, "kind"), ([], "Decision"), ({"kind": "note"}, "why"),
        ({"kind": "note", "why": "x", "who": "ana"}, "what it is about"),
    ):  # fmt: skip
        answer = editor.post("/api/judgements", json=body)
        assert answer.status_code == 400
        assert word in json.dumps(answer.json())
    assert editor.post("/api/judgements", content="{").status_code == 415


def test_on_a_shared_desk_the_token_signs(case: Case) -> None:
    shared = visitor(case, Access(edit=True, tokens={"ana": "a-long-secret-of-ana"}))
    assert shared.get("/api/events").status_code == 401
    head = {"authorization": "Bearer a-long-secret-of-ana"}
    assert shared.get("/api/events", headers=head).status_code == 200
    said = {"kind": "confirm", "who": "ben", "why": "seen", "claims": [case.claims()[0].id]}
    assert shared.post("/api/judgements", json=said, headers=head).json()["who"] == "ana"


def test_who_holds_what_is_narrowed_by_what_it_knows(client: TestClient) -> None:
    def held(query: str) -> list[dict[str, str]]:
        return list(client.get(f"/api/control{query}").json()["items"])

    every = held("")
    assert held("?place=gn:169389") == [c for c in every if c["place"] == "gn:169389"]
    assert held("?until=1999-01-01") == []


def test_a_list_says_what_it_cannot_be_narrowed_by(client: TestClient) -> None:
    for address in ("/api/control?grade=weak", "/api/actors?place=Idlib"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "cannot be narrowed by" in answer.json()["error"]
