"""A road in a list of what was taken or closed: an act with a place of its own.

In: the frames of one report. Out: the same, where a clause lists a road beside other places
(*captured the base and the highway linking X to Y*) as one frame for the road and one for the
rest: whoever tells only that the road was cut tells of a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention
from consilience.knowledge.roads import is_line
from consilience.language.parse import Doc

_FAMILIES = {"territory", "strategic"}


def part_roads(frames: Sequence[Frame], doc: Doc) -> list[Frame]:
    """Return the frames, with roads that a clause lists beside other places on their own."""
    return [part for frame in frames for part in _parts(frame, doc)]


def _parts(frame: Frame, doc: Doc) -> Iterator[Frame]:
    listed = [p for p in frame.places if frame.event.type.family in _FAMILIES and p.role == "at"]
    roads = [p for p in listed if is_line(p.place)]
    rest = [p for p in listed if p not in roads]
    if not any(_side_by_side(road, other, doc) for road in roads for other in rest):
        yield frame
        return
    yield replace(frame, places=[p for p in frame.places if p not in roads])
    for road in roads:
        yield replace(frame, places=[road], figures=[], chain=None, part=road.start)


def _side_by_side(one: PlaceMention, two: PlaceMention, doc: Doc) -> bool:
    """Tell whether the words name both in one list."""
    first, second = sorted((one.head, two.head))
    return any(t.i == second for t in doc[first].conjuncts)
