"""Figures of headlines, which restate those of the text with fewer words.

Why: *Barrel bombs kill 11* above *At least 11 civilians were killed* is one
count, not two that disagree; a headline drops the hedge, rounds, or says
*dozens*. In: a report's figures. Out: the same, where a headline's figure has
the bounds that the text gives to the same number, and where a vaguer one
(*dozens*, *over 50*) is left out when the text counts the same kind closer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from consilience.coding.figures.readings import Draft
from consilience.coding.mentions import FigureMention
from consilience.language.annotate import Document

# A headline rounds down by no more than this: "over 80" for 84, "over 50" for 58.
_ROUNDING = 1.25
_SITE_NAME = re.compile(r"\s+(?:\||-|–|—)\s+[^|]*$")


def settle_headlines(
    document: Document, figures: Sequence[FigureMention], drafts: Sequence[Draft]
) -> list[FigureMention]:
    """Return the figures with those of the headline settled against the text's.

    `figures` and `drafts` are parallel. Numbers told again as known (*the 26
    civilians*) are settled in the same way.
    """
    spans = _headline_spans(document)
    titles = [any(a <= f.start < b for a, b in spans) for f in figures]
    body = [at for at, inside in enumerate(titles) if not inside]
    out: list[FigureMention | None] = []
    for at, figure in enumerate(figures):
        if titles[at]:
            out.append(_settled(figure, drafts[at], figures, drafts, body))
        elif drafts[at].counted.quantity.definite:
            earlier = [k for k in body if k < at]
            out.append(_with_bounds(figure, drafts[at], figures, drafts, earlier))
        else:
            out.append(figure)
    return _without_gaps(out)


def _headline_spans(document: Document) -> list[tuple[int, int]]:
    """Return where the headline stands, and where the text repeats it."""
    end = document.headline_end
    if not end:
        return []
    text = document.text
    title = _SITE_NAME.sub("", text[:end]).strip().lower()
    again = [m.span() for m in re.finditer(re.escape(title), text.lower())] if title else []
    return [(0, end), *again]


def _settled(
    figure: FigureMention,
    draft: Draft,
    figures: Sequence[FigureMention],
    drafts: Sequence[Draft],
    body: Sequence[int],
) -> FigureMention | None:
    same = [k for k in body if figures[k].kind == figure.kind and not figures[k].cumulative]
    if draft.counted.quantity.vague:
        return None if any(figures[k].part_of is None for k in same) else figure
    if draft.counted.quantity.hedged and figure.high is None:
        closer = (figures[k].low for k in same)
        rounded = any(figure.low <= low <= figure.low * _ROUNDING for low in closer)
        return None if rounded else figure
    return _with_bounds(figure, draft, figures, drafts, same)


def _with_bounds(
    figure: FigureMention,
    draft: Draft,
    figures: Sequence[FigureMention],
    drafts: Sequence[Draft],
    others: Sequence[int],
) -> FigureMention:
    """Return the figure with the bounds of the first figure of the text with its bare number."""
    value = draft.counted.quantity.value
    if draft.counted.quantity.hedged or draft.low != value:
        return figure
    same = [
        k
        for k in others
        if figures[k].kind == figure.kind and drafts[k].counted.quantity.value == value
    ]
    if not same:
        return figure
    return replace(figure, low=figures[same[0]].low, high=figures[same[0]].high)


def _without_gaps(figures: Sequence[FigureMention | None]) -> list[FigureMention]:
    """Leave out what was dropped and let `part_of` point to the right place again."""
    kept = [at for at, figure in enumerate(figures) if figure is not None]
    place = {at: new for new, at in enumerate(kept)}
    return [
        replace(f, part_of=None if f.part_of is None else place.get(f.part_of))
        for f in figures
        if f is not None
    ]
