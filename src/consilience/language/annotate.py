"""One loaded spaCy pipeline that turns reports into parsed documents, in batches.

In: reports. Out: `Document`s, whose token offsets are offsets into
`Report.text`. A line break in the report always ends a sentence: a headline
has no full stop; and so does a dateline. Some of spaCy's work is done faster, with equal
results (`entities.py`, `attributes.py`, `lemmas.py`, `vectors.py`), where the pipeline has it
in the usual form.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from thinc.api import Model

from consilience.errors import SetupError
from consilience.language.attributes import Attributes
from consilience.language.dateline import sentences_after
from consilience.language.entities import Entities
from consilience.language.gate import Gate, keep_only
from consilience.language.lemmas import Lemmas
from consilience.language.normalise import normalise, paragraphs
from consilience.language.parse import Doc, Token, parse_of
from consilience.language.reattach import reattach
from consilience.language.vectors import once_each_kind
from consilience.model import Report
from consilience.settings import Settings

# Reports that a component takes at once: what fits the processor's cache is fastest.
_ABREAST = 32


@dataclass(frozen=True, slots=True)
class Document:
    """A report and its parse. `doc.text` is as long as the coded part of `report.text`.

    `text` is `doc.text`; `raw` is the report's own text of the same length, with what the
    gate has left out blanked as in `text`; `left_out` are the words blanked. `paragraphs` are
    runs of code points; the first is the headline when `report.text` begins with `report.title`.
    """

    report: Report
    doc: Doc
    paragraphs: tuple[tuple[int, int], ...]
    raw: str = ""
    left_out: int = 0
    text: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.doc.text)
        if not self.raw:
            object.__setattr__(self, "raw", self.report.text[: len(self.text)])

    @property
    def headline_end(self) -> int:
        """Return the offset at which the headline ends; 0 where there is none."""
        title = self.report.title
        return len(title) if title and self.report.text.startswith(title) else 0


@Language.component("consilience_line_breaks")
def _line_breaks(doc: SpacyDoc) -> SpacyDoc:
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    for start in sentences_after(doc.text):
        after = doc.char_span(start, start + 1, alignment_mode="expand")
        if after is not None and after.start_char == start:
            after[0].is_sent_start = True
    return doc


@lru_cache(maxsize=2)
def load(model: str) -> Language:
    """Return the loaded pipeline; loading happens once a process.

    Raises SetupError where the package is not installed.
    """
    try:
        importlib.import_module(model)
        nlp = spacy.load(model)
    except (ImportError, OSError) as error:
        raise SetupError(
            f"The language model {model!r} is not installed. "
            f"Run 'make setup', or 'pip install {model.replace('_', '-')}'."
        ) from error
    nlp.add_pipe("consilience_line_breaks", before="parser")
    for _, component in nlp.pipeline:
        if isinstance(getattr(component, "model", None), Model):
            once_each_kind(component.model)  # type: ignore[attr-defined]
    return nlp


def annotate(
    reports: Iterable[Report], settings: Settings, gate: Gate | None = None
) -> Iterator[Document]:
    """Yield one parsed document for each report, in order; with a gate, what it lets in."""
    nlp = load(settings.language_model)
    limit = min(settings.max_report_chars, nlp.max_length)
    waiting = iter(reports)
    while batch := list(islice(waiting, settings.parse_batch)):
        shown = [_shown(report.text[:limit], gate) for report in batch]
        docs: Iterable[SpacyDoc] = [nlp.make_doc(one.text) for one in shown]
        for stage in _stages(settings.language_model):
            docs = stage(docs)
        for doc, report, one in zip(docs, batch, shown, strict=True):
            yield Document(
                report,
                parse_of(reattach(doc)),
                tuple(paragraphs(one.text)),
                one.raw,
                one.left_out,
            )


class _Shown(NamedTuple):
    """What the parser gets of a text, its own words in the same places, and the words left out."""

    text: str
    raw: str
    left_out: int


def _shown(raw: str, gate: Gate | None) -> _Shown:
    text = normalise(raw)
    if gate is None:
        return _Shown(text, raw, 0)
    opened = gate.open(text)
    if not opened.left_out:
        return _Shown(text, raw, 0)
    return _Shown(keep_only(text, opened.runs), keep_only(raw, opened.runs), opened.left_out)


def irregular_forms(model: str) -> Mapping[str, Sequence[str]]:
    """Return the lemmas of irregular verbs and nouns, as the pipeline's lemmatizer lists them."""
    nlp = load(model)
    lookups = nlp.get_pipe("lemmatizer").lookups if nlp.has_pipe("lemmatizer") else None  # type: ignore[attr-defined]
    if lookups is None or not lookups.has_table("lemma_exc"):
        return {}
    table = lookups.get_table("lemma_exc")
    forms: dict[str, list[str]] = {}
    for kind in ("verb", "noun"):
        for form, lemmas in table.get(kind, {}).items():
            forms.setdefault(form, []).extend(lemmas)
    return forms


_Stage = Callable[[Iterable[SpacyDoc]], Iterable[SpacyDoc]]


@lru_cache(maxsize=2)
def _stages(model: str) -> tuple[_Stage, ...]:
    """Return the pipeline's components in order, each from documents to documents."""
    return tuple(_stage(component) for _, component in load(model).pipeline)


def _stage(component: Any) -> _Stage:
    if Entities.can_serve(component):
        component = Entities(component)
    elif Attributes.can_serve(component):
        component = Attributes(component)
    elif Lemmas.can_serve(component):
        component = Lemmas(component)
    if hasattr(component, "pipe"):
        return partial(component.pipe, batch_size=_ABREAST)
    return partial(map, component)


def phrase(token: Token) -> tuple[int, int]:
    """Return the code points of the smallest run that holds the token's subtree."""
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right.text)
