"""Words that a language model pointed at, read by the rules; it points, they read.

In: a parsed report, what the rules found in it, and `Pointed`. Out: `Verdict`: the claims
as the rules read them with that word for a trigger, or why there are none. Nothing of
what was pointed at is taken on trust: every word must stand in the quote, every actor and
place is one that roster, gazetteer or the rules for unlisted names resolve, every count is
one that the rules read there, and where they read otherwise the proposal falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from consilience.assist.acts import refusal
from consilience.assist.answers import Count, Pointed
from consilience.coding.actors import read_actors
from consilience.coding.claims import code
from consilience.coding.coded import Coded
from consilience.coding.events import EventMention, pointed_at
from consilience.coding.figures import read_figures
from consilience.coding.identity import claim_id
from consilience.coding.mentions import FigureMention
from consilience.coding.places import read_places
from consilience.coding.times.reader import read_times, report_day
from consilience.knowledge import Knowledge
from consilience.language.annotate import Document
from consilience.model import Actor, ActorRef, Claim, Figure, Place, PlaceRef, TimeRef
from consilience.reconcile.aside import named
from consilience.settings import Settings

_Run = tuple[int, int]


class _Refused(Exception):  # noqa: N818 - it never leaves this module: it is how a check says no
    """Why a proposal is not taken."""


class _HasSpan(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_M = TypeVar("_M", bound=_HasSpan)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a proposal: claims, or `why` there are none.

    `known`: the rules have read it already, so that nothing is wrong. `at` is where its quote
    stands in the report, None where it does not.
    """

    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    why: str = ""
    known: bool = False
    at: _Run | None = None


