"""A case on either database: adding, versions, past days, lists, the picture to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import consilience
from consilience.casefile import Case, Filter, open_case
from consilience.errors import CaseError, InputError, NothingReadableError
from consilience.model import Report
from consilience.publish.picture import to_json

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo-2024"
Make = Callable[..., Report]
SHELLING = (
    "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama, the Syrian "
    "Observatory said."
)
DENIAL = (
    "The army denied on Saturday that it had shelled a bus depot in Hama. Six drivers were killed "
    "at the depot on Friday, SANA said."
)
RAID = "Warplanes bombed a grain store near Saraqib on Sunday, a rescue worker said."


@pytest.fixture
def case(address: str) -> Iterator[Case]:
    with open_case(address, create=True) as opened:
        yield opened


def test_the_picture_of_a_case_is_the_brief_to_the_byte(case: Case) -> None:
    added = case.add([EXAMPLES])
    assert (added.new, added.known, added.coded) == (10, 0, 10)
    assert to_json(case.picture()) == to_json(consilience.brief([EXAMPLES]))


def test_adding_in_parts_gives_the_picture_of_the_whole(case: Case) -> None:
    for path in sorted(EXAMPLES.iterdir(), reverse=True):
        case.add([path])
    whole = consilience.brief([EXAMPLES])
    made = case.picture()
    assert (made.claims, made.events, made.disputes) == (whole.claims, whole.events, whole.disputes)


def test_the_same_reports_twice_are_one(case: Case) -> None:
    case.add([EXAMPLES])
    before = to_json(case.picture())
    again = case.add([EXAMPLES])
    assert (again.new, again.known, again.coded) == (0, 10, 0)
    assert to_json(case.picture()) == before
    assert case.doctor() == []


def test_the_order_of_adding_decides_nothing(case: Case, report: Make, address: str) -> None:
    copies = [report(SHELLING, given_id=name) for name in "bca"]
    for one in copies:
        case.keep([one])
    assert [r.given_id for r in case.reports()] == ["a"]


def test_a_changed_article_is_a_new_version_and_the_older_stays(case: Case, report: Make) -> None:
    url = "https://wire.example/2024/11/depot"
    first = report(SHELLING, url=url)
    second = report(SHELLING.replace("Four", "Seven"), url=url)
    assert case.keep([first]) == (1, 0)
    case.code()
    assert case.keep([second]) == (1, 1)
    case.code()
    assert [r.id for r in case.picture().reports] == [second.id]
    assert [r.id for r in case.versions(second.id)] == [first.id, second.id]
    assert case.report(first.id) == first
    tolls = {t.best for e in case.events() for t in e.tolls}
    assert tolls == {7}
    past = case.picture("2024-11-30")
    assert [r.id for r in past.reports] == [first.id]
    assert {t.best for e in past.events for t in e.tolls} == {4}


def test_other_news_at_a_front_page_s_address_is_no_version(case: Case, report: Make) -> None:
    home = "https://wire.example/"
    case.keep([report(SHELLING, url=home), report(RAID, url=home)])
    assert len(case.reports()) == 2


def test_line_three_of_tomorrow_s_file_is_no_version_of_today_s(case: Case, report: Make) -> None:
    case.keep([report(SHELLING, given_id="wire:3")])
    case.keep([report(RAID, given_id="wire:3", published="2024-12-02")])
    assert len(case.reports()) == 2


def test_a_past_day_knows_what_was_published_by_then(case: Case, report: Make) -> None:
    case.keep([report(SHELLING), report(RAID, published="2024-12-01")])
    case.code()
    assert len(case.picture("2024-11-30").reports) == 1
    assert len(case.picture("2024-12-01").reports) == 2
    assert case.picture("2020-01-01").events == ()
    with pytest.raises(InputError, match="no day"):
        case.picture("yesterday")


def test_only_rows_that_differ_are_written(case: Case, report: Make) -> None:
    from sqlalchemy import select  # noqa: PLC0415

    from consilience.casefile.connect import reading  # noqa: PLC0415
    from consilience.casefile.tables import claim  # noqa: PLC0415

    def rows() -> dict[str, int]:
        with reading(case._engine) as connection:
            return dict(connection.execute(select(claim.c.id, claim.c.seq)).tuples().all())

    case.keep([report(SHELLING)])
    case.code()
    before = rows()
    case.keep([report(RAID, published="2024-12-02")])
    case.code()
    assert before.items() <= rows().items()
    assert len(rows()) > len(before)


def test_lists_can_be_filtered(case: Case, report: Make) -> None:
    case.keep([
        report(SHELLING), report(DENIAL, publisher="Harbour Times"),
        report(RAID, published="2024-12-02", publisher="Northern Post"),
    ])  # fmt: skip
    case.code()
    hama = case.named("Hama", places=True)[0]
    at_hama = case.events(Filter(place=hama))
    assert at_hama
    assert all(e.place == hama for e in at_hama)
    assert case.count_events(Filter(place=hama)) == len(at_hama)
    assert {e.time.start for e in case.events(Filter(since="2024-12-01", until="2024-12-01"))} == {
        "2024-12-01"
    }
    assert {c.report for c in case.claims(Filter(publisher="Northern Post"))} == {
        r.id for r in case.reports(Filter(publisher="Northern Post"))
    }
    sana = case.named("SANA")[0]
    assert all("Six" in c.quote for c in case.claims(Filter(source=sana)))
    assert case.events(Filter(family="violence", country="SY"))
    assert case.events(Filter(frame=(34.0, 36.0, 37.0, 38.0)))
    assert case.events(Filter(frame=(-10.0, 100.0, 0.0, 110.0))) == []
    assert case.events(Filter(disputed=True)) == [e for e in case.events() if e.disputes]
    assert all(e.actors for e in case.events(Filter(actor=case.named("army")[0])))
    everything = case.events()
    assert case.events(limit=1, offset=1) == everything[1:2]
    assert [day for day, *_ in case.days()] == sorted(day for day, *_ in case.days())


def test_search_finds_words_phrases_and_nothing_else(case: Case, report: Make) -> None:
    case.keep([report(SHELLING), report(RAID, publisher="Northern Post")])
    case.code()
    assert case.search("grain").reports_in_all == 1
    assert case.search('"bus depot"').claims_in_all >= 1
    assert case.search('"depot bus"').claims_in_all == 0
    assert case.search("grain", Filter(publisher="Levant Wire")).claims_in_all == 0
    assert case.search("").claims_in_all == case.count_claims()


@pytest.mark.parametrize(
    "words", ['"', "a OR NEAR(", "*", "-", "'; drop table report; --", "title:x^2", "(", "a & | !"]
)
def test_no_words_are_a_syntax_error(case: Case, report: Make, words: str) -> None:
    case.keep([report(SHELLING)])
    case.code()
    case.search(words)
    assert len(case.reports()) == 1


def test_what_cannot_be_read_is_remembered(case: Case, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "news.txt").write_text(f"Depot hit\n{SHELLING}\n")
    case.add([tmp_path])
    assert "empty-file" in {w.code for w in case.picture().warnings}
    with pytest.raises(NothingReadableError):
        case.add([tmp_path / "empty.txt"])


def test_status_tells_what_waits(case: Case, report: Make) -> None:
    case.keep([report(SHELLING)])
    assert (case.status().waiting, case.status().behind) == (1, True)
    case.code()
    status = case.status()
    assert (status.reports, status.waiting, status.older, status.behind) == (1, 0, 0, False)


def test_knowledge_of_one_s_own_is_copied_into_the_case(address: str, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("actors:\n  - {id: mill-watch, name: Mill Watch, kind: rebel, country: SY}\n")
    with open_case(address, create=True, knowledge=[own]) as made:
        own.unlink()
        text = tmp_path / "news.txt"
        text.write_text(
            "Clash\nFighters of the Mill Watch attacked a checkpoint in Hama on Friday.\n"
        )
        made.add([text], published="2024-11-30")
        assert made.named("Mill Watch") == ["mill-watch"]


def test_what_is_no_case_is_said_to_be_none(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Nothing here.")
    with pytest.raises(CaseError, match="not a case file"):
        open_case(text)
    with pytest.raises(CaseError, match="consilience init"):
        open_case(tmp_path / "missing.case")
    with pytest.raises(CaseError, match="already"):
        open_case(text, create=True)


def test_a_case_is_made_once(address: str) -> None:
    open_case(address, create=True).close()
    with pytest.raises(CaseError, match="already"):
        open_case(address, create=True)
