from collections.abc import Callable
from dataclasses import replace

import pytest

from consilience.model import Claim, Event, Picture
from consilience.publish.brief import brief
from consilience.publish.parts import Brief


def summaries(parts: object) -> list[str]:
    return [part.summary for part in parts]  # type: ignore[attr-defined]


def test_what_it_is_about(picture: Picture) -> None:
    said = brief(picture)
    assert said.title == "Fighting for Aleppo"
    assert said.span == "27–29 Nov 2024"
    assert len(said.reports) == 5
    assert said.copies == 1
    assert said.unsigned == 1


def test_a_reports_own_voice_is_no_independent_source(picture: Picture) -> None:
    assert brief(picture).independent == 5


def test_each_event_stands_in_one_place(picture: Picture) -> None:
    said = brief(picture)
    assert len(summaries(said.agreed)) == 2
    assert summaries(said.contested) == ["Rebels entered Aleppo", "Rebels captured Saraqib"]
    assert summaries(said.unsourced)[0] == "Authorities closed the airport"
    assert summaries(said.statements) == ["Russia accused the rebels"]
    assert len({e.anchor for e in said.happenings}) == len(said.happenings) == 7


def test_an_event_told_only_as_background_is_no_news(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    old = tuple(replace(c, background=c.event == "e6") for c in picture.claims)
    said = brief(make(claims=old))
    assert summaries(said.background) == ["Rebel offensive began"]
    assert "Rebel offensive began" not in summaries(said.happenings)
    assert said.span == "28–29 Nov 2024"


def test_positions_say_who_and_in_which_words(picture: Picture) -> None:
    yes, no = brief(picture).disputed[0].positions
    assert yes.who == ("Syrian Observatory for Human Rights",)
    assert no.who == ("Syrian state television",)
    assert no.cites[0].quote.startswith("State television denied")
    assert no.cites[0].denied


def test_an_update_is_no_dispute(picture: Picture) -> None:
    said = brief(picture)
    assert len(said.disputed) == 3
    assert [p.value for p in said.revised[0].positions] == ["20", "27"]


def test_a_toll_says_how_its_origins_stand(picture: Picture, make: Callable[..., Picture]) -> None:
    assert not any(toll.standing for toll in brief(picture).tolls)
    why = "SANA is part of Syrian state media."

    def weighed(event: Event) -> Event:
        tolls = (replace(t, independent_origins=1, not_independent=(why,)) for t in event.tolls)
        return replace(event, tolls=tuple(tolls))

    said = brief(make(events=tuple(weighed(e) for e in picture.events)))
    found = f"One independent origin. {why}"
    assert [t.standing for t in said.tolls] == [
        found if len(t.rows) > 1 else "" for t in said.tolls
    ]
    assert found in "\n".join(t.standing for t in said.tolls)


def test_tolls_name_the_largest_count_first_and_keep_the_earlier_one(picture: Picture) -> None:
    rows = brief(picture).tolls[0].rows
    assert [(row.who, row.words, row.superseded) for row in rows] == [
        ("United Nations", "27", False),
        ("United Nations", "20", True),
        ("Syrian Observatory for Human Rights", "at least 24", False),
        ("The Ledger", "12", False),
    ]


def test_tolls_that_more_sources_count_come_first(picture: Picture) -> None:
    assert [toll.voices for toll in brief(picture).tolls] == [3, 2]


def test_the_matrix_shows_the_sources_that_speak_of_most(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = brief(picture).matrix
    monkeypatch.setattr("consilience.publish.brief.MATRIX_SOURCES", 2)
    cut = brief(picture).matrix
    assert cut.rows == whole.rows[:2]
    assert cut.fewer == len(whole.rows) - 2


def test_the_matrix_tells_saying_denying_and_silence(picture: Picture) -> None:
    said = brief(picture)
    rows = dict(said.matrix.rows)
    events = summaries(said.matrix.events)
    entered = events.index("Rebels entered Aleppo")
    assert rows["Syrian Observatory for Human Rights"][entered].stance == "says"
    assert rows["Syrian state television"][entered].stance == "denies"
    assert rows["United Nations"][entered].stance == ""


def test_a_report_in_its_own_words_speaks_for_itself(picture: Picture) -> None:
    said = brief(picture)
    strikes = summaries(said.matrix.events).index("Air strikes in Idlib province")
    assert dict(said.matrix.rows)["The Ledger"][strikes].stance == "says"


def test_reports_in_their_own_words_are_named_together(
    picture: Picture, make: Callable[..., Picture], make_event: Callable[..., Event]
) -> None:
    unsigned = tuple(replace(o, actor=None) for o in picture.origins)
    of = tuple(o.id for o in unsigned[-3:])
    event = make_event("e1", "shelling", "shelling", ["c-a"], origins=of)
    said = brief(make(origins=unsigned, events=(event,), disputes=(), control=()))
    assert said.single[0].origins == ("3 reports in their own words",)


def test_a_claim_told_twice_in_one_sentence_is_cited_once(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    twin = replace(picture.claims[0], id="c-twin")
    first = replace(picture.events[0], claims=("c-a", "c-twin"))
    said = brief(make(claims=(*picture.claims, twin), events=(first, *picture.events[1:])))
    assert len(said.contested[0].cites) == 1


def test_a_copy_that_repeats_a_passage_stands_beside_it(picture: Picture) -> None:
    shells = next(e for e in brief(picture).agreed if "dormitory" in e.summary)
    assert [(c.report, [r for r, _ in c.also]) for c in shells.cites] == [
        ("Report 2", ["Report 5"]),
        ("Report 4", []),
    ]


def test_the_original_is_cited_before_its_copy(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    turned = replace(picture.events[1], claims=("c-g", "c-f"))
    said = brief(make(events=(turned,), disputes=(), control=()))
    assert said.agreed[0].cites[0].report == "Report 2"


def test_a_planned_event_says_so(
    make: Callable[..., Picture], make_claim: Callable[..., Claim], picture: Picture
) -> None:
    planned = tuple(replace(c, modality="planned") for c in picture.claims)
    assert brief(make(claims=planned)).agreed[0].manner == "as planned"


def test_a_province_is_told_from_its_city(picture: Picture, make: Callable[..., Picture]) -> None:
    bare = tuple(replace(p, name=p.name.removesuffix(" province")) for p in picture.places)
    for made, where in ((picture, "Idlib province"), (make(places=bare), "Idlib (province)")):
        assert where in [event.where for event in brief(made).agreed]


def test_ids_that_lead_nowhere_are_never_shown(
    make: Callable[..., Picture], picture: Picture
) -> None:
    said = brief(make(actors=(), places=(), origins=(), claims=(), stories=()))
    words = repr([said.agreed, said.disputed, said.control])
    for id in ("o-sohr", "rebels'", "c-a", "saraqib"):
        assert f"'{id}" not in words


def test_nothing_at_all_still_makes_a_brief(empty: Picture) -> None:
    said: Brief = brief(empty)
    assert said.title == "No reports"
    assert said.happenings == ()
