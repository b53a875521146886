"""What one act of a report gives to be known by when it is told again.

In: a frame. Out: `Telling`: its type, places, days, counts, doers, the kind of thing hit,
who says it, and whether its words point back or open another happening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consilience.coding.context.passage import (
    Passage,
    dated,
    is_habitual,
    is_located,
    is_ownerless,
    is_running_total,
    is_spot,
    is_static,
)
from consilience.coding.context.references import points_back
from consilience.coding.frames import Frame
from consilience.coding.mentions import ActorMention, PlaceMention
from consilience.knowledge.chain_words import chain_words
from consilience.language.parse import Token

_ON = {"on", "at", "against", "of", "near", "in", "into", "inside", "outside", "aboard"}
_TOLLS = {"killed", "injured", "killed_or_injured", "displaced", "evacuated", "abducted"}
_LARGE = 5  # a count that two happenings of one report seldom share by chance
_ADDING = {"another", "other"}
_APART_REACH = 8  # tokens before the trigger in which a word may open another happening

Days = tuple[date, date]
Toll = tuple[str, int, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One act as one sentence tells it; `at` is its number among the frames of the report."""

    at: int
    sentence: int
    trigger: int
    type: str
    family: str
    word: str
    places: tuple[PlaceMention, ...]
    days: Days | None
    tolls: tuple[Toll, ...]
    parts: tuple[Toll, ...]
    doers: tuple[ActorMention, ...]
    sites: frozenset[str]
    voices: frozenset[str | None]
    lead: bool
    points_back: bool
    opens_another: bool
    beside: bool
    effect: bool

    @property
    def spots(self) -> tuple[PlaceMention, ...]:
        """Return the places that are a settlement or smaller."""
        return tuple(p for p in self.places if is_spot(p))


def tellings(frames: Sequence[Frame], passage: Passage) -> list[Telling]:
    """Return the acts that can be told twice: not plans, not history, not running totals."""
    return [_telling(n, f, passage) for n, f in enumerate(frames) if _can_chain(f, passage)]


def _can_chain(frame: Frame, passage: Passage) -> bool:
    words = chain_words()
    told = frame.event.modality in {"actual", "possible"} or points_back(frame)
    if not is_located(frame) or not told:
        return False
    if frame.event.type.id in words.states or is_habitual(frame):
        return False
    return not is_running_total(frame) and passage.is_recent(frame.times)


def _telling(at: int, frame: Frame, passage: Passage) -> Telling:
    event = frame.event
    voices = passage.voices(frame)
    return Telling(
        at=at, sentence=passage.number(frame), trigger=event.trigger.i, type=event.type.id,
        family=event.type.family, word=event.trigger.lemma_.lower(),
        places=tuple(p for p in frame.places if is_static(p)), days=_days(frame),
        tolls=tolls(frame), parts=partial_tolls(frame), doers=_doers(frame),
        sites=frozenset(_sites(frame)), voices=frozenset(v.source if v else None for v in voices),
        lead=passage.is_lead(frame), points_back=points_back(frame),
        opens_another=_opens_another(frame), beside=_is_beside(frame), effect=event.effect,
    )  # fmt: skip


def _doers(frame: Frame) -> tuple[ActorMention, ...]:
    """Return who does it; whom somebody blames may differ from voice to voice."""
    return tuple(m for m in frame.agents if frame.charge is None and not is_ownerless(m))


def _days(frame: Frame) -> Days | None:
    """Return the narrowest days that the words beside the act give."""
    spans = [(t.begin, t.end_day) for t in dated(frame.times) if t.begin and t.end_day]
    return min(spans, key=lambda s: (s[1] - s[0], s), default=None)


def tolls(frame: Frame) -> tuple[Toll, ...]:
    """Return the whole counts of people that the act gives, without running totals."""
    found = {
        (f.kind, f.low, f.high) for _, f in frame.figures
        if f.kind in _TOLLS and not f.cumulative and f.part_of is None
    }  # fmt: skip
    return tuple(sorted(found, key=repr))


def partial_tolls(frame: Frame) -> tuple[Toll, ...]:
    """Return the counts that are parts of another of the same act: *twenty, nine of them boys*."""
    found = {
        (f.kind, f.low, f.high) for _, f in frame.figures
        if f.kind in _TOLLS and not f.cumulative and f.part_of is not None
    }  # fmt: skip
    return tuple(sorted(found, key=repr))


def all_tolls(frame: Frame) -> tuple[Toll, ...]:
    """Return the whole counts of the act, and the parts that it gives with them."""
    return (*tolls(frame), *partial_tolls(frame))


def is_large(toll: Toll) -> bool:
    """Tell a count that two happenings of one report seldom share by chance."""
    return toll[1] >= _LARGE


def _sites(frame: Frame) -> list[str]:
    """Return the kinds of things hit: among the patients, and on, at or near the act."""
    kinds = chain_words().sites
    near = [*frame.event.patients, *(o for t in frame.event.tokens for o in _objects(t))]
    words = [w for t in near for w in (t, *(c for c in t.children if c.dep_ == "compound"))]
    return [kinds[w.lemma_.lower()] for w in words if w.lemma_.lower() in kinds]


def _objects(token: Token) -> list[Token]:
    prepositions = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _ON]
    return [o for p in prepositions for o in p.children if o.dep_ == "pobj"]


def _opens_another(frame: Frame) -> bool:
    """Tell whether the clause begins with *elsewhere*, or tells of *another, a second* act."""
    trigger, words = frame.event.trigger, chain_words().apart
    begin = max(frame.sentence.start, trigger.i - _APART_REACH)
    before = [t for t in trigger.doc[begin : trigger.i] if not _adds_to_a_count(t)]
    own = {c.lower_ for t in frame.event.tokens for c in t.children}
    return (
        bool(own & words)
        or any(
            t.lower_ in words and t.dep_ == "advmod" and t.head in frame.event.tokens
            for t in before
        )
        or any(t.lower_ in words and t.i <= frame.sentence.start + 1 for t in before)
    )


def _adds_to_a_count(word: Token) -> bool:
    """Tell whether the word goes on counting the same people hurt (*another 43 were injured*)."""
    return word.lower_ in _ADDING and word.i + 1 < len(word.doc) and word.nbor(1).like_num


def _is_beside(frame: Frame) -> bool:
    """Tell whether it happened beside the place told of before: *in the nearby town of X*."""
    doc, words = frame.event.trigger.doc, chain_words().beside
    heads = [doc[p.head] for p in frame.places if is_static(p)]
    near = [t for h in heads for t in (h, h.head, h.head.head)]
    return any(c.lower_ in words for t in near for c in t.children)
