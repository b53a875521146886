"""Who says what: source, cue and content of every attribution in a report.

In: a document and the cue book. Out: `AttributionMention`s in the order of their
cues. The parse gives each cue its source and content (`coding.reporting`,
`coding.cue_phrases`), quotation marks correct it (`coding.quotations`); then what
lies inside another is nested, and pronouns go back to their speaker
(`coding.speakers`).
"""

from __future__ import annotations

from dataclasses import replace

from consilience.coding.attribution.candidates import Candidate, Run, minus, trim, without_marks
from consilience.coding.attribution.chains import link
from consilience.coding.attribution.cue_phrases import (
    adjectives,
    adverbs,
    labels,
    nouns,
    prepositions,
)
from consilience.coding.attribution.quotations import Quotations
from consilience.coding.attribution.reporting import verbs
from consilience.coding.attribution.speakers import resolve
from consilience.coding.mentions import AttributionMention, Span
from consilience.knowledge.cues import CueBook
from consilience.language.annotate import Document
from consilience.language.parse import Doc


def read_attributions(document: Document, cues: CueBook) -> list[AttributionMention]:
    """Return every attribution of the report, in the order of the cues.

    `cues.statements()` leaves attitudes (*wants, fears*) out.
    """
    doc = document.doc
    lines = _lines(document)
    quotes = Quotations(document)
    read = [
        *verbs(doc, cues),
        *prepositions(doc, cues),
        *adverbs(doc, cues),
        *nouns(doc, cues),
        *adjectives(doc, cues),
        *labels(doc, lines, cues),
    ]
    read = quotes.settle(sorted(read, key=lambda c: c.cue), lines)
    read = [replace(c, source=_with_apposed(doc, c)) for c in read]
    read = link(_asides(doc, read), cues)
    read = [_clean(doc, c) for c in read]
    read = [c for c in read if c.contents]
    read = _without_echoes(read)
    return _mentions(doc, read, resolve(doc, read, cues, quotes.runs))


def _lines(document: Document) -> tuple[Run, ...]:
    """Return the paragraphs as token runs."""
    spans = (
        document.doc.char_span(start, end, alignment_mode="expand")
        for start, end in document.paragraphs
    )
    return tuple((span.start, span.end) for span in spans if span is not None)


def _with_apposed(doc: Doc, candidate: Candidate) -> Run | None:
    """Take in the name before *the correspondent in …* where the comma between them was lost."""
    source = candidate.source
    if source is None or source[0] == 0 or doc[source[0]].lower_ not in ("the", "a", "an"):
        return source
    last = doc[source[0] - 1]
    start = last.i
    while start > last.sent.start and doc[start - 1].ent_iob_ != "O" and doc[start].ent_iob_ == "I":
        start -= 1
    described = doc[source[0]].lower_ != "the" and last.ent_type_ == "ORG"
    apposed = (last.ent_type_ == "PERSON" or described) and source[1] <= candidate.cue[0] + 1
    return (start, source[1]) if apposed and start < last.i else source


def _asides(doc: Doc, found: list[Candidate]) -> list[Candidate]:
    """Give *…, adding that* after a content back to the speaker of that content."""
    adding = [c for c in found if _adds(doc, c)]
    sources: dict[int, Run] = {}
    cut: list[Candidate] = []
    for candidate in found:
        runs = list(candidate.contents)
        if candidate.source is not None and candidate.entry.takes and candidate.is_statement:
            for other in adding:
                held = next((r for r in runs if r[0] < other.anchor.i < r[1]), None)
                if held is not None:
                    runs[runs.index(held)] = (held[0], other.cue[0])
                    sources[other.anchor.i] = candidate.source
        cut.append(replace(candidate, contents=tuple(runs)))
    return [replace(c, source=sources.get(c.anchor.i, c.source)) for c in cut]


def _adds(doc: Doc, candidate: Candidate) -> bool:
    """Tell a participle that reports on: after a comma, or before *that*."""
    verb = candidate.anchor
    if verb.tag_ != "VBG" or verb.dep_ == "pcomp" or verb.i != candidate.cue[0]:
        return False
    before = doc[verb.i - 1].text if verb.i else ""
    after = doc[verb.i + 1].lower_ if verb.i + 1 < len(doc) else ""
    reports = candidate.is_statement and "clause" in candidate.entry.takes
    return reports and (before == "," or after == "that")


def _clean(doc: Doc, candidate: Candidate) -> Candidate:
    """Return the candidate with contents clear of cue and source, trimmed, none inside another."""
    taken = [candidate.cue, *([candidate.source] if candidate.source else [])]
    out: list[Run] = []
    for run in sorted(set(candidate.contents), key=lambda r: (r[0], -r[1])):
        for part in minus(run, taken):
            start, end = trim(doc, part)
            if start < end and not (out and start < out[-1][1]):
                out.append((start, end))
    source = without_marks(doc, candidate.source) if candidate.source else None
    named = source if source is not None and source[0] < source[1] else None
    return replace(candidate, contents=tuple(out), source=named)


def _without_echoes(found: list[Candidate]) -> list[Candidate]:
    """Drop *claims* in *denied claims of*, whoever's: what is denied is the claims' content."""
    return [c for c in found if not (c.source is None and _is_object(c, found))]


def _is_object(noun: Candidate, found: list[Candidate]) -> bool:
    return any(
        start <= noun.anchor.i < end
        and noun.anchor.head == other.anchor
        and noun.anchor.dep_ in ("dobj", "pobj", "nsubjpass")
        for other in found
        for start, end in other.contents
    )


def _mentions(
    doc: Doc, found: list[Candidate], speakers: list[Run | None]
) -> list[AttributionMention]:
    mentions = []
    for candidate, speaker in zip(found, speakers, strict=True):
        source = candidate.source
        mentions.append(
            AttributionMention(
                source=_span(doc, source) if source else None,
                resolved=_span(doc, speaker) if speaker else None,
                cue=_span(doc, candidate.cue),
                contents=tuple(_span(doc, run) for run in candidate.contents),
                stance=candidate.stance,
                outer=_outer(candidate, found),
            )
        )
    return mentions


def _outer(candidate: Candidate, found: list[Candidate]) -> int | None:
    """Return who passes this one on, else the narrowest attribution whose content holds its cue."""
    for index, other in enumerate(found):
        if candidate.passes_on is not None and other.anchor == candidate.passes_on:
            return index
    widths = [
        (end - start, index)
        for index, other in enumerate(found)
        for start, end in other.contents
        if other is not candidate
        and start <= candidate.anchor.i < end
        and not any(a <= other.anchor.i < b for a, b in candidate.contents)
    ]
    return min(widths)[1] if widths else None


def _span(doc: Doc, run: Run) -> Span:
    last = doc[run[1] - 1]
    return Span(doc[run[0]].idx, last.idx + len(last.text))
