"""Which reports, claims and events of two pictures are the same.

In: two pictures and their evidence together. Out: `Matched`. A report is the same by
its id; a new version of one has its address, its given id, or its publisher and
title with most of its words. A claim is the same by its id or, in two versions of a
report, by its words.
Events are the same where they share claims; those that share none are put
through the rule that makes events, as if told in one set of reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consilience.model import Claim, Picture, Report
from consilience.reconcile.events import same_event
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.groups import Groups
from consilience.reconcile.likeness import shared_words

# Half of the content words in common: a sentence that was edited, not another one.
_EDITED = 0.5
_Key = Callable[[Report], tuple[object, ...] | None]


@dataclass(frozen=True, slots=True)
class Link:
    """Events of two pictures that belong together: one and one, or those of a split or merger."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """What is the same: reports and claims of the old picture with their like in the new one."""

    reports: Mapping[str, str]
    claims: Mapping[str, str]
    events: tuple[Link, ...]


def match(old: Picture, new: Picture, evidence: Evidence) -> Matched:
    """Return what is the same in the two pictures; `evidence` is of both."""
    reports = _reports(old.reports, new.reports)
    claims = _claims(old, new, reports)
    return Matched(reports, claims, tuple(_events(old, new, claims, evidence)))


def _reports(old: Sequence[Report], new: Sequence[Report]) -> dict[str, str]:
    same = {r.id for r in old} & {r.id for r in new}
    found = {i: i for i in sorted(same)}
    for key in _KEYS:
        ours = _alone((r for r in old if r.id not in found), key)
        taken = set(found.values())
        theirs = _alone((r for r in new if r.id not in taken), key)
        pairs = [(r, theirs[k]) for k, r in ours.items() if k in theirs]
        found |= {a.id: b.id for a, b in pairs if key is not _by_title or _one_text(a, b)}
    return found


def _one_text(one: Report, two: Report) -> bool:
    """Tell whether two reports of one title are one text, edited: a daily column has one title."""
    return shared_words(one.text, two.text) >= _EDITED


def _by_address(report: Report) -> tuple[object, ...] | None:
    return (report.url,) if report.url else None


def _by_given_id(report: Report) -> tuple[object, ...] | None:
    return (report.given_id, report.publisher) if report.given_id else None


def _by_title(report: Report) -> tuple[object, ...] | None:
    return (report.publisher, report.title) if report.publisher and report.title else None


_KEYS: tuple[_Key, ...] = (_by_address, _by_given_id, _by_title)


def _alone(reports: Iterable[Report], key: _Key) -> dict[tuple[object, ...], Report]:
    """Return the reports by key, without those whose key another one has too."""
    told = [(k, r) for r in reports if (k := key(r)) is not None]
    times = Counter(k for k, _ in told)
    return {k: r for k, r in told if times[k] == 1}


def _claims(old: Picture, new: Picture, reports: Mapping[str, str]) -> dict[str, str]:
    ours, theirs = _by_report(old.claims), _by_report(new.claims)
    found: dict[str, str] = {}
    for one, two in sorted(reports.items()):
        found |= _same_claims(ours.get(one, []), theirs.get(two, []))
    return found


def _by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    out: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        out[claim.report].append(claim)
    return out


def _same_claims(old: Sequence[Claim], new: Sequence[Claim]) -> dict[str, str]:
    """Return the claims of two versions that are the same, the most alike first."""
    there = {c.id for c in new}
    found = {c.id: c.id for c in old if c.id in there}
    ours = [c for c in old if c.id not in found]
    theirs = [c for c in new if c.id not in found]
    alike = [(-_alike(a, b), a.id, b.id) for a in ours for b in theirs]
    taken: set[str] = set()
    for score, one, two in sorted(alike):
        if -score >= _EDITED and one not in found and two not in taken:
            found[one] = two
            taken.add(two)
    return found


def _alike(one: Claim, two: Claim) -> float:
    """Return how much two sentences share that tell one kind of thing, in one sense."""
    same = (one.event_type, one.polarity) == (two.event_type, two.polarity)
    if not same or _speaker(one) != _speaker(two):
        return 0.0
    trigger = 0.1 if one.trigger.text == two.trigger.text else 0.0
    return trigger + shared_words(one.quote, two.quote)


def _speaker(claim: Claim) -> str | None:
    return claim.attribution.source if claim.attribution else None


def _events(
    old: Picture, new: Picture, claims: Mapping[str, str], evidence: Evidence
) -> list[Link]:
    home = {c: e.id for e in new.events for c in e.claims}
    shared: Counter[tuple[str, str]] = Counter()
    for event in old.events:
        shared.update((event.id, home[claims[c]]) for c in event.claims if c in claims)
    shared += _by_likeness(old, new, shared, evidence)
    groups = Groups([*(f"old {e.id}" for e in old.events), *(f"new {e.id}" for e in new.events)])
    for one, two in shared:
        groups.join(f"old {one}", f"new {two}")
    return [_link(group) for group in groups.all()]


def _by_likeness(
    old: Picture, new: Picture, shared: Counter[tuple[str, str]], evidence: Evidence
) -> Counter[tuple[str, str]]:
    """Return the pairs of events that share no claim and that the rule would make one."""
    met_old, met_new = {a for a, _ in shared}, {b for _, b in shared}
    ours = {c: e.id for e in old.events if e.id not in met_old for c in e.claims}
    theirs = {c: e.id for e in new.events if e.id not in met_new for c in e.claims}
    if not ours or not theirs:
        return Counter()
    lone = {i: evidence.claims[i] for i in sorted({*ours, *theirs})}
    found: Counter[tuple[str, str]] = Counter()
    for group in same_event(replace(evidence, claims=lone)):
        pairs = {(ours[a], theirs[b]) for a in group if a in ours for b in group if b in theirs}
        found.update(pairs)
    return found


def _link(group: Iterable[str]) -> Link:
    members = [key.split(" ", 1) for key in group]
    old = tuple(sorted(i for side, i in members if side == "old"))
    new = tuple(sorted(i for side, i in members if side == "new"))
    return Link(old, new)
