"""A claim that only a language model has pointed at stands aside: no rule weighs it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from consilience.model import Picture
from consilience.reconcile.changes import changes
from consilience.reconcile.explain import explain


def without_aside(picture: Picture) -> Picture:
    """Return the picture as if nobody had helped; actors and places that only helped claims
    name are left out."""
    kept = tuple(c for c in picture.claims if c.event)
    return replace(picture, claims=kept, actors=(), places=())


def unassisted(told: Any) -> Picture:
    """Return the picture of the same reports without the last claim."""
    told.claims.pop()
    return without_aside(told.picture())


@pytest.fixture
def told(world: Any, killed: Any) -> Any:
    """One voice tells a shelling; two reports tell who entered a town."""
    r1, r2 = world.report("1", "Levant Wire"), world.report("2", "Orontes Post")
    world.claim(r1, at="saraqib", day="2024-11-29", figures=[killed(4)], said="sana")
    world.claim(r2, "enters_territory", at="idlib", day="2024-11-29", by=["rebels"], said="sohr")
    return world


def test_a_second_voice_that_only_a_model_found_does_not_corroborate(
    told: Any, killed: Any
) -> None:
    told.claim("r-2", at="saraqib", day="2024-11-29", figures=[killed(4)], said="sohr",
               assisted="a model")  # fmt: skip
    after = told.picture()
    assert without_aside(after) == unassisted(told)
    (shelling,) = [e for e in after.events if e.event_type == "shelling"]
    assert shelling.grade == "weak"
    assert shelling.independent_origins == 1


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("shelling", {"polarity": "denied", "denies": "occurrence", "said": "army"}),
        ("shelling", {"by": ["army"], "said": "un"}),
        ("enters_territory", {"by": ["rebels"], "at": "saraqib", "said": "un"}),
        ("takes_territory", {"by": ["army"], "at": "idlib", "said": "army"}),
    ],
)
def test_nothing_that_a_model_found_changes_what_the_rules_found(
    told: Any, killed: Any, kind: str, more: dict[str, Any]
) -> None:
    given = {"at": "saraqib", "day": "2024-11-29", "figures": [killed(19)]} | more
    told.claim("r-2", kind, **given, assisted="a model")
    assert without_aside(told.picture()) == unassisted(told)


def test_it_stands_in_the_picture_of_no_event_with_all_that_it_names(told: Any) -> None:
    made = told.claim("r-2", "closure", by=["ocha"], at="hama", assisted="a model")
    picture = told.picture()
    (found,) = [c for c in picture.claims if c.assisted]
    assert found.id == made.id
    assert found.event is None
    assert "ocha" in {a.id for a in picture.actors}
    assert "hama" in {p.id for p in picture.places}


def test_what_an_analyst_has_confirmed_counts_like_any_other(told: Any, killed: Any) -> None:
    told.claim("r-2", at="saraqib", day="2024-11-29", figures=[killed(4)], said="sohr",
               assisted="a model", judged=("confirmed",))  # fmt: skip
    (shelling,) = [e for e in told.picture().events if e.event_type == "shelling"]
    assert shelling.independent_origins == 2


def test_changes_do_not_speak_of_it(told: Any) -> None:
    told.claim("r-2", "closure", by=["ocha"], at="hama", assisted="a model")
    after = told.picture()
    told.claims.pop()
    assert changes(told.picture(), after).changes == ()


def test_explain_says_who_pointed_at_it(told: Any) -> None:
    made = told.claim("r-2", "closure", by=["ocha"], at="hama", assisted="a model")
    said = explain(told.picture(), made.id)
    (point,) = next(s for s in said.sections if s.title == "Its event").points
    assert (point.label, point.value) == ("pointed at by", "a model")


def test_a_body_that_only_a_model_names_does_not_speak_for_its_members(world: Any) -> None:
    report = world.report("1", "Levant Wire")
    world.claim(report, at="saraqib", said="director")
    world.claim(report, "closure", by=["sohr"], at="idlib-province", assisted="a model")
    world.actors.pop("un")
    after = world.picture()
    world.claims.pop()
    world.actors.pop("sohr")
    world.places.pop("idlib-province")
    before = world.picture()
    assert (after.events, after.origins) == (before.events, before.origins)
    assert [o.id for o in after.origins] == ["o-director"]
    assert {"sohr"} == {a.id for a in after.actors} - {a.id for a in before.actors}


def test_what_only_it_names_can_be_explained_too(told: Any) -> None:
    made = told.claim("r-2", "closure", by=["helmets"], at="hama", said="ocha", assisted="a model")
    picture = told.picture()
    assert explain(picture, made.id).title
    assert explain(picture, "helmets").title == "White Helmets"
    assert explain(picture, "hama").kind == "place"
