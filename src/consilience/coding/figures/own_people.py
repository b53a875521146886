"""*Six of our staff*: whom somebody counts as his own is of his kind.

In: a count, the parsed text and the kind of whoever speaks. Out: the count, its victims a class
where the words leave it open: colleagues of an aid agency are aid workers, a brigade's men are
soldiers.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import QuantityLexicon
from consilience.language.parse import Doc
from consilience.model import ActorKind

_POSSESSIVES = {"my", "our", "his", "her", "its", "their"}


def of_own_people(
    figure: FigureMention, doc: Doc, speaker: ActorKind | None, lexicon: QuantityLexicon
) -> FigureMention:
    """Return the figure with the class of the speaker's own people, where it counts those."""
    known = lexicon.class_of_own.get(speaker or "")
    if known is None or figure.victims != "unknown":
        return figure
    words = doc.char_span(figure.start, figure.end, alignment_mode="expand") or ()
    own = any(
        t.lemma_.lower() in lexicon.own_people
        and any(c.dep_ == "poss" and c.lower_ in _POSSESSIVES for c in t.children)
        for t in words
    )
    return replace(figure, victims=known) if own else figure
