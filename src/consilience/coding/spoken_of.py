"""Acts that a sentence only speaks of, and that its report tells elsewhere.

Why: *the minister condemned the gas attack, the victims of the raid, talks resumed after the
bombing* say nothing of the act: no count, no day, no spot, nobody who did it or was hit. Taken
for an account, the minister would be one more origin of it. In: the frames of one report.
Out: which of them only speak of an act, before anything is taken over from other sentences;
and, once it is known which tell one happening, the frames without those whose act another
sentence tells. What nobody else in the report tells stays, and so does every denial and charge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consilience.coding.frames import Frame
from consilience.coding.said import Voices
from consilience.knowledge.role_words import role_words
from consilience.language.parse import Token

_NAMES = {"NOUN", "PROPN", "ADJ"}
_TOLD = {"actual", "possible"}
_OBJECTS = {"dobj", "nsubjpass"}


def spoken_of(frames: Iterable[Frame], voices: Voices) -> list[Frame]:
    """Return the frames of acts of violence that their own sentences only speak of."""
    acts = [f.event.trigger for f in frames]
    return [
        f for f in frames
        if _is_bare(f) and _is_news(f, voices) and _is_passed(f) and not _is_told_below(f, acts)
    ]  # fmt: skip


def without_spoken_of(frames: Sequence[Frame], named: Iterable[Frame]) -> list[Frame]:
    """Return the frames without those `named` whose act some other sentence tells."""
    bare = {id(f) for f in named}
    told = {f.chain for f in frames if f.chain is not None and id(f) not in bare}
    return [f for f in frames if id(f) not in bare or f.chain not in told]


def _is_bare(frame: Frame) -> bool:
    """Tell whether the sentence gives the act nothing of its own but perhaps a country."""
    placed = any(p.place.precision != "country" for p in frame.places)
    return not (frame.agents or frame.targets or frame.figures or frame.times or placed)


def _is_news(frame: Frame, voices: Voices) -> bool:
    """Tell whether the act is taken to have happened, and nobody denies it or is charged."""
    event = frame.event
    taken = event.polarity == "asserted" and event.modality in _TOLD
    violent = event.type.family == "violence"
    return violent and taken and frame.charge is None and not voices.denies(event.trigger)


def _is_passed(frame: Frame) -> bool:
    """Tell whether the act is a noun that another thing is told about."""
    tokens = frame.event.tokens
    return all(t.pos_ in _NAMES for t in tokens) and _speaks_of(frame.event.trigger)


def _is_told_below(frame: Frame, acts: Iterable[Token]) -> bool:
    """Tell whether a clause on the noun tells the act: *after a raid that killed two*."""
    noun = frame.event.trigger
    return any(noun.is_ancestor(t) for t in acts if t not in frame.event.tokens)


def _speaks_of(noun: Token) -> bool:
    """Tell whether what governs the noun takes the act for known."""
    words, above = role_words(), noun.head
    if noun.dep_ in _OBJECTS:
        return above.lemma_.lower() in words.reacts
    if noun.dep_ != "pobj":
        return False
    if above.lower_ in words.after_acts:
        return True
    over = above.head
    return over.lemma_.lower() in (words.relics if over.pos_ == "NOUN" else words.reacts)
