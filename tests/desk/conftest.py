"""A small case that is made once, and clients of desks over it.

In: nothing. Out: the address of a coded case of reports written for these tests, and
`TestClient`s that speak to a desk as a browser on this machine would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from starlette.testclient import TestClient
from tests.postgres import cluster

from consilience.acquire.identity import text_hash, with_id
from consilience.casefile import Case, open_case
from consilience.desk import Access, desk
from consilience.model import Report

__all__ = ["cluster"]
BASE = "http://127.0.0.1"
STORIES = (
    ("Harbour Post", "2024-03-05T08:00:00Z", "Strike on Idlib market",
     "An airstrike hit a market in Idlib on Monday, killing 12 civilians, the White Helmets said."),
    ("Morning Wire", "2024-03-05T12:00:00Z", "Toll of market strike",
     "The Syrian Observatory for Human Rights said that 9 civilians were killed in an airstrike "
     "on a market in Idlib on Monday."),
    ("State Gazette", "2024-03-06T09:00:00Z", "Ministry denies strike",
     "The Syrian defence ministry denied that its aircraft had bombed a market in Idlib on "
     "Monday."),
    ("Harbour Post", "2024-03-07T08:00:00Z", "Clashes near Saraqib",
     "Rebels clashed with government forces in Saraqib on Wednesday. Two soldiers were killed, "
     "the Syrian Observatory for Human Rights said."),
)  # fmt: skip


def report(publisher: str, published: str, title: str, body: str) -> Report:
    """Return a report of a headline and a body."""
    text = f"{title}\n\n{body}"
    return with_id(Report(
        id="", given_id=None, title=title, publisher=publisher, url=None, published=published,
        published_from="given", language="en", sha256=text_hash(text), text=text,
    ))  # fmt: skip


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case of `STORIES`, coded; not to be written to."""
    address = tmp_path_factory.mktemp("desk") / "market.case"
    with open_case(address, create=True) as case:
        case.keep([report(*story) for story in STORIES])
        case.code()
    return address


@pytest.fixture
def case(coded: Path, tmp_path: Path) -> Iterator[Case]:
    """Return a case of one's own with the same reports."""
    address = tmp_path / "market.case"
    copyfile(coded, address)
    with open_case(address) as opened:
        yield opened


@pytest.fixture
def client(case: Case) -> TestClient:
    """Return a visitor who may read."""
    return visitor(case)


@pytest.fixture
def editor(case: Case) -> TestClient:
    """Return a visitor who may judge."""
    return visitor(case, Access(edit=True))


def visitor(case: Case, access: Access | None = None) -> TestClient:
    """Return a client of a desk over a case; a fault of the desk's is raised in the test."""
    return TestClient(desk(case, access), base_url=BASE, follow_redirects=False)


@pytest.fixture
def with_reports(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Return a maker of a visitor to a new case of the given reports."""
    opened: list[Case] = []

    def make(*reports: Report, access: Access | None = None) -> TestClient:
        case = open_case(tmp_path / f"own-{len(opened)}.case", create=True)
        opened.append(case)
        case.keep(reports)
        case.code()
        return visitor(case, access)

    yield make
    for case in opened:
        case.close()
