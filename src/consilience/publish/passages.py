"""A report's text, cut where claims begin and end, so that each can be pointed at.

In: a text and the claims in it. Out: paragraphs of `Piece`s, an alternation of
opening marks, words and closing marks that nests properly: where two claims
cross, the later one is closed and opened again. The first piece of a claim
carries its anchor; a claim in more than one piece is listed in `split`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A claim's run of the text: code points, half-open; `anchor` is its name in the brief."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or the opening or closing of a mark; `first` where a claim's mark opens first."""

    kind: str  # "open", "close" or "words"
    text: str = ""
    anchor: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """One report's text in paragraphs; `split` are the anchors that stand in several pieces."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    split: tuple[str, ...]


def cut(text: str, spans: Iterable[Span]) -> Passages:
    """Return `text` cut into paragraphs, with the marks of `spans` nested inside them."""
    ordered = sorted(spans, key=lambda s: (s.start, -s.end, s.anchor))
    seen: dict[str, int] = {}
    paragraphs = []
    for start, end in _lines(text):
        inside = [s for s in ordered if s.start < end and s.end > start]
        clipped = [Span(max(s.start, start), min(s.end, end), s.anchor) for s in inside]
        pieces = tuple(_nest(text, start, end, clipped, seen))
        if pieces:
            paragraphs.append(pieces)
    return Passages(tuple(paragraphs), tuple(a for a, times in seen.items() if times > 1))


def _lines(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            lead = start + line.index(body)
            yield lead, lead + len(body)
        start += len(line)


def _nest(
    text: str, start: int, end: int, spans: list[Span], seen: dict[str, int]
) -> Iterable[Piece]:
    waiting = list(spans)
    opened: list[Span] = []
    at = start
    while at < end:
        yield from _open(waiting, opened, at, seen)
        ahead = [s.end for s in opened] + ([waiting[0].start] if waiting else [])
        stop = min([end, *ahead])
        yield Piece("words", text[at:stop])
        at = stop
        yield from _close(waiting, opened, at)


def _open(
    waiting: list[Span], opened: list[Span], at: int, seen: dict[str, int]
) -> Iterable[Piece]:
    starting = []
    while waiting and waiting[0].start <= at:
        starting.append(waiting.pop(0))
    for span in sorted(starting, key=lambda s: -s.end):  # stable: outermost first
        seen[span.anchor] = seen.get(span.anchor, 0) + 1
        opened.append(span)
        yield Piece("open", anchor=span.anchor, first=seen[span.anchor] == 1)


def _close(waiting: list[Span], opened: list[Span], at: int) -> Iterable[Piece]:
    done = [i for i, span in enumerate(opened) if span.end <= at]
    if not done:
        return
    again = [span for span in opened[done[0] :] if span.end > at]
    for _ in opened[done[0] :]:
        yield Piece("close")
    del opened[done[0] :]
    waiting[:0] = [Span(at, span.end, span.anchor) for span in again]
