"""What an explanation is made of: sections of points, each with the words behind it.

In: nothing. Out: frozen classes that the modules beside this one fill and that the
terminal, the Markdown and the JSON draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["event", "claim", "dispute", "report", "story", "origin", "actor", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a report that decided something, and where they stand.

    `start`, `end` are code points of the report's text; `where` says how they lie to the
    claim's own sentence, and `around` gives their surroundings where that is another one.
    """

    text: str
    where: str
    report: str
    start: int
    end: int
    around: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One slot of two claims that were compared: what speaks for one event, or against it."""

    trait: str
    weight: float
    one: str
    two: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that was decided: what it is of, what was decided, why, in which words."""

    label: str
    value: str
    note: str = ""
    ids: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Points under one heading; `rule` says by which rule, `see` where it is written down."""

    title: str
    rule: str = ""
    see: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one thing of a picture is as it is."""

    schema: Literal["consilience/explanation/1"]
    id: str
    kind: Kind
    title: str
    sections: tuple[Section, ...]
