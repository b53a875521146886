"""Judgements laid over coded claims, before the accounts are reconciled.

In: codings as the machine made them, reports, judgements that stand. Out: `Applied`:
claims with their slots set right, those that were rejected, decisions on what is one
event, and a warning for each judgement that could not be followed. Coded rows are never
changed: withdraw the judgement and the machine's reading is back.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_type_hints

from pydantic import TypeAdapter

from consilience.casefile.judgements import Anchor, Judgement, canonical
from consilience.coding.coded import Coded
from consilience.model import Actor, ActorRef, Claim, PictureWarning, Place, PlaceRef
from consilience.reconcile.evidence import first_of_each, rank_of_actor, rank_of_place
from consilience.reconcile.origins import publishers

_CLAIM_HINTS = get_type_hints(Claim)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that an analyst rejected, with the judgement that says so."""

    claim: Claim
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Applied:
    """Codings as the judgements have them."""

    coded: tuple[Coded, ...]
    rejected: tuple[Rejected, ...]
    together: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    warnings: tuple[PictureWarning, ...]
    # Of actors said to be one: whose id stands for whose, and the actor with all its names.
    stands_for: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    # Places that are where an analyst put them, by id.
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass
class _Board:
    """The claims, actors and places while judgements are laid over them."""

    claims: dict[str, Claim]
    actors: MutableMapping[str, Actor]
    places: MutableMapping[str, Place]
    hashes: Mapping[str, str]
    rejected: dict[str, Judgement] = field(default_factory=dict)
    together: list[tuple[str, ...]] = field(default_factory=list)
    apart: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    warnings: list[PictureWarning] = field(default_factory=list)
    stands_for: dict[str, str] = field(default_factory=dict)
    made: dict[str, Place] = field(default_factory=dict)
    by_text: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for claim in self.claims.values():
            self.by_text[self.hashes[claim.report]].append(claim.id)


Names = tuple[Mapping[str, Actor], Mapping[str, Place]]


def apply(
    coded: Sequence[Coded], judgements: Iterable[Judgement], known: Names | None = None
) -> Applied:
    """Return the codings under the judgements that stand, in the order they were made.

    `known` are all actors and places where these are but some of the codings.
    """
    standing = sorted((j for j in judgements if j.stands), key=lambda j: (j.made_at, j.id))
    if not standing:
        return Applied(tuple(coded), (), (), (), ())
    board = _board(coded, known)
    for judgement in standing:
        _RULES[judgement.kind](judgement, board)
    _tell_contradictions(board)
    return Applied(
        coded=tuple(_recoded(one, board) for one in coded),
        rejected=tuple(Rejected(board.claims[c], j) for c, j in sorted(board.rejected.items())),
        together=tuple(board.together), apart=tuple(board.apart),
        stands_for=board.stands_for,
        actors={i: board.actors[i] for i in board.stands_for.values()}, places=board.made,
        warnings=(*board.warnings, *map(_rejection, board.rejected.items(),
                                        [board] * len(board.rejected))),
    )  # fmt: skip


def _board(coded: Sequence[Coded], known: Names | None) -> _Board:
    actors, places = known or (
        _papers(coded) | first_of_each((a for one in coded for a in one.actors), rank_of_actor),
        first_of_each((p for one in coded for p in one.places), rank_of_place),
    )
    return _Board(
        claims={c.id: c for one in coded for c in one.claims},
        actors=ChainMap({}, cast("MutableMapping[str, Actor]", actors)),
        places=ChainMap({}, cast("MutableMapping[str, Place]", places)),
        hashes={one.report.id: one.report.sha256 for one in coded},
    )


def _papers(coded: Sequence[Coded]) -> dict[str, Actor]:
    """Return the publishers, which are actors too, by id."""
    return {a.id: a for a in publishers(one.report for one in coded).values()}


