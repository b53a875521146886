"""A case that grows: its whole picture is that of all its reports at once, to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from consilience.acquire.identity import text_hash, with_id
from consilience.casefile import Case, Filter, open_case
from consilience.casefile.connect import reading, writing
from consilience.casefile.grown.growing import grow
from consilience.casefile.judgements import Spot
from consilience.casefile.kept import Coding, changed, generation, put_codings, write_meta
from consilience.casefile.painting import gather, judgements, paint_gathered
from consilience.casefile.tables import account, account_link
from consilience.coder import coder
from consilience.coding.coded import Coded
from consilience.model import Report
from consilience.pipeline import code_batches, evidence_of, made_with
from consilience.publish.picture import to_json
from consilience.reconcile.picture import paint
from consilience.settings import Settings

SETTINGS = Settings()
# Publisher, day, text. They tell one thing in many ways: copies, versions, denials, motives,
# control, totals over parts, outlets that cite each other, one count at two places.
NEWS = (
    ("Levant Wire", "2024-11-28", "Shelling hits Hama depot\nFour drivers were killed on Thursday "
     "when mortar shells struck a bus depot in Hama, the Syrian Observatory said."),
    ("Harbour Times", "2024-11-28", "Shelling hits Hama depot\nFour drivers were killed on "
     "Thursday when mortar shells struck a bus depot in Hama, the Syrian Observatory said."),
    ("Morning Post", "2024-11-29", "Seven dead in Hama\nSeven drivers were killed on Thursday "
     "when mortar shells struck a bus depot in Hama, the Syrian Observatory said. Residents "
     "buried them the next day."),
    ("State Daily", "2024-11-29", "Army denies shelling\nThe Syrian army denied that it had "
     "shelled a bus depot in Hama on Thursday. Rebels shelled the depot, it said."),
    ("Northern Radio", "2024-11-29", "Toll in Hama\nFour drivers were killed in shelling in Hama "
     "on Thursday, Levant Wire reported."),
    ("Northern Radio", "2024-11-30", "Rebels enter Saraqib\nRebels entered Saraqib on Friday and "
     "captured its grain silos, residents said."),
    ("State Daily", "2024-11-30", "No rebels in Saraqib\nThe army denied on Saturday that rebels "
     "had entered Saraqib. Rebels were driven out, the ministry said."),
    ("Harbour Times", "2024-11-30", "Offensive explained\nRebels launched an offensive near Aleppo "
     "on Wednesday in response to the shelling of Idlib, their commander said."),
    ("State Daily", "2024-11-30", "A breach\nRebels launched an offensive near Aleppo on "
     "Wednesday in breach of the truce, the foreign ministry said."),
    ("Morning Post", "2024-12-01", "Dozens dead in a day\nForty-five people were killed across "
     "Hama province in the past 24 hours, the health ministry said."),
    ("Levant Wire", "2024-12-01", "Raid on Idlib\nWarplanes bombed a market in Idlib on Saturday, "
     "killing 24 shoppers, rescue workers said."),
    ("Harbour Times", "2024-12-01", "Raid on Saraqib\nWarplanes bombed a market in Saraqib on "
     "Saturday, killing 24 shoppers, a doctor said."),
    ("Morning Post", None, "Market raid\nWarplanes bombed a market in Idlib on Saturday, killing "
     "24 shoppers, rescue workers said."),
    ("Levant Wire", "2024-12-02", "Raid on Idlib\nWarplanes bombed a market in Idlib on Saturday, "
     "killing 27 shoppers, rescue workers said."),
)  # fmt: skip


def _report(n: int, publisher: str, day: str | None, text: str) -> Report:
    address = "https://wire.example/2024/raid-1" if n in {10, 13} else None
    return with_id(
        Report(id="", given_id=None, title=text.partition("\n")[0], publisher=publisher,
               url=address, published=day, published_from="given" if day else "none",
               language="en", text=text, sha256=text_hash(text))
    )  # fmt: skip


@cache
def coded() -> tuple[Coded, ...]:
    """Return the news as it is coded, once for all tests."""
    reports = [_report(n, *row) for n, row in enumerate(NEWS)]
    return tuple(c for batch in code_batches(reports, settings=SETTINGS) for c in batch.coded)


def keep(case: Case, some: Sequence[Coded]) -> None:
    """Keep reports with their codings, as `add` does; the picture is left behind."""
    case.keep([one.report for one in some])
    codings = [Coding(c.report.id, c.claims, c.actors, c.places, ()) for c in some]
    with writing(case._engine) as connection:
        put_codings(connection, codings, coder(SETTINGS, ()), "2024-12-03T00:00:00Z")
        changed(connection)


def at_once(case: Case, every: Sequence[Coded]) -> bytes:
    """Return the picture made at once of the reports that stand."""
    with reading(case._engine):
        stand = {r.id for r in case.reports(limit=10_000)}
    evidence = evidence_of([c for c in every if c.report.id in stand], settings=SETTINGS)
    return to_json(paint(evidence, (), made_with((), SETTINGS)))


# A failing example is told as it is: to find a smaller one takes minutes.
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
@given(
    order=st.permutations(range(len(NEWS))),
    cuts=st.sets(st.integers(1, len(NEWS) - 1), max_size=5),
)
def test_any_order_in_any_batches_gives_the_picture_of_all(
    order: list[int], cuts: set[int]
) -> None:
    some = [coded()[n] for n in order]
    with (
        TemporaryDirectory() as folder,
        open_case(Path(folder) / "news.case", create=True) as case,
    ):
        before = 0
        for cut in [*sorted(cuts), len(some)]:
            keep(case, some[before:cut])
            case.refresh()
            before = cut
        assert to_json(case.picture()) == at_once(case, some)
        assert case.doctor() == []


def test_a_large_case_meets_copies_by_their_marks(address: str) -> None:
    fillers = [_numbered(n) for n in range(70)]
    with open_case(address, create=True) as case:
        for part in (fillers[:40], coded()[:1], fillers[40:], coded()[1:]):
            keep(case, part)
            case.refresh()
        assert to_json(case.picture()) == at_once(case, [*fillers, *coded()])
        assert any(r.copy_of for r in case.reports(limit=200))


def _numbered(n: int) -> Coded:
    """Return a report of its own words, with the claims of none."""
    words = " ".join(f"word{n}x{m}" for m in range(30))
    made = _report(0, f"Paper {n}", "2024-11-01", f"Page {n}\n{words}")
    return Coded(report=made, claims=(), actors=(), places=())


def test_much_that_is_new_is_weighed_in_parts(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others may write between two parts; stopped there, the next run goes on."""
    monkeypatch.setattr("consilience.casefile.case._WEIGHED_AT_ONCE", 4)
    steps: list[int] = []

    def between(_: str, done: int, total: int) -> None:
        with writing(case._engine):
            steps.append(done)
        if done == 8:
            raise KeyboardInterrupt

    with open_case(address, create=True) as case:
        keep(case, coded())
        with pytest.raises(KeyboardInterrupt):
            case.refresh(between)
        assert steps == [0, 4, 8]
        assert case.is_behind()
        assert case.refresh()
        assert not case.is_behind()
        assert to_json(case.picture()) == at_once(case, coded())
        assert case.doctor() == []


