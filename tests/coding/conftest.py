"""A parsed document from a few sentences, for every slot's tests."""

from __future__ import annotations

import hashlib
from typing import Protocol

import pytest

from consilience.language.annotate import Document, annotate
from consilience.model import Report
from consilience.settings import Settings


class DocumentMaker(Protocol):
    def __call__(self, text: str, published: str | None = ..., title: str = ...) -> Document: ...


@pytest.fixture(scope="session")
def document() -> DocumentMaker:
    """Return a function that parses a text; a title becomes its first line."""
    settings = Settings()

    def make(text: str, published: str | None = "2024-11-30", title: str = "") -> Document:
        whole = f"{title}\n{text}" if title else text
        report = Report(
            id="r1",
            given_id=None,
            title=title,
            publisher=None,
            url=None,
            published=published,
            published_from="given" if published else "none",
            language="en",
            sha256=hashlib.sha256(whole.encode()).hexdigest(),
            text=whole,
        )
        return next(iter(annotate([report], settings)))

    return make
