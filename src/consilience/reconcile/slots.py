"""What a claim tells, slot by slot, as same-event reconciling wants it.

In: a claim. Out: `Slots`: its kind, places, days, counts, actors, the things it
names and its content words, small and ready to be compared. The slots of a group
of claims are those of its claims put together, so that two groups are compared
by all that they tell, and not claim by claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TypeVar

from consilience.knowledge.contradictions import contradictions
from consilience.knowledge.likeness import likeness_book
from consilience.knowledge.roads import is_line
from consilience.knowledge.spelling import skeleton
from consilience.model import Claim, Figure, TimeRef
from consilience.reconcile.compare.types import TAKING
from consilience.reconcile.evidence import Evidence, actors_of, goals_of, targets_of, wholes
from consilience.reconcile.marks import marks_of

_STOP = frozenset(
    "the a an of in on at to and by for with from was were is are has have had been".split()  # noqa: SIM905
    + "that this it as said its their".split()  # noqa: SIM905
)
_WORD = re.compile(r"\w+")
# A report tells its main event before this many code points of its text.
_LEAD = 450
# What stands before and what stands after such words is of two days.
_DAYS_APART = re.compile(
    r"\b(?:hour|day|week|month|year)s?\s+(?:after|before|following)\b", re.IGNORECASE
)

# Words at the head of a sentence, and right before an act, in which it is called another one.
_HEAD_WORDS, _WORDS_BEFORE = 2, 3

_VIOLENCE = "violence"
_TAKES = {
    "takes_territory", "government_regains_territory", "non_state_actor_overtakes_territory",
    "holds_territory",
}  # fmt: skip
_ASIDE = {"background", "dateline"}
_NOT_THERE = _ASIDE | {"from", "to"}

# What the taking of a road is to those who tell that it was cut.
_CLOSED = ("closure", "strategic")

T = TypeVar("T")
# First and last day, as proleptic ordinals.
Days = tuple[int, int]
# Type of event and its family.
Kind = tuple[str, str]
# Kind, low, high, victims.
Count = tuple[str, int, int | None, str]


@dataclass(frozen=True, slots=True)
class Slots:
    """What one claim or a group of claims tells.

    `told` are the sets of places that a claim's own sentence names, with how many claims
    name them so;
    `taken` are places handed on by other sentences, and `goals` those that people who leave are
    said to go to. `told_days` and `taken_days`
    are apart for the same reason. `published` are the days of the reports. `kinds` are the
    types with their families. `state` keeps apart what never is one event:
    what happened, is planned, is supposed. `spread` says that all counts are of acts of violence
    in towns that lie apart.
    """

    ids: tuple[str, ...]
    reports: frozenset[str]
    types: frozenset[str]
    kinds: Mapping[Kind, int]
    told: Mapping[frozenset[str], int]
    taken: frozenset[str]
    goals: frozenset[str]
    told_days: Mapping[Days, int]
    taken_days: frozenset[Days]
    published: frozenset[int]
    counts: frozenset[Count]
    parts: frozenset[Count]
    actors: frozenset[str]
    targets: frozenset[str]
    things: frozenset[str]
    words: tuple[frozenset[str], ...]
    texts: frozenset[str]
    chains: frozenset[str]
    marks: frozenset[str]
    state: str
    lead: bool
    background: bool
    total: bool
    spread: bool
    # What comparing asks for again and again: the kinds without how often, all places told, the
    # days told and all days, and whether violence is told.
    acts: frozenset[Kind]
    named: frozenset[str]
    on_days: frozenset[Days]
    days: frozenset[Days]
    violent: bool


def slots_of(claim: Claim, evidence: Evidence) -> Slots:
    """Return the slots of one claim."""
    report = evidence.reports[claim.report]
    told, taken = _places(claim, evidence)
    goals = frozenset(goals_of(claim))
    days = days_of(claim.time)
    days_told = time_is_told(claim)
    quote = _words(claim.quote)
    told_words = _told_words(claim, evidence)
    words = _content(quote) if told_words is claim.quote else content_words(told_words)
    kind = _kind(claim, told, evidence)
    return Slots(
        ids=(claim.id,),
        reports=frozenset((claim.report,)),
        types=frozenset((kind[0],)),
        kinds={kind: 1},
        told={told: 1} if told else {},
        taken=taken - goals,
        goals=goals,
        told_days={days: 1} if days and days_told else {},
        taken_days=frozenset((days,)) if days and not days_told else frozenset(),
        published=_published(report.published),
        counts=counts_of(claim),
        parts=frozenset(count_of(f) for f in claim.figures if f.partial or f.part_of is not None),
        actors=frozenset(actors_of(claim)),
        targets=frozenset(targets_of(claim)),
        things=_things(claim, quote),
        words=(words,),
        texts=frozenset((report.copy_of or report.id,)),
        chains=frozenset((claim.chain,)) if claim.chain else frozenset(),
        marks=marks_of(claim, speech=evidence.family(claim) == "speech"),
        state=_state(claim),
        lead=claim.start < _LEAD,
        background=claim.background,
        total=is_total(claim) or bool(spans(claim)) or takes_many(claim),
        acts=frozenset((kind,)),
        named=told,
        on_days=frozenset((days,)) if days and days_told else frozenset(),
        days=frozenset((days,)) if days else frozenset(),
        violent=kind[1] == _VIOLENCE,
        spread=_is_spread(told, claim, evidence),
    )


def _kind(claim: Claim, told: frozenset[str], evidence: Evidence) -> Kind:
    """Return the claim's type and family, by what its words say beside the type.

    A road that is taken is cut for the other side. A car bomb is no bomb from the air, as an
    explosion may be: it is told from air strikes as a suicide bomb is.
    """
    family = evidence.family(claim)
    if claim.event_type == "remote_explosive" and _is_planted(claim):
        return "suicide_bomb", family
    on_road = bool(told) and all(is_line(evidence.places[p]) for p in told)
    if on_road and claim.event_type in TAKING:
        return _CLOSED
    return claim.event_type, family


def _is_planted(claim: Claim) -> bool:
    words = claim.quote.lower()
    return any(bomb in words for bomb in likeness_book().planted)


def pool(one: Slots, two: Slots) -> Slots:
    """Return the slots of two groups put together."""
    return Slots(
        ids=(*one.ids, *two.ids),
        reports=one.reports | two.reports,
        types=one.types | two.types,
        kinds=_added(one.kinds, two.kinds),
        told=_added(one.told, two.told),
        taken=one.taken | two.taken,
        goals=one.goals | two.goals,
        told_days=_added(one.told_days, two.told_days),
        taken_days=one.taken_days | two.taken_days,
        published=one.published | two.published,
        counts=one.counts | two.counts,
        parts=one.parts | two.parts,
        actors=one.actors | two.actors,
        targets=one.targets | two.targets,
        things=one.things | two.things,
        words=(*one.words, *two.words),
        texts=one.texts | two.texts,
        chains=one.chains | two.chains,
        marks=one.marks | two.marks,
        state=one.state,
        lead=one.lead or two.lead,
        background=one.background and two.background,
        total=one.total,
        acts=one.acts | two.acts,
        named=one.named | two.named,
        on_days=one.on_days | two.on_days,
        days=one.days | two.days,
        violent=one.violent or two.violent,
        spread=_both_spread(one, two),
    )


def _both_spread(one: Slots, two: Slots) -> bool:
    """Tell whether every count of the two is of towns that lie apart."""
    counted = [s.spread for s in (one, two) if s.counts]
    return bool(counted) and all(counted)


def _added(one: Mapping[T, int], two: Mapping[T, int]) -> Mapping[T, int]:
    """Return how often things are told by either; what is there is not changed."""
    if not one or not two:
        return one or two
    out = dict(one)
    for thing, times in two.items():
        out[thing] = out.get(thing, 0) + times
    return out


def _told_words(claim: Claim, evidence: Evidence) -> str:
    """Return the words that tell what a claim tells: of a statement, not those for who speaks.

    *Said the deputy director of the northern relief mission* stands in all that the deputy says.
    """
    said = claim.attribution
    if said is None or evidence.family(claim) != "speech":
        return claim.quote
    at = [(said.start, said.end), (said.cue_start, said.cue_end)]
    inside = sorted(
        (a - claim.start, b - claim.start) for a, b in at if claim.start <= a < b <= claim.end
    )
    told, here = "", 0
    for start, end in inside:
        told += claim.quote[here:start]
        here = max(here, end)
    return told + claim.quote[here:]


def time_is_told(claim: Claim) -> bool:
    """Tell whether the claim's own sentence gives its time."""
    at = claim.time.span_start
    return at is not None and claim.start <= at < claim.end


