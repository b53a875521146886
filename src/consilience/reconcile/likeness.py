"""How much speaks for two claims, or two groups of them, telling one happening.

In: the slots of two. Out: `Likeness`: the trait that each slot shows, its weight in
log-odds, their sum, and whether a hard conflict forbids it. The weights stand in
`knowledge/data/likeness.yaml`; the traits are these (*told*: by the claim's own
sentence; else an earlier sentence handed it on):

- type: `same` (`:vague` for a word that only says violence, `:rare` for what a place
  seldom sees twice), `kin` (a nearer or further name of one thing), `vague`, `apart`
- place: `same:spot`, `same:town`, `same:capital`, `same:wide`, `same:country`, `nested`,
  `near`, `alike` (one name in two spellings), `other` (two spots), `unrelated`; `:taken`
  where one is not told; `apart:taken`
- time: `same`, `meets`, `touches`, `apart`, each with `:taken`; `silent:near` and
  `silent` by the days between the reports
- figures: `same:large|round|medium|small` and `same:second` for another kind of count;
  `meet:near|far` for open ranges; `apart:near|far`, `apart:second`
  for two kinds of count; `others` for other people; `parts` for the same part of the whole
- actors, targets: `same` (`:person` for one named, in words in common), `compatible`,
  `apart`; things: `same`, `apart`
- words: `none` to `most`, by the share of content words in common; `copied` where the
  reports are copies
- due: `same` where both say by when it is due (*within 72 hours*); judged: `same` where one
  doer or speaker calls it the same (*a breach*)
- chain: the report's own chain of mentions; `chain:other`: two such chains of one report
- recount: another voice's count of an act; lead: both are told where reports tell their news
- anchor: `none` where nothing ties two acts of violence to one occasion
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TypeVar

from consilience.knowledge.event_types import ARMS
from consilience.knowledge.likeness import likeness_book
from consilience.model import Claim
from consilience.reconcile import marks
from consilience.reconcile.compare import Verdict, types
from consilience.reconcile.evidence import Evidence, targets_of
from consilience.reconcile.recounts import counts_anew, is_earlier
from consilience.reconcile.slots import (
    Count,
    Days,
    Kind,
    Slots,
    content_words,
    counts_of,
    opens_another,
    slots_of,
)

# Days further apart than this are never one event, even if an earlier sentence gave them.
FAR_DAYS = 7
# Told days further apart than this are never one event; nearer, reports misdate now and then.
_APART_DAYS = 3
# What a report tells as history was the news of reports that are older than it by more days.
_HISTORY_DAYS = 30
# Code points between two claims of a report of which one may lean on the other: three sentences.
_CLOSE_BY = 400
_NOT_VAGUE = {"type:same", "type:same:rare"}
# Reports published within this many days tell the news of the same days.
_NEAR_DAYS = 1
SMALL_COUNT = 2
_MEDIUM_COUNT = 9
# Counts nearer to each other than this share can be two counts of one thing.
_NEAR_SHARE = 0.6
# So many strikes are no one act, but what a party did over some time.
_MANY_STRIKES = 20
_ANYBODY = {"unknown", "mixed"}
# Two sentences with this share of content words in common are one sentence, edited.
_ONE_SENTENCE = 0.6
# With fewer words in common, what one named person does twice is two things.
_SOME_WORDS = 0.15
_WORD_STEPS = ((0.6, "most"), (0.4, "half"), (0.25, "many"), (0.15, "some"), (0.08, "few"))
# Traits that tie two acts of violence to one occasion.
_ANCHORS = {
    "figures:same:large", "figures:same:round", "figures:same:medium", "figures:same:second",
    "parts", "place:same:spot", "words:many", "words:half", "words:most", "copied", "things:same",
    "time:same", "type:same:rare",
}  # fmt: skip
_WIDE = {"country", "admin1", "area"}
_TAKEN = ":taken"
_APART_PLACES = {"place:other", "place:apart"}
# Of the pairs of claims of two groups, so large a share may conflict before the groups do.
MOST_CONFLICT = 0.2
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score in log-odds, its parts by trait, and whether the two can be one event at all."""

    score: float
    parts: tuple[tuple[str, float], ...]
    forbidden: bool


def likeness(one: Claim, two: Claim, evidence: Evidence) -> Likeness:
    """Return how much speaks for the two claims telling one happening."""
    return likeness_of(slots_of(one, evidence), slots_of(two, evidence), evidence)


