"""Judgements by form: each is checked, kept, and leads back to what it changed.

In: the fields of a form sent by a page of this desk. Out: a judgement in the case, and
the address to go on at. A large case is brought up to date after the answer has gone
(`redrawing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from consilience.casefile import KINDS, Case, Judgement, Spot
from consilience.casefile.judgements import Kind
from consilience.desk.addresses import address
from consilience.desk.corrections import corrections
from consilience.desk.guards import local_path
from consilience.desk.redrawing import Redrawing
from consilience.errors import InputError, JudgementError

Form = Mapping[str, Sequence[str]]


def judge(case: Case, form: Form, who: str | None, redrawing: Redrawing) -> str:
    """Keep what a form decides, and see to the picture; return the address to go on at.

    `who` signed in, else the form says it. Raises JudgementError where something is
    missing or not in the case, InputError where a value is none.
    """
    name, why = who or one(form, "who"), one(form, "why")
    trail = _trail(case, form)
    if one(form, "kind") == "correct":
        made = _correct(case, form, name, why)
    else:
        made = [_judge(case, form, name, why)]
    redrawing.bring_up()
    return _next(case, form, trail, made[-1])


def _judge(case: Case, form: Form, who: str, why: str) -> Judgement:
    kind = one(form, "kind")
    if kind not in KINDS:
        raise JudgementError(f"kind: {kind!r} is none of {', '.join(KINDS)}.")
    claims, others = many(form, "claims"), many(form, "others")
    if kind == "not_same_event":
        others = others or _rest(case, one(form, "event"), claims)
    else:  # the two sides of a question are decided upon together
        claims, others = [*claims, *others], []
    return case.judge(
        cast("Kind", kind), who=who, why=why, claims=claims, others=others,
        named=_named(case, form, kind), spot=_spot(case, form) if kind == "place_is" else None,
        refresh=False,
    )  # fmt: skip


def _named(case: Case, form: Form, kind: str) -> list[str]:
    """Return the actors or places that a form names; first the one whose name is to stand."""
    named, words = many(form, "named"), one(form, "other")
    if not words:
        return named
    other = called(case, words, places=kind != "same_actor")
    return [other, *named] if one(form, "stands") == "other" else [*named, other]


def _rest(case: Case, key: str, split: Sequence[str]) -> list[str]:
    """Return the claims of an event but those that are split off."""
    event = case.event(key)
    if event is None or not split:
        raise JudgementError("Mark the claims that are another event.")
    rest = [c for c in event.claims if c not in split]
    if not rest:
        raise JudgementError("All claims are marked: leave those that stay unmarked.")
    return rest


def _spot(case: Case, form: Form) -> Spot:
    """Return where it was: a place of the case by id or name, or degrees."""
    name, lat, lon = (one(form, field) for field in ("place", "lat", "lon"))
    if lat or lon:
        try:
            return Spot(name=name or None, lat=float(lat), lon=float(lon))
        except ValueError as error:
            raise InputError("Write lat and lon as degrees, such as 36.2 and 37.16.") from error
    if not name:
        raise InputError("Name a place of this case, or give lat and lon.")
    return Spot(place=called(case, name, places=True))


def called(case: Case, words: str, *, places: bool) -> str:
    """Return the id of the one actor or place so called. Raises InputError if it is not one."""
    if (case.place(words) if places else case.actor(words)) is not None:
        return words
    found = case.named(words, places=places)
    if len(found) != 1:
        what = "place" if places else "actor"
        told = f"may be any of {', '.join(found[:8])}" if found else f"is no {what} of this case"
        raise InputError(f"{words!r} {told}. Give one id{', or lat and lon' if places else ''}.")
    return found[0]


def _correct(case: Case, form: Form, who: str, why: str) -> list[Judgement]:
    key = one(form, "claims")
    claim = case.claim(key)
    if claim is None:
        raise JudgementError(f"{key}: there is no such claim now.")
    found = corrections(case, claim, form)
    if not found:
        raise JudgementError("Nothing was changed: every slot says what it said before.")
    return [
        case.judge("wrong_slot", who=who, why=why, claims=[key], slot=slot, value=value,
                   refresh=False)
        for slot, value in found.items()
    ]  # fmt: skip


def withdraw(case: Case, key: str, form: Form, who: str | None, redrawing: Redrawing) -> str:
    """Withdraw a judgement; return the address to go on at. Raises JudgementError if it cannot."""
    name, why = who or one(form, "who"), one(form, "why")
    if not name or not why:
        raise JudgementError("A withdrawal needs who and why.")
    made = case.withdraw(key, who=name, why=why, refresh=False)
    redrawing.bring_up()
    return _next(case, form, [one(form, "seen")], made)


def _trail(case: Case, form: Form) -> list[str]:
    """Return the claims that a form speaks of: events go when they are merged or parted."""
    keys = [*many(form, "claims"), *many(form, "others")]
    events = {e.id: e for e in case.events_of(keys)}
    return [c for key in keys for c in (events[key].claims if key in events else [key])]


def _next(case: Case, form: Form, trail: Sequence[str], made: Judgement) -> str:
    """Return where the form says to go on; else what it speaks of; else where it came from."""
    onward = local_path(one(form, "next"), "")
    if onward:
        return onward
    if made.named and not made.claims:
        key = (made.spot.place if made.spot else None) or made.named[0].id
        room = "actors" if made.kind == "same_actor" else "places"
        return address(f"/{room}/{key}", {"done": made.id})
    home = next((c.event for c in case.claims_of(trail) if c.event), None)
    if home is not None:
        return address(f"/events/{home}", {"done": made.id})
    return address(local_path(one(form, "back"), "/judgements").partition("?")[0],
                   {"done": made.id})  # fmt: skip


def one(form: Form, name: str) -> str:
    """Return the first value of a field, trimmed; nothing where there is none."""
    return next((value.strip() for value in form.get(name, ()) if value.strip()), "")


def many(form: Form, name: str) -> list[str]:
    """Return all values of a field, once each."""
    return list(dict.fromkeys(value.strip() for value in form.get(name, ()) if value.strip()))
