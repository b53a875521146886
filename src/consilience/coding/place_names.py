"""Where a text names places: the spans, what frames them, what stands beside them.

In: a document and the gazetteer. Out: `PlaceName`s, each with the words of the
name alone, the noun that frames it, its direction, and the names that contain
it (*Saraqib in Idlib province*; *Paris, Texas*). Which place is meant is not
decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from consilience.knowledge.gazetteer import Candidate, Gazetteer
from consilience.knowledge.place_words import Frame, PlaceWords, place_words
from consilience.knowledge.spelling import fold
from consilience.language.annotate import Document

_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_PARTICLES = {"al", "el", "ad", "as", "ash", "at", "an", "ar", "az", "ez", "es", "ed", "ul", "bin", "ibn"}
_JOINERS = {"of", "the", "de", "la", "du", "and", "on", "in", "upon", "-", "'", "del", "do", "da", "le", "les", "sur", "am", "di"}
_MAX_TOKENS = 6
_THRESHOLD = 1.0
_LOCATIVE = {"in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "inside", "around",
             "across", "throughout", "between", "through", "within", "via", "around"}
_WEAK_LOCATIVE = {"of", "on", "over", "for", "against", "by"}


@dataclass(slots=True)
class PlaceName:
    """One wording of a place. Token indices are half-open; `candidates` may be empty.

    `first`, `last` bound the name alone; `start`, `end` are its code points.
    `within` are indices, in the same list, of names said to contain this one.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: list[Candidate]
    label: str
    frame: Frame | None = None
    noun: str | None = None
    noun_token: int | None = None
    direction: str | None = None
    direction_token: int | None = None
    within: list[int] = field(default_factory=list)
    sure: float = 0.0

    @property
    def key(self) -> str:
        """Return what all wordings of one sense share in a report."""
        return fold(self.text) + "|" + (self.frame.means if self.frame else "")


def find_names(document: Document, gazetteer: Gazetteer) -> list[PlaceName]:
    """Return the place names of a document in order of appearance."""
    return _Finder(document.doc, gazetteer).names()


