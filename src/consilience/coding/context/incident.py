"""*The incident in X*; *the village, X, lies in Y*: words that say where an act told before was.

In: the frames of one report. Out: the same frames; the last act of violence told within
three sentences before *the incident in X* gets that place, where its own sentence gives none or
one that can hold it; and so do the acts told before a village or camp gets its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.coding.context.passage import Passage, is_static
from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention
from consilience.coding.places.relation import is_inside
from consilience.knowledge.role_words import role_words
from consilience.language.parse import Token

_BACK = 3  # sentences
_OPENING = 3  # tokens: *The village,*
_SENTENCES_ON = 8  # how far back a village may have been left without its name
_VILLAGES = {"village", "town", "hamlet", "camp", "settlement", "neighbourhood", "neighborhood"}
_DEFINITE = {"the", "this", "that"}
_STEPS = 6


def the_incident(frames: Sequence[Frame], passage: Passage) -> None:
    """Place the act that *the incident in X* goes back to in X."""
    for place in passage.named:
        noun = _incident_over(passage.document.doc[place.head])
        if noun is None or not is_static(place) or place.place.precision == "country":
            continue
        for act in _acts_before(noun, frames, passage):
            if all(is_inside(place.place, p.place, passage.gazetteer) for p in act.places):
                act.places = [*act.places, replace(place, role="within")]


def the_village_named(frames: Sequence[Frame], passage: Passage) -> None:
    """Place the acts told before *the village, X, lies in Y* in X.

    The village is known from before, so its name is that of where those acts were: all that
    name no other spot, and that have the region around it.
    """
    for place in passage.named:
        if not _names_the_village(place, passage) or place.place.precision == "country":
            continue
        number = passage.number_at(place.start)
        for act in frames:
            before = 0 < number - passage.number(act) <= _SENTENCES_ON
            violent = act.event.type.family == "violence" and act.event.modality == "actual"
            around = all(is_inside(place.place, p.place, passage.gazetteer) for p in act.places)
            if before and violent and around:
                act.places = [*act.places, replace(place, role="within")]


def _names_the_village(place: PlaceMention, passage: Passage) -> bool:
    """Tell *The village, X,* at the head of a sentence; a strange name may mislead the parse."""
    name = passage.document.doc.char_span(place.start, place.end, alignment_mode="expand")
    if name is None or name.start < _OPENING:
        return False
    before = passage.document.doc[name.start - _OPENING : name.start]
    the, noun, comma = (t.lower_ for t in before)
    opens = bool(before[0].is_sent_start) or before[0].i == 0
    return opens and the == "the" and noun in _VILLAGES and comma == ","


def _incident_over(name: Token) -> Token | None:
    """Return the pointing noun that the place stands under: *that crime in the town of X*."""
    here = name
    for _ in range(_STEPS):
        if here.lemma_.lower() in role_words().incidents and here.i != name.i:
            below = {c.lower_ for c in here.children if c.dep_ in {"det", "poss"}}
            return here if below & _DEFINITE else None
        if here.head == here or here.pos_ == "AUX":
            return None
        here = here.head
    return None


def _acts_before(noun: Token, frames: Sequence[Frame], passage: Passage) -> Iterator[Frame]:
    """Yield the last act of violence told before the noun, with its effects beside it."""
    number = passage.number_at(noun.idx)
    before = [
        f for f in frames
        if f.event.trigger.i < noun.i and f.event.type.family == "violence"
        and f.event.modality == "actual" and number - passage.number(f) <= _BACK
    ]  # fmt: skip
    acts = [f for f in before if not f.event.effect] or before
    if acts:
        yield from (f for f in before if f.sentence.start == acts[-1].sentence.start)
