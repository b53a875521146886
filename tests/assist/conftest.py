"""A report as a test writes it, coded by the rules, to be asked about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from consilience.assist.pointing import Pointing
from consilience.coding.claims import code
from consilience.knowledge import Knowledge, load
from consilience.language.annotate import annotate
from consilience.model import Report
from consilience.settings import Settings


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return load()


def report_of(text: str, published: str = "2024-11-30", publisher: str = "Levant Wire") -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=f"r-{digest[:12]}", given_id=None, title=text.split("\n", maxsplit=1)[0],
        publisher=publisher, url=None, published=published, published_from="given", language="en",
        sha256=digest, text=text,
    )  # fmt: skip


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    return report_of


@pytest.fixture
def pointing(known: Knowledge) -> Callable[[str], Pointing]:
    """Return a function that opens a text for proposals."""

    def make(text: str) -> Pointing:
        settings = Settings()
        (document,) = annotate([report_of(text)], settings)
        return Pointing(document, code(document, known, settings), known, settings, "tiny")

    return make
