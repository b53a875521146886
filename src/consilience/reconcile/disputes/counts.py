"""How many, where counts of the same people cannot all be right.

In: the claims of one event. Out: disputes on `killed`, `injured` and the like, and on
`victims` where the counts are of a part (the children among the dead). The rule:

- counts of one class of people clash where their ranges do not meet; a count of a narrower
  class (civilians, among people) clashes with one of the wider only where it is larger;
- vague words (*dozens*) are held at half of what they are worth, round numbers (*some 80*)
  at a tenth more or less, and *more than 19* is not held against 19;
- *three more* and one person told of are no count of the whole; where one sentence counts
  two classes, or one class at two places, none of them is the whole, which is at least
  their sum;
- accounts at odds on more than the count tell two things, more likely, than one thing twice:
  on other days, at two spots of which neither contains the other, of several towns against
  one of them, or, with no spot in common, laid to other doers or of five times as many;
- two counts that one report gives are of two things, unless two named voices give them; so
  are those that one voice gives in one report, wherever else each is told.

A larger count that the same origin gives later, or on the same day, is an update, and so is
one that stands beside what a report calls the earlier toll.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from consilience.knowledge.contradictions import PEOPLE, contradictions
from consilience.model import Claim, Dispute, Figure, FigureKind
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict
from consilience.reconcile.disputes.one_thing import of_two_things, share_a_spot
from consilience.reconcile.disputes.positions import make, position, range_words
from consilience.reconcile.evidence import Evidence, actors_of
from consilience.reconcile.origins import is_own_voice
from consilience.reconcile.recounts import adds_on, is_earlier, is_replaced, is_revised

KINDS: tuple[FigureKind, ...] = (
    "killed", "injured", "displaced", "captured", "missing", "abducted",
)  # fmt: skip
_NO_LIMIT = float("inf")
_NOBODY = (0, 0)
# So many times as many are more likely another thing counted, where no spot ties the two.
_FAR = 5
# So many times as many are another thing even in one town.
_VERY_FAR = 10
# What a count is grouped by for a position: bounds as told, class.
Value = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True)
class Count:
    """One count of one claim: as told, and the least and most that it can be held to mean."""

    claim: Claim
    low: int
    high: int | None
    people: str
    least: float
    most: float
    is_part: bool = False
    window: str | None = None

    @property
    def value(self) -> Value:
        """What the count says, whoever says it."""
        return self.low, self.high, self.people


def counts(event: str, what: str, claims: Sequence[Claim], evidence: Evidence) -> Iterator[Dispute]:
    """Yield the disputes on counts, by kind and by the class counted.

    Where some account counts a class as a part of the whole (*among them nine children*), the
    class is a question of its own, on `victims` where nobody counts it by itself.
    """
    for kind in KINDS:
        told = [n for c in claims if c.polarity == "asserted" for n in counts_of(c, kind)]
        told += [_none(c, people) for c in claims if (people := unharmed(c, kind)) is not None]
        if not told:
            continue
        classes = {n.people for n in told if n.is_part} - {PEOPLE}
        wholes = [n for n in told if not n.is_part]
        yield from _dispute(kind, questions.how_many(kind, what), event, wholes, evidence, classes)
        for people in sorted(classes):
            counted = [n for n in told if n.people == people]
            field = "victims" if all(n.is_part for n in counted) else kind
            question = questions.how_many_of(people, kind, what)
            yield from _dispute(field, question, event, counted, evidence)


def counts_of(claim: Claim, kind: FigureKind) -> list[Count]:
    """Return what a claim counts of one kind, without what is no count of the whole or a class."""
    told = [
        f for f in claim.figures
        if f.kind == kind and not f.cumulative and not is_one_of_them(f)
    ]  # fmt: skip
    figures = [f for f in told if not is_replaced(claim, f)] or told
    if any(adds_on(claim, f) for f in figures):
        return []  # nothing that stands beside *three more* is the whole either
    wholes = [f for f in figures if not is_part(claim, f)]
    parts = [_count(claim, f, is_part=True) for f in figures if is_part(claim, f)]
    return [*_wholes(claim, wholes), *parts]


def unharmed(claim: Claim, kind: FigureKind = "killed") -> str | None:
    """Return the class of whom a named voice says that none came to harm; None where it does not.

    *No civilians were hurt* says so of the killed and of the injured; *no casualties have been
    reported* only that none are known.
    """
    voice = claim.attribution is not None and claim.attribution.source is not None
    harm = claim.event_type == "casualties" and claim.modality == "actual" and not claim.background
    if claim.polarity != "denied" or not (voice and harm) or claim.denies != "occurrence":
        return None
    rules = contradictions()
    killed_only = rules.is_death(claim.trigger.text)
    if rules.is_not_known(claim.quote) or (kind != "killed" and (kind != "injured" or killed_only)):
        return None
    before = claim.quote[: claim.trigger.end - claim.start]
    return rules.class_unharmed([t.text for t in claim.targets], before)


def _none(claim: Claim, people: str) -> Count:
    return Count(claim, 0, 0, people, 0, 0)


def _wholes(claim: Claim, figures: Sequence[Figure]) -> list[Count]:
    """Return the counts of a claim's wholes; those of several places or classes are parts of one.

    *Fifteen civilians and 27 fighters, with ten bodies not identified* counts 52 people.
    """
    told = [_count(claim, f) for f in figures]
    classes = [n.people for n in told]
    if len(told) < 2:
        return told
    if len({n.value for n in told}) == 1:  # told twice in one breath, as a headline is
        return told[:1]
    named = sum(n.low for n in told if n.people != PEOPLE)
    if any(n.people == PEOPLE and n.low >= named for n in told) and classes.count(PEOPLE) == 1:
        return told
    least = sum(n.low for n in told)
    whole = Count(claim, least, None, PEOPLE, least, _NO_LIMIT)
    return [whole, *(n for n in told if classes.count(n.people) == 1 and n.people != PEOPLE)]


def _count(claim: Claim, figure: Figure, *, is_part: bool = False) -> Count:
    rules = contradictions()
    least: float = figure.low
    if figure.high is None:
        least = figure.low / 2 if rules.is_vague(figure.text) else figure.low - 1
    most: float = _NO_LIMIT if figure.high is None else figure.high
    slack = rules.slack(figure.text) * figure.low
    least, most = least - slack, most + slack
    people = rules.class_of(figure.victims, figure.text)
    window = rules.window(figure.window, claim.quote, figure.start - claim.start)
    return Count(claim, figure.low, figure.high, people, least, most, is_part, window)


def is_part(claim: Claim, figure: Figure) -> bool:
    """Tell whether a figure counts some of those counted elsewhere (*five of the wounded*)."""
    at = max(0, figure.start - claim.start)
    rules = contradictions()
    told = rules.is_of_those_counted(claim.quote[at:]) or rules.is_out_of_a_whole(claim.quote, at)
    return figure.part_of is not None or figure.partial or told


def is_one_of_them(figure: Figure) -> bool:
    """Tell whether a person is told of, not counted: *a boy who was wounded* may be one of many."""
    alone = (figure.low, figure.high) == (1, 1)
    return alone and not re.match(r"(one|1)\b", figure.text, re.IGNORECASE)


def _dispute(
    field: str, question: str, event: str, told: Sequence[Count], evidence: Evidence,
    apart: Container[str] = (),
) -> Iterator[Dispute]:  # fmt: skip
    """Yield the dispute on some counts, two of a class in `apart` not held against each other."""
    clashes = [
        (a, b) for a, b in _clashes(_latest(told, evidence), evidence) or _clashes(told, evidence)
        if a.people != b.people or a.people not in apart
    ]  # fmt: skip
    if not clashes:
        return
    values = sorted({n.value for pair in clashes for n in pair}, key=_in_order)
    by_value: dict[Value, list[Claim]] = defaultdict(list)
    for count in told:
        by_value[count.value].append(count.claim)
    update = all(_is_update(a, b, evidence) for a, b in clashes)
    shown = _words(values)
    yield make(
        event, field, question, [position(shown[v], by_value[v], evidence) for v in values],
        _reason(values, clashes, evidence, update=update), update=update,
    )  # fmt: skip


def _in_order(value: Value) -> tuple[float, float, str]:
    low, high, people = value
    return low, _NO_LIMIT if high is None else high, people


def _words(values: Sequence[Value]) -> Mapping[Value, str]:
    """Return each value in words, with the class where not all are of one."""
    classes = {people for _, _, people in values}
    some = any(v[:2] == _NOBODY for v in values) and classes != {PEOPLE}
    return {v: _in_words(v, with_class=some or len(classes) > 1) for v in values}


def _in_words(value: Value, *, with_class: bool) -> str:
    low, high, people = value
    if (low, high) == _NOBODY:
        return f"no {people}" if with_class else "none"
    if not with_class:
        return range_words(low, high)
    one = (low, high, people) == (1, 1, PEOPLE)
    return f"{range_words(low, high)} {'person' if one else people}"


def _reason(
    values: Sequence[Value], clashes: Sequence[tuple[Count, Count]], evidence: Evidence,
    *, update: bool,
) -> str:  # fmt: skip
    if update:
        return "The same origin counts anew: its later or larger count replaces the earlier."
    if values[0][:2] == _NOBODY:
        return "One side says that none came to harm; another counts some who did."
    gap = values[-1][0] - values[0][0]
    apart = f"The counts cannot all be right; the lowest and the highest are {gap:,} apart."
    grown = all(evidence.published_later(b.claim, a.claim) for a, b in map(_by_size, clashes))
    return apart + (" The larger are told later: the toll may have risen." if grown else "")


def _by_size(pair: tuple[Count, Count]) -> tuple[Count, Count]:
    one, two = pair
    return (one, two) if (one.low, one.most) <= (two.low, two.most) else (two, one)


def _clashes(told: Sequence[Count], evidence: Evidence) -> list[tuple[Count, Count]]:
    """Return the pairs of counts that cannot both be right."""
    together = _told_together(told, evidence)
    return [
        (a, b) for a, b in combinations(told, 2)
        if cannot_both_be_right(a, b) and _count_one_thing(a, b, evidence)
        and not together & _breaths(a, b, evidence)
    ]  # fmt: skip


# One voice, and two counts that it gives.
Breath = tuple[str, frozenset[Value]]


def _told_together(told: Sequence[Count], evidence: Evidence) -> set[Breath]:
    """Return the pairs of counts that one voice gives in one report: of two things, then.

    Another report may pass on only one of each.
    """
    by_report: dict[tuple[str, str], set[Value]] = defaultdict(set)
    for count in told:
        by_report[count.claim.report, evidence.origins[count.claim.id]].add(count.value)
    return {
        (origin, frozenset(pair))
        for (_, origin), values in by_report.items()
        for pair in combinations(values, 2)
    }


def _breaths(one: Count, two: Count, evidence: Evidence) -> set[Breath]:
    here, there = evidence.origins[one.claim.id], evidence.origins[two.claim.id]
    if evidence.recounts.tied([one.claim.id], [two.claim.id]):
        return set()
    return {(here, frozenset((one.value, two.value)))} if here == there else set()


def cannot_both_be_right(one: Count, two: Count) -> bool:
    """Tell whether two counts of one happening exclude each other.

    A count over 24 hours and one raid's, or one over three days, count two things.
    """
    if one.window != two.window:
        return False
    if one.people == two.people:
        return one.least > two.most or two.least > one.most
    if contradictions().holds(one.people, two.people):
        return two.least > one.most
    return contradictions().holds(two.people, one.people) and one.least > two.most


def _count_one_thing(one: Count, two: Count, evidence: Evidence) -> bool:
    a, b = one.claim, two.claim
    return not (
        _in_one_voice(a, b, evidence)
        or of_two_things(a, b, evidence)
        or (not share_a_spot(a, b, evidence) and _at_odds_on_more(one, two, evidence))
        or (_far_apart(one, two, _VERY_FAR) and not _of_one_text(a, b, evidence))
    )


def _at_odds_on_more(one: Count, two: Count, evidence: Evidence) -> bool:
    doers = evidence.cast.compare_any(actors_of(one.claim), actors_of(two.claim))
    return doers is Verdict.CONFLICT or _far_apart(one, two)


def _of_one_text(one: Claim, two: Claim, evidence: Evidence) -> bool:
    roots = {evidence.reports[c.report].copy_of or c.report for c in (one, two)}
    return len(roots) == 1


def _far_apart(one: Count, two: Count, times: int = _FAR) -> bool:
    """Tell whether one count is so much larger that another thing is counted, more likely."""
    low, high = _by_size((one, two))
    return high.low >= times * max(1, low.low) and low.high != 0  # *nobody* is no small count


def _in_one_voice(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether one report gives both, not as the word of two voices: it counts two things."""
    if one.report != two.report or evidence.recounts.tied([one.id], [two.id]):
        return False
    voices = {evidence.origins[one.id], evidence.origins[two.id]}
    return len(voices) == 1 or any(is_own_voice(v) for v in voices)


