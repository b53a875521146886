"""One event with the mentions that belong to it, while a claim is being put together.

In: nothing. Out: `Frame`, the only mutable thing between the slot readers and the claims.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from consilience.coding.events import EventMention
from consilience.coding.mentions import ActorMention, FigureMention, PlaceMention, TimeMention


@dataclass(slots=True, kw_only=True)
class Frame:
    """One event with the mentions that belong to it, while a claim is being put together.

    `past` marks an undated event in a sentence that dates another one to the past.
    """

    event: EventMention
    sentence: Span
    figures: list[tuple[int, FigureMention]]
    places: list[PlaceMention]
    times: list[TimeMention]
    agents: list[ActorMention]
    targets: list[ActorMention]
    past: bool = False
