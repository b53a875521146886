"""Counts of people and things in one report: killed, injured, displaced, seized …

Why: the toll is what accounts agree or differ on. In: a parsed report and the
words of counting (`knowledge/data/quantities.yaml`). Out: `FigureMention`s in
the order of the text, each with its bounds, kind, class of victims, the whole
it is a part of, and whether it is a running total. Bounds follow the labelling
guide of the FA-KES figures; classes of victims follow UCDP GED's.
"""

from __future__ import annotations

from consilience.coding.counted import Counted, Sentence, read_counted, sentences
from consilience.coding.fates import Fate, Reading, read_fate
from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import QuantityLexicon
from consilience.language.annotate import Document


def read_figures(document: Document, lexicon: QuantityLexicon) -> list[FigureMention]:
    """Return the figures of a report, in the order of the text."""
    contexts = _contexts(document, lexicon)
    figures: list[FigureMention] = []
    for sentence in sentences(document.doc):
        reading = Reading(sentence, read_counted(sentence, lexicon), lexicon, contexts)
        figures += _figures_of(reading)
    return figures


def _contexts(document: Document, lexicon: QuantityLexicon) -> frozenset[str]:
    text = document.doc.text.lower()
    found = (name for name, words in lexicon.contexts.items() if any(w in text for w in words))
    return frozenset(found)


_PART_MARKS = frozenset({"including", "includes", "included", "comprising"})


def _figures_of(reading: Reading) -> list[FigureMention]:
    fates: dict[int, Fate] = {}
    for at, counted in enumerate(reading.counted):
        whole = _whole(reading, at)
        fate = fates.get(whole) if whole is not None else None
        fate = fate or read_fate(reading, counted) or _inherited(reading, at, fates)
        if fate is not None:
            fates[at] = fate
    return [_mention(reading.sentence, reading.counted[at], fate) for at, fate in fates.items()]


def _whole(reading: Reading, at: int) -> int | None:
    """Return the counted phrase that this one is a part of."""
    words = reading.sentence.words
    k = at
    while k > 0:
        first = reading.counted[k].first
        before = words[max(0, first - 2) : first]
        if before and (
            before[-1] in _PART_MARKS or before in (["among", "them"], ["among", "whom"])
        ):
            return k - 1
        gap = words[reading.counted[k - 1].last : first]
        if gap not in (["and"], [","], [], [",", "and"], ["as", "well", "as"]):
            return None
        k -= 1
    return None


def _inherited(reading: Reading, at: int, fates: dict[int, Fate]) -> Fate | None:
    """*killed 15 civilians and 27 fighters*; *five were killed in X and one in Y*."""
    if at == 0 or at - 1 not in fates:
        return None
    counted, before = reading.counted[at], reading.counted[at - 1]
    gap = reading.sentence.words[before.last : counted.first]
    if gap in (["and"], [","], [",", "and"], ["as", "well", "as"], ["along", "with"], ["plus"]):
        return fates[at - 1]
    follows = reading.sentence.word(counted.last)
    joined = gap[-1:] == ["and"] or gap[-1:] == [","]
    if counted.what == "unnamed" and joined and follows in ("in", "at", "near", "on"):
        return fates[at - 1]
    return None


def _mention(sentence: Sentence, counted: Counted, fate: Fate) -> FigureMention:
    tokens = sentence.tokens
    last = tokens[counted.last - 1]
    return FigureMention(
        start=tokens[counted.first].idx,
        end=last.idx + len(last.text),
        head=tokens[counted.head].i,
        trigger=tokens[fate.trigger].i,
        kind=fate.kind,
        low=counted.quantity.low,
        high=counted.quantity.high,
        victims=counted.victims,
    )
