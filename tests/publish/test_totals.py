"""Of a total over several events only what is left of it is a row beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from consilience.model import (
    Claim,
    Event,
    EventTime,
    Figure,
    Picture,
    Place,
    PlaceRef,
    TimeRef,
    Toll,
)
from consilience.publish.exports import export
from consilience.publish.exports.deaths import Deaths, less
from consilience.publish.exports.totals import coded

PLACES = (
    Place(id="sy", name="Syria", lat=35.0, lon=38.0, country="SY", admin1=None,
          feature="country", precision="country"),
    Place(id="idlib-province", name="Idlib", lat=35.9, lon=36.6, country="SY", admin1="12",
          feature="admin1", precision="admin1", within="sy"),
    Place(id="ariha", name="Ariha", lat=35.81, lon=36.61, country="SY", admin1="12",
          feature="settlement", precision="point", within="idlib-province"),
)  # fmt: skip
MAY = ("2024-05-01", "2024-05-31")
COUNTS_MAY = "In May air strikes killed 45 civilians across Idlib province, the Observatory said."

Tell = Callable[..., tuple[Event, Claim]]


@pytest.fixture
def tell(
    picture: Picture, make_claim: Callable[..., Claim], make_event: Callable[..., Event]
) -> Tell:
    """Return a function that makes a strike, or a total where `over` says what it counts over."""

    def make(
        id: str, killed: int, days: tuple[str, str], place: str, *, high: int | None = None,
        victims: str = "civilians", over: str | None = None, time: str | None = None,
        sentence: str = COUNTS_MAY, at: int = 0, kind: Any = "killed",
    ) -> tuple[Event, Claim]:  # fmt: skip
        high = killed if high is None else high
        said = make_claim(
            f"c-{id}", "r1", sentence, "air_drone_strike", "strikes", id, text=sentence,
            figures=[Figure(kind=kind, low=killed, high=high, victims=victims, text=str(killed),
                            start=0, end=1, cumulative=over is not None, window=over)],
        )  # fmt: skip
        claim = replace(
            said, places=(PlaceRef(place=place, text="Idlib", start=at, end=at + 5, role="at"),),
            time=TimeRef(text=time or over, span_start=0, span_end=1, start=days[0], end=days[1],
                         precision="range"),
        )  # fmt: skip
        toll = Toll(kind=kind, victims=victims, low=killed, best=killed, high=high, by_origin=())
        event = make_event(
            id,
            "air_drone_strike",
            "air or drone strike",
            [claim.id],
            acled="Air/drone strike",
            reports=("r1",),
            place=place,
            tolls=() if over else (toll,),
        )
        return replace(event, time=EventTime(start=days[0], end=days[1], precision="range")), claim

    return make


@pytest.fixture
def of(picture: Picture) -> Callable[..., Picture]:
    """Return a function that makes a picture of some events alone."""

    def make(*told: tuple[Event, Claim]) -> Picture:
        return replace(
            picture, events=tuple(e for e, _ in told), claims=tuple(c for _, c in told),
            places=PLACES, disputes=(), control=(), warnings=(), timeline=(),
        )  # fmt: skip

    return make


def day(number: int) -> tuple[str, str]:
    return (f"2024-05-{number:02}",) * 2


def written(picture: Picture, kind: str, folder: Path) -> pd.DataFrame:
    export(picture, kind, folder)
    return pd.read_csv(next(folder.glob("*.csv")))


def test_the_rows_of_every_codebook_add_up_to_the_total(
    tell: Tell, of: Callable[..., Picture], tmp_path: Path
) -> None:
    raids = tell("e1", 12, day(14), "ariha"), tell("e2", 9, day(20), "ariha")
    may = of(*raids, tell("e3", 45, MAY, "idlib-province", over="In May", time="May"))
    ucdp, acled, hdx = (written(may, kind, tmp_path / kind) for kind in ("ucdp", "acled", "hdx"))
    assert dict(zip(ucdp.id, ucdp.best, strict=True)) == {"e1": 12, "e2": 9, "e3": 24}
    assert dict(zip(ucdp.id, ucdp.event_clarity, strict=True)) == {"e1": 1, "e2": 1, "e3": 2}
    assert list(ucdp.deaths_civilians + ucdp.deaths_unknown) == list(ucdp.best)
    assert acled.fatalities.sum() == 45
    assert "what is left of a total beside 2 rows" in acled.notes.iloc[-1]
    assert (hdx.killed_best.sum(), hdx.events.sum()) == (45, 2)


def test_a_total_that_counts_no_more_than_its_rows_is_none(
    tell: Tell, of: Callable[..., Picture]
) -> None:
    whole = tell("e2", 12, MAY, "idlib-province", over="In May", time="May")
    assert [c.event.id for c in coded(of(tell("e1", 12, day(14), "ariha"), whole)).cases] == ["e1"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"over": "since May", "time": "May"}, "over which days"),
        ({"over": "in the war", "time": "Friday"}, "over which days"),
        ({"over": "In May", "time": "May", "at": 500}, "told in another sentence"),
    ],
)
def test_a_total_whose_place_or_days_are_not_sure_is_left_out_and_named(
    tell: Tell, of: Callable[..., Picture], tmp_path: Path, more: dict[str, Any], why: str
) -> None:
    told = of(tell("e1", 12, day(14), "ariha"), tell("e2", 300_000, MAY, "idlib-province", **more))
    for kind in ("ucdp", "acled", "hdx"):
        rows = written(told, kind, tmp_path / kind)
        assert len(rows) == 1
        guide = (tmp_path / kind / "README.md").read_text()
        (line,) = [ln for ln in guide.splitlines() if ln.startswith("- e2: ")]
        assert "300,000" in line and why in line


def test_a_total_over_more_than_a_month_is_left_out(tell: Tell, of: Callable[..., Picture]) -> None:
    year = tell("e1", 900, ("2024-01-01", "2024-12-31"), "sy", over="In 2024", time="2024")
    (left,) = coded(of(year)).left_out
    assert left.why == "it counts more than a month"


def test_of_a_total_within_a_total_each_death_counts_once(
    tell: Tell, of: Callable[..., Picture]
) -> None:
    found = coded(
        of(
            tell("e1", 5, day(14), "ariha"),
            tell("e2", 20, ("2024-05-13", "2024-05-19"), "ariha", over="last week"),
            tell("e3", 45, MAY, "idlib-province", over="In May", time="May"),
        )
    )
    assert {c.event.id: c.deaths.best for c in found.cases if c.deaths} == {
        "e1": 5, "e2": 15, "e3": 25
    }  # fmt: skip


def test_dead_fighters_are_not_taken_from_a_total_of_civilians(
    tell: Tell, of: Callable[..., Picture]
) -> None:
    fight = tell("e1", 30, day(14), "ariha", victims="fighters")
    found = coded(of(fight, tell("e2", 45, MAY, "idlib-province", over="In May", time="May")))
    assert [c.deaths.best for c in found.cases if c.deaths] == [30, 45]


def test_what_lies_elsewhere_or_on_other_days_is_not_taken_from_a_total(
    tell: Tell, of: Callable[..., Picture]
) -> None:
    far = tell("e1", 7, day(14), "sy")
    later = tell("e2", 7, ("2024-06-02",) * 2, "ariha")
    whole = tell("e3", 45, MAY, "idlib-province", over="In May", time="May")
    found = coded(of(far, later, whole))
    assert [c.deaths.best for c in found.cases if c.deaths] == [7, 7, 45]


def test_counts_are_taken_away_one_by_one() -> None:
    parts = [Deaths(2, 10, 20, 8), None, Deaths(5, 5, 5, 5)]
    assert less(Deaths(40, 40, 40, 30), parts) == Deaths(33, 25, 15, 17)
    assert less(Deaths(3, 3, 3, 3), parts) == Deaths(0, 0, 0, 0)


def test_a_total_over_two_months_is_in_no_month(
    tell: Tell, of: Callable[..., Picture], tmp_path: Path
) -> None:
    weeks = tell("e1", 45, ("2024-05-25", "2024-06-07"), "ariha", over="in the past two weeks")
    picture = of(tell("e2", 3, day(14), "ariha"), weeks)
    rows = written(picture, "hdx", tmp_path)
    assert list(rows.killed_best) == [3]
    assert "45 killed by the best counts" in (tmp_path / "README.md").read_text()
    assert len(written(picture, "ucdp", tmp_path / "ucdp")) == 2


def test_displaced_people_are_counted_once_too(
    tell: Tell, of: Callable[..., Picture], tmp_path: Path
) -> None:
    flight = tell("e1", 200, day(14), "ariha", kind="displaced", victims="people")
    whole = tell("e2", 900, MAY, "idlib-province", over="In May", time="May", kind="displaced",
                 victims="people")  # fmt: skip
    assert list(written(of(flight, whole), "hdx", tmp_path).displaced_best) == [900]
