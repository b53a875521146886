"""*The city, the province, the two towns, there*: places that the report has named before.

*There* is the place named last, *the city* is the town that the report has named most, *the
province* the one it named last, *the two towns* those that it named side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.coding.context.passage import NEAR, Passage, is_located, is_static
from consilience.coding.frames import Frame
from consilience.coding.mentions import PlaceMention
from consilience.coding.places.relation import names_its_region
from consilience.language.parse import Token

_TOWN_NOUNS = {"city", "town", "village"}
_PROVINCE_NOUNS = {"province", "governorate"}
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_DEFINITE = {"the", "these", "those", "both"}
_BESIDE = 14  # code points between the names of a list: *al-Foua and the town of Kefraya*


def the_town(frame: Frame, passage: Passage) -> None:
    """Place an act in *the city*, *the province*, *the two towns* where it has no other place."""
    if frame.places or not is_located(frame):
        return
    for token in frame.sentence:
        found = _meant(token, frame, passage)
        if found:
            frame.places = [replace(p, role="within") for p in found]
            return


def the_town_itself(frame: Frame) -> None:
    """Place a capture at the town, and not within it, where the town is what is captured.

    *Took the town*, *captured it*; who takes *ground* or *a post* there holds no town.
    """
    taken = frame.event.type.family == "territory" and any(
        token.lower_ == "it" or _is_the(token, _TOWN_NOUNS | _PROVINCE_NOUNS)
        for token in frame.event.patients
    )
    if taken and [p.role for p in frame.places] == ["within"]:
        frame.places = [replace(frame.places[0], role="at")]


def _meant(token: Token, frame: Frame, passage: Passage) -> Sequence[PlaceMention]:
    if _is_there(token, frame):
        return _last_named(token, passage)
    if _is_the(token, _TOWN_NOUNS):
        return _town(token, frame, passage)
    if _is_the(token, _PROVINCE_NOUNS):
        return _province(token, passage)
    count = _count_of_towns(token)
    return _side_by_side(token, count, passage) if count else ()


def _town(noun: Token, frame: Frame, passage: Passage) -> list[PlaceMention]:
    before = [p for p in passage.towns if p.end <= noun.idx and p.role != "dateline"]
    named = Counter(_town_id(p) for p in before)
    here = [p for p in before if p.start >= frame.sentence.start_char]
    last = [p for p in before if passage.number(frame) - passage.number_at(p.start) == 1]
    if not here and len({_town_id(p) for p in last}) == 1:
        return last[-1:]
    return [max(here or before, key=lambda p: (named[_town_id(p)], p.start))] if before else []


def _is_there(token: Token, frame: Frame) -> bool:
    """Tell *there* that says where the act was: *twelve men died there*, *all attacks there*."""
    if token.lower_ != "there" or token.dep_ != "advmod" or token.i == frame.sentence.start:
        return False
    near = {*frame.event.tokens, *frame.event.patients, *frame.event.agents}
    return token.head in near or any(t in near for t in token.head.conjuncts)


def _last_named(there: Token, passage: Passage) -> list[PlaceMention]:
    """Return the place of what was told last before the word, within the sentences near it."""
    here = passage.number_at(there.idx)
    before = [
        p for p in passage.told
        if p.end <= there.idx and p.place.precision != "country"
        and (is_static(p) or p.role == "to")
        and here - passage.number_at(p.start) <= NEAR
    ]  # fmt: skip
    return before[-1:]


def _province(noun: Token, passage: Passage) -> list[PlaceMention]:
    """Return the province named last before the noun, or the town that has its name."""
    before = [
        p for p in passage.named
        if p.end <= noun.idx
        and (p.place.precision == "admin1" or names_its_region(p.place, passage.gazetteer))
    ]  # fmt: skip
    return before[-1:]


def _side_by_side(noun: Token, count: int, passage: Passage) -> list[PlaceMention]:
    """Return as many towns as are counted, named side by side last before the noun."""
    groups = [g for g in _groups(passage) if len(g) == count and g[-1].end <= noun.idx]
    return groups[-1] if groups else []


def _groups(passage: Passage) -> Iterator[list[PlaceMention]]:
    """Yield the runs of towns named side by side (*al-Foua and Kefraya*)."""
    run: list[PlaceMention] = []
    for place in passage.settled:
        if run and not _is_beside(run[-1], place, passage):
            yield run
            run = []
        run.append(place)
    yield run


def _is_beside(one: PlaceMention, two: PlaceMention, passage: Passage) -> bool:
    between = passage.document.text[one.end : two.start]
    return len(between) <= _BESIDE and bool({",", "and"} & {between.strip(), *between.split()})


def _town_id(place: PlaceMention) -> str:
    return place.place.within or "" if place.place.precision == "near" else place.place.id


def _is_the(token: Token, nouns: set[str]) -> bool:
    """Tell whether the token is one of the nouns with nothing but an article."""
    if token.lemma_.lower() not in nouns:
        return False
    below = [c for c in token.children if c.dep_ not in {"case", "punct"}]
    return any(c.lower_ == "the" for c in below) and len(below) == 1


def _count_of_towns(token: Token) -> int | None:
    """Return how many *the two towns* are; None for other words and for *two towns*."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in _TOWN_NOUNS:
        return None
    below = [c.lower_ for c in token.children]
    named = any(c.lower_ == "of" for c in token.children)
    if named or not _DEFINITE & set(below):
        return None
    return next((_NUMBERS[w] for w in below if w in _NUMBERS), None)
