"""Claims: what the slot readers found, put together event by event.

In: a parsed report and the knowledge. Out: `Coded`, the report's claims with the
actors and places they name and what could not be placed or dated. One claim is
one happening as one clause tells it; its quote is the sentence it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from consilience.coding import context, roles
from consilience.coding.actors import read_actors
from consilience.coding.attribution import read_attributions
from consilience.coding.coded import Coded
from consilience.coding.context.listed import part_roads
from consilience.coding.context.passage import Passage, is_running_total
from consilience.coding.context.shares import part_towns
from consilience.coding.events import EventMention, by_doer, read_events
from consilience.coding.figures import read_figures
from consilience.coding.figures.own_people import of_own_people
from consilience.coding.frames import Frame
from consilience.coding.identity import chain_id, claim_id
from consilience.coding.linking import (
    Cast,
    Owners,
    of_speaking,
    places_by_event,
    times_by_event,
)
from consilience.coding.mentions import (
    ActorMention,
    AttributionMention,
    FigureMention,
    PlaceMention,
    Span,
    TimeMention,
)
from consilience.coding.motives import with_motives
from consilience.coding.places import read_places
from consilience.coding.places.roads import without_ends
from consilience.coding.responsibility import (
    Charges,
    denied_what,
    polarity_of,
    voiced,
)
from consilience.coding.said import Voices
from consilience.coding.speech_acts import plover_of
from consilience.coding.spoken_of import spoken_of, without_spoken_of
from consilience.coding.times.background import is_background, is_since
from consilience.coding.times.calendar import precision_of
from consilience.coding.times.days_apart import count_days, nearest
from consilience.coding.times.reader import read_times, report_day
from consilience.coding.when_clauses import date_when_clauses
from consilience.knowledge import Knowledge
from consilience.knowledge.roads import is_line
from consilience.knowledge.role_words import role_words
from consilience.language.annotate import Document
from consilience.language.parse import Doc, Token
from consilience.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    Figure,
    Place,
    PlaceRef,
    Report,
    TimeRef,
    Trigger,
)
from consilience.settings import Settings

_UNKNOWN_TIME = TimeRef(
    text=None, span_start=None, span_end=None, start=None, end=None, precision="unknown"
)
# An event that ended longer ago than this is history, not news.
_NEWS = timedelta(days=60)
# Families whose acts a cue can itself tell: *agreed, praised, accused*.
_TOLD_BY_CUE = {"speech", "diplomacy"}
_HURT = {"killed", "injured", "killed_or_injured", "missing"}
_HURTS_NOBODY = {"speech", "diplomacy", "movement"}
_FIGHTING = {"military", "militia", "rebel"}
_ON_THE_GROUND = {"violence", "territory"}
_DENIALS = {"deny", "reject"}
_NO_DAY = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}  # *now, recently*: no day of its own
_DEFINITE = {"the", "this", "that", "these", "those", "its", "their"}
_DETERMINERS = {"det", "poss"}
# What the figures of a sentence without any event are about.
_TYPE_OF_FIGURE = {
    "killed": "casualties", "injured": "casualties", "killed_or_injured": "casualties",
    "displaced": "displacement", "evacuated": "evacuation", "captured": "captured_fighters",
    "abducted": "abduction", "arrested": "arrests", "released": "release",
    "returned": "return", "surrendered": "surrender", "missing": "casualties",
    "destroyed": "equipment_destroyed", "places_taken": "takes_territory",
    "strikes": "air_drone_strike", "damaged": "looting_property_destruction",
    "seized": "equipment_captured",
}  # fmt: skip


T = TypeVar("T", Actor, Place)


def code(
    document: Document,
    knowledge: Knowledge,
    settings: Settings,
    also: Sequence[EventMention] = (),
) -> Coded:
    """Return the claims of one report, in the order of their triggers.

    `also` are events that somebody sees in it besides those that the rules find.
    """
    doc = document.doc
    day = report_day(document)
    found = without_ends(read_places(document, knowledge.gazetteer, knowledge.roster))
    towns = {p.head for p in found if p.place.precision == "point"}
    events = [*read_events(document, knowledge.events, towns), *also]
    said = read_attributions(document, knowledge.statements)
    figures = read_figures(document, knowledge.quantities)
    figures = [f for f in figures if not _is_speaker(doc, f, said)]
    events = _with_bare_figures(doc, events, figures, knowledge)
    people = read_actors(document, knowledge.roster)
    cast = Cast(doc, [m for m in people if not _is_unlisted_place(doc, m, found)])
    cues = {t.i: m for m in said for t in doc.char_span(m.cue.start, m.cue.end) or ()}
    sources = [
        s for m in said for s in (m.source, m.resolved)
        if s is not None and not _is_act(doc, s, events)
    ]  # fmt: skip
    voices = Voices(document, said, cast, events, knowledge)
    frames = _frames(doc, events, cast)
    places = [
        p for p in found
        if not any(s.start <= p.start < s.end for s in sources) and not of_speaking(doc, p, cues)
    ]  # fmt: skip
    dated = count_days(doc, read_times(document, day))
    times = [
        t for t in dated
        if not is_background(document, t) and t.value not in _NO_DAY
    ]  # fmt: skip
    spoken = [t for t in times if of_speaking(doc, t, cues)]
    for frame in frames:
        mine = [t for t in spoken if frame.sentence.start <= t.head < frame.sentence.end]
        frame.spoken = nearest(doc, frame.event.trigger, mine)
    times = [t for t in times if t not in spoken]
    _share_out(doc, frames, figures, places, times, cast)
    date_when_clauses(doc, frames, dated)
    _date_totals(document, frames, dated, day)
    charges = Charges(doc, knowledge.blame, cast)
    charges.tie(frames)
    frames = [f for f in frames if not _only_refers(f, voices)]
    passage = Passage(
        document,
        day,
        [p for p in places if not cast.hides(p)],
        [p for p in found if not cast.hides(p)],
        knowledge.gazetteer,
        lambda frame: charges.attributions(frame, voices),
    )
    named = spoken_of(frames, voices)
    context.fill(frames, passage)
    frames = part_towns(part_roads(without_spoken_of(frames, named), doc))
    frames += charges.told(frames, voices)
    for frame in frames:
        frame.agents = _speaking(frame, voices) or voices.with_us(frame.event, frame.agents)
        kinds = [m.actor.kind for m in frame.agents]
        type_ = frame.event.type
        if type_.id == "takes_territory" and _is_of_people(frame):
            type_ = knowledge.events.types["captured_fighters"]
        type_ = by_doer(type_, kinds, knowledge.events, abroad=_is_abroad(frame))
        frame.event = replace(frame.event, type=type_)
    claims = [
        _claim(
            document,
            _counting_own(document, frame, voices, attribution, knowledge),
            voices,
            attribution,
            day,
            settings,
        )
        for frame, attribution in voiced(frames, charges, voices)
    ]
    claims = _without_told_denials(claims)
    claims += voices.statements(document, claims, knowledge.events)
    claims = with_motives(doc, claims)
    return Coded(
        report=_dated(document.report, day),
        claims=tuple(sorted(claims, key=lambda c: (c.start, c.trigger.start, c.id))),
        actors=_once([m.actor for f in frames for m in (*f.agents, *f.targets)] + voices.actors),
        places=_once(m.place for f in frames for m in f.places),
    )


def _is_speaker(doc: Doc, figure: FigureMention, said: Sequence[AttributionMention]) -> bool:
    """Tell whether who speaks was counted with the dead before: *killing nine, a medic said*.

    *Nine of the wounded said* are both.
    """
    for source in (m.source for m in said if m.source is not None):
        span = doc.char_span(source.start, source.end, alignment_mode="expand")
        if span is not None and span.root.i == figure.head and not span.root.like_num:
            return figure.trigger is None or not span.start <= figure.trigger < span.end
    return False


def _is_of_people(frame: Frame) -> bool:
    """Tell whether who is captured is a person, and no place is (*captured John Miller*)."""
    ground = [p for p in frame.places if p.place.precision != "country" and p.role == "at"]
    return bool(frame.targets) and not ground and all(
        m.actor.kind == "person" for m in frame.targets
    )  # fmt: skip


def _is_unlisted_place(doc: Doc, mention: ActorMention, found: Sequence[PlaceMention]) -> bool:
    """Tell whether what looks like somebody's name is that of a place that no gazetteer has.

    *A gang stormed Pont-X*: the name is where they went, and so in *the Pont-X massacre*.
    """
    unknown = mention.actor.kind in {"unknown", "group"} and not mention.generic
    words = doc.text[mention.start : mention.end]
    return unknown and any(
        p.place.id.startswith("place:") and doc.text[p.start : p.end] == words for p in found
    )


def _is_act(doc: Doc, words: Span, events: Sequence[EventMention]) -> bool:
    """Tell whether what stands where a source does is an act, or hit by one, and no voice.

    *The strike on X is believed to*; *the clinic in X was levelled and many are feared dead*.
    """
    found = doc.char_span(words.start, words.end, alignment_mode="expand")
    if found is None:
        return False
    head = found.root
    hit = (p for e in events if e.type.family in _ON_THE_GROUND for p in e.patients)
    return any(head in e.tokens for e in events) or head in hit


def _without_told_denials(claims: list[Claim]) -> list[Claim]:
    """Leave out an act of denial where what is denied is a claim of its own, or none is made.

    *Neither confirmed nor denied it* is a statement, and no denial of a denial; who *rejected the
    accusation that* does not say that nobody accused him.
    """
    told = {c.attribution.cue_start for c in claims if c.attribution}
    return [
        c for c in claims
        if not (c.event_type == "accuse" and c.polarity == "denied" and _is_by_denier(c))
        if c.event_type not in _DENIALS
        or not (c.polarity == "denied" or told & set(range(c.trigger.start, c.trigger.end)))
    ]  # fmt: skip


def _speaking(frame: Frame, voices: Voices) -> list[ActorMention]:
    """Return whose speech it is where a pronoun does it (*it accused them*): who spoke before."""
    pronoun = any(t.pos_ == "PRON" for t in frame.event.agents)
    if frame.event.type.family not in _TOLD_BY_CUE or not pronoun:
        return []
    who = voices.speaker(frame.event)
    return [who] if who is not None else []


def _is_by_denier(claim: Claim) -> bool:
    return claim.attribution is not None and claim.attribution.stance == "denies"


def _dated(report: Report, day: date | None) -> Report:
    if report.published is None and day is not None:
        return replace(report, published=day.isoformat(), published_from="text")
    return report


def _once(things: Iterable[T]) -> tuple[T, ...]:
    by_id = {thing.id: thing for thing in things}
    return tuple(by_id[key] for key in sorted(by_id))


# ------------------------------------------------------------------ frames


def _with_bare_figures(
    doc: Doc, events: list[EventMention], figures: Sequence[FigureMention], knowledge: Knowledge
) -> list[EventMention]:
    """Add an event for each figure whose trigger no event has (*twelve dead in …*)."""
    bearers = _Bearers(doc, events)
    extra: dict[int, EventMention] = {}
    for figure in figures:
        at = figure.head if figure.trigger is None else figure.trigger
        type_id = _TYPE_OF_FIGURE.get(figure.kind)
        if type_id is None or at in extra or bearers.of(figure) is not None:
            continue
        extra[at] = EventMention(
            type=knowledge.events.types[type_id], trigger=doc[at], first=at, last=at,
            tokens=(doc[at],), agents=(), patients=(), polarity="asserted", modality="actual",
            effect=True,
        )  # fmt: skip
    return sorted([*events, *extra.values()], key=lambda e: (e.trigger.i, e.type.id))


class _Bearers:
    """The events of one document, to be asked which of them a figure counts the people of.

    People are hurt in a strike, not in a promise, a convoy of aid or a rebuff: such a count is
    of the act of violence that it hangs on, if there is one.
    """

    def __init__(self, doc: Doc, events: Sequence[EventMention]) -> None:
        self._doc = doc
        self._events = events
        self._owners = Owners(doc, events)

    def of(self, figure: FigureMention) -> int | None:
        """Return the index of the event that the figure belongs to; None where none can."""
        own = self._owners.of_trigger(figure.trigger)
        own = self._owners.of(self._doc[figure.head]) if own is None else own
        if own is None or self._can_hurt(own) or figure.kind not in _HURT:
            return own
        above = map(self._owners.of_trigger, (t.i for t in self._doc[figure.head].ancestors))
        return next((n for n in above if n is not None and self._can_hurt(n)), None)

    def _can_hurt(self, number: int) -> bool:
        return self._events[number].type.family not in _HURTS_NOBODY


def _frames(doc: Doc, events: Sequence[EventMention], cast: Cast) -> list[Frame]:
    frames = []
    acts = {t.i: e for e in events for t in e.tokens}
    for event in events:
        agents = (
            _people(event, event.agents, cast)
            or _doers_of_act(event, acts, cast)
            or _people(event, roles.givers(event.trigger), cast)
            or _subject_of_sentence(event, cast)
            or _who_boasts(event, cast)
        )
        targets = [m for m in _people(event, event.patients, cast) if m not in agents]
        frames.append(
            Frame(event=event, sentence=event.trigger.sent, figures=[], places=[], times=[],
                  agents=agents, targets=targets)
        )  # fmt: skip
    return frames


def _doers_of_act(
    event: EventMention, acts: Mapping[int, EventMention], cast: Cast
) -> list[ActorMention]:
    """Return who does the act that the subject names: *the army's attack took two villages*."""
    named = [a for t in event.agents if (a := acts.get(t.i)) is not None and a is not event]
    return [m for act in named for m in _people(event, act.agents, cast)]


