"""Roads that a report names by the towns that they join, or by a number.

In: a parsed text and the place names found in it. Out: `RoadName`s: *the highway linking X to
Y*, *the X-Y road*, *the road between X and Y*, *the road to X*, *the M5*. The names that only
say which road it is are its ends, and no places of what happens. A number alone is a road
where the report calls it one, or where something closes or opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consilience.coding.mentions import PlaceMention
from consilience.coding.places.names import PlaceName
from consilience.coding.road_numbers import is_numbered_road, is_plain_number, is_road_number
from consilience.knowledge.gazetteer import adjectives
from consilience.knowledge.place_words import PlaceWords
from consilience.knowledge.roads import is_line, number_key
from consilience.knowledge.spelling import fold
from consilience.language.parse import Doc, Token
from consilience.model import PlaceRole

_SEPARATORS = {"-", "–", "—", "/", "to"}
_PAIRS = {"between": {"and"}, "from": {"to"}}
_AFTER_LINK = {"to", "with", "and", "into"}
_TO = {"to", "into", "toward", "towards"}
_PASSED = {",", "that", "which", "(", ")", "is"}
_DESCRIBING = {"DET", "ADJ", "NOUN", "ADP", "PART", "NUM", "PROPN"}
_GAP = 5  # tokens: *the northern rebel-held city of*
_LOOSE = {"conj", "appos", "compound", "nmod", "dep"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadName:
    """One wording of a road. Token indices are half-open; `ends` are indices of names."""

    first: int
    last: int
    head: int
    ends: tuple[int, ...] = ()
    number: str | None = None


def find_roads(doc: Doc, names: Sequence[PlaceName], words: PlaceWords) -> list[RoadName]:
    """Return the roads that the text names, in the order of their head nouns."""
    return _Finder(doc, names, words).roads()


def without_ends(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out the places that only say which road is meant."""
    lines = [m for m in mentions if is_line(m.place)]
    return [
        m for m in mentions
        if is_line(m.place) or not any(r.start <= m.start and m.end <= r.end for r in lines)
    ]  # fmt: skip


def role_of_road(doc: Doc, road: RoadName, words: PlaceWords) -> PlaceRole:
    """Return how what happens stands to a road, by the preposition above its words."""
    token = doc[road.head]
    own = range(road.first, road.last)
    while token.head != token and (token.dep_ in _LOOSE or token.head.i in own):
        token = token.head
    above = token.head
    if token.dep_ == "dobj":  # *hills overlooking the road*
        return words.roles.get(above.lower_, "at")
    if token.dep_ != "pobj":
        return "at"
    if above.lower_ == "of":
        return "near" if above.head.lower_ in words.directions else "at"
    role = words.roles.get(above.lower_, "at")
    if above.lower_ == "for":
        return "background"
    return "at" if above.lower_ == "along" or role == "between" else role


