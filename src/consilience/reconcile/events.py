"""Which claims tell one happening.

In: the evidence. Out: groups of claim ids. Claims are compared only where they
share a key: a place (or what contains it, below the country), a count, or the
words of a sentence; and only within a window of days. Pairs that score above
the threshold are joined, best first, as long as no two claims of a group
contradict each other on kind, place or day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from consilience.model import Claim
from consilience.reconcile.evidence import Evidence, actors_of, places_of, wholes
from consilience.reconcile.likeness import GROUP_SHARE, THRESHOLD, Likeness, likeness

# Claims dated further apart than this are never compared.
_WINDOW_DAYS = 8
_SPEECH = "speech"
_NO_DAY = date.min


def same_event(evidence: Evidence) -> list[list[str]]:
    """Return the claims of each event, every claim in exactly one group, in order of id."""
    matcher = _Matcher(evidence)
    scored = []
    for one, two in sorted(_candidates(evidence)):
        found = matcher.of(one, two)
        if found.score >= THRESHOLD and not found.forbidden:
            scored.append((-found.score, one, two))
    group_of = {i: [i] for i in evidence.claims}
    for _, one, two in sorted(scored):
        a, b = group_of[one], group_of[two]
        if a is not b and matcher.can_merge(a, b):
            a += b
            for i in b:
                group_of[i] = a
    seen: set[int] = set()
    groups = [g for g in group_of.values() if not (id(g) in seen or seen.add(id(g)))]  # type: ignore[func-returns-value]
    return sorted(sorted(g) for g in groups)


class _Matcher:
    """Likenesses of pairs, computed once each."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[tuple[str, str], Likeness] = {}

    def of(self, one: str, two: str) -> Likeness:
        """Return the likeness of two claims."""
        key = (one, two) if one < two else (two, one)
        if key not in self._known:
            claims = self._evidence.claims
            self._known[key] = likeness(claims[key[0]], claims[key[1]], self._evidence)
        return self._known[key]

    def can_merge(self, one: list[str], two: list[str]) -> bool:
        """Tell whether no claim forbids one of the other group and all fit on the whole."""
        pairs = [self.of(a, b) for a in one for b in two]
        if any(p.forbidden for p in pairs):
            return False
        return sum(p.score for p in pairs) / len(pairs) >= THRESHOLD * GROUP_SHARE


def _candidates(evidence: Evidence) -> set[tuple[str, str]]:
    blocks: dict[tuple[str, ...], list[tuple[date, str]]] = defaultdict(list)
    for claim in evidence.claims.values():
        day = _day(claim, evidence)
        for key in _keys(claim, evidence):
            blocks[key].append((day, claim.id))
    return {pair for block in blocks.values() for pair in _near_pairs(sorted(block))}


def _near_pairs(block: list[tuple[date, str]]) -> Iterator[tuple[str, str]]:
    for n, (day, one) in enumerate(block):
        for later, two in block[n + 1 :]:
            if day != _NO_DAY and (later - day).days > _WINDOW_DAYS:
                break
            if one != two:
                yield (one, two) if one < two else (two, one)


def _day(claim: Claim, evidence: Evidence) -> date:
    told = claim.time.start or evidence.reports[claim.report].published
    return date.fromisoformat(told[:10]) if told else _NO_DAY


def _keys(claim: Claim, evidence: Evidence) -> Iterator[tuple[str, ...]]:
    family = evidence.family(claim)
    if family == _SPEECH:
        for actor in actors_of(claim):
            yield ("speech", claim.event_type, actor)
        return
    block = "ground" if family in {"violence", "territory", "movement"} else family
    for place in places_of(claim):
        for wider in evidence.map.chain(place):
            if evidence.places[wider].precision != "country":
                yield (block, "place", wider)
    for figure in wholes(claim):
        yield (block, "figure", figure.kind, str(figure.low))
    yield (block, "words", " ".join(sorted(claim.quote.lower().split())[:12]))
    yield (block, "report", claim.report)
    if not places_of(claim):
        for actor in actors_of(claim):
            yield (block, "actor", claim.event_type, actor)