class Pointing:
    """One report, to be asked what becomes of proposals; `by` is the model that points."""

    def __init__(
        self, document: Document, found: Coded, known: Knowledge, settings: Settings, by: str
    ) -> None:
        self._document, self._known, self._settings, self._by = document, known, settings, by
        self._text = document.report.text
        self._claims = list(found.claims)
        self._actors = read_actors(document, known.roster)
        self._places = read_places(document, known.gazetteer, known.roster)
        self._figures = read_figures(document, known.quantities)
        self._times = read_times(document, report_day(document))

    def judge(self, one: Pointed) -> Verdict:
        """Return what becomes of a proposal; claims that are taken are known from then on."""
        at: _Run | None = None
        try:
            at, word = self._found(one)
            self._all_stand_in(at, one)
            if self._is_told(word, one.kind):
                return Verdict(known=True, at=at)
            read = self._read(word, one)
            filled = [self._filled(claim, at, one) for claim in _at(read.claims, word)]
            claims = tuple(claim for claim in filled if not self._is_same(claim))
            if not claims:
                return Verdict(known=True, at=at)
        except _Refused as refused:
            return Verdict(why=str(refused), at=at)
        self._claims += claims
        return Verdict(claims, self._actors_in(claims, read), self._places_in(claims, read), at=at)

    # Where the words stand.

    def _found(self, one: Pointed) -> tuple[_Run, _Run]:
        """Return where quote and word stand."""
        if len(one.quote) > self._settings.max_quote_chars:
            raise _Refused(f"its quote is longer than {self._settings.max_quote_chars} (max_quote_"
                           "chars)")  # fmt: skip
        start = self._text.find(one.quote)
        if start < 0 or not one.quote.strip():
            raise _Refused("its quote is not in the report")
        at = (start, start + len(one.quote))
        words = self._runs(one.word, at)
        if not words:
            raise _Refused(f"the word “{one.word}” is not in its quote")
        if at[1] > len(self._document.text):
            raise _Refused("its quote is past the part of the report that is read")
        return at, words[0]

    def _runs(self, words: str, at: _Run) -> list[_Run]:
        """Return where words stand in a run of the text, as whole words."""
        found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self._text[at[0] : at[1]])
        return [(at[0] + m.start(), at[0] + m.end()) for m in found]

    def _all_stand_in(self, at: _Run, one: Pointed) -> None:
        slots = (*one.doers, *one.targets, *one.places, *(c.words for c in one.counts))
        for words in (*slots, *filter(None, (one.time, one.voice))):
            if not self._runs(words, at):
                raise _Refused(f"“{words}” is not in its quote")

    def _is_told(self, word: _Run, kind: str) -> bool:
        """Tell whether a claim tells it already; refuse what the rules read as something else."""
        types = self._known.events.types
        if kind not in types:
            raise _Refused(f"there is no kind of event “{kind[:40]}”")
        for claim in self._claims:
            same = claim.trigger.start < word[1] and word[0] < claim.trigger.end
            beside = claim.start <= word[0] < claim.end and claim.event_type == kind
            if beside or (same and types[claim.event_type].family == types[kind].family):
                return True
            if same:
                read = types[claim.event_type].label
                raise _Refused(f"the rules read “{claim.trigger.text}” as {read}")
        return False

    def _is_same(self, claim: Claim) -> bool:
        """Tell whether a claim of the same sentence tells an act of the kin, by and at the same."""
        family = self._known.events.types[claim.event_type].family
        return any(
            self._known.events.types[other.event_type].family == family
            and _overlap((claim.start, claim.end), (other.start, other.end))
            and {a.actor for a in claim.actors} == {a.actor for a in other.actors}
            and {p.place for p in claim.places} == {p.place for p in other.places}
            and {a.actor for a in claim.targets} <= {a.actor for a in other.targets}
            and (claim.actors or claim.places)
            for other in self._claims
        )

    # What the rules read there.

    def _read(self, word: _Run, one: Pointed) -> Coded:
        """Return the report coded once more, with the word as one trigger more."""
        event = self._event(word, one.kind)
        return code(self._document, self._known, self._settings, also=(event,))

    def _event(self, word: _Run, kind: str) -> EventMention:
        span = self._document.doc.char_span(*word, alignment_mode="expand")
        book = self._known.events
        words = self._text[word[0] : word[1]]
        why = "it is no word" if span is None else refusal(span.root, book.types[kind], book)
        if span is None or why:
            raise _Refused(why)
        heads = {m.head for m in self._actors} | {m.head for m in self._places}
        if span.root.i in heads:
            raise _Refused(f"“{words}” names somebody or some place")
        event = pointed_at(self._document, span.start, span.end - 1, book.types[kind], book)
        if event is None:
            raise _Refused(f"the rules know “{words}” and read no event there")
        return event

    def _filled(self, claim: Claim, at: _Run, one: Pointed) -> Claim:
        """Return the claim with slots that only the model saw, once the rules have read them."""
        _agree_on_polarity(claim, one)
        self._agree_on_voice(claim, at, one)
        doers = self._people(one.doers, at)
        things = [w for w in one.targets if not self._mentions(w, at)]
        targets = self._people((w for w in one.targets if w not in things), at)
        _agree("doer", doers, claim.actors, claim.targets)
        _agree("target", targets, claim.targets, claim.actors)
        places, figures = self._where(claim, at, one), self._counted(claim, at, one)
        if not (claim.actors or doers or claim.targets or targets or places or figures):
            raise _Refused("it names nobody, no place and no count")
        start, end = self._quote(claim, at)
        cue = claim.attribution.cue_start if claim.attribution else -1
        return replace(
            claim, start=start, end=end, quote=self._text[start:end], chain=None, motives=(),
            id=claim_id(claim.report, start, end, claim.trigger.start, claim.event_type, cue),
            actors=claim.actors or doers, targets=claim.targets or targets,
            places=places, figures=figures,
            time=self._when(claim, at, one), assisted=self._by,
        )  # fmt: skip

    def _quote(self, claim: Claim, at: _Run) -> _Run:
        """Return the run that holds the sentence and the quote, or the quote where that is long."""
        start, end = min(claim.start, at[0]), max(claim.end, at[1])
        return (start, end) if end - start <= self._settings.max_quote_chars else at

    def _people(self, words: Iterable[str], at: _Run) -> tuple[ActorRef, ...]:
        found = [self._one(w, at, self._actors, "nobody that is known or named") for w in words]
        once = {m.actor.id: m for m in reversed(found)}
        return tuple(
            ActorRef(actor=m.actor.id, text=self._text[m.start : m.end], start=m.start, end=m.end)
            for m in sorted(once.values(), key=lambda m: m.start)
        )

    def _mentions(self, words: str, at: _Run) -> bool:
        """Tell whether words name somebody; a thing that is hit leaves the slot empty."""
        runs = self._runs(words, at)
        return any(_meets(m, runs) for m in self._actors)

    def _where(self, claim: Claim, at: _Run, one: Pointed) -> tuple[PlaceRef, ...]:
        """Return the places that the quote names, else those that the rules took from nearby."""
        found = [self._one(w, at, self._places, "no place that is known") for w in one.places]
        own = tuple(p for p in claim.places if at[0] <= p.start < at[1])
        if own or not found:
            if found and not {p.place for p in own} & {m.place.id for m in found}:
                raise _Refused(f"the rules read other places there: “{own[0].text}”")
            return claim.places
        return tuple(
            PlaceRef(place=m.place.id, text=self._text[m.start : m.end], start=m.start, end=m.end,
                     role=m.role)
            for m in found
        )  # fmt: skip

    def _when(self, claim: Claim, at: _Run, one: Pointed) -> TimeRef:
        """Return the day that the rules read, else that of the words pointed at."""
        if claim.time.start or one.time is None:
            return claim.time
        runs = self._runs(one.time, at)
        dated = [t for t in self._times if t.begin and t.end_day and _meets(t, runs)]
        if not dated:
            return claim.time
        best = dated[0]
        assert best.begin and best.end_day
        return TimeRef(
            text=self._text[best.start : best.end], span_start=best.start, span_end=best.end,
            start=best.begin.isoformat(), end=best.end_day.isoformat(), precision=best.precision,
        )  # fmt: skip

    def _counted(self, claim: Claim, at: _Run, one: Pointed) -> tuple[Figure, ...]:
        """Return the claim's figures, and those pointed at that the rules read there too."""
        more = [self._figure(count, at) for count in one.counts]
        there = {(f.start, f.end) for f in claim.figures}
        return (
            *claim.figures,
            *(
                Figure(kind=m.kind, low=m.low, high=m.high, victims=m.victims,
                       text=self._text[m.start : m.end], start=m.start, end=m.end,
                       cumulative=m.cumulative, window=m.window)
                for m in dict.fromkeys(more) if (m.start, m.end) not in there
            ),
        )  # fmt: skip

    def _figure(self, count: Count, at: _Run) -> FigureMention:
        """Return the count that the rules read in the words, where it is the same."""
        read = [f for f in self._figures if _meets(f, self._runs(count.words, at))]
        if not read:
            raise _Refused(f"the rules read no count in “{count.words}”")
        same = [f for f in read if count.number in (f.low, f.high) or _above(f, count.number)]
        if not same:
            raise _Refused(f"it makes {count.number:,} of “{count.words}”")
        for figure in same:
            if figure.kind == count.kind:
                return figure
        raise _Refused(f"the rules count {same[0].kind} in “{count.words}”, not {count.kind}")

    def _one(self, words: str, at: _Run, among: Sequence[_M], none: str) -> _M:
        """Return the mention that words name: the one that shares most with them."""
        runs = self._runs(words, at)
        found = [m for m in among if _meets(m, runs)]
        if not found:
            raise _Refused(f"“{words}” is {none}")
        return max(found, key=lambda m: (_shared(m, runs), -(m.end - m.start), -m.start))

    def _agree_on_voice(self, claim: Claim, at: _Run, one: Pointed) -> None:
        """Refuse where one names a voice and the other none, or another."""
        said = claim.attribution
        if one.voice is None:
            return
        if said is None:
            raise _Refused(f"the rules read no voice there, it reads “{one.voice}”")
        runs = self._runs(one.voice, at)
        links = [(said.start, said.end), *((v.start, v.end) for v in said.via)]
        heard = {said.source, *(v.actor for v in said.via)}
        meant = {m.actor.id for m in self._actors if _meets(m, runs)}
        if not heard & meant and not any(_overlap(a, b) for a in links for b in runs):
            raise _Refused(f"the rules read another voice there: “{said.text}”")

    # What the claims name.

    def _actors_in(self, claims: Iterable[Claim], read: Coded) -> tuple[Actor, ...]:
        known = {a.id: a for a in (*(m.actor for m in self._actors), *read.actors)}
        return tuple(known[i] for i in sorted(_ids(claims) & known.keys()))

    def _places_in(self, claims: Iterable[Claim], read: Coded) -> tuple[Place, ...]:
        known = {p.id: p for p in (*(m.place for m in self._places), *read.places)}
        return tuple(known[i] for i in sorted(_ids(claims) & known.keys()))


