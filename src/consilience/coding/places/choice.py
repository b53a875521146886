"""Which place a name means: one sense for each name of a report.

In: the names of one report with their candidates. Out: for each name a
candidate, or None. Candidates are weighed by how well known they are, by how
their name was found, by what the text says contains them, by the kind of the
noun beside them, and by the other places of the report: places told together
lie together.
"""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from consilience.coding.places.names import PlaceName, contains
from consilience.knowledge.gazetteer import Candidate

Array = NDArray[np.float64]

_MAX_CANDIDATES = 25
_ROUNDS = 4
_KM = 6371.0
_PRIOR = {"country": 3.5, "admin1": 0.9, "capital": 1.4, "settlement": 0.0, "admin2": -1.5}
_OWN = 4.5
_MATCH_PENALTY = (0.0, -0.7, -2.5, 0.0, -2.5)
_CONTEXT_WEIGHT = 2.0
_POPULATION = 0.5
_FLOOR = 0.15
_NEAR_KM = 120.0
_SAME_COUNTRY = 0.2
_SAME_UNIT = 0.5
_CONTAINED = 5.0


def choose(names: list[PlaceName]) -> list[Candidate | None]:
    """Return the place that each name means, in order; None where it has no candidate."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        groups[name.key].append(index)
    keys = sorted(groups)
    pools = [_pool(names, groups[key]) for key in keys]
    weights = _settle(pools, [len(groups[key]) for key in keys])
    chosen: list[Candidate | None] = [None] * len(names)
    for key, pool, weight in zip(keys, pools, weights, strict=True):
        best = pool[int(np.argmax(weight))][0] if pool else None
        for index in groups[key]:
            chosen[index] = best
    return chosen


def _pool(names: list[PlaceName], group: list[int]) -> list[tuple[Candidate, float]]:
    """Return the candidates of one sense with what speaks for each before the context."""
    first = names[group[0]]
    scored = [(c, _prior(c, first) + _hints(c, names, group)) for c in first.candidates]
    scored.sort(key=lambda pair: (-pair[1], pair[0].place.id))
    return scored[:_MAX_CANDIDATES]


def _prior(candidate: Candidate, name: PlaceName) -> float:
    place = candidate.place
    score = _POPULATION * math.log10(1 + candidate.population)
    score += _PRIOR.get(place.feature, _OWN) + _MATCH_PENALTY[candidate.match]
    return score + _framed(candidate, name)


def _framed(candidate: Candidate, name: PlaceName) -> float:
    """Weigh the kind of the noun beside the name (*Aleppo province*, *the city of Homs*)."""
    feature = candidate.place.feature
    means = name.frame.means if name.frame else None
    if means in ("admin1", "admin2"):
        return 6.0 if feature == means else 2.0 if feature.startswith("admin") else 0.0
    if name.noun in ("region", "regions") and feature == "admin1":
        return 3.0
    if means == "settlement":
        return 4.0 if feature in ("settlement", "capital", "town") else 0.0
    if feature == "admin1" and candidate.place.country not in ("US", "CA", "AU", "GB"):
        return -2.0
    return 0.0


def _hints(candidate: Candidate, names: list[PlaceName], group: list[int]) -> float:
    """Weigh what the text says contains the place."""
    for index in group:
        for outer in names[index].within:
            if any(contains(o, candidate) for o in names[outer].candidates[:8]):
                return _CONTAINED
    return 0.0


def _settle(pools: list[list[tuple[Candidate, float]]], counts: list[int]) -> list[Array]:
    """Let the names of a report agree: rounds of weighing each by the others."""
    flat = [c for pool in pools for c, _ in pool]
    if not flat:
        return [np.zeros(0) for _ in pools]
    owner = np.repeat(np.arange(len(pools)), [len(pool) for pool in pools])
    prior = np.array([score for pool in pools for _, score in pool])
    near = _nearness(flat)
    near[owner[:, None] == owner[None, :]] = 0.0
    share = _softmax(prior, owner, len(pools))
    mass = np.minimum(1.0 + np.log(np.array(counts, dtype=float)), 2.0)[owner]
    score = prior
    for _ in range(_ROUNDS):
        support = near @ (share * mass)
        score = prior + _CONTEXT_WEIGHT * np.log(_FLOOR + support)
        share = _softmax(score, owner, len(pools))
    return [score[owner == i] for i in range(len(pools))]


def _softmax(score: Array, owner: NDArray[np.int64], groups: int) -> Array:
    top = np.full(groups, -np.inf)
    np.maximum.at(top, owner, score)
    raised = np.exp(score - top[owner])
    total = np.zeros(groups)
    np.add.at(total, owner, raised)
    return np.asarray(raised / total[owner])


def _nearness(flat: list[Candidate]) -> Array:
    """Return how much one place speaks for another: near, same division, same country."""
    lat = np.radians([c.lat for c in flat])
    lon = np.radians([c.lon for c in flat])
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    km = 2 * _KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    near = np.exp(-km / _NEAR_KM)
    country = np.array([c.place.country or "" for c in flat])
    unit = np.array([f"{c.place.country}.{c.place.admin1}" if c.place.admin1 else "" for c in flat])
    near += _SAME_COUNTRY * ((country[:, None] == country) & (country != ""))
    near += _SAME_UNIT * ((unit[:, None] == unit) & (unit != ""))
    return np.asarray(near)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _KM * math.asin(math.sqrt(min(1.0, half)))
