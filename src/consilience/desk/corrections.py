"""The right values of a claim's slots, out of a form that shows the coded ones.

In: a claim and the form of its page. Out: slot by slot what differs from the coding, as
the picture's JSON has it. Words that the text has keep their place in it; a name that
the analyst adds stands on the words of that name in the sentence, else on the trigger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from consilience.casefile import Case, Filter
from consilience.casefile.applied import slot_value
from consilience.casefile.judgements import Slot
from consilience.errors import InputError
from consilience.model import ActorRef, Attribution, Claim, Figure, PlaceRef

MOST_CLAIMS = 500  # of one report, whose names are offered
Form = Mapping[str, Sequence[str]]


def corrections(case: Case, claim: Claim, form: Form) -> dict[Slot, Any]:
    """Return the slots that the form changes, each with its right value.

    Only those are looked at that the form names in `slots`: it shows all of their value.
    Raises InputError where a number is none or nobody is called so.
    """
    known = offered(case, claim)
    makers: dict[Slot, Callable[[], Any]] = {
        "event_type": lambda: _said(form, "event_type", claim.event_type),
        "polarity": lambda: _said(form, "polarity", claim.polarity),
        "modality": lambda: _said(form, "modality", claim.modality),
        "background": lambda: "background" in form,
        "actors": lambda: _actors(case, claim, form, "actors", known["actors"]),
        "targets": lambda: _actors(case, claim, form, "targets", known["actors"]),
        "places": lambda: _places(case, claim, form, known["places"]),
        "time": lambda: _time(claim, form),
        "figures": lambda: _figures(claim, form),
        "attribution": lambda: _attribution(claim, form, known["voices"]),
    }
    shown = form.get("slots", ())
    values = {slot: make() for slot, make in makers.items() if slot in shown}
    return {slot: value for slot, value in values.items() if value != slot_value(claim, slot)}


def offered(case: Case, claim: Claim) -> dict[str, dict[str, Any]]:
    """Return the names that the claim's report knows, by a key for the form.

    `actors` and `places` are references into the text, the claim's own first; `voices` are
    attributions.
    """
    beside = case.claims(Filter(report=claim.report), limit=MOST_CLAIMS)
    near = sorted(beside, key=lambda c: (c.id != claim.id, abs(c.start - claim.start), c.id))
    actors: dict[str, ActorRef] = {}
    places: dict[str, PlaceRef] = {}
    voices: dict[str, Attribution] = {}
    for other in (claim, *near):
        for ref in (*other.actors, *other.targets):
            actors.setdefault(ref.actor, ref)
        for place in other.places:
            places.setdefault(place.place, place)
        said = other.attribution
        if said:
            voices.setdefault(said.source or "unnamed", said)
    return {"actors": actors, "places": places, "voices": voices}


def _said(form: Form, name: str, otherwise: str) -> str:
    return next(iter(form.get(name, ())), otherwise)


def _actors(
    case: Case, claim: Claim, form: Form, slot: str, known: Mapping[str, ActorRef]
) -> list[dict[str, Any]]:
    own = {ref.actor: ref for ref in getattr(claim, slot)}
    chosen = [own.get(i) or known[i] for i in form.get(slot, ()) if i in own or i in known]
    refs = [asdict(ref) for ref in _in_order(chosen, getattr(claim, slot))]
    added = _said(form, f"{slot}_add", "").strip()
    if added:
        actor = _called(case, added, places=False)
        refs.append({"actor": actor, **_words(claim, added)})
    return refs


def _in_order(chosen: Iterable[Any], before: Sequence[Any]) -> list[Any]:
    """Return references in the coding's order, what is new after it, so that none differs."""
    found = list(chosen)
    return [r for r in before if r in found] + [r for r in found if r not in before]