def _recoded(one: Coded, board: _Board) -> Coded:
    claims = tuple(board.claims[c.id] for c in one.claims if c.id not in board.rejected)
    used = {a for c in claims for a in _actors_in(c)}
    spots = {p.place for c in claims for p in c.places}
    actors = {a.id: board.actors.get(a.id, a) for a in one.actors}
    actors |= {a: board.actors[a] for a in used if a in board.actors}
    places = {p.id: board.places.get(p.id, p) for p in one.places}
    places |= {p: board.places[p] for p in _with_wider(spots, board.places)}
    return Coded(report=one.report, claims=claims, actors=tuple(actors.values()),
                 places=tuple(places.values()))  # fmt: skip


def _with_wider(ids: Iterable[str], places: Mapping[str, Place]) -> Iterable[str]:
    for one in sorted(ids):
        here: str | None = one
        while here is not None and here in places:
            yield here
            here = places[here].within if places[here].within != here else None


def _actors_in(claim: Claim) -> set[str]:
    said = claim.attribution
    voices = [said.source, *(v.actor for v in said.via)] if said else []
    return {*(a.actor for a in (*claim.actors, *claim.targets)), *(v for v in voices if v)}


# Finding the claims again.


def find(anchor: Anchor, candidates: Sequence[Claim]) -> Claim | None:
    """Return the claim that an anchor holds on to, of those in the same text.

    The same trigger and voice is surely it; else the one whose trigger overlaps, if there
    is only one of that voice, or only one at all.
    """
    near = [c for c in candidates if c.trigger.start < anchor.end and anchor.start < c.trigger.end]
    for fits in (
        lambda c: _span(c) == (anchor.start, anchor.end) and _voice(c) == anchor.voice
        and c.event_type == anchor.event_type,
        lambda c: _span(c) == (anchor.start, anchor.end) and _voice(c) == anchor.voice,
        lambda c: _voice(c) == anchor.voice,
        lambda _: True,
    ):  # fmt: skip
        found = [c for c in near if fits(c)]
        if len(found) == 1:
            return found[0]
    return None


def _span(claim: Claim) -> tuple[int, int]:
    return claim.trigger.start, claim.trigger.end


def _voice(claim: Claim) -> int | None:
    return claim.attribution.cue_start if claim.attribution else None


def _found(anchors: Iterable[Anchor], judgement: Judgement, board: _Board) -> list[str]:
    """Return the ids of the anchored claims; a warning tells of each that is not there."""
    out = []
    for anchor in anchors:
        here = [board.claims[i] for i in board.by_text.get(anchor.sha256, ())]
        claim = find(anchor, here)
        if claim is None:
            what = "its report" if not here else f"the claim at “{anchor.words}”"
            _warn(board, "judgement-lost", judgement, f"{what} is not in the picture any more")
        else:
            out.append(claim.id)
    return sorted(set(out))


def _warn(
    board: _Board, code: str, judgement: Judgement, words: str, claim: Claim | None = None
) -> None:
    board.warnings.append(
        PictureWarning(
            code=code, where=judgement.id, report=claim.report if claim else None,
            start=claim.start if claim else None, end=claim.end if claim else None,
            message=f"The judgement {judgement.kind} by {judgement.who} "
                    f"({judgement.made_at[:10]}: {judgement.why}): {words}.",
            hint="Look at the sentence; withdraw the judgement or make it anew.",
        )
    )  # fmt: skip


def _rejection(item: tuple[str, Judgement], board: _Board) -> PictureWarning:
    claim, judgement = board.claims[item[0]], item[1]
    return PictureWarning(
        code="claim-rejected", message=f"“{claim.quote}”", where=judgement.id,
        report=claim.report, start=claim.start, end=claim.end,
        hint=f"Rejected by {judgement.who} on {judgement.made_at[:10]}: {judgement.why}",
    )  # fmt: skip


# One rule a kind.


