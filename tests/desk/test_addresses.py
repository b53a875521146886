from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from consilience.casefile import Case, Filter
from consilience.desk.addresses import FILTERS, address, asked
from consilience.desk.answers import accepted
from consilience.errors import InputError

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "desk.md"


def test_every_filter_of_a_case_has_a_name_in_addresses_and_is_documented() -> None:
    assert set(FILTERS.values()) == set(Filter.__dataclass_fields__)
    words = PAGE.read_text("utf-8")
    assert [name for name in FILTERS if f"`{name}`" not in words] == []


def test_an_actor_is_meant_by_name_alias_or_id(case: Case) -> None:
    by_name = asked({"actor": "Syrian Observatory for Human Rights"}, case).filter
    by_id = asked({"actor": by_name.actor or ""}, case).filter
    assert by_name == by_id


def test_a_name_that_several_bear_is_refused_with_all_of_them(case: Case) -> None:
    with pytest.raises(InputError, match="may be any of"):
        asked({"actor": "syrian"}, case)


def test_an_address_leaves_out_what_is_empty_and_escapes_the_rest() -> None:
    assert address("/events", {"place": "", "actor": None, "words": "a&b"}) == "/events?words=a%26b"
    assert address("/reports/r 1") == "/reports/r%201"


@pytest.mark.parametrize(("header", "form"), [
    ("", "html"), ("*/*", "html"), ("application/json", "json"), ("text/csv", "csv"),
    ("text/html,application/json;q=0.9", "html"), ("application/json, text/csv;q=0.5", "json"),
    ("text/html;q=0.1, text/csv", "csv"), ("application/json;q=high, text/html", "html"),
])  # fmt: skip
def test_the_form_is_the_one_a_visitor_likes_best(header: str, form: str) -> None:
    assert accepted(header) == form


@pytest.mark.parametrize(
    "address",
    ["/events?words=depot", "/actors?place=Idlib", "/judgements?actor=sohr", "/api/events?words=x",
     "/map?words=depot", "/export/csv?words=depot"],
)  # fmt: skip
def test_no_filter_is_passed_over(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert "cannot be narrowed by" in answer.json()["error"]
