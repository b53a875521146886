"""Runs of quoted words, so that a voice can be given what stands between its marks.

In: a document. Out: `quotations`, the runs from opening to closing mark, marks
included, in order. A quotation that runs over paragraphs is one run a paragraph:
by the printers' rule each paragraph opens with a mark and only the last closes.
"""

from __future__ import annotations

from consilience.coding.mentions import Span
from consilience.language.annotate import Document

_OPENERS = "“„«"
_CLOSERS = "”»"
_MARKS = _OPENERS + _CLOSERS + '"'


def quotations(document: Document) -> list[Span]:
    """Return every quoted run of the text, paragraph by paragraph, marks included."""
    text = document.report.text
    return [run for start, end in document.paragraphs for run in _in_paragraph(text, start, end)]


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    runs: list[Span] = []
    opened: int | None = None
    for at in range(start, end):
        if text[at] not in _MARKS:
            continue
        if opened is None:
            opened = at if _may_open(text, at, end) else None
        elif _only_opens(text, at, start, end):
            opened = at
        else:
            runs.append(Span(opened, at + 1))
            opened = None
    if opened is not None and not text[start:opened].strip():
        runs.append(Span(opened, _trimmed_end(text, opened, end)))
    return runs


def _may_open(text: str, at: int, end: int) -> bool:
    return at + 1 < end and not text[at + 1].isspace()


def _only_opens(text: str, at: int, start: int, end: int) -> bool:
    """Tell a mark that cannot close: a space before it and a word after it."""
    spaced = at == start or text[at - 1].isspace()
    return text[at] not in _CLOSERS and spaced and _may_open(text, at, end)


def _trimmed_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
