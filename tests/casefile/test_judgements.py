"""Judgements on either database: followed, withdrawn, kept by coding again, exchanged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from consilience.casefile import Case, Filter, Spot, open_case
from consilience.casefile.connect import writing
from consilience.casefile.forms import load
from consilience.casefile.judgements import from_lines
from consilience.casefile.kept import Coding, changed, put_codings
from consilience.casefile.tables import coding
from consilience.coder import coder
from consilience.errors import JudgementError
from consilience.model import Claim, Report
from consilience.publish.picture import to_json

BY: dict[str, Any] = {"who": "mk", "why": "I have read the sentence"}
ONE = "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama."
TWO = "Warplanes bombed a grain store in Saraqib on Friday, a rescue worker said."


@pytest.fixture
def case(address: str, report: Callable[..., Report]) -> Iterator[Case]:
    with open_case(address, create=True) as opened:
        opened.keep([report(ONE), report(TWO, publisher="Northern Post")])
        opened.code()
        yield opened


def claim_with(case: Case, words: str) -> Claim:
    return next(c for c in case.claims() if words in c.quote)


def recode(case: Case, change: Callable[[dict[str, Any]], None]) -> None:
    """Code again with another result: every claim of every coding is changed."""
    with writing(case._engine) as connection:
        for text in connection.execute(select(coding.c.json)).scalars().all():
            made = json.loads(text)
            for claim in made["claims"]:
                change(claim)
            other = load(Coding, json.dumps(made))
            put_codings(connection, [other], coder(case.settings), "2024-12-03T00:00:00Z")
        changed(connection)
    case.refresh()


def test_a_rejected_claim_is_in_no_event_but_listed(case: Case) -> None:
    before = to_json(case.picture())
    claim = claim_with(case, "grain")
    made = case.judge("reject_claim", claims=[claim.id], **BY)
    assert claim.id not in {c for e in case.picture().events for c in e.claims}
    assert [(c.id, j) for c, j in case.rejected()] == [(claim.id, made.id)]
    (said,) = case.warnings("claim-rejected")
    assert claim.quote in said.message
    assert said.hint == f"Rejected by mk on {made.made_at[:10]}: {BY['why']}"
    case.withdraw(made.id, who="mk", why="It was no drill")
    assert to_json(case.picture()) == before
    assert case.judgements() == []
    assert [j.withdrawn_why for j in case.judgements(withdrawn=True)] == ["It was no drill"]
    with pytest.raises(JudgementError, match="before"):
        case.withdraw(made.id, who="mk", why="again")


def test_a_rejected_claim_can_still_be_spoken_of(case: Case) -> None:
    claim = claim_with(case, "grain")
    case.judge("reject_claim", claims=[claim.id], **BY)
    assert case.judge("note", claims=[claim.id], **BY).claims[0].words == claim.trigger.text


def test_a_slot_set_right_is_marked(case: Case) -> None:
    claim = claim_with(case, "grain")
    case.judge("wrong_slot", claims=[claim.id], slot="polarity", value="denied", **BY)
    now = claim_with(case, "grain")
    assert (now.polarity, now.denies, now.judged) == ("denied", "occurrence", ("polarity",))
    assert case.claims(Filter(judged=True)) == [now]


def test_a_value_that_the_slot_cannot_hold_is_refused(case: Case) -> None:
    claim = claim_with(case, "grain")
    with pytest.raises(JudgementError, match="cannot hold"):
        case.judge("wrong_slot", claims=[claim.id], slot="polarity", value="maybe", **BY)
    assert case.judgements() == []


def test_claims_are_joined_and_parted_by_hand(case: Case) -> None:
    one, two = claim_with(case, "depot"), claim_with(case, "grain")
    assert one.event != two.event
    joined = case.judge("same_event", claims=[one.event or "", two.id], **BY)
    assert claim_with(case, "depot").event == claim_with(case, "grain").event
    case.judge("not_same_event", claims=[one.id], others=[two.id], **BY)
    assert claim_with(case, "depot").event != claim_with(case, "grain").event
    assert "kept apart" in (case.warnings("judgement-conflict")[0].hint or "")
    case.withdraw(joined.id, who="mk", why="Two places")
    assert case.warnings("judgement-conflict") == []


def test_a_claim_is_placed_by_hand(case: Case) -> None:
    claim = claim_with(case, "grain")
    spot = Spot(lat=35.87, lon=36.81, name="Grain silo")
    case.judge("place_is", claims=[claim.id], spot=spot, **BY)
    place = case.place(claim_with(case, "grain").places[0].place)
    assert place is not None
    assert (place.name, place.lat, place.lon) == ("Grain silo", 35.87, 36.81)
    with pytest.raises(JudgementError, match="degrees"):
        case.judge("place_is", claims=[claim.id], spot=Spot(lat=135.0, lon=3.0), **BY)


def test_a_place_is_moved_by_hand(case: Case) -> None:
    saraqib = claim_with(case, "grain").places[0].place
    case.judge("place_is", named=[saraqib], spot=Spot(lat=35.9, lon=36.7), **BY)
    place = case.place(saraqib)
    assert place is not None
    assert (place.lat, place.lon) == (35.9, 36.7)


def test_two_actors_are_one(case: Case) -> None:
    said = claim_with(case, "grain").attribution
    (drivers,) = {a.actor for a in claim_with(case, "depot").targets}
    assert said is not None
    assert said.source is not None
    rescuer = case.actor(said.source)
    assert rescuer is not None
    case.judge("same_actor", named=[drivers, rescuer.id], **BY)
    kept, now = case.actor(drivers), claim_with(case, "grain").attribution
    assert kept is not None
    assert rescuer.name in kept.aliases
    assert now is not None
    assert now.source == drivers


def test_two_publishers_are_one_voice(case: Case, report: Callable[..., Report]) -> None:
    case.keep([report("Rebels shelled a mill in Homs on Friday.", publisher="Northern Post")])
    case.code()
    wire, post = (case.named(name)[0] for name in ("Levant Wire", "Northern Post"))
    case.judge("same_actor", named=[post, wire], **BY)
    assert case.warnings("judgement-lost") == []
    assert f"o-{wire}" not in {o for e in case.events() for o in e.origins}
    assert f"o-{post}" in {o for e in case.events() for o in e.origins}


def test_two_places_are_one(case: Case) -> None:
    one, two = (claim_with(case, w).places[0].place for w in ("depot", "grain"))
    case.judge("same_place", named=[one, two], **BY)
    assert {c.places[0].place for c in case.claims(Filter(family="violence"))} == {one}


def test_a_confirmed_claim_says_so(case: Case) -> None:
    claim = claim_with(case, "grain")
    case.judge("confirm", claims=[claim.id], **BY)
    assert claim_with(case, "grain").judged == ("confirmed",)


def test_coding_again_with_other_ids_keeps_judgements(case: Case) -> None:
    claim = claim_with(case, "grain")
    case.judge("reject_claim", claims=[claim.id], **BY)

    def other_id(made: dict[str, Any]) -> None:
        made["id"] = "c-" + made["id"][2:][::-1]

    recode(case, other_id)
    assert not [c for c in case.claims() if "grain" in c.quote and c.trigger == claim.trigger]
    assert case.warnings("judgement-lost") == []


def test_a_slot_that_is_coded_otherwise_now_is_told(case: Case) -> None:
    claim = claim_with(case, "grain")
    case.judge("wrong_slot", claims=[claim.id], slot="modality", value="planned", **BY)
    recode(case, lambda made: made.update(modality="possible"))
    assert claim_with(case, "grain").modality == "planned"
    (said,) = case.warnings("judgement-conflict")
    assert "coded otherwise now" in said.message


def test_a_claim_that_is_not_coded_any_more_is_told(case: Case) -> None:
    claim = claim_with(case, "grain")
    case.judge("confirm", claims=[claim.id], **BY)

    def elsewhere(made: dict[str, Any]) -> None:
        made["trigger"] = {"start": 0, "end": 4, "text": "News"}

    recode(case, elsewhere)
    (said,) = case.warnings("judgement-lost")
    assert "is not in the picture any more" in said.message
    assert len(case.judgements()) == 1


def test_judgements_travel_as_json_lines(case: Case, tmp_path: Any, report: Any) -> None:
    claim = claim_with(case, "grain")
    case.judge("wrong_slot", claims=[claim.id], slot="background", value=True, **BY)
    gone = case.judge("confirm", claims=[claim.id], **BY)
    case.withdraw(gone.id, who="mk", why="too early")
    lines = case.export_judgements()
    with open_case(tmp_path / "other.case", create=True) as other:
        other.keep([report(ONE), report(TWO, publisher="Northern Post")])
        other.code()
        assert other.import_judgements(lines) == 2
        assert other.import_judgements(lines) == 0
        assert other.export_judgements() == lines
        assert to_json(other.picture()) == to_json(case.picture())


def test_a_line_that_is_no_judgement_is_named(case: Case) -> None:
    with pytest.raises(JudgementError, match=r"^Line 2: "):
        from_lines(case.export_judgements() + "\n" + '{"kind": "sorcery"}\n')
    made = case.judge("confirm", claims=[claim_with(case, "grain").id], **BY)
    line = case.export_judgements().replace(BY["why"], "I have not")
    with pytest.raises(JudgementError, match="its id"):
        case.import_judgements(line)
    assert case.judgements() == [made]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "same_event", "claims": []}, "two claims"),
        ({"kind": "not_same_event", "claims": ["GRAIN"]}, "either side"),
        ({"kind": "same_actor", "named": []}, "two actors"),
        ({"kind": "place_is", "claims": ["GRAIN"]}, "where it is"),
        ({"kind": "wrong_slot", "claims": ["GRAIN"]}, "a slot"),
        ({"kind": "confirm", "claims": ["c-000000000000"]}, "no such claim"),
        ({"kind": "same_actor", "named": ["nobody-at-all"]}, "no such actor"),
        ({"kind": "confirm", "claims": ["GRAIN"], "why": " "}, "needs why"),
    ],
)
def test_a_judgement_that_lacks_something_is_refused(
    case: Case, asked: dict[str, Any], words: str
) -> None:
    key = claim_with(case, "grain").id
    asked = BY | asked | {"claims": [key if c == "GRAIN" else c for c in asked.get("claims", ())]}
    with pytest.raises(JudgementError, match=words):
        case.judge(asked.pop("kind"), **asked)


def test_two_analysts_are_compared(case: Case) -> None:
    one, two = claim_with(case, "depot").id, claim_with(case, "grain").id
    for who, kinds in (("mk", ("confirm", "reject_claim")), ("sb", ("confirm", "confirm"))):
        for kind, claim in zip(kinds, (one, two), strict=True):
            case.judge(kind, claims=[claim], who=who, why="read", refresh=False)  # type: ignore[arg-type]
    found = case.agreement("mk", "sb")
    assert (found.units, found.agreed) == (2, 1)
    assert found.alpha == pytest.approx(0.0)
    assert found.apart[0][1:] == ("reject_claim", "confirm")


def test_without_a_judgement_nothing_is_touched(case: Case) -> None:
    claims = case.claims()
    assert [replace(c, judged=()) for c in claims] == claims