def _is_where(head: Token, mention: ActorMention, event: EventMention) -> bool:
    """Tell whether a state's or capital's name before a noun says where: *the Syria attack*."""
    acronym = head.text.isupper() or "." in head.text
    before_noun = head.dep_ in {"compound", "nmod"} and head.pos_ == "PROPN"
    alone = (mention.start, mention.end) == (head.idx, head.idx + len(head.text))
    capital = mention.actor.kind == "government" and alone and head.ent_type_ == "GPE"
    named = mention.actor.kind == "state" or capital
    return event.type.family == "violence" and named and before_noun and not acronym


def _subject_of_sentence(event: EventMention, cast: Cast) -> list[ActorMention]:
    """Return the sentence's subject as doer where the parse gives a thing that cannot act.

    In *forces cut the road joining A to B, moving to encircle C* the parser may hang
    *moving* on *joining*, and make the road encircle C.
    """
    verb = event.trigger
    inanimate = bool(event.agents) and event.type.family in {"violence", "territory"}
    if not inanimate or not roles.is_verbal(verb) or roles.is_passive(verb):
        return []
    if roles.has_subject(verb):
        return []
    if any(t.dep_ == "ccomp" for t in (verb, *verb.ancestors)):
        return []  # what is said: its subject is not the speaker
    return _people(event, roles.agents(verb.sent.root), cast)