class _Finder:
    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.words: PlaceWords = place_words()
        self.label = {t.i: t.ent_type_ for t in doc}
        self.span = {i: e for e in doc.ents for i in range(e.start, e.end)}

    def names(self) -> list[PlaceName]:
        found: list[PlaceName] = []
        index = 0
        while index < len(self.doc):
            name = self._name_at(index)
            if name is None:
                index += 1
            else:
                found.append(name)
                index = max(name.last, index + 1)
        found = self._spread(found)
        self._contain(found)
        return found

    def at(self, spans: list[tuple[int, int]]) -> list[PlaceName]:
        found = []
        for start, end in spans:
            part = self.doc.char_span(start, end, alignment_mode="expand")
            text = self.doc.text[start:end]
            name = PlaceName(
                part.start, part.end, start, end, text, self._candidates(text, part.start), ""
            )
            self._frame(name)
            found.append(name)
        self._contain(found)
        return found

    # --- spans

    def _name_at(self, index: int) -> PlaceName | None:
        """Return the best name that begins at a token, longest first."""
        if not self._opens(index):
            return None
        for last in self._ends(index):
            name = self._read(index, last)
            if name is not None and name.sure >= _THRESHOLD:
                return name
        return None

    def _opens(self, index: int) -> bool:
        token = self.doc[index]
        if _is_capital(token):
            return True
        follows = index + 2 < len(self.doc) and self.doc[index + 1].text == "-"
        if token.lower_ in _PARTICLES:
            return (follows and _is_capital(self.doc[index + 2])) or (
                index + 1 < len(self.doc) and token.lower_ in ("al", "el") and _is_capital(self.doc[index + 1])
            )
        return False

    def _ends(self, index: int) -> list[int]:
        """Return where a name that begins here can end, furthest first."""
        ends: list[int] = []
        for last in range(index + 1, min(index + _MAX_TOKENS, len(self.doc)) + 1):
            token = self.doc[last - 1]
            if last - 1 > index and token.is_sent_start:
                break
            if _is_capital(token) or token.like_num and last - 1 > index:
                ends.append(last)
            elif token.lower_ not in _PARTICLES and token.lower_ not in _JOINERS:
                break
        return ends[::-1]

    def _read(self, first: int, last: int) -> PlaceName | None:
        start = self.doc[first].idx
        end = self.doc[last - 1].idx + len(self.doc[last - 1].text)
        text = self.doc.text[start:end]
        candidates = self._candidates(text, first)
        if not any(c.match < 2 for c in candidates) and text.endswith("s") and len(text) > 4:
            bare = [c for c in self.gazetteer.candidates(text[:-1]) if c.match < 2 and (c.population > 100_000 or c.place.feature in ("country", "admin1"))]
            if bare:
                candidates, text, end = bare, text[:-1], end - 1
        if last < len(self.doc) and self.doc[last].text == "." and len(text) <= 4 and "." in text:
            pass
        name = PlaceName(first, last, start, end, text, candidates, self._entity_label(first, last))
        self._frame(name)
        if not name.candidates and not self._is_entity(first, last) and not name.frame:
            return None
        name.sure = self._evidence(name)
        return name

    def _candidates(self, text: str, first: int) -> list[Candidate]:
        found = self.gazetteer.candidates(text)
        if first and self.doc[first - 1].text == "," or text.endswith("."):
            found = [*self.gazetteer.abbreviated(text), *found]
        return found

    def _entity_label(self, first: int, last: int) -> str:
        labels = {self.label[i] for i in range(first, last)}
        return labels.pop() if len(labels) == 1 else ""

    def _is_entity(self, first: int, last: int) -> bool:
        ent = self.span.get(first)
        if ent is None or ent.label_ not in _PLACE_LABELS:
            return False
        core_first = ent.start
        while core_first < ent.end - 1 and not self._opens(core_first):
            core_first += 1
        core_last = ent.end
        while core_last > core_first + 1 and self.doc[core_last - 1].text in ("'s", "'", ".", "-"):
            core_last -= 1
        return core_first == first and core_last == last

    # --- frames

    def _frame(self, name: PlaceName) -> None:
        after = self._noun_from(name.last)
        before = self._noun_before(name.first)
        if after:
            name.noun, name.noun_token = after
        elif before:
            name.noun, name.noun_token = before
        if name.noun:
            name.frame = self.words.frames[name.noun]
        previous = name.first - 1
        if previous >= 0 and self.doc[previous].text == "-":
            previous -= 1
        if previous >= 0 and self.doc[previous].lower_ in self.words.directions and name.noun_token != previous:
            name.direction = self.words.directions[self.doc[previous].lower_]
            name.direction_token = previous

    def _noun_from(self, index: int) -> tuple[str, int] | None:
        """Return the framing noun that begins at a token: the longest."""
        for length in (3, 2, 1):
            words = self.doc[index : index + length]
            phrase = words.text.lower()
            if len(words) == length and phrase in self.words.frames and not words.text.isupper():
                return phrase, index + length - 1
        return None

    def _noun_before(self, index: int) -> tuple[str, int] | None:
        """Return the noun of *the village of X*, *the town X*, *the provinces of X*."""
        at = index - 1
        if at >= 0 and self.doc[at].lower_ in ("of", "called", "named"):
            at -= 1
        elif at < 0 or self.doc[at].lower_ not in ("city", "town", "village", "province", "camp"):
            return None
        if at >= 0 and self.doc[at].lower_ in self.words.frames:
            return self.doc[at].lower_, at
        return None

    # --- evidence

    def _evidence(self, name: PlaceName) -> float:
        """Return how much speaks for a place here: above one it is taken."""
        score = self._evidence_of_entity(name) + self._evidence_of_words(name)
        return score + self._evidence_of_gazetteer(name)

    def _evidence_of_entity(self, name: PlaceName) -> float:
        ent = self.span.get(name.first)
        if ent is None:
            inner = self.span.get(name.last - 1)
            return -0.5 if inner is not None else 0.0
        if ent.label_ in _PLACE_LABELS:
            return 1.5 if self._is_entity(name.first, name.last) else 0.3
        whole = ent.start >= name.first and ent.end <= name.last + 1
        if ent.label_ == "PERSON":
            return -0.8 if whole else -3.0
        if ent.label_ == "ORG":
            return -0.5 if whole else -2.0
        if ent.label_ == "NORP":
            return -2.0
        return -0.7 if whole else -1.0

    def _evidence_of_words(self, name: PlaceName) -> float:
        score = 0.0
        before = self.doc[name.first - 1] if name.first else None
        after = self.doc[name.last] if name.last < len(self.doc) else None
        if name.frame:
            score += 1.0
        if before is not None:
            word = before.lower_
            if word in self.words.directions or word == "the" and name.first > 1:
                word = self.doc[name.first - 2].lower_ if name.first > 1 else ""
            if word in _LOCATIVE:
                score += 0.8
            elif word in _WEAK_LOCATIVE:
                score += 0.2
            if _is_capital(before) and not before.is_sent_start and before.lower_ not in self.words.directions:
                score -= 0.7
        if after is not None and _is_capital(after) and not name.frame and not after.is_sent_start:
            score -= 0.7
        return score

    def _evidence_of_gazetteer(self, name: PlaceName) -> float:
        exact = [c for c in name.candidates if c.match < 2]
        if not exact:
            return -0.4 if name.candidates else -0.3
        if any(c.place.feature == "country" for c in exact):
            return 1.2
        if any(c.place.feature not in ("settlement", "admin2") for c in exact):
            return 0.9
        largest = max(c.population for c in exact)
        score = 0.6 if largest > 500_000 else 0.3 if largest > 50_000 else 0.0
        if self.doc[name.first].is_sent_start and name.last - name.first == 1:
            score -= 0.3
        if self._is_common(name):
            score -= 1.5
        return score + (0.3 if self._has_container(name, exact) else 0.0)

    def _is_common(self, name: PlaceName) -> bool:
        """Tell a word of the language (*Media*, *Of*) by its tag where it is not a name."""
        return name.last - name.first == 1 and self.doc[name.first].pos_ not in ("PROPN", "NOUN")

    def _has_container(self, name: PlaceName, exact: list[Candidate]) -> bool:
        if name.last + 1 >= len(self.doc) or self.doc[name.last].text != ",":
            return False
        end = next(iter(self._ends(name.last + 1)), name.last + 1)
        text = self.doc[name.last + 1 : end].text
        outer = [*self.gazetteer.abbreviated(text), *self.gazetteer.candidates(text)]
        return any(contains(o, c) for o in outer for c in exact)

    # --- over the whole report

    def _spread(self, names: list[PlaceName]) -> list[PlaceName]:
        """Take every wording of a name that is surely a place somewhere in the report."""
        return names

    def _contain(self, names: list[PlaceName]) -> None:
        """Note which name contains which: *X, Y*; *X in Y*; *X's Y*; *Y's X quarter*."""
        for index, (inner, outer) in enumerate(zip(names, names[1:], strict=False)):
            between = self.doc.text[inner.end : outer.start].strip().lower()
            if self.doc[inner.first].sent.start != self.doc[outer.first].sent.start:
                continue
            if between in (",", ", in", "in", "(", "of", ", a city in") or self._is_link(inner, outer):
                inner.within.append(index + 1)
            elif between in ("'s", "'", "s") and outer.frame:
                outer.within.append(index)

    def _is_link(self, inner: PlaceName, outer: PlaceName) -> bool:
        """Tell *X province in Y*, *X in the northern province of Y*, *X in southern Y*."""
        words = [t.lower_ for t in self.doc[inner.last : outer.first]]
        allowed = {"in", "the", "of", "'s", *self.words.directions, *self.words.frames}
        return bool(words) and len(words) <= 7 and set(words) <= allowed and ("in" in words or "of" in words)


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Tell whether one place is administratively within the other."""
    if outer.place.id == inner.place.id or outer.place.country != inner.place.country:
        return False
    if outer.place.feature == "country":
        return True
    if outer.place.feature == "admin1":
        return outer.place.admin1 == inner.place.admin1
    return inner.place.within == outer.place.id


def _is_capital(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() and (len(text) > 1 or text in "XYZ")


def head_of(doc: Doc, first: int, last: int) -> int:
    """Return the token of a run whose own head stands outside it."""
    for index in range(last - 1, first - 1, -1):
        if not first <= doc[index].head.i < last:
            return index
    return last - 1


def tokens(name: PlaceName) -> Iterator[int]:
    """Yield the token indices of a name."""
    return iter(range(name.first, name.last))


def names_of(
    document: Document, gazetteer: Gazetteer, spans: list[tuple[int, int]]
) -> list[PlaceName]:
    """Return the names at given runs of code points, for measuring the choice alone."""
    finder = _Finder(document.doc, gazetteer)
    return finder.at(spans)