def counts_of(claim: Claim) -> frozenset[Count]:
    """Return the claim's counts of this event alone that are not part of another."""
    return frozenset(count_of(f) for f in wholes(claim))


def is_total(claim: Claim) -> bool:
    """Tell whether the claim counts only what has happened so far, not one event's toll."""
    return any(f.cumulative for f in claim.figures) and not wholes(claim)


def spans(claim: Claim) -> list[Figure]:
    """Return the counts that the claim gives over a span of hours or days, if it gives no other.

    *45 killed in 24 hours across the province* is no toll of one raid.
    """
    over = contradictions().window
    counts = wholes(claim)
    found = [f for f in counts if over(f.window, claim.quote, f.start - claim.start) is not None]
    return found if len(found) == len(counts) else []


def takes_many(claim: Claim) -> bool:
    """Tell whether the claim counts places taken: *forty villages* are no capture of one town."""
    return any(f.kind == "places_taken" and (f.high is None or f.high > 1) for f in claim.figures)


def content_words(quote: str) -> frozenset[str]:
    """Return the words of a quote that say something, by their spelling keys."""
    return _content(_words(quote))


def _content(words: Iterable[str]) -> frozenset[str]:
    return frozenset([skeleton(w) for w in words if w not in _STOP])


def _words(quote: str) -> list[str]:
    return _WORD.findall(quote.lower())