def _latest(told: Sequence[Count], evidence: Evidence) -> list[Count]:
    """Return the counts without those that the same origin has since raised."""
    return [n for n in told if not any(_is_update(n, m, evidence) and m.low > n.low for m in told)]


def _is_update(one: Count, two: Count, evidence: Evidence) -> bool:
    """Tell whether one origin gives both counts, at two moments.

    Of one day's two the larger is taken for the later: a toll rises. So is what one report
    gives beside an earlier toll. A copy that another outlet alters the same day
    updates nothing.
    """
    low, high = _by_size((one, two))
    if not _of_one_class(low, high):
        return False
    if low.claim.report == high.claim.report:
        return is_earlier(low.claim) or is_revised(high.claim)
    if evidence.origins[low.claim.id] != evidence.origins[high.claim.id]:
        return False
    if evidence.published_later(high.claim, low.claim):
        return True
    altered = _is_altered_copy(low.claim, high.claim, evidence)
    return not altered and not evidence.published_later(low.claim, high.claim)


def _is_altered_copy(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether one report copies the other's text under another name, and alters it."""
    a, b = (evidence.reports[c.report] for c in (one, two))
    same_text = (a.copy_of or a.id) == (b.copy_of or b.id)
    return same_text and (a.publisher or a.id) != (b.publisher or b.id)


def _of_one_class(one: Count, two: Count) -> bool:
    holds = contradictions().holds
    same = one.people == two.people
    return same or holds(one.people, two.people) or holds(two.people, one.people)
