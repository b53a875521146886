"""*A village in the province, a market*: the spot that the report names elsewhere.

In: a frame that has only a wide place, and all frames. Out: the frame with the one spot
inside that place at which the report tells an act of the same kind, or with the first
such spot that the next sentences name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consilience.coding.context.passage import Passage, is_part
from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.spelling import fold
from consilience.model import Place

_SENTENCES_ON = 4  # how far ahead an unnamed spot may get its name
_ROUND = {"at", "within", "near", "background"}
_TOLD = {"the", "this", "that", "these", "those"}
_SPOT_NOUNS = {
    "village", "town", "neighbourhood", "neighborhood", "district", "market", "hospital",
    "school", "camp", "suburb", "city", "mosque", "base", "area", "checkpoint", "convoy",
}  # fmt: skip


def named_later(frame: Frame, frames: Sequence[Frame], passage: Passage) -> None:
    """Add the spot that the report names elsewhere for *a village in the province*.

    Taken only where it is the one spot that the report names inside that province,
    or the first after a sentence that leaves *a village* or *a market* unnamed.
    """
    wide = [p for p in frame.places if p.role in _ROUND]
    if frame.event.type.family != "violence" or not wide or any(map(is_part, wide)):
        return
    inside = [
        p for p in passage.spots
        if any(lies_in(p, w.place, passage.gazetteer) for w in wide)
        and _tells_alike(p, frame, frames)
    ]  # fmt: skip
    after = [p for p in inside if p.start >= frame.sentence.end_char]
    found = inside[:1] if len({p.place.id for p in inside}) == 1 else []
    if not found and _leaves_unnamed(frame) and after and _is_near(frame, after[0], passage):
        found = after[:1]
    frame.places = [*frame.places, *(replace(p, role="within") for p in found)]


def lies_in(spot: PlaceMention, wide: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether the spot can be the part of the place that a sentence leaves unnamed."""
    here = spot.place
    if here.id == wide.id or here.country != wide.country:
        return False
    if wide.admin1 is not None and here.admin1 not in {None, wide.admin1}:
        return False
    if wide.precision in {"admin1", "area"} or names_its_region(wide, gazetteer):
        return True
    return wide.precision in {"point", "near"} and is_part(spot)


def names_its_region(place: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether a town has its province's name, so that the report may mean either."""
    region = gazetteer.by_id(f"admin1:{place.country}.{place.admin1}")
    return region is not None and fold(region.place.name) == fold(place.name)


def _is_near(frame: Frame, place: PlaceMention, passage: Passage) -> bool:
    return passage.number_at(place.start) - passage.number(frame) <= _SENTENCES_ON


def _leaves_unnamed(frame: Frame) -> bool:
    """Tell whether the sentence speaks of *a village*, *two towns*, *several districts*."""
    return any(
        t.lemma_.lower() in _SPOT_NOUNS and not any(c.lower_ in _TOLD for c in t.children)
        for t in frame.sentence
    )


def _tells_alike(spot: PlaceMention, frame: Frame, frames: Sequence[Frame]) -> bool:
    """Tell whether the spot's sentence tells an act of the same kind, or only its victims."""
    there = [f for f in frames if f.sentence.start <= spot.head < f.sentence.end]
    kinds = {f.event.type.id for f in there if f.event.type.family != "speech"}
    return bool(kinds) and kinds <= {frame.event.type.id, "casualties", "attack"}
