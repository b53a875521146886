"""*The incident in X*: words that only point back to an act, and say where it was.

In: the frames of one report. Out: the same frames; the last act of violence told within
three sentences before such words gets their place, where its own sentence gives none or one
that can hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.coding.context.passage import Passage, is_static
from consilience.coding.frames import Frame
from consilience.coding.places.relation import is_inside
from consilience.knowledge.role_words import role_words
from consilience.language.parse import Token

_BACK = 3  # sentences
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