def test_what_is_coded_otherwise_is_weighed_otherwise(address: str) -> None:
    every = [*coded()]
    with open_case(address, create=True) as case:
        keep(case, every)
        case.refresh()
        first = every[0]
        every[0] = replace(first, claims=first.claims[:1])
        keep(case, every[:1])
        case.refresh()
        assert to_json(case.picture()) == at_once(case, every)


def test_a_judgement_reaches_only_what_it_is_about(address: str) -> None:
    """With it and again without it, the picture is that of all weighed anew."""
    with open_case(address, create=True) as case:
        keep(case, coded())
        before = to_json(case.picture())
        one, two = case.events(Filter(family="violence"), limit=2)
        made = case.judge("same_event", who="an analyst", why="one attack", claims=[one.id, two.id])
        judged = to_json(case.picture())
        assert judged != before
        assert judged == whole(case)
        claim = case.claims(limit=1)[0].id
        case.judge("reject_claim", who="an analyst", why="no claim", claims=[claim])
        assert to_json(case.picture()) == whole(case)
        case.withdraw(made.id, who="an analyst", why="two attacks")
        assert to_json(case.picture()) == whole(case)


# Kind, whom or what it names (the first gives the name), and where it is.
BY_NAME = (
    ("same_actor", ("rescuers", "medics"), None),
    ("same_actor", ("Levant Wire", "Northern Radio"), None),
    ("same_place", ("gn:169389", "gn:164816"), None),
    ("place_is", ("gn:164816",), Spot(lat=35.9, lon=36.9)),
)