def likeness_of(one: Slots, two: Slots, evidence: Evidence) -> Likeness:
    """Return how much speaks for two claims or groups, by their slots, telling one happening."""
    found = traits(one, two, evidence)
    weights = _weights(one, two)
    parts = tuple((trait, weights.get(trait, 0.0)) for trait in found)
    return Likeness(sum(w for _, w in parts), parts, forbidden(one, two, found, evidence))


def scored(one: Slots, two: Slots, evidence: Evidence) -> tuple[float, list[str]]:
    """Return the score of `likeness_of` and the traits that it is the sum of."""
    found = traits(one, two, evidence)
    weights = _weights(one, two)
    return sum([weights.get(trait, 0.0) for trait in found]), found


def _weights(one: Slots, two: Slots) -> Mapping[str, float]:
    return likeness_book().within if one.reports == two.reports else likeness_book().between


def forbidden(one: Slots, two: Slots, found: Sequence[str], evidence: Evidence) -> bool:
    """Tell whether two, which show these traits, cannot be one event, whatever their score."""
    most = 0.0 if one.reports == two.reports else MOST_CONFLICT
    return conflict(one, two, found, evidence) > most


def traits(one: Slots, two: Slots, evidence: Evidence) -> list[str]:
    """Return the traits that two claims or groups show together, the prior first."""
    within = one.reports == two.reports
    found = ["prior:report" if within else "prior", _type(one.acts, two.acts)]
    found += _place(one, two, evidence)
    found += _time(one, two)
    if one.spread == two.spread and one.counts and two.counts:
        found += figures(one.counts, two.counts)
    if one.parts and any(p in two.parts and p[1] > SMALL_COUNT for p in one.parts):
        found.append("parts")
    share = shared(one, two)
    if one.actors and two.actors:
        found += _verdict("actors", one.actors, two.actors, evidence, named=share >= _SOME_WORDS)
    if one.targets and two.targets:
        found += _verdict("targets", one.targets, two.targets, evidence)
    if one.things and two.things:
        found.append("things:apart" if one.things.isdisjoint(two.things) else "things:same")
    found.append(_words(share))
    if within:
        return found + _of_one_report(one, two, found[1], evidence)
    return found + _of_two_reports(one, two, found, share)


def _of_one_report(one: Slots, two: Slots, kind: str, evidence: Evidence) -> list[str]:
    """Return the traits that only claims of one report can show."""
    found = []
    if one.chains and two.chains:
        found.append("chain:other" if one.chains.isdisjoint(two.chains) else "chain")
    if kind in _NOT_VAGUE and _leans(one, two, evidence):
        found.append("bare")
    if evidence.recounts.tied(one.ids, two.ids):
        found.append("recount")
    return found


def _of_two_reports(one: Slots, two: Slots, before: list[str], share: float) -> list[str]:
    """Return the traits that only accounts of different reports can show."""
    found = []
    if share >= _ONE_SENTENCE and one.texts & two.texts:
        found.append("copied")
    if not one.chains.isdisjoint(two.chains):
        found.append("chain")
    if one.marks and two.marks:
        found += _marks(one, two, before)
    if one.lead and two.lead:
        found.append("lead")
    if (one.violent or two.violent) and not _anchored(before, found):
        found.append("anchor:none")
    return found


def _anchored(*found: list[str]) -> bool:
    """Tell whether something ties two acts of violence to one occasion.

    *Attacks on civilians in the province* in two reports are a manner of war, not an
    event: a count, a day that both sentences give, a spot or a sentence must be shared.
    """
    return not all(map(_ANCHORS.isdisjoint, found))


def _words(share: float) -> str:
    for least, name in _WORD_STEPS:
        if share >= least:
            return "words:" + name
    return "words:none"


def _marks(one: Slots, two: Slots, found: Sequence[str]) -> Iterable[str]:
    """Return which marks two accounts share: by when it is due, and what one voice calls it.

    *45 killed in 24 hours* is no term: violence is never due.
    """
    term = not one.violent and not two.violent
    if term and marks.shared(one.marks, two.marks, marks.DUE):
        yield "due:same"
    of_one = {"actors:same", "actors:same:person"} & set(found)
    if of_one and marks.shared(one.marks, two.marks, marks.JUDGED):
        yield "judged:same"


