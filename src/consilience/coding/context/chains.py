"""In-report coreference: which acts of one report tell one happening.

In: the frames of one report. Out: chains: groups of frames that tell one happening, each in
the order of the text. Pairs are joined, best first, when the evidence suffices
(`context/retold.py`) and nothing in the two groups forbids it: a headline told again in the
body is one happening, two raids on two towns are two.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product

from consilience.coding.context.clause import is_related
from consilience.coding.context.passage import Passage
from consilience.coding.context.retold import weigh
from consilience.coding.context.telling import Telling, tellings
from consilience.coding.frames import Frame
from consilience.knowledge.chain_words import chain_words

_REACH = 30  # sentences: further back only the lead is asked, so that work grows with the text

Chain = tuple[Frame, ...]


class Links:
    """How much speaks for any two acts of one report being one happening."""

    def __init__(
        self, frames: Sequence[Frame], passage: Passage, origin: Mapping[int, Frame]
    ) -> None:
        """Weigh the pairs; `origin` are the acts pointed back to, by the pointing trigger."""
        self._frames = frames
        self._told = tellings(frames, passage)
        self._weights = _weights(self._told, frames, passage, origin)
        self._number = {id(frames[t.at]): n for n, t in enumerate(self._told)}

    def chains(self) -> list[Chain]:
        """Return the chains of two frames or more, by the place of their first."""
        groups = _grouped(self._told, self._weights)
        return [tuple(self._frames[self._told[n].at] for n in g) for g in groups if len(g) > 1]

    def near(self, frame: Frame, least: float) -> list[Frame]:
        """Return the frames that at least so much speaks for, in the same chain or not."""
        return [
            self._frames[t.at] for t in self._told
            if self.weight(frame, self._frames[t.at]) >= least
        ]  # fmt: skip

    def weight(self, one: Frame, two: Frame) -> float:
        """Return the evidence that two frames tell one happening; without any it is -inf."""
        at = sorted((self._number.get(id(one), -1), self._number.get(id(two), -1)))
        return self._weights.get((at[0], at[1]), -math.inf)


def _weights(
    told: Sequence[Telling], frames: Sequence[Frame], passage: Passage,
    origin: Mapping[int, Frame],
) -> dict[tuple[int, int], float]:  # fmt: skip
    """Return the evidence of each pair that can be one happening."""
    found: dict[tuple[int, int], float] = {}
    lead = [n for n, t in enumerate(told) if t.lead]
    first = 0
    for n, two in enumerate(told):
        while two.sentence - told[first].sentence > _REACH:
            first += 1
        for m in [*(i for i in lead if i < first), *range(first, n)]:
            weight = weigh(told[m], two, passage.gazetteer)
            # Two kinds that cannot be one thing keep their groups apart: a vague word between
            # them (*the attack*) must not make one chain of a raid and a gas attack.
            found[m, n] = (
                -math.inf if weight is None else weight + _tied(told[m], two, frames, origin)
            )
    return found


def _tied(
    one: Telling, two: Telling, frames: Sequence[Frame], origin: Mapping[int, Frame]
) -> float:
    """Return what the parse adds: an effect hangs on its act, or words point back to one."""
    a, b = frames[one.at], frames[two.at]
    weights = chain_words().weights
    if one.sentence == two.sentence and one.effect != two.effect and is_related(a, b):
        return weights["same clause"]
    return weights["same clause"] if origin.get(two.trigger) is a else 0.0


def _grouped(told: Sequence[Telling], weights: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Join the pairs with enough evidence, best first, unless a pair of two groups forbids it."""
    enough = chain_words().weights["enough"]
    group = {n: [n] for n in range(len(told))}
    ranked = sorted((-w, pair) for pair, w in weights.items() if w >= enough)
    for _, (m, n) in ranked:
        a, b = group[m], group[n]
        if a is not b and _may_join(a, b, weights):
            joined = sorted([*a, *b])
            for i in joined:
                group[i] = joined
    return [g for n, g in sorted(group.items()) if g[0] == n]


def _may_join(
    one: Sequence[int], two: Sequence[int], weights: Mapping[tuple[int, int], float]
) -> bool:
    """Tell whether the pairs of two groups, those that can be told, speak for one on the whole."""
    known = [
        w for a, b in product(one, two) if (w := weights.get((min(a, b), max(a, b)))) is not None
    ]
    return bool(known) and sum(known) / len(known) >= chain_words().weights["enough"] / 2