@pytest.mark.parametrize(("kind", "names", "spot"), BY_NAME)
def test_a_judgement_on_a_name_reaches_only_those_who_name_it(
    kind: Any, names: tuple[str, ...], spot: Spot | None, address: str
) -> None:
    late = {2, 12}
    with open_case(address, create=True) as case:
        keep(case, [one for n, one in enumerate(coded()) if n not in late])
        case.refresh()
        named = [case.named(n, places=kind != "same_actor")[0] for n in names]
        made = case.judge(kind, who="an analyst", why="so it is", named=named, spot=spot,
                          refresh=False)  # fmt: skip
        assert 0 < weighed(case) < len(coded()) - len(late)
        assert to_json(case.picture()) == judged_at_once(case)
        keep(case, [coded()[n] for n in sorted(late)])
        case.refresh()
        assert to_json(case.picture()) == judged_at_once(case)
        case.withdraw(made.id, who="an analyst", why="it is not")
        assert to_json(case.picture()) == judged_at_once(case) == at_once(case, coded())


def test_a_judgement_waits_for_the_place_that_it_names(tmp_path: Path) -> None:
    """Without the reports that tell of it the judgement is lost; with them it holds."""
    far = [one for one in coded() if "Saraqib" not in one.report.text]
    near = [one for one in coded() if "Saraqib" in one.report.text]
    with open_case(tmp_path / "first.case", create=True) as case:
        keep(case, coded())
        case.refresh()
        named = [case.named(n, places=True)[0] for n in ("gn:170017", "gn:164816")]
        case.judge("same_place", who="an analyst", why="one town", named=named)
        lines = case.export_judgements()
    with open_case(tmp_path / "second.case", create=True) as case:
        keep(case, far)
        case.refresh()
        case.import_judgements(lines)
        assert [w.code for w in case.warnings("judgement-lost")] == ["judgement-lost"]
        keep(case, near)
        case.refresh()
        assert case.warnings("judgement-lost") == []
        assert to_json(case.picture()) == judged_at_once(case)


def weighed(case: Case) -> int:
    """Bring the picture up to date; return how many reports were weighed anew."""
    with writing(case._engine) as connection:
        done = grow(connection, judgements(connection), (), SETTINGS)
        write_meta(connection, "painted", str(generation(connection)))
        case._tell(connection, ())
    return done.reports


def judged_at_once(case: Case) -> bytes:
    """Return the picture made at once of all that stands, under the judgements."""
    with reading(case._engine) as connection:
        found = gather(connection, None)
    return to_json(paint_gathered(found, (), SETTINGS).picture)


def whole(case: Case) -> bytes:
    """Return the picture of the case with everything weighed anew."""
    with writing(case._engine) as connection:
        case._grow(connection, (), "")
    with writing(case._engine) as connection:
        case._grow(connection, (), coder(SETTINGS, ()))
    return to_json(case.picture())


@pytest.mark.parametrize("n", [0, 6, 9, 12])
def test_a_version_takes_the_place_of_the_one_before(n: int, address: str) -> None:
    first = coded()[10]
    with open_case(address, create=True) as case:
        keep(case, [first, coded()[n], *coded()[3:6]])
        case.refresh()
        keep(case, [coded()[13]])
        case.refresh()
        assert first.report.id not in {r.id for r in case.reports()}
        assert to_json(case.picture()) == at_once(case, coded())


def test_a_large_case_tells_its_stories_when_its_picture_is_asked_for(tmp_path: Path) -> None:
    few = replace(SETTINGS, stories_at_once=3)
    with open_case(tmp_path / "news.case", create=True, settings=few) as case:
        keep(case, coded())
        case.refresh()
        assert case.stories() == []
        stories = case.picture().stories
        assert {s.id for s in case.stories()} == {s.id for s in stories}
        assert not case.tell()
        assert all(r.story for r in case.reports(limit=100))


def test_doctor_finds_what_the_picture_cannot_grow_by(tmp_path: Path) -> None:
    with open_case(tmp_path / "news.case", create=True) as case:
        keep(case, coded())
        case.refresh()
        with writing(case._engine) as connection:
            connection.execute(delete(account_link))
            connection.execute(delete(account).where(account.c.id == _first(case)))
        assert [f.code for f in case.doctor()] == ["grown-apart"]
        assert case.doctor(repair=True) == []


def _first(case: Case) -> str:
    with reading(case._engine) as connection:
        return str(connection.execute(select(account.c.id).order_by(account.c.id)).scalar())
