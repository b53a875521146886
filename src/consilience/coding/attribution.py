"""Who says what: source, cue and content of every attribution in a report.

In: a document and the cue book. Out: `AttributionMention`s in the order of their
cues. The parse gives each cue its source and content (`coding.reporting`);
quotation marks correct it (`coding.quotations`); then contents that lie inside
another are nested, and pronouns go back to their speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from consilience.coding.mentions import AttributionMention, Span
from consilience.coding.quotations import quotations
from consilience.coding.reporting import Candidate, Run, candidates, trim
from consilience.knowledge.cues import CueBook
from consilience.language.annotate import Document


@dataclass(frozen=True, slots=True)
class _Quote:
    span: Span
    run: Run


def read_attributions(document: Document, cues: CueBook) -> list[AttributionMention]:
    """Return every attribution of the report, in the order of the cues.

    `cues.statements()` leaves attitudes (*wants, fears*) out.
    """
    doc = document.doc
    quotes = _quotes(document)
    found = [_with_quotes(doc, c, quotes) for c in candidates(doc, cues)]
    found = [c for c in found if c.contents]
    return _mentions(doc, found)


def _quotes(document: Document) -> list[_Quote]:
    made = []
    for span in quotations(document):
        chars = document.doc.char_span(span.start, span.end, alignment_mode="expand")
        if chars is not None:
            made.append(_Quote(span, (chars.start, chars.end)))
    return made


def _with_quotes(doc: Doc, candidate: Candidate, quotes: list[_Quote]) -> Candidate:
    """Return the candidate with its content carried out to the quotation marks it meets."""
    outside = [q for q in quotes if not q.run[0] <= candidate.verb.i < q.run[1]]
    runs = [_grown(run, outside) for run in candidate.contents]
    if "quotation" in candidate.entry.takes:
        runs += _adjacent(doc, candidate, outside, runs)
    return replace(candidate, contents=tuple(_cleaned(doc, candidate, runs)))


def _grown(run: Run, quotes: list[_Quote]) -> Run:
    start, end = run
    for quote in quotes:
        if quote.run[0] < end and start < quote.run[1]:
            start, end = min(start, quote.run[0]), max(end, quote.run[1])
    return start, end


def _adjacent(doc: Doc, candidate: Candidate, quotes: list[_Quote], runs: list[Run]) -> list[Run]:
    """Return the quotations that touch the cue and its source, and those that follow them."""
    left = min(candidate.cue[0], candidate.source[0] if candidate.source else candidate.cue[0])
    sentence = candidate.verb.sent
    if any(not _quoted(run, quotes) for run in runs) or candidate.entry.kind == "attitude":
        return []
    before = [
        q.run for q in quotes if left - 1 <= q.run[1] <= left and _same_line(doc, q.run[1], left)
    ]
    inside = [q.run for q in quotes if sentence.start <= q.run[0] < sentence.end]
    return [run for run in before + inside if not any(a <= run[0] < b for a, b in runs)]


def _quoted(run: Run, quotes: list[_Quote]) -> bool:
    return any(q.run[0] <= run[0] and run[1] <= q.run[1] for q in quotes)


def _same_line(doc: Doc, start: int, end: int) -> bool:
    return not any("\n" in token.text for token in doc[start:end])


def _cleaned(doc: Doc, candidate: Candidate, runs: list[Run]) -> list[Run]:
    taken = [candidate.cue] + ([candidate.source] if candidate.source else [])
    out: list[Run] = []
    for run in sorted(set(runs)):
        for part in _minus(run, taken):
            start, end = trim(doc, part)
            if start < end and not any(a <= start and end <= b for a, b in out):
                out.append((start, end))
    return out


def _minus(run: Run, holes: list[Run]) -> list[Run]:
    parts = [run]
    for a, b in holes:
        parts = [
            piece
            for start, end in parts
            for piece in ((start, min(end, a)), (max(start, b), end))
            if piece[0] < piece[1]
        ]
    return parts


def _mentions(doc: Doc, found: list[Candidate]) -> list[AttributionMention]:
    mentions = []
    for candidate in found:
        source = _span(doc, trim(doc, candidate.source)) if candidate.source else None
        mentions.append(
            AttributionMention(
                source=source,
                resolved=source,
                cue=_span(doc, candidate.cue),
                contents=tuple(_span(doc, run) for run in candidate.contents),
                stance=candidate.stance,
                outer=_outer(candidate, found),
            )
        )
    return mentions


def _outer(candidate: Candidate, found: list[Candidate]) -> int | None:
    """Return the narrowest attribution whose content holds this cue."""
    best: tuple[int, int] | None = None
    for index, other in enumerate(found):
        for start, end in other.contents:
            if other is not candidate and start <= candidate.verb.i < end:
                best = min(best or (end - start, index), (end - start, index))
    return best[1] if best else None


def _span(doc: Doc, run: Run) -> Span:
    last = doc[run[1] - 1]
    return Span(doc[run[0]].idx, last.idx + len(last.text))
