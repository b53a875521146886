"""Judgements told where a thing is explained: by whom, when, why, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from consilience.casefile import Case, open_case
from consilience.casefile.decisions import decisions
from consilience.model import Claim, Report
from consilience.reconcile.explain import Section, explain

BY: dict[str, Any] = {"who": "mk", "why": "I have read the sentence"}
ONE = "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama."
TWO = "Warplanes bombed a grain store in Saraqib on Friday, a rescue worker said."
TITLE = "What an analyst decided"


@pytest.fixture
def case(address: str, report: Callable[..., Report]) -> Iterator[Case]:
    with open_case(address, create=True) as opened:
        opened.keep([report(ONE), report(TWO, publisher="Northern Post")])
        opened.code()
        yield opened


def _claim(case: Case, words: str) -> Claim:
    return next(c for c in case.claims() if words in c.quote)


def _told(case: Case, id: str) -> list[Section]:
    picture = case.picture()
    found = explain(picture, id, decisions(picture, case.judgements()))
    return [s for s in found.sections if s.title == TITLE]


def test_nothing_is_told_where_nothing_was_decided(case: Case) -> None:
    assert _told(case, _claim(case, "grain").event or "") == []


def test_a_slot_set_right_is_told_of_claim_and_event(case: Case) -> None:
    claim = _claim(case, "grain")
    case.judge("confirm", claims=[claim.id], **BY)
    now = _claim(case, "grain")
    for id in (now.id, now.event or ""):
        (section,) = _told(case, id)
        (point,) = section.points
        assert (point.label, point.note) == ("claim confirmed", BY["why"])
        assert point.value.startswith("mk, ")
        assert [w.text for w in point.words] == [now.quote]


def test_what_was_joined_and_parted_is_told_of_the_events(case: Case) -> None:
    one, two = _claim(case, "grain"), _claim(case, "depot")
    case.judge("not_same_event", claims=[one.id], others=[two.id], **BY)
    (section,) = _told(case, _claim(case, "depot").event or "")
    assert [p.label for p in section.points] == ["not one event"]


def test_a_rejected_claim_is_told_of_its_report(case: Case) -> None:
    claim = _claim(case, "grain")
    case.judge("reject_claim", claims=[claim.id], **BY)
    (section,) = _told(case, claim.report)
    assert [p.label for p in section.points] == [f"claim rejected (“{claim.trigger.text}”)"]


def test_what_was_withdrawn_is_not_told(case: Case) -> None:
    made = case.judge("confirm", claims=[_claim(case, "grain").id], **BY)
    case.withdraw(made.id, who="mk", why="read again")
    assert _told(case, _claim(case, "grain").id) == []
