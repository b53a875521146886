"""The places that a report names, each with its role and an honest precision.

In: a document and the gazetteer. Out: `PlaceMention`s in order of appearance.
`place_names` finds the words, `place_choice` says which place they mean, this
module makes the place that the words leave: the city, its province, the north
of it, somewhere near it, or a quarter that no gazetteer has within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from consilience.coding.mentions import PlaceMention
from consilience.coding.places.choice import choose, kilometres
from consilience.coding.places.evidence import ENGLISH_NAMES
from consilience.coding.places.names import PlaceName, contains, find_names, head_of
from consilience.coding.places.roads import RoadName, find_roads, role_of_road
from consilience.knowledge.actors import Roster
from consilience.knowledge.gazetteer import TOWNS, Candidate, Gazetteer
from consilience.knowledge.place_keys import LOOSE, OTHER, SOUND
from consilience.knowledge.place_words import PlaceWords, place_words
from consilience.knowledge.roads import road_between, road_numbered
from consilience.knowledge.spelling import fold, skeleton
from consilience.language.annotate import Document
from consilience.language.parse import Doc, Token
from consilience.model import Place, PlacePrecision, PlaceRole

# A quarter or facility said to be in a city lies no further from its middle than this.
_CITY_REACH_KM = 60.0
# Places told together in one report seldom lie further apart than a province.
_NEWS_KM = 120.0
_WELL_KNOWN = 50_000
_FAMOUS = 100_000
_FAMOUS_BY_ANOTHER = 500_000  # by a name that is not its first
_DATELINE_REACH = 60
_DATELINE = re.compile(
    r"[^.!?\n]{0,60}?(?:\(\w[\w ./-]{1,30}\)|\s[-–—]{1,2}\s|\b(?:AFP|AP|Reuters)\b)"
)
_LINK_REACH = 8
_BYLINE = re.compile(
    r"\b(?:reporting|writing|editing|compiled|photos?|written) by\b", re.IGNORECASE
)
_MODIFIED = (
    "led",
    "backed",
    "based",
    "brokered",
    "supported",
    "made",
    "aligned",
    "linked",
    "allied",
)
_WAY = re.compile(
    r"(\d+) ?(km|kilomet\w+|miles?)\b[ \w-]{0,30}$", re.IGNORECASE
)  # *some 120 kilometres northwest of*
_WAY_REACH = 50
_FAR = {"k": 50.0, "m": 30.0}  # further off another province may well have begun
_SITES = ("facility", "installation")
_UP = {"compound", "amod", "nmod", "appos", "conj", "poss", "nummod", "flat", "npadvmod"}


def read_places(
    document: Document, gazetteer: Gazetteer, roster: Roster | None = None
) -> list[PlaceMention]:
    """Return the places that a report names, in order of appearance.

    `roster` lists the actors whose names are no places; by default the built-in one.
    """
    names = find_names(document, gazetteer, roster)
    roads = find_roads(document.doc, names, place_words())
    for road in roads:
        _unframe([names[end] for end in road.ends], road)
    return _Reader(document, names, choose(names), roads).mentions()


class _Reader:
    def __init__(
        self,
        document: Document,
        names: list[PlaceName],
        chosen: list[Candidate | None],
        roads: list[RoadName],
    ) -> None:
        self.doc: Doc = document.doc
        self.document = document
        self.names = names
        self.words: PlaceWords = place_words()
        self.roads = roads
        self.ends = {end for road in roads for end in road.ends}
        self.lone = [self._is_lone(i, c, chosen) for i, c in enumerate(chosen)]
        self.country = _main_country(self._told(chosen)) or _main_country(chosen)
        self.chosen = [self._trusted(i, c, chosen) for i, c in enumerate(chosen)]
        self._mean_the_region()
        self.parents = self._parents()
        self.countries = self._countries()

    def mentions(self) -> list[PlaceMention]:
        named = [
            self._mention(i) for i, name in enumerate(self.names)
            if (name.literal or i in self.ends) and not self._is_byline(name)
        ]  # fmt: skip
        return sorted([*named, *self._lines()], key=lambda m: (m.start, -m.end))

    def _lines(self) -> list[PlaceMention]:
        """Return the roads; a number means the road that the report says it is."""
        told = {r.number: self._road(r) for r in self.roads if r.number and r.ends}
        return [
            PlaceMention(
                start=self.doc[r.first].idx,
                end=self.doc[r.last - 1].idx + len(self.doc[r.last - 1].text),
                head=r.head,
                place=self._road(r) if r.ends else told.get(r.number or "") or self._road(r),
                role=role_of_road(self.doc, r, self.words),
            )
            for r in self.roads
        ]

    def _road(self, road: RoadName) -> Place:
        if road.ends:
            return road_between([self._place(end) for end in road.ends], road.number)
        told = [c for n, c in zip(self.names, self.chosen, strict=True) if n.literal]
        return road_numbered(road.number or "", _main_country(told))

    def _is_byline(self, name: PlaceName) -> bool:
        """Tell a place of those who wrote the report (*Reporting by X in Istanbul*)."""
        sentence = self.doc[name.first].sent
        return bool(_BYLINE.search(self.doc[sentence.start : name.first].text))

    def _mean_the_region(self) -> None:
        """Take a headline's bare name for the region, where the text names only that.

        *Raid on a mill in Homs*, and below it *a mill in Homs province*: of two levels with one
        name the higher is meant (UCDP GED 19.1), unless the text speaks of the town as well.
        """
        end = self.document.headline_end
        body = [i for i, name in enumerate(self.names) if name.start >= end]
        for index, name in enumerate(self.names):
            same = [
                i for i in body if f"{fold(self.names[i].text)} ".startswith(fold(name.text) + " ")
            ]
            found = {c.place.id: c for i in same if (c := self.chosen[i]) is not None}
            region = next(iter(found.values()), None)
            town = self.chosen[index]
            if name.start >= end or name.frame or region is None or town is None:
                continue
            if len(found) == 1 and region.place.feature == "admin1" and contains(region, town):
                self.chosen[index] = region

    # --- which choices can be trusted

    def _trusted(
        self, index: int, candidate: Candidate | None, chosen: list[Candidate | None]
    ) -> Candidate | None:
        """Drop a choice that only sounds alike elsewhere, or that lies outside what contains it."""
        if candidate is None:
            return None
        if candidate.match in (SOUND, LOOSE) and not self._is_confirmed(candidate, chosen):
            return None
        if self._is_stray(index, candidate, chosen):
            return None
        for outer in self.names[index].within:
            container = chosen[outer]
            if container and self.names[index].frame and not _can_contain(container, candidate):
                return None
        return candidate

    def _told(self, chosen: list[Candidate | None]) -> list[Candidate | None]:
        """Return the places that say which country the report is about."""
        return [
            c for c, name, lone in zip(chosen, self.names, self.lone, strict=True)
            if name.literal and not lone
        ]  # fmt: skip

    def _is_stray(self, index: int, candidate: Candidate, chosen: list[Candidate | None]) -> bool:
        """Tell a lesser place of a country that the report is not about, and does not name.

        Quarters and villages share their names with places of other countries; English
        names abroad are left as they are. An adjective (*Russian mercenaries*) says who
        somebody is, and speaks for a place only where nothing says more.
        """
        country = candidate.place.country
        if country == self.country or self.country in ENGLISH_NAMES or not self.lone[index]:
            return False
        return bool(self._told(chosen)) or not self._is_named(index, country, chosen, bool)

    def _is_lone(
        self, index: int, candidate: Candidate | None, chosen: list[Candidate | None]
    ) -> bool:
        """Tell a lesser place in a country where no other name of the report lies."""
        if candidate is None:
            return False
        country, feature = candidate.place.country, candidate.place.feature
        famous = _FAMOUS_BY_ANOTHER if candidate.match == OTHER else _FAMOUS
        small = feature == "settlement" and candidate.population < famous
        if country in {None, *ENGLISH_NAMES} or not (small or feature.startswith("admin")):
            return False
        return not self._is_named(index, country, chosen, lambda name: name.literal)

    def _is_named(
        self, index: int, country: str | None, chosen: list[Candidate | None],
        counts: Callable[[PlaceName], bool],
    ) -> bool:  # fmt: skip
        """Tell whether another name that `counts` stands for the country or lies in it."""
        key = self.names[index].key.split("|")[0]
        return any(
            c is not None and c.place.country == country and counts(name)
            and name.key.split("|")[0] != key
            for name, c in zip(self.names, chosen, strict=True)
        )  # fmt: skip

    def _is_confirmed(self, candidate: Candidate, chosen: list[Candidate | None]) -> bool:
        """Tell whether a place found by its sound lies where the report's other places lie."""
        country = candidate.place.country
        sure = [c for c in chosen if c and c.match not in (SOUND, LOOSE)]
        home = [c for c in sure if c.place.country == country]
        local = [c for c in home if c.place.feature != "country"]
        if not home or not local or candidate.population > _WELL_KNOWN:
            return bool(home)
        point = (candidate.lat, candidate.lon)
        return any(
            contains(c, candidate) or kilometres((c.lat, c.lon), point) <= _NEWS_KM for c in local
        )

    # --- the place

    def _mention(self, index: int) -> PlaceMention:
        name = self.names[index]
        role = self._role(index)
        place = self._place(index)
        place = self._part(name, place)
        between = role == "between" and index not in self.ends
        if (role == "near" or between) and place.precision in ("point", "district"):
            place = _near(place)
        start, end = self._extent(name)
        head = head_of(
            self.doc,
            min(name.first, name.noun_token or name.first),
            max(name.last, (name.noun_token or 0) + 1, (name.part_token or 0) + 1),
        )
        return PlaceMention(start=start, end=end, head=head, place=place, role=role)

    def _place(self, index: int) -> Place:
        name, candidate = self.names[index], self.chosen[index]
        if candidate is None:
            return self._unlisted(index)
        place = candidate.place
        if (
            name.noun in ("village", "villages")
            and place.feature in TOWNS
            and candidate.population > _WELL_KNOWN
        ):
            return _near(place)
        after = name.noun_token is not None and name.noun_token >= name.last
        if name.frame and name.frame.means in _SITES and after and place.feature in TOWNS:
            return _facility(place, name)
        return place

    def _unlisted(self, index: int) -> Place:
        """Make a place of a name that no gazetteer has, within what the report says."""
        name, frame = self.names[index], self.names[index].frame
        parent = self.parents.get(skeleton(name.text))
        country = parent.country if parent else self.countries.get(skeleton(name.text))
        if parent is None and name.noun in self.words.borders:
            country = None  # it lies in two countries, whichever the report is of
        unit = ".".join(filter(None, (parent.country, parent.admin1))) if parent else country
        precision: PlacePrecision = frame.precision if frame else "unknown"
        precision = "area" if precision == "admin1" else precision
        pointed = (
            parent is not None and parent.precision == "point" and precision in ("district", "near")
        )
        site = frame is not None and frame.means in _SITES
        return Place(
            id=f"place:{skeleton(name.text).replace(' ', '-')}@{unit or ''}",
            name=f"{name.text} {name.noun}" if site else name.text,
            lat=parent.lat if parent and pointed else None,
            lon=parent.lon if parent and pointed else None,
            country=country,
            admin1=parent.admin1 if parent else None,
            feature=frame.means if frame else "unknown",
            precision=precision if pointed or precision == "area" else "unknown",
            within=parent.id if parent else (f"country:{country}" if country else None),
        )

    def _countries(self) -> dict[str, str]:
        """Return the country of each unlisted name: its sentence's, else that of the report.

        None is known where its sentences speak of other countries by their adjectives, and
        the report's own is named only later.
        """
        unlisted: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            if self.chosen[index] is None:
                unlisted.setdefault(skeleton(name.text), []).append(index)
        found = {key: self._country_told(indices) for key, indices in unlisted.items()}
        return {key: country for key, country in found.items() if country}

    def _country_told(self, indices: list[int]) -> str | None:
        """Return the one country of the first sentence that names one, else the report's."""
        named = [c for i in indices if (c := self._countries_beside(i, literal=True))]
        if named:
            return min(named[0]) if len(named[0]) == 1 else None
        beside = {c for i in indices for c in self._countries_beside(i, literal=False)}
        before = {c.place.country for c in self.chosen[: indices[0]] if c}
        return self.country if not beside or self.country in beside | before else None

    def _countries_beside(self, index: int, *, literal: bool) -> set[str]:
        """Return the countries of the name's sentence; `literal`: those that it was told *in*."""
        sentence = self.doc[self.names[index].first].sent
        return {
            c.place.country
            for name, c in zip(self.names, self.chosen, strict=True)
            if c and c.place.country
            and (self._preposition(name) == "at" and name.literal if literal else True)
            and sentence.start <= name.first < sentence.end and not self._is_dateline(name)
        }  # fmt: skip

    def _parents(self) -> dict[str, Place]:
        """Return what contains each unlisted name: what the words say anywhere in the report."""
        found: dict[str, Place] = {}
        for say in (self._said_parent, self._sentence_parent):
            for index, name in enumerate(self.names):
                key = skeleton(name.text)
                if self.chosen[index] is None and key not in found and (parent := say(index)):
                    found[key] = parent
        return found

    def _said_parent(self, index: int) -> Place | None:
        for outer in self.names[index].within:
            container = self.chosen[outer]
            if container and container.place.feature != "country":
                return container.place
        return None

    def _sentence_parent(self, index: int) -> Place | None:
        """Return the nearest town or division of the sentence, where all lie in one division."""
        frame = self.names[index].frame
        if frame and frame.means == "admin1":
            return None
        sentence = self.doc[self.names[index].first].sent
        near = [
            (abs(other - index), candidate.place)
            for other, candidate in enumerate(self.chosen)
            if candidate and other != index
            and sentence.start <= self.names[other].first < sentence.end
            and candidate.place.feature in (*TOWNS, "admin1")
            and not self._is_dateline(self.names[other]) and not self._is_far(self.names[other])
        ]  # fmt: skip
        if len({(place.country, place.admin1) for _, place in near}) != 1:
            return None
        return min(near, key=lambda pair: pair[0])[1]

    def _is_far(self, name: PlaceName) -> bool:
        """Tell a town that only a long way is counted from: *120 kilometres northwest of X*."""
        before = self.document.text[max(0, name.start - _WAY_REACH) : name.start]
        way = _WAY.search(before)
        return way is not None and float(way[1]) > _FAR[way[2][0].lower()]

    def _part(self, name: PlaceName, place: Place) -> Place:
        """Return the part that a direction or a wide noun takes (*northern Aleppo*)."""
        if name.direction and not place.name.lower().startswith(name.direction):
            return _area(place, name.direction)
        wide = name.frame is not None and name.frame.means == "area"
        if wide and name.noun in ("countryside", "suburbs") and place.precision != "country":
            return _area(place, "rural")
        return place

    def _extent(self, name: PlaceName) -> tuple[int, int]:
        """Return the words of the mention: the name with the noun and direction that it took."""
        first, last = name.first, name.last
        start, end = name.start, name.end
        if (
            name.noun_token is not None
            and name.noun_token - last < len((name.noun or "").split())
            and name.noun_token >= last
        ):
            token = self.doc[name.noun_token]
            end = token.idx + len(token.text)
        if name.part_token is not None:
            token = self.doc[name.part_token]
            end = token.idx + len(token.text)
        if name.direction_token is not None and name.direction_token < first:
            start = self.doc[name.direction_token].idx
        return start, end

    # --- the role

    def _role(self, index: int) -> PlaceRole:
        name = self.names[index]
        if index in self.ends:
            return "between"
        if self._is_dateline(name):
            return "dateline"
        if self._is_container(index):
            return "within"
        lead = self._lead(name)
        if lead in self.words.edges:
            return "near"
        if self._is_linked(name):
            return "between"
        if self._is_modifier(name):
            return "background"
        if self._top(name).lemma_.lower() in self.words.hitting:
            return "at"
        return self._preposition(name) or self._role_in_clause(name)

    def _is_linked(self, name: PlaceName) -> bool:
        """Tell both ends of a road (*linking X to Y*, *connects X with Y*)."""
        at = self._before(name)
        if at < 0 or self.doc[at].lower_ in ("in", "near"):
            return False
        reach = range(max(self.doc[name.first].sent.start, at - _LINK_REACH), at + 1)
        verbs = [i for i in reach if self.doc[i].lemma_.lower() in self.words.links]
        if not verbs:
            return False
        ends = self.doc[at].lower_ in ("to", "with", "and")
        return verbs[-1] == at or (ends and any(verbs[-1] < n.first < at for n in self.names))

    def _is_modifier(self, name: PlaceName) -> bool:
        """Tell *Iran-backed*, *US presence*, *Russia's help*: a state, not where it happened."""
        after = self.doc[name.last : name.last + 2]
        if len(after) == 2 and after[0].text == "-" and after[1].lower_ in _MODIFIED:
            return True
        candidate = self.chosen[self.names.index(name)]
        if (
            candidate is None
            or candidate.place.feature != "country"
            or name.frame
            or name.direction
        ):
            return False
        head = self.doc[head_of(self.doc, name.first, name.last)]
        return head.dep_ in ("compound", "amod", "nmod", "poss") and head.head.i >= name.last

    def _is_container(self, index: int) -> bool:
        return any(index in other.within for other in self.names[max(0, index - 2) : index + 2])

    def _is_dateline(self, name: PlaceName) -> bool:
        begins = [start for start, _ in self.document.paragraphs[:3]] + [self.document.headline_end]
        at = [b for b in begins if 0 <= name.start - b <= 3]
        if not at:
            return False
        rest = self.document.text[name.end : name.end + _DATELINE_REACH]
        original = self.document.report.text[name.start : name.end]
        shouted = original.isupper() and len(original) > 3
        return bool(_DATELINE.match(rest)) or (shouted and name.start > 0)

    def _lead(self, name: PlaceName) -> str:
        """Return the noun before *of NAME* (*outskirts of*), or after it (*Aleppo's outskirts*)."""
        at = self._before(name)
        if at >= 1 and self.doc[at].lower_ == "of":
            return self.doc[at - 1].lower_
        after = self.doc[name.last : name.last + 3]
        if len(after) and after[0].lower_ in ("'s", "'"):
            return next((t.lower_ for t in after if t.lower_ in self.words.edges), "")
        return after[0].lower_ if len(after) and after[0].lower_ in self.words.edges else ""

    def _before(self, name: PlaceName) -> int:
        """Return the token before the whole phrase: *in* of *in rebel-held parts of Syria's X*."""
        noun = name.noun_token
        at = (noun if noun is not None and noun < name.first else name.first) - 1
        outer = [self.names[i] for i in name.within if self.names[i].last in (at, at + 1)]
        at = outer[0].first - 1 if outer and outer[0].first <= at else at
        while at >= 0 and self._is_skipped(at):
            at -= 1
        return at

    def _is_skipped(self, at: int) -> bool:
        token = self.doc[at]
        if token.lower_ in {
            "the",
            "a",
            "an",
            "-",
            "nearby",
            *self.words.directions,
            *self.words.held,
        }:
            return True
        if at + 1 < len(self.doc) and self.doc[at + 1].text == "-":
            return True
        return (
            token.dep_ in ("amod", "det", "compound", "nummod")
            and token.head.i > at
            and token.pos_ != "ADP"
        )

    def _preposition(self, name: PlaceName) -> PlaceRole | None:
        at = self._before(name)
        if at < 0:
            return None
        two = self.doc[max(0, at - 1) : at + 1].text.lower()
        if two in self.words.roles:
            return self.words.roles[two]
        word = self.doc[at].lower_
        if word == "of" and at > 0:
            return self._role_of(at)
        if (
            word == "from"
            and at > 1
            and self.doc[at - 1].lower_ in ("kilometres", "kilometers", "km", "miles")
        ):
            return "near"
        if word == "and" and self._between(at):
            return "between"
        if word in ("and", ",", "or"):
            return self._shared(name)
        if word in ("in", "at") and self._is_base(self.doc[at].head):
            return "from"
        return self.words.roles.get(word)

    def _is_base(self, noun: Token) -> bool:
        """Tell where somebody sets out from: *from their stronghold in X*."""
        return noun.lemma_.lower() in self.words.bases and noun.head.lower_ == "from"

    def _role_of(self, at: int) -> PlaceRole:
        word = self.doc[at - 1].lower_
        if word in self.words.directions or word in (
            "kilometers",
            "kilometres",
            "km",
            "miles",
            "side",
        ):
            return "near"
        return "at"

    def _between(self, at: int) -> bool:
        sentence = self.doc[at].sent
        return any(t.lower_ == "between" for t in self.doc[max(sentence.start, at - 6) : at])

    def _shared(self, name: PlaceName) -> PlaceRole | None:
        """Return the role of the name that this one is listed after."""
        previous = [n for n in self.names if n.last <= name.first and name.first - n.last <= 4]
        return self._preposition(previous[-1]) if previous else None

    def _role_in_clause(self, name: PlaceName) -> PlaceRole:
        token = self._top(name)
        before = self._before(name)
        country = (candidate := self.chosen[self.names.index(name)]) and candidate.place.feature
        if before >= 0 and self.doc[before].lower_ == "including" and country != "country":
            return "at"
        if token.dep_ == "nsubj" and token.head.lemma_.lower() in self.words.suffering:
            return "at"
        if token.dep_ in ("dobj", "obj", "nsubjpass", "nsubj:pass"):
            return "at"
        return "background"

    def _top(self, name: PlaceName) -> Token:
        token = self.doc[head_of(self.doc, name.first, name.last)]
        if name.noun_token is not None and name.noun_token < name.first:
            token = self.doc[name.noun_token]
        while (
            token.dep_ in _UP and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN")
        ):
            token = token.head
        return token


