"""Counts of people and things in one report: killed, injured, displaced, seized …

Why: the toll is what accounts agree or differ on. In: a parsed report and the
words of counting (`knowledge/data/quantities.yaml`). Out: `FigureMention`s in
the order of the text, each with its bounds, kind, class of victims, the whole
it is a part of, and whether it is a running total. Bounds follow the labelling
guide of the FA-KES figures; classes of victims follow UCDP GED's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consilience.coding.counted import Counted, read_counted, sentences
from consilience.coding.fates import Fate, Reading, fate_after, kind_of, read_fate
from consilience.coding.mentions import FigureMention
from consilience.coding.windows import running_window
from consilience.knowledge.quantities import QuantityLexicon
from consilience.language.annotate import Document

_PART_MARKS = frozenset({"including", "includes", "included", "comprising"})
_AND = (["and"], [","], [",", "and"], ["as", "well", "as"], ["along", "with"], ["plus"], ["&"])
_AMONG = (["among", "them"], ["among", "whom"], ["of", "whom"], ["amongst", "them"])


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure on its way: what is counted, what happened, and its whole in the sentence."""

    counted: Counted
    fate: Fate
    whole: int | None = None


def read_figures(document: Document, lexicon: QuantityLexicon) -> list[FigureMention]:
    """Return the figures of a report, in the order of the text.

    A count whose kind the text does not say is left out: a gap shows, a guess does not.
    """
    contexts = _contexts(document, lexicon)
    figures: list[FigureMention] = []
    for sentence in sentences(document.doc):
        reading = Reading(sentence, read_counted(sentence, lexicon), lexicon, contexts)
        figures += _figures_of(reading, figures)
    return figures


def _contexts(document: Document, lexicon: QuantityLexicon) -> frozenset[str]:
    text = document.doc.text.lower()
    found = (name for name, words in lexicon.contexts.items() if any(w in text for w in words))
    return frozenset(found)


def _figures_of(reading: Reading, before: Sequence[FigureMention]) -> list[FigureMention]:
    """Return the figures of one sentence; `before` are those of the sentences before it."""
    wholes = {at: _whole(reading, at) for at in range(len(reading.counted))}
    fates: dict[int, Fate] = {}
    for at in sorted(wholes, key=lambda k: (wholes[k] is not None, k)):
        fate = _fate(reading, at, wholes[at], fates)
        if fate is not None:
            fates[at] = fate
    order = sorted(fates)
    index = {at: len(before) + place for place, at in enumerate(order)}
    return [
        _mention(reading, reading.counted[at], fates[at], index.get(wholes[at]))
        for at in order
    ]


def _fate(reading: Reading, at: int, whole: int | None, fates: dict[int, Fate]) -> Fate | None:
    counted = reading.counted[at]
    if whole is not None and whole in fates and not _own_clause(reading, counted, fates[whole]):
        return _passed_on(fates[whole], counted)
    return read_fate(reading, counted) or _inherited(reading, at, fates)


def _own_clause(reading: Reading, counted: Counted, fate: Fate) -> bool:
    own = fate_after(reading, counted)
    return own is not None and own.trigger != fate.trigger and own.kind != fate.kind


def _passed_on(fate: Fate, counted: Counted) -> Fate | None:
    kind = kind_of(fate, counted)
    return replace(fate, kind=kind) if kind is not None else None


def _whole(reading: Reading, at: int) -> int | None:
    """Return the counted phrase of the sentence that this one is a part of."""
    words = reading.sentence.words
    k = at
    while k > 0:
        first = reading.counted[k].first
        if words[first - 1] in _PART_MARKS or words[max(0, first - 2) : first] in _AMONG:
            return k - 1
        if reading.counted[k].part and words[reading.counted[k].head] in ("them", "whom", "which"):
            return k - 1
        gap = words[reading.counted[k - 1].last : first]
        if gap and gap not in _AND:
            return None
        k -= 1
    return None


def _inherited(reading: Reading, at: int, fates: dict[int, Fate]) -> Fate | None:
    """*killed 15 civilians and 27 fighters*; *five were killed in X and one in Y*."""
    if at == 0 or at - 1 not in fates:
        return None
    counted, before = reading.counted[at], reading.counted[at - 1]
    gap = reading.sentence.words[before.last : counted.first]
    follows = reading.word(counted.last)
    listed = counted.what == "unnamed" and follows in ("in", "at", "near", "on", "from")
    if gap in _AND or gap[-2:] in (["along", "with"], ["well", "as"]):
        return _passed_on(fates[at - 1], counted)
    if listed and gap[-1:] in (["and"], [","]):
        return _passed_on(fates[at - 1], counted)
    return None


def _mention(reading: Reading, counted: Counted, fate: Fate, whole: int | None) -> FigureMention:
    tokens = reading.sentence.tokens
    last = tokens[counted.last - 1]
    window = running_window(reading, counted, fate)
    return FigureMention(
        start=tokens[counted.first].idx,
        end=last.idx + len(last.text),
        head=tokens[counted.head].i,
        trigger=tokens[fate.trigger].i,
        kind=fate.kind,
        low=counted.quantity.low,
        high=counted.quantity.high,
        victims=counted.victims,
        part_of=whole,
        cumulative=window is not None,
        window=window,
    )