def _ids(claims: Iterable[Claim]) -> set[str]:
    return {i for claim in claims for i in named(claim)}


def _at(claims: Iterable[Claim], word: _Run) -> list[Claim]:
    """Return the claims whose trigger the word is; refuse where the rules make none of it."""
    found = [c for c in claims if c.trigger.start <= word[0] and word[1] <= c.trigger.end]
    if not found:
        raise _Refused("the word only points back at what is told elsewhere")
    return found


def _agree_on_polarity(claim: Claim, one: Pointed) -> None:
    if one.denied != (claim.polarity == "denied"):
        read = "denied" if claim.polarity == "denied" else "told"
        raise _Refused(f"the rules read it as {read}, the model as the opposite")


def _agree(
    slot: str, pointed: Sequence[ActorRef], read: Sequence[ActorRef], others: Sequence[ActorRef]
) -> None:
    """Refuse where the rules read somebody else in a slot, or the same in the opposite one."""
    seen = {ref.actor for ref in pointed}
    swapped = next((ref for ref in others if ref.actor in seen), None)
    if swapped is not None:
        raise _Refused(f"the rules do not read “{swapped.text}” as {slot}")
    if seen and read and not seen & {ref.actor for ref in read}:
        raise _Refused(f"the rules read another {slot}: “{read[0].text}”")


def _above(figure: FigureMention, number: int) -> bool:
    """Tell whether *more than 50*, kept as at least 51, is meant by 50."""
    return figure.high is None and figure.low == number + 1


def _overlap(one: _Run, two: _Run) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _meets(mention: _HasSpan, runs: Iterable[_Run]) -> bool:
    return any(_overlap((mention.start, mention.end), run) for run in runs)


def _shared(mention: _HasSpan, runs: Iterable[_Run]) -> int:
    """Return how many code points a mention shares with the run it shares most with."""
    return max(min(mention.end, end) - max(mention.start, start) for start, end in runs)
