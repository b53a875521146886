"""What differs between two pictures: the second is the first with more, or with less, told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from consilience.model import Change, Claim, Picture
from consilience.reconcile.changes import changes

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

FRIDAY, SATURDAY, SUNDAY = "2024-11-29", "2024-11-30", "2024-12-01"
DEPOT = "Shells hit the bus depot in Aleppo on Friday evening as drivers were changing shifts."
MILL = "The flour mill on the ring road of Aleppo was shelled on Friday before dawn."


def tell(world: World, name: str, quote: str = DEPOT, **more: Any) -> Claim:
    """Add a report with one claim of a shelling in Aleppo on Friday."""
    head = {k: more.pop(k) for k in ("publisher", "published", "text") if k in more}
    given = {"type": "shelling", "at": "aleppo", "day": FRIDAY, "said": "sohr"} | more
    return world.claim(world.report(name, **{"published": SATURDAY} | head), quote=quote, **given)


def kinds(old: Picture, new: Picture) -> list[str]:
    return [c.kind for c in changes(old, new).changes]


def only(old: Picture, new: Picture, kind: str) -> Change:
    found = [c for c in changes(old, new).changes if c.kind == kind]
    assert len(found) == 1, kinds(old, new)
    return found[0]


def without(world: World, *claims: Claim) -> Picture:
    """Return the picture without the reports of these claims."""
    gone = {c.report for c in claims}
    kept = [c for c in world.claims if c.report not in gone]
    everything, world.claims = world.claims, kept
    picture = world.picture()
    world.claims = everything
    reports = tuple(r for r in picture.reports if r.id not in gone)
    return replace(picture, reports=reports)


# ------------------------------------------------------------ events


def test_a_picture_does_not_differ_from_itself(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4)])
    tell(world, "two", said="sana", polarity="denied")
    assert changes(world.picture(), world.picture()).changes == ()


def test_a_new_event_leads_to_its_words(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    claim = tell(world, "two", MILL, at="hama", published=SUNDAY)
    change = only(old, world.picture(), "event_new")
    (words,) = change.words
    assert (words.claim, words.report, words.quote) == (claim.id, "r-two", MILL)
    assert (words.picture, words.origin, change.new) == ("new", "o-sohr", (f"{change.new[0]}",))
    assert change.new[0] in {e.id for e in world.picture().events}


def test_an_event_that_gains_a_claim_is_the_same_though_its_id_is_another(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    tell(world, "two", said="un")
    assert "event_new" not in kinds(old, world.picture())


def test_an_event_told_by_other_reports_alone_is_met_by_likeness(world: World) -> None:
    first, second = tell(world, "one"), tell(world, "two", said="un")
    assert world.one_event(first, second)
    found = kinds(without(world, second), without(world, first))
    assert "event_new" not in found
    assert "event_gone" not in found
    assert "report_gone" in found


def test_an_event_of_a_report_that_is_gone_is_gone_and_says_why(world: World) -> None:
    claim = tell(world, "one", MILL, at="hama")
    tell(world, "two")
    change = only(world.picture(), without(world, claim), "event_gone")
    assert "no longer among those given" in change.reason
    assert [w.picture for w in change.words] == ["old"]


def regrouped(picture: Picture, groups: Sequence[Sequence[str]]) -> Picture:
    """Return the picture with its claims put together as told, one event a group."""
    first = picture.events[0]
    events = tuple(
        replace(first, id=f"e-{n}", claims=tuple(group), summary=f"event {n}")
        for n, group in enumerate(groups)
    )
    return replace(picture, events=events, disputes=(), control=())


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ([["a"], ["b"]], [["a", "b"]], "event_merged"),
        ([["a", "b"]], [["a"], ["b"]], "event_split"),
        ([["a", "b"], ["c"]], [["a"], ["b", "c"]], "event_regrouped"),
    ],
)
def test_events_that_are_put_together_otherwise_are_said_to_be(
    world: World, before: list[list[str]], after: list[list[str]], kind: str
) -> None:
    ids = {name: tell(world, name, MILL).id for name in "abc"}
    picture = world.picture()
    old, new = (
        regrouped(picture, [[ids[name] for name in group] for group in groups])
        for groups in (before, after)
    )
    change = only(old, new, kind)
    assert (len(change.old), len(change.new)) == (len(before), len(after))


def test_a_merger_alone_neither_corroborates_nor_counts(world: World, killed: Any) -> None:
    """The toll and the origin of one account were told before, of an event apart."""
    one = tell(world, "a", MILL, figures=[killed(4)]).id
    two = tell(world, "b", MILL).id
    counted = world.picture()
    toll = counted.events[0].tolls
    apart = regrouped(counted, [[one], [two]])
    events = tuple(replace(e, tolls=toll if one in e.claims else ()) for e in apart.events)
    assert kinds(replace(apart, events=events), regrouped(counted, [[one, two]])) == [
        "event_merged"
    ]


def test_a_new_statement_and_history_are_no_new_event(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    tell(world, "two", "Rami Karam spoke of the depot.", type="statement", by=["director"])
    tell(world, "three", "In 2016 the depot was shelled.", day="2016-05-01", background=True)
    found = kinds(old, world.picture())
    assert {"statement_new", "background_new"} <= set(found)
    assert "event_new" not in found


# ------------------------------------------------------------ tolls


def test_a_toll_that_one_origin_raises_says_who_and_from_what_to_what(
    world: World, killed: Any
) -> None:
    tell(world, "one", figures=[killed(4)])
    old = world.picture()
    tell(world, "two", figures=[killed(7)], published=SUNDAY)
    change = only(old, world.picture(), "toll_revised")
    assert (change.before, change.after) == ("4", "7")
    assert [(s.who, s.before, s.after) for s in change.steps] == [("Syrian Observatory", "4", "7")]


def test_a_toll_that_another_origin_puts_higher_keeps_the_first_one(
    world: World, killed: Any
) -> None:
    tell(world, "one", figures=[killed(4)])
    old = world.picture()
    tell(world, "two", said="un", figures=[killed(7)], published=SUNDAY)
    change = only(old, world.picture(), "toll_revised")
    assert change.after == "4 to 7"
    assert [(s.who, s.before, s.after) for s in change.steps] == [("United Nations", None, "7")]


def test_the_same_count_by_another_origin_revises_no_toll(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4)])
    old = world.picture()
    tell(world, "two", said="un", figures=[killed(4)])
    assert "toll_revised" not in kinds(old, world.picture())


def test_a_first_count_and_a_count_that_is_no_longer_told(world: World, killed: Any) -> None:
    tell(world, "one")
    old = world.picture()
    counted = tell(world, "two", said="un", figures=[killed(4)])
    new = world.picture()
    assert only(old, new, "toll_new").after == "4"
    gone = only(new, without(world, counted), "toll_gone")
    assert (gone.before, gone.after) == ("4", None)


def test_people_that_become_civilians_are_the_same_toll(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4, victims="unknown")])
    old = world.picture()
    tell(world, "two", said="un", figures=[killed(4, victims="civilians")])
    assert not {"toll_new", "toll_gone", "toll_revised"} & set(kinds(old, world.picture()))


# ------------------------------------------------------------ who stands behind it


def test_a_second_independent_origin_corroborates(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    claim = tell(world, "two", said="un")
    change = only(old, world.picture(), "corroborated")
    assert (change.before, change.after) == ("1 independent origin", "2 independent origins")
    assert [w.claim for w in change.words] == [claim.id]


def test_ten_more_outlets_with_the_same_origin_corroborate_nothing(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    for n in range(10):
        tell(world, f"copy-{n}")
    assert not {"corroborated", "regraded"} & set(kinds(old, world.picture()))


def test_an_origin_that_is_no_longer_heard_is_told(world: World) -> None:
    tell(world, "one")
    second = tell(world, "two", said="un")
    change = only(world.picture(), without(world, second), "corroboration_lost")
    assert [(w.claim, w.picture) for w in change.words] == [(second.id, "old")]


def test_a_denial_is_told_with_its_voice_and_opens_a_dispute(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    denial = tell(world, "two", said="sana", polarity="denied", published=SUNDAY)
    new = world.picture()
    change = only(old, new, "denied")
    assert change.after == "SANA"
    assert [(w.claim, w.denied) for w in change.words] == [(denial.id, True)]
    assert only(old, new, "dispute_new").after == "it did not / it happened"
    assert only(old, new, "regraded").after == "1 independent origin, contested"


# ------------------------------------------------------------ disputes


def test_a_dispute_whose_other_side_is_gone_is_not_said_to_be_settled(
    world: World, killed: Any
) -> None:
    tell(world, "one", figures=[killed(4)])
    other = tell(world, "two", said="un", figures=[killed(9)])
    change = only(world.picture(), without(world, other), "dispute_gone")
    assert "“9”" in change.reason
    assert [(s.who, s.before, s.after) for s in change.steps] == [("United Nations", "9", None)]


def test_a_dispute_whose_accounts_now_fit_is_settled(world: World, killed: Any) -> None:
    """The lower count turns out to be an earlier one of the same origin."""
    tell(world, "one", figures=[killed(4)])
    tell(world, "two", said="un", figures=[killed(9)])
    old = world.picture()
    new = replace(old, disputes=())
    assert only(old, new, "dispute_settled").after is None


def test_a_third_answer_changes_a_dispute(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4)])
    tell(world, "two", said="un", figures=[killed(9)])
    old = world.picture()
    tell(world, "three", said="helmets", figures=[killed(6)])
    change = only(old, world.picture(), "dispute_changed")
    assert (change.before, change.after) == ("4 / 9", "4 / 9 / 6")
    assert [(s.who, s.before, s.after) for s in change.steps] == [("6", None, "White Helmets")]


def test_an_answer_that_is_only_worded_otherwise_is_still_told(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4)])
    tell(world, "two", said="un", figures=[killed(9)])
    old = world.picture()
    dispute = old.disputes[0]
    positions = tuple(replace(p, value=f"{p.value} dead") for p in dispute.positions)
    new = replace(old, disputes=(replace(dispute, positions=positions),))
    assert kinds(old, new) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("open", "update", "dispute_updated"), ("update", "open", "dispute_reopened")],
)
def test_a_dispute_that_is_an_update_after_all(
    world: World, killed: Any, before: Any, after: Any, kind: str
) -> None:
    tell(world, "one", figures=[killed(4)])
    tell(world, "two", said="un", figures=[killed(9)])
    picture = world.picture()
    old, new = (
        replace(picture, disputes=tuple(replace(d, status=s) for d in picture.disputes))
        for s in (before, after)
    )
    assert kinds(old, new) == [kind]


# ------------------------------------------------------------ control


def taken(world: World, name: str, by: str, day: str, **more: Any) -> Claim:
    return tell(
        world, name, f"The town of Saraqib was taken, told {name}.", type="takes_territory",
        by=[by], day=day, published=day, **{"at": "saraqib"} | more,
    )  # fmt: skip


def test_a_place_changes_hands(world: World) -> None:
    taken(world, "one", "army", FRIDAY)
    old = world.picture()
    taken(world, "two", "hts", SUNDAY)
    change = only(old, world.picture(), "control_changed")
    assert change.what == "Saraqib"
    assert change.before == "held by Syrian Army (2024-11-29)"
    assert change.after == "held by Hayat Tahrir al-Sham (2024-12-01)"


def test_another_name_for_the_holder_is_no_change_of_hands(world: World) -> None:
    taken(world, "one", "rebels", FRIDAY)
    old = world.picture()
    taken(world, "two", "hts", SUNDAY)
    found = kinds(old, world.picture())
    assert "control_changed" not in found
    assert "control_told" in found


def test_who_is_no_longer_said_to_hold_a_place(world: World) -> None:
    tell(world, "one")
    held = taken(world, "two", "hts", FRIDAY)
    change = only(world.picture(), without(world, held), "control_gone")
    assert change.before == "held by Hayat Tahrir al-Sham (2024-11-29)"


# ------------------------------------------------------------ reports and what they say


def version(world: World, name: str, published: str = SATURDAY) -> str:
    text = "Morning list of incidents"
    return world.report(name, publisher="The Courier", published=published, text=text)


def test_what_a_new_version_no_longer_says_is_withdrawn(world: World) -> None:
    first = version(world, "v1")
    kept = world.claim(first, quote=DEPOT, at="aleppo", day=FRIDAY, said="sohr")
    lost = world.claim(first, quote=MILL, at="hama", day=FRIDAY, said="sohr")
    old = world.picture()
    second = version(world, "v2", SUNDAY)
    again = world.claim(second, quote=DEPOT, at="aleppo", day=FRIDAY, said="sohr")
    new = without(world, kept)
    change = only(old, new, "claim_withdrawn")
    assert [w.claim for w in change.words] == [lost.id]
    assert change.because == "reports"
    assert only(old, new, "report_revised").new == (again.report,)
    assert not {"report_gone", "report_new"} & set(kinds(old, new))


def test_another_text_under_the_same_title_is_another_report(world: World) -> None:
    claim = world.claim(version(world, "v1"), quote=DEPOT, at="aleppo", day=FRIDAY)
    old = world.picture()
    other = "Nurses in Hama went on strike for better pay and cleaner wards this whole week."
    world.claim(version(world, "v2", SUNDAY), "arrests", other, at="hama", day=SUNDAY)
    found = kinds(old, without(world, claim))
    assert {"report_gone", "report_new"} <= set(found)
    assert "claim_withdrawn" not in found


def test_a_sentence_that_was_edited_is_not_withdrawn(world: World, killed: Any) -> None:
    quote = "Shells on the bus depot in Aleppo killed {} drivers late on Friday, medics said."
    kept = world.claim(version(world, "v1"), quote=quote.format("four"), at="aleppo", day=FRIDAY,
                       figures=[killed(4)])  # fmt: skip
    old = world.picture()
    world.claim(version(world, "v2", SUNDAY), quote=quote.format("seven"), at="aleppo", day=FRIDAY,
                figures=[killed(7)])  # fmt: skip
    new = without(world, kept)
    assert not {"claim_withdrawn", "event_new", "event_gone"} & set(kinds(old, new))
    assert only(old, new, "toll_revised").after == "7"


def test_what_is_only_read_otherwise_is_not_taken_for_news(world: World) -> None:
    claim = tell(world, "one")
    old = world.picture()
    other = replace(claim, id="c-otherwise", event_type="arrests")
    world.claims = [other]
    made = replace(old.made_with, version="9")
    found = changes(old, replace(world.picture(), made_with=made)).changes
    assert found
    assert {c.because for c in found} == {"reading"}
    assert "claim_reread" in {c.kind for c in found}


def test_a_new_report_that_is_a_copy_is_said_to_add_no_weight(world: World) -> None:
    tell(world, "one", publisher="The Courier")
    old = world.picture()
    new = world.picture()
    copy = replace(new.reports[0], id="r-copy", copy_of="r-one", title="Again")
    change = only(old, replace(new, reports=(*new.reports, copy)), "report_new")
    assert "no weight" in change.reason


def test_a_report_without_a_title_is_called_by_its_first_words(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    new = world.picture()
    untitled = replace(
        new.reports[0], id="r-new", title="", text="No word came from the town for two whole days."
    )
    change = only(old, replace(new, reports=(*new.reports, untitled)), "report_new")
    assert change.what == "“No word came from the town for two …”"


# ------------------------------------------------------------ names, order


def test_new_actors_places_and_sources_are_told_with_their_words(world: World) -> None:
    tell(world, "one", by=["army"])
    old = world.picture()
    tell(world, "two", MILL, by=["jets"], at="hama", said="helmets")
    new = world.picture()
    assert only(old, new, "actor_new").what == "Russian Air Force"
    assert only(old, new, "place_new").what == "Hama"
    assert only(old, new, "source_new").words[0].quote == MILL


def test_the_order_of_reports_and_claims_changes_nothing(world: World, killed: Any) -> None:
    tell(world, "one", figures=[killed(4)])
    old = world.picture()
    for n, voice in enumerate(["un", "helmets", "sana"]):
        tell(world, f"more-{n}", said=voice, figures=[killed(4 + n)], published=SUNDAY)
    new = world.picture()
    turned = replace(
        new, reports=new.reports[::-1], claims=new.claims[::-1], events=new.events[::-1],
        disputes=new.disputes[::-1], control=new.control[::-1],
    )  # fmt: skip
    assert changes(old, new) == changes(old, turned)


def test_the_head_says_what_was_compared(world: World) -> None:
    tell(world, "one")
    old = world.picture()
    tell(world, "two", MILL, published=SUNDAY)
    told = changes(old, world.picture())
    assert (told.old.reports, told.old.last) == (1, SATURDAY)
    assert (told.new.reports, told.new.last) == (2, SUNDAY)
