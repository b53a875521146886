"""*The city, the town*: the town that the report has named most before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Token

from consilience.coding.context.passage import Passage, is_located
from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention

_TOWN_NOUNS = {"city", "town", "village"}


def the_town(frame: Frame, passage: Passage) -> None:
    """Place an act in *the city* where it has no other place."""
    if frame.places or not is_located(frame):
        return
    noun = next((t for t in frame.sentence if _is_the_town(t)), None)
    if noun is None:
        return
    before = [p for p in passage.towns if p.end <= noun.idx and p.role != "dateline"]
    named = Counter(_town_id(p) for p in before)
    here = [p for p in before if p.start >= frame.sentence.start_char]
    if before:
        town = max(here or before, key=lambda p: (named[_town_id(p)], p.start))
        frame.places = [replace(town, role="within")]


def _town_id(place: PlaceMention) -> str:
    return place.place.within or "" if place.place.precision == "near" else place.place.id


def _is_the_town(token: Token) -> bool:
    """Tell whether the token is *city* or *town* with nothing but an article."""
    if token.lemma_.lower() not in _TOWN_NOUNS:
        return False
    below = [c for c in token.children if c.dep_ not in {"case", "punct"}]
    return any(c.lower_ == "the" for c in below) and len(below) == 1
