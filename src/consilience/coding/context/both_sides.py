"""The other side of a clash: *the assault has led to clashes with the army*.

In: the frames of one report. Out: the same; a clash of which the words beside it name only
whom it was with gets those who did the act that led to it, by its verb's subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.coding.frames import Frame
from consilience.knowledge.chain_words import chain_words
from consilience.language.parse import Token

_WITH = {"against", "with"}


def both_sides(frames: Sequence[Frame]) -> None:
    """Add to clashes with somebody the doers of the act that is said to have led to them."""
    acts = {t.i: f for f in frames for t in f.event.tokens}
    for frame in frames:
        if frame.event.type.id != "armed_clash" or not _is_with(frame.event.trigger):
            continue
        for subject in _led_by(frame.event.trigger):
            cause = acts.get(subject.i)
            known = {m.actor.id for m in frame.agents}
            if cause is not None and not known & {m.actor.id for m in cause.agents}:
                frame.agents = [*cause.agents, *frame.agents]


def _is_with(noun: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in _WITH for c in noun.children)


def _led_by(noun: Token) -> list[Token]:
    """Return the subject of *led to, sparked* above the noun."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.lemma_.lower() not in chain_words().leading_to or noun.dep_ not in {"pobj", "dobj"}:
        return []
    return [c for c in above.children if c.dep_ == "nsubj"]
