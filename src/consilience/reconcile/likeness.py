"""How much speaks for two claims telling one happening, slot by slot.

In: two claims. Out: `Likeness`, a score with the reason for each part, and
whether a hard conflict forbids it. Contradicting tolls, perpetrators or weapons
do not split an event: they make a dispute. Another place, another day or
another kind of thing does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from consilience.knowledge.event_types import ARMS
from consilience.knowledge.spelling import skeleton
from consilience.model import Claim, TimeRef
from consilience.reconcile.compare import Verdict, figures, times, types
from consilience.reconcile.evidence import Evidence, actors_of, places_of, targets_of, wholes

# Weights of the slots, tuned on labelled groups of reports; see docs/method.md.
_TYPE = {Verdict.AGREE: 1.5, Verdict.COMPATIBLE: 0.3, Verdict.UNKNOWN: 0.0, Verdict.CONFLICT: -9.0}
_PLACE = {Verdict.AGREE: 2.0, Verdict.COMPATIBLE: 0.9, Verdict.UNKNOWN: 0.0, Verdict.CONFLICT: -9.0}
_TIME = {Verdict.AGREE: 1.6, Verdict.COMPATIBLE: 0.2, Verdict.UNKNOWN: 0.2, Verdict.CONFLICT: -9.0}
_ACTORS = {
    Verdict.AGREE: 0.8,
    Verdict.COMPATIBLE: 0.5,
    Verdict.UNKNOWN: 0.0,
    Verdict.CONFLICT: -2.0,
}
_TARGETS = {
    Verdict.AGREE: 0.6,
    Verdict.COMPATIBLE: 0.3,
    Verdict.UNKNOWN: 0.0,
    Verdict.CONFLICT: -0.5,
}
_FIGURES = {
    Verdict.AGREE: 2.2,
    Verdict.COMPATIBLE: 0.3,
    Verdict.UNKNOWN: 0.0,
    Verdict.CONFLICT: -0.8,
}
_WORDS = 4.0
# An event called by another word needs a count or a sentence in common to be the same.
_VAGUE_WORD = 1.0
_SAME_WORDS = 1.0
# What two acts of violence of two reports lose where nothing ties them to one occasion.
_NO_ANCHOR = 1.2
_SMALL_NUMBER = 2
_WIDE_PLACE = 0.4
# A place or day that only an earlier sentence gives is a guess: apart, it weighs against
# one event but does not forbid it.
_TAKEN_OVER_APART = -1.0
# Both name a place and nothing tells how the two lie to each other.
_PLACES_UNRELATED = -0.8
# Reports published further apart than this do not tell an undated event of the same days.
_UNDATED_DAYS = 7
THRESHOLD = 3.2
# The mean likeness that two groups must keep when they are joined, as a share of it.
GROUP_SHARE = 0.8
_STOP = frozenset(
    "the a an of in on at to and by for with from was were is are has have had been".split()  # noqa: SIM905
    + "that this it as said its their".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score, its parts by slot, and whether the two can be one event at all."""

    score: float
    parts: tuple[tuple[str, float], ...]
    forbidden: bool


def likeness(one: Claim, two: Claim, evidence: Evidence) -> Likeness:
    """Return how much speaks for the two claims telling one happening."""
    parts = {
        "type": _TYPE[_types(one, two, evidence)],
        "place": _place(one, two, evidence),
        "time": _time(one, two, evidence),
        "actors": _ACTORS[evidence.cast.compare_any(actors_of(one), actors_of(two))],
        "targets": _TARGETS[evidence.cast.compare_any(targets_of(one), targets_of(two))],
        "figures": _figures(one, two),
        "words": _WORDS * shared_words(one.quote, two.quote),
    }
    if _vaguer_word(one, two) and parts["figures"] <= 0 and parts["words"] < _SAME_WORDS:
        parts["type"] -= _VAGUE_WORD
    if not _anchored(one, two, parts, evidence):
        parts["anchor"] = -_NO_ANCHOR
    forbidden = min(parts.values()) <= -9.0 or _cannot_be_one(one, two, parts)
    return Likeness(sum(parts.values()), tuple(parts.items()), forbidden)


def shared_words(one: str, two: str) -> float:
    """Return the Jaccard share of the content words of two quotes, by their spelling keys."""
    a, b = _content(one), _content(two)
    return len(a & b) / len(a | b) if a and b else 0.0


def _content(quote: str) -> frozenset[str]:
    words = re.findall(r"\w+", quote.lower())
    return frozenset(skeleton(w) for w in words if w not in _STOP)


def _anchored(one: Claim, two: Claim, parts: dict[str, float], evidence: Evidence) -> bool:
    """Tell whether something ties two acts of violence to one occasion.

    *Attacks on civilians in the province* in two reports are a manner of war, not an
    event: a count, a day that both sentences give, a spot or a sentence must be shared.
    """
    spots = set(places_of(one)) & set(places_of(two))
    families = {evidence.family(one), evidence.family(two)}
    if "territory" in families:
        return bool(spots)
    if one.report == two.report or "violence" not in families:
        return True
    counted = parts["figures"] > 0 or parts["words"] >= _SAME_WORDS
    dated = _time_told(one) and _time_told(two) and parts["time"] > 0
    spot = any(evidence.places[p].precision == "district" for p in spots)
    return counted or dated or spot


