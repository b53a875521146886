"""The words of a claim, slot by slot, and where they stand.

In: a claim and its report. Out: for a slot (*place*, *time* …) what the claim says, in
short and as `Words`: in the claim's own sentence, in the headline, or handed on from
a sentence before or after.
"""

from __future__ import annotations

from collections.abc import Callable

from consilience.model import Claim, Figure
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.explain.parts import Words

# Code points shown on either side of words that stand outside the claim's own sentence.
_AROUND = 60
_Span = tuple[str, int, int]


def _type(claim: Claim) -> list[_Span]:
    return [(claim.trigger.text, claim.trigger.start, claim.trigger.end)]


def _actors(claim: Claim) -> list[_Span]:
    return [(a.text, a.start, a.end) for a in claim.actors]


def _targets(claim: Claim) -> list[_Span]:
    return [(a.text, a.start, a.end) for a in claim.targets]


def _places(claim: Claim) -> list[_Span]:
    return [(p.text, p.start, p.end) for p in claim.places]


def _time(claim: Claim) -> list[_Span]:
    told = claim.time
    if told.text is None or told.span_start is None or told.span_end is None:
        return []
    return [(told.text, told.span_start, told.span_end)]


def _figures(claim: Claim) -> list[_Span]:
    return [(f.text, f.start, f.end) for f in claim.figures]


def _source(claim: Claim) -> list[_Span]:
    said = claim.attribution
    if said is None:
        return []
    via = [(v.text, v.start, v.end) for v in said.via]
    return [*via, (said.text, said.start, said.end), (said.cue, said.cue_start, said.cue_end)]


def _polarity(claim: Claim) -> list[_Span]:
    """Return the words that say or deny it: the cue where there is one, and the trigger."""
    return [*_source(claim)[-1:], *_type(claim)]


_SPANS: dict[str, Callable[[Claim], list[_Span]]] = {
    "type": _type, "actors": _actors, "targets": _targets, "place": _places, "places": _places,
    "time": _time, "figures": _figures, "parts": _figures, "source": _source,
    "polarity": _polarity,
}  # fmt: skip


def spoken(slot: str, claim: Claim) -> str:
    """Return the words of a slot in one line; nothing for a slot that has no words of its own."""
    told = [text for text, _, _ in _SPANS[slot](claim) if text] if slot in _SPANS else []
    return ", ".join(dict.fromkeys(" ".join(t.split()) for t in told))


def words(slot: str, claim: Claim, evidence: Evidence) -> tuple[Words, ...]:
    """Return the words of a slot with where they stand."""
    spans = _SPANS[slot](claim) if slot in _SPANS else []
    return tuple(_words(span, claim, evidence) for span in dict.fromkeys(spans) if span[0])


def quote(claim: Claim) -> Words:
    """Return the claim's own sentence."""
    text = " ".join(claim.quote.split())
    return Words(text=text, where="", report=claim.report, start=claim.start, end=claim.end)


def _words(span: _Span, claim: Claim, evidence: Evidence) -> Words:
    said, start, end = span
    where = _where(start, end, claim, evidence)
    return Words(
        text=" ".join(said.split()), where=where, report=claim.report, start=start, end=end,
        around="" if where == "its own sentence" else _around(start, end, claim, evidence),
    )  # fmt: skip


def _where(start: int, end: int, claim: Claim, evidence: Evidence) -> str:
    if claim.start <= start and end <= claim.end:
        return "its own sentence"
    if end <= len(evidence.reports[claim.report].title):
        return "the headline"
    return "an earlier sentence" if start < claim.start else "a later sentence"


def _around(start: int, end: int, claim: Claim, evidence: Evidence) -> str:
    text = evidence.reports[claim.report].text
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    cut = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{cut}{'…' if right < len(text) else ''}"


def figure_words(figure: Figure) -> str:
    """Return what a figure counts beside its number."""
    who = "" if figure.victims in {"unknown", "mixed"} else f" {figure.victims}"
    told = f"{figure.kind.replace('_', ' ')}{who}"
    part = ", part of another count" if figure.part_of is not None else ""
    total = ", a running total" if figure.cumulative else ""
    window = f" ({figure.window})" if figure.window else ""
    return f"{told}{part}{total}{window}"
