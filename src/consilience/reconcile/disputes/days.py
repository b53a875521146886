"""When it happened, where accounts of one act name days that do not meet.

In: the claims of one event. Out: at most one dispute on `time`. A day's slack is none, since
a night is dated to either of its days, and nor are vague times (*last week*). That two
accounts are of one act although their days differ must show in their words: an exact
count, a sentence or a text in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.model import Claim, Dispute, Position
from consilience.reconcile import questions
from consilience.reconcile.compare import Verdict, times
from consilience.reconcile.disputes.one_thing import is_act, surely_one
from consilience.reconcile.disputes.positions import at_odds, make, of_two_voices, position, sides
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.slots import time_is_told


def days(event: str, what: str, claims: Sequence[Claim], evidence: Evidence) -> Iterator[Dispute]:
    """Yield the dispute on the day, if there is one."""
    told = [
        c for c in claims
        if is_act(c, evidence) and c.time.precision == "day" and time_is_told(c)
    ]  # fmt: skip
    groups = at_odds(
        sides(told, evidence, lambda a, b: times.compare(a.time, b.time)),
        lambda a, b: _rival(a, b, evidence),
    )
    if len(groups) > 1 and of_two_voices(groups, evidence):
        yield make(
            event, "time", questions.on_which_day(what), [_position(s, evidence) for s in groups],
            "The accounts give days that do not meet.",
        )  # fmt: skip


def _rival(one: Claim, two: Claim, evidence: Evidence) -> bool:
    apart = times.compare(one.time, two.time) is Verdict.CONFLICT
    return apart and surely_one(one, two, evidence)


def _position(side: Sequence[Claim], evidence: Evidence) -> Position:
    found = sorted({c.time.start for c in side if c.time.start})
    return position(" or ".join(map(questions.day_words, found)), side, evidence)
