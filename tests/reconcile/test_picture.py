"""The picture: everything weighed, the same whatever the order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consilience.model import PictureWarning
from consilience.publish.picture import from_json, json_schema, to_json
from consilience.reconcile.picture import paint, reconcile

if TYPE_CHECKING:
    from tests.reconcile.conftest import World

    from consilience.model import Picture

FRIDAY, SATURDAY, SUNDAY = "2024-11-29", "2024-11-30", "2024-12-01"


@pytest.fixture
def busy(world: World, killed: Any, counted: Any) -> World:
    """A morning's reports: agreement, denial, tolls that differ, a copy, one without a date."""
    words = "Shells struck a bus depot in Aleppo on Friday and killed drivers changing shifts."
    wire = " ".join(f"word{n}" for n in range(60))
    for n, (voice, toll) in enumerate((("sohr", 6), ("un", 9), ("sohr", 8))):
        report = world.report(f"depot{n}", "Levant Wire", f"2024-11-{29 + n % 2}")
        world.claim(
            report,
            at="aleppo",
            day=FRIDAY,
            said=voice,
            quote=words,
            by=["army"],
            on=["civilians"],
            figures=[killed(toll), counted("injured", 20, None)],
        )
        world.claim(
            report,
            "enters_territory",
            at="aleppo",
            role="to",
            by=["rebels"],
            day=SATURDAY,
            said="sohr",
        )
        world.claim(report, "accuse", by=["russia"], on=["rebels"], said="russia")
    state = world.report("state", "Damascus Bulletin", SATURDAY, wire)
    world.claim(
        state,
        "enters_territory",
        at="aleppo",
        role="to",
        by=["rebels"],
        day=SATURDAY,
        said="sana",
        stance="denies",
        polarity="denied",
    )
    world.claim(state, "attack", at="hama", by=["rebels"], told=False, day=SUNDAY)
    page = world.report("page", "Northern Post", SUNDAY, wire)
    world.claim(page, "attack", at="hama", by=["hts"], told=False, day=SUNDAY)
    note = world.report("note", None, None)
    world.claim(note, "takes_territory", at="saraqib", by=["hts"], reportedly=True)
    world.claim(note, "encirclement", at="saraqib", by=["rebels"], said="army")
    return world  # fmt: skip


def _painted(world: World, order: list[int]) -> bytes:
    """Return the picture's bytes with reports, claims, actors and places in another order."""

    def mixed(things: Any) -> list[Any]:
        listed = list(things)
        return [listed[n % len(listed)] for n in _whole(order, len(listed))]

    evidence = reconcile(
        mixed(world.reports), mixed(world.claims), mixed(world.actors.values()),
        mixed(world.places.values()), world.types, world.settings,
    )  # fmt: skip
    return to_json(paint(evidence, (), world.picture().made_with))


def _whole(order: list[int], size: int) -> list[int]:
    """Return a permutation of `size` things that follows `order`."""
    keys = [order[n % len(order)] for n in range(size)]
    return sorted(range(size), key=lambda n: (keys[n], -n))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_shuffled_reports_give_the_same_bytes(busy: World, order: list[int]) -> None:
    assert _painted(busy, order) == to_json(busy.picture())


def _holds(picture: Picture) -> None:
    """Hold a picture against the published schema and against its own reports."""
    data = to_json(picture)
    jsonschema.validate(json.loads(data), json_schema())
    assert from_json(data) == picture


def test_the_picture_fits_its_schema(busy: World) -> None:
    _holds(busy.picture())


def test_all_that_is_named_is_listed(busy: World) -> None:
    picture = busy.picture()
    actors = {a.id for a in picture.actors}
    places = {p.id for p in picture.places}
    claims = {c.id for c in picture.claims}
    events = {e.id for e in picture.events}
    disputes = {d.id for d in picture.disputes}
    origins = {o.id for o in picture.origins}
    assert {r.actor for c in picture.claims for r in (*c.actors, *c.targets)} <= actors
    assert {r.place for c in picture.claims for r in c.places} <= places
    assert {c.event for c in picture.claims} == events
    assert {c for e in picture.events for c in e.claims} == claims
    assert {d for e in picture.events for d in e.disputes} <= disputes
    assert {o for e in picture.events for o in e.origins} <= origins
    assert {o.actor for o in picture.origins if o.actor} <= actors
    assert {o for d in picture.disputes for p in d.positions for o in p.origins} <= origins


def test_containers_of_a_place_are_listed(world: World) -> None:
    world.claim(world.report("a"), at="hamdaniya")
    assert {p.id for p in world.picture().places} == {"hamdaniya", "aleppo", "sy"}


def test_what_an_actor_belongs_to_is_listed(world: World) -> None:
    world.claim(world.report("a"), by=["army"])
    assert {a.id for a in world.picture().actors} == {"army", "syria"}


def test_nobody_unnamed_is_listed(world: World) -> None:
    world.claim(world.report("a"), by=["hts"], at="hama")
    assert "sna" not in {a.id for a in world.picture().actors}


def test_a_publisher_is_an_actor(world: World) -> None:
    world.claim(world.report("a", "Levant Wire"))
    assert "Levant Wire" in {a.name for a in world.picture().actors}


def _codes(picture: Picture) -> set[str]:
    return {w.code for w in picture.warnings}


def test_what_could_not_be_placed_or_dated_is_said(world: World) -> None:
    world.claim(world.report("a"), "shelling")
    assert _codes(world.picture()) == {"not-placed", "not-dated"}


def test_what_is_placed_and_dated_warns_of_nothing(world: World) -> None:
    world.claim(world.report("a"), at="aleppo", day=FRIDAY)
    assert world.picture().warnings == ()


def test_speech_needs_no_place(world: World) -> None:
    world.claim(world.report("a"), "accuse", by=["russia"])
    assert world.picture().warnings == ()


def test_warnings_from_reading_are_kept_once(world: World) -> None:
    world.report("a")
    warning = PictureWarning(code="empty-file", message="The file is empty.", where="a.txt")
    picture = paint(world.evidence(), [warning, warning], world.picture().made_with)
    assert picture.warnings == (warning,)


def test_the_timeline_has_each_dated_event_on_its_first_day(world: World) -> None:
    one = world.claim(world.report("a"), at="aleppo", day=FRIDAY)
    two = world.claim(world.report("b"), at="hama", day=(SATURDAY, SUNDAY))
    world.claim(world.report("c"), at="saraqib")
    picture = world.picture()
    assert [(d.date, d.events) for d in picture.timeline] == [
        (FRIDAY, (world.event_of(one, picture).id,)),
        (SATURDAY, (world.event_of(two, picture).id,)),
    ]


def test_the_most_told_event_comes_first_and_speech_last(world: World) -> None:
    said = world.claim(world.report("a"), "accuse", by=["russia"])
    once = world.claim(world.report("b"), at="hama", day=FRIDAY)
    twice = [world.claim(world.report(n), at="aleppo", day=FRIDAY) for n in ("c", "d")]
    order = [e.claims for e in world.picture().events]
    assert order == [tuple(sorted(c.id for c in twice)), (once.id,), (said.id,)]


def test_nothing_gives_an_empty_picture(world: World) -> None:
    picture = world.picture()
    assert (picture.events, picture.claims, picture.stories) == ((), (), ())
    _holds(picture)
