"""What the tellings of one happening give each other: the spot, the day, the doer.

In: a chain of frames that tell one happening. Out: the same frames; one that leaves a slot
empty, or gives a wider place, gets what another tells, with the offsets of the words that
say so. Where two tellings cannot both be right (two spots, two days, two doers) nothing
is handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from consilience.coding.context.chains import Chain, Links
from consilience.coding.context.passage import (
    Passage,
    dated,
    doers_named,
    is_ownerless,
    is_part,
    is_spot,
    is_static,
    leaves_unnamed,
    tells_many,
)
from consilience.coding.context.retold import counts_differ, same_doers
from consilience.coding.context.telling import Toll, all_tolls
from consilience.coding.frames import Frame
from consilience.coding.mentions import ActorMention, PlaceMention, TimeMention
from consilience.coding.places.relation import is_inside, names_its_region, relate
from consilience.knowledge.chain_words import chain_words

_MOST_DAYS = 2  # *in recent weeks* says nothing of the other tellings
_TOO_WIDE = {"country", "unknown"}
_WIDE = {"country", "admin1", "area"}


def share(chain: Chain, passage: Passage, links: Links) -> None:
    """Fill what each frame of the chain leaves out with what the others tell."""
    times = _times(chain)
    kin = [_of_one_count(frame, _surer(frame, chain)) for frame in chain]
    spots = [_spots(_as_wide(told), passage) for told in kin]
    doers = [_doers(frame, told, passage, links) for frame, told in zip(chain, kin, strict=True)]
    for frame, where, who in zip(chain, spots, doers, strict=True):
        if not tells_many(frame) or len(where) > 1:
            _give_place(frame, where, passage)
        if times and not dated(frame.times) and _can_be_then(frame, times[0]):
            frame.times = [*times]
        _give_doers(frame, who)


def _surer(frame: Frame, chain: Chain) -> Sequence[Frame]:
    """Return the tellings that may say where it was: what is only possible yields to what is told.

    *The army did not know of a strike in the town* says nothing of where another strike was.
    """
    sure = [f for f in chain if f.event.modality == "actual"]
    placed = any(_is_told(p) and is_spot(p) for f in sure for p in f.places)
    return [f for f in chain if f is frame or f in sure] if placed else chain


def _of_one_count(frame: Frame, chain: Sequence[Frame]) -> list[Frame]:
    """Return the tellings whose counts can be this one's: a part of the whole has its own spot."""
    mine = _counts(frame, chain)
    return [f for f in chain if not counts_differ(_counts(f, chain), mine)]


def _counts(frame: Frame, chain: Sequence[Frame]) -> tuple[Toll, ...]:
    """Return the counts of the act, else those of its sentence: *a raid, which killed nine*."""
    beside = [t for f in chain if f.sentence.start == frame.sentence.start for t in all_tolls(f)]
    return all_tolls(frame) or tuple(beside)


# ------------------------------------------------------------------ where


def _as_wide(chain: Sequence[Frame]) -> Sequence[Frame]:
    """Return of a chain with an offensive in it only the offensive: no clash says where it was."""
    wide = [f for f in chain if f.event.type.id in chain_words().wide]
    return wide or chain


def _spots(chain: Sequence[Frame], passage: Passage) -> list[PlaceMention]:
    """Return the narrowest places of the chain: one spot, or those that one sentence lists."""
    told = [[p for p in f.places if _is_told(p)] for f in chain]
    every = [p for places in told for p in places]
    inmost = [p for p in every if not _holds_another(p, every, passage)]
    named = {p.place.id for p in inmost}
    lists = [[p for p in inmost if p in places] for places in told]
    whole = [mine for mine in lists if {p.place.id for p in mine} == named]
    return _once(whole[0]) if whole and named else []


def _is_told(place: PlaceMention) -> bool:
    return (
        is_static(place)
        and place.place.feature != "continent"
        and (place.place.precision not in _TOO_WIDE or is_spot(place))
    )


