"""Talk of an act by PLOVER: promise, threat, demand, refusal; each rule with its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.coding.speech_acts import plover_of
from consilience.knowledge import Knowledge, load
from consilience.language.annotate import Document
from consilience.settings import Settings

Told = Callable[[str, str], str | None]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture
def told(document: Callable[..., Document], knowledge: Knowledge) -> Told:
    """Return a function from a text and a trigger to the PLOVER type of that trigger's claim."""

    def read(text: str, trigger: str) -> str | None:
        claims = code(document(text), knowledge, Settings()).claims
        return next(c.plover for c in claims if c.trigger.text == trigger)

    return read


@pytest.mark.parametrize(
    ("text", "trigger", "plover"),
    [
        ("Ghana met the rebels in Accra on Monday.", "met", "CONSULT"),
        ("Ghana arrested the rebels in Accra on Monday.", "arrested", "COERCE/arrest"),
        # intent: AGREE or THREATEN
        ("Ghana will meet the rebels in Accra on Monday.", "meet", "AGREE"),
        ("Kenya said it would withdraw its troops from Goma.", "withdraw", "AGREE"),
        ("Norway is willing to evacuate the wounded, its envoy said.", "evacuate", "AGREE"),
        ("Ghana will arrest the rebels in Accra on Monday.", "arrest", "THREATEN"),
        ("The union said it would boycott the vote.", "boycott", "THREATEN"),
        # demand: REQUEST
        ("Russia urged Sudan to withdraw its troops from Abyei.", "withdraw", "REQUEST"),
        ("Sudan must withdraw its troops from Abyei, Russia said.", "withdraw", "REQUEST"),
        ("Sudan has to withdraw its troops from Abyei, Russia said.", "withdraw", "REQUEST"),
        ("Russia declared that Sudan must obey the court.", "declared", "REQUEST"),
        ("Russia said that Sudan must obey the court.", "said", "REQUEST"),
        # refusal and denial: REJECT
        ("Ghana will not meet the rebels in Accra.", "meet", "REJECT"),
        ("Russia denied bombing hospitals in Idlib.", "bombing", "REJECT"),
        ("France accused the militia of shelling a school in Bria.", "shelling", "ACCUSE"),
        # neither intent nor demand
        ("Soldiers advanced to retake the town of Khasham.", "retake", "COERCE/seize"),
        ("Militants tried to assassinate the minister in Beirut.", "assassinate",
         "ASSAULT/targeted"),
        ("The army must have bombed the depot, a witness said.", "bombed", "ASSAULT"),
        ("France will deploy troops to Gao.", "deploy", "MOBILIZE/troops"),
        ("A flood displaced the people of Beira.", "displaced", None),
    ],
)  # fmt: skip
def test_talk_of_an_act_is_an_act_of_speech(
    told: Told, text: str, trigger: str, plover: str | None
) -> None:
    assert told(text, trigger) == plover


def test_a_prediction_is_no_threat(knowledge: Knowledge) -> None:
    strike = knowledge.events.types["shelling"]
    assert plover_of(strike, "asserted", "planned", "intent", "predicts") == strike.plover


def test_a_denied_attack_that_nobody_denies_stays_an_attack(knowledge: Knowledge) -> None:
    strike = knowledge.events.types["shelling"]
    assert plover_of(strike, "denied", "actual", "told", "says") == strike.plover
