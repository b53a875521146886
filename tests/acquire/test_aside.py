from __future__ import annotations

from dataclasses import replace

import pytest

from consilience.acquire.aside import Aside
from consilience.acquire.fetch.retrieval import Retrieval
from consilience.acquire.identity import with_id
from consilience.model import Report

ONE = Report(
    id="", given_id="a", title="", publisher="Levant Wire", url=None, published="2024-11-30",
    published_from="metadata", language="en", sha256="00", text="Nine died in Maarat. – “there”",
)  # fmt: skip


def reports(*, count: int) -> list[Report]:
    return [
        with_id(replace(ONE, given_id=f"{n:03}", sha256=str(n), published=f"2024-11-{30 - n % 9}"))
        for n in range(count)
    ]


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_reports_come_back_by_date_whether_they_fit_in_memory_or_not(in_memory: int) -> None:
    given = reports(count=40)
    with Aside(in_memory) as aside:
        for report in reversed(given):
            aside.put(report, "a.jsonl")
        found = list(aside.reports())
        assert found == sorted(given, key=lambda r: (r.published, r.given_id))
        assert list(aside.reports()) == found
        assert len(aside) == 40


def test_the_first_by_id_stands_for_the_same_text_whatever_comes_first() -> None:
    early, late = (with_id(replace(ONE, given_id=name)) for name in ("a", "b"))
    for order in ([early, late], [late, early]):
        with Aside(1_000) as aside:
            for report in order:
                aside.put(report, f"{report.given_id}.txt")
            assert list(aside.reports()) == [early]
            (said,) = aside.repeated()
            assert (said.code, said.where, said.report) == ("duplicate-report", "b.txt", early.id)


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_how_reports_came_is_laid_aside_with_them(in_memory: int) -> None:
    how = Retrieval(
        asked="https://a.example/1", address="https://a.example/2", moves=("https://a.example/1",),
        at="2024-11-30T08:00:00Z", status=200, headers=(("ETag", '"é"'),), bytes_sha256="00",
        bytes_sent=9,
    )  # fmt: skip
    near, far = reports(count=2)
    with Aside(in_memory) as aside:
        aside.put(near, "a.txt")
        aside.put(far, "https://a.example/2", how)
        assert list(aside.retrievals()) == [(far.id, how)]


def test_reports_without_a_voice_are_never_the_same() -> None:
    nameless = [with_id(replace(ONE, publisher=None, given_id=name)) for name in "ab"]
    with Aside(1_000) as aside:
        for report in nameless:
            aside.put(report, "a.txt")
        assert len(aside) == 2
