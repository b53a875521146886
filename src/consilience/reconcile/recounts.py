"""Which sentences of a report only count anew what it has told before.

In: the claims of all reports. Out: for each claim that does so, the claim of its report that
tells the act. *The ministry put the toll at 31; an earlier toll was 24* names neither act,
place nor day of its own: each count is of the act told last. Without this the two counts
would stand as two events, each with one toll, and nobody would see that they disagree.

A claim counts anew where it gives a whole count of people, names no place and no day that
the act does not have, points back (*the attack*) or has no act of its own, opens nothing
new (*another, elsewhere*), and gives the word of another voice than the act's, or a count
that by its own words is an earlier or an updated one. It counts the last act of violence
before it, if that is close by and has a count of the same kind; where none is close by, the
act that the report is about. What only adds to a count (*another 43 were injured*) is of the act
told last, whoever says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from consilience.knowledge.contradictions import contradictions
from consilience.model import Claim, Figure, FigureKind

# Code points back to the act: about six sentences.
_REACH = 900
# A report tells its main act before this many code points of its text.
_LEAD = 450
_PEOPLE: set[FigureKind] = {"killed", "injured", "killed_or_injured"}
_EFFECT = "casualties"
_ASIDE = {"background", "dateline"}
_OPENING = 5  # words at the head of a sentence that say that another thing is told
_RIGHT_BEFORE = 40  # code points before a count in which it is called an earlier one
_ANOTHER = re.compile(r"another\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:the|this|that|these|those)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


class Recounts:
    """The claims that count anew, and the acts that they count."""

    def __init__(self, claims: Iterable[Claim], families: Mapping[str, str]) -> None:
        self._violent = {t for t, family in families.items() if family == "violence"}
        self._told: dict[str, list[Claim]] = defaultdict(list)
        self._acts: dict[str, frozenset[str]] = {}
        for claim in claims:
            self._told[claim.report].append(claim)
        for told in self._told.values():
            told.sort(key=lambda c: (c.start, c.trigger.start, c.id))
            for claim in told:
                if found := self._counted(claim, told):
                    self._acts[claim.id] = frozenset(c.id for c in found)

    def tied(self, one: Collection[str], two: Collection[str]) -> bool:
        """Tell whether a claim of the one group counts anew what one of the other tells."""
        return self._counts(one, two) or self._counts(two, one)

    def _counts(self, one: Iterable[str], two: Iterable[str]) -> bool:
        for claim in one:
            acts = self._acts.get(claim)
            if acts is not None and not acts.isdisjoint(two):
                return True
        return False

    def _counted(self, claim: Claim, told: Sequence[Claim]) -> list[Claim]:
        """Return the act that a claim counts, with the other counts of it that stand between."""
        if not (counts_anew(claim) or _goes_on(claim)):
            return []
        if is_earlier(claim) and (beside := _replacing(claim, told)):
            return beside
        before = told[: bisect_left([c.start for c in told], claim.start)]
        acts = [c for c in before if c.event_type in self._violent and _tells_an_act(c)]
        near = [c for c in reversed(acts) if claim.start - c.end <= _REACH]
        if _goes_on(claim):
            return [c for c in near if _is_act(c) and c.chain in {claim.chain, None}][:1]
        run = _run(claim, near)
        if claim.event_type != _EFFECT or any(map(_is_act, near)):
            return run
        news = [c for c in acts if c.start < _LEAD and _counts_the_same(claim, c)]
        return [*run, *news[:1]]


def _goes_on(claim: Claim) -> bool:
    """Tell whether the claim only adds people to those of the act before, at no place of its own.

    *Another 43 people were injured*; not *another strike killed nine*.
    """
    news = claim.polarity == "asserted" and claim.modality == "actual" and not claim.background
    hurt = [f for f in claim.figures if f.kind in _PEOPLE and f.part_of is None]
    effect = claim.event_type == _EFFECT or contradictions().is_toll(claim.trigger.text)
    added = bool(hurt) and all(adds_on(claim, f) for f in hurt)
    return news and added and effect and not _own_places(claim)


def _replacing(earlier: Claim, told: Sequence[Claim]) -> list[Claim]:
    """Return the counts of the same sentence that replace an earlier one."""
    kinds = counts_of(earlier).keys()
    return [
        c for c in told
        if c.start == earlier.start and c.id != earlier.id and not is_earlier(c)
        and counts_of(c).keys() & kinds
    ]  # fmt: skip


def _run(toll: Claim, before: Sequence[Claim]) -> list[Claim]:
    """Return the counts of one act that stand before another of it, the act last."""
    run: list[Claim] = []
    passed: set[str | None] = set()
    for claim in before:
        if passed and claim.chain not in passed and _is_act(claim):
            return []
        if _counts_the_same(toll, claim):
            run.append(claim)
        elif claim.chain is not None and not counts_of(claim):
            passed.add(claim.chain)  # the act told again, without its toll
            continue
        elif _is_act(claim):
            return []
        if _is_act(claim):
            return run
    return [] if passed else run


def _is_act(claim: Claim) -> bool:
    """Tell whether the claim tells an act itself, not only what became of people."""
    return claim.event_type != _EFFECT or bool(_own_places(claim))


def counts_anew(claim: Claim) -> bool:
    """Tell whether the claim gives a count of an act that its sentence does not tell.

    It depends on the claim alone.
    """
    news = claim.polarity == "asserted" and claim.modality == "actual" and not claim.background
    told_by_a_voice = claim.attribution is not None and claim.attribution.source is not None
    before = claim.quote[: max(0, claim.trigger.start - claim.start)]
    rules = contradictions()
    return (
        news and bool(counts_of(claim))
        and (told_by_a_voice or _revises(claim))
        and (claim.event_type == _EFFECT or rules.is_toll(claim.trigger.text)
             or bool(_POINTS_BACK.search(before)))
        and not rules.opens_another(" ".join(claim.quote.split()[:_OPENING]))
    )  # fmt: skip


def is_earlier(claim: Claim) -> bool:
    """Tell whether the claim says that its count is an earlier one (*a previous toll of 20*)."""
    at = min((f.start for f in claim.figures), default=claim.start) - claim.start
    return contradictions().is_earlier(claim.quote[: max(0, at)])


def is_revised(claim: Claim) -> bool:
    """Tell whether the claim says that its count replaces another (*in an updated toll*)."""
    return contradictions().is_revised(claim.quote)


def is_replaced(claim: Claim, figure: Figure) -> bool:
    """Tell whether its own sentence replaces a count: *28 died, correcting an earlier toll of 29*.

    Another of the claim's counts of that fate must stand in its stead.
    """
    rest = [f for f in claim.figures if f.kind == figure.kind and f.part_of is None]
    return _is_old(claim, figure) and any(not _is_old(claim, f) for f in rest)


def _is_old(claim: Claim, figure: Figure) -> bool:
    at = figure.start - claim.start
    return contradictions().is_earlier(claim.quote[max(0, at - _RIGHT_BEFORE) : max(0, at)])


def adds_on(claim: Claim, figure: Figure) -> bool:
    """Tell whether a count adds to one given before (*three more have died*).

    *Shelling in the next town killed another three* is the whole of that act.
    """
    if not contradictions().is_added_on(figure.text):
        return False
    before = claim.quote[: max(0, claim.trigger.start - claim.start)]
    act = claim.event_type != _EFFECT and not _POINTS_BACK.search(before)
    return not (act and _ANOTHER.match(figure.text) and _own_places(claim))


def _revises(claim: Claim) -> bool:
    """Tell whether the claim gives a count earlier or later than its own voice's other one."""
    return is_earlier(claim) or is_revised(claim)


