"""Whether two accounts of one event tell one thing, so that they can be at odds at all.

In: two claims. Out: whether they speak of two things, by the days and places that they name.
An event may hold a misread account; accounts at odds on more than the slot in question are
more likely of two things than two words on one.
"""

from __future__ import annotations

from consilience.knowledge.contradictions import contradictions
from consilience.knowledge.event_types import ARMS
from consilience.model import Claim
from consilience.reconcile.compare import Verdict, times
from consilience.reconcile.disputes.positions import is_asserted
from consilience.reconcile.evidence import Evidence, actors_of, places_of, wholes
from consilience.reconcile.likeness import shared_words
from consilience.reconcile.origins import is_own_voice

_NARROW = {"point", "district"}
_WIDE = {"country", "admin1", "area"}
_SPOTS = {"point", "district", "unknown"}
# A count that two acts of a week seldom share by chance.
_TELLING = 3
# Two sentences with this share of content words in common tell one thing in one's words.
_ONE_SENTENCE = 0.4


def of_two_things(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the claims are of other days, of two spots, or of several against one."""
    return (
        times.compare(one.time, two.time) is Verdict.CONFLICT
        or at_two_spots(one, two, evidence)
        or _of_more_places(one, two, evidence)
        or _of_more_places(two, one, evidence)
    )


def rival_doers(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the claims can lay one act to two doers: a single quarrel, not two acts.

    A report that tells of two doers in its own voice tells two acts.
    """
    if one.report == two.report and any(is_own_voice(evidence.origins[c.id]) for c in (one, two)):
        return False
    apart = of_two_things(one, two, evidence) or _far_off(one, two, evidence)
    return not apart and (_are_tied(one, two, evidence) or not _by_two_weapons(one, two))


def rival_weapons(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the claims can name two weapons for one act: a single quarrel."""
    apart = of_two_things(one, two, evidence) or _far_off(one, two, evidence)
    doers = evidence.cast.compare_any(actors_of(one), actors_of(two))
    return not apart and (_are_tied(one, two, evidence) or doers is not Verdict.CONFLICT)


def is_act(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether the claim tells an act of violence that happened, and no running total."""
    news = is_asserted(claim) and not claim.background
    running = any(f.cumulative for f in claim.figures) and not wholes(claim)
    return news and not running and evidence.family(claim) == "violence"


def told_spots(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the towns and quarters that the claim's own sentence puts the act at."""
    refs = [p for p in claim.places if claim.start <= p.start < claim.end]
    narrow = {
        p.place for p in refs
        if p.role in {"at", "within"} and evidence.places[p.place].precision in _SPOTS
    }  # fmt: skip
    return evidence.map.inmost(narrow)


def surely_one(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the words show that two accounts are of one act: count, sentence or text."""
    roots = {evidence.reports[c.report].copy_of or c.report for c in (one, two)}
    if len(roots) == 1 or one.report == two.report:
        return len(roots) == 1 and one.report != two.report
    counts = [{(f.kind, f.low, f.high) for f in wholes(c) if f.low >= _TELLING} for c in (one, two)]
    doers = evidence.cast.compare_any(actors_of(one), actors_of(two))
    if doers is Verdict.CONFLICT or _by_two_weapons(one, two):
        return False
    return bool(counts[0] & counts[1]) or shared_words(one.quote, two.quote) >= _ONE_SENTENCE


def counts_meet(one: Claim, two: Claim) -> bool:
    """Tell whether no kind of count that both give is another: they may be the same people."""
    pairs = [(a, b) for a in wholes(one) for b in wholes(two) if a.kind == b.kind]
    return all(
        (b.high is None or a.low <= b.high) and (a.high is None or b.low <= a.high)
        for a, b in pairs
    )  # fmt: skip


def _are_tied(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether a count, a spot smaller than a town, or a text in common ties two claims."""
    roots = {evidence.reports[c.report].copy_of or c.report for c in (one, two)}
    shared = set(places_of(one)) & set(places_of(two))
    quarters = any(evidence.places[p].precision == "district" for p in shared)
    counts = [{(f.kind, f.low) for f in wholes(c) if f.low > 1} for c in (one, two)]
    return len(roots) == 1 or quarters or bool(counts[0] & counts[1])


def _by_two_weapons(one: Claim, two: Claim) -> bool:
    arms = {one.event_type, two.event_type} <= ARMS
    return arms and not contradictions().are_one_weapon(
        one.event_type, two.event_type, (one.quote, two.quote)
    )


def _far_off(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether all places of the one exclude all places of the other."""
    pairs = [evidence.map.compare(a, b) for a in places_of(one) for b in places_of(two)]
    return bool(pairs) and max(pairs) is Verdict.CONFLICT


def share_a_spot(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the accounts share a town or a spot in it, or are of one copied text."""
    roots = {evidence.reports[c.report].copy_of or c.report for c in (one, two)}
    shared = set(places_of(one)) & set(places_of(two))
    return len(roots) == 1 or any(evidence.places[p].precision not in _WIDE for p in shared)


def at_two_spots(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the accounts name quarters or towns of which none is part of the other."""
    here, there = (_spots(c, evidence) for c in (one, two))
    nested = any(_lies_in(a, b, evidence) or _lies_in(b, a, evidence) for a in here for b in there)
    quarters = any(evidence.places[p].precision == "district" for p in (*here, *there))
    if not (here and there) or nested:
        return False
    return quarters or max(evidence.map.compare(a, b) for a in here for b in there) <= 0


def _spots(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the narrowest places of a claim, without those that contain another."""
    spots = [p for p in places_of(claim) if evidence.places[p].precision in _NARROW]
    return [p for p in spots if not any(p in evidence.map.chain(q)[1:] for q in spots)]


def _lies_in(inner: str, outer: str, evidence: Evidence) -> bool:
    return outer in evidence.map.chain(inner)


def _of_more_places(one: Claim, two: Claim, evidence: Evidence) -> bool:
    """Tell whether the first account is of several towns, and the second only of some of them."""
    many, some = (_spots(c, evidence) for c in (one, two))
    inside = [p for p in many if any(_may_be_one(p, q, evidence) for q in some)]
    covered = all(any(_may_be_one(p, q, evidence) for p in many) for q in some)
    return bool(some) and covered and len(inside) < len(many)


def _may_be_one(one: str, two: str, evidence: Evidence) -> bool:
    return evidence.map.compare(one, two) > Verdict.UNKNOWN
