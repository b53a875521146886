"""The parts of a whole: counts told place by place that add up to the count of the lead.

*Government raids killed 22 people. The raids killed 16 in Douma; five died in Saqba and one
in Harasta*: 16, 5 and 1 are the 22, so they are the same raids. In: the frames of one report.
Out: the same frames, the parts with the doers of the whole, and its type and day where their
own words leave them open. Only an exact sum is believed, of at least two counts in a row that
follow the whole, and only where no part names a doer or a place that speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from consilience.coding.context.passage import Passage, dated, doers_named, is_spot
from consilience.coding.context.retold import same_doers
from consilience.coding.context.telling import is_large
from consilience.coding.frames import Frame
from consilience.coding.places.relation import relate
from consilience.knowledge.chain_words import chain_words

_REACH = 8  # sentences after the whole in which its parts are told
_KIND = "killed"

Part = tuple[Frame, int]


def parts_of_whole(frames: Sequence[Frame], passage: Passage) -> None:
    """Give the parts of each whole that the lead tells what the whole says of them all."""
    leads = {f.chain for f in frames if f.chain is not None and passage.is_lead(f)}
    for number, whole in enumerate(frames):
        told_first = passage.is_lead(whole) or whole.chain in leads
        if not (told_first and doers_named(whole, passage) and passage.may_lend_doer(whole)):
            continue
        for count in _counts(whole):
            parts = list(_parts(frames[number + 1 :], whole, count, passage))
            for part in _adding_up(parts, count):
                if not _is_elsewhere(whole, part, passage):
                    _hand_on(whole, part, passage)


def _counts(frame: Frame) -> list[int]:
    """Return the whole counts of the dead that the act gives, as worded."""
    return [
        f.low or f.high or 0 for _, f in frame.figures
        if f.kind == _KIND and f.part_of is None and not f.cumulative
    ]  # fmt: skip


def _parts(later: Sequence[Frame], whole: Frame, count: int, passage: Passage) -> Iterator[Part]:
    """Yield each smaller count that follows in the next sentences, in the order of the text."""
    if not is_large((_KIND, count, count)):
        return
    for frame in later:
        if 0 < passage.apart(whole, frame) <= _REACH:
            yield from ((frame, n) for n in _counts(frame) if 0 < n < count)


def _adding_up(parts: Sequence[Part], count: int) -> list[Frame]:
    """Return the frames of the first run of counts that add up to the whole; none without."""
    for begin in range(len(parts)):
        total = 0
        for end in range(begin, len(parts)):
            total += parts[end][1]
            if total >= count:
                break
        run = [frame for frame, _ in parts[begin : end + 1]]
        if total == count:
            return run
    return []


def _hand_on(whole: Frame, part: Frame, passage: Passage) -> None:
    own, doers = doers_named(part, passage), doers_named(whole, passage)
    if own and not same_doers(own, doers):
        return
    if part.event.modality != "actual" or part.charge is not None:
        return
    vague, type_ = chain_words().vague, whole.event.type
    if part.event.type.id in vague and type_.id not in vague and type_.family == "violence":
        part.event = replace(part.event, type=type_)
    part.agents = [*part.agents, *(m for m in doers if not own)]
    part.times = part.times or dated(whole.times)


def _is_elsewhere(whole: Frame, part: Frame, passage: Passage) -> bool:
    """Tell whether the whole was in another town than the part."""
    spots = [[p for p in f.places if is_spot(p) and p.role == "at"] for f in (whole, part)]
    return any(relate(a.place, b.place, passage.gazetteer) == "apart" for a, b in product(*spots))
