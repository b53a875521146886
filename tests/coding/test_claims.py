"""Claims: the slots of one report put together, each with the words it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consilience.coding.claims import code
from consilience.coding.coded import Coded
from consilience.knowledge import Knowledge, load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

REPORT = (
    "Rebels enter Hama, monitor says\n"
    "HAMA, 30 November - Rebels entered the city of Hama on Friday, the Syrian Observatory said, "
    "and nine soldiers were killed in the clashes.\n"
    "State media denied that any fighter had entered the city. “Nobody is here,” an army officer "
    "told SANA.\n"
    "At least 24 civilians, two of them children, have died in air strikes on Idlib since "
    "Wednesday, according to the United Nations.\n"
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def coded(document: Callable[..., Document], knowledge: Knowledge) -> Callable[..., Coded]:
    return lambda text, **more: code(document(text, **more), knowledge, Settings())


@pytest.fixture(scope="module")
def claims(coded: Callable[..., Coded]) -> Callable[..., list[Claim]]:
    return lambda text, **more: list(coded(text, **more).claims)


@pytest.fixture(scope="module")
def told(claims: Callable[..., list[Claim]]) -> list[Claim]:
    return claims(REPORT)


Reader = Callable[..., list[Claim]]


def _only(found: list[Claim], type_id: str) -> Claim:
    (claim,) = [c for c in found if c.event_type == type_id]
    return claim


# ------------------------------------------------------------ evidence


def _check_spans(found: list[Claim], text: str) -> None:
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
        trigger = claim.trigger
        assert text[trigger.start : trigger.end] == trigger.text
        refs: tuple[Any, ...] = (*claim.actors, *claim.targets, *claim.places, *claim.figures)
        for ref in refs:
            assert text[ref.start : ref.end] == ref.text
        if claim.time.span_start is not None:
            assert text[claim.time.span_start : claim.time.span_end] == claim.time.text
        if claim.attribution is not None:
            said = claim.attribution
            assert text[said.cue_start : said.cue_end] == said.cue
            assert text[said.start : said.end] == said.text


def test_every_cell_leads_to_its_words(told: list[Claim]) -> None:
    assert len(told) >= 4
    _check_spans(told, REPORT)


PIECES = st.sampled_from(
    ["Rebels entered Hama", "“we hit it,”", "the army’s", "said", "on Friday", "killed", "9", "\n",
     ".", ",", "Syrias", "nine", "people", "denied that", "according to", "SANA", "it", "\u00a0",
     "NINE PEOPLE WERE KILLED IN HAMA", "l’ONU", "🚀", "at least 24", "Idlib", "who", "he said"]
)  # fmt: skip


def test_a_last_word_that_is_a_cue_breaks_nothing(claims: Reader) -> None:
    text = "Rebels entered Hama he said"
    _check_spans(claims(text), text)


@settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_spans_hold_on_any_text(claims: Reader, pieces: list[str]) -> None:
    text = " ".join(pieces) + "."
    _check_spans(claims(text), text)


def test_a_quote_is_a_sentence(claims: Reader) -> None:
    text = "The market was full. Shells killed two drivers in Hama on Friday. Nobody spoke."
    assert {c.quote for c in claims(text)} == {"Shells killed two drivers in Hama on Friday."}


def test_a_quote_of_an_endless_sentence_is_cut(
    document: Callable[..., Document], knowledge: Knowledge
) -> None:
    text = "Gunmen killed two drivers in Hama, " + "and the market was full of fruit, " * 40
    limit = Settings(max_quote_chars=200)
    found = code(document(text), knowledge, limit).claims
    assert found
    assert max(len(c.quote) for c in found) <= 200
    _check_spans(list(found), text)


# ------------------------------------------------------------ ids


def test_ids_are_the_same_each_time(told: list[Claim], claims: Reader) -> None:
    assert [c.id for c in claims(REPORT)] == [c.id for c in told]


def test_ids_are_each_its_own(told: list[Claim]) -> None:
    assert len({c.id for c in told}) == len(told)


def test_what_a_later_sentence_says_changes_no_earlier_id(
    told: list[Claim], claims: Reader
) -> None:
    longer = claims(REPORT + "Teachers marched in Homs on Monday.\n")
    assert {c.id for c in told} <= {c.id for c in longer}


def test_actors_and_places_of_claims_are_listed(coded: Callable[..., Coded]) -> None:
    made = coded(REPORT)
    actors = {a.id for a in made.actors}
    places = {p.id for p in made.places}
    for claim in made.claims:
        assert {r.actor for r in (*claim.actors, *claim.targets)} <= actors
        assert {r.place for r in claim.places} <= places
        if claim.attribution and claim.attribution.source:
            assert claim.attribution.source in actors


# ------------------------------------------------------------ slots


def test_the_slots_of_a_plain_sentence(claims: Reader) -> None:
    (claim,) = claims("Gunmen killed nine villagers in Gao on Friday, the United Nations said.")
    assert claim.event_type == "casualties"
    assert [a.text for a in claim.actors] == ["Gunmen"]
    assert [t.text for t in claim.targets] == ["nine villagers"]
    assert [(p.text, p.role) for p in claim.places] == [("Gao", "at")]
    assert (claim.time.text, claim.time.start, claim.time.precision) == (
        "Friday", "2024-11-29", "day",
    )  # fmt: skip
    assert [(f.kind, f.low, f.high) for f in claim.figures] == [("killed", 9, 9)]
    assert claim.attribution is not None
    assert (claim.attribution.source, claim.attribution.stance) == ("united-nations", "says")


def test_each_type_carries_its_codes(claims: Reader, knowledge: Knowledge) -> None:
    claim = _only(claims("Warplanes bombed a market in Idlib on Friday."), "air_drone_strike")
    assert (claim.acled, claim.plover) == ("Air/drone strike", "ASSAULT/aerial")


def test_a_part_points_at_its_whole(claims: Reader) -> None:
    found = claims("An air strike in Hama killed nine people, including two children, on Friday.")
    figures = _only(found, "air_drone_strike").figures
    assert [(f.low, f.part_of) for f in figures] == [(9, None), (2, 0)]


def test_a_toll_without_a_verb_is_a_claim(claims: Reader) -> None:
    claim = _only(claims("Twelve dead in Hama market."), "casualties")
    assert [(f.kind, f.low) for f in claim.figures] == [("killed", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "The offensive remains slow.",
        "The harvest was poor this year.",
        "Rice and lentils cost more than in spring.",
    ],
)
def test_where_nothing_is_told_nothing_is_claimed(claims: Reader, text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The evacuation resumed within hours.",
        "The evacuation process was halted within hours.",
        "The withdrawal has begun.",
    ],
)
def test_how_a_known_movement_goes_on_is_told(claims: Reader, text: str) -> None:
    assert [c.event_type for c in claims(text)] in (["evacuation"], ["retreat"])


@pytest.mark.parametrize(
    "text",
    [
        "Shells struck a market in Hama on Friday and killed four people, the civil defence said.",
        "Guards tortured prisoners in a jail in Minya, the civil defence said.",
        "Four drivers were killed when mortar shells struck a depot, the civil defence said.",
    ],
)
def test_who_reports_an_act_has_not_done_it(claims: Reader, text: str) -> None:
    doers = {a.text for c in claims(text) for a in c.actors if c.event_type != "statement"}
    assert "the civil defence" not in doers


def test_a_toll_belongs_to_the_shelling_that_opens_the_sentence(claims: Reader) -> None:
    (claim,) = claims("Shelling in Hama killed nine people on Friday.")
    assert (claim.event_type, [f.low for f in claim.figures]) == ("shelling", [9])


@pytest.mark.xfail(strict=True, reason="a bare noun of exchange takes its object for its doer")
def test_prisoners_do_not_exchange_themselves(claims: Reader) -> None:
    found = claims("The two sides agreed on a prisoner exchange on Friday.")
    assert _only(found, "prisoner_exchange").actors == ()


def test_a_country_that_acts_is_no_place(claims: Reader) -> None:
    claim = _only(claims("France deployed troops to Gao on Friday."), "mobilise")
    assert [a.text for a in claim.actors] == ["France"]
    assert [(p.text, p.role) for p in claim.places] == [("Gao", "to")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Gunmen attacked a village south of Hama on Friday.", [("Hama", "near")]),
        ("The army withdrew from Khan Younis on Friday.", [("Khan Younis", "from")]),
        ("Rebels advanced towards Hama on Friday.", [("Hama", "to")]),
        ("Gunmen killed two nurses at a clinic in Hama on Friday.", [("Hama", "at")]),
        (
            "Rebels cut the highway linking Damascus to Aleppo on Friday.",
            [("highway linking Damascus to Aleppo", "at")],
        ),
        ("Turkey-backed factions attacked the village of Kafr Nabl.", [("Kafr Nabl", "at")]),
        (
            "A strike in Idlib killed four people, the worst toll since the wars in Gaza.",
            [("Idlib", "at")],
        ),
    ],
)
def test_the_place_is_the_events(claims: Reader, text: str, places: list[tuple[str, str]]) -> None:
    first = claims(text)[0]
    assert [(p.text, p.role) for p in first.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "Israeli jets struck the outskirts of Beirut on Friday.",
        "Israeli jets struck Beirut on Friday, killing six people.",
        "Rebels shelled Damascus on Friday.",
    ],
)
def test_a_capital_that_is_hit_is_a_place(claims: Reader, text: str) -> None:
    (claim,) = claims(text)
    assert len(claim.places) == 1
    assert not {"Beirut", "Damascus"} & {t.text for t in claim.targets}


@pytest.mark.parametrize(
    "text",
    [
        "The minister said in Paris that the army had shelled Hama on Thursday.",
        "The United Nations in Geneva said the army had shelled Hama on Thursday.",
    ],
)
def test_where_somebody_speaks_is_not_where_it_happened(claims: Reader, text: str) -> None:
    claim = _only(claims(text), "shelling")
    assert [p.text for p in claim.places] == ["Hama"]


def test_when_somebody_speaks_is_not_when_it_happened(claims: Reader) -> None:
    claim = _only(
        claims("The minister said on Friday that the army had shelled Hama on Thursday."),
        "shelling",
    )
    assert claim.time.start == "2024-11-28"


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Dozens of fighters attacked Hama on Friday.", ["fighters"]),
        ("Members of the Wagner Group killed nine villagers in Moura.", ["the Wagner Group"]),
        ("Unidentified gunmen killed a judge in Daraa on Friday.", ["Unidentified gunmen"]),
        ("Nine people were killed in Hama on Friday.", []),
    ],
)
def test_who_did_it_as_worded(claims: Reader, text: str, doers: list[str]) -> None:
    assert [a.text for a in claims(text)[0].actors] == doers


def test_a_pronoun_is_who_acted_before(claims: Reader) -> None:
    captured, shelled = claims("The army captured Hama on Friday. It then shelled Homs.")
    assert shelled.actors[0].actor == captured.actors[0].actor
    assert shelled.actors[0].text == "The army"


@pytest.mark.parametrize(
    "text",
    [
        "Syrias army seized the town of Saraqib on Friday the Syrian Observatory said.",
        "Syria’s army seized the town of Saraqib on Friday, the Syrian Observatory said.",
        "SYRIA'S ARMY SEIZED THE TOWN OF SARAQIB ON FRIDAY, THE SYRIAN OBSERVATORY SAID.",
    ],
)
def test_the_slots_of_text_as_it_comes(claims: Reader, text: str) -> None:
    claim = _only(claims(text), "government_regains_territory")
    assert [p.text.lower() for p in claim.places] == ["saraqib"]
    assert len(claim.actors) == 1
    assert claim.time.start == "2024-11-29"
    assert claim.attribution is not None


# ------------------------------------------------------------ time


def test_an_act_long_before_the_report_is_background(claims: Reader) -> None:
    (claim,) = claims("Rebels shelled Homs in March 2011.")
    assert claim.background


def test_an_act_of_the_week_is_news(claims: Reader) -> None:
    (claim,) = claims("Rebels shelled Homs on Monday.")
    assert not claim.background


def test_without_a_date_a_weekday_stays_open(claims: Reader) -> None:
    (claim,) = claims("Rebels shelled Homs on Monday.", published=None)
    assert (claim.time.text, claim.time.start, claim.background) == (None, None, False)


def test_a_dateline_dates_the_report(coded: Callable[..., Coded]) -> None:
    made = coded("HAMA, 30 November 2024 - Rebels shelled the town on Friday.", published=None)
    assert (made.report.published, made.report.published_from) == ("2024-11-30", "text")


# ------------------------------------------------------------ yes and no


def test_a_denial_denies(claims: Reader) -> None:
    claim = _only(claims("The army denied that it had shelled the market in Hama."), "shelling")
    assert claim.polarity == "denied"
    assert [a.text for a in claim.actors] == ["The army"]


def test_what_is_negated_is_denied(claims: Reader) -> None:
    claim = _only(claims("The army said rebels had not entered Hama."), "enters_territory")
    assert claim.polarity == "denied"


def test_a_denial_of_a_negation_asserts(claims: Reader) -> None:
    text = "The ministry denied that no soldiers had been killed in Hama."
    assert _only(claims(text), "casualties").polarity == "asserted"


def test_a_threat_is_planned(claims: Reader) -> None:
    claim = _only(claims("The general threatened that the army would shell Hama."), "shelling")
    assert claim.modality in {"planned", "hypothetical"}


def test_a_nominal_denial_denies(claims: Reader) -> None:
    found = claims("The rebels' capture of Hama was denied by the army.")
    claim = _only(found, "non_state_actor_overtakes_territory")
    assert (claim.polarity, [a.text for a in claim.actors]) == ("denied", ["rebels"])


def test_the_day_of_what_is_answered_is_not_the_day_of_the_answer(claims: Reader) -> None:
    found = claims("The raid by rebels was a response to the events in Homs on Tuesday.")
    assert [c.time.text for c in found if c.trigger.text == "raid"] == [None]


def test_an_act_that_stands_where_a_source_does_keeps_its_place(
    claims: Callable[..., list[Claim]],
) -> None:
    found = claims(
        "A missile strike on an airbase near the city of Homs is not believed to have hurt many."
    )
    assert {p.text for c in found for p in c.places} == {"Homs"}


def test_what_an_act_is_likened_to_gives_it_no_place_and_no_day(claims: Reader) -> None:
    found = claims(
        "The army raided a mill near Homs on Friday. "
        "That raid on Friday was worse than the one that it carried out in Hama in 2013."
    )
    raids = [c for c in found if c.trigger.text in {"raided", "raid"}]
    assert len(raids) == 2
    assert not any("Hama" in p.text for c in raids for p in c.places)
    assert not any((c.time.start or "").startswith("2013") for c in raids)


# ------------------------------------------------------------ whom a figure counts


def test_nobody_is_killed_by_a_rebuff(claims: Reader) -> None:
    found = claims("The army said it lost 30 men at Homs, and dismissed other figures as fantasy.")
    assert _only(found, "reject").figures == ()
    assert [f.low for f in _only(found, "casualties").figures] == [30]
    assert [t.text for t in _only(found, "casualties").targets] == ["The army"]


def test_the_dead_are_of_no_movement_of_forces(claims: Reader) -> None:
    found = claims("A source said 12 of the dead were traders and reinforcements came late.")
    assert [f.low for f in _only(found, "casualties").figures] == [12]


def test_lives_are_taken_by_the_attack_on_the_convoy(claims: Reader) -> None:
    found = claims("Envoys met after an attack on an aid convoy that claimed 20 lives in Homs.")
    assert [f.low for f in _only(found, "attack").figures] == [20]


def test_who_is_missing_was_not_abducted(claims: Reader) -> None:
    found = claims("Rescuers dug through the rubble in Homs for seven people who were missing.")
    assert {c.event_type for c in found} == {"casualties"}


def test_losses_are_casualties(claims: Reader) -> None:
    (claim,) = claims("Enemy losses near Homs amounted to 410 servicemen and two tanks.")
    assert [(f.kind, f.low, f.victims) for f in claim.figures] == [
        ("killed_or_injured", 410, "soldiers")
    ]


def test_some_of_those_counted_elsewhere_are_partial(claims: Reader) -> None:
    found = claims(
        "A raid on a monastery near Homs killed at least 28 people on Friday. "
        "They dropped two bombs, a monk said. He said six novices were among the dead."
    )
    told = {f.low: f.partial for c in found for f in c.figures if f.kind == "killed"}
    assert told == {28: False, 6: True}


@pytest.mark.parametrize(
    ("text", "type_id"),
    [
        ("Fighting went on in Saraqib. Rebels took Saraqib on Friday.",
         "non_state_actor_overtakes_territory"),
        ("Fighting went on in Saraqib. The army controls Saraqib.", "holds_territory"),
    ],
)  # fmt: skip
def test_a_town_by_its_name_is_taken_and_held(claims: Any, text: str, type_id: str) -> None:
    assert type_id in [c.event_type for c in claims(text)]


def test_the_day_of_an_attack_that_somebody_was_behind_is_the_attacks(claims: Any) -> None:
    found = claims(
        "The ministry said the army was behind the attack on a convoy near Saraqib on Thursday "
        "that killed nine guards."
    )
    assert {c.time.start for c in found if c.event_type in {"attack", "casualties"}} == {
        "2024-11-28"
    }


# ------------------------------------------------------------------ days counted from others


def _days(claim: Claim) -> tuple[str | None, str | None]:
    return claim.time.start, claim.time.end


def test_clause_with_a_day_after_is_a_day_before(claims: Reader) -> None:
    told = claims(
        "Soldiers executed nine men near Homs on 2 May, a day after fighters attacked a mill, "
        "a monitor said.",
        published="2024-05-08",
    )
    assert _days(_only(told, "attack")) == ("2024-05-01", "2024-05-01")


def test_main_clause_counts_from_the_clause_with_a_day(claims: Reader) -> None:
    told = claims(
        "Two days after rebels seized Saraqib on 3 May, troops shelled it.", published="2024-05-08"
    )
    assert _days(_only(told, "shelling")) == ("2024-05-05", "2024-05-05")


def test_total_since_a_day_lasts_from_it_to_the_report(claims: Reader) -> None:
    told = claims(
        "Since 1 May, forty people have been killed in Saraqib, rescuers said.",
        published="2024-05-08",
    )
    assert _days(_only(told, "casualties")) == ("2024-05-01", "2024-05-08")


def test_day_the_war_began_is_not_that_of_the_dead(claims: Reader) -> None:
    told = claims(
        "A ministry in Homs said on Thursday that nine people had been killed over the past "
        "24 hours, more than on any day since the war began on December 7.",
        published="2024-11-30",
    )
    assert _days(_only(told, "casualties")) == ("2024-11-29", "2024-11-30")


def test_there_is_the_place_told_last(coded: Callable[..., Coded]) -> None:
    told = coded("Rebels pushed into Saraqib on Monday. The army said nine of them died there.")
    names = {p.id: p.name for p in told.places}
    died = _only(list(told.claims), "casualties")
    assert [names[p.place] for p in died.places] == ["Saraqib"]


def test_foreign_army_regains_nothing(claims: Reader) -> None:
    foreign = claims("Turkish troops captured the town of Saraqib on Friday.")
    assert [c.event_type for c in foreign] == ["non_state_actor_overtakes_territory"]
    own = claims("Syrian government troops captured the town of Saraqib on Friday.")
    assert [c.event_type for c in own] == ["government_regains_territory"]


def test_village_that_gets_its_name_later_is_where_it_was(coded: Callable[..., Coded]) -> None:
    told = coded(
        "A jet bombed a mosque in Idlib province on Monday, killing nine people. "
        "The village, Kunuba, lies in the hills."
    )
    names = {p.id: p.name for p in told.places}
    assert "Kunuba" in {names[p.place] for c in told.claims for p in c.places}


def test_a_person_is_captured_and_no_ground(claims: Reader) -> None:
    found = claims("The news came from Mali on Monday. Soldiers captured John Miller at dawn.")
    claim = _only(found, "captured_fighters")
    assert [t.text for t in claim.targets] == ["John Miller"]
