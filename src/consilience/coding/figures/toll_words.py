"""Nouns that say what happened: *15 deaths*, *the lives of 20*, *the death toll rose to 16*.

Why: half of all tolls stand with a noun. In: a reading of a sentence and one
counted phrase. Out: its `Fate`, or None.
"""

from __future__ import annotations

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.predicates import among, fate_before, keeps_near
from consilience.coding.figures.readings import PERSONS, Fate, Reading

_MODAL = frozenset({"may", "might", "could", "would", "will", "can", "should", "must"})
_RELATIVES = frozenset({"who", "that", "which"})
_LONGEST_LIST = 16
_ARMED = frozenset({"soldiers", "fighters", "police"})


def own_fate(reading: Reading, counted: Counted) -> Fate | None:
    """*15 deaths*, *six wounded children*, *35 cases of suffocation*: the phrase says it."""
    if counted.state is not None:
        before = fate_before(reading, counted) if _is_next_verb(reading, counted) else None
        return before or Fate(counted.state, counted.state_at)
    if reading.word(counted.head) == "lives" and _lives_are_lost(reading, counted):
        return Fate("killed", counted.head)
    if reading.word(counted.head) in ("case", "cases") and reading.word(counted.last) == "of":
        kind = reading.noun(counted.last + 1)
        return Fate(kind, counted.last + 1) if kind is not None else None
    return None


def _is_next_verb(reading: Reading, counted: Counted) -> bool:
    """Whether *injured* in *killed five injured 12* has lost its comma: it has its own object."""
    at_end = counted.state_at == counted.last - 1 and bool(reading.forms(counted.state_at))
    return at_end and reading.counted_at(counted.last) is not None


def noun_before(reading: Reading, counted: Counted) -> Fate | None:
    """*the deaths of N*, *the lives of N*, *asphyxiation to N*."""
    if counted.what not in PERSONS:
        return None
    i = counted.first - 1
    if reading.word(i) == "the":
        i -= 1
    if reading.word(i) == "of" and reading.word(i - 1) in reading.lexicon.families:
        i -= 3  # "the lives of a family of five"
    if reading.word(i) not in ("of", "to", "on", "among"):
        return None
    if reading.word(i - 1) in reading.lexicon.bodies and counted.victims in _ARMED:
        return Fate("strength", i - 1)
    if reading.word(i - 1) in ("lives", "life") and _lives_are_lost(reading, counted):
        return Fate("killed", i - 1)
    kind = reading.noun(i - 1)
    return Fate(kind, i - 1) if kind is not None else None


def listed_after_noun(reading: Reading, counted: Counted) -> Fate | None:
    """*the murder of the rector, five priests and two maids*: the noun opens a list."""
    if reading.word(counted.first - 1) not in (",", "and") or counted.what not in PERSONS:
        return None
    for i in range(counted.first - 1, max(0, counted.first - _LONGEST_LIST), -1):
        if reading.word(i) == "of":
            kind = reading.noun(i - 1)
            return Fate(kind, i - 1) if kind is not None else None
        if reading.tag(i) not in ("NNP", "NN", "NNS", "JJ", "DT", "CD", "PRP$", ",", "CC"):
            return None
    return None


def _lives_are_lost(reading: Reading, counted: Counted) -> bool:
    near = reading.sentence.words[max(0, counted.first - 8) : counted.last + 3]
    return any(word in reading.lexicon.life_takers for word in near)


def suffered(reading: Reading, counted: Counted) -> Fate | None:
    """*N suffered respiratory problems*, *N were treated for burns*."""
    if counted.what not in PERSONS:
        return None
    i = counted.last
    while keeps_near(reading, i):
        i += 1
    if not reading.word(i).startswith(("suffer", "treat", "receiv", "sustain")):
        return None
    after = reading.sentence.words[i + 1 : i + 6]
    return Fate("injured", i) if any(w in reading.lexicon.afflictions for w in after) else None


def toll(reading: Reading, counted: Counted) -> Fate | None:
    """*the death toll rose to N*, *the number of dead is N*, *brought to N the number killed*."""
    if counted.what not in ("people", "unnamed") or counted.quantity.article:
        return None
    if reading.word(counted.last) == "the" and (named := _toll_after(reading, counted)) is not None:
        return named
    if (reached := _reached(reading, counted)) is not None:
        return reached
    toll = reading.toll_before(counted.first)
    if toll is None or not _toll_reaches(reading, toll[0], counted):
        return None
    return Fate(toll[1], toll[0])


def _toll_after(reading: Reading, counted: Counted) -> Fate | None:
    """*brought to 49 the number killed*, *raised to 58 the death toll*."""
    if reading.word(counted.first - 1) not in ("to", "at"):
        return None
    for i in (counted.last + 1, counted.last + 2):
        for length in range(4, 0, -1):
            kind = reading.lexicon.tolls.get(tuple(reading.sentence.words[i : i + length]))
            if kind is not None:
                return Fate(kind, i)
    return None


def _reached(reading: Reading, counted: Counted) -> Fate | None:
    """*fatalities now stand at 73*, *deaths rose to 12*."""
    if reading.word(counted.first - 1) not in ("to", "at"):
        return None
    for i in range(counted.first - 2, max(-1, counted.first - 9), -1):
        kind = reading.lexicon.reaching.get(reading.word(i))
        if kind is not None and any(reading.tag(k)[:2] == "VB" for k in range(i, counted.first)):
            return Fate(kind, i)
    return None


def _toll_reaches(reading: Reading, toll: int, counted: Counted) -> bool:
    """Whether nothing between a toll and a number takes the number for itself or foretells it."""
    between = range(toll + 1, counted.first)
    taken = any(c.first > toll + 3 and c.last <= counted.first for c in reading.counted)
    told = any(reading.word(i) in _MODAL or reading.word(i) in _RELATIVES for i in between)
    near = reading.word(counted.first - 1)
    ready = near in (
        "to",
        "at",
        "of",
        "from",
        "was",
        "is",
        "stands",
        "stood",
        "hit",
        "hits",
        "as",
    ) or (near.startswith(("reach", "exceed", "surpass", "top", "pass")) or near in (":", "-"))
    first = all(c.first >= counted.first or c.last <= toll for c in reading.counted)
    return not told and (ready or first) and (not taken or near in ("from", "to"))


def included(reading: Reading, counted: Counted) -> Fate | None:
    """*those killed included N*, *the victims included N*."""
    if reading.word(counted.first - 1) not in ("included", "includes", "include"):
        return None
    for i in range(counted.first - 2, -1, -1):
        fate = among(reading, i)
        if fate is not None:
            return fate
    return None
