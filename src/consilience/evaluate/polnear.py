"""Attribution measured on PolNeAR: exact spans of source, cue and content.

In: a directory with `text/*.txt` and `attributions/*.ann` (BRAT standoff), as the
corpus is published (Newell, Margolin and Ruths, LREC 2018). Out: precision,
recall and F1 by the rule of CofeNet (Wang et al., COLING 2022, `exact_match`): a
span counts when its label and both its ends are those of the gold; a broken
content is one span a run; runs end at paragraphs, which are CofeNet's instances.

PolNeAR labels each token once: what is attributed inside a content is not labelled
again, so nested attributions are left out of the comparison. It also labels
attitudes, so the whole cue book is used. It counts the comma that closes an
apposition to the source (*Mr X, the envoy, said*) and *'s* to the cue (*X's claim*).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consilience.coding.attribution.reader import read_attributions
from consilience.coding.mentions import AttributionMention, Span
from consilience.errors import NoSuchPathError
from consilience.knowledge.cues import builtin_cues
from consilience.language.annotate import Document, annotate
from consilience.model import Report
from consilience.settings import Settings

LABELS = ("source", "cue", "content")
_BOUND = re.compile(r"^T\d+\t(Source|Cue|Content) ([\d ;]+)\t", re.M)
Spans = dict[str, set[Span]]


@dataclass(frozen=True, slots=True)
class Miss:
    """One span that differs: `kind` is missed (gold only) or invented (ours only)."""

    article: str
    label: str
    kind: str
    span: Span
    words: str
    sentence: str


@dataclass(slots=True)
class Score:
    """Counts of one corpus, and the spans that differ."""

    hits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LABELS, 0))
    gold: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LABELS, 0))
    ours: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LABELS, 0))
    misses: list[Miss] = field(default_factory=list)

    def add(self, document: Document, gold: Spans, ours: Spans) -> None:
        """Count one article."""
        for label in LABELS:
            self.hits[label] += len(gold[label] & ours[label])
            self.gold[label] += len(gold[label])
            self.ours[label] += len(ours[label])
            self.misses += _misses(document, label, "missed", gold[label] - ours[label])
            self.misses += _misses(document, label, "invented", ours[label] - gold[label])

    def measures(self) -> dict[str, dict[str, float]]:
        """Return precision, recall, F1 (fractions of one) and gold count by label."""
        return {label: self._measure(label) for label in LABELS}

    def _measure(self, label: str) -> dict[str, float]:
        hits, gold, ours = self.hits[label], self.gold[label], self.ours[label]
        p, r = hits / ours if ours else 0.0, hits / gold if gold else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if hits else 0.0, "n": gold}


def evaluate(directory: Path, errors: int = 0) -> dict[str, Any]:
    """Return the scores on one part of PolNeAR, with the words of `errors` wrong spans.

    Raises NoSuchPathError where the directory has no texts.
    """
    labelled = list(articles(directory))
    book = builtin_cues()
    score = Score()
    documents = annotate((report for report, _ in labelled), Settings())
    for document, (_, gold) in zip(documents, labelled, strict=True):
        score.add(document, gold, spans(document, read_attributions(document, book)))
    result = {"corpus": "polnear", "sha256": _fingerprint(directory)}
    worst = [_shown(miss) for miss in _spread(score.misses, errors)]
    return {**result, "measures": score.measures(), "errors": worst}


def spans(document: Document, mentions: Iterable[AttributionMention]) -> Spans:
    """Return the spans of the attributions that do not stand inside another."""
    found: Spans = {label: set() for label in LABELS}
    for mention in mentions:
        if mention.outer is None:
            found["cue"] |= _runs(document, _with_possessive(document, mention.cue))
            if mention.source:
                found["source"] |= _runs(document, _closed(document, mention.source))
            for content in mention.contents:
                found["content"] |= _runs(document, content)
    return found


def _with_possessive(document: Document, cue: Span) -> Span:
    """Take in the *'s* before a noun cue, which PolNeAR counts to the cue."""
    text = document.text[: cue.start]
    return Span(cue.start - 3, cue.end) if text.endswith("'s ") else cue


def _closed(document: Document, source: Span) -> Span:
    """Take in the comma that closes an apposition, which PolNeAR counts to the source."""
    text = document.report.text
    comma = ", " in text[source.start : source.end] and text[source.end : source.end + 1] == ","
    return Span(source.start, source.end + 1) if comma else source


def articles(directory: Path) -> Iterator[tuple[Report, Spans]]:
    """Yield each text with the spans of the annotation file that begins with its name."""
    notes = sorted((directory / "attributions").glob("*.ann"))
    texts = sorted((directory / "text").glob("*.txt"))
    if not texts or not notes:
        raise NoSuchPathError(f"{directory}: holds no text/*.txt with attributions/*.ann.")
    for path in texts:
        for note in [n for n in notes if n.name.startswith(path.stem)][:1]:
            text = path.read_text(encoding="utf-8")
            yield _report(path.stem, text), read_gold(text, note.read_text(encoding="utf-8"))


def _report(name: str, text: str) -> Report:
    return Report(
        id=name, given_id=name, title="", publisher=None, url=None, published=None,
        published_from="none", language="en", sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )  # fmt: skip


def read_gold(text: str, brat: str) -> Spans:
    """Return the source, cue and content spans of one BRAT file."""
    found: Spans = {label: set() for label in LABELS}
    for label, offsets in _BOUND.findall(brat):
        for pair in offsets.split(";"):
            start, end = (int(n) for n in pair.split())
            found[label.lower()] |= split_at_breaks(text, Span(start, end))
    return found


def split_at_breaks(text: str, span: Span) -> set[Span]:
    """Return the parts of a span between line breaks, without outer spaces."""
    parts = re.finditer(r"\S(?:[^\n]*[^\s])?", text[span.start : span.end])
    return {Span(span.start + m.start(), span.start + m.end()) for m in parts}


def _runs(document: Document, span: Span) -> set[Span]:
    return split_at_breaks(document.report.text, span)


def _misses(document: Document, label: str, kind: str, spans: set[Span]) -> Iterator[Miss]:
    text = document.report.text
    for span in sorted(spans):
        around = text[max(0, span.start - 120) : span.end + 120].replace("\n", " ")
        yield Miss(document.report.id, label, kind, span, text[span.start : span.end], around)


def _spread(misses: list[Miss], count: int) -> list[Miss]:
    """Return `count` misses, evenly from the whole corpus."""
    step = max(1, len(misses) // count) if count else 0
    return misses[::step][:count] if step else []


def _shown(miss: Miss) -> dict[str, Any]:
    return {
        "article": miss.article, "label": miss.label, "kind": miss.kind,
        "start": miss.span.start, "end": miss.span.end, "words": miss.words,
        "around": miss.sentence,
    }  # fmt: skip


def _fingerprint(directory: Path) -> str:
    """Return the SHA-256 over the annotation files, by name."""
    digest = hashlib.sha256()
    for path in sorted((directory / "attributions").glob("*.ann")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