def _who_boasts(event: EventMention, cast: Cast) -> list[ActorMention]:
    """Return the fighting party whose own progress it must be: *the army reported gains*."""
    verb = event.trigger.head
    told = event.trigger.dep_ == "dobj" and verb.lemma_.lower() in role_words().boasts
    if event.type.id != "advance" or not told:
        return []
    return [m for m in _people(event, roles.agents(verb), cast) if m.actor.kind in _FIGHTING]


def _people(event: EventMention, heads: Iterable[Token], cast: Cast) -> list[ActorMention]:
    own = {t.i for t in event.tokens}
    out: list[ActorMention] = []
    for head in heads:
        for mention in cast.all(head) or _apposed(head, cast):
            named_by_event = mention.generic and mention.head in own
            named_by_event = named_by_event or _is_line_of_keywords(mention, event)
            if _is_where(head, mention, event):
                continue
            if not named_by_event and mention.actor.id not in {m.actor.id for m in out}:
                out.append(mention)
    return out


def _apposed(head: Token, cast: Cast) -> list[ActorMention]:
    """Return the actors said to be what the head names: *the outfit, the Northern Front*."""
    told = [c for c in head.children if c.dep_ == "appos" and not roles.is_ruled_out(c)]
    return [m for c in told for m in cast.all(c)]


