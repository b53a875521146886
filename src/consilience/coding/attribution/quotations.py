"""Runs of quoted words, and which cue each belongs to.

In: a document. Out: `Quotations`: the runs from opening to closing mark, marks
included, and `settle`, which gives them to the cues of the document. A quotation
that runs over paragraphs is one run a paragraph: by the printers' rule each
paragraph opens with a mark and only the last closes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consilience.coding.attribution.candidates import Candidate, Run
from consilience.coding.mentions import Span
from consilience.language.annotate import Document
from consilience.language.parse import Doc, Token

_OPENERS = "“„«"
_CLOSERS = "”»"
_MARKS = _OPENERS + _CLOSERS + '"'
_LONG = 5  # words: a shorter quotation may be one borrowed word, a longer one is somebody's speech


def quotations(document: Document) -> list[Span]:
    """Return every quoted run of the text, paragraph by paragraph, marks included."""
    text = document.raw.replace("''", '" ')
    return [run for start, end in document.paragraphs for run in _in_paragraph(text, start, end)]


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    runs: list[Span] = []
    opened: int | None = None
    for at in range(start, min(end, len(text))):
        if text[at] not in _MARKS:
            continue
        if opened is None:
            opened = at if _may_open(text, at, start, end) else None
        elif _only_opens(text, at, start, end):
            opened = at
        else:
            runs.append(Span(opened, at + 1))
            opened = None
    if opened is not None and (not text[start:opened].strip() or _goes_on(text, end)):
        runs.append(Span(opened, start + len(text[start:end].rstrip())))
    return runs


def _goes_on(text: str, end: int) -> bool:
    """Tell that the next paragraph opens with a mark: the quotation before it goes on there."""
    return text[end:].lstrip()[:1] in tuple(_OPENERS + '"')


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    """Tell a mark that can open: a closing one does so only by mistake, at a paragraph's start."""
    strays = text[at] in _CLOSERS and bool(text[start:at].strip())
    return not strays and at + 1 < end and bool(text[at + 1 : at + 3].strip())


def _only_opens(text: str, at: int, start: int, end: int) -> bool:
    """Tell a mark that cannot close: a space before it and a word after it."""
    spaced = at == start or text[at - 1].isspace()
    after = at + 1 < end and not text[at + 1].isspace()
    return text[at] not in _CLOSERS and spaced and after