def _places(
    case: Case, claim: Claim, form: Form, known: Mapping[str, PlaceRef]
) -> list[dict[str, Any]]:
    own = {ref.place: ref for ref in claim.places}
    chosen = [own.get(i) or known[i] for i in form.get("places", ()) if i in own or i in known]
    refs = [asdict(ref) for ref in _in_order(chosen, claim.places)]
    added = _said(form, "places_add", "").strip()
    if added:
        place = _called(case, added, places=True)
        refs.append({"place": place, **_words(claim, added), "role": "at"})
    return refs


def _called(case: Case, words: str, *, places: bool) -> str:
    found = case.named(words, places=places)
    if len(found) == 1:
        return found[0]
    what = "place" if places else "actor"
    told = f"may be any of {', '.join(found[:8])}" if found else f"is no {what} of this case"
    raise InputError(f"{words!r} {told}. Give one id.")


def _words(claim: Claim, name: str) -> dict[str, Any]:
    """Return where a name stands in the claim's sentence, else where its trigger does."""
    at = claim.quote.casefold().find(name.casefold())
    if at < 0:
        return asdict(claim.trigger)
    start = claim.start + at
    text = claim.quote[at : at + len(name)]
    return {"text": text, "start": start, "end": start + len(text)}


def _time(claim: Claim, form: Form) -> dict[str, Any]:
    before = asdict(claim.time)
    start, end = _said(form, "time_start", "") or None, _said(form, "time_end", "") or None
    if (start, end) == (claim.time.start, claim.time.end):
        return {**before, "precision": _said(form, "precision", claim.time.precision)}
    end = end or start
    start = start or end
    precision = "unknown" if start is None else "day" if start == end else "range"
    return {**before, "start": start, "end": end, "precision": precision}


def _figures(claim: Claim, form: Form) -> list[dict[str, Any]]:
    """Return the figures that are left, with their numbers as the form has them."""
    kept = {int(n) for n in form.get("figures", ()) if n.isdigit()}
    out: list[dict[str, Any]] = []
    moved: dict[int | None, int] = {}
    for n, figure in enumerate(claim.figures):
        if n in kept:
            moved[n] = len(out)
            out.append(_figure(figure, form, n))
    for made in out:
        made["part_of"] = moved.get(made["part_of"])
    new = _at(form, "low", len(claim.figures))
    if new:
        low = _number(new)
        high = _at(form, "high", len(claim.figures))
        out.append({
            "kind": _at(form, "figure_kind", len(claim.figures)) or "killed", "low": low,
            "high": _number(high) if high else low,
            "victims": _at(form, "victims", len(claim.figures)) or "unknown",
            **_words(claim, new), "part_of": None, "cumulative": False, "window": None,
        })  # fmt: skip
    return out


def _figure(figure: Figure, form: Form, n: int) -> dict[str, Any]:
    made = asdict(figure)
    low, high = _at(form, "low", n), _at(form, "high", n)
    return {
        **made, "low": _number(low) if low else figure.low, "high": _number(high) if high else None,
        "kind": _at(form, "figure_kind", n) or figure.kind,
        "victims": _at(form, "victims", n) or figure.victims,
    }  # fmt: skip


def _at(form: Form, name: str, n: int) -> str:
    values = form.get(name, ())
    return values[n].strip() if n < len(values) else ""


def _number(words: str) -> int:
    plain = words.replace(",", "").replace(" ", "")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 12:
        raise InputError(f"{words!r} is no count. Write it in digits.")
    return int(plain)


def _attribution(
    claim: Claim, form: Form, voices: Mapping[str, Attribution]
) -> dict[str, Any] | None:
    before = claim.attribution
    key = _said(form, "voice", "")
    if key == "":
        return None
    own = before is not None and (before.source or "unnamed") == key
    found = before if own else voices.get(key)
    if found is None:
        return slot_value(claim, "attribution")  # type: ignore[no-any-return]
    made: dict[str, Any] = {**asdict(found), "stance": _said(form, "stance", found.stance)}
    return {**made, "via": [dict(v) for v in made["via"]]}
