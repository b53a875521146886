"""The day of what is told after *when*: *since 2020, when the two states signed a truce*.

In: the frames of one report and all its times, also those that only bound something else. Out:
the same frames; what stands in a clause with *when* right after a time, and has no time of its
own, gets that time.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.coding.frames import Frame
from consilience.coding.mentions import TimeMention
from consilience.language.parse import Doc, Token

# Tokens from the time to *when*: *during the 2019 campaigns, when*.
_REACH = 3


def date_when_clauses(doc: Doc, frames: Sequence[Frame], times: Sequence[TimeMention]) -> None:
    """Give the undated frames of clauses with *when* the time right before it."""
    for when in (t for t in doc if t.lower_ == "when"):
        time = _before(when, times)
        if time is None:
            continue
        inside = {t.i for t in when.head.subtree if t.i > when.i}
        for frame in frames:
            if frame.event.trigger.i in inside and not frame.times:
                frame.times = [time]


def _before(when: Token, times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the time right before *when*, of the same sentence."""
    doc = when.doc
    first = max(when.sent.start, when.i - _REACH - 1)
    near = [t for t in times if t.begin and doc[first].idx < t.end <= when.idx]
    last = max(near, key=lambda t: t.end, default=None)
    if last is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[last.head : when.i]):
        return None
    return last
