"""Private persons and living victims' exact places are in no output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consilience.model import Actor, ActorRef, Claim, Figure, Picture
from consilience.publish.picture import from_json, to_json
from consilience.publish.redaction import MARK, private_persons, redact

VICTIM = Actor(id="person-amina-haddad", name="Amina Haddad", kind="person")
MINISTER = Actor(id="person-karim-nasser", name="Karim Nasser", kind="person")


def _with_people(picture: Picture, make: Callable[..., Picture]) -> Picture:
    title = "Amina Haddad, a teacher, was hurt in the shelling"
    first, *others = picture.reports
    text = f"{title}\n{first.text}"
    moved = [replace(r) for r in others]
    report = replace(first, title=title, text=text)
    shift = len(title) + 1
    claims = tuple(_shifted(c, shift) if c.report == "r1" else c for c in picture.claims)
    claims = tuple(
        replace(
            c, targets=(ActorRef(actor=VICTIM.id, text="Amina Haddad", start=0, end=12),),
            actors=(ActorRef(actor=MINISTER.id, text="x", start=0, end=1),),
        )
        if c.id == "c-d" else c
        for c in claims
    )  # fmt: skip
    return make(reports=(report, *moved), claims=claims, actors=(*picture.actors, VICTIM, MINISTER))


def _shifted(claim: Claim, by: int) -> Claim:
    return replace(claim, start=claim.start + by, end=claim.end + by)


def test_only_those_who_are_only_hit_are_private(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    assert private_persons(_with_people(picture, make)) == (VICTIM,)


def test_names_become_marks_of_the_same_length(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    named = _with_people(picture, make)
    shown = redact(named)
    assert "Haddad" not in to_json(shown).decode()
    assert "amina" not in to_json(shown).decode().lower()
    assert shown.reports[0].title.startswith(MARK * len("Amina Haddad") + ", a teacher")
    assert len(shown.reports[0].text) == len(named.reports[0].text)
    assert from_json(to_json(shown)) == shown  # every quote still stands where it stood


def test_the_hash_of_the_original_does_not_confirm_a_guess(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    named = _with_people(picture, make)
    assert redact(named).reports[0].sha256 != named.reports[0].sha256


def test_living_victims_are_placed_no_finer_than_their_town(picture: Picture) -> None:
    hurt = Figure(kind="injured", low=3, high=3, victims="civilians", text="three", start=0, end=5)
    claims = tuple(
        replace(c, figures=(*c.figures, hurt)) if c.id == "c-f" else c for c in picture.claims
    )
    shown = redact(replace(picture, claims=claims))
    event = next(e for e in shown.events if e.id == "e2")
    assert event.place == "aleppo"
    assert "dormitory" not in next(c.quote for c in shown.claims if c.id == "c-f")
    assert "dorm" not in {p.id for p in shown.places}


def test_a_picture_without_such_people_stays_as_it_is(picture: Picture) -> None:
    assert redact(picture) == picture


def test_a_name_beside_harm_is_hidden_though_nobody_was_coded(
    picture: Picture, make: Callable[..., Picture]
) -> None:
    first, *others = picture.reports
    told = "Shelling on Friday killed Yusuf Darwish near Aleppo, the Observatory said."
    start = len(first.text) + 1
    report = replace(first, text=f"{first.text}\n{told}")
    claim = replace(
        next(c for c in picture.claims if c.id == "c-d"), id="c-z", quote=told, start=start,
        end=start + len(told), event_type="shelling", figures=(), event="e3",
    )  # fmt: skip
    shown = redact(make(reports=(report, *others), claims=(*picture.claims, claim)))
    quote = next(c.quote for c in shown.claims if c.id == "c-z")
    assert "Darwish" not in shown.reports[0].text
    assert "Aleppo" in quote
    assert "Observatory" in quote