def _holds_another(place: PlaceMention, others: Sequence[PlaceMention], passage: Passage) -> bool:
    """Tell whether another place of the chain lies inside this one.

    A part of a province (*the northwest*) and a spot near a town may each be in the other; the
    spot is then the narrower.
    """
    region = place.place.precision == "area" and (place.place.within or "").startswith("admin1:")
    return any(
        is_inside(o.place, place.place, passage.gazetteer)
        and (
            (
                region
                and o.place.precision in {"near", "point"}
                and not names_its_region(o.place, passage.gazetteer)
            )
            or not is_inside(place.place, o.place, passage.gazetteer)
        )
        for o in others
    )


def _once(places: Iterable[PlaceMention]) -> list[PlaceMention]:
    return list({p.place.id: p for p in reversed(list(places))}.values())[::-1]


def _give_place(frame: Frame, spots: Sequence[PlaceMention], passage: Passage) -> None:
    """Add the chain's spot where the sentence itself gives only what contains it, or nothing."""
    mine = [p for p in frame.places if p.role not in {"from", "to", "background", "dateline"}]
    known = {p.place.id for p in mine}
    unnamed = leaves_unnamed(frame)
    if all(_is_open(p, spots, unnamed, passage) for p in mine):
        frame.places += [replace(s, role="within") for s in spots if s.place.id not in known]


def _is_open(
    place: PlaceMention, spots: Sequence[PlaceMention], unnamed: bool, passage: Passage
) -> bool:
    """Tell whether the place leaves room for the spots: a region, or *a quarter of the city*."""
    if unnamed and not is_part(place) and place.place.precision == "point":
        return all(is_inside(s.place, place.place, passage.gazetteer) for s in spots)
    return _is_wide(place, passage) and _may_hold(place, spots, passage)


def _is_wide(place: PlaceMention, passage: Passage) -> bool:
    """Tell whether the place leaves open where in it: a region, *near X*, a town for its region."""
    rough = place.place.precision in _WIDE or place.role == "near"
    return rough or names_its_region(place.place, passage.gazetteer)


def _may_hold(place: PlaceMention, spots: Sequence[PlaceMention], passage: Passage) -> bool:
    relations = {relate(place.place, s.place, passage.gazetteer) for s in spots}
    return relations <= {"same", "nested"}


# ------------------------------------------------------------------ when


def _times(chain: Chain) -> list[TimeMention]:
    """Return the narrowest day that the chain tells, where all its days can be one."""
    if any(f.event.type.id in chain_words().campaigns for f in chain):
        return []
    told = [t for f in chain for t in dated(f.times)]
    spans = [(t.begin, t.end_day) for t in told if t.begin and t.end_day]
    if not spans or max(b for b, _ in spans) > min(e for _, e in spans):
        return []
    best = min(told, key=_length)
    return [best] if _length(best)[0] <= _MOST_DAYS else []


def _can_be_then(frame: Frame, time: TimeMention) -> bool:
    """Tell whether the day is that of the words *said on Friday* or one or two before it."""
    said = [t.begin for t in frame.spoken if t.begin]
    return not said or time.end_day is None or (min(said) - time.end_day).days <= _MOST_DAYS


def _length(time: TimeMention) -> tuple[int, int]:
    days = (time.end_day - time.begin).days if time.begin and time.end_day else 0
    return days, time.start


# ------------------------------------------------------------------ who


def _doers(
    frame: Frame, chain: Sequence[Frame], passage: Passage, links: Links
) -> list[ActorMention]:
    """Return who the chain says did it, where no telling of the report names one who cannot be him.

    Only a telling that is by itself tied to this one names its doer.
    """
    weights = chain_words().weights
    rivals = [m for f in links.near(frame, weights["enough"]) if (m := doers_named(f, passage))]
    named = [(f, m) for f in chain if (m := doers_named(f, passage))]
    every = [m for _, m in named] + rivals
    if any(not same_doers(a, b) for a, b in combinations(every, 2)):
        return []
    near = [
        m for f, m in named
        if not f.event.effect and passage.may_lend_doer(f)
        and links.weight(frame, f) >= weights["sure"]
    ]  # fmt: skip
    return list(near[0]) if near else []


def _give_doers(frame: Frame, doers: Sequence[ActorMention]) -> None:
    if all(map(is_ownerless, frame.agents)):
        frame.agents = [*frame.agents, *doers]
