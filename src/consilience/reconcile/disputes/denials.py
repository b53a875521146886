"""Denials that name no event of their own, tied to the events that they go to.

In: the claims in groups that tell one happening each. Out: for each group, the denials told
elsewhere that speak of it. A denial seldom repeats what it denies (*the ministry denied any
strikes there*), so that the slots that make claims one event are often empty in it:

- where its own report tells the act, it goes to the account that fits best: the same kind
  of act, laid to those who deny it, told nearest;
- else it goes to every event of its kind that lies within the place and the days that it
  names (a blanket denial), laid to those whose part it denies or to nobody; a denial of a
  part in one act goes to nothing where several fit.

Nothing is tied against a place or a day that both name, nor to what the same voice tells in the
same report: who says that jets bombed a village and that there was no fighting denies no bombing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from consilience.model import Claim
from consilience.reconcile.compare import Verdict, times, types
from consilience.reconcile.disputes.counts import unharmed
from consilience.reconcile.disputes.positions import (
    is_asserted,
    is_charge,
    is_denial,
    is_foiled,
)
from consilience.reconcile.evidence import Evidence, actors_of, places_of, targets_of

_FAMILIES = {"violence", "movement"}
# Words for an act that may be any: they say little of which is denied.
_VAGUE = {"attack", "casualties"}
# What a denial must have in common with an act: its kind, or a vague word and its doer.
_ENOUGH = 1.5
# The same of a denial of harm, whose words name no kind of act: one told close by.
_NEAR_ENOUGH = 0.9
_NEARBY = 1000  # code points: about five sentences
_REACH = 8000  # code points: about a long article


def tied_denials(
    groups: Sequence[Sequence[str]], evidence: Evidence, asked: Container[str] = ()
) -> dict[int, list[Claim]]:
    """Return the denials that go to each group, and the charges that they answer.

    By the group's number; only groups with some. `asked` are the ids of claims about which
    there is a question already (who is inside a place): these are tied to nothing.
    """
    tied: dict[int, dict[str, Claim]] = defaultdict(dict)
    for answer in answers(groups, evidence, asked):
        for target in answer.to:
            tied[target][answer.denial.id] = answer.denial
        for target in answer.to or (answer.own,):
            tied[target] |= {c.id: c for c in answer.charges}
    return {n: [told[i] for i in sorted(told)] for n, told in tied.items() if told}


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial in group `own`, the groups that it goes to, and the charges that it answers."""

    denial: Claim
    own: int
    to: tuple[int, ...]
    charges: tuple[Claim, ...]


def answers(
    groups: Sequence[Sequence[str]], evidence: Evidence, asked: Container[str] = ()
) -> Iterator[Answer]:
    """Yield what becomes of each denial of an act, group by group."""
    index = _Index(groups, evidence)
    for number, group in enumerate(groups):
        told = evidence.of(group)
        for denial in told:
            if denial.id in asked:
                continue
            if unharmed(denial) is not None:
                home = index.harmless(denial, number)
                yield Answer(denial, number, () if home is None else (home,), ())
            elif is_of_an_act(denial, evidence):
                homeless = _is_homeless(denial, told, evidence)
                to = index.targets(denial, number) if homeless else []
                yield Answer(denial, number, tuple(to), tuple(index.charges(denial)))