def shared_words(one: str, two: str) -> float:
    """Return the Jaccard share of the content words of two quotes, by their spelling keys."""
    return _share(content_words(one), content_words(two))


def shared(one: Slots, two: Slots) -> float:
    """Return the largest share of content words that a claim of each has in common."""
    if len(one.words) == len(two.words) == 1:
        return _share(one.words[0], two.words[0])
    return max([_share(a, b) for a in one.words for b in two.words])


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    if not one or not two:
        return 0.0
    both = len(one & two)
    return both / (len(one) + len(two) - both)


@lru_cache(maxsize=100_000)
def _type(one: frozenset[Kind], two: frozenset[Kind]) -> str:
    book = likeness_book()
    ours, theirs = ({kind for kind, _ in acts} for acts in (one, two))
    same = ours & theirs
    if same & book.rare_types:
        return "type:same:rare"
    if same - book.vague_types:
        return "type:same"
    if same:
        return "type:same:vague"
    if any(types.kin(a, b) for a, b in product(ours, theirs)):
        return "type:kin"
    return "type:vague" if _fit(one, two) else "type:apart"


def _place(one: Slots, two: Slots, evidence: Evidence) -> Sequence[str]:
    """Return how the places lie; those who leave for one goal may do so from one place."""
    found = _where(one, two, evidence)
    if not (one.goals and two.goals) or not _APART_PLACES.isdisjoint(found):
        return found
    ends = (evidence.map.relation(a, b) for a, b in product(one.goals, two.goals))
    return _heaviest([*found, *("place:" + end + _TAKEN for end in ends)])


def _where(one: Slots, two: Slots, evidence: Evidence) -> Sequence[str]:
    if not (one.named or one.taken) or not (two.named or two.taken):
        return ()
    key = one.named, one.taken, two.named, two.taken
    found = evidence.map.nearest.get(key)
    return (
        evidence.map.nearest.keep(key, _nearest_place(*key, evidence)) if found is None else found
    )


def _nearest_place(
    named: frozenset[str],
    taken: frozenset[str],
    other_named: frozenset[str],
    other_taken: frozenset[str],
    evidence: Evidence,
) -> tuple[str, ...]:
    """Return the nearest relation of two places; where one is not told, that it is taken over.

    Where both tell a narrower kind of place (a quarter, a town), the wider ones that each
    tells beside it say nothing more: two quarters of one city are two places.
    """
    relation = evidence.map.relation
    told: list[str] = []
    if named and other_named:
        pairs = product(*evidence.map.narrowest_both(named, other_named))
        told = ["place:" + relation(a, b) for a, b in pairs]
        # What both sentences name decides where it keeps them apart.
        if _APART_PLACES.issuperset(told):
            return _heaviest(told)
    guessed = [
        "place:" + relation(a, b) + _TAKEN
        for a, b in product(taken | named, other_taken | other_named)
        if a in taken or b in other_taken
    ]
    return _heaviest([*told, *guessed])


def _heaviest(found: Iterable[str]) -> tuple[str, ...]:
    """Return the relation that speaks most for one happening, of equals the first by name."""
    weights = likeness_book().within
    return (max(sorted(found), key=lambda t: weights.get(t, 0.0)),)


def _time(one: Slots, two: Slots) -> Sequence[str]:
    if one.on_days and two.on_days:
        return ("time:" + _nearest(one.on_days, two.on_days),)
    if one.days and two.days:
        return ("time:" + _nearest(one.days, two.days) + _TAKEN,)
    if one.published and two.published:
        gap = _least_gap(one.published, two.published)
        return ("time:silent:near" if gap <= _NEAR_DAYS else "time:silent",)
    return ()


@lru_cache(maxsize=100_000)
def _nearest(one: frozenset[Days], two: frozenset[Days]) -> str:
    """Return how two times lie that are nearest to each other; there must be some of each."""
    gap, vague = min((_gap(a, b), a != b or a[0] != a[1]) for a, b in product(one, two))
    if gap == 0:
        return "meets" if vague else "same"
    return "touches" if gap == 1 else "apart"


@lru_cache(maxsize=100_000)
def _least_gap(one: frozenset[int], two: frozenset[int]) -> int:
    return min(abs(a - b) for a, b in product(one, two))