class _Finder:
    def __init__(self, doc: Doc, names: Sequence[PlaceName], words: PlaceWords) -> None:
        self.doc = doc
        self.names = names
        self.words = words
        self.adjectives = adjectives()
        told = [i for i, n in enumerate(names) if self._is_end(n)]
        self.starting = {names[i].first: i for i in told}
        self.ending = {names[i].last: i for i in told}
        self.covered = {t for i in told for t in range(names[i].first, names[i].last)}

    def _is_end(self, name: PlaceName) -> bool:
        """Tell a name that a road can lead to: no *Syrian*, no *Route 7*."""
        numbered = self.doc[name.first].lower_ in self.words.roads and _is_number(
            self.doc[name.last - 1]
        )
        return not numbered and fold(name.text) not in self.adjectives

    def roads(self) -> list[RoadName]:
        found = [road for token in self.doc if self._is_noun(token) for road in self._of(token)]
        inside = {i for road in found for i in range(road.first, road.last)}
        left = [t for t in self.doc if t.i not in inside and is_road_number(t)]
        joining = {t.i: self._right(t, t.i + 1, []) for t in left}
        known = {road.number for road in found if road.number}
        known |= {number_key(t.text) for t in left if len(joining[t.i][0]) > 1}
        bare = [self._bare(t, *joining[t.i]) for t in left if self._is_bare(t, known)]
        return self._equated(sorted([*found, *bare], key=lambda road: (road.head, road.first)))

    def _bare(self, token: Token, ends: list[int], last: int) -> RoadName:
        """Return the road of a number alone, with the ends told after it (*the M5 linking …*)."""
        both = len(ends) > 1
        if not both:
            ends, last = [], token.i + 1
        number = number_key(token.text)
        return RoadName(first=token.i, last=last, head=token.i, ends=tuple(ends), number=number)

    def _equated(self, roads: list[RoadName]) -> list[RoadName]:
        """Join a road to the number it is said to have: *the X-Y road, known as Route 5*."""
        out: list[RoadName] = []
        for road in roads:
            before = out[-1] if out else None
            if before and before.ends and road.number and not (before.number or road.ends):
                between = self.doc[before.last : road.first]
                if len(between) and all(t.lower_ in self.words.equating for t in between):
                    out[-1] = replace(before, last=road.last, number=road.number)
                    continue
            out.append(road)
        return out

    def _is_noun(self, token: Token) -> bool:
        """Tell a word for a road that names one itself: not *road map*, *Castello Road*."""
        if token.lower_ not in self.words.roads or token.i in self.covered:
            return False
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if after is None or _is_number(after):
            return True
        return not (token.dep_ == "compound" and token.head == after and after.pos_ == "NOUN")

    def _is_bare(self, token: Token, known: set[str]) -> bool:
        """Tell whether a number alone (*the M5*) is a road: called one, closed or opened."""
        if not is_numbered_road(token):
            return False
        if number_key(token.text) in known:
            return True
        moved = token.dep_ in {"dobj", "nsubjpass", "nsubj"}
        return moved and token.head.lemma_.lower() in self.words.closing

    # --- one noun

    def _of(self, noun: Token) -> list[RoadName]:
        first, before, numbers = self._left(noun.i)
        after_number = self._number_after(noun)
        if after_number is not None:
            numbers = [*numbers, after_number]
        last = noun.i + 1 + (after_number is not None)
        ends, last = (before, last) if len(before) > 1 else self._right(noun, last, before)
        keys = [number_key(self.doc[i].text) for i in numbers]
        if len(keys) > 1 and not ends:
            return [RoadName(first=i, last=i + 1, head=i, number=number_key(self.doc[i].text))
                    for i in numbers]  # fmt: skip
        if not keys and not ends:
            return []
        return [RoadName(first=first, last=last, head=noun.i, ends=tuple(ends),
                         number=keys[0] if keys else None)]  # fmt: skip

    def _number_after(self, noun: Token) -> int | None:
        at = noun.i + 1
        at += at < len(self.doc) and self.doc[at].text == "("
        if at >= len(self.doc) or not _is_number(self.doc[at]):
            return None
        digits = is_plain_number(self.doc[at])
        return at if not digits or (noun.text.istitle() and at == noun.i + 1) else None

    def _left(self, noun: int) -> tuple[int, list[int], list[int]]:
        """Return where the words before the noun begin, the ends and the numbers among them."""
        at, numbers = noun - 1, list[int]()
        while at >= 0 and self._is_described(at):
            if is_road_number(self.doc[at]):
                numbers.insert(0, at)
            at -= 1
        begin = numbers[0] if numbers else noun
        name = self.ending.get(at + 1)
        if name is None:
            return begin, [], numbers
        ends = [name, *self._joined(name)]
        if len(ends) == 1 and not self._names_a_road(name, noun):
            return begin, [], numbers
        return self.names[ends[-1]].first, [ends[-1], name] if len(ends) > 1 else ends, numbers

    def _is_described(self, at: int) -> bool:
        """Tell a word between the names and the noun: *the X-Y (M5) international highway*."""
        token = self.doc[at]
        if at in self.covered or token.is_sent_start:
            return is_road_number(token) and at not in self.covered
        listed = token.lower_ in {"and", ","} and is_road_number(self.doc[at - 1])
        bracket = token.text in "()"
        plain = token.pos_ in {"ADJ", "NOUN"} and token.text.islower()
        return is_road_number(token) or listed or bracket or plain

    def _joined(self, name: int) -> list[int]:
        """Return the names joined to the left of one by a dash or *to*, nearest first."""
        at = self.names[name].first - 1
        if at < 1 or self.doc[at].text not in _SEPARATORS:
            return []
        other = self.ending.get(at)
        return [] if other is None else [other, *self._joined(other)]

    def _names_a_road(self, name: int, noun: int) -> bool:
        """Tell *the Homs highway* from *Damascus Road* in some town and from *Homs roads*."""
        known = bool(self.names[name].candidates)
        beside = self.names[name].last == noun
        word = self.doc[noun]
        street = word.text.istitle() and word.lower_ == "road"
        return known and beside and not street and word.tag_ not in {"NNS", "NNPS"}

    # --- after the noun

    def _right(self, noun: Token, at: int, before: list[int]) -> tuple[list[int], int]:
        """Return the ends told after the noun, or those told before it, and where the words end."""
        start = at
        while at < len(self.doc) and (self.doc[at].text in _PASSED or self.doc[at].pos_ == "ADV"):
            at += 1
        if at >= len(self.doc) or self.doc[at].sent != noun.sent:
            return before, start
        word = self.doc[at]
        link = word.lemma_.lower() in self.words.links and word.pos_ in {"VERB", "NOUN", "ADJ"}
        if link:
            at += 1
            at += at < len(self.doc) and self.doc[at].pos_ == "ADV"
        ends, last = self._ends_from(at, linked=link, many=noun.tag_ in {"NNS", "NNPS"})
        return (ends, last) if ends and not before else (before, start)

    def _ends_from(self, at: int, *, linked: bool, many: bool) -> tuple[list[int], int]:
        lead = self.doc[at].lower_ if at < len(self.doc) else ""
        if lead in _PAIRS:
            return self._pair(at + 1, _PAIRS[lead])
        if lead in _TO:
            name = None if many else self._name_from(at + 1)
            return ([], at) if name is None else ([name], self._end_of(name))
        return self._pair(at, _AFTER_LINK) if linked else ([], at)

    def _pair(self, at: int, joins: set[str]) -> tuple[list[int], int]:
        """Return the two names of *X to Y*; the one that has a name in *the capital to Y*."""
        one = self._name_from(at)
        here = self._end_of(one) if one is not None else at
        here += one is not None and here < len(self.doc) and self.doc[here].text == ","
        reach = range(here, min(here + (1 if one is not None else _GAP), len(self.doc)))
        join = next((i for i in reach if self.doc[i].lower_ in joins), None)
        two = self._name_from(join + 1) if join is not None else None
        ends = [n for n in (one, two) if n is not None]
        return (ends, self._end_of(ends[-1])) if ends else ([], at)

    def _name_from(self, at: int) -> int | None:
        """Return the name that begins at a token, or after words that only describe it."""
        for i in range(at, min(at + _GAP + 1, len(self.doc))):
            if i in self.starting:
                return self.starting[i]
            token = self.doc[i]
            held = token.lower_ in self.words.held or token.text == "-"
            held |= token.text == "," and self.doc[i - 1].pos_ == "NOUN"  # *the capital, X*
            if token.is_sent_start or not (held or token.pos_ in _DESCRIBING):
                return None
            if token.lower_ in _AFTER_LINK:
                return None
        return None

    def _end_of(self, index: int) -> int:
        name = self.names[index]
        own = name.noun_token if name.noun_token is not None else -1
        return max(name.last, own + 1) if own < name.last + 3 else name.last


def _is_number(token: Token) -> bool:
    return is_road_number(token) or is_plain_number(token)
