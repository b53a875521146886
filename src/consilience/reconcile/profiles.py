"""What each report is about, as a weighted list of terms.

In: reports, and what their claims tell. Out: a `Profile` of each: its words, names and
numbers, the places and actors of its claims, and the events and disputes that it
shares with other reports. A term that stands often weighs more, with less and less for
each time (Robertson and Zaragoza 2009, BM25); one in the first sentences counts three times,
and names and numbers weigh double, since they tell two quakes or two trials apart. How rare a
term is among the reports at hand decides the rest (`rarity`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt

from consilience.knowledge.plain_words import plain_words
from consilience.model import Dispute, Event, Report
from consilience.reconcile.evidence import Evidence, actors_of, places_of, targets_of

# BM25's saturation and length normalisation, and the length in words that is normal.
_SATURATION, _BY_LENGTH, _NORMAL_LENGTH = 3.0, 0.3, 300
_LEAD_SENTENCES, _LEAD, _NAMED, _NUMBER = 3, 3.0, 2.0, 2.0
# What a place or actor of a claim counts, and an event or dispute shared with another
# report, where a word counts one.
_CLAIMED, _SHARED = 0.5, 1.5
_SPOTS = frozenset({"point", "near", "district"})
_SHARED_TERM = "shared:"
# Rarity is judged as if so many other reports were at hand, and so many of those had the term:
# two reports alone cannot tell which of their words are rare.
_OTHERS, _OTHERS_WITH = 100, 5

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z0-9“\"])|\n+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d,.]*")
_OWNER = ("'s", "’s")

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Profile:
    """A report's terms (numbers of a common list, rising), their weights, and its day.

    `shared` are the events and disputes that it has in common with other reports, `acts`
    the pairs of place and doer, or place and family of act, of its claims, where the place is
    no province or country.
    """

    report: str
    day: int | None
    terms: Ints
    weights: Floats
    shared: frozenset[str] = frozenset()
    acts: frozenset[tuple[str, str]] = frozenset()


def profiles(
    evidence: Evidence, events: Sequence[Event], disputes: Sequence[Dispute]
) -> list[Profile]:
    """Return the profile of every report, in order of day and id; those without a day last."""
    told = _told(evidence, events, disputes)
    bags = {r.id: _bag(r, told[r.id]) for r in evidence.reports.values()}
    number = {t: n for n, t in enumerate(sorted({t for bag in bags.values() for t in bag}))}
    acts = _acts(evidence)
    made = [
        replace(
            _profile(r, bags[r.id], number), acts=frozenset(acts[r.id]),
            shared=frozenset(t for t in told[r.id] if t.startswith(_SHARED_TERM)),
        )
        for r in evidence.reports.values()
    ]  # fmt: skip
    return sorted(made, key=lambda p: (p.day is None, p.day or 0, p.report))


def rarity(made: Sequence[Profile], size: int) -> Floats:
    """Return the weight of each of `size` terms by how few of the profiles have it.

    The logarithm of the inverse share, smoothed by a background of other reports.
    """
    have = np.zeros(size)
    for profile in made:
        have[profile.terms] += 1
    return np.asarray(np.log((len(made) + _OTHERS) / (have + _OTHERS_WITH)))


def rarity_among(made: Sequence[Profile], size: int) -> Floats:
    """Return the weight of each term within one group: what all have tells nothing."""
    have = np.zeros(size)
    for profile in made:
        have[profile.terms] += 1
    out = np.log((len(made) + 0.5) / np.maximum(have, 1))
    return np.asarray(np.where(have > 1, out, 0.0))


def _profile(report: Report, bag: Mapping[str, float], number: Mapping[str, int]) -> Profile:
    terms = sorted((number[t], weight) for t, weight in bag.items())
    day = date.fromisoformat(report.published[:10]).toordinal() if report.published else None
    return Profile(
        report=report.id, day=day,
        terms=np.array([n for n, _ in terms], dtype=np.int64),
        weights=np.array([w for _, w in terms], dtype=np.float64),
    )  # fmt: skip


def _bag(report: Report, told: Iterable[str]) -> dict[str, float]:
    """Return the weight of each term of a report, before its rarity counts."""
    counts: dict[str, float] = defaultdict(float)
    named = set()
    for word, is_name, share in _words(report.text):
        counts[word] += share
        if is_name:
            named.add(word)
    for term, times in Counter(told).items():
        counts[term] += times * (_SHARED if term.startswith(_SHARED_TERM) else _CLAIMED)
        named.add(term)
    norm = 1 - _BY_LENGTH + _BY_LENGTH * sum(counts.values()) / _NORMAL_LENGTH
    return {
        term: count * (_SATURATION + 1) / (count + _SATURATION * norm)
        * (_NAMED if term in named else _NUMBER if term[0].isdigit() else 1.0)
        for term, count in counts.items()
    }  # fmt: skip


def _words(text: str) -> Iterator[tuple[str, bool, float]]:
    """Yield the words that carry content: lower case, whether a name, how much it counts."""
    empty = plain_words()
    for n, sentence in enumerate(_SENTENCE.split(text)):
        words = _WORD.findall(sentence)
        headline = sum(w[0].isupper() for w in words) > 0.6 * len(words)
        for place, word in enumerate(words):
            plain = word.strip("'’-.,").removesuffix(_OWNER[0]).removesuffix(_OWNER[1])
            if plain and plain.lower() not in empty:
                is_name = place > 0 and not headline and plain[0].isupper()
                yield plain.lower(), is_name, _LEAD if n < _LEAD_SENTENCES else 1.0


def _told(
    evidence: Evidence, events: Sequence[Event], disputes: Sequence[Dispute]
) -> dict[str, list[str]]:
    """Return what the claims of each report tell: places, actors, what it shares with others."""
    shared = _shared(events, disputes)
    out: dict[str, list[str]] = defaultdict(list)
    for claim in evidence.claims.values():
        if not claim.background:
            out[claim.report] += [f"place:{p}" for p in places_of(claim)]
            out[claim.report] += [f"actor:{a}" for a in (*actors_of(claim), *targets_of(claim))]
            out[claim.report] += shared.get(claim.id, ())
    return out


def _acts(evidence: Evidence) -> dict[str, set[tuple[str, str]]]:
    """Return for each report who does something, and what is done, at which spot or town."""
    out: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in evidence.claims.values():
        if not claim.background:
            within = (p for place in places_of(claim) for p in evidence.map.chain(place))
            spots = [p for p in within if evidence.places[p].precision in _SPOTS]
            out[claim.report].update(product(spots, (evidence.family(claim), *actors_of(claim))))
    return out


def _shared(events: Sequence[Event], disputes: Sequence[Dispute]) -> dict[str, list[str]]:
    """Return the events and disputes of more than one report that each claim is part of."""
    out: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if len(event.reports) > 1:
            for claim in event.claims:
                out[claim].append(f"{_SHARED_TERM}{event.id}")
    for dispute in disputes:
        if len({r for p in dispute.positions for r in p.reports}) > 1:
            for claim in sorted({c for p in dispute.positions for c in p.claims}):
                out[claim].append(f"{_SHARED_TERM}{dispute.id}")
    return out
