"""*Six of our staff*: whom somebody counts as his own is of his kind.

In: a count, the parsed text and the kind of whoever speaks. Out: the count, its victims a class
where the words leave it open: colleagues of an aid agency are aid workers, a brigade's men are
soldiers.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import QuantityLexicon
from consilience.language.parse import Doc, Token
from consilience.model import ActorKind

_POSSESSIVES = {"my", "our", "his", "her", "its", "their"}


def of_own_people(
    figure: FigureMention, doc: Doc, speaker: ActorKind | None, lexicon: QuantityLexicon
) -> FigureMention:
    """Return the figure with the class of the speaker's own people, where it counts those.

    *Two of its soldiers* are all who died of them, and no part of another count.
    """
    words = doc.char_span(figure.start, figure.end, alignment_mode="expand") or ()
    owned = [t for t in words if any(_is_possessive(c) for c in t.children)]
    known = lexicon.class_of_own.get(speaker or "")
    if figure.victims == "unknown" and known and any(_is_own(t, lexicon) for t in owned):
        figure = replace(figure, victims=known)
    alone = bool(owned) and figure.victims != "unknown"
    return replace(figure, partial=False) if alone and figure.part_of is None else figure


def _is_own(noun: Token, lexicon: QuantityLexicon) -> bool:
    return noun.lemma_.lower() in lexicon.own_people


def _is_possessive(word: Token) -> bool:
    return word.dep_ == "poss" and word.lower_ in _POSSESSIVES
