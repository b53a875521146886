"""What the database counts for the desk: places, days, stances, relations, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from consilience.casefile import Case, Filter, calendar, open_case
from consilience.casefile.holders import holders
from consilience.casefile.matters import MatterKind, matters, merged, settled
from consilience.casefile.mentions import met
from consilience.casefile.relations import relations
from consilience.casefile.sayings import said_by, said_of
from consilience.casefile.spots import pointless, points, spots
from consilience.casefile.stances import stances
from consilience.model import Report

Make = Callable[..., Report]
SHELLING = (
    "Syrian government forces shelled a depot in Hama on Friday, killing 14 drivers, the Syrian "
    "Observatory for Human Rights said. Rebels accused Russia of bombing a clinic in Hama on "
    "Friday."
)
DENIAL = "The Syrian army denied on Saturday that it had shelled a depot in Hama on Friday."
CAPTURE = "Rebels captured Saraqib on Sunday, a resident said. Protests were held in Syria."


@pytest.fixture
def case(address: str, report: Make) -> Iterator[Case]:
    with open_case(address, create=True) as opened:
        opened.keep([
            report(SHELLING),
            report(DENIAL, publisher="Second Wire", published="2024-12-01"),
            report(CAPTURE, publisher="Third Wire", published="2024-12-02"),
        ])  # fmt: skip
        opened.code()
        yield opened


def test_places_and_days_are_counted(case: Case) -> None:
    with case.reading() as connection:
        found = {s.place.name: s for s in spots(connection, Filter(), 50)}
        days = {d.day: d for d in calendar.days(connection, Filter())}
        tolls = calendar.tolls(connection, Filter())
        hidden = pointless(connection, Filter(frame=(0, 0, 1, 1)))
        near = points(connection, 34, 36, 36.5, 38, limit=9)
        spans = calendar.spans(connection, Filter(), 9)
        dayless = calendar.dayless(connection, Filter())
    assert found["Hamah"].events >= 1
    assert days["2024-11-29"].events >= 1
    assert (tolls[0].day, tolls[0].best) == ("2024-11-29", 14)
    assert {p.name for p in near} >= {"Hamah", "Saraqib"}
    assert hidden + sum(s.events for s in found.values() if s.place.lat) == case.count_events()
    dated = sum(d.events for d in days.values()) + dayless
    assert dated + sum(s.events for s in spans if s.start or s.end) == case.count_events()


def test_no_denial_is_taken_for_silence(case: Case) -> None:
    ids = [e.id for e in case.events()]
    with case.reading() as connection:
        found = stances(connection, ids)
    assert {s.side for s in found} & {"denies", "denies_doing"}
    assert len(found) == case.count_claims()


def test_who_accuses_whom_is_told_from_both_ends(case: Case) -> None:
    with case.reading() as connection:
        voices = {r.other: r for r in relations(connection, "russia")}
        accuser = next(r for r in voices.values() if r.accused)
        back = [r for r in relations(connection, accuser.other) if r.accused]
    assert accuser.way == "from"
    assert [(r.other, r.way) for r in back] == [("russia", "to")]


def test_claims_of_and_by_an_actor(case: Case) -> None:
    with case.reading() as connection:
        by, total = said_by(connection, "sohr", 5)
        of, _ = said_of(connection, "russia", 5)
        listed, actors = met(connection, "actor", 100, 0)
        some, one = met(connection, "actor", 100, 0, ["russia"])
    assert total == len(by) >= 1
    assert all("Observatory" in s.quote for s in by)
    assert any("clinic" in s.quote for s in of)
    assert len(listed) == actors == len(case.actors())
    assert ([i for i, _ in some], one) == (["russia"], 1)


def test_the_last_account_of_who_holds_a_place(case: Case) -> None:
    place = next(p.id for p in case.places() if p.name == "Saraqib")
    with case.reading() as connection:
        now = holders(connection, [place])
        before = holders(connection, [place], "2024-11-01")
    assert [c.state for c in now[place]] == ["holds"]
    assert before == {}


def test_matters_wait_and_are_settled(case: Case) -> None:
    with case.reading() as connection:
        found = [
            m for kind in get_args(MatterKind)
            for m in matters(connection, kind, Filter(), families=("violence", "protest"),
                             least=10, limit=9)
        ]  # fmt: skip
        several = merged(connection, Filter(), 9)
        assert settled(connection) == {}
    assert {"dispute", "one_origin"} & {m.kind for m in found}
    assert all(len(e.reports) > 1 for e in several)
    first = found[0]
    case.judge("note", who="R. Vey", why="Seen", claims=first.claims)
    with case.reading() as connection:
        assert settled(connection)[frozenset(first.claims)] == {"note"}
