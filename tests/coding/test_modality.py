"""Polarity and modality: whether it is said to have happened, or not, or only perhaps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.events import EventMention, read_events
from consilience.knowledge.event_types import EventBook, EventType, MeansEntry, TriggerEntry
from consilience.knowledge.files import DATA, read_sections
from consilience.language.annotate import Document


@pytest.fixture(scope="module")
def book() -> EventBook:
    files = [DATA / f"{name}.yaml" for name in ("event_types", "triggers", "means")]
    rows = read_sections(
        files, {"event_types": EventType, "triggers": TriggerEntry, "means": MeansEntry}
    )
    return EventBook.build(rows["event_types"], rows["triggers"], rows["means"])


@pytest.fixture
def event(document: Callable[..., Document], book: EventBook) -> Callable[..., EventMention]:
    """Return a function from a text to its first event that is no speech."""

    def read(text: str) -> EventMention:
        found = read_events(document(text), book)
        return next(m for m in found if m.type.family != "speech")

    return read


Reader = Callable[..., EventMention]


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the village on Monday.",
        "The army has attacked the village twice.",
        "The attack killed two farmers.",
        "Rebels managed to capture the village.",
        "Nine people were killed, not two.",
    ],
)
def test_what_is_said_to_have_happened(event: Reader, text: str) -> None:
    found = event(text)
    assert (found.polarity, found.modality) == ("asserted", "actual")


@pytest.mark.parametrize(
    "text",
    [
        "The army did not attack the village on Monday.",  # not
        "The army never attacked the village.",
        "The army hasn't attacked the village.",
        "No civilians were killed in the village.",  # no + subject
        "Not one rebel attacked the village.",
        "Not a single shell hit the village.",
        "Not one of the rebels attacked the village.",
        "The raid hurt no civilians.",  # no + object
        "There was no attack on the village.",  # no + noun
        "The army failed to capture the village.",  # a verb of failure
        "The army withdrew without a battle.",  # without + noun
    ],
)
def test_what_is_said_not_to_have_happened(
    document: Callable[..., Document], book: EventBook, text: str
) -> None:
    assert read_events(document(text), book)[-1].polarity == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "The army may attack the village.",
        "The blast might have killed the guards.",
        "Militants could have attacked the depot.",
        "The alleged attack on the village was on Monday.",
        "The group is believed to have attacked the depot.",
    ],
)
def test_what_only_may_have_happened(event: Reader, text: str) -> None:
    assert event(text).modality == "possible"


@pytest.mark.parametrize(
    "text",
    [
        "The army will attack the village.",  # a modal of the future
        "The army plans to attack the village.",  # a verb of intent
        "The rebels vowed to attack the village.",
        "Soldiers moved to encircle the village.",  # an infinitive of purpose
        "The general ordered his men to attack the village.",
        "The army prepared an attack on the village.",  # an object of planning
        "The plan for an attack on the village was dropped.",  # a noun of planning
        "Troops were ready to attack the village.",  # an adjective of readiness
        "The move forestalls a potential attack on the village.",  # a word beside the noun
        "Families left before the threatened attack on the village.",
        "The governor was expecting an attack on the village.",  # an object of waiting
        "They signed the pact, with an attack expected to follow.",
    ],
)
def test_what_is_only_planned(event: Reader, text: str) -> None:
    assert event(text).modality == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "If the army attacks the village, the farmers leave.",
        "Unless the army attacks the village, the farmers stay.",
        "The army would attack the village in that case.",
        "The president asked whether the army attacked the village.",
    ],
)
def test_what_is_only_supposed(event: Reader, text: str) -> None:
    assert event(text).modality == "hypothetical"


def test_a_modal_reaches_over_and(document: Callable[..., Document], book: EventBook) -> None:
    found = read_events(document("The army may attack the village and seize the bridge."), book)
    assert [m.modality for m in found] == ["possible", "possible"]


def test_not_reaches_only_its_own_clause(
    document: Callable[..., Document], book: EventBook
) -> None:
    text = "Rebels attacked the base but did not seize the airport."
    found = {m.type.id: m.polarity for m in read_events(document(text), book)}
    assert found == {"attack": "asserted", "takes_territory": "denied"}


def test_what_went_before_a_call_has_happened(
    document: Callable[..., Document], book: EventBook
) -> None:
    text = "After the attack on the village, France called for a truce."
    assert read_events(document(text), book)[0].modality == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the depot without killing civilians.",
        "The rebels were unable to capture the village.",
        "Neither side attacked the village.",
        "Neither the army nor the rebels attacked the village.",
    ],
)  # fmt: skip
def test_who_and_whom_may_deny_it_too(
    document: Callable[..., Document], book: EventBook, text: str
) -> None:
    assert read_events(document(text), book)[-1].polarity == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "There were no reports of casualties in Hama.",  # no + report + of
        "There is no evidence that the army shelled the town.",  # no + evidence + that
        "The army thwarted an attack on the base.",  # an object of foiling
        "Police prevented protesters from storming the parliament.",  # kept from
        "None of the rebels attacked the base.",
        "The mayor was not hurt, nor was the governor killed.",  # nor joins a clause
    ],
)
def test_what_was_foiled_or_is_not_known_is_denied(
    document: Callable[..., Document], book: EventBook, text: str
) -> None:
    assert read_events(document(text), book)[-1].polarity == "denied"


def test_a_truce_that_is_called_for_has_yet_to_come(
    document: Callable[..., Document], book: EventBook
) -> None:
    found = read_events(document("After the attack, France called for a truce."), book)
    assert {m.type.id: m.modality for m in found}["ceasefire"] == "planned"


def test_what_is_to_be_stopped_goes_on(document: Callable[..., Document], book: EventBook) -> None:
    found = read_events(document("France called on both sides to stop the shelling."), book)
    (shelling,) = [m for m in found if m.type.id == "shelling"]
    assert (shelling.polarity, shelling.modality) == ("asserted", "actual")


@pytest.mark.parametrize(
    "text",
    [
        "The army never targets civilians.",
        "Its planes do not bomb hospitals.",
        "The army has repeatedly denied targeting civilians.",
        "Moscow has always denied bombing hospitals.",
    ],
)
def test_a_habit_that_is_denied_is_no_act(
    document: Callable[..., Document], book: EventBook, text: str
) -> None:
    assert [m.type.id for m in read_events(document(text), book) if m.type.id != "deny"] == []


def test_one_charge_denied_again_and_again_stays_denied(event: Reader) -> None:
    found = event("The army has repeatedly denied shelling the camp.")
    assert found.type.family == "violence"


@pytest.mark.parametrize(
    "text", ["The army did not bomb hospitals.", "The army does not shell the market."]
)
def test_what_was_not_done_there_is_denied(event: Reader, text: str) -> None:
    assert event(text).polarity == "denied"


@pytest.mark.parametrize("text", ["Not all rebels attacked.", "Not only rebels attacked."])
def test_not_all_leaves_some(event: Reader, text: str) -> None:
    assert event(text).polarity == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "The army did not know of a raid on the village.",
        "The army said it was not aware of a raid on the village.",
        "The army had no knowledge of a raid on the village.",
        "The army was unaware of any raid on the village.",
    ],
)
def test_what_somebody_does_not_know_of_is_left_open(event: Reader, text: str) -> None:
    found = event(text)
    assert (found.polarity, found.modality) == ("asserted", "possible")


@pytest.mark.parametrize(
    "text", ["The ministry has not issued a toll.", "The ministry gave no death toll."]
)
def test_no_toll_is_no_denial(
    document: Callable[..., Document], book: EventBook, text: str
) -> None:
    assert [m.type.id for m in read_events(document(text), book) if m.type.id != "statement"] == []
