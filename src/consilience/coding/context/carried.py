"""The place and day that hold from one sentence to the next, and the day of the lead.

In: the frames of one report, in the order of its text. Out: the same frames, an undated or
unplaced act with what the two sentences before say, or with the first day that the report
tells: a news report tells one day unless it says otherwise, and says that day first. What
sums up a longer time stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from consilience.coding.context.passage import (
    NEAR,
    Passage,
    dated,
    is_below,
    is_located,
    is_running_total,
    is_static,
)
from consilience.coding.context.tense import is_told_past
from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention
from consilience.knowledge.chain_words import chain_words

# *Twelve were also wounded, meanwhile shells fell* may tell of the same place.
_ADDING = {"also", "meanwhile"}
_TOO_WIDE = {"country", "line", "unknown"}


def from_before(frames: Sequence[Frame], passage: Passage, origin: Mapping[int, Frame]) -> None:
    """Carry place and day on; `origin` are the acts that others point back to, by trigger."""
    place: Frame | None = None
    history = {f.sentence.start for f in frames if f.times and not passage.is_recent(f.times)}
    speaking = frozenset(t.i for f in frames if f.event.type.family == "speech"
                         for t in f.event.tokens)  # fmt: skip
    time: Frame | None = None
    lead: Frame | None = None
    for frame in frames:
        if not is_located(frame) or frame.event.modality != "actual":
            continue
        if is_running_total(frame):
            continue
        own_place, own_time = bool(frame.places), bool(dated(frame.times))
        here = place is not None and _kin(place, frame) and not _is_another(frame)
        if not own_place and place and here and _carries(place, frame, passage):
            frame.places = [replace(p, role="within") for p in lasting(place.places)]
        in_history = frame.sentence.start in history
        frame.past = not own_time and in_history and _tells_on(frame, frames, passage)
        told = origin.get(frame.event.trigger.i)
        near = time if time and _carries(time, frame, passage) else lead
        source = told if told is not None and told.times else near
        past = told is not None or is_told_past(frame, speaking)
        if not own_time and not in_history and source and past:
            frame.times = list(source.times)
        elif not own_time and not in_history and frame.spoken:
            frame.times, own_time = frame.spoken, True
        if own_place:
            place = frame if lasting(frame.places) else None
        if own_time and frame.event.type.id not in chain_words().wide:
            time = frame if passage.is_news(frame.times) else None
            lead = lead or (time if passage.is_lead(frame) else None)


def lasting(places: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Return the places that can hold for the next sentence: settlements and regions, at rest."""
    return [
        p for p in places
        if is_static(p) and p.place.precision not in _TOO_WIDE and p.place.feature != "continent"
    ]  # fmt: skip


def _tells_on(frame: Frame, frames: Sequence[Frame], passage: Passage) -> bool:
    """Tell whether the act stands under one of the past, or goes on from it."""
    past = [
        f for f in frames
        if f.sentence.start == frame.sentence.start and not passage.is_recent(f.times)
    ]  # fmt: skip
    trigger = frame.event.trigger
    under = any(is_below(frame, f) for f in past)
    clause = trigger.dep_ in {"advcl", "relcl", "acl"}
    return under or (clause and any(f.event.trigger.i < trigger.i for f in past))


def _carries(earlier: Frame, frame: Frame, passage: Passage) -> bool:
    """Tell whether what an earlier sentence says of place or day still holds here."""
    return passage.apart(earlier, frame) <= NEAR


def _is_another(frame: Frame) -> bool:
    """Tell an act that is called one more: *a second rocket, another raid* fell elsewhere."""
    words = chain_words().apart - _ADDING
    return any(c.lower_ in words for t in frame.event.tokens for c in t.children)


def _kin(one: Frame, two: Frame) -> bool:
    """Tell whether the place of one act can hold for the other; forces on the move tell theirs."""
    moves = two.event.type.id in {"mobilise", "retreat"}
    return one.event.type.family == two.event.type.family and not moves