def _is_line_of_keywords(mention: ActorMention, event: EventMention) -> bool:
    """Tell a name that runs over the act's own words: *Homs Rebels Car Bomb*, glued to a text."""
    acts = [t for t in event.tokens if mention.start <= t.idx < mention.end]
    if mention.generic or not acts:
        return False
    words = acts[0].doc.text[mention.start : mention.end].split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _share_out(
    doc: Doc,
    frames: Sequence[Frame],
    figures: Sequence[FigureMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    cast: Cast,
) -> None:
    """Give every mention to the event that the parse hangs it on."""
    events = [f.event for f in frames]
    owners = Owners(doc, events)
    bearers = _Bearers(doc, events)
    for index, figure in enumerate(figures):
        owner = bearers.of(figure)
        if owner is not None:
            frames[owner].figures.append((index, figure))
    hit = {p.i for e in events if e.type.family in _ON_THE_GROUND for p in e.patients}
    told = [
        p for p in places if p.role != "dateline" and (p.head in hit or not cast.hides(p))
    ]  # fmt: skip
    for owner, mine in places_by_event(doc, owners, events, told).items():
        frames[owner].places = [p for p in mine if not _is_acting(p, frames[owner])]
    for frame in frames:
        frame.targets = [m for m in frame.targets if not _is_town(m, frame.places)]
    for owner, found in times_by_event(doc, owners, events, times).items():
        frames[owner].times = found


def _date_totals(
    document: Document, frames: Sequence[Frame], times: Iterable[TimeMention], day: date | None
) -> None:
    """Date what sums up the days since a day: *since 3 May, forty people have been killed*."""
    if day is None:
        return
    since = [
        t
        for t in times
        if t.begin and is_since(document, t) and timedelta(0) <= day - t.begin <= _NEWS
    ]
    for frame in frames:
        if frame.times or not is_running_total(frame):
            continue
        windows = {f.window for _, f in frame.figures if f.window}
        found = [t for t in since if any(document.raw[t.start : t.end] in w for w in windows)]
        frame.times = [
            replace(t, end_day=day, precision=precision_of((t.begin or day, day))) for t in found
        ]


def _is_abroad(frame: Frame) -> bool:
    """Tell whether the doers are of states in none of which the act's places lie."""
    doers = {m.actor.country for m in frame.agents}
    places = {p.place.country for p in frame.places}
    return bool(doers and places) and None not in doers | places and not doers & places


def _is_town(target: ActorMention, places: Sequence[PlaceMention]) -> bool:
    """Tell whether a capital that is hit was read as its government (*shelled Damascus*)."""
    return target.actor.kind == "government" and any(
        (p.head == target.head and p.place.precision in {"point", "near"})
        or (is_line(p.place) and p.start <= target.end <= p.end)
        for p in places
    )


def _is_acting(place: PlaceMention, frame: Frame) -> bool:
    """Tell whether a country's name stands for its government here."""
    ends = [(m.start, m.end) for m in (*frame.agents, *frame.targets)]
    return place.place.precision == "country" and any(
        a < place.end and place.start < b for a, b in ends
    )


def _only_refers(frame: Frame, voices: Voices) -> bool:
    """Tell whether the words only point back at an event (*the offensive remains …*)."""
    event = frame.event
    if event.type.family in _ON_THE_GROUND and voices.denies(event.trigger):
        return False
    if voices.is_cue(event.trigger) and event.type.family not in _TOLD_BY_CUE:
        return True
    if len(event.tokens) > 1 or event.trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    if _goes_on(event):
        return False
    definite = any(c.lower_ in _DEFINITE for c in event.trigger.children if c.dep_ in _DETERMINERS)
    told = frame.agents or frame.targets or frame.figures or frame.places or frame.times
    return (definite or event.trigger.head.pos_ != "VERB") and not told


def _goes_on(event: EventMention) -> bool:
    """Tell news of a movement that is known: *the evacuation resumed*."""
    word = event.trigger
    subject = word.dep_ in {"nsubj", "nsubjpass"}
    moves = event.type.family == "movement"
    return moves and subject and word.head.lemma_.lower() in role_words().phases


# ------------------------------------------------------------------ claims


def _claim(
    document: Document,
    frame: Frame,
    voices: Voices,
    attribution: Attribution | None,
    day: date | None,
    settings: Settings,
) -> Claim:
    event, report = frame.event, document.report
    start, end = _quote(document, frame, settings)
    first, last = document.doc[event.first], document.doc[event.last]
    trigger = Trigger(start=first.idx, end=last.idx + len(last.text),
                      text=report.text[first.idx : last.idx + len(last.text)])  # fmt: skip
    type_ = event.type
    modality = voices.modality(event)
    stance = attribution.stance if attribution else None
    time = _time(frame, report.text)
    cue = attribution.cue_start if attribution else -1
    untrue = attribution is None and voices.calls_untrue(event.trigger)
    polarity = "denied" if untrue else polarity_of(frame, attribution)
    return Claim(
        id=claim_id(report.id, start, end, trigger.start, type_.id, cue, frame.part),
        report=report.id, start=start, end=end, quote=report.text[start:end],
        event_type=type_.id, acled=type_.acled,
        plover=plover_of(type_, polarity, modality, event.mood, stance), trigger=trigger,
        actors=_actor_refs(frame.agents, report.text),
        targets=_actor_refs(frame.targets, report.text),
        places=_place_refs(frame.places, report.text),
        time=time, figures=_figures(frame.figures, report.text),
        attribution=attribution, polarity=polarity,
        denies=denied_what(frame, attribution, voices.actors) if polarity == "denied" else None,
        modality=modality, background=frame.past or _is_background(time, day),
        chain=None if frame.chain is None else chain_id(report.id, frame.chain),
    )  # fmt: skip


def _counting_own(
    document: Document, frame: Frame, voices: Voices, said: Attribution | None,
    knowledge: Knowledge,
) -> Frame:  # fmt: skip
    """Return the frame with the class of those whom the speaker counts as his own people."""
    speaker = next((a.kind for a in voices.actors if said and a.id == said.source), None)
    counted = [
        (i, of_own_people(f, document.doc, speaker, knowledge.quantities))
        for i, f in frame.figures
    ]  # fmt: skip
    return replace(frame, figures=counted)


def _quote(document: Document, frame: Frame, settings: Settings) -> tuple[int, int]:
    """Return the sentence, or where it is too long the clause around the trigger."""
    text = document.report.text
    start, end = frame.sentence.start_char, frame.sentence.end_char
    if end - start > settings.max_quote_chars:
        left, right = frame.event.trigger.left_edge, frame.event.trigger.right_edge
        start, end = left.idx, right.idx + len(right.text)
        end = min(end, start + settings.max_quote_chars)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _actor_refs(mentions: Iterable[ActorMention], text: str) -> tuple[ActorRef, ...]:
    return tuple(
        ActorRef(actor=m.actor.id, text=text[m.start : m.end], start=m.start, end=m.end)
        for m in mentions
    )


def _place_refs(mentions: Iterable[PlaceMention], text: str) -> tuple[PlaceRef, ...]:
    return tuple(
        PlaceRef(place=m.place.id, text=text[m.start : m.end], start=m.start, end=m.end,
                 role=m.role)
        for m in mentions
    )  # fmt: skip


def _figures(found: Sequence[tuple[int, FigureMention]], text: str) -> tuple[Figure, ...]:
    at = {index: n for n, (index, _) in enumerate(found)}
    return tuple(
        Figure(kind=f.kind, low=f.low, high=f.high, victims=f.victims,
               text=text[f.start : f.end], start=f.start, end=f.end,
               part_of=at.get(f.part_of) if f.part_of is not None else None,
               partial=f.partial and f.part_of not in at,
               cumulative=f.cumulative, window=f.window)
        for _, f in found
    )  # fmt: skip


def _time(frame: Frame, text: str) -> TimeRef:
    """Return the narrowest day or days that the words beside the event give."""
    dated = [t for t in frame.times if t.begin and t.end_day and t.type != "SET"]
    if not dated:
        return _UNKNOWN_TIME
    best = min(dated, key=lambda t: ((t.end_day or date.max) - (t.begin or date.min), t.start))
    assert best.begin and best.end_day
    return TimeRef(text=text[best.start : best.end], span_start=best.start, span_end=best.end,
                   start=best.begin.isoformat(), end=best.end_day.isoformat(),
                   precision=best.precision)  # fmt: skip


def _is_background(time: TimeRef, day: date | None) -> bool:
    """Tell whether the event lies well before the news: older than the report by two months."""
    if day is None or time.end is None:
        return False
    return date.fromisoformat(time.end) < day - _NEWS