class Quotations:
    """The quotations of one document, as token runs."""

    def __init__(self, document: Document) -> None:
        self.doc: Doc = document.doc
        spans = (
            self.doc.char_span(q.start, q.end, alignment_mode="expand")
            for q in quotations(document)
        )
        self.runs: list[Run] = [(s.start, s.end) for s in spans if s is not None]

    def settle(self, found: list[Candidate], lines: Iterable[Run]) -> list[Candidate]:
        """Return the candidates with their quotations; cues inside unclaimed speech go."""
        settled: list[Candidate] = []
        speaker: int | None = None
        for line in lines:
            inside = [c for c in found if line[0] <= c.anchor.i < line[1]]
            opening = self._opens(line)
            if not (opening and speaker is not None and self._runs_on(settled[speaker], line)):
                speaker = None
            first = len(settled)
            settled += [self._with_quotations(self._after_quotation(c)) for c in inside]
            speaker = self._continue(settled, first, line, speaker)
        return [c for c in settled if not self._unclaimed(c, settled)]

    def _after_quotation(self, candidate: Candidate) -> Candidate:
        """Return the candidate whose source does not begin in the words that it says.

        *“… people are missing” the mayor said*: with no comma the parse may join the two.
        """
        source = candidate.source
        if source is None:
            return candidate
        ends = [q[1] for q in self.runs if q[0] <= source[0] < q[1] < source[1]]
        return replace(candidate, source=(ends[0], source[1])) if ends else candidate

    def _with_quotations(self, candidate: Candidate) -> Candidate:
        """Return the candidate with its content carried out to the marks it meets."""
        outside = [q for q in self.runs if not q[0] <= candidate.anchor.i < q[1]]
        if len(outside) < len(self.runs):
            speech = next(q for q in self.runs if q not in outside)
            return replace(candidate, contents=_within(speech, candidate.contents))
        runs = [self._through(_grown(run, outside), candidate) for run in candidate.contents]
        if "quotation" in candidate.entry.takes and candidate.is_statement:
            runs += self._direct(candidate, outside, runs)
        return replace(candidate, contents=tuple(runs), source=self._whole_source(candidate, runs))

    def _through(self, run: Run, candidate: Candidate) -> Run:
        """Return the run with the quoted words that follow it under the same verb."""
        start, end = run
        for quote in self.runs:
            near = end <= quote[0] <= end + _LONG and quote[1] <= candidate.anchor.sent.end + 1
            gap = self.doc[end : quote[0]]
            if near and start > candidate.anchor.i and not any(_parts(t) for t in gap):
                end = quote[1]
        return start, end

    def _whole_source(self, candidate: Candidate, runs: list[Run]) -> Run | None:
        """Return the source with the words between it and the quotation before it."""
        source = candidate.source
        if source is None or source[0] > candidate.cue[0]:
            return source
        for end in (r[1] for r in runs if 0 < source[0] - r[1] <= _LONG and r in self.runs):
            gap = self.doc[end : source[0]]
            if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or t.text == "-" for t in gap):
                return end, source[1]
        return source

    def _direct(self, candidate: Candidate, outside: list[Run], runs: list[Run]) -> list[Run]:
        """Return the quotations of the sentence, and the one that touches the source or cue."""
        if any(not any(q[0] <= a and b <= q[1] for q in outside) for a, b in runs):
            return []
        left = min(candidate.cue[0], candidate.source[0] if candidate.source else candidate.cue[0])
        sentence = candidate.anchor.sent
        near = [q for q in outside if self._touches(q, left)]
        if candidate.entry.takes == ("quotation",):
            near += [q for q in outside if candidate.cue[1] <= q[0] <= candidate.cue[1] + 1]
        else:
            near += [q for q in outside if sentence.start <= q[0] < sentence.end and q not in near]
        return [q for q in near if not any(a <= q[0] < b for a, b in runs)]

    def _touches(self, run: Run, left: int) -> bool:
        gap = self.doc[run[1] : left]
        return run[1] <= left <= run[1] + 1 and not any("\n" in token.text for token in gap)

    def _continue(
        self, settled: list[Candidate], first: int, line: Run, speaker: int | None
    ) -> int | None:
        """Give the quotations that open a sentence to who spoke last; return who speaks on."""
        for run in (q for q in self.runs if line[0] <= q[0] < line[1]):
            owner = next((i for i in range(first, len(settled)) if _holds(settled[i], run)), None)
            if owner is not None:
                speaker = owner
                continue
            before = [i for i in range(first, len(settled)) if self._spoke(settled[i], run)]
            speaker = before[-1] if before else speaker
            if speaker is not None and self._opens_sentence(run):
                contents = (*settled[speaker].contents, run)
                settled[speaker] = replace(settled[speaker], contents=contents)
        said = [i for i in range(first, len(settled)) if settled[i].is_statement]
        return speaker if speaker is not None or not said else said[-1]

    def _spoke(self, candidate: Candidate, run: Run) -> bool:
        """Tell a speaker outside quotations whose cue stands before this quotation."""
        quoted = any(q[0] <= candidate.anchor.i < q[1] for q in self.runs)
        speaks = "quotation" in candidate.entry.takes and candidate.is_statement
        return speaks and not quoted and candidate.cue[1] <= run[0]

    def _opens_sentence(self, run: Run) -> bool:
        whole = self.doc[run[1] - 2].text in (".", "!", "?") if run[1] > 2 else False
        if run[0] == 0 or (run[1] - run[0] < _LONG and not whole):
            return False
        before = self.doc[run[0] - 1].text
        return before.endswith((".", "!", "?", ":", "\n", '"', "'")) or not before.strip()

    def _opens(self, line: Run) -> bool:
        return any(line[0] <= q[0] <= line[0] + 1 for q in self.runs)

    def _runs_on(self, candidate: Candidate, line: Run) -> bool:
        """Tell that the line before ended in this speaker's quotation, or in a colon."""
        last = self.doc[max(0, line[0] - 2)]
        ends = any(abs(end - line[0]) <= 2 for _, end in candidate.contents)
        return ends or last.text == ":" or self.doc[max(0, line[0] - 1)].text == ":"

    def _unclaimed(self, candidate: Candidate, settled: list[Candidate]) -> bool:
        """Tell a cue in a speech that no cue claims: nobody knows who speaks there."""
        at = candidate.anchor.i
        speech = [q for q in self.runs if q[0] <= at < q[1] and q[1] - q[0] > _LONG]
        held = any(a <= at < b for c in settled if c is not candidate for a, b in c.contents)
        return bool(speech) and not held


def _parts(token: Token) -> bool:
    """Tell a word after which another thing is said, or by another."""
    return token.pos_ in ("VERB", "AUX", "PRON") or token.text in (".", ":", ";")


def _within(speech: Run, runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the parts of runs that stand inside a quotation's marks."""
    parts = ((max(a, speech[0] + 1), min(b, speech[1] - 1)) for a, b in runs)
    return tuple((a, b) for a, b in parts if a < b)


def _grown(run: Run, quotes: list[Run]) -> Run:
    start, end = run
    for quote in quotes:
        if quote[0] < end and start < quote[1]:
            start, end = min(start, quote[0]), max(end, quote[1])
    return start, end


def _holds(candidate: Candidate, run: Run) -> bool:
    return any(a <= run[0] and run[1] <= b for a, b in candidate.contents)
