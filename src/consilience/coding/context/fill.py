"""Context: what a sentence leaves out because the report says it elsewhere.

In: the frames of one report. Out: the same frames, with place, time, actors and
type filled in from the same sentence, from the event that a word points back
to (*the attacks killed twelve*), from the paragraph, or from the report's lead.
A filled-in mention keeps the offsets of the words that it comes from, so that a
reader sees that they stand elsewhere in the report. One module a rule, in the
order in which they are asked here.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.coding.context.behind import date_behind
from consilience.coding.context.both_sides import both_sides
from consilience.coding.context.carried import from_before
from consilience.coding.context.chains import Links
from consilience.coding.context.clause import within_sentence
from consilience.coding.context.incident import the_incident, the_village_named
from consilience.coding.context.owners import same_doer
from consilience.coding.context.parts import parts_of_whole
from consilience.coding.context.passage import Passage
from consilience.coding.context.references import go_on, point_back, same_arms
from consilience.coding.context.sharing import share
from consilience.coding.context.town import the_town, the_town_itself
from consilience.coding.context.unnamed import named_later
from consilience.coding.frames import Frame


def fill(frames: Sequence[Frame], passage: Passage) -> None:
    """Fill the frames in place, in the order of the text."""
    origin: dict[int, Frame] = {}
    for n, frame in enumerate(frames):
        told = point_back(frame, frames[:n], passage)
        if told is not None:
            origin[frame.event.trigger.i] = told
        same_arms(frame, frames[:n], passage)
        go_on(frame, frames[:n], passage)
    both_sides(frames)
    for frame in frames:
        the_town(frame, passage)
    date_behind(frames, passage)
    the_incident(frames, passage)
    within_sentence(frames, passage)
    links = Links(frames, passage, origin)
    for chain in links.chains():
        for frame in chain:
            frame.chain = chain[0].event.trigger.idx
        share(chain, passage, links)
    the_village_named(frames, passage)
    parts_of_whole(frames, passage)
    from_before(frames, passage, origin)
    for frame in frames:
        named_later(frame, frames, passage, links)
    for frame in frames:
        the_town_itself(frame)
    same_doer(frames, passage)
