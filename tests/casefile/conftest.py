"""Cases on both databases: a file, and a PostgreSQL of our own.

In: nothing. Out: addresses of empty cases, and a maker of reports.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.postgres import cluster, new_database

from consilience.acquire.identity import text_hash, with_id
from consilience.model import Report

__all__ = ["cluster"]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a case that is not there yet, on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "news.case")
    return new_database(request.getfixturevalue("cluster"))


@pytest.fixture
def report() -> Callable[..., Report]:
    """Return a function that makes a report."""

    def make(text: str, title: str = "News of the day", **more: Any) -> Report:
        whole = f"{title}\n{text}"
        given: dict[str, Any] = {
            "given_id": None, "publisher": "Levant Wire", "url": None,
            "published": "2024-11-30",
        } | more  # fmt: skip
        return with_id(
            Report(id="", title=title, published_from="given", language="en", text=whole,
                   sha256=text_hash(whole), **given)
        )  # fmt: skip

    return make
