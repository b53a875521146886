"""What the acts of one sentence share: the place and the day of the nearest one.

In: the frames of one report. Out: the same frames, with the place and day of an act of the
same sentence where they have none. The act that governs, or is governed, is asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from consilience.coding.context.carried import lasting
from consilience.coding.context.passage import Passage, is_below
from consilience.coding.frames import Frame
from consilience.coding.roles import has_subject
from consilience.knowledge.chain_words import chain_words

# Whose acts of one sentence share its place; who holds what is told place by place.
_SHARES_PLACE = {"violence", "movement", "protest"}
_WAITING = {"wait", "queue", "prepare", "hope", "plan", "due", "want", "stop"}
_DESPITE = {"despite", "notwithstanding"}
_BOUNDS = {"before", "after", "until", "till", "since"}
T = TypeVar("T")


def within_sentence(frames: Sequence[Frame], passage: Passage) -> None:
    """Share places and days among the acts of each sentence."""
    for frame in frames:
        same = [f for f in frames if f.sentence.start == frame.sentence.start and f is not frame]
        _place(frame, [f for f in same if not _is_in_spite_of(f, frame)])
        _time(frame, same, passage)


def _place(frame: Frame, same: Sequence[Frame]) -> None:
    if frame.event.type.family == "violence":
        same = [f for f in same if not _is_still_to_come(f)]
    related = [f for f in same if is_related(f, frame)]
    for near in (related, same):
        if not frame.places and frame.event.type.family in _SHARES_PLACE:
            frame.places = _nearest(near, frame, lambda f: f.places)
    if not frame.places and frame.event.type.family == "territory":
        of_one = [f for f in related if _is_participle(frame) or _is_participle(f)]
        frame.places = lasting(_nearest(of_one, frame, lambda f: f.places))


def _time(frame: Frame, same: Sequence[Frame], passage: Passage) -> None:
    same = [f for f in same if not (_only_bounds(f, frame) or only_began(f))]
    related = [f for f in same if is_related(f, frame)]
    over = [f for f in related if not is_below(f, frame) or _is_adverbial(f, frame)]
    told_past = any(is_below(frame, f) and not passage.is_recent(f.times) for f in same)
    news = [] if told_past else [f for f in same if passage.is_news(f.times)]
    for near in (over, news):
        if not frame.times:
            frame.times = _nearest(near, frame, lambda f: f.times)


def _is_in_spite_of(one: Frame, two: Frame) -> bool:
    """Tell whether one act came to pass in spite of the other, which may have been elsewhere."""
    return _is_conceded(one) != _is_conceded(two)


def _is_conceded(frame: Frame) -> bool:
    trigger = frame.event.trigger
    return any(t.lower_ in _DESPITE for t in (trigger.head, *trigger.ancestors) if t.dep_ == "prep")


def only_began(frame: Frame) -> bool:
    """Tell whether the day of what lasts is only that of its start: *the campaign began on Friday*.

    What else is told of it was not all on that day.
    """
    if frame.event.type.id not in chain_words().wide:
        return False
    verb = frame.event.trigger.head
    return verb.lemma_.lower() in chain_words().beginning and frame.event.trigger.dep_ == "nsubj"


def _is_still_to_come(frame: Frame) -> bool:
    """Tell a move that somebody is only waiting for: *hit buses waiting to enter the city*."""
    verb = frame.event.trigger
    moves = frame.event.type.family in {"territory", "movement"}
    waits = verb.dep_ == "xcomp" and verb.head.lemma_ in _WAITING
    return moves and waits and any(c.lower_ == "to" for c in verb.children)


def is_related(one: Frame, two: Frame) -> bool:
    """Tell whether one act governs the other in the parse, or stands beside it."""
    a, b = one.event, two.event
    governs = any(t.is_ancestor(b.trigger) for t in a.tokens)
    return (
        governs
        or any(t.is_ancestor(a.trigger) for t in b.tokens)
        or a.trigger in b.trigger.conjuncts
    )


def _only_bounds(one: Frame, two: Frame) -> bool:
    """Tell whether the first is of another day: *was the front until troops retook it in May*."""
    if not is_below(one, two):
        return False
    verb = one.event.trigger
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    marks |= {verb.head.lower_} if verb.dep_ == "pcomp" else set()
    return bool(marks & _BOUNDS)


def _is_adverbial(one: Frame, two: Frame) -> bool:
    """Tell whether the first only says when the second was: *displaced during the campaigns*."""
    noun = one.event.trigger
    prep = noun.head
    return noun.dep_ == "pobj" and prep.dep_ == "prep" and prep.head in two.event.tokens


def _is_participle(frame: Frame) -> bool:
    """Tell whether the act shares the subject of its clause: *attacked it, breaching its walls*."""
    verb = frame.event.trigger
    return verb.tag_ in {"VBG", "VBN"} and verb.dep_ == "advcl" and not has_subject(verb)


def _nearest(frames: Sequence[Frame], to: Frame, get: Callable[[Frame], list[T]]) -> list[T]:
    with_any = [f for f in frames if get(f)]
    at = to.event.trigger.i
    best = min(
        with_any, key=lambda f: (abs(f.event.trigger.i - at), f.event.trigger.i), default=None
    )
    return list(get(best)) if best else []
