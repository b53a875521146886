"""Same event: what order, growth and attempts to fool it must not change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reconcile.conftest import World

from consilience.knowledge.event_types import EventType
from consilience.model import Place
from consilience.reconcile.events import components, reconciled, same_event

if TYPE_CHECKING:
    from consilience.reconcile.evidence import Evidence

FRIDAY, SATURDAY, SUNDAY = "2024-11-29", "2024-11-30", "2024-12-01"
TELLINGS: list[dict[str, Any]] = [
    {"type": kind, "at": at, "day": day, "by": by}
    for kind in ("shelling", "attack", "displacement")
    for at in ("aleppo", "hamdaniya", "hama", None)
    for day in (FRIDAY, SATURDAY, None)
    for by in ((), ("army",))
]
_FIXED = settings(
    deadline=None, derandomize=True, max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


def _told(types: dict[str, EventType], tellings: list[tuple[int, int]]) -> World:
    """Return a world in which each telling is made by one of four reports."""
    world = World(types=types)
    reports = [world.report(str(n)) for n in range(4)]
    for report, telling in tellings:
        world.claim(reports[report], **TELLINGS[telling])
    return world


_TOLD = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, len(TELLINGS) - 1)), min_size=2, max_size=9
)


@_FIXED
@given(told=_TOLD, data=st.data())
def test_the_order_of_claims_changes_nothing(
    event_types: dict[str, EventType], told: list[tuple[int, int]], data: st.DataObject
) -> None:
    world = _told(event_types, told)
    before = same_event(world.evidence())
    world.claims = data.draw(st.permutations(world.claims))
    assert same_event(world.evidence()) == before


@_FIXED
@given(told=_TOLD)
def test_each_claim_is_in_exactly_one_component_and_one_group(
    event_types: dict[str, EventType], told: list[tuple[int, int]]
) -> None:
    world = _told(event_types, told)
    evidence = world.evidence()
    ids = sorted(c.id for c in world.claims)
    parts = list(components(evidence))
    assert sorted(i for part in parts for ids in part.accounts for i in ids) == ids
    assert sorted(i for part in parts for g in reconciled(part, evidence) for i in g) == ids


@_FIXED
@given(told=_TOLD)
def test_adding_one_by_one_and_all_at_once_give_the_same(
    event_types: dict[str, EventType], told: list[tuple[int, int]]
) -> None:
    """A caller who keeps the groups of untouched components gets what reconciling all gives."""
    world = _told(event_types, told)
    everything, world.claims = world.claims, []
    kept: dict[tuple[tuple[str, ...], ...], list[list[str]]] = {}
    for claim in everything:
        world.claims.append(claim)
        kept = _grown(world.evidence(), kept)
    assert sorted(g for groups in kept.values() for g in groups) == same_event(world.evidence())


def _grown(
    evidence: Evidence, kept: dict[tuple[tuple[str, ...], ...], list[list[str]]]
) -> dict[tuple[tuple[str, ...], ...], list[list[str]]]:
    return {
        part.accounts: kept.get(part.accounts) or reconciled(part, evidence)
        for part in components(evidence)
    }


def _of_reports(world: World, *tellings: dict[str, Any]) -> list[Any]:
    return [
        world.claim(world.report(str(n)), **({"at": "aleppo", "day": FRIDAY} | telling))
        for n, telling in enumerate(tellings)
    ]


def test_one_name_in_two_countries_is_two_places(world: World, killed: Any) -> None:
    world.places["tripoli-lb"] = Place(
        id="tripoli-lb", name="Tripoli", lat=34.44, lon=35.83, country="LB", admin1=None,
        feature="settlement", precision="point",
    )  # fmt: skip
    world.places["tripoli-ly"] = Place(
        id="tripoli-ly", name="Tripoli", lat=32.89, lon=13.19, country="LY", admin1=None,
        feature="settlement", precision="point",
    )  # fmt: skip
    toll = [killed(11)]
    one, two = _of_reports(
        world, {"at": "tripoli-lb", "figures": toll}, {"at": "tripoli-ly", "figures": toll}
    )
    assert not world.one_event(one, two)


def test_two_attacks_on_one_town_on_one_day_stay_two(world: World, killed: Any) -> None:
    bakery = "Shells struck a bakery in Aleppo at dawn on Friday and killed four."
    school = "A school in Aleppo was shelled on Friday evening; nineteen people died."
    first, second, again = _of_reports(
        world,
        {"quote": bakery, "figures": [killed(4)]},
        {"quote": school, "figures": [killed(19)]},
        {"quote": "Nineteen died when the school was hit.", "figures": [killed(19)]},
    )
    assert not world.one_event(first, second)
    assert world.one_event(second, again)


def test_one_attack_told_with_three_dates_is_one(world: World, killed: Any) -> None:
    quote = "A car bomb went off beside the convoy near the mosque and killed 43 people."
    told = [
        {"type": "suicide_bomb", "quote": quote, "day": day, "figures": [killed(43)]}
        for day in (FRIDAY, SATURDAY, SUNDAY)
    ]
    claims = _of_reports(world, *told)
    assert world.one_event(*claims)


def test_one_lucky_count_does_not_draw_two_towns_together(world: World, killed: Any) -> None:
    one, two = _of_reports(
        world, {"figures": [killed(27)]}, {"at": "hama", "figures": [killed(27)]}
    )
    assert not world.one_event(one, two)


def test_a_famous_place_and_a_day_alone_are_not_one_undated_event(world: World) -> None:
    one, two = _of_reports(
        world,
        {"type": "attack", "day": None, "quote": "Attacks went on in Aleppo."},
        {"type": "casualties", "day": None, "quote": "Many fell there, doctors in Aleppo recall."},
    )
    assert not world.one_event(one, two)


def test_what_opposed_doers_close_are_two_closures(world: World) -> None:
    airport, road = _of_reports(
        world,
        {"type": "closure", "by": ["army"], "quote": "The army closed the airport of Aleppo."},
        {"type": "closure", "by": ["rebels"], "quote": "Rebels closed the road to Aleppo."},
    )
    assert not world.one_event(airport, road)


def test_forty_villages_are_no_capture_of_the_town(world: World, counted: Any) -> None:
    many = counted("places_taken", 40, None, victims="unknown")
    town = world.claim(world.report("a"), "takes_territory", by=["rebels"], at="aleppo")
    villages = world.claim(
        world.report("b"), "takes_territory", by=["rebels"], at="aleppo", figures=[many]
    )
    again = world.claim(
        world.report("c"), "takes_territory", by=["rebels"], at="aleppo", figures=[many]
    )
    assert not world.one_event(town, villages)
    assert world.one_event(villages, again)
