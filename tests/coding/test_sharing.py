"""Sharing: what the tellings of one happening give each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import load
from consilience.language.annotate import Document
from consilience.model import Claim
from consilience.settings import Settings

Reader = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims(document: Callable[..., Document]) -> Reader:
    knowledge = load()
    return lambda text, title="": list(
        code(document(text, title=title), knowledge, Settings()).claims
    )


def _where(claim: Claim) -> set[str]:
    return {p.text for p in claim.places}


def _who(claim: Claim) -> set[str]:
    return {a.text for a in claim.actors}


def test_a_headline_gets_the_spot_that_the_body_names(claims: Reader) -> None:
    first, *_ = claims(
        "An air raid killed 16 people in Idlib province on Friday. Nobody spoke of it. The streets "
        "were empty. The doctors wept. The air raid hit the town of Saraqib.",
        title="Air raid kills 16 in Idlib province",
    )
    assert "Saraqib" in _where(first)


def test_a_spot_taken_over_keeps_its_own_words(claims: Reader) -> None:
    first, *_ = claims(
        "The air raid hit the town of Saraqib on Friday.",
        title="Air raid kills 16 in Idlib province",
    )
    (spot,) = [p for p in first.places if p.text == "Saraqib"]
    assert spot.role == "within"
    assert spot.start >= first.end


def test_a_part_of_the_toll_keeps_its_spot_to_itself(claims: Reader) -> None:
    """Nine of thirty died there; the thirty did not."""
    first, *_ = claims(
        "The worst raid was on the town of Saraqib, where nine people were killed.",
        title="Air raids kill 30 people in Idlib province on Friday",
    )
    assert "Saraqib" not in _where(first)


def test_strikes_on_many_towns_have_no_one_spot(claims: Reader) -> None:
    first, *_ = claims(
        "The air raids hit the town of Saraqib, activists said.",
        title="Air raids on towns in Idlib province kill 30",
    )
    assert "Saraqib" not in _where(first)


def test_the_day_is_shared(claims: Reader) -> None:
    first, *_ = claims(
        "A car bomb killed seven guards outside a bank in Mosul on Thursday.",
        title="Car bomb kills seven guards at Mosul bank",
    )
    assert first.time.start == "2024-11-28"


def test_a_vague_time_is_not_shared(claims: Reader) -> None:
    first, *_ = claims(
        "A car bomb killed seven guards outside a bank in Mosul in recent weeks.",
        title="Car bomb kills seven guards at Mosul bank",
    )
    assert first.time.start is None


def test_the_doer_is_shared_with_its_words(claims: Reader) -> None:
    first, *_ = claims(
        "Turkish artillery shelled a farm near Manbij on Friday, killing eight labourers.",
        title="Shelling kills eight labourers on farm near Manbij",
    )
    assert any("Turkish" in text for text in _who(first))
    assert all(a.start >= first.end for a in first.actors)


def test_a_doer_in_dispute_is_not_handed_on(claims: Reader) -> None:
    first, *_ = claims(
        "Rebels shelled a school in Hama on Friday, killing 12 pupils, state media said. "
        "Government forces shelled the school in Hama, killing 12 pupils, residents said.",
        title="Shelling of school in Hama kills 12 pupils",
    )
    assert _who(first) == set()


def test_a_quarter_left_unnamed_gets_its_name(claims: Reader) -> None:
    first, *_ = claims(
        "Twelve people died in an air raid on a neighbourhood of Aleppo on Friday. The air raid "
        "on the Salaheddin district of Aleppo killed twelve people, medics said."
    )
    assert any("Salaheddin" in text for text in _where(first))


def test_the_spot_near_a_town_is_narrower_than_a_part_of_the_province(claims: Reader) -> None:
    first, *_ = claims(
        "Army air strikes hit a refugee camp in northwestern Idlib province on Friday. The air "
        "strikes hit the camp east of Maarat al-Numan, medics said."
    )
    assert any("Maarat" in text for text in _where(first))


def test_where_it_was_is_told_though_not_who_did_it(claims: Reader) -> None:
    first, *_ = claims(
        "Nine people were killed in air strikes on a town in eastern Syria on Friday. A monitor "
        "said it did not know whether foreign jets carried out the strikes on Al-Mayadin."
    )
    assert "Al-Mayadin" in _where(first)


def test_no_continent_is_handed_on(claims: Reader) -> None:
    *_, last = claims("Rebels shelled the edge of Europe. Shells hit a mill, killing nine people.")
    assert "Europe" not in _where(last)


def test_an_offensive_is_not_only_where_one_clash_was(claims: Reader) -> None:
    found = claims(
        "Rebels led by the Norhaven Front launched an offensive in Idlib province on Friday. "
        "Videos show clashes in the town of Saraqib, part of the offensive."
    )
    assert not any(
        "Saraqib" in _where(c) for c in found if c.event_type == "offensive" and not c.start
    )


def test_the_day_an_offensive_began_is_not_that_of_a_raid(claims: Reader) -> None:
    found = claims(
        "The rebels' offensive began on Wednesday. Shells hit a mill in Saraqib, killing nine."
    )
    assert not [c.time.text for c in found if c.event_type == "shelling" and c.time.text]


def test_a_part_told_beside_its_whole_gives_its_spot(claims: Reader) -> None:
    """Nine children of twenty people: the nine are told again, and with them the raid."""
    first, *_ = claims(
        "Nobody spoke of it. Twenty people, among them nine children, were killed in the air raid "
        "on the town of Saraqib.",
        title="Air raid kills nine children in Idlib province",
    )
    assert "Saraqib" in _where(first)


def test_a_village_that_no_gazetteer_has_is_a_spot(claims: Reader) -> None:
    first, *_ = claims(
        "The raid on Friday hit Umm Zalal, a village in Idlib province.",
        title="Air raid kills 16 in Idlib province",
    )
    assert "Umm Zalal" in _where(first)


def test_what_somebody_waits_to_enter_is_not_where_he_was_hit(claims: Reader) -> None:
    found = claims("A bomb blast hit a convoy waiting to enter Aleppo on Saturday.")
    (blast,) = [c for c in found if c.event_type == "remote_explosive"]
    assert not _where(blast)


def test_the_day_of_what_came_after_is_not_the_days_of_the_act(claims: Reader) -> None:
    found = claims(
        "The blast hit the old mill, which was on the front line before the army retook the city "
        "in December."
    )
    (blast,) = [c for c in found if c.event_type == "remote_explosive"]
    assert blast.time.start is None


def test_a_village_that_is_nowhere_else_may_be_near_the_town(claims: Reader) -> None:
    first, *_ = claims(
        "The strike hit the clinic in the village of Umm Zalal in Syria on Friday.",
        title="Four medics killed in air strike on clinic near Aleppo",
    )
    assert "Umm Zalal" in _where(first)


def test_a_region_near_a_town_gets_the_name_that_the_next_sentence_gives(claims: Reader) -> None:
    first, *_ = claims(
        "Army shelling of a rebel-held area outside Damascus killed seven children on Tuesday. "
        "Army shells landed near a school in the Eastern Ghouta region on Tuesday."
    )
    assert "Eastern Ghouta region" in _where(first)
