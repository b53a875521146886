"""When two accounts cannot both be right (`data/contradictions.yaml`), as typed lookups.

In: the knowledge file. Out: `contradictions()`, which says which class of victims lies
within which, which words make a count vague or added on, and which weapons exclude
each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from consilience.knowledge.files import DATA, read_sections

FILE = DATA / "contradictions.yaml"
PEOPLE = "people"
# The class whose nouns range from the whole of it to a trade.
_BROAD = "civilians"
_BROAD_STEM = "civilian"
_SPAN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven)[\s-]+(?:hour|day)s?\b", re.IGNORECASE
)
_SPAN_OF = re.compile(rf"({_SPAN.pattern})\s+of\b", re.IGNORECASE)
_SUM_REACH = 25  # code points before a count in which it is said to sum up
# Words between one for an act and one for what it struck (*hit the main provincial hospital*).
_NEXT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinClass:
    """A class of people, and the next wider one."""

    name: str
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two event types that can be one thing, and why."""

    types: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EitherWay:
    """Words for a weapon that two types of event may mean."""

    words: tuple[str, ...]
    types: tuple[str, str]


Side = Literal["civil", "armed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideHit:
    """Classes of victims that lie on one side."""

    side: Side
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """Words for what can be struck, on one side."""

    side: Side
    words: tuple[str, ...]


SECTIONS: dict[str, type[Any]] = {
    "victim_classes": WithinClass,
    "anybody": str,
    "of_one_origin": str,
    "of_any_origin": str,
    "added_on": str,
    "toll_words": str,
    "earlier_counts": str,
    "those_counted": str,
    "brings_to": str,
    "revised_counts": str,
    "nobody": str,
    "no_class": str,
    "owning": str,
    "foiled": str,
    "deaths": str,
    "not_known": str,
    "opens_another": str,
    "vague_counts": str,
    "rounded": str,
    "rounded_share": float,
    "no_doers": str,
    "two_sided": str,
    "means_together": Together,
    "from_ground_or_air": EitherWay,
    "weapon_use": str,
    "sides_hit": SideHit,
    "struck": Struck,
}


class Contradictions:
    """The lookups."""

    def __init__(self, sections: dict[str, list[Any]]) -> None:
        self._wider = {row.name: row.within for row in sections["victim_classes"]}
        self._classes = [c for c in self._wider if c != PEOPLE]
        self._nobody = _words(sections["nobody"])
        self._no_class = frozenset((*sections["no_class"], *sections["nobody"]))
        self.owning = frozenset(sections["owning"])
        self._foiled = _words(sections["foiled"])
        self._death = _words(sections["deaths"])
        self._unknown = _words(sections["not_known"])
        self._anybody = frozenset(sections["anybody"])
        self._origins = frozenset(sections["of_one_origin"])
        self._plain = frozenset(sections["of_any_origin"])
        self._added = _words(sections["added_on"], suffix=r"(?!\s+than\b)")
        self._toll = _words(sections["toll_words"])
        tolls = "|".join(map(re.escape, [*sections["toll_words"], "report", "reports"]))
        self._earlier = _words(
            sections["earlier_counts"], suffix=rf"\s+(?:\w+\s+){{0,2}}(?:{tolls})\b"
        )
        those = "|".join(map(re.escape, sections["those_counted"]))
        self._of_those = re.compile(
            rf"^\W*(?:\w+\s+){{0,3}}of\s+(?:(?:the|those)\s+(?:{those})|them)\b"
            rf"|^[^.;]{{0,60}}?\b(?:was|were|is|are)\s+among\s+(?:the|those)\s+(?:\w+\s+){{0,3}}(?:{those})\b",
            re.IGNORECASE,
        )
        self._parted = re.compile(
            rf"^\W*(?:of|among)\s+(?:the|those)\s+(?:\w+\s+){{0,3}}(?:{those})\b", re.IGNORECASE
        )
        self._brings = _words(sections["brings_to"])
        self._revised = _words(sections["revised_counts"])
        self._another = _words(sections["opens_another"])
        self._vague = _words(sections["vague_counts"])
        self._rounded = _words(sections["rounded"])
        self._share: float = sections["rounded_share"][0]
        self.no_doers = frozenset(sections["no_doers"])
        self.two_sided = frozenset(sections["two_sided"])
        self._together = [frozenset(row.types) for row in sections["means_together"]]
        self._use = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, sections['weapon_use']))})(?:\s+\w+){{0,2}}\s*$",
            re.IGNORECASE,
        )
        self._sides: dict[str, Side] = {
            c: row.side for row in sections["sides_hit"] for c in row.classes
        }
        self._struck: list[tuple[re.Pattern[str], Side]] = [
            (_after(row.words), row.side) for row in sections["struck"]
        ]
        self._either = [(_words(r.words), frozenset(r.types))
                        for r in sections["from_ground_or_air"]]  # fmt: skip

    def class_of(self, victims: str, count: str) -> str:
        """Return the class of victims, *people* where nothing is said of who they are.

        Civilians who are counted by a narrower noun (*six teachers*) are a class by that noun,
        and so are people of one nation or origin (*two Tunisians, ten foreigners*).
        """
        if victims in self._anybody:
            return self._of_origin(count) or PEOPLE
        words = re.findall(r"[a-z]+", count.lower())
        if victims != _BROAD or not words or any(w.startswith(_BROAD_STEM) for w in words):
            return victims
        return words[-1] if words[-1].endswith("s") else victims

    def _of_origin(self, count: str) -> str | None:
        """Return the words for people of one nation or origin in a count, None where none are."""
        words = re.findall(r"[A-Za-z][A-Za-z.'-]*", count)
        words = words[1:] if count[:1].isalpha() else words  # *Two Tunisians*
        named = [w for w in words if w[0].isupper() and w.lower() not in self._plain]
        foreign = [w for w in words if w.lower() in self._origins]
        return " ".join(words).lower() if named or foreign else None

    def holds(self, wide: str, narrow: str) -> bool:
        """Tell whether the first class is a wider one that the second lies within."""
        if narrow == PEOPLE:
            return False
        here: str | None = self._wider.get(narrow, _BROAD)
        while here is not None and here != wide:
            here = self._wider.get(here)
        return here == wide

    def is_added_on(self, count: str) -> bool:
        """Tell whether the words of a count add to those counted before (*three more*)."""
        return bool(self._added.search(count))

    def is_foiled(self, before: str) -> bool:
        """Tell whether the words before an act say that it was stopped before it came about."""
        return bool(self._foiled.search(before))

    def is_death(self, words: str) -> bool:
        """Tell whether the words are of death alone, not of harm at large."""
        return bool(self._death.search(words))

    def is_not_known(self, sentence: str) -> bool:
        """Tell whether a sentence says only that no harm is known (*no deaths reported yet*)."""
        return bool(self._unknown.search(sentence))

    def class_unharmed(self, hit: Sequence[str], before: str) -> str | None:
        """Return the class of whom it is said that none was hurt; None where it cannot be told.

        `hit` are the words for them (*no civilians*), `before` those up to the word for the harm
        (*without killing, no civilian casualties*). *None of its pilots* are no such class.
        """
        nobody = self._nobody.search(before)
        if not hit and nobody is None:
            return None
        words = " ".join(hit) if hit else before[nobody.start() :] if nobody else ""
        plain = [w for w in re.findall(r"[a-z]+", words.lower()) if w not in self._no_class]
        named = [c for c in self._classes if {c, c.removesuffix("s")} & set(plain)]
        if not plain:
            return PEOPLE
        return named[0] if len(named) == len(plain) == 1 else None

    def is_toll(self, words: str) -> bool:
        """Tell whether the words are a noun for a count of victims (*the death toll*)."""
        return bool(self._toll.search(words))

    def is_earlier(self, before: str) -> bool:
        """Tell whether the words before a count make it one given before (*a previous toll of*)."""
        return bool(self._earlier.search(before))

    def is_of_those_counted(self, after: str) -> bool:
        """Tell whether the words after a number make it a part of those counted before.

        *Five of the wounded; three children were among the dead.*
        """
        return bool(self._of_those.search(after))

    def is_out_of_a_whole(self, sentence: str, at: int) -> bool:
        """Tell whether a count is of some of a whole that its sentence begins with.

        *Of the 45 killed, 17 died in one street*; `at` is where the count stands.
        """
        head = self._parted.match(sentence)
        return head is not None and at >= head.end()

    def window(self, stretch: str | None, sentence: str, at: int) -> str | None:
        """Return the span of time that a count is over, None for the count of one act.

        `stretch` are the words that the reading found for it; `at` is where the count stands in
        its sentence. *Bringing to 45* sums up; *24 hours of bombardment* is no one raid.
        """
        if stretch is not None:
            found = _SPAN.search(stretch)
            return found[0].lower() if found else stretch.lower()
        span = _SPAN_OF.search(sentence)
        sums = self._brings.search(sentence[max(0, at - _SUM_REACH) : at])
        return span[1].lower() if span else sums[0].lower() if sums else None

    def is_revised(self, words: str) -> bool:
        """Tell whether the words say that a count replaces another (*in an updated toll*)."""
        return bool(self._revised.search(words))

    def opens_another(self, words: str) -> bool:
        """Tell whether the words at the head of a sentence open another thing (*elsewhere*)."""
        return bool(self._another.search(words))

    def is_vague(self, count: str) -> bool:
        """Tell whether the words of a count are worth no exact number (*dozens*)."""
        return bool(self._vague.search(count))

    def slack(self, count: str) -> float:
        """Return how far the truth may lie from a number, as a share of it (*some 80*)."""
        return self._share if self._rounded.search(count) else 0.0

    def side_of(self, victims: str) -> Side | None:
        """Return the side that a class of victims is of; None for *people* and the like."""
        return self._sides.get(victims)

    def struck(self, after: str) -> Side | None:
        """Return the side that what stands right after the word for the act is of."""
        found = [side for words, side in self._struck if words.search(after)]
        return found[0] if len(found) == 1 else None

    def ends_in_use(self, words: str) -> bool:
        """Tell whether the words before a weapon speak of its use (*denies using any such*)."""
        return bool(self._use.search(words))

    def are_one_weapon(self, one: str, two: str, quotes: Sequence[str]) -> bool:
        """Tell whether two event types can be one weapon, given the sentences that tell them."""
        pair = frozenset((one, two))
        if len(pair) == 1 or any(pair <= kin for kin in self._together):
            return True
        return any(
            pair == types and any(words.search(q) for q in quotes) for words, types in self._either
        )


def _after(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for one of some words, a few words after the head of a text."""
    return re.compile(
        rf"^(?:\W+\w+){{0,{_NEXT}}}?\W+(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE
    )


def _words(words: Sequence[str], suffix: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b{suffix}", re.IGNORECASE)


@lru_cache(maxsize=1)
def contradictions() -> Contradictions:
    """Return the lookups of the built-in file.

    Raises KnowledgeError where the file is malformed.
    """
    return Contradictions(read_sections([FILE], SECTIONS))
