"""What each slot reader finds in one report, before claims are put together.

In: nothing. Out: the mention types. Every mention has code-point offsets into
`Report.text` (half-open) and, where it has a place in the parse, `head`: the
index in the document of the token that the rest of the sentence sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consilience.model import (
    Actor,
    FigureKind,
    Place,
    PlaceRole,
    Stance,
    TimePrecision,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of words: code points in the report's text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One wording of an actor. `head` is the token index of the phrase's head noun.

    `generic` marks a word for a class of actors (*rebels, the army, residents*)
    that was not tied to a named one.
    """

    start: int
    end: int
    head: int
    actor: Actor
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """One wording of a place. `role` is what the preposition and syntax say of it."""

    start: int
    end: int
    head: int
    place: Place
    role: PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """One time expression. `value` is its TIMEX3 value, `type` its TIMEX3 type.

    `begin`, `end` are inclusive days; None where the report's date is not known.
    """

    start: int
    end: int
    head: int
    type: str
    value: str
    begin: date | None
    end_day: date | None
    precision: TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMention:
    """One count of people or things.

    `head` is the token index of the counted noun (or of the number where no noun
    stands); `trigger` is the token index of the verb or noun that says what
    happened to them (*killed*, *death*), None where none was found.
    `part_of` is the index, in the same list, of the whole that it is a part of; `partial` marks
    one whose words say that it is a part, found or not.
    """

    start: int
    end: int
    head: int
    trigger: int | None
    kind: FigureKind
    low: int
    high: int | None
    victims: str
    part_of: int | None = None
    partial: bool = False
    cumulative: bool = False
    window: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionMention:
    """Source, cue and content of one attribution (PARC 3.0, PolNeAR).

    `source` are the words that stand there (None: passive or agentless cue);
    `resolved` the words that a pronoun or *the group* goes back to, else equal to `source`.
    `contents` may be several runs (a broken quotation). `outer` is the index, in
    the same list, of the attribution that this one stands inside (nesting).
    """

    source: Span | None
    resolved: Span | None
    cue: Span
    contents: tuple[Span, ...]
    stance: Stance
    outer: int | None = None