def _reject(judgement: Judgement, board: _Board) -> None:
    for claim in _found(judgement.claims, judgement, board):
        board.rejected.setdefault(claim, judgement)


def _confirm(judgement: Judgement, board: _Board) -> None:
    for claim in _found(judgement.claims, judgement, board):
        board.claims[claim] = _marked(board.claims[claim], "confirmed")


def _note(judgement: Judgement, board: _Board) -> None:
    _found(judgement.claims, judgement, board)


def _together(judgement: Judgement, board: _Board) -> None:
    found = _found(judgement.claims, judgement, board)
    if len(found) > 1:
        board.together.append(tuple(found))


def _apart(judgement: Judgement, board: _Board) -> None:
    one = _found(judgement.claims, judgement, board)
    two = _found(judgement.others, judgement, board)
    if set(one) & set(two):
        _warn(board, "judgement-conflict", judgement, "both sides are one claim now")
    elif one and two:
        board.apart.append((tuple(one), tuple(two)))


def _wrong_slot(judgement: Judgement, board: _Board) -> None:
    assert judgement.slot is not None
    for i in _found(judgement.claims, judgement, board):
        claim = board.claims[i]
        if _is_news(judgement, claim):
            words = f"the {judgement.slot} is coded otherwise now than when it was judged"
            _warn(board, "judgement-conflict", judgement, words, claim)
        value = right_value(judgement.slot, judgement.value)
        changed: Any = replace(claim, **{judgement.slot: value})
        board.claims[i] = _marked(_agreeing(changed), judgement.slot)


def _agreeing(claim: Claim) -> Claim:
    """Return the claim with what its polarity denies: by default that it happened."""
    if claim.polarity == "asserted":
        return replace(claim, denies=None)
    return replace(claim, denies=claim.denies or "occurrence")


def _is_news(judgement: Judgement, claim: Claim) -> bool:
    """Tell whether the slot now says something that the analyst has not seen."""
    if judgement.was is None or judgement.slot in claim.judged:
        return False
    now = canonical(slot_value(claim, judgement.slot or ""))
    return now not in {canonical(judgement.was), canonical(judgement.value)}


def slot_value(claim: Claim, slot: str) -> Any:
    """Return what a claim's slot holds, as JSON has it."""
    hint = _CLAIM_HINTS[slot]
    return TypeAdapter(hint).dump_python(getattr(claim, slot), mode="json")


def right_value(slot: str, value: Any) -> Any:
    """Return the value of a slot from JSON.

    Raises ValidationError where the slot cannot hold it; `Case.judge` says so beforehand.
    """
    adapter = TypeAdapter(_CLAIM_HINTS[slot])
    return adapter.validate_json(canonical(value))


def _place_is(judgement: Judgement, board: _Board) -> None:
    spot = judgement.spot
    assert spot is not None
    target = _spot_place(judgement, board)
    if target is None:
        _warn(board, "judgement-lost", judgement, f"the place {spot.place} is not in the picture")
        return
    for named in judgement.named:
        _replace_place(named.id, target, board)
    for i in _found(judgement.claims, judgement, board):
        claim = board.claims[i]
        ref = _place_ref(claim, target)
        rest = tuple(p for p in claim.places if p.role in {"from", "to", "background", "dateline"})
        board.claims[i] = _marked(replace(claim, places=(ref, *rest)), "places")


def _place_ref(claim: Claim, place: Place) -> PlaceRef:
    """Return the place on the words that named the old one, else on the trigger."""
    at = next((p for p in claim.places if p.role in {"at", "near", "within"}), claim.trigger)
    return PlaceRef(place=place.id, text=at.text, start=at.start, end=at.end, role="at")


