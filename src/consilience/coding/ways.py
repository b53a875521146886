"""Whether a place is where people go from, or where they come to.

In: the head of a place's words and the event that it belongs to. Out: `from` or `to` for those
who leave, flee or are brought out, by the verb that has the place: *fled X, arrived in Y*. So
an evacuation told by its start in one report and by its end in another is not told of two
places.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.coding.events import EventMention
from consilience.coding.mentions import PlaceMention
from consilience.knowledge.event_types import LEAVING
from consilience.knowledge.role_words import role_words
from consilience.language.parse import Doc, Token
from consilience.model import PlaceRole

_LISTED = {"appos", "compound", "conj", "nmod"}
_OBJECTS = {"dobj", "obj"}
_AT_GOAL = {"at", "in", "into", "on", "onto", "to"}


def on_the_way(place: PlaceMention, doc: Doc, event: EventMention) -> PlaceMention:
    """Return the place as start or goal where the event is of people who leave."""
    if event.type.id not in LEAVING or place.role in {"from", "dateline"}:
        return place
    way = _way(doc[place.head])
    return replace(place, role=way) if way else place


def _way(head: Token) -> PlaceRole | None:
    name = _top(head)
    verb = name.head.lemma_.lower()
    if name.dep_ in _OBJECTS:
        words = role_words()
        return "from" if verb in words.leaves else "to" if verb in words.arrives else None
    after = name.dep_ == "pobj" and name.head.lower_ in _AT_GOAL
    return "to" if after and name.head.head.lemma_.lower() in role_words().arrives else None


def _top(name: Token) -> Token:
    """Return the head of the list, and of *the town of X*, that a name stands in."""
    while name.head != name:
        if name.dep_ in _LISTED:
            name = name.head
        elif (
            name.dep_ == "pobj"
            and name.head.lower_ == "of"
            and name.head.head.lemma_ in role_words().transparent
        ):
            name = name.head.head
        else:
            break
    return name
