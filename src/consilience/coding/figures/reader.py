"""Counts of people and things in one report: killed, injured, displaced, seized …

Why: the toll is what accounts agree or differ on. In: a parsed report and the
words of counting (`knowledge/data/quantities.yaml`). Out: `FigureMention`s in
the order of the text, each with its bounds, kind, class of victims, the whole
it is a part of, and whether it is a running total. Bounds follow the labelling
guide of the FA-KES figures; classes of victims follow UCDP GED's.

The steps, one module each: `sentences`; `numbers`; what they count (`counted`)
and single persons by name (`named_victims`); what happened to them (`fates`, by
verbs in `predicates`, by nouns in `toll_words`); wholes and parts (`drafts`,
`enumerations`, `rates`); running totals (`windows`); and headlines, which
restate the text more loosely (`headlines`).
"""

from __future__ import annotations

from consilience.coding.figures.counted import read_counted
from consilience.coding.figures.drafts import drafts_of
from consilience.coding.figures.headlines import settle_headlines
from consilience.coding.figures.named_victims import read_named
from consilience.coding.figures.rates import rates_of
from consilience.coding.figures.readings import Draft, Reading
from consilience.coding.figures.sentences import Sentence, sentences
from consilience.coding.figures.windows import window_of
from consilience.coding.mentions import FigureMention
from consilience.knowledge.quantities import QuantityLexicon
from consilience.language.annotate import Document


def read_figures(document: Document, lexicon: QuantityLexicon) -> list[FigureMention]:
    """Return the figures of a report, in the order of the text.

    A count whose kind the text does not say is left out: a gap shows, a guess does not.
    """
    contexts = _contexts(document, lexicon)
    drafts: list[Draft] = []
    figures: list[FigureMention] = []
    for sentence in sentences(document.doc):
        found = _found_in(reading := _reading(sentence, lexicon, contexts))
        figures += [_mention(reading, draft, found, figures) for draft in found]
        drafts += found
    return settle_headlines(document, figures, drafts)


def _reading(sentence: Sentence, lexicon: QuantityLexicon, contexts: frozenset[str]) -> Reading:
    counted = read_counted(sentence, lexicon)
    named = read_named(sentence, counted, lexicon)
    in_order = sorted([*counted, *named], key=lambda c: c.first)
    return Reading(sentence, in_order, lexicon, contexts)


def _found_in(reading: Reading) -> list[Draft]:
    drafts = drafts_of(reading)
    return sorted(
        [*drafts, *rates_of(reading, drafts)], key=lambda d: (d.first, d.whole is not None)
    )


def _contexts(document: Document, lexicon: QuantityLexicon) -> frozenset[str]:
    text = document.text.lower()
    found = (name for name, words in lexicon.contexts.items() if any(w in text for w in words))
    return frozenset(found)


def _mention(
    reading: Reading, draft: Draft, found: list[Draft], before: list[FigureMention]
) -> FigureMention:
    tokens = reading.sentence.tokens
    last = tokens[draft.last - 1]
    window = window_of(reading, draft.counted, draft.fate)
    whole = found.index(draft.whole) + len(before) if draft.whole in found else None
    return FigureMention(
        start=tokens[draft.first].idx,
        end=last.idx + len(last.text),
        head=tokens[draft.counted.head].i,
        trigger=tokens[draft.fate.trigger].i,
        kind=draft.fate.kind,
        low=draft.low,
        high=draft.high,
        victims=draft.victims,
        part_of=whole if whole is not None else _earlier_whole(draft, before),
        partial=draft.of_earlier,
        cumulative=window.cumulative,
        window=window.text,
    )


def _earlier_whole(draft: Draft, before: list[FigureMention]) -> int | None:
    """Return the last whole before *14 of the victims* and *three of the wounded*."""
    if not draft.of_earlier:
        return None
    for at in range(len(before) - 1, -1, -1):
        whole = before[at]
        large = whole.high is None or whole.high >= draft.low
        if whole.kind == draft.fate.kind and whole.part_of is None and large:
            return at
    return None
