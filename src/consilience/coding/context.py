"""What a sentence leaves out because the one before has said it.

In: the frames of one report. Out: the same frames, with place, time, actors and
type filled in from the same sentence, from the event that a word points back
to (*the attacks killed twelve*), from the paragraph, or from the report's lead.
A filled-in mention keeps the offsets of the words that it comes from, so that a
reader sees that they stand elsewhere in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from spacy.tokens import Token

from consilience.coding.frames import Frame
from consilience.coding.mentions import ActorMention, PlaceMention, TimeMention
from consilience.coding.roles import has_subject
from consilience.knowledge.event_types import ARMS
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.spelling import fold
from consilience.language.annotate import Document
from consilience.model import Place

# Whose acts of one sentence share its place; who holds what is told place by place.
_SHARES_PLACE = {"violence", "movement", "protest"}
_LOCATED = {"violence", "territory", "movement", "protest"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_STATIC = {"at", "within", "near"}  # where it is, not where it comes from or goes
_ROUND = {"at", "within", "near", "background"}
_SETTLED = {"settlement", "district", "village", "town", "neighbourhood"}
_PARTS = {"district", "neighbourhood", "street", "market", "quarter", "square"}
_TOLD = {"the", "this", "that", "these", "those"}
_SENTENCES_ON = 4  # how far ahead an unnamed spot may get its name
_UNARMED = {"raid", "bombardment"}
_SPOT_NOUNS = {
    "village", "town", "neighbourhood", "neighborhood", "district", "market", "hospital",
    "school", "camp", "suburb", "city", "mosque", "base", "area", "checkpoint", "convoy",
}  # fmt: skip
_TOWN_NOUNS = {"city", "town", "village"}
# What *the operation* can point back to; *the strike* points back to any act of arms.
_CAMPAIGN = {"offensive", "operation", "campaign", "assault", "advance", "invasion"}
_CAMPAIGN_TYPES = {"offensive", "attack", "armed_clash"}
_TOO_WIDE = {"country", "unknown"}
_ADDING = {"more", "another", "further", "additional", "also", "others"}
_VAGUE = {"attack", "casualties", "offensive", "remote_explosive"}
_SENTENCES_BACK = 2
_HISTORY_DAYS = 60  # a sentence that names an older day tells of the past
_LEAD_SENTENCES = 4  # a headline, a dateline and two sentences
T = TypeVar("T")


class Context:
    """Fills what frames leave out, from the frames before them."""

    def __init__(
        self,
        document: Document,
        day: date | None,
        places: Sequence[PlaceMention],
        gazetteer: Gazetteer,
    ) -> None:
        self._gazetteer = gazetteer
        self._document = document
        self._day = day
        self._origin: dict[int, Frame] = {}  # what a frame points back to, by its trigger
        self._spots = [p for p in places if _is_spot(p) and p.role in _STATIC]
        self._towns = [p for p in places if p.place.precision in {"point", "near"}]

    def fill(self, frames: Sequence[Frame]) -> None:
        """Fill the frames in place, in the order of the text."""
        for n, frame in enumerate(frames):
            self._point_back(frame, frames[:n])
            self._same_arms(frame, frames[:n])
            self._go_on(frame, frames[:n])
        for frame in frames:
            self._the_city(frame)
        self._within_sentence(frames)
        self._from_before(frames)
        for frame in frames:
            self._named_later(frame, frames)
        self._same_doer(frames)

    # -------------------------------------------------- *the attacks killed twelve*

    def _point_back(self, frame: Frame, earlier: Sequence[Frame]) -> None:
        if not _points_back(frame):
            return
        origin = next((e for e in reversed(earlier) if self._can_mean(frame, e)), None)
        if origin is None:
            return
        if frame.event.type.id in _VAGUE and origin.event.type.rank > frame.event.type.rank:
            frame.event = replace(frame.event, type=origin.event.type)
        frame.agents = frame.agents or list(origin.agents)
        frame.places = frame.places or list(origin.places)
        frame.times = frame.times or list(origin.times)
        self._origin[frame.event.trigger.i] = origin

    def _can_mean(self, frame: Frame, earlier: Frame) -> bool:
        near = self._sentences_between(earlier, frame) <= _SENTENCES_BACK
        act = earlier.event.type.family == "violence" and not earlier.event.effect
        same_kind = (
            frame.event.trigger.lemma_ not in _CAMPAIGN or earlier.event.type.id in _CAMPAIGN_TYPES
        )
        doers = {m.actor.id for m in frame.agents}
        same_doers = (
            not doers or not earlier.agents or any(m.actor.id in doers for m in earlier.agents)
        )
        apart = earlier.sentence.start != frame.sentence.start
        return near and act and apart and same_kind and same_doers

    def _sentences_between(self, one: Frame, two: Frame) -> int:
        doc = self._document.doc
        return sum(
            1 for t in doc[one.sentence.start + 1 : two.sentence.start + 1] if t.is_sent_start
        )

    # -------------------------------------------------- *raids killed sixteen*

    def _same_arms(self, frame: Frame, earlier: Sequence[Frame]) -> None:
        """Take *raids* or *attacks* that name no weapon for those told just before."""
        plural = frame.event.trigger.tag_ == "NNS" and frame.event.trigger.lemma_ in _UNARMED
        if frame.event.type.id != "attack" or not plural:
            return
        arms = [e for e in earlier if e.event.type.id in ARMS]
        if arms and self._sentences_between(arms[-1], frame) <= _SENTENCES_ON:
            frame.event = replace(frame.event, type=arms[-1].event.type)

    # -------------------------------------------------- *five more were killed*

    def _go_on(self, frame: Frame, earlier: Sequence[Frame]) -> None:
        """Take over the act where a toll is only added to the one before."""
        if frame.event.type.id != "casualties" or not _adds(frame):
            return
        origin = next((e for e in reversed(earlier) if self._can_mean(frame, e)), None)
        if origin is not None:
            frame.event = replace(frame.event, type=origin.event.type)
            frame.agents = frame.agents or list(origin.agents)

    # -------------------------------------------------- *a village in the province*

    def _named_later(self, frame: Frame, frames: Sequence[Frame]) -> None:
        """Add the spot that the report names elsewhere for *a village in the province*.

        Taken only where it is the one spot that the report names inside that province,
        or the first after a sentence that leaves *a village* or *a market* unnamed.
        """
        wide = [p for p in frame.places if p.role in _ROUND]
        if frame.event.type.family != "violence" or not wide or any(map(_is_part, wide)):
            return
        inside = [
            p for p in self._spots
            if any(self._lies_in(p, w.place) for w in wide) and _tells_alike(p, frame, frames)
        ]  # fmt: skip
        after = [p for p in inside if p.start >= frame.sentence.end_char]
        found = inside[:1] if len({p.place.id for p in inside}) == 1 else []
        if not found and _leaves_unnamed(frame) and after and self._is_near(frame, after[0]):
            found = after[:1]
        frame.places = [*frame.places, *(replace(p, role="within") for p in found)]

    def _lies_in(self, spot: PlaceMention, wide: Place) -> bool:
        """Tell whether the spot can be the part of the place that a sentence leaves unnamed."""
        here = spot.place
        if here.id == wide.id or here.country != wide.country:
            return False
        if wide.admin1 is not None and here.admin1 not in {None, wide.admin1}:
            return False
        if wide.precision in {"admin1", "area"} or self._names_its_region(wide):
            return True
        return wide.precision in {"point", "near"} and _is_part(spot)

    def _names_its_region(self, place: Place) -> bool:
        """Tell whether a town has its province's name, so that the report may mean either."""
        region = self._gazetteer.by_id(f"admin1:{place.country}.{place.admin1}")
        return region is not None and fold(region.place.name) == fold(place.name)

    def _is_near(self, frame: Frame, place: PlaceMention) -> bool:
        doc = self._document.doc
        between = doc.char_span(frame.sentence.end_char, place.start, alignment_mode="expand")
        return between is None or sum(bool(t.is_sent_start) for t in between) <= _SENTENCES_ON

    # -------------------------------------------------- *warplanes later struck …*

    def _same_doer(self, frames: Sequence[Frame]) -> None:
        """Give *warplanes* and *helicopters* the owner that the strikes before them have.

        Strikes that name nobody stay with nobody: who did it is never guessed.
        """
        for n, frame in enumerate(frames):
            bare = frame.agents and all(map(_is_ownerless, frame.agents))
            if frame.event.type.id not in ARMS or not bare:
                continue
            others = [
                f for f in reversed(frames[:n])
                if f.event.type.id == frame.event.type.id
                and any(not _is_ownerless(m) for m in f.agents)
            ]  # fmt: skip
            doers = {tuple(m.actor.id for m in f.agents if not _is_ownerless(m)) for f in others}
            if len(doers) == 1 and not frame.past:
                owners = [m for m in others[0].agents if not _is_ownerless(m)]
                frame.agents = [*frame.agents, *owners]

    # -------------------------------------------------- *gains in the city*

    def _the_city(self, frame: Frame) -> None:
        """Take *the city* for the town that the report has named most before it."""
        if frame.places or not _is_located(frame):
            return
        noun = next((t for t in frame.sentence if _is_the_town(t)), None)
        if noun is None:
            return
        before = [p for p in self._towns if p.end <= noun.idx and p.role != "dateline"]
        named = Counter(_town_id(p) for p in before)
        if before:
            town = max(before, key=lambda p: (named[_town_id(p)], p.start))
            frame.places = [replace(town, role="within")]

    # -------------------------------------------------- the same sentence

    def _within_sentence(self, frames: Sequence[Frame]) -> None:
        for frame in frames:
            same = [
                f for f in frames if f.sentence.start == frame.sentence.start and f is not frame
            ]
            related = [f for f in same if _related(f, frame)]
            for near in (related, same):
                if not frame.places and frame.event.type.family in _SHARES_PLACE:
                    frame.places = _nearest(near, frame, lambda f: f.places)
            if not frame.places and frame.event.type.family == "territory":
                of_one = [f for f in related if _is_participle(frame) or _is_participle(f)]
                frame.places = _lasting(_nearest(of_one, frame, lambda f: f.places))
            over = [f for f in related if not _below(f, frame) or _adverbial(f, frame)]
            told_past = any(_below(frame, f) and not self._is_recent(f.times) for f in same)
            news = [] if told_past else [f for f in same if self._is_news(f.times)]
            for near in (over, news):
                if not frame.times:
                    frame.times = _nearest(near, frame, lambda f: f.times)

    # -------------------------------------------------- the sentences before, and the lead

    def _from_before(self, frames: Sequence[Frame]) -> None:
        place: Frame | None = None
        history = {f.sentence.start for f in frames if f.times and not self._is_recent(f.times)}
        time: Frame | None = None
        lead: Frame | None = None
        for frame in frames:
            if not _is_located(frame) or frame.event.modality != "actual":
                continue
            own_place, own_time = bool(frame.places), bool(_dated(frame.times))
            if not own_place and place and self._carries(place, frame) and _kin(place, frame):
                frame.places = [replace(p, role="within") for p in _lasting(place.places)]
            in_history = frame.sentence.start in history
            frame.past = not own_time and in_history and self._tells_on(frame, frames)
            if not own_time and not in_history and (dated := self._dated(time, lead, frame)):
                frame.times = list(dated.times)
            elif not own_time and not in_history and frame.spoken:
                frame.times, own_time = frame.spoken, True
            if own_place:
                place = frame if _lasting(frame.places) else None
            if own_time:
                time = frame if self._is_news(frame.times) else None
                lead = lead or (time if self._is_lead(frame) else None)

    def _tells_on(self, frame: Frame, frames: Sequence[Frame]) -> bool:
        """Tell whether the act stands under one of the past, or goes on from it."""
        past = [
            f for f in frames
            if f.sentence.start == frame.sentence.start and not self._is_recent(f.times)
        ]  # fmt: skip
        trigger = frame.event.trigger
        under = any(_below(frame, f) for f in past)
        clause = trigger.dep_ in {"advcl", "relcl", "acl"}
        return under or (clause and any(f.event.trigger.i < trigger.i for f in past))

    def _dated(self, time: Frame | None, lead: Frame | None, frame: Frame) -> Frame | None:
        """Return the frame whose day holds: one just before, else the first of the report.

        A news report tells one day unless it says otherwise, and says that day first.
        """
        origin = self._origin.get(frame.event.trigger.i)
        if origin is not None and origin.times:
            return origin
        return time if time and self._carries(time, frame) else lead

    def _is_lead(self, frame: Frame) -> bool:
        """Tell whether the sentence is among the first of the report."""
        doc = self._document.doc
        before = sum(1 for t in doc[: frame.sentence.start + 1] if t.is_sent_start)
        return before <= _LEAD_SENTENCES

    def _carries(self, earlier: Frame, frame: Frame) -> bool:
        """Tell whether what an earlier sentence says of place or day still holds here."""
        return self._sentences_between(earlier, frame) <= _SENTENCES_BACK

    def _is_recent(self, times: Iterable[TimeMention]) -> bool:
        ends = [t.end_day for t in times if t.end_day]
        return not ends or self._day is None or (self._day - max(ends)).days <= _HISTORY_DAYS

    def _is_news(self, times: Iterable[TimeMention]) -> bool:
        """Tell whether the time is of the days before the report, not of history."""
        ends = [t.end_day for t in times if t.end_day]
        if not ends or self._day is None:
            return bool(ends)
        return (self._day - max(ends)).days <= 7


