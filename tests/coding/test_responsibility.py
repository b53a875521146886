"""Acts laid to somebody, claimed or denied: who is said to have done it, and who says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]
ACT = "An air strike killed nine people in Saraqib on Thursday. "


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


def _laid(found: list[Claim], stance: str) -> Claim:
    """Return the one claim about an act that is laid, claimed or denied with this stance."""
    (claim,) = [
        c for c in found
        if c.attribution and c.attribution.stance == stance and c.event_type != "accuse"
        and c.event_type not in {"deny", "reject", "claim_responsibility", "statement"}
    ]  # fmt: skip
    return claim


@pytest.mark.parametrize(
    ("text", "doer", "voice"),
    [
        ("Washington blamed the army for the strike.", "the army", "Washington"),
        ("Washington blamed the strike on the army.", "the army", "Washington"),
        ("Activists accused the army of the strike.", "the army", "Activists"),
        ("Activists accused the army of carrying out the strike.", "the army", "Activists"),
        ("Activists hold the army responsible for the strike.", "the army", "Activists"),
        ("The strike, which activists blame on the army, hit a school.", "the army", "activists"),
    ],
)
def test_the_accused_are_the_doers_by_the_word_of_who_accuses(
    claims: Reader, text: str, doer: str, voice: str
) -> None:
    claim = _laid(claims(ACT + text), "accuses")
    assert [a.text for a in claim.actors] == [doer]
    assert claim.attribution is not None
    assert claim.attribution.text == voice
    assert (claim.event_type, claim.polarity) == ("air_drone_strike", "asserted")
    assert [p.text for p in claim.places] == ["Saraqib"]
    assert claim.time.start == "2024-11-28"


def test_an_act_told_beside_the_blame_stays_without_a_doer(claims: Reader) -> None:
    found = claims(ACT + "The strike, which activists blame on the army, hit a school.")
    own = [c for c in found if c.event_type == "air_drone_strike" and c.attribution is None]
    assert own
    assert all(c.actors == () for c in own)


@pytest.mark.parametrize(
    "text",
    [
        "Moscow denied any responsibility for the strike.",
        "Moscow denied involvement.",
        "Moscow denied being behind the strike.",
        "Moscow denied that it was behind the strike.",
        "Moscow denied that its jets hit the clinic.",
        "Moscow had nothing to do with the strike, Moscow said.",
    ],
)
def test_who_clears_himself_denies_responsibility_not_the_act(claims: Reader, text: str) -> None:
    (claim,) = [c for c in claims(ACT + text) if c.polarity == "denied"]
    assert claim.denies == "responsibility"
    assert "Moscow" in [a.text for a in claim.actors]
    assert claim.attribution is not None
    assert claim.attribution.text == "Moscow"
    assert claim.event_type == "air_drone_strike"


def test_a_denied_act_is_told_as_one_with_the_act(claims: Reader) -> None:
    found = claims(ACT + "Moscow denied involvement.")
    chains = {c.chain for c in found if c.event_type == "air_drone_strike"}
    assert len(chains) == 1
    assert None not in chains


@pytest.mark.parametrize(
    "text",
    [
        "Damascus denied that any such attack took place.",
        "Damascus dismissed reports of the attack as fabricated.",
        '"There was no such attack," the foreign ministry said.',
        "Reports of the attack were lies, state media said.",
    ],
)
def test_who_denies_the_act_denies_that_it_happened(claims: Reader, text: str) -> None:
    (claim,) = [c for c in claims(ACT + text) if c.polarity == "denied"]
    assert claim.denies == "occurrence"
    assert claim.actors == ()


def test_an_accusation_is_rejected_on_behalf_of_the_accused(claims: Reader) -> None:
    found = claims(ACT + "Activists accused the army of the strike. Damascus rejected the charge.")
    claim = _laid(found, "denies")
    assert [a.text for a in claim.actors] == ["the army"]
    assert claim.attribution is not None
    assert claim.attribution.text == "Damascus"
    assert (claim.polarity, claim.denies) == ("denied", "responsibility")


@pytest.mark.parametrize(
    "answer",
    [
        "Turkey denied the report.",
        "Turkey denied this.",
        "Ankara dismissed the claim.",
        "The claim was quickly denied by Turkey.",
    ],
)
def test_who_denies_the_claim_denies_what_was_said_last(claims: Reader, answer: str) -> None:
    found = claims(f"The Observatory said Turkish shells killed nine people in Afrin. {answer}")
    (claim,) = [c for c in found if c.polarity == "denied"]
    assert claim.event_type == "shelling"
    assert [p.text for p in claim.places] == ["Afrin"]
    assert claim.attribution is not None
    assert claim.denies == "responsibility"


def test_a_claim_of_others_that_is_denied_did_not_happen(claims: Reader) -> None:
    found = claims("Rebels said they shot down a jet near Saraqib. The army denied the claim.")
    (claim,) = [c for c in found if c.polarity == "denied"]
    assert (claim.event_type, claim.denies) == ("disrupted_weapons_use", "occurrence")


@pytest.mark.parametrize(
    "text",
    [
        # one's own word, long ago, and of another thing
        "The minister said shells hit Afrin. He denied the reports of his resignation.",
        "Monitors said shells hit Afrin. It rained. Talks went on. Snow fell. Turkey denied it.",
        "The army said it had shelled Afrin. The army denied the claim.",
        "The mayor condemned the shelling of Afrin. Turkey denied reports of gains in the town.",
    ],
)
def test_nothing_is_denied_that_nobody_else_said_just_before(claims: Reader, text: str) -> None:
    assert [c for c in claims(text) if c.polarity == "denied" and c.event_type == "shelling"] == []


def test_who_claims_responsibility_is_the_doer(claims: Reader) -> None:
    found = claims(
        "A car bomb killed nine people in Azaz on Thursday. "
        "Islamic State claimed responsibility for the blast."
    )
    claim = _laid(found, "claims")
    assert [a.actor for a in claim.actors] == ["islamic-state"]
    assert claim.event_type == "remote_explosive"


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the strike.",
        "Washington did not blame the army for the strike.",
        "Washington will hold the army responsible for the strike.",
        "The army was accused of corruption.",
    ],
)
def test_nobody_is_named_where_nobody_is_accused(claims: Reader, text: str) -> None:
    found = claims(ACT + text)
    assert all(c.actors == () for c in found if c.event_type == "air_drone_strike")


def test_those_who_blame_each_other_give_two_accounts(claims: Reader) -> None:
    found = claims("Rebels and the army blamed each other for the massacre in Houla.")
    told = {(c.actors[0].text, c.attribution.text) for c in found
            if c.event_type == "attack" and c.attribution}  # fmt: skip
    assert told == {("Rebels", "the army"), ("the army", "Rebels")}


def test_a_suspicion_is_only_possible(claims: Reader) -> None:
    found = claims(ACT + "The army is suspected of the strike.")
    (claim,) = [c for c in found if c.actors and c.event_type == "air_drone_strike"]
    assert claim.modality == "possible"


def test_not_to_deny_is_no_denial(claims: Reader) -> None:
    (claim,) = [
        c for c in claims("The army did not deny that its planes had bombed Saraqib.")
        if c.event_type == "air_drone_strike"
    ]  # fmt: skip
    assert (claim.polarity, claim.modality) == ("asserted", "possible")


def test_we_are_those_who_speak(claims: Reader) -> None:
    (claim,) = [
        c for c in claims('"Our forces did not bomb the clinic," the Russian army said.')
        if c.event_type != "statement"
    ]  # fmt: skip
    assert "russia-army" in [a.actor for a in claim.actors]
    assert claim.denies == "responsibility"


@pytest.mark.parametrize(
    ("text", "doer", "stance"),
    [
        ("Aid groups pointed the finger at the army for the strike.", "the army", "accuses"),
        ("The strike was claimed by the army.", "the army", "claims"),
    ],
)
def test_other_words_lay_an_act_to_somebody(
    claims: Reader, text: str, doer: str, stance: str
) -> None:
    claim = _laid(claims(ACT + text), stance)
    assert [a.text for a in claim.actors] == [doer]


def test_hallmarks_are_only_a_hint(claims: Reader) -> None:
    found = claims(ACT + "The strike bore the hallmarks of Islamic State.")
    (claim,) = [c for c in found if "islamic-state" in [a.actor for a in c.actors]]
    assert claim.modality == "possible"


def test_it_in_a_denial_is_the_accused(claims: Reader) -> None:
    found = claims(ACT + "Activists pointed the finger at the army, though it denied any role.")
    claim = _laid(found, "denies")
    assert [a.text for a in claim.actors] == ["the army"]
    assert claim.attribution is not None
    assert claim.attribution.text == "the army"


def test_it_that_is_blamed_on_somebody_is_the_act(claims: Reader) -> None:
    claim = _laid(claims(ACT + "Damascus blamed it on rebels."), "accuses")
    assert [a.text for a in claim.actors] == ["rebels"]


def test_an_accusation_is_not_handed_on_as_fact(claims: Reader) -> None:
    found = claims(ACT + "Activists blamed the army for the strike. The strike destroyed a school.")
    own = [c for c in found if c.attribution is None and c.event_type == "air_drone_strike"]
    assert len(own) > 1
    assert all(c.actors == () for c in own)


def test_to_claim_that_something_happened_is_no_claim_of_responsibility(claims: Reader) -> None:
    found = claims(ACT + "State media claimed that Turkish jets hit a base near Azaz.")
    assert all("state-media" not in [a.actor for a in c.actors] for c in found)


def test_who_speaks_without_a_cue_is_among_the_actors(document: Callable[..., Document]) -> None:
    text = ACT + "Salvadoran officials held rebels responsible for the strike."
    coded = code(document(text), load(), Settings())
    named = {c.attribution.source for c in coded.claims if c.attribution}
    assert named - {None}
    assert named - {None} <= {a.id for a in coded.actors}


def test_a_denial_that_says_what_it_denies_points_to_nothing_else(claims: Reader) -> None:
    """*Denied claims of advances* denies no death told before."""
    found = claims(
        "Iranian media reported the death of a general in Aleppo. A Syrian official denied claims "
        "of rebel advances into the city."
    )
    assert [c.event_type for c in found if c.polarity == "denied"] == ["advance"]


def test_a_town_said_not_to_be_taken_is_no_question_of_who_took_it(claims: Reader) -> None:
    found = claims(
        "Sudan's army said on Sunday that its troops had retaken the bridge in Omdurman. "
        'The Sudanese government rejected the claim as "lies".'
    )
    assert [c.denies for c in found if c.polarity == "denied"] == ["occurrence"]


def test_who_rejects_an_accusation_of_an_unnamed_doer_clears_himself(claims: Reader) -> None:
    found = claims(
        "A rescuer said a shell hit the camp in Saraqib. The opposition accused the army of a "
        "war crime. The army rejected the accusation."
    )
    denied = _laid(found, "denies")
    assert denied.denies == "responsibility"
    assert [a.text for a in denied.actors] == ["The army"]


def test_who_rejects_the_report_denies_the_act_and_no_count_of_dead(claims: Reader) -> None:
    found = claims(
        "State radio said on Monday that the army had recaptured Malakal. Seventeen bodies of"
        " rebels were found, the radio said. The Northern Front rejected the report as false."
    )
    (denied,) = [c for c in found if c.polarity == "denied"]
    assert denied.event_type == "government_regains_territory"
    assert denied.figures == ()


def test_who_rejects_the_allegations_denies_what_his_own_side_did(claims: Reader) -> None:
    found = claims(
        "Kenyan police shot nine students in Kisumu and protesters burned the town hall, a rights"
        " group said. Kenya's government rejected the allegations."
    )
    (denied,) = [c for c in found if c.polarity == "denied"]
    assert [a.text for a in denied.actors] == ["Kenyan police"]


def test_neither_confirmed_nor_denied_is_no_denial(claims: Reader) -> None:
    found = claims("The army neither confirmed nor denied that an inquiry had begun.")
    assert [c for c in found if c.polarity == "denied"] == []
    assert [c.event_type for c in found if c.event_type == "deny"] == []


def test_blame_in_one_sentence_with_an_act_is_for_it(claims: Reader) -> None:
    found = claims(
        "An attack on the market of Kano killed forty. The governor rejected reports that"
        " soldiers killed nine herders near Mongo and blamed bandits."
    )
    blamed = [c for c in found if c.attribution and c.attribution.stance == "accuses"]
    assert [c.event_type for c in blamed] == ["casualties"]


def test_what_a_side_won_is_not_what_it_denies(claims: Reader) -> None:
    found = claims(
        "The army on Wednesday recaptured Saraqib, four days after it was seized by rebels, a "
        "monitor said. A rebel spokesman dismissed the reports as propaganda."
    )
    (denied,) = [c for c in found if c.polarity == "denied"]
    assert [a.actor for a in denied.actors] == ["army"]