def counts_of(claim: Claim) -> dict[FigureKind, tuple[int, int | None]]:
    """Return the whole counts of people that the claim gives of one act, by kind."""
    return {
        f.kind: (f.low, f.high) for f in claim.figures
        if f.kind in _PEOPLE and f.part_of is None and not f.cumulative
        and not adds_on(claim, f)
    }  # fmt: skip


def _tells_an_act(claim: Claim) -> bool:
    """Tell whether the claim tells an act that happened, by its place or by its toll."""
    happened = claim.polarity == "asserted" and claim.modality in {"actual", "possible"}
    running = any(f.cumulative for f in claim.figures) and not counts_of(claim)
    return happened and not running and bool(counts_of(claim) or _own_places(claim))


def _counts_the_same(toll: Claim, act: Claim) -> bool:
    return (
        not act.background
        and bool(counts_of(toll).keys() & counts_of(act).keys())
        and _own_places(toll) <= {p.place for p in act.places}
        and (not _own_day(toll) or _meet(toll, act))
        and (_voice(toll) != _voice(act) or _revises(toll))
    )


def _own_places(claim: Claim) -> set[str]:
    return {
        p.place for p in claim.places if claim.start <= p.start < claim.end and p.role not in _ASIDE
    }


def _own_day(claim: Claim) -> bool:
    at = claim.time.span_start
    return at is not None and claim.start <= at < claim.end


def _meet(one: Claim, two: Claim) -> bool:
    a, b = one.time, two.time
    return bool(a.start and a.end and b.start and b.end and a.start <= b.end and b.start <= a.end)


def _voice(claim: Claim) -> str | None:
    return claim.attribution.source if claim.attribution else None
