"""A model points, the rules read: what is taken of a proposal, and what is refused and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consilience.assist.answers import Pointed
from consilience.assist.pointing import Pointing

CLINIC = "Gunmen burst into a clinic in Saraqib on Friday and beat two guards, a nurse said."
ROUNDS = "Rebels did not pepper the village of Kafr Nabl with rounds, their spokesman insisted."
SWARM = "Gunmen swarmed the hamlet on Thursday and left four herders dead."
HEART = "The governor suffered a heart attack on Monday."
ROAD = "Shells struck the road to Saraqib on Friday."

Open = Callable[[str], Pointing]


def burst(**more: Any) -> Pointed:
    given: dict[str, Any] = {"quote": CLINIC, "word": "burst", "kind": "attack"}
    return Pointed(**given | more)


def test_a_claim_that_the_rules_missed_is_read_by_them(pointing: Open) -> None:
    found = pointing(CLINIC).judge(
        burst(doers=("Gunmen",), places=("Saraqib",), time="Friday", voice="a nurse")
    )
    (claim,) = found.claims
    assert claim.quote == CLINIC
    assert (claim.event_type, claim.trigger.text, claim.assisted) == ("attack", "burst", "tiny")
    assert [a.text for a in claim.actors] == ["Gunmen"]
    assert [p.text for p in claim.places] == ["Saraqib"]
    assert (claim.time.start, claim.time.text) == ("2024-11-29", "Friday")
    assert claim.attribution is not None and claim.attribution.text == "a nurse"
    assert {a.id for a in found.actors} >= {a.actor for a in claim.actors}
    assert {p.id for p in found.places} >= {p.place for p in claim.places}


def test_the_same_proposal_twice_is_one_claim(pointing: Open) -> None:
    opened = pointing(CLINIC)
    assert opened.judge(burst()).claims
    assert opened.judge(burst()).known


def test_a_denial_stays_one(pointing: Open) -> None:
    found = pointing(ROUNDS).judge(
        Pointed(quote=ROUNDS, word="pepper", kind="shelling", doers=("Rebels",), denied=True)
    )
    assert [c.polarity for c in found.claims] == ["denied"]


def test_a_count_that_the_rules_read_too_comes_along(pointing: Open) -> None:
    row = {"quote": SWARM, "word": "swarmed", "kind": "attack", "doers": ["Gunmen"],
           "counts": [{"words": "four herders", "number": 4, "kind": "killed"}]}  # fmt: skip
    found = pointing(SWARM).judge(Pointed.model_validate(row, strict=False))
    (claim,) = found.claims
    assert [(f.kind, f.low, f.high) for f in claim.figures] == [("killed", 4, 4)]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a quote that the report does not hold": (
        {"quote": "Gunmen burst into a school in Saraqib on Friday."}, "not in the report"),
    "a quote with one letter changed": ({"quote": CLINIC.replace("two", "ten")},
                                        "not in the report"),
    "a quote of spaces": ({"quote": " "}, "not in the report"),
    "a word that is not in the quote": ({"word": "stormed"}, "is not in its quote"),
    "a part of a word": ({"word": "Gun"}, "is not in its quote"),
    "a kind that nobody knows": ({"kind": "picnic"}, "no kind of event"),
    "a doer from elsewhere": ({"doers": ("Rebels",)}, "“Rebels” is not in its quote"),
    "a place from elsewhere": ({"places": ("Aleppo",)}, "“Aleppo” is not in its quote"),
    "a day from elsewhere": ({"time": "Sunday"}, "“Sunday” is not in its quote"),
    "a voice from elsewhere": ({"voice": "SANA"}, "“SANA” is not in its quote"),
    "a place that is none": ({"places": ("clinic",)}, "no place that is known"),
    "a doer who is nobody": ({"doers": ("Friday",)}, "nobody that is known"),
    "a doer who is the victim": ({"targets": ("Gunmen",)}, "do not read “Gunmen” as target"),
    "another doer": ({"doers": ("nurse",)}, "another doer: “Gunmen”"),
    "the opposite": ({"denied": True}, "the rules read it as told"),
    "a word that tells nothing": ({"word": "and"}, "no word that can tell an event"),
    "the doer himself": ({"word": "Gunmen"}, "no word that can tell an event"),
    "a thing": ({"word": "clinic"}, "no word that can tell an event"),
    "a day": ({"word": "Friday"}, "no word that can tell an event"),
    "a word of another kind": ({"word": "beat", "kind": "agreement"}, "“beat” as"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(pointing: Open, what: str) -> None:
    given, why = REFUSED[what]
    verdict = pointing(f"{CLINIC}\nRebels met in Aleppo on Sunday, SANA said.").judge(
        burst(**given)
    )
    assert (verdict.claims, verdict.known) == ((), False)
    assert why in verdict.why


@pytest.mark.parametrize(
    ("words", "number", "kind", "why"),
    [
        ("four herders", 40, "killed", "it makes 40 of “four herders”"),
        ("four herders", 4, "injured", "the rules count killed"),
        ("hamlet", 4, "killed", "the rules read no count in “hamlet”"),
        ("forty herders", 40, "killed", "“forty herders” is not in its quote"),
    ],
)
def test_a_wrong_number_is_refused(
    pointing: Open, words: str, number: int, kind: str, why: str
) -> None:
    row = {"quote": SWARM, "word": "swarmed", "kind": "attack",
           "counts": [{"words": words, "number": number, "kind": kind}]}  # fmt: skip
    verdict = pointing(SWARM).judge(Pointed.model_validate(row, strict=False))
    assert verdict.claims == ()
    assert why in verdict.why


def test_a_denial_told_as_a_fact_is_refused(pointing: Open) -> None:
    verdict = pointing(ROUNDS).judge(Pointed(quote=ROUNDS, word="pepper", kind="shelling"))
    assert "the rules read it as denied" in verdict.why


def test_words_that_only_look_like_an_act_are_refused(pointing: Open) -> None:
    verdict = pointing(HEART).judge(Pointed(quote=HEART, word="attack", kind="attack"))
    assert "read no event there" in verdict.why


def test_what_the_rules_have_read_is_passed_over_in_silence(pointing: Open) -> None:
    verdict = pointing(ROAD).judge(Pointed(quote=ROAD, word="struck", kind="shelling"))
    assert (verdict.claims, verdict.why, verdict.known) == ((), "", True)


def test_what_the_rules_read_as_something_else_is_refused(pointing: Open) -> None:
    verdict = pointing(ROAD).judge(Pointed(quote=ROAD, word="struck", kind="agreement"))
    assert "the rules read “struck” as" in verdict.why


def test_a_quote_longer_than_any_claims_is_refused(pointing: Open) -> None:
    long = " ".join([CLINIC] * 9)
    verdict = pointing(long).judge(Pointed(quote=long, word="burst", kind="attack"))
    assert "max_quote_chars" in verdict.why
