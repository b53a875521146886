"""The nouns of the picture, as small frozen classes.

In: nothing. Out: the types that every room passes to the next, and that
`consilience.picture` writes as JSON. No class here has behaviour that needs
another room. All offsets are Unicode code points into `Report.text`,
half-open; all dates are ISO 8601 strings and intervals are inclusive.

The words are those of the codebooks: event types and fatalities after ACLED
and UCDP GED, types and modes after PLOVER, source/cue/content after PARC and
PolNeAR, TIMEX values after TimeML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PublishedFrom = Literal["given", "metadata", "text", "none"]
Polarity = Literal["asserted", "denied"]
# What a denial denies: that it happened, or only that those named did it.
Denies = Literal["occurrence", "responsibility"]
# Why an act was done: the first three excuse it, the others condemn it.
MotiveKind = Literal["response", "prevention", "aim", "violation", "plot"]
Modality = Literal["actual", "possible", "planned", "hypothetical"]
# How an act is told of: as done or not, as somebody's intent, as what somebody must do.
Mood = Literal["told", "intent", "demand"]
TimePrecision = Literal["day", "range", "week", "month", "year", "unknown"]
PlacePrecision = Literal[
    "point", "near", "district", "line", "area", "admin1", "country", "unknown"
]
PlaceRole = Literal["at", "near", "within", "from", "to", "between", "dateline", "background"]
FigureKind = Literal[
    "killed", "injured", "killed_or_injured", "displaced", "evacuated", "captured", "missing",
    "abducted", "released", "arrested", "surrendered", "returned", "trapped", "destroyed",
    "damaged", "seized", "strength", "places_taken", "strikes", "other",
]  # fmt: skip
Stance = Literal[
    "says", "claims", "reports", "confirms", "denies", "doubts", "accuses", "predicts",
    "promises", "threatens", "demands", "orders", "asks", "reportedly",
]  # fmt: skip
Grade = Literal["confirmed", "fair", "weak", "contested", "unattributed"]
ActorKind = Literal[
    "state", "government", "military", "police", "rebel", "militia", "international",
    "humanitarian", "monitor", "media", "person", "civilians", "protesters", "party",
    "business", "group", "unknown",
]  # fmt: skip

ChangeKind = Literal[
    "event_new", "toll_revised", "toll_new", "toll_gone", "denied", "dispute_new",
    "dispute_changed", "dispute_settled", "dispute_gone", "dispute_updated", "dispute_reopened",
    "control_changed", "control_told", "control_gone", "corroborated", "corroboration_lost",
    "regraded", "claim_withdrawn", "event_gone", "event_merged", "event_split", "event_regrouped",
    "type_revised", "place_revised", "time_revised", "report_new", "report_revised",
    "report_gone", "statement_new", "background_new", "actor_new", "place_new", "source_new",
    "claim_reread",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text by one publisher at one time; immutable.

    `text` begins with the headline. `sha256` is of the bytes of `text` in UTF-8.
    `copy_of` is the id of the report that this one is largely a copy of, `version_of` of the
    earlier text that it replaces, `contains` are those that it takes in among text of its own.
    """

    id: str
    given_id: str | None
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    published_from: PublishedFrom
    language: str
    sha256: str
    copy_of: str | None = None
    version_of: str | None = None
    contains: tuple[str, ...] = ()
    story: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word that names the event."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor as one report words it; `actor` is the id of an `Actor`."""

    actor: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A place as one report words it; `place` is the id of a `Place`."""

    place: str
    text: str
    start: int
    end: int
    role: PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """When, as one report words it, and the days that it can mean.

    `start` and `end` are inclusive ISO dates or None where it cannot be known;
    `span_start`, `span_end` are the words in the text (None: the report's own date was used).
    """

    text: str | None
    span_start: int | None
    span_end: int | None
    start: str | None
    end: str | None
    precision: TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count. `high` None means open above (*at least 27*: low 27, high None).

    `part_of` is the index of the whole in the same claim's figures; `partial` marks a part
    whose whole another sentence counts (*six monks were among the dead*).
    `cumulative` marks a running total rather than one event's toll, and
    `window` says over what time, as worded.
    """

    kind: FigureKind
    low: int
    high: int | None
    victims: str
    text: str
    start: int
    end: int
    part_of: int | None = None
    partial: bool = False
    cumulative: bool = False
    window: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a chain of attribution, as worded."""

    actor: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so. `source` is the actor id of the last link of the chain: the origin.

    `text`, `start`, `end` are the source's words (where a pronoun stands, the
    words that it goes back to); `via` are those who pass it on, outermost first.
    A source that the text does not name (*reportedly*) has `source` None.
    """

    source: str | None
    text: str
    start: int
    end: int
    cue: str
    cue_start: int
    cue_end: int
    stance: Stance
    via: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Motive:
    """Why an act is said to have been done, as worded.

    `act_start`, `act_end` are the word for the act it is of (*the offensive*); None where
    no word of the sentence names it.
    """

    kind: MotiveKind
    text: str
    start: int
    end: int
    act_start: int | None = None
    act_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion in one report that something happened, or did not.

    `chain` is shared by the claims of one report that tell one happening; None
    where no other claim of the report tells it.

    `denies` is set where `polarity` is `denied`: `occurrence` (it did not happen) or
    `responsibility` (those in `actors` did not do it; whether it happened is left open).
    `judged` names the slots that an analyst set right by hand; `confirmed` stands among
    them where the analyst confirmed the claim.
    `assisted` names the language model that pointed at the claim, as the user names it; None
    where the rules found it. Such a claim is of no event and counts for nothing until an
    analyst confirms it.
    """

    id: str
    report: str
    start: int
    end: int
    quote: str
    event_type: str
    acled: str | None
    plover: str | None
    trigger: Trigger
    actors: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    places: tuple[PlaceRef, ...]
    time: TimeRef
    figures: tuple[Figure, ...]
    attribution: Attribution | None
    polarity: Polarity
    modality: Modality
    background: bool = False
    chain: str | None = None
    event: str | None = None
    denies: Denies | None = None
    judged: tuple[str, ...] = ()
    motives: tuple[Motive, ...] = ()
    assisted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TollByOrigin:
    """What one origin counts: its bounds, and the claims that say so.

    `superseded` marks an earlier count that the same origin has since raised,
    `cumulative` a running total of more than one event.
    """

    origin: str
    low: int
    high: int | None
    claims: tuple[str, ...]
    superseded: bool = False
    cumulative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Low, best and high of one kind of count for one class of victims.

    `independent_origins` counts the voices behind the counts that stand by themselves;
    `not_independent` says in words, a sentence each, why others are not counted.
    A picture of an older version does not tell: None.
    """

    kind: FigureKind
    victims: str
    low: int
    best: int
    high: int | None
    by_origin: tuple[TollByOrigin, ...]
    independent_origins: int | None = None
    not_independent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """The days an event can have happened on, from all of its claims."""

    start: str | None
    end: str | None
    precision: TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening, reconciled from the claims of one or more reports.

    `origins` are all voices; `independent_origins` counts those that stand by
    themselves. `reason` says in words why the grade is what it is. A total stands over
    the events that it sums: they are its `parts`, and it is what they are `part_of`.
    """

    id: str
    event_type: str
    acled: str | None
    summary: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    time: EventTime
    tolls: tuple[Toll, ...]
    grade: Grade
    reason: str
    disputes: tuple[str, ...]
    independent_origins: int = 0
    part_of: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a dispute."""

    value: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Positions on one field of one event, or on who holds a place, that cannot all be right."""

    id: str
    event: str | None
    field: str
    question: str
    positions: tuple[Position, ...]
    status: Literal["open", "update"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who is said to hold what, as of when, by whom. `holder` is an actor id."""

    place: str
    as_of: str | None
    holder: str
    state: Literal["holds", "entered", "encircles", "contests", "lost"]
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    dispute: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, person, force or voice. Sources are actors too."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    member_of: tuple[str, ...] = ()
    ids: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place. `lat`, `lon` are WGS84 degrees, None where no point would be honest.

    `within` is the id of the place that contains it; `country` is ISO 3166-1 alpha-2.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str
    precision: PlacePrecision
    within: str | None = None
    ids: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports of one unfolding affair.

    `tolls` set side by side what different voices count over the affair or a part
    of it; their scopes may differ, so they are no dispute by themselves.
    """

    id: str
    title: str
    reports: tuple[str, ...]
    start: str | None
    end: str | None
    tolls: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A voice that claims go back to.

    `independent` is False where another origin of the picture already speaks for
    it (`part_of` says which: *SANA* is part of *Syrian state media*).
    """

    id: str
    actor: str | None
    reports: tuple[str, ...]
    independent: bool
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the timeline."""

    date: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWarning:
    """What could not be read, placed or dated, and why; `hint` says what to do."""

    code: str
    message: str
    where: str | None = None
    report: str | None = None
    start: int | None = None
    end: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """What made the picture: enough to make it again."""

    version: str
    language_model: str
    gazetteer: str
    settings_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A claim that a change leads to; `origin` is who it goes back to.

    `picture` says which of the two pictures holds the claim: the new one where both do.
    """

    picture: Literal["old", "new"]
    claim: str
    report: str
    origin: str
    who: str
    publisher: str | None
    denied: bool
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one voice (or one answer of a dispute) was before and is after; None: not there."""

    who: str
    before: str | None
    after: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two pictures.

    `old`, `new` are the ids of what differs (events, disputes, reports, places, actors)
    in either picture. `because` is *reading* where the same reports were read by another
    version or with other settings, else *reports*.
    """

    kind: ChangeKind
    what: str
    before: str | None = None
    after: str | None = None
    reason: str = ""
    because: Literal["reports", "reading"] = "reports"
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    words: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two pictures that are compared: how much it holds, and what made it.

    `first`, `last` are the days of publication of its oldest and newest report.
    """

    reports: int
    claims: int
    events: int
    first: str | None
    last: str | None
    made_with: MadeWith


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that differs between an older and a newer picture, gravest kinds first."""

    schema: Literal["consilience/changes/1"]
    old: Side
    new: Side
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSentence:
    """A sentence of a summary; `refs` are the ids of the event or dispute whose cells it words."""

    text: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A summary in the words of a language model, made of cells of the picture alone.

    `by` names the model as the user names it.
    """

    by: str
    sentences: tuple[WordedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that a set of reports says, as of a time; `since` is what is new in it, where asked.

    `wording` is its summary in the words of a language model, where one was asked for it.
    """

    schema: Literal["consilience/picture/1"]
    made_with: MadeWith
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    disputes: tuple[Dispute, ...]
    control: tuple[Control, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    stories: tuple[Story, ...]
    origins: tuple[Origin, ...]
    timeline: tuple[Day, ...]
    warnings: tuple[PictureWarning, ...]
    since: Changes | None = None
    wording: Wording | None = None