def _vaguer_word(one: Claim, two: Claim) -> bool:
    """Tell whether one is called by a vaguer word than the other (*attacks*, *airstrikes*)."""
    return one.event_type != two.event_type


def _types(one: Claim, two: Claim, evidence: Evidence) -> Verdict:
    families = (evidence.family(one), evidence.family(two))
    return types.compare(one.event_type, two.event_type, families)


def _place(one: Claim, two: Claim, evidence: Evidence) -> float:
    verdicts = [evidence.map.compare(a, b) for a in places_of(one) for b in places_of(two)]
    best = max(verdicts, default=Verdict.UNKNOWN)
    if verdicts and best is Verdict.UNKNOWN:
        return _PLACES_UNRELATED
    same = set(places_of(one)) & set(places_of(two))
    wide = all(evidence.places[p].precision in {"country", "admin1", "area"} for p in same)
    if best is Verdict.AGREE and wide:
        return _PLACE[best] * _WIDE_PLACE
    if best is Verdict.CONFLICT and not (_place_told(one) and _place_told(two)):
        return _TAKEN_OVER_APART
    if best is Verdict.AGREE and not (_place_told(one) and _place_told(two)):
        return _PLACE[Verdict.COMPATIBLE]
    return _PLACE[best]


def _place_told(claim: Claim) -> bool:
    """Tell whether the claim's own sentence names its place; else it was taken over."""
    return any(claim.start <= p.start < claim.end for p in claim.places)


def _time_told(claim: Claim) -> bool:
    at = claim.time.span_start
    return at is not None and claim.start <= at < claim.end


def _time(one: Claim, two: Claim, evidence: Evidence) -> float:
    verdict = _times(one, two, evidence)
    apart = times.days_apart(one.time, two.time) or 0
    taken_over = not (_time_told(one) and _time_told(two)) and apart <= _UNDATED_DAYS
    return _TAKEN_OVER_APART if verdict is Verdict.CONFLICT and taken_over else _TIME[verdict]


def _times(one: Claim, two: Claim, evidence: Evidence) -> Verdict:
    verdict = times.compare(one.time, two.time)
    if verdict is not Verdict.UNKNOWN:
        return verdict
    a, b = (_published_or_told(c, evidence) for c in (one, two))
    if a and b and abs((a - b).days) > _UNDATED_DAYS:
        return Verdict.CONFLICT
    return verdict


def _published_or_told(claim: Claim, evidence: Evidence) -> date | None:
    day = claim.time.start or evidence.reports[claim.report].published
    return date.fromisoformat(day[:10]) if day else None


def _figures(one: Claim, two: Claim) -> float:
    verdict = figures.compare(wholes(one), wholes(two))
    if verdict is Verdict.AGREE:
        shared = {(f.kind, f.low) for f in wholes(one)} & {(f.kind, f.low) for f in wholes(two)}
        small = all(low <= _SMALL_NUMBER for _, low in shared)
        return _FIGURES[verdict] * (0.4 if small else 1.0)
    return _FIGURES[verdict]


def _cannot_be_one(one: Claim, two: Claim, parts: dict[str, float]) -> bool:
    """Tell whether something other than place, day or kind keeps the two apart."""
    if one.modality != two.modality and "planned" in {one.modality, two.modality}:
        return True
    if "hypothetical" in {one.modality, two.modality} or one.background != two.background:
        return True
    if _running_total(one) != _running_total(two):
        return True
    return one.report == two.report and _distinct_within_report(one, two, parts)


def _running_total(claim: Claim) -> bool:
    return any(f.cumulative for f in claim.figures) and not wholes(claim)


def _distinct_within_report(one: Claim, two: Claim, parts: dict[str, float]) -> bool:
    """A report seldom contradicts itself: two exact tolls of one voice in it are two events."""
    if one.start == two.start and one.event_type == two.event_type:
        return parts["figures"] < 0 or parts["targets"] < 0
    arms = {one.event_type, two.event_type}
    if len(arms) == 2 and arms <= ARMS:
        return True
    return parts["figures"] < 0 and not _denies(one, two) and not _two_voices(one, two)


def _two_voices(one: Claim, two: Claim) -> bool:
    """Tell whether the two are said by two named voices, who may count one thing differently."""
    voices = {c.attribution.source for c in (one, two) if c.attribution and c.attribution.source}
    return len(voices) == 2


def _denies(one: Claim, two: Claim) -> bool:
    return one.polarity != two.polarity


def same_day(one: TimeRef, two: TimeRef) -> bool:
    """Tell whether two times share a day or are not known."""
    return times.compare(one, two) is not Verdict.CONFLICT
