"""*A village in the province, a market*: the spot that the report names elsewhere.

In: a frame that has only a wide place, and all frames. Out: the frame with the one spot
inside that place at which the report tells an act of the same kind, or with the first
such spot that the next sentences name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consilience.coding.context.chains import Links
from consilience.coding.context.passage import (
    Passage,
    is_part,
    leaves_region_unnamed,
    leaves_unnamed,
    tells_many,
)
from consilience.coding.context.retold import counts_differ
from consilience.coding.context.telling import all_tolls
from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention
from consilience.coding.places.relation import is_inside, names_its_region
from consilience.knowledge.chain_words import chain_words

_SENTENCES_ON = 4  # how far ahead an unnamed spot may get its name
_ROUND = {"at", "within", "near", "background"}


def named_later(frame: Frame, frames: Sequence[Frame], passage: Passage, links: Links) -> None:
    """Add the spot that the report names elsewhere for *a village in the province*.

    Taken only where it is the one spot that the report names inside that province,
    or the first after a sentence that leaves *a village* or *a market* unnamed; *a region*
    is answered by a region.
    """
    wide = [p for p in frame.places if p.role in _ROUND]
    region = leaves_region_unnamed(frame)
    unnamed = region or leaves_unnamed(frame)
    if frame.event.type.family != "violence" or not wide or tells_many(frame):
        return
    if not all(_leaves_open(p, unnamed, passage) for p in wide):
        return
    inside = [
        p for p in (passage.regions if region else passage.spots)
        if any(is_inside(p.place, w.place, passage.gazetteer) for w in wide)
        and not names_its_region(p.place, passage.gazetteer)
        and _tells_alike(p, frame, frames, links)
    ]  # fmt: skip
    after = [p for p in inside if p.start >= frame.sentence.end_char]
    found = inside[:1] if len({p.place.id for p in inside}) == 1 else []
    if not found and unnamed and after and _is_near(frame, after[0], passage):
        found = after[:1]
    known = {p.place.id for p in frame.places}
    new = [replace(p, role="within") for p in found if p.place.id not in known]
    frame.places = [*frame.places, *new]


def _leaves_open(place: PlaceMention, unnamed: bool, passage: Passage) -> bool:
    """Tell whether the place can have a spot inside it that the sentence does not name."""
    if place.place.precision in {"admin1", "area", "country"}:
        return True
    if is_part(place):
        return False
    rough = place.role == "near" or names_its_region(place.place, passage.gazetteer)
    return rough or unnamed


def _is_near(frame: Frame, place: PlaceMention, passage: Passage) -> bool:
    return passage.number_at(place.start) - passage.number(frame) <= _SENTENCES_ON


def _tells_alike(spot: PlaceMention, frame: Frame, frames: Sequence[Frame], links: Links) -> bool:
    """Tell whether the spot's sentence tells an act of the same kind, or only its victims."""
    there = [f for f in frames if f.sentence.start <= spot.head < f.sentence.end]
    acts = [f for f in there if f.event.type.family != "speech"]
    kinds = {f.event.type.id for f in acts}
    alike = bool(kinds) and kinds <= {frame.event.type.id, "casualties", "attack"}
    likely = chain_words().weights["likely"]
    part = any(counts_differ(all_tolls(f), all_tolls(frame)) for f in acts)
    return alike and not part and any(links.weight(frame, f) >= likely for f in acts)
