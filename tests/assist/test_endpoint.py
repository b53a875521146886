"""The address that the user names: what is sent there, and which addresses and keys are refused."""

from __future__ import annotations

from typing import Any

import pytest

from consilience.assist.endpoint import Endpoint
from consilience.errors import InputError
from consilience.settings import Settings

MESSAGES = [{"role": "user", "content": "Good day."}]


def test_the_key_goes_in_a_header_and_nowhere_else(model: Any, site: Any) -> None:
    model.says("Good day.")
    with Endpoint(model.url, Settings(), model="tiny", key_env="MY_KEY",
                  environ={"MY_KEY": " k-123 "}) as endpoint:  # fmt: skip
        assert endpoint.ask(MESSAGES) == "Good day."
        assert "k-123" not in str(endpoint.body(MESSAGES)) + endpoint.name + endpoint.url
    assert site.asked[0].headers["Authorization"] == "Bearer k-123"
    assert b"k-123" not in site.asked[0].body


def test_without_a_key_none_is_sent_and_the_model_may_go_unnamed(model: Any, site: Any) -> None:
    model.says("Good day.")
    with Endpoint(f"{model.url}/chat/completions/", Settings()) as endpoint:
        endpoint.ask(MESSAGES)
        assert endpoint.name == f"the language model at {site.host}"
    (asked,) = model.asked
    assert "model" not in asked
    assert (asked["temperature"], asked["stream"], asked["messages"]) == (0, False, MESSAGES)
    assert "Authorization" not in site.asked[0].headers


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "neither http nor https"),
        ("127.0.0.1:8080", "neither http nor https"),
        ("http://me:secret@127.0.0.1/v1", "holds a user name"),
        ("http://127.0.0.1/v1?key=1", "without a query"),
    ],
)
def test_what_is_no_address_of_a_model_is_refused(url: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        Endpoint(url, Settings())


def test_a_variable_that_is_not_set_is_refused() -> None:
    with pytest.raises(InputError, match="no such variable"):
        Endpoint("http://127.0.0.1/v1", Settings(), key_env="MY_KEY", environ={"MY_KEY": ""})


def test_a_key_that_would_break_out_of_its_header_is_refused() -> None:
    with pytest.raises(InputError, match="cannot stand in a header"):
        Endpoint("http://127.0.0.1/v1", Settings(), key_env="K", environ={"K": "a\r\nX: b"})