def is_of_an_act(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether the claim denies an act of violence or a movement, or tells it as foiled."""
    news = not claim.background and (claim.modality == "actual" or is_foiled(claim))
    return is_denial(claim) and news and evidence.family(claim) in _FAMILIES


def may_be_of_others(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether the claim is a denial, of an act or of its harm, that other groups may tell."""
    return is_of_an_act(claim, evidence) or unharmed(claim) is not None


def _is_homeless(denial: Claim, group: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether nobody else in the group of a denial asserts what it denies."""
    voice = evidence.origins[denial.id]
    return not any(is_asserted(c) and evidence.origins[c.id] != voice for c in group)


class _Index:
    """The groups, by report and by place."""

    def __init__(self, groups: Sequence[Sequence[str]], evidence: Evidence) -> None:
        self._evidence = evidence
        self._told: dict[int, list[Claim]] = {}
        self._of_report: dict[str, set[int]] = defaultdict(set)
        self._of_place: dict[str, set[int]] = defaultdict(set)
        self._charges: dict[str, list[Claim]] = defaultdict(list)
        for number, group in enumerate(groups):
            told = [c for c in evidence.of(group) if is_asserted(c) and not c.background]
            self._note_charges(told)
            self._told[number] = told
            for claim in told:
                self._of_report[claim.report].add(number)
                for place in places_of(claim):
                    for wider in evidence.map.chain(place):
                        self._of_place[wider].add(number)

    def _note_charges(self, told: Sequence[Claim]) -> None:
        for claim in told:
            if is_charge(claim):
                self._charges[claim.report].append(claim)

    def charges(self, denial: Claim) -> list[Claim]:
        """Return the accusations by others that a denial of responsibility answers.

        They stand near it in its own report.
        """
        if denial.denies != "responsibility":
            return []
        cast = self._evidence.cast
        ours = actors_of(denial)
        origins = self._evidence.origins
        return [
            c for c in self._charges[denial.report]
            if cast.compare_any(targets_of(c), ours) > Verdict.UNKNOWN
            and abs(c.start - denial.start) <= _NEARBY and origins[c.id] != origins[denial.id]
        ]  # fmt: skip

    def targets(self, denial: Claim, own: int) -> list[int]:
        """Return the numbers of the groups that a denial goes to."""
        own_words = self._told_by_denier(denial)
        here = self._of_report[denial.report] - {own} - own_words
        there = self._within(denial) - {own} - own_words
        near = [(self._fit(denial, n, same_report=True), n) for n in sorted(here)]
        best = max((fit for fit, _ in near), default=0.0)
        if best >= _ENOUGH:
            return [min(n for fit, n in near if fit == best)]
        covered = [n for n in sorted(there) if self._covers(denial, n)]
        one_act = denial.denies == "responsibility" or is_foiled(denial)  # of which, it says not
        return [] if one_act and len(covered) > 1 else covered

    def harmless(self, denial: Claim, own: int) -> int | None:
        """Return the group of the act, told nearby in its report, that is said to hurt nobody."""
        here = self._of_report[denial.report] - {own}
        near = [(self._fit(denial, n, same_report=True), n) for n in sorted(here)]
        best = max((fit for fit, _ in near), default=0.0)
        return min(n for fit, n in near if fit == best) if best >= _NEAR_ENOUGH else None

    def _told_by_denier(self, denial: Claim) -> set[int]:
        """Return the groups that whoever says it did not happen tells of as a fact."""
        if denial.denies != "occurrence":
            return set()
        origins = self._evidence.origins
        return {
            n for n in self._of_report[denial.report]
            if any(c.report == denial.report and origins[c.id] == origins[denial.id]
                   for c in self._told[n])
        }  # fmt: skip

    def _within(self, denial: Claim) -> set[int]:
        narrow = [
            p for p in places_of(denial) if self._evidence.places[p].precision != "country"
        ]  # fmt: skip
        return {n for p in narrow for n in self._of_place[p]}

    def _covers(self, denial: Claim, number: int) -> bool:
        """Tell whether a blanket denial is of this event: kind, days, and those it is laid to."""
        told = self._told[number]
        days = [times.days_apart(denial.time, c.time) for c in told]
        dated = any(d is not None and d <= 1 for d in days)
        return dated and self._fit(denial, number, same_report=False) >= _ENOUGH

    def _fit(self, denial: Claim, number: int, *, same_report: bool) -> float:
        told = [c for c in self._told[number] if c.report == denial.report or not same_report]
        return max((self._fit_of(denial, c) for c in told), default=0.0)

    def _fit_of(self, denial: Claim, claim: Claim) -> float:
        """Return how well a claim fits what is denied; 0 where it cannot be meant."""
        evidence = self._evidence
        if self._excluded(denial, claim):
            return 0.0
        families = (evidence.family(denial), evidence.family(claim))
        kind = types.compare(denial.event_type, claim.event_type, families)
        laid = evidence.cast.compare_any(actors_of(denial), actors_of(claim))
        sure = kind is Verdict.AGREE and denial.event_type not in _VAGUE
        doer = {Verdict.CONFLICT: -2.0, Verdict.UNKNOWN: 0.0}.get(laid, 2.0)
        away = abs(claim.start - denial.start) if claim.report == denial.report else 0
        place = 0.5 if claim.places else 0.0
        return (2.0 if sure else 1.0) + doer + place - min(away, _REACH) / _REACH

    def _excluded(self, denial: Claim, claim: Claim) -> bool:
        evidence = self._evidence
        families = (evidence.family(denial), evidence.family(claim))
        assault = is_foiled(denial) and denial.event_type in _VAGUE
        stormed = assault and evidence.family(claim) == "territory"
        kinds = types.compare(denial.event_type, claim.event_type, families)
        if kinds is Verdict.CONFLICT and not stormed:
            return True
        if (claim.report, claim.start) == (denial.report, denial.start):
            return True
        if times.compare(denial.time, claim.time) is Verdict.CONFLICT:
            return True
        pairs = [
            evidence.map.compare(a, b) for a in places_of(denial) for b in places_of(claim)
        ]  # fmt: skip
        return bool(pairs) and max(pairs) is Verdict.CONFLICT