def _unframe(ends: list[PlaceName], road: RoadName) -> None:
    """Take the word for the road off the names of its ends: there is no *Aleppo highway*."""
    for name in ends:
        if name.noun_token == road.head:
            name.frame = name.noun = name.noun_token = None


def _main_country(chosen: list[Candidate | None]) -> str | None:
    """Return the country of most of the report's places; a town says more than a state's name."""
    counts: Counter[str] = Counter()
    for c in chosen:
        if c and c.place.country and c.match != SOUND:
            counts[c.place.country] += 1 if c.place.feature == "country" else 3
    return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def _can_contain(outer: Candidate, inner: Candidate) -> bool:
    if outer.place.id == inner.place.id or contains(outer, inner):
        return True
    if outer.place.feature in ("country", "admin1"):
        return False
    return kilometres((outer.lat, outer.lon), (inner.lat, inner.lon)) <= _CITY_REACH_KM


def _facility(place: Place, name: PlaceName) -> Place:
    noun = name.noun or ""
    return replace(
        place,
        id=f"facility:{noun.replace(' ', '-')}@{place.id}",
        name=f"{name.text} {noun}",
        feature="facility",
        precision="near",
        within=place.id,
        ids=None,
    )


def _area(place: Place, direction: str) -> Place:
    return replace(
        place,
        id=f"area:{direction}:{place.id}",
        name=f"{direction} {place.name}",
        feature="area",
        precision="area",
        within=place.id,
        ids=None,
    )


def _near(place: Place) -> Place:
    return replace(
        place, id=f"near:{place.id}", name=f"near {place.name}", precision="near",
        within=place.id, ids=None,
    )  # fmt: skip