def _is_spot(place: PlaceMention) -> bool:
    """Tell whether the place is a settlement or smaller, in the gazetteer or not."""
    named = place.place.precision == "unknown" and place.place.feature in _SETTLED
    return named or place.place.precision in {"point", "district"} or _is_part(place)


def _is_part(place: PlaceMention) -> bool:
    """Tell whether the place is a part of a town: a district, a street, a market."""
    return place.place.precision == "district" or place.place.feature in _PARTS


def _leaves_unnamed(frame: Frame) -> bool:
    """Tell whether the sentence speaks of *a village*, *two towns*, *several districts*."""
    return any(
        t.lemma_.lower() in _SPOT_NOUNS and not any(c.lower_ in _TOLD for c in t.children)
        for t in frame.sentence
    )


def _tells_alike(spot: PlaceMention, frame: Frame, frames: Sequence[Frame]) -> bool:
    """Tell whether the spot's sentence tells an act of the same kind, or only its victims."""
    there = [f for f in frames if f.sentence.start <= spot.head < f.sentence.end]
    kinds = {f.event.type.id for f in there if f.event.type.family != "speech"}
    return bool(kinds) and kinds <= {frame.event.type.id, "casualties", "attack"}


def _is_ownerless(mention: ActorMention) -> bool:
    """Tell whether the mention only names a means of war: *warplanes*, *helicopters*."""
    return mention.generic and mention.actor.country is None and mention.actor.kind == "military"


