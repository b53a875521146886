"""The parts that a brief is made of, with names and words where a picture has ids.

In: nothing. Out: frozen classes that `brief` fills, and that the page, the
Markdown and the terminal draw. An `anchor` names the spot of the page that a
part leads to; on paper and on a terminal it is not used.
"""

from __future__ import annotations

from dataclasses import dataclass

from consilience.publish.since import Since


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A claim as it is cited: who says so, how, in which report, in its own words."""

    anchor: str
    who: str
    how: str
    via: str
    report: str
    report_anchor: str
    publisher: str
    published: str
    quote: str
    language: str
    denied: bool
    manner: str
    also: tuple[tuple[str, str], ...] = ()  # reports that repeat it, and the anchor there
    assisted: str = ""  # the language model that pointed at it


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRow:
    """What one origin counts."""

    who: str
    low: int
    high: int | None
    words: str
    cites: tuple[Cite, ...]
    superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TollPart:
    """One kind of count of one event: its bounds, best figure and what each origin counts."""

    name: str
    kind: str
    low: int
    best: int
    high: int | None
    words: str
    rows: tuple[TollRow, ...]
    event: str
    event_anchor: str
    independent: int | None
    not_independent: tuple[str, ...]

    @property
    def voices(self) -> int:
        """Return how many origins count."""
        return len({row.who for row in self.rows})

    @property
    def standing(self) -> str:
        """Return how many origins are independent, and why others are not; nothing for one row."""
        if self.independent is None or len(self.rows) == 1:
            return ""
        count = {0: "No independent origin.", 1: "One independent origin."}.get(
            self.independent, f"{self.independent} independent origins."
        )
        return " ".join([count, *self.not_independent])


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """One happening."""

    id: str
    anchor: str
    summary: str
    kind: str
    where: str
    where_anchor: str
    when: str
    when_anchor: str
    grade: str
    grade_words: str
    grade_means: str
    reason: str
    origins: tuple[str, ...]
    reports: int
    tolls: tuple[TollPart, ...]
    cites: tuple[Cite, ...]
    disputes: tuple[tuple[str, str], ...]  # anchor, and what it is about
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPart:
    """One side of a dispute."""

    value: str
    who: tuple[str, ...]
    reports: int
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePart:
    """One question that the accounts answer differently."""

    anchor: str
    question: str
    about: str
    event: EventPart | None
    positions: tuple[PositionPart, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPart:
    """Who is said to hold one place."""

    place: str
    holder: str
    state: str
    as_of: str
    who: tuple[str, ...]
    cites: tuple[Cite, ...]
    dispute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """One report, as it is listed."""

    anchor: str
    number: int
    title: str
    publisher: str
    published: str
    dated_from: str
    url: str
    sha256: str
    language: str
    copy_of: str
    copy_anchor: str
    version_of: str
    version_anchor: str
    contains: tuple[tuple[str, str], ...]  # by-line and anchor of each report taken in
    claims: int
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningPart:
    """What could not be read, placed or dated; `anchor` is its report, where it has one."""

    heading: str
    message: str
    where: str
    words: str
    hint: str
    anchor: str
    claim_anchor: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """A voice that claims go back to, and how many events it speaks of."""

    name: str
    independent: bool
    reports: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one source says of one event: *says*, *denies*, *says and denies*, or nothing."""

    stance: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Who says what: sources down, events across.

    `single` events have one source only; `left_out` have more but are past `MATRIX_EVENTS`.
    `fewer` sources speak of fewer of these events than those shown.
    """

    events: tuple[EventPart, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    fewer: int
    single: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistedPart:
    """A claim that only a language model pointed at; `slots` are names of slots and words."""

    kind: str
    slots: tuple[tuple[str, str], ...]
    cite: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedPart:
    """A sentence of a summary, with who says so and what of (name and anchor)."""

    text: str
    who: str
    about: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief says, in its order."""

    title: str
    span: str
    reports: tuple[ReportPart, ...]
    outlets: tuple[str, ...]
    unsigned: int
    copies: int
    independent: int
    claims: int
    agreed: tuple[EventPart, ...]
    shared: tuple[EventPart, ...]
    disputed: tuple[DisputePart, ...]
    contested: tuple[EventPart, ...]
    revised: tuple[DisputePart, ...]
    overview: tuple[TollPart, ...]
    tolls: tuple[TollPart, ...]
    single: tuple[EventPart, ...]
    unsourced: tuple[EventPart, ...]
    statements: tuple[EventPart, ...]
    background: tuple[EventPart, ...]
    control: tuple[ControlPart, ...]
    sources: tuple[SourcePart, ...]
    matrix: Matrix
    warnings: tuple[WarningPart, ...]
    since: Since | None
    assisted: tuple[AssistedPart, ...] = ()
    worded: tuple[WordedPart, ...] = ()
    worded_by: str = ""

    @property
    def happenings(self) -> tuple[EventPart, ...]:
        """All events that are shown among what happened, each once."""
        return (*self.agreed, *self.shared, *self.contested, *self.single, *self.unsourced)