def _gap(one: Days, two: Days) -> int:
    """Return the days between two intervals, 0 where they meet."""
    if one[1] < two[0]:
        return two[0] - one[1]
    return max(0, one[0] - two[1])


@lru_cache(maxsize=100_000)
def figures(one: frozenset[Count], two: frozenset[Count]) -> tuple[str, ...]:
    """Return the traits of two sets of counts."""
    pairs = [(a, b) for a, b in product(one, two) if a[0] == b[0]]
    if not pairs:
        return ()
    comparable = [(a, b) for a, b in pairs if _same_people(a, b)]
    if not comparable:
        return ("figures:others",)
    same = {(a[0], a[1]) for a, b in comparable if a[1:3] == b[1:3]}
    if same:
        found = "figures:same:" + _size(max(low for _, low in same))
        return (found, "figures:same:second") if len({k for k, _ in same}) > 1 else (found,)
    meeting = [(a, b) for a, b in comparable if _meet(a, b)]
    near = any(_closeness(a, b) >= _NEAR_SHARE for a, b in meeting or comparable)
    found = f"figures:{'meet' if meeting else 'apart'}:{'near' if near else 'far'}"
    # Both the dead and the hurt are counted, and neither count is the other's.
    other = not meeting and len({a[0] for a, _ in comparable}) > 1
    return (found, "figures:apart:second") if other else (found,)


def _same_people(one: Count, two: Count) -> bool:
    return one[3] == two[3] or one[3] in _ANYBODY or two[3] in _ANYBODY


def _meet(one: Count, two: Count) -> bool:
    return (two[2] is None or one[1] <= two[2]) and (one[2] is None or two[1] <= one[2])


def _closeness(one: Count, two: Count) -> float:
    low, high = sorted((one[1], two[1]))
    return low / high if high else 1.0


def _size(count: int) -> str:
    if count <= SMALL_COUNT:
        return "small"
    if count <= _MEDIUM_COUNT:
        return "medium"
    return "round" if count % 10 == 0 or count == 24 else "large"


def _verdict(
    slot: str,
    one: frozenset[str],
    two: frozenset[str],
    evidence: Evidence,
    *,
    named: bool = False,
) -> Iterable[str]:
    if named and any(evidence.actors[a].kind == "person" for a in one & two):
        return [f"{slot}:same:person"]
    verdict = evidence.cast.compare_sets(one, two)
    words = {Verdict.AGREE: "same", Verdict.COMPATIBLE: "compatible", Verdict.CONFLICT: "apart"}
    return [f"{slot}:{words[verdict]}"] if verdict in words else []


def _leans(one: Slots, two: Slots, evidence: Evidence) -> bool:
    """Tell whether one of two claims leaves to the other, close by, where, when and how many.

    *Nobody has said who fired the shells* goes back to the shelling told before.
    """
    if len(one.ids) + len(two.ids) > 2 or all(_is_bare(s) == _is_bare(one) for s in (one, two)):
        return False
    starts = [evidence.claims[s.ids[0]].start for s in (one, two)]
    return abs(starts[0] - starts[1]) <= _CLOSE_BY


def _is_bare(slots: Slots) -> bool:
    return not (slots.told or slots.taken or slots.told_days or slots.counts)


def conflict(one: Slots, two: Slots, found: Iterable[str], evidence: Evidence) -> float:
    """Return how far something keeps the two apart, whatever else speaks for them.

    It is the share of pairs of their claims that contradict each other, on the slot
    where that is highest. Of two claims, any contradiction is 1; of two groups it may be
    a claim that was read wrongly.
    """
    one_text = "copied" in found and bool(one.counts & two.counts)
    if not one_text and (one.state != two.state or one.total != two.total):
        return 1.0
    if one.reports != two.reports and (_unbounded(one, two) or _unbounded(two, one)):
        return 1.0
    if one.background != two.background and not _news_then(one, two, found):
        return 1.0
    if "actors:apart" in found and not one.violent and not two.violent:
        return 1.0
    return max(
        1.0 if _far(one, two) else 0.0,
        _conflict(one.kinds, two.kinds, _kinds_apart),
        _conflict(one.told_days, two.told_days, _days_apart),
        _conflict(one.told, two.told, evidence.map.sets_apart),
        _conflict_within_reports(one, two, evidence),
    )


