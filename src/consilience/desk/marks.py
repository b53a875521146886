"""A report's text with every claim and every slot marked.

In: a text and the claims in it. Out: paragraphs of `Mark`s that nest properly: a claim's
sentence, in it the words of its slots, its trigger a link to the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consilience.model import Claim
from consilience.publish.passages import Piece, Span, cut

# Slots as the legend names them, in the order in which they are drawn.
LEGEND = (
    ("trigger", "What"), ("actor", "Who did it"), ("target", "Whom it hit"), ("place", "Where"),
    ("time", "When"), ("figure", "How many"), ("voice", "Who says so"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Words, or the opening or closing of a mark.

    `tag` is *words*, *claim*, *slot*, *link* or *close*; `name` the slot's, or the claim's
    id; `first` where a claim opens for the first time, `link` where the mark closed is one.
    """

    tag: str
    text: str = ""
    name: str = ""
    first: bool = False
    link: bool = False


def marked(text: str, claims: Sequence[Claim]) -> list[list[Mark]]:
    """Return the paragraphs of a text with its claims and their slots marked."""
    spans = [Span(c.start, c.end, c.id) for c in claims]
    passages = cut(text, [*spans, *_slots(claims)])
    return [list(_marks(pieces)) for pieces in passages.paragraphs]


def _slots(claims: Iterable[Claim]) -> Iterator[Span]:
    """Yield the words of each slot, once where several claims share them."""
    seen: set[tuple[int, int]] = set()
    for claim in claims:
        for slot, start, end in _words(claim):
            if (start, end) not in seen and end > start:
                seen.add((start, end))
                yield Span(start, end, f"{slot}:{start}:{claim.id}")


def _words(claim: Claim) -> Iterator[tuple[str, int, int]]:
    yield "trigger", claim.trigger.start, claim.trigger.end
    yield from (("actor", a.start, a.end) for a in claim.actors)
    yield from (("target", a.start, a.end) for a in claim.targets)
    yield from (("place", p.start, p.end) for p in claim.places)
    if claim.time.span_start is not None and claim.time.span_end is not None:
        yield "time", claim.time.span_start, claim.time.span_end
    yield from (("figure", f.start, f.end) for f in claim.figures)
    if claim.attribution:
        yield "voice", claim.attribution.start, claim.attribution.end


def _marks(pieces: Iterable[Piece]) -> Iterator[Mark]:
    """Turn nested pieces into marks; a link inside a link is only a mark."""
    opened: list[bool] = []
    for piece in pieces:
        if piece.kind == "words":
            yield Mark("words", text=piece.text)
        elif piece.kind == "close":
            yield Mark("close", link=opened.pop())
        else:
            slot, _, rest = piece.anchor.rpartition(":")[0].partition(":")
            claim = piece.anchor.rpartition(":")[2]
            is_link = slot == "trigger" and not any(opened)
            opened.append(is_link)
            if not rest:
                yield Mark("claim", name=piece.anchor, first=piece.first)
            else:
                yield Mark("link" if is_link else "slot", text=claim, name=slot)
