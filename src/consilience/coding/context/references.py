"""*The attacks, this shelling, five more*: an act that points back to one told before.

In: a frame and those before it. Out: the act that it points back to, and the frame with
the type, doers, place and day of that act where it has none of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from consilience.coding.context.passage import NEAR, Passage, is_running_total, is_voice
from consilience.coding.frames import Frame
from consilience.knowledge.chain_words import chain_words
from consilience.knowledge.event_types import ARMS

_SAME_NEWS_DAYS = 2
_DEFINITE = {"the", "this", "that", "these", "those"}
_UNARMED = {"raid", "bombardment"}
_ARMS_REACH = 4  # sentences: how far back *raids* may take their weapon from
# What *the operation* can point back to; *the strike* points back to any act of arms.
_CAMPAIGN = {"offensive", "operation", "campaign", "assault", "advance", "invasion"}
_CAMPAIGN_TYPES = {"offensive", "attack", "armed_clash"}
_ADDING = {"more", "another", "further", "additional", "also", "others"}
_VAGUE = {"attack", "casualties", "offensive", "remote_explosive"}


def point_back(frame: Frame, earlier: Sequence[Frame], passage: Passage) -> Frame | None:
    """Give *the attacks killed twelve* what the act that it means has; return that act."""
    if not points_back(frame):
        return None
    near = [e for e in reversed(earlier) if _can_mean(frame, e, passage)]
    origin = next((e for e in near if not _is_older(e, near)), None)
    if origin is None:
        return None
    if frame.event.type.id in _VAGUE and origin.event.type.rank > frame.event.type.rank:
        frame.event = replace(frame.event, type=origin.event.type)
    _take_doers(frame, origin, passage)
    frame.places = frame.places or list(origin.places)
    if not is_running_total(origin):
        frame.times = frame.times or list(origin.times)
    return origin


def same_arms(frame: Frame, earlier: Sequence[Frame], passage: Passage) -> None:
    """Take *raids* or *attacks* that name no weapon for those told just before."""
    plural = frame.event.trigger.tag_ == "NNS" and frame.event.trigger.lemma_ in _UNARMED
    if frame.event.type.id != "attack" or not plural:
        return
    arms = [e for e in earlier if e.event.type.id in ARMS]
    if arms and passage.apart(arms[-1], frame) <= _ARMS_REACH:
        frame.event = replace(frame.event, type=arms[-1].event.type)


def go_on(frame: Frame, earlier: Sequence[Frame], passage: Passage) -> None:
    """Take over the act where a toll is only added to the one before (*five more died*)."""
    if frame.event.type.id != "casualties" or not _adds(frame):
        return
    origin = next((e for e in reversed(earlier) if _can_mean(frame, e, passage)), None)
    if origin is not None:
        frame.event = replace(frame.event, type=origin.event.type)
        _take_doers(frame, origin, passage)


def _take_doers(frame: Frame, origin: Frame, passage: Passage) -> None:
    if not frame.agents and passage.may_lend_doer(origin):
        frame.agents = [m for m in origin.agents if not is_voice(m)]


def points_back(frame: Frame) -> bool:
    """Tell whether the act is told as known: *the raid, this attack, those killings*."""
    tokens = [t for t in frame.event.tokens if t.pos_ == "NOUN"]
    below = [c for t in tokens for c in t.children]
    definite = any((c.lower_ in _DEFINITE and c.dep_ == "det") or c.lower_ == "such" for c in below)
    return definite and frame.event.type.family == "violence" and not frame.event.effect


def _can_mean(frame: Frame, earlier: Frame, passage: Passage) -> bool:
    near = 0 < passage.apart(earlier, frame) <= NEAR
    if earlier.event.polarity == "denied" != frame.event.polarity:
        return False  # *there was no fighting; fifty were wounded*
    lasting = earlier.event.type.id in chain_words().states
    act = earlier.event.type.family == "violence" and not earlier.event.effect and not lasting
    same_kind = (
        frame.event.trigger.lemma_ not in _CAMPAIGN or earlier.event.type.id in _CAMPAIGN_TYPES
    )
    doers = {m.actor.id for m in frame.agents}
    # Whom an act is laid to may differ from whoever was named first: that is the dispute.
    same_doers = (
        frame.charge is not None
        or not doers
        or not earlier.agents
        or any(m.actor.id in doers for m in earlier.agents)
    )
    return near and act and same_kind and same_doers


def _is_older(frame: Frame, others: Sequence[Frame]) -> bool:
    """Tell whether one of the others is the news beside which the act is history.

    *A bomb hit the station on Friday, the second since one in May. The attack …* goes on
    with Friday's.
    """
    latest = max((d for d in map(_last_day, others) if d), default=None)
    own = _last_day(frame)
    return bool(own and latest and (latest - own).days > _SAME_NEWS_DAYS)


def _last_day(frame: Frame) -> date | None:
    return max((t.end_day for t in frame.times if t.end_day), default=None)


def _adds(frame: Frame) -> bool:
    """Tell whether the sentence adds to a toll: *five more*, *another child*, *also killed*."""
    counts = [f for _, f in frame.figures]
    if counts and all(f.cumulative for f in counts):
        return False
    words = [t.lower_ for t in frame.sentence]
    beside = zip(words, [*words[1:], ""], strict=True)
    adding = any(word in _ADDING and after != "than" for word, after in beside)
    return adding or {"among", "dead"} <= set(words)
