"""A case of the same codings in a file and in PostgreSQL: every page says the same of both.

The server sorts names as a dictionary does and puts what has no day last; the desk must not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import STORIES, report, visitor
from tests.postgres import new_database

from consilience.casefile import Case, kept, open_case
from consilience.casefile.connect import writing
from consilience.coder import coder
from consilience.desk.pages import PAGES
from consilience.model import Report

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo-2024"
NOTES = (
    # Without a day or publisher, with names that sort otherwise by letter than by byte.
    ("iraqi army", "The iraqi army shelled al-Bab. Three farmers were killed, a medic said."),
    ("Zenith brigade", "The Zenith Brigade attacked a checkpoint near Ar-Rastan, élan radio said."),
    ("An orchard", "Shells hit an orchard in Ain Issa. Rebels denied that they had fired them."),
)
FILTERS = (
    "actor=sohr", "actor=syria-government", "place=gn:169389", "place=gn:170063", "country=SY",
    "source=sohr", "source=Harbour Post", "publisher=Harbour Post",
    "grade=weak", "grade=contested",
    "disputed=yes", "disputed=no", "judged=yes", "judged=no", "since=2024-03-05",
    "until=2024-03-05", "since=2024-11-27&until=2024-11-29", "family=violence",
    "type=air_drone_strike",
    "frame=30,30,40,45", "frame=30,170,40,-170",
    "place=admin1:SY.09&disputed=yes&since=2024-11-01",
    "per=3&page=2",
)  # fmt: skip
SEARCHES = (
    "words=Idlib", "words=strike on", 'words="market in Idlib"', "words=killed&place=Syria",
    "words=the&per=500", "words=rebels'",
    "words=bomb killed&source=sohr", "words=nothing of the kind",
)  # fmt: skip
LISTS = ("/", "/events", "/disputes", "/map", "/timeline", "/matrix", "/matrix?across=reports",
         "/review", "/search", "/actors", "/places", "/judgements", "/gaps",
         "/changes?day=2024-03-05", "/export", "/disputes?status=update")  # fmt: skip
WHOLE = ("/actors", "/places", "/judgements", "/gaps", "/changes?day=2024-03-05")
RESOURCES = ("events", "claims", "disputes", "reports", "actors", "places", "stories", "origins",
             "control", "warnings", "judgements", "status")  # fmt: skip


def _notes() -> list[Report]:
    dated = [report("An outlet", "2024-01-01", *note) for note in NOTES]
    return [replace(r, published=None, publisher=None) for r in dated]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with open_case(tmp_path_factory.mktemp("both") / "news.case", create=True) as case:
        case.keep([*(report(*story) for story in STORIES), *_notes()])
        case.add([EXAMPLES])
        yield case


@pytest.fixture(scope="module")
def server(file: Case, cluster: str) -> Iterator[Case]:
    """Return a case in PostgreSQL with the same reports and codings."""
    with open_case(new_database(cluster), create=True) as case:
        case.keep(file.reports(limit=100)[::-1])
        case.keep([], file.warnings())
        with file.reading() as connection:
            told = kept.codings(connection, {r.id for r in file.reports(limit=100)})
        with writing(case._engine) as connection:
            kept.put_codings(connection, told, coder(case.settings, ()), "2024-12-09T00:00:00Z")
            kept.changed(connection)
        case.refresh()
        yield case


def addresses(case: Case) -> list[str]:
    """Return every list by itself and under every filter, and the page of each thing."""
    said = [f"{path}{'&' if '?' in path else '?'}{words}"
            for path in LISTS for words in FILTERS if path not in WHOLE]  # fmt: skip
    said += [f"{path}?{words}" for path in ("/search", "/api/search") for words in SEARCHES]
    said += [f"/{noun}?words=syri" for noun in ("actors", "places")]
    api = [f"/api/{name}{words}" for name in RESOURCES for words in ("", "?per=3&page=2")]
    api += [
        f"/api/{name}?{words}"
        for name in ("events", "claims", "disputes", "reports")
        for words in FILTERS
    ]
    return [*LISTS, *said, *api, *_things(case)]


def _things(case: Case) -> Iterator[str]:
    keys: dict[str, list[str]] = {
        "event": [e.id for e in case.events(limit=20)],
        "why": [e.id for e in case.events(limit=3)],
        "dispute": [d.id for d in case.disputes()],
        "report": [r.id for r in case.reports()],
        "claim": [c.id for c in case.claims(limit=5)],
        "actor": [a.id for a in case.actors()],
        "place": [p.id for p in case.places()],
    }
    for page in PAGES:
        yield from (page.path.format(key=key) for key in keys.get(page.name, []))


def test_every_page_says_the_same_on_either_database(file: Case, server: Case) -> None:
    one, two = visitor(file), visitor(server)
    other = [at for at in addresses(file) if _said(one, at) != _said(two, at)]
    assert other == []


def _said(client: TestClient, address: str) -> Any:
    answer = client.get(address, headers={"accept": "application/json"})
    assert answer.status_code == 200, (address, answer.text)
    said = answer.json()
    if "words=" in address and isinstance(said, dict):  # each ranks what it finds in its own way
        for name in ("items", "claims", "reports"):
            said |= {name: sorted(map(str, said[name]))} if name in said else {}
    return said