def _unbounded(one: Slots, two: Slots) -> bool:
    """Tell a sum of many strikes, and strikes of which neither day nor count is known.

    *Launched over 125 air strikes* over an offensive; *intensified air strikes* on the province.
    """
    summed = any(kind == "strikes" and low >= _MANY_STRIKES for kind, low, _, _ in one.counts)
    return summed and not two.counts and not two.days


def _news_then(one: Slots, two: Slots, found: Iterable[str]) -> bool:
    """Tell whether what is history for the one was news when the other was published."""
    gaps = [abs(a - b) for a, b in product(one.published, two.published)]
    return "time:same" in found and min(gaps, default=0) > _HISTORY_DAYS


def _conflict(one: Mapping[T, int], two: Mapping[T, int], apart: Callable[[T, T], bool]) -> float:
    """Return the share of pairs of claims that are apart on one slot."""
    if not one or not two:
        return 0.0
    against = sum([m * n for a, m in one.items() for b, n in two.items() if apart(a, b)])
    return against / (sum(one.values()) * sum(two.values())) if against else 0.0


def surely_apart(one: Slots, two: Slots, evidence: Evidence) -> bool:
    """Tell at little cost whether kinds, told days or told places all keep two apart."""
    if not kinds_fit(one, two):
        return True
    if one.on_days and two.on_days and _all_apart(one.on_days, two.on_days):
        return True
    if not one.told or not two.told:
        return False
    return all(evidence.map.sets_apart(a, b) for a in one.told for b in two.told)


@lru_cache(maxsize=100_000)
def _all_apart(one: frozenset[Days], two: frozenset[Days]) -> bool:
    return all(_days_apart(a, b) for a, b in product(one, two))


def kinds_fit(one: Slots, two: Slots) -> bool:
    """Tell whether some kind that the one tells can be one that the other tells."""
    return _fit(one.acts, two.acts)


@lru_cache(maxsize=100_000)
def _fit(one: frozenset[Kind], two: frozenset[Kind]) -> bool:
    return any(not _kinds_apart(a, b) for a, b in product(one, two))


@lru_cache(maxsize=10_000)
def _kinds_apart(one: Kind, two: Kind) -> bool:
    return types.compare(one[0], two[0], (one[1], two[1])) is Verdict.CONFLICT


def _days_apart(one: Days, two: Days) -> bool:
    return _gap(one, two) > _APART_DAYS


def _far(one: Slots, two: Slots) -> bool:
    """Tell whether the days of the two, told or not, all lie too far apart."""
    gaps = [_gap(a, b) for a in one.days for b in two.days]
    return bool(gaps) and min(gaps) > FAR_DAYS


def _conflict_within_reports(one: Slots, two: Slots, evidence: Evidence) -> float:
    """Return the share of pairs of claims of one report that it tells as two things."""
    if one.reports.isdisjoint(two.reports):
        return 0.0
    claims = evidence.claims
    pairs = [
        (claims[a], claims[b])
        for a, b in product(one.ids, two.ids)
        if claims[a].report == claims[b].report
    ]
    return sum(_distinct_within_report(a, b, evidence) for a, b in pairs) / len(pairs)


def _distinct_within_report(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """A report seldom contradicts itself: two exact tolls of one voice in it are two events."""
    earlier, later = sorted((one, two), key=lambda c: (c.start, c.trigger.start))
    if later.start > earlier.start and opens_another(later):
        return True
    traits_of_counts = figures(counts_of(one), counts_of(two))
    apart = any(t.startswith(("figures:apart", "figures:others")) for t in traits_of_counts)
    replaced = is_earlier(one) != is_earlier(two)
    if one.start == two.start and one.event_type == two.event_type and not replaced:
        ours, theirs = targets_of(one), targets_of(two)
        return apart or evidence.cast.compare_any(ours, theirs) is Verdict.CONFLICT
    arms = {one.event_type, two.event_type}
    if len(arms) == 2 and arms <= ARMS:
        return True
    if not apart or one.polarity != two.polarity or _two_voices(one, two):
        return False
    return not (counts_anew(one) or counts_anew(two))


def _two_voices(one: Claim, two: Claim) -> bool:
    """Tell whether the two are said by two named voices, who may count one thing differently."""
    voices = {c.attribution.source for c in (one, two) if c.attribution and c.attribution.source}
    return len(voices) == 2
