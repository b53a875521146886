"""Origins: the voice that a claim goes back to, and which voices stand by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consilience.knowledge.spelling import skeleton
from consilience.model import Actor, Origin
from consilience.reconcile.origins import independent, is_own_voice, name_of, why_not_independent

if TYPE_CHECKING:
    from tests.reconcile.conftest import World


def _origins(world: World) -> dict[str, Origin]:
    return {o.id: o for o in world.picture().origins}


def test_a_cited_voice_is_the_origin(world: World) -> None:
    claim = world.claim(world.report("a", "Levant Wire"), said="sohr")
    assert world.evidence().origins[claim.id] == "o-sohr"


def test_two_outlets_citing_one_voice_are_one_origin(world: World) -> None:
    world.claim(world.report("a", "Levant Wire"), said="sohr")
    world.claim(world.report("b", "Northern Post"), said="sohr")
    found = _origins(world)
    assert set(found) == {"o-sohr"}
    assert found["o-sohr"].reports == ("r-a", "r-b")


def test_a_person_speaks_for_the_body_they_belong_to(world: World) -> None:
    claim = world.claim(world.report("a"), said="director")
    assert world.evidence().origins[claim.id] == "o-sohr"


def test_a_report_in_its_own_voice_goes_back_to_its_publisher(world: World) -> None:
    one = world.claim(world.report("a", "Levant Wire"))
    two = world.claim(world.report("b", "Levant Wire"))
    origins = world.evidence().origins
    assert origins[one.id] == origins[two.id]
    assert is_own_voice(origins[one.id])


def test_a_report_without_a_publisher_speaks_for_itself(world: World) -> None:
    claim = world.claim(world.report("a"))
    assert world.evidence().origins[claim.id] == "o-r-a"


def test_a_copy_in_its_own_voice_goes_back_to_the_original(world: World) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    first = world.report("first", "Levant Wire", "2024-11-28", text)
    second = world.report("second", "Northern Post", "2024-11-29", text)
    claims = world.claim(first), world.claim(second)
    origins = world.evidence().origins
    assert origins[claims[0].id] == origins[claims[1].id]


def test_an_unnamed_source_goes_back_to_the_last_link_that_has_a_name(world: World) -> None:
    claim = world.claim(world.report("a"), via=["state-media", "sana"], stance="reports")
    assert world.evidence().origins[claim.id] == "o-sana"


def test_reportedly_goes_back_to_the_report(world: World) -> None:
    claim = world.claim(world.report("a", "Levant Wire"), reportedly=True, stance="reportedly")
    assert is_own_voice(world.evidence().origins[claim.id])


def test_a_count_told_again_without_its_source_goes_back_to_it(world: World, killed: Any) -> None:
    report = world.report("a", "Levant Wire")
    sourced = world.claim(report, said="sohr", at="hama", figures=[killed(9)])
    again = world.claim(report, at="hama", figures=[killed(9)])
    origins = world.evidence().origins
    assert origins[again.id] == origins[sourced.id] == "o-sohr"


def test_a_count_that_two_sources_give_stays_the_reports_own(world: World, killed: Any) -> None:
    report = world.report("a", "Levant Wire")
    for voice in ("sohr", "un"):
        world.claim(report, said=voice, at="hama", figures=[killed(9)])
    again = world.claim(report, at="hama", figures=[killed(9)])
    assert is_own_voice(world.evidence().origins[again.id])


def test_another_count_stays_the_reports_own(world: World, killed: Any) -> None:
    report = world.report("a", "Levant Wire")
    world.claim(report, said="sohr", at="hama", figures=[killed(9)])
    other = world.claim(report, at="hama", figures=[killed(40)])
    assert is_own_voice(world.evidence().origins[other.id])


def test_another_reports_source_is_not_taken(world: World, killed: Any) -> None:
    world.claim(world.report("a", "Levant Wire"), said="sohr", figures=[killed(9)])
    own = world.claim(world.report("b", "Northern Post"), figures=[killed(9)])
    assert is_own_voice(world.evidence().origins[own.id])


def test_an_agency_of_the_state_is_part_of_state_media(world: World) -> None:
    world.claim(world.report("a"), said="sana")
    world.claim(world.report("b"), said="state-media")
    found = _origins(world)
    assert found["o-state-media"].independent
    assert not found["o-sana"].independent
    assert found["o-sana"].part_of == "o-state-media"


def test_an_agency_of_the_state_alone_stands_by_itself(world: World) -> None:
    world.claim(world.report("a"), said="sana")
    assert _origins(world)["o-sana"].independent


def test_independent_voices_count_no_part_twice(world: World) -> None:
    world.claim(world.report("a"), said="sana")
    actors = world.evidence().actors
    assert independent(["o-sana", "o-state-media", "o-sohr"], actors) == [
        "o-sohr", "o-state-media",
    ]  # fmt: skip


def test_a_reports_own_voice_is_no_independent_voice(world: World) -> None:
    world.claim(world.report("a", "Levant Wire"))
    evidence = world.evidence()
    assert independent(evidence.origins.values(), evidence.actors) == []


def test_a_reader_knows_an_origin_by_name(world: World) -> None:
    named = world.claim(world.report("a"), said="un")
    own = world.claim(world.report("b", text="Depot under fire"))
    evidence = world.evidence()
    names = [name_of(evidence.origins[c.id], evidence.actors, evidence.reports)
             for c in (named, own)]  # fmt: skip
    assert names == ["United Nations", "the report “Depot under fire”"]


def test_ten_copies_of_one_false_report_are_one_origin(world: World, killed: Any) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    for n in range(10):
        report = world.report(f"copy{n}", f"Outlet {n}", f"2024-11-{10 + n}", text)
        world.claim(report, at="hama", figures=[killed(90)], quote="Ninety died in Hama.")
    (event,) = world.picture().events
    assert (len(event.origins), event.independent_origins, event.grade) == (1, 0, "unattributed")


def _outlets(world: World, *names: str) -> None:
    for name in names:
        world.actors[name] = Actor(id=name, name=name.replace("-", " ").title(), kind="media")


def test_a_claim_goes_on_to_whom_the_cited_outlet_cites(world: World, killed: Any) -> None:
    _outlets(world, "levant-wire")
    wire, page = world.report("wire", "Levant Wire"), world.report("page", "Northern Post")
    world.claim(wire, said="sohr", figures=[killed(12)])
    again = world.claim(page, said="levant-wire", figures=[killed(12)])
    assert world.evidence().origins[again.id] == "o-sohr"


def test_an_agency_that_cites_the_outlet_that_cites_it_is_one_origin(
    world: World, killed: Any
) -> None:
    _outlets(world, "levant-wire", "northern-post")
    wire, page = world.report("wire", "Levant Wire"), world.report("page", "Northern Post")
    one = world.claim(wire, said="northern-post", figures=[killed(12)])
    two = world.claim(page, said="levant-wire", figures=[killed(12)])
    origins = world.evidence().origins
    assert origins[one.id] == origins[two.id] == "o-levant-wire"


def test_another_count_of_the_cited_outlet_leads_no_further(world: World, killed: Any) -> None:
    _outlets(world, "levant-wire")
    wire, page = world.report("wire", "Levant Wire"), world.report("page", "Northern Post")
    world.claim(wire, said="sohr", figures=[killed(40)])
    again = world.claim(page, said="levant-wire", figures=[killed(12)])
    assert world.evidence().origins[again.id] == "o-levant-wire"


def test_voices_without_a_name_are_one_together(world: World) -> None:
    for name in ("activists", "residents"):
        world.actors[name] = Actor(id=name, name=name, kind="group")
    actors = world.evidence().actors
    assert independent(["o-activists", "o-residents", "o-sohr"], actors) == [
        "o-activists", "o-sohr",
    ]  # fmt: skip


def test_a_listed_group_in_lower_case_is_not_one_with_voices_without_a_name(world: World) -> None:
    for name in ("hezbollah", "residents"):
        world.actors[name] = Actor(id=name, name=name, kind="group")
    actors = world.evidence().actors
    assert independent(["o-hezbollah", "o-residents"], actors) == ["o-hezbollah", "o-residents"]


def test_why_two_voices_are_not_two_is_told(world: World) -> None:
    for name in ("activists", "residents"):
        world.actors[name] = Actor(id=name, name=name, kind="group")
    evidence = world.evidence()
    ids = ["o-sana", "o-state-media", "o-activists", "o-residents"]
    assert why_not_independent(ids, evidence.actors, evidence.reports) == [
        "residents and activists have no name and may be the same people.",
        "SANA is part of Syrian state media.",
    ]


def test_a_monitor_without_a_name_may_be_the_named_one(world: World) -> None:
    world.actors["monitors"] = Actor(id="monitors", name="monitors", kind="monitor")
    evidence = world.evidence()
    told = ["o-monitors", "o-sohr"]
    assert independent(told, evidence.actors) == ["o-sohr"]
    assert why_not_independent(told, evidence.actors, evidence.reports) == [
        "monitors has no name and may be Syrian Observatory."
    ]


def test_an_outlets_correspondent_is_its_own_voice(world: World) -> None:
    world.actors["correspondents"] = Actor(
        id="correspondents", name="correspondents", kind="media"
    )  # fmt: skip
    claim = world.claim(world.report("one", publisher="Daily"), said="correspondents")
    assert world.evidence().origins[claim.id] == "o-publisher-" + skeleton("Daily")