def _below(one: Frame, two: Frame) -> bool:
    return any(t.is_ancestor(one.event.trigger) for t in two.event.tokens)


def _adverbial(one: Frame, two: Frame) -> bool:
    """Tell whether the first only says when the second was: *displaced during the campaigns*."""
    noun = one.event.trigger
    prep = noun.head
    return noun.dep_ == "pobj" and prep.dep_ == "prep" and prep.head in two.event.tokens


def _kin(one: Frame, two: Frame) -> bool:
    """Tell whether the place of one act can hold for the other; forces on the move tell theirs."""
    moves = two.event.type.id in {"mobilise", "retreat"}
    return one.event.type.family == two.event.type.family and not moves


def _is_participle(frame: Frame) -> bool:
    """Tell whether the act shares the subject of its clause: *attacked it, breaching its walls*."""
    verb = frame.event.trigger
    return verb.tag_ in {"VBG", "VBN"} and verb.dep_ == "advcl" and not has_subject(verb)


def _town_id(place: PlaceMention) -> str:
    return place.place.within or "" if place.place.precision == "near" else place.place.id


def _lasting(places: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Return the places that can hold for the next sentence: settlements and regions, at rest."""
    return [p for p in places if p.role in _STATIC and p.place.precision not in _TOO_WIDE]


def _is_the_town(token: Token) -> bool:
    """Tell whether the token is *city* or *town* with nothing but an article."""
    if token.lemma_.lower() not in _TOWN_NOUNS:
        return False
    below = [c for c in token.children if c.dep_ not in {"case", "punct"}]
    return any(c.lower_ == "the" for c in below) and len(below) == 1


def _points_back(frame: Frame) -> bool:
    tokens = [t for t in frame.event.tokens if t.pos_ == "NOUN"]
    definite = any(c.lower_ in _DEFINITE for t in tokens for c in t.children if c.dep_ == "det")
    return definite and frame.event.type.family == "violence" and not frame.event.effect


def _adds(frame: Frame) -> bool:
    """Tell whether the sentence adds to a toll: *five more*, *another child*, *also killed*."""
    words = {t.lower_ for t in frame.sentence}
    return bool(words & _ADDING) or {"among", "dead"} <= words


def _is_located(frame: Frame) -> bool:
    return frame.event.type.family in _LOCATED


def _related(one: Frame, two: Frame) -> bool:
    """Tell whether one act governs the other in the parse, or stands beside it."""
    a, b = one.event, two.event
    governs = any(t.is_ancestor(b.trigger) for t in a.tokens)
    return (
        governs
        or any(t.is_ancestor(a.trigger) for t in b.tokens)
        or a.trigger in b.trigger.conjuncts
    )


def _dated(times: Iterable[TimeMention]) -> list[TimeMention]:
    return [t for t in times if t.begin and t.type != "SET"]


def _nearest(frames: Sequence[Frame], to: Frame, get: Callable[[Frame], list[T]]) -> list[T]:
    with_any = [f for f in frames if get(f)]
    at = to.event.trigger.i
    best = min(
        with_any, key=lambda f: (abs(f.event.trigger.i - at), f.event.trigger.i), default=None
    )
    return list(get(best)) if best else []