def opens_another(claim: Claim) -> bool:
    """Tell whether the claim tells of one more act: *another raid*, *elsewhere, shells fell*.

    *Another 43 people were hurt* goes on counting those of the act before.
    """
    before = re.findall(r"\w+", _without_counts(claim)[: claim.trigger.start - claim.start])
    near = {*before[:_HEAD_WORDS], *before[-_WORDS_BEFORE:]}
    return bool(near & likeness_book().another)


def _without_counts(claim: Claim) -> str:
    """Return the quote in lower case with blanks where its counts stand, offsets kept."""
    quote = claim.quote.lower()
    for figure in claim.figures:
        start, end = figure.start - claim.start, figure.end - claim.start
        if 0 <= start < end <= len(quote):
            quote = quote[:start] + " " * (end - start) + quote[end:]
    return quote


def days_of(time: TimeRef) -> Days | None:
    """Return the first and last day that the time can mean, None where it is not known."""
    if not time.start or not time.end:
        return None
    return _ordinal(time.start), _ordinal(time.end)


@lru_cache(maxsize=50_000)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _places(claim: Claim, evidence: Evidence) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places that the claim's own sentence names, and those taken over from others.

    A movement is known by where it starts from; where that is not said, by any of its places.
    """
    moved = evidence.family(claim) == "movement"
    refs = [p for p in claim.places if p.role not in (_ASIDE if moved else _NOT_THERE)]
    if claim.event_type in _TAKES:  # *captured ground* within a city is no capture of the city
        refs = [p for p in refs if p.role != "within" or claim.start <= p.start < claim.end]
    if moved:
        refs = [p for p in refs if p.role == "from"] or refs
    told = {p.place for p in refs if claim.start <= p.start < claim.end and p.role != "to"}
    taken = {p.place for p in refs} - told
    return frozenset(evidence.map.inmost(told)), frozenset(evidence.map.inmost(taken))


def _is_spread(told: frozenset[str], claim: Claim, evidence: Evidence) -> bool:
    """Tell acts of violence in towns that lie apart: *rockets on Hama and Homs killed eight*."""
    if evidence.family(claim) != _VIOLENCE or not wholes(claim):
        return False
    relation = evidence.map.relation
    return any(relation(a, b) == "apart" for a, b in combinations(sorted(told), 2))


def _published(day: str | None) -> frozenset[int]:
    return frozenset((_ordinal(day[:10]),)) if day else frozenset()


def count_of(figure: Figure) -> Count:
    """Return what a figure says, without its words."""
    return figure.kind, figure.low, figure.high, figure.victims


def _state(claim: Claim) -> str:
    return claim.modality if claim.modality in {"planned", "hypothetical"} else "actual"


def _things(claim: Claim, words: Sequence[str]) -> frozenset[str]:
    """Return what is hit, by the words of the sentence that are of the act's own day.

    *Soldiers shot villagers, a day after gunmen attacked the market* hit no market.
    """
    things = likeness_book().things
    found = frozenset([things[w] for w in words if w in things])
    if not found or not _DAYS_APART.search(claim.quote):
        return found
    at = claim.trigger.start - claim.start
    cuts = [0, *(m.start() for m in _DAYS_APART.finditer(claim.quote)), len(claim.quote)]
    own = next((a, b) for a, b in pairwise(cuts) if b > at or b == cuts[-1])
    return frozenset([things[w] for w in _words(claim.quote[slice(*own)]) if w in things])
