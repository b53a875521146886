from __future__ import annotations

import pytest

from consilience.acquire.columns import Columns, columns_from
from consilience.errors import InputError


def test_better_names_come_first() -> None:
    found = Columns().of(["Full Text", "body", "text", "notes"])
    assert list(found) == ["text", "body", "Full Text"]


def test_what_the_user_names_outweighs_every_name() -> None:
    columns = Columns({"text": "notes", "published": "day seen"})
    assert columns.of(["text", "notes", "day seen", "title"]) == {
        "notes": "text", "day seen": "published", "title": "title",
    }  # fmt: skip
    assert columns.lacking(["notes"]) == ["day seen"]


def test_pairs_are_read() -> None:
    assert columns_from("text=body, published = date") == {"text": "body", "published": "date"}


@pytest.mark.parametrize("said", ["text", "text=", "=body", "text=a,text=b"])
def test_what_is_no_pair_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="--map"):
        columns_from(said)


def test_a_field_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"'author'.*publisher"):
        Columns({"author": "by"})
