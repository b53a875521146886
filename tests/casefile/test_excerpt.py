"""A part of a case is a picture that holds together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from consilience.acquire.identity import text_hash, with_id
from consilience.casefile import Case, open_case
from consilience.model import Report
from consilience.publish.brief import brief

STORIES = (
    ("Ferry strike", "An airstrike on a ferry in Aleppo killed 6 civilians on Monday, "
                     "medics said."),
    ("Ferry toll", "The Syrian Observatory for Human Rights said an airstrike on a ferry in Aleppo "
                   "killed 9 civilians on Monday."),
    ("Homs protest", "Students protested in Homs on Tuesday, the governor said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with open_case(tmp_path_factory.mktemp("excerpt") / "part.case", create=True) as made:
        texts = [(title, f"{title}\n\n{body}") for title, body in STORIES]
        made.keep([
            with_id(Report(
                id="", given_id=None, title=title, publisher=f"Post {n}", url=None,
                published="2024-03-06", published_from="given", language="en",
                sha256=text_hash(text), text=text,
            ))
            for n, (title, text) in enumerate(texts)
        ])  # fmt: skip
        made.code()
        yield made


def test_it_holds_all_that_its_events_speak_of_and_nothing_else(case: Case) -> None:
    event = next(e for e in case.events() if e.disputes)
    part = case.excerpt([event])
    assert {c.id for c in part.claims} == {*event.claims}
    assert {r.id for r in part.reports} == {*event.reports}
    assert {d.id for d in part.disputes} == {*event.disputes}
    assert {p.place for c in part.claims for p in c.places} <= {p.id for p in part.places}
    assert {*event.origins} <= {o.id for o in part.origins}
    assert "protest" not in " ".join(r.text for r in part.reports)


def test_it_says_of_an_event_what_the_whole_picture_says(case: Case) -> None:
    event = next(e for e in case.events() if e.disputes)
    whole = {e.id: e for e in brief(case.picture()).happenings}[event.id]
    part = {e.id: e for e in brief(case.excerpt([event])).happenings}[event.id]
    assert (part.summary, part.where, part.when, part.grade) == (
        whole.summary, whole.where, whole.when, whole.grade)  # fmt: skip
    assert [t.words for t in part.tolls] == [t.words for t in whole.tolls]


def test_a_dispute_brings_the_claims_of_its_positions(case: Case) -> None:
    dispute = next(d for d in case.disputes())
    part = case.excerpt([], disputes=[dispute])
    assert {c for p in dispute.positions for c in p.claims} <= {c.id for c in part.claims}


def test_tolls_come_largest_first_with_their_event(case: Case) -> None:
    found = case.tolls("killed")
    assert [t.best for _, t in found] == sorted((t.best for _, t in found), reverse=True)
    assert all(case.event(event) for event, _ in found)


def test_counts_tell_what_the_case_holds(case: Case) -> None:
    count = case.counts()
    assert (count["reports"], count["waiting"], count["behind"]) == (3, 0, False)
    assert count["claims"] == case.count_claims()
    assert count["last_day"] == "2024-03-06"
