"""One event with the mentions that belong to it, while a claim is being put together.

In: nothing. Out: `Frame`, the only mutable thing between the slot readers and the claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from consilience.coding.charges import Charge
from consilience.coding.events import EventMention
from consilience.coding.mentions import ActorMention, FigureMention, PlaceMention, TimeMention
from consilience.language.parse import Span


@dataclass(slots=True, kw_only=True)
class Frame:
    """One event with the mentions that belong to it, while a claim is being put together.

    `spoken` are the days of speaking (*said on Friday*), used where nothing else dates it.
    `past` marks an undated event in a sentence that dates another one to the past.
    `chain` is the code point of the trigger that first tells the happening, where the
    report tells it more than once.
    `part` is the code point of the place that alone is this frame's, of those a clause lists.
    `charge` is set where the act is laid to its agents, claimed or denied by somebody.
    """

    event: EventMention
    sentence: Span
    figures: list[tuple[int, FigureMention]]
    places: list[PlaceMention]
    times: list[TimeMention]
    agents: list[ActorMention]
    targets: list[ActorMention]
    spoken: list[TimeMention] = field(default_factory=list)
    past: bool = False
    chain: int | None = None
    charge: Charge | None = None
    part: int | None = None