def _spot_place(judgement: Judgement, board: _Board) -> Place | None:
    """Return the place meant: one of the case, or the point that the analyst gives."""
    spot = judgement.spot
    assert spot is not None
    if spot.place is not None:
        return board.places.get(spot.place)
    old = board.places.get(judgement.named[0].id) if judgement.named else None
    name = spot.name or (old.name if old else "place set by an analyst")
    made = Place(
        id=old.id if old else f"judged-{judgement.id.removeprefix('j-')}", name=name,
        lat=spot.lat, lon=spot.lon, country=old.country if old else None,
        admin1=old.admin1 if old else None, feature=old.feature if old else "P",
        precision="point", within=old.within if old else None,
    )  # fmt: skip
    board.places[made.id] = board.made[made.id] = made
    return made


def _replace_place(old: str, new: Place, board: _Board) -> None:
    if old == new.id:
        return
    for claim in list(board.claims.values()):
        if any(p.place == old for p in claim.places):
            places = tuple(replace(p, place=new.id) if p.place == old else p for p in claim.places)
            board.claims[claim.id] = _marked(replace(claim, places=places), "places")


def _same_place(judgement: Judgement, board: _Board) -> None:
    first, *rest = judgement.named
    if _all_there(judgement, board.places, board):
        for other in rest:
            _replace_place(other.id, board.places[first.id], board)


def _same_actor(judgement: Judgement, board: _Board) -> None:
    first, *rest = judgement.named
    if not _all_there(judgement, board.actors, board):
        return
    gone = {named.id for named in rest} - {first.id}
    known = board.actors[first.id]
    names = {n for i in gone for n in (board.actors[i].name, *board.actors[i].aliases)}
    board.stands_for |= dict.fromkeys(sorted(gone), first.id)
    aliases = tuple(sorted({*known.aliases, *names} - {known.name}))
    board.actors[first.id] = replace(known, aliases=aliases)
    for claim in list(board.claims.values()):
        if _actors_in(claim) & gone:
            board.claims[claim.id] = _marked(_renamed(claim, gone, first.id), "actors")


def _renamed(claim: Claim, gone: set[str], new: str) -> Claim:
    def refs(given: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
        return tuple(replace(a, actor=new) if a.actor in gone else a for a in given)

    said = claim.attribution
    if said:
        source = new if said.source in gone else said.source
        via = tuple(replace(v, actor=new) if v.actor in gone else v for v in said.via)
        said = replace(said, source=source, via=via)
    return replace(claim, actors=refs(claim.actors), targets=refs(claim.targets), attribution=said)


def _all_there(judgement: Judgement, known: Mapping[str, Any], board: _Board) -> bool:
    missing = [n.name for n in judgement.named if n.id not in known]
    if missing:
        _warn(board, "judgement-lost", judgement, f"{', '.join(missing)} not in the picture")
    return not missing


def _marked(claim: Claim, slot: str) -> Claim:
    return replace(claim, judged=tuple(sorted({*claim.judged, slot})))


def _tell_contradictions(board: _Board) -> None:
    """Leave rejected claims out of the decisions, and say where two decisions clash."""
    gone = set(board.rejected)
    board.together = [t for t in (tuple(i for i in ids if i not in gone) for ids in board.together)
                      if len(t) > 1]  # fmt: skip
    for one, two in board.apart:
        for ids in board.together:
            if set(ids) & set(one) and set(ids) & set(two):
                board.warnings.append(
                    PictureWarning(
                        code="judgement-conflict", report=board.claims[ids[0]].report,
                        message="One judgement says that these claims tell one event, another "
                                "that they do not: "
                                + " / ".join(f"“{board.claims[i].quote}”" for i in ids[:2]),
                        hint="They are kept apart. Withdraw one of the two judgements.",
                    )
                )  # fmt: skip


_RULES: dict[str, Callable[[Judgement, _Board], None]] = {
    "same_event": _together,
    "not_same_event": _apart,
    "same_actor": _same_actor,
    "same_place": _same_place,
    "place_is": _place_is,
    "wrong_slot": _wrong_slot,
    "reject_claim": _reject,
    "confirm": _confirm,
    "note": _note,
}
