"""Why a picture is as it is: what an explanation must name, and in whose words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest

from consilience.errors import NoSuchIdError
from consilience.model import Claim, Picture
from consilience.reconcile.explain import Explanation, Point, Section, explain
from consilience.reconcile.explain.finding import find
from consilience.reconcile.explain.parts import Kind
from consilience.reconcile.explain.rules import dispute_rule, slot_of, trait_words

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY, SUNDAY = "2024-11-29", "2024-11-30", "2024-12-01"
DEPOT = "Shells hit the bus depot in Aleppo on Friday evening as drivers were changing shifts."


def tell(world: World, name: str, quote: str = DEPOT, **more: Any) -> Claim:
    head = {k: more.pop(k) for k in ("publisher", "published") if k in more}
    given = {"type": "shelling", "at": "aleppo", "day": FRIDAY, "said": "sohr"} | more
    return world.claim(world.report(name, **{"published": SATURDAY} | head), quote=quote, **given)


def section(explanation: Explanation, title: str) -> Section:
    found = [s for s in explanation.sections if s.title.startswith(title)]
    assert len(found) == 1, [s.title for s in explanation.sections]
    return found[0]


def of_event(world: World, claim: Claim) -> Explanation:
    picture = world.picture()
    return explain(picture, world.event_of(claim, picture).id)


def points(explanation: Explanation) -> Iterator[Point]:
    for part in explanation.sections:
        yield from part.points


# ------------------------------------------------------------ which thing is meant


def test_the_beginning_of_an_id_is_enough_where_only_one_thing_has_it(world: World) -> None:
    claim = tell(world, "one")
    assert explain(world.picture(), claim.id[:-1]).id == claim.id


def test_an_id_that_nothing_has_names_the_nearest(world: World) -> None:
    claim = tell(world, "one")
    wrong = f"{claim.id[:-1]}-"
    with pytest.raises(NoSuchIdError, match=f"nearest to it: {claim.id} \\(claim\\)"):
        explain(world.picture(), wrong)


def test_a_beginning_that_several_have_asks_for_more(world: World) -> None:
    tell(world, "one")
    tell(world, "two")
    with pytest.raises(NoSuchIdError, match="Give more of it"):
        explain(world.picture(), "c-")


def test_an_empty_id_is_no_beginning_of_all(world: World) -> None:
    tell(world, "one")
    with pytest.raises(NoSuchIdError):
        find(world.picture(), "")


def everything(world: World, killed: Any) -> Picture:
    tell(world, "one", figures=[killed(4)], by=["rebels"], publisher="The Courier")
    tell(world, "two", said="un", figures=[killed(9)], by=["army"])
    tell(world, "three", said="sana", polarity="denied", by=["rebels"])
    tell(world, "four", "The town of Saraqib was taken.", type="takes_territory", by=["hts"],
         at="saraqib")  # fmt: skip
    return world.picture()


def test_every_kind_of_thing_can_be_explained(world: World, killed: Any) -> None:
    picture = everything(world, killed)
    ids = [
        picture.events[0].id, picture.claims[0].id, picture.disputes[0].id, picture.reports[0].id,
        picture.stories[0].id, picture.origins[0].id, picture.actors[0].id, picture.places[0].id,
    ]  # fmt: skip
    made = [explain(picture, i) for i in ids]
    assert [e.kind for e in made] == list(get_args(Kind))
    assert all(e.title for e in made)
    assert all(list(points(e)) for e in made)


def test_all_words_stand_in_the_reports_where_they_are_said_to(world: World, killed: Any) -> None:
    picture = everything(world, killed)
    texts = {r.id: r.text for r in picture.reports}
    for id in [e.id for e in picture.events] + [d.id for d in picture.disputes]:
        for point in points(explain(picture, id)):
            for said in point.words:
                if len(said.text) == said.end - said.start:
                    assert " ".join(texts[said.report][said.start : said.end].split())


def test_an_explanation_does_not_depend_on_the_order_of_the_picture(
    world: World, killed: Any
) -> None:
    picture = everything(world, killed)
    turned = replace(picture, claims=picture.claims[::-1], reports=picture.reports[::-1])
    for event in picture.events:
        assert explain(picture, event.id) == explain(turned, event.id)


# ------------------------------------------------------------ an event


def test_the_pairs_that_hold_an_event_together_show_their_slots(world: World) -> None:
    one, two = tell(world, "one"), tell(world, "two", said="un")
    (link,) = section(of_event(world, one), "Why they are one event").points
    assert sorted(link.ids) == sorted((one.id, two.id))
    slots = {slot_of(part.trait): part for part in link.parts}
    assert (slots["place"].one, slots["place"].two) == ("aleppo", "aleppo")
    assert slots["time"].weight > 0
    assert float(link.label) == pytest.approx(sum(p.weight for p in link.parts), abs=0.2)


def test_as_many_links_as_hold_all_claims_together(world: World) -> None:
    claims = [tell(world, name, said=voice) for name, voice in
              (("one", "sohr"), ("two", "un"), ("three", "helmets"), ("four", "sana"))]  # fmt: skip
    assert len(section(of_event(world, claims[0]), "Why they are one").points) == 3


def test_a_near_miss_names_what_forbids_it(world: World) -> None:
    one = tell(world, "one")
    tell(world, "two", day=("2024-12-05", "2024-12-05"), published="2024-12-06")
    (miss,) = section(of_event(world, one), "What was kept apart").points
    assert "another day" in miss.note


def test_a_near_miss_that_nothing_forbids_says_what_is_against_it(world: World) -> None:
    one = tell(world, "one", "Shells fell on Aleppo before dawn.", at="aleppo", day=None)
    tell(world, "two", "Guns were heard in Aleppo, residents told.", day=None, said="un",
         type="attack")  # fmt: skip
    (miss,) = section(of_event(world, one), "What was kept apart").points
    assert "too little speaks for it" in miss.note


def test_what_is_planned_is_kept_apart_from_what_was_done(world: World) -> None:
    one = tell(world, "one")
    tell(world, "two", modality="planned")
    (miss,) = section(of_event(world, one), "What was kept apart").points
    assert "one is told as done and one is not" in miss.note


def test_the_grade_says_of_each_origin_whether_it_counts_and_why_not(world: World) -> None:
    one = tell(world, "one", said="state-media")
    tell(world, "two", said="sana")
    tell(world, "three", said=None, publisher="The Courier")
    tell(world, "four", said="un", polarity="denied")
    told = {p.label: p.value for p in section(of_event(world, one), "Why this grade").points}
    assert told["Syrian state media"] == "counts as one independent origin"
    assert told["SANA"] == "not counted apart: it is part of Syrian state media"
    assert "names no origin" in told["The Courier, in its own words"]
    assert "denies it" in told["United Nations"]


def test_a_person_and_the_body_they_speak_for_are_one_origin(world: World) -> None:
    one = tell(world, "one", said="director")
    told = section(of_event(world, one), "Why this grade").points
    assert [(p.label, p.note) for p in told[1:]] == [
        ("Syrian Observatory", "Speaks through Rami Karam.")
    ]


def test_a_toll_names_each_count_and_what_superseded_it(world: World, killed: Any) -> None:
    one = tell(world, "one", figures=[killed(4)])
    tell(world, "two", figures=[killed(7)], published=SUNDAY)
    tell(world, "three", said="un", figures=[killed(9)])
    counts = section(of_event(world, one), "Count of killed").points
    assert counts[0].value == "low 7, best 7, high 9"
    told = {(p.label, p.value): p.note for p in counts[1:]}
    assert told["Syrian Observatory", "4"] == "Superseded by its later 7."
    assert told["Syrian Observatory", "7"] == told["United Nations", "9"] == ""


# ------------------------------------------------------------ a dispute, a claim, a place


def test_a_dispute_names_its_rule_and_the_words_of_each_position(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4)])
    tell(world, "two", said="un", figures=[killed(9)])
    (dispute,) = world.disputes("killed")
    made = explain(world.picture(), dispute.id)
    assert section(made, "Why it is a dispute").rule == dispute_rule("figures").say
    assert [p.label for p in section(made, "“9”").points] == ["United Nations"]
    assert DEPOT in {w.text for w in section(made, "“4”").points[0].words}


def test_a_claim_says_which_words_stand_in_another_sentence(world: World, killed: Any) -> None:
    claim = tell(world, "one", told=False, figures=[killed(4)])
    slots = {p.label: p for p in section(explain(world.picture(), claim.id), "Slot by slot").points}
    assert slots["kind"].words[0].where == "its own sentence"
    assert slots["place"].words[0].where in {"the headline", "an earlier sentence"}
    assert slots["place"].words[0].around
    assert slots["to whom"].value == "not told"
    assert slots["count"].value == "4"


def test_a_claim_names_the_chain_that_its_word_came_through(world: World) -> None:
    claim = tell(world, "one", said="director", via=["sana"])
    (point,) = section(explain(world.picture(), claim.id), "Whose word").points
    assert point.value == "Syrian Observatory"
    assert "SANA → Rami Karam" in point.note


def test_a_place_says_who_is_said_to_hold_it_by_whom(world: World) -> None:
    held = tell(world, "one", "The town of Saraqib was taken.", type="takes_territory",
                by=["hts"], at="saraqib")  # fmt: skip
    (row,) = section(explain(world.picture(), "saraqib"), "Who is said to hold it").points
    assert row.value == "held by Hayat Tahrir al-Sham"
    assert row.ids == (held.id,)
    assert "Syrian Observatory" in row.note


def test_an_origin_that_is_part_of_another_says_by_which_way(world: World) -> None:
    tell(world, "one", said="sana")
    tell(world, "two", said="state-media")
    (voice, *_) = section(explain(world.picture(), "o-sana"), "The voice").points
    assert "is part of Syrian state media" in voice.value


def test_a_story_says_what_ties_each_report_to_it(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(14)])
    quote = "Fourteen people died in Aleppo when a bus depot came under artillery fire on Friday."
    tell(world, "two", quote, said="un", figures=[killed(14)])
    tell(world, "three")
    picture = world.picture()
    made = explain(picture, picture.stories[0].id)
    told = {p.ids[0]: p.value.split(":")[0].split(" “")[0] for p in made.sections[0].points}
    assert sorted(told.values()) == ["a copy of", "shares", "shares"]


@pytest.mark.parametrize(
    ("trait", "said"),
    [("place", "place"), ("place:same:town", "place, same town"), ("unheard-of", "unheard-of")],
)
def test_a_trait_is_said_in_words(trait: str, said: str) -> None:
    assert trait_words(trait) == said
