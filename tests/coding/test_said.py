"""Who says so: chains of attribution tied to claims, and things said that tell no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Attribution, Claim
from consilience.settings import Settings

Reader = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text: list(code(document(text), knowledge, Settings()).claims)


def _said(found: list[Claim], type_id: str) -> Attribution:
    (said,) = [c.attribution for c in found if c.event_type == type_id]
    assert said is not None
    return said


def test_a_report_in_its_own_voice_names_nobody(claims: Reader) -> None:
    (claim,) = claims("Rebels entered Hama on Friday.")
    assert claim.attribution is None


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The army said rebels entered Hama on Friday.", "The army", "said"),
        ("Rebels entered Hama on Friday, the army said.", "the army", "said"),
        ("Rebels entered Hama on Friday, according to the army.", "the army", "according to"),
        ("According to the army, rebels entered Hama on Friday.", "the army", "According to"),
        ("“Rebels entered Hama on Friday,” an officer told Reuters.", "an officer", "told"),
    ],
)
def test_source_and_cue(claims: Reader, text: str, source: str, cue: str) -> None:
    said = _said(claims(text), "enters_territory")
    assert (said.text, said.cue) == (source, cue)


def test_a_chain_goes_back_to_its_last_link(claims: Reader) -> None:
    said = _said(
        claims("State media quoted a military source as saying that rebels entered Hama."),
        "enters_territory",
    )
    assert said.text == "a military source"
    assert [v.text for v in said.via] == ["State media"]


def test_an_unnamed_source_has_no_origin(claims: Reader) -> None:
    said = _said(claims("Rebels reportedly entered Hama on Friday."), "enters_territory")
    assert (said.source, said.stance) == (None, "reportedly")


@pytest.mark.parametrize(
    "told",
    ["The latest air raid shows that shells hit the market in Hama.",
     "The rising toll suggests that jets bombed the market in Hama.",
     "The final hours of the truce showed that gunmen had attacked Hama."],
)  # fmt: skip
def test_what_happened_is_no_voice(told: str, claims: Reader) -> None:
    assert not [c for c in claims(told) if c.attribution and c.attribution.source]


def test_footage_is_no_voice(claims: Reader) -> None:
    found = claims("Reports said that rebels entered Hama on Friday.")
    assert {c.attribution.source for c in found if c.attribution} <= {None}


def test_a_pronoun_goes_back_to_the_speaker(claims: Reader) -> None:
    found = claims(
        "The governor, Salma Darwish, said rebels entered Hama. She said nine people were killed."
    )
    first, second = _said(found, "enters_territory"), _said(found, "casualties")
    assert first.source == second.source
    assert second.text != "She"


def test_a_person_nobody_listed_still_is_a_source(claims: Reader) -> None:
    said = _said(
        claims("Rebels entered Hama on Friday, a baker in the old market said."),
        "enters_territory",
    )
    assert said.source
    assert "baker" in said.text


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The rebels denied the army's claim that they had shelled Hama on Friday.",
            {("the army", "asserted"), ("The rebels", "denied")},
        ),
        (
            "The army denied reports by the White Helmets that it had shelled Hama on Friday.",
            {("the White Helmets", "asserted"), ("The army", "denied")},
        ),
        (
            "The army dismissed as false a report by the White Helmets that it shelled Hama.",
            {("the White Helmets", "asserted"), ("The army", "denied")},
        ),
    ],
)
def test_whoever_denies_a_claim_is_heard_beside_who_makes_it(
    claims: Reader, text: str, sides: set[tuple[str, str]]
) -> None:
    found = [c for c in claims(text) if c.event_type == "shelling"]
    heard = {(c.attribution.text, c.polarity) for c in found if c.attribution}
    assert heard == sides


def test_a_claim_that_another_denies_is_denied(claims: Reader) -> None:
    found = claims(
        "The White Helmets said warplanes bombed Idlib on Friday, a claim that Russia denied."
    )
    assert "denied" in {c.polarity for c in found if c.event_type == "air_drone_strike"}


def test_whoever_denies_doing_it_denies_it(claims: Reader) -> None:
    found = claims("Russia has repeatedly denied bombing hospitals in Idlib.")
    assert [c.polarity for c in found if c.event_type != "deny"] == ["denied"]


def test_no_reports_of_casualties_are_no_casualties(claims: Reader) -> None:
    found = claims("There were no reports of casualties in Hama.")
    assert [c for c in found if (c.polarity, c.modality) == ("asserted", "actual")] == []


def test_each_side_of_a_but_has_its_voice(claims: Reader) -> None:
    found = claims(
        "The Syrian Observatory said rebels entered Hama on Friday, but state media denied that "
        "the fighters had entered the city."
    )
    sides = {
        (c.attribution.text, c.polarity)
        for c in found
        if c.event_type == "enters_territory" and c.attribution
    }
    assert sides == {("The Syrian Observatory", "asserted"), ("state media", "denied")}


def test_they_in_a_denial_are_not_those_who_deny(claims: Reader) -> None:
    found = claims(
        "The Syrian Observatory said rebels entered Hama on Friday, but state media denied that "
        "they had entered the city."
    )
    (denied,) = [c for c in found if c.polarity == "denied"]
    assert "state media" not in [a.text for a in denied.actors]


# ------------------------------------------------------------ said, but no event


def test_what_is_said_of_no_event_is_a_statement(claims: Reader) -> None:
    (claim,) = claims("The minister said that the harvest was poor this year.")
    assert claim.event_type == "statement"
    assert [a.text for a in claim.actors] == ["The minister"]
    assert claim.attribution is not None


def test_what_is_said_of_an_event_is_no_statement_beside_it(claims: Reader) -> None:
    found = claims("The army said rebels entered Hama on Friday.")
    assert [c.event_type for c in found] == ["enters_territory"]


@pytest.mark.parametrize(
    ("text", "type_id"),
    [
        ("Russia accused the rebels of theft on Friday.", "accuse"),
        ("The army denied the report on Friday.", "deny"),
        ("The opposition demanded new elections on Friday.", "demand"),
        ("The Red Cross appealed for calm on Friday.", "appeal"),
        ("Iran threatened Israel on Friday.", "threaten"),
    ],
)
def test_an_act_of_speech_is_the_speakers(claims: Reader, text: str, type_id: str) -> None:
    (claim,) = [c for c in claims(text) if c.event_type == type_id]
    assert len(claim.actors) == 1
    assert text.lower().startswith(claim.actors[0].text.lower())


def test_support_that_is_voiced_is_support(claims: Reader) -> None:
    found = claims("Iran reiterated support for the government on Friday.")
    assert "support" in {c.event_type for c in found}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A report by the Observatory said rebels entered Hama on Friday.", "the Observatory"),
        ("The army's statement said rebels entered Hama on Friday.", "army"),
        (
            "The interior ministry confirmed the raid. "
            "Rebels entered Hama on Friday, the statement said.",
            "The interior ministry",
        ),
        ('"It is grave," WHO said in a statement saying that rebels entered Hama.', "WHO"),
    ],
)  # fmt: skip
def test_a_writing_goes_back_to_who_issued_it(claims: Reader, text: str, source: str) -> None:
    assert _said(claims(text), "enters_territory").text == source


def test_a_report_of_nobody_named_keeps_its_own_words(claims: Reader) -> None:
    found = claims("Medics fled the town. The report said rebels entered Hama on Friday.")
    said = _said(found, "enters_territory")
    assert said.source is None


@pytest.mark.parametrize(
    "text",
    [
        "The Health Ministry said tests on victims of the raid point to gas.",
        "The governor said the regime bears full responsibility for the gas attack on Hama.",
        "The ministry said the army had cut the pace of its attacks on Hama.",
    ],
)
def test_what_only_speaks_of_an_act_is_a_statement(claims: Reader, text: str) -> None:
    (statement,) = [c for c in claims(text) if c.event_type == "statement"]
    assert statement.trigger.text == "said"
    assert statement.actors


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said the raid on Hama killed nine people.",
        "The ministry said nine people died in the raid on Hama.",
        "The ministry said five of the nine people killed in Hama were children.",
        "The ministry said that rebels who shelled Hama attacked a clinic.",
    ],
)
def test_what_tells_an_act_is_no_statement_beside_it(claims: Reader, text: str) -> None:
    assert not [c for c in claims(text) if c.event_type == "statement"]


def test_what_is_answered_has_happened(claims: Reader) -> None:
    """Who vows revenge plans the revenge, not the strike."""
    found = claims("Rebel groups vowed revenge for Tuesday's strike on the town of Saraqib.")
    assert [c.modality for c in found if c.event_type == "air_drone_strike"] == ["actual"]


def test_who_speak_together_are_shown_together(claims: Reader) -> None:
    found = claims(
        "The Syrian Observatory for Human Rights warned of more. The air raid killed nine people, "
        "the monitor and residents said."
    )
    (voice,) = {c.attribution.text for c in found if c.figures and c.attribution}
    assert voice == "the monitor and residents"
    assert {c.attribution.source for c in found if c.figures and c.attribution} == {"sohr"}


def test_another_monitor_is_not_the_one_named_before(claims: Reader) -> None:
    """Two monitors that each tell of a raid are two origins."""
    found = claims(
        "The Syrian Observatory for Human Rights said nine people died. Another monitoring group "
        "the Local Coordination Committees said the air raid killed eleven people."
    )
    sources = {c.attribution.source for c in found if c.figures and c.attribution}
    assert len(sources) == 2


def test_an_agency_spelled_like_a_pronoun_speaks(claims: Reader) -> None:
    found = claims('"The chemicals include nerve agents," WHO said, "and nine people died."')
    assert {c.attribution.text for c in found if c.attribution} == {"WHO"}


def test_what_nobody_disputes_stands(claims: Reader) -> None:
    (died,) = [c for c in claims("Nobody disputes that nine guards died in Hama.") if c.figures]
    assert (died.polarity, died.modality) == ("asserted", "actual")


def test_what_nobody_has_said_is_not_said(claims: Reader) -> None:
    acts = [c for c in claims("No official said that the army shelled Hama.") if c.places]
    assert acts and all(c.modality != "actual" for c in acts)


def test_who_rules_out_an_act_denies_it(claims: Reader) -> None:
    found = claims("The government ruled out that its planes had hit the mill in Hama.")
    (act,) = [c for c in found if c.event_type == "air_drone_strike"]
    assert (act.polarity, act.modality, act.denies) == ("denied", "actual", "responsibility")


def test_who_does_not_rule_it_out_denies_nothing(claims: Reader) -> None:
    found = claims("The government did not rule out that its planes had hit the mill in Hama.")
    (act,) = [c for c in found if c.event_type == "air_drone_strike"]
    assert (act.polarity, act.modality) == ("asserted", "possible")


def test_a_body_that_speaks_of_itself_is_not_the_one_that_spoke_before(claims: Reader) -> None:
    found = claims(
        "The army said that shells hit the fair in Hama. The United Nations mission said it could "
        "not confirm who shelled the fair."
    )
    (doubted,) = [c for c in found if c.modality == "possible"]
    assert doubted.attribution
    assert doubted.attribution.text == "The United Nations mission"


def test_they_in_a_quotation_are_not_who_spoke_before(claims: Reader) -> None:
    found = claims(
        "Officers of the Northern Brigade said their men had left. “They say we never bombed the "
        "camp in Hama,” a teacher, Lina Darwish, said."
    )
    (act,) = [c for c in found if c.trigger.text == "bombed"]
    assert act.attribution
    assert act.attribution.source is None


def test_what_is_only_said_of_a_thing_is_not_denied(claims: Reader) -> None:
    found = claims("Residents denied that any gunmen were in the houses that troops raided.")
    (raid,) = [c for c in found if c.event_type == "attack"]
    assert (raid.polarity, raid.attribution) == ("asserted", None)
    raids = claims("The army denied carrying out the raid that killed nine men in Hama.")
    assert {c.polarity for c in raids if c.figures} == {"denied"}


def test_a_denial_after_a_semicolon_is_of_its_own_object(claims: Reader) -> None:
    found = claims("Baku says it destroyed two tanks; Yerevan denies any launch.")
    destroyed = [c for c in found if c.event_type == "equipment_destroyed"]
    assert [c.polarity for c in destroyed] == ["asserted"]


def test_a_count_is_no_voice(claims: Reader) -> None:
    found = claims(
        "Another 50 were wounded in Hama the Syrian Observatory said blaming the attack on rebels."
    )
    named = {c.attribution.text for c in found if c.attribution and c.attribution.source}
    assert "Another 50" not in named


def test_a_voice_does_not_begin_in_the_words_that_it_says(claims: Reader) -> None:
    found = claims(
        '"There were also 20 women among the dead and the toll could rise because there are people '
        'missing" the Syrian Observatory said.'
    )
    (dead,) = [c for c in found if c.figures]
    assert dead.attribution
    assert dead.attribution.text == "the Syrian Observatory"


@pytest.mark.parametrize(
    "words",
    ["was unable to verify the claim", "has been unable to verify reports",
     "was not able to confirm", "has yet to confirm"],
)  # fmt: skip
def test_who_cannot_confirm_it_leaves_it_in_doubt(words: str, claims: Reader) -> None:
    found = claims(f"The monitor {words} that rebels executed 12 prisoners in Homs.")
    (act,) = [c for c in found if c.event_type == "execution"]
    assert act.attribution is not None
    assert (act.attribution.text, act.attribution.stance) == ("The monitor", "doubts")
    assert act.modality == "possible"


def test_who_was_able_to_confirm_it_does(claims: Reader) -> None:
    found = claims("The monitor was able to confirm that rebels executed 12 prisoners in Homs.")
    (act,) = [c for c in found if c.event_type == "execution"]
    assert act.attribution is not None and act.attribution.stance == "confirms"
