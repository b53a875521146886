"""One cue as the parse shows it, and the runs of tokens it is made of.

In: tokens. Out: `Candidate`, what `coding.reporting` (verbs) and
`coding.cue_phrases` (the rest) hand to `coding.attribution`, with the few
questions to the parse that both ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consilience.knowledge.cues import CueEntry
from consilience.language.parse import Doc, Token
from consilience.model import Stance

Run = tuple[int, int]  # token indices, half-open

_EDGES = frozenset({"", ",", ".", ":", ";", "-", "--", "—", "–"})
_MARKS = frozenset({'"', "'", "''"})


_NEGATED: dict[Stance, Stance] = {"confirms": "doubts", "denies": "says"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue with what the parse says of it. `anchor` is the token that governs it.

    `passes_on` is the anchor of the attribution that this one stands behind
    (*the agency said, citing medics*: the medics stand behind the agency).
    """

    anchor: Token
    cue: Run
    source: Run | None
    contents: tuple[Run, ...]
    entry: CueEntry
    passes_on: Token | None = None
    negated: bool = False

    @property
    def stance(self) -> Stance:
        """The cue's own stance; who does not confirm leaves in doubt, who does not deny, says."""
        stance = self.entry.stance
        return _NEGATED.get(stance, stance) if self.negated else stance

    @property
    def is_statement(self) -> bool:
        """Tell a statement from an attitude."""
        return self.entry.kind == "statement"


def subtree(token: Token) -> Run:
    """Return the run of the token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def child_of(token: Token | None, deps: tuple[str, ...]) -> Token | None:
    """Return the first child with one of these relations."""
    if token is None:
        return None
    return next((child for child in token.children if child.dep_ in deps), None)


def trim(doc: Doc, run: Run) -> Run:
    """Return the run without spaces, commas, dashes and full stops at its ends."""
    start, end = run
    while start < end and doc[start].text.strip() in _EDGES:
        start += 1
    while start < end and doc[end - 1].text.strip() in _EDGES:
        end -= 1
    return start, end


def without_marks(doc: Doc, run: Run) -> Run:
    """Return the run without quotation marks at its ends, or an agency's *[text]* before it."""
    start, end = run
    tag = next((i for i in range(start, min(start + 4, end - 1)) if doc[i].text == "]"), None)
    start = start if tag is None else tag + 1
    while start < end and doc[start].text in _MARKS:
        start += 1
    while start < end and doc[end - 1].text in _MARKS:
        end -= 1
    return trim(doc, (start, end))


def minus(run: Run, holes: Iterable[Run]) -> list[Run]:
    """Return the parts of a run that no hole covers."""
    parts = [run]
    for a, b in holes:
        parts = [
            piece
            for start, end in parts
            for piece in ((start, min(end, a)), (max(start, b), end))
            if piece[0] < piece[1]
        ]
    return parts


def around(doc: Doc, hole: Run, whole: Run) -> list[Run]:
    """Return the parts of `whole` before and after `hole`, without outer punctuation."""
    parts = (trim(doc, part) for part in minus(whole, [hole]))
    return [part for part in parts if part[0] < part[1]]
