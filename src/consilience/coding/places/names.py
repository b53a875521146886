"""Where a text names places: the spans, what frames them, what stands beside them.

In: a document and the gazetteer. Out: `PlaceName`s, each with the words of the
name alone, the noun that frames it, its direction, and the names that contain
it (*Saraqib in Idlib province*; *Paris, Texas*). Which place is meant is not
decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from consilience.coding.places.evidence import (
    LOCATIVE,
    PARTICLES,
    PLACE_LABELS,
    Run,
    Setting,
    entity_cores,
    setting,
    traits,
)
from consilience.knowledge.actors import Roster, builtin_roster
from consilience.knowledge.gazetteer import TOWNS, Candidate, Gazetteer, adjectives
from consilience.knowledge.place_keys import MAIN, SHORT, SOUND
from consilience.knowledge.place_words import Frame, PlaceWords, place_weights, place_words
from consilience.knowledge.spelling import fold
from consilience.language.annotate import Document
from consilience.language.parse import Doc, Token

_JOINERS = {
    "of",
    "the",
    "de",
    "la",
    "du",
    "and",
    "on",
    "in",
    "upon",
    "-",
    "'",
    "del",
    "do",
    "da",
    "le",
    "les",
    "sur",
    "am",
    "di",
}
_MAX_TOKENS = 6
_MAX_LINK = 7
_KNOWN_PEOPLE = 100_000
_NAMES_OF_OTHERS = ("ORG", "PERSON", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT")
_BREAKS = (",", "(", ";", "-", "and", "the", "The")
# Log-odds above which a run is a place: below even, where F1 on news with marked places peaks.
_THRESHOLD = -0.8
_APPOSED = ("settlement", "district", "installation")
_PARTS_OF_TOWN = ("district", "area")
_NAMED_ALONE = ("settlement", "district")
_BARE_FRAMES = {"city", "town", "village", "province", "camp", "villages", "towns", "cities"}


@dataclass(slots=True)
class PlaceName:
    """One wording of a place. Token indices are half-open; `candidates` may be empty.

    A name is `literal` unless it is an adjective (*Syrian*) or a part of an
    organisation's or person's name (*Kentucky State Police*): toponyms that
    Gritta et al. (2020) call associative.
    `first`, `last` bound the name alone; `start`, `end` are its code points.
    `within` are indices, in the same list, of names said to contain this one. `part_token`
    is the noun of a part that follows the name (*Homs's eastern suburbs*).
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: list[Candidate]
    frame: Frame | None = None
    noun: str | None = None
    noun_token: int | None = None
    direction: str | None = None
    direction_token: int | None = None
    part_token: int | None = None
    within: list[int] = field(default_factory=list)
    literal: bool = True

    @property
    def key(self) -> str:
        """Return what all wordings of one sense share in a report."""
        return fold(self.text) + "|" + (self.frame.means if self.frame else "")


def find_names(
    document: Document, gazetteer: Gazetteer, roster: Roster | None = None
) -> list[PlaceName]:
    """Return the place names of a document in order of appearance.

    A name that `roster` lists as an actor's (*Hezbollah*) is no place unless a
    gazetteer knows it well or a noun says so.
    """
    return _Finder(document, gazetteer, roster or builtin_roster()).names()


def marked_traits(
    document: Document, gazetteer: Gazetteer
) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Yield every run that may name a place, as code points, with its traits, for fitting."""
    finder = _Finder(document, gazetteer, builtin_roster())
    runs = finder.runs()
    report = setting(runs, finder.entities)
    for run in runs:
        yield (run.start, run.end), traits(finder.tokens, run, finder.words, report)


class _Finder:
    def __init__(self, document: Document, gazetteer: Gazetteer, roster: Roster) -> None:
        doc: Doc = document.doc
        self.tokens = list(doc)
        self.document = document
        self.shouted = _shouted(document)
        self.text = document.text
        self.gazetteer = gazetteer
        self.roster = roster
        self.words: PlaceWords = place_words()
        self.weights = place_weights()
        self.adjectives = adjectives()
        self.entities = {i: self._without_part(core) for i, core in entity_cores(doc).items()}
        self.tagged = {(a, b) for a, b, label in self.entities.values() if label in PLACE_LABELS}

    def names(self) -> list[PlaceName]:
        runs = self.runs()
        report = setting(runs, self.entities)
        report = replace(report, small=self._small())
        scored = [self._scored(run, report) for run in runs]
        report = replace(report, told=self._told(_taken(scored)))
        # What is told elsewhere in the report speaks for the runs so worded, and for no others.
        scored = [
            self._scored(run, report) if run.text in report.told else (score, run)
            for score, run in scored
        ]
        found = [self._name(self._loosened(run, report)) for run in _taken(scored)]
        covered = {i for name in found for i in range(name.first, name.last)}
        covered |= {i - 1 for i in report.owners}
        for name in found:
            name.literal = name.literal and not self._is_part_of_name(name, covered)
        self._contain(found)
        return found

    def at(self, spans: list[tuple[int, int]]) -> list[PlaceName]:
        found = []
        for start, end in spans:
            text = self.text[start:end]
            inside = [t.i for t in self.tokens if t.idx < end and start < t.idx + len(t.text)]
            first, last = inside[0], inside[-1] + 1
            run = self._run(first, last) or Run(first, last, start, end, text, [], None, None)
            run.start, run.end, run.text = start, end, text
            found.append(self._name(run))
        self._contain(found)
        return found

    # --- spans

    def runs(self) -> list[Run]:
        """Return every run that may name a place: known to the gazetteer, or tagged, or framed."""
        found = []
        for index in range(len(self.tokens)):
            if self._opens(index):
                found += [run for last in self._ends(index) if (run := self._run(index, last))]
        return found

    def _opens(self, index: int) -> bool:
        token = self.tokens[index]
        if (
            index > 1
            and self.tokens[index - 1].text == "-"
            and self.tokens[index - 2].lower_ in PARTICLES
        ):
            return False
        if _is_capital(token) or index in self.shouted:
            return True
        if token.lower_ not in PARTICLES or index + 1 >= len(self.tokens):
            return False
        after = self.tokens[index + 1]
        if after.text == "-" and index + 2 < len(self.tokens):
            return _is_capital(self.tokens[index + 2])
        return token.lower_ in ("al", "el") and _is_capital(after)

    def _ends(self, index: int) -> list[int]:
        """Return where a name that begins here can end, furthest first."""
        ends: list[int] = []
        for last in range(index + 1, min(index + _MAX_TOKENS, len(self.tokens)) + 1):
            token = self.tokens[last - 1]
            if last - 1 > index and token.is_sent_start:
                break
            if (
                token.lower_ in PARTICLES
                and last < len(self.tokens)
                and self.tokens[last].text == "-"
            ):
                continue
            if self._is_capital(token) or (token.like_num and last - 1 > index):
                ends.append(last)
            elif token.lower_ not in PARTICLES and token.lower_ not in _JOINERS:
                break
        return ends[::-1]

    def _without_part(self, core: tuple[int, int, str]) -> tuple[int, int, str]:
        """Return an entity without the word that takes a part of it (*Old Damascus*)."""
        first, last, label = core
        part = last - first > 1 and self.tokens[first].lower_ in self.words.directions
        return (first + 1, last, label) if part and not self._is_exact(first, last) else core

    def _is_capital(self, token: Token) -> bool:
        return _is_capital(token) or token.i in self.shouted

    def _run(self, first: int, last: int) -> Run | None:
        start = self.tokens[first].idx
        end = self.tokens[last - 1].idx + len(self.tokens[last - 1].text)
        text = self.text[start:end]
        candidates = self._candidates(text, first)
        country = self.adjectives.get(fold(text))
        if country and (known := self.gazetteer.by_id(f"country:{country}")):
            adjective = not any(c.place.id == known.place.id for c in candidates)
            return Run(first, last, start, end, text, [known], None, None, adjective)
        clipped = False
        if not any(c.match != SOUND for c in candidates) and (bare := self._bare(text)):
            candidates, text, end, clipped = bare, text[:-1], end - 1, True
        exact = any(c.match != SOUND for c in candidates)
        if self._is_acronym(first, last, text, candidates):
            return None
        if first in self.shouted and not self._is_sure_in_capitals(first, last, candidates):
            return None
        if self._is_never(text) or (not exact and self._is_compound(first, last)):
            return None
        listed = exact or (first, last) in self.tagged or self._is_ground(first)
        if not listed and any(
            self.tokens[i].lower_ in _JOINERS - {"-", "'"} for i in range(first, last)
        ):
            return None
        before = self._noun_before(first)
        after = self._noun_from(last) or self._noun_of_list(last)
        apposed = self._noun_apposed(last)
        framed = candidates or before or after or apposed
        if not (framed or (first, last) in self.tagged or self._leads(first)):
            return None
        if not (before or after) and self._is_actor(text, candidates):
            return None
        return Run(
            first, last, start, end, text, candidates,
            self._worded(before), self._worded(after), apposed=apposed, clipped=clipped,
        )  # fmt: skip

    def _is_sure_in_capitals(self, first: int, last: int, candidates: list[Candidate]) -> bool:
        """Tell a place in a line of capitals: one known by its name alone, or framed by a noun."""
        framed = self._noun_before(first) is not None or self._noun_from(last) is not None
        return any(_is_known(c) for c in candidates) or (bool(candidates) and framed)

    def _is_compound(self, first: int, last: int) -> bool:
        """Tell an unlisted run that is people (*Shia*) or begins with another name's own words.

        *Syrian Idlib*, *Aleppos Rashidin*, *New Aleppo*: the place begins after the first.
        """
        token = self.tokens[first]
        if last - first == 1:
            word = token.lower_
            return (
                token.ent_type_ == "NORP"
                or word in self.words.directions
                or word in self.words.frames
            )
        if fold(token.text) in self.adjectives or self._bare(token.text):
            return True
        if token.lower_ in self.words.directions and self._is_exact(first + 1, last):
            return True
        if any(
            self._is_exact(first, cut) and self._is_listed_actor(cut, last)
            for cut in range(first + 1, last)
        ):
            return True  # a lost comma: *the town of Palmyra Daesh took*
        return any(
            self._is_exact(first, cut) and (cut > first + 1 or self._is_great(first))
            for cut in range(first + 1, last)
            if (cut == last - 1 and self.tokens[cut].lower_ in self.words.frames)
            or self._is_great(first)
        )

    def _is_actor(self, text: str, candidates: list[Candidate]) -> bool:
        """Tell the name of an actor that no place of note shares (*Hezbollah*, *Daesh*)."""
        return not any(_is_known(c) or c.place.feature not in TOWNS for c in candidates) and (
            self.roster.by_name(text) is not None
        )

    def _is_never(self, text: str) -> bool:
        return text.lower() in self.words.never or text.lower() in self.words.directions

    def _is_exact(self, first: int, last: int) -> bool:
        last_token = self.tokens[last - 1]
        text = self.text[self.tokens[first].idx : last_token.idx + len(last_token.text)]
        return any(c.match != SOUND for c in self.gazetteer.candidates(text))

    def _is_listed_actor(self, first: int, last: int) -> bool:
        text = self.text[self.tokens[first].idx : self._token_end(last - 1)]
        actor = self.roster.by_name(text)
        return actor is not None and actor.kind != "person"  # *Khan al-Assad* is one name

    def _is_great(self, index: int) -> bool:
        """Tell a town that news names with no other word (*Palmyra*, *Aleppo*)."""
        found = self.gazetteer.candidates(self.tokens[index].text)
        return any(c.match == MAIN and c.population > _KNOWN_PEOPLE for c in found)

    def _is_acronym(self, first: int, last: int, text: str, candidates: list[Candidate]) -> bool:
        """Tell *SANA* from a place, in a line that is not itself in capitals."""
        if last - first > 1 or not text.isupper() or len(text) > 5 or "." in text:
            return False
        if (
            first == 0
            or self.tokens[first - 1].is_space
            or any(c.match == SHORT for c in candidates)
        ):
            return False
        return not any(c.match == MAIN and c.place.feature not in TOWNS for c in candidates)

    def _leads(self, first: int) -> bool:
        """Tell whether the word before a run leads one to expect a place (*in*, *rebel-held*)."""
        if first == 0:
            return False
        token = self.tokens[first - 1]
        words = (*LOCATIVE, "of", "on", *self.words.held)
        return token.lower_ in words or token.lemma_.lower() in self.words.taking

    def _is_ground(self, first: int) -> bool:
        """Tell whether a verb of taking ground stands before the run (*stormed Pont-X*)."""
        verb = self.tokens[first - 1] if first else None
        return verb is not None and verb.lemma_.lower() in self.words.ground

    def _worded(self, noun: tuple[str, int] | None) -> str | None:
        """Return a framing noun in small letters unless the text writes it with a capital."""
        if noun is None:
            return None
        return noun[0].title() if self.tokens[noun[1]].text[:1].isupper() else noun[0]

    def _bare(self, text: str) -> list[Candidate]:
        """Return what *Syrias* means where the text lost its apostrophes."""
        if not text.endswith("s") or len(text) < 5:
            return []
        found = self.gazetteer.candidates(text[:-1])
        wide = ("country", "admin1")
        return [
            c for c in found
            if c.match != SOUND and (c.population > 100_000 or c.place.feature in wide)
        ]  # fmt: skip

    def _candidates(self, text: str, first: int) -> list[Candidate]:
        found = self.gazetteer.candidates(text)
        if (first and self.tokens[first - 1].text == ",") or text.endswith("."):
            found = [*self.gazetteer.abbreviated(text), *found]
        return found

    def _loosened(self, run: Run, report: Setting) -> Run:
        """Give a name that nothing answers the one place at home with its consonants."""
        answers = any(
            c.match != SOUND or c.place.country in report.countries for c in run.candidates
        )
        loose = [] if answers else self.gazetteer.loosely(run.text, report.countries)
        return replace(run, candidates=loose) if loose else run

    def _scored(self, run: Run, report: Setting) -> tuple[float, Run]:
        """Return how much speaks for a place, and the run."""
        found = traits(self.tokens, run, self.words, report)
        return sum(self.weights.get(t, 0.0) for t in found), run

    def _small(self) -> frozenset[str]:
        """Return the words that the report writes with a small letter, and their lemmas."""
        original = self.document.report.text
        small = [t for t in self.tokens if original[t.idx].islower() and len(t.text) > 2]
        return frozenset({t.lower_ for t in small} | {t.lemma_.lower() for t in small})

    def _told(self, taken: list[Run]) -> frozenset[str]:
        """Return the unlisted names that some sentence of the report frames as a place's."""
        return frozenset(
            run.text for run in taken
            if (run.frame_before or run.frame_after or run.apposed)
            and all(c.match == SOUND for c in run.candidates)
        )  # fmt: skip

    def _name(self, run: Run) -> PlaceName:
        name = PlaceName(run.first, run.last, run.start, run.end, run.text, run.candidates)
        self._frame(name)
        unlisted = all(c.match == SOUND for c in run.candidates)
        if name.frame is None and run.apposed and unlisted:  # *X, a village in Y*
            apposed = self.words.frames[run.apposed]
            name.frame = apposed if apposed.means in _NAMED_ALONE else None
        name.literal = not run.adjective
        return name

    def _is_part_of_name(self, name: PlaceName, covered: set[int]) -> bool:
        """Tell whether an organisation's or person's name runs on around the place's.

        It does where words with a capital that no place's name covers are left of it.
        """
        first, last, label = self.entities.get(name.first, (0, 0, ""))
        if label not in _NAMES_OF_OTHERS or self.tokens[last - 1].i < name.first:
            return False
        noun = name.noun_token if name.frame and name.noun_token is not None else name.first
        own = {*covered, *range(min(name.first, noun), max(name.last, noun + 1))}
        left = [self.tokens[i] for i in range(first, last) if i not in own]
        if left and left[0].i == name.last and self._is_listed_actor(name.last, left[-1].i + 1):
            return False
        cut = next((t.i for t in left if t.text in _BREAKS and t.i >= name.last), last)
        return any(_is_capital(t) for t in left if t.i < cut and not t.is_sent_start)

    # --- frames

    def _frame(self, name: PlaceName) -> None:
        after = self._noun_from(name.last) or self._noun_of_list(name.last)
        before = self._noun_before(name.first)
        if after:
            name.noun, name.noun_token = after
        elif before:
            name.noun, name.noun_token = before
        if name.noun:
            name.frame = self.words.frames[name.noun]
        previous = name.first - 1
        if previous >= 0 and self.tokens[previous].text == "-":
            previous -= 1
        if (
            previous >= 0
            and self.tokens[previous].lower_ in self.words.directions
            and name.noun_token != previous
        ):
            name.direction = self.words.directions[self.tokens[previous].lower_]
            name.direction_token = previous
        if name.direction is None and name.frame is None:
            self._part_after(name)

    def _part_after(self, name: PlaceName) -> None:
        """Take *Homs's eastern suburbs*, *Homss northern districts* for a part of the town."""
        at = name.last
        owned = at < len(self.tokens) and self.tokens[at].text in ("'s", "'")
        at += owned
        clipped = name.end < self._token_end(name.last - 1)
        if not (owned or clipped) or at + 1 >= len(self.tokens):
            return
        direction = self.words.directions.get(self.tokens[at].lower_)
        frame = self.words.frames.get(self.tokens[at + 1].lower_)
        if direction and frame and frame.means in _PARTS_OF_TOWN:
            name.direction, name.part_token = direction, at + 1

    def _noun_from(self, index: int) -> tuple[str, int] | None:
        """Return the framing noun that begins at a token: the longest."""
        if index >= len(self.tokens) or self.tokens[index].lower_ not in self.words.openings:
            return None
        for length in (3, 2, 1):
            last = index + length - 1
            if last >= len(self.tokens):
                continue
            worded = self.text[self.tokens[index].idx : self._token_end(last)]
            phrase = worded.lower()
            if phrase in self.words.frames and not worded.isupper():
                return phrase, last
        return None

    def _noun_apposed(self, index: int) -> str | None:
        """Return the noun of *X, a town in*; *X - a rebel-held quarter of*; *X the last village*.

        Only what a name of a place can be said to be: a settlement, a part of one, a camp.
        """
        at = index + (index < len(self.tokens) and self.tokens[index].text in (",", "(", "-"))
        if at >= len(self.tokens) or self.tokens[at].lower_ not in ("a", "an", "the"):
            return None
        for i in range(at + 1, min(at + _MAX_LINK, len(self.tokens))):
            token = self.tokens[i]
            frame = self.words.frames.get(token.lower_)
            if frame and frame.means in _APPOSED and token.text[0].islower():
                return token.lower_
            inside = token.pos_ in ("ADJ", "ADV", "VERB", "NOUN", "PROPN") or token.text == "-"
            if not inside or token.is_sent_start:
                return None
        return None

    def _noun_before(self, index: int) -> tuple[str, int] | None:
        """Return the noun of *the village of X*, *the town X*, *the provinces of X and Y*."""
        at = index - 1
        listed = False
        while at > 0 and self._is_listed(at):
            listed, at = listed or self.tokens[at].lower_ in ("and", ","), at - 1
        if not listed:
            at = index - 1
        if at >= 1 and self.tokens[at].lower_ in ("of", "called", "named"):
            noun = self.tokens[at - 1].lower_
            if noun in self.words.frames and (not listed or self.tokens[at - 1].tag_ == "NNS"):
                return noun, at - 1
        if (
            at >= 0
            and self.tokens[at].lower_ in _BARE_FRAMES
            and (not listed or self.tokens[at].tag_ == "NNS")
        ):
            return self.tokens[at].lower_, at
        return None

    def _is_listed(self, index: int) -> bool:
        """Tell a token of a list of names: *X, Y and Z*."""
        token = self.tokens[index]
        return (
            token.lower_ in ("and", ",", "-", *PARTICLES) or _is_capital(token)
        ) and not token.is_sent_start

    def _noun_of_list(self, index: int) -> tuple[str, int] | None:
        """Return the plural noun that ends a list: *X and Y provinces*."""
        if index >= len(self.tokens) or self.tokens[index].lower_ not in ("and", ","):
            return None
        at = index
        while at < min(index + 12, len(self.tokens) - 1) and self._is_listed(at):
            at += 1
        noun = self._noun_from(at)
        return noun if noun and self.tokens[noun[1]].tag_ == "NNS" and at > index + 1 else None

    # --- over the whole report

    def _contain(self, names: list[PlaceName]) -> None:
        """Note which name contains which: *X, Y*; *X in Y*; *Y's X*; *the Syrian town of X*."""
        for index, (left, right) in enumerate(pairwise(names)):
            if right.first - left.last > _MAX_LINK or self._parted(left, right):
                continue
            link = [t.lower_ for t in self.tokens[left.last : right.first]]
            if not left.literal:
                if right.frame and set(link) <= {
                    "of",
                    "the",
                    *self.words.frames,
                    *self.words.directions,
                }:
                    right.within.append(index)
            elif self._is_owner(left, right):
                right.within.append(index)
            elif self._is_link(link) or (
                link in ([","], ["("], [",", "in"]) and _may_contain(right, left)
            ):
                left.within.append(index + 1)

    def _is_owner(self, left: PlaceName, right: PlaceName) -> bool:
        """Tell *Syria's Homs*, *Syrias second city Aleppo*, the apostrophe there or lost."""
        between = self.tokens[left.last : right.first]
        marked = bool(between) and between[0].text in ("'s", "'")
        if not marked and left.end >= self._token_end(left.last - 1):
            return False
        words = between[marked:]
        described = all(t.pos_ in ("ADJ", "NOUN") and t.text.islower() for t in words)
        return not words or (described and words[-1].lower_ in _BARE_FRAMES)

    def _parted(self, left: PlaceName, right: PlaceName) -> bool:
        return self.tokens[left.first].sent.start != self.tokens[right.first].sent.start

    def _token_end(self, index: int) -> int:
        return int(self.tokens[index].idx) + len(self.tokens[index].text)

    def _is_link(self, link: list[str]) -> bool:
        """Tell *X province in Y*, *X in the northern province of Y*; never *X north of Y*."""
        allowed = {
            "in",
            "the",
            "of",
            "nearby",
            "capital",
            "'s",
            *self.words.directions,
            *self.words.frames,
        }
        if link and link[0] in (",", "a", "an"):  # *X, a village in Y*
            allowed |= {",", "a", "an"}
        link = [word for word in link if word not in self.adjectives]
        if not link or not set(link) <= allowed:
            return False
        if "in" not in link and link[0] == "the":
            return False  # a lost comma: *the city of X the village of Y*
        return "in" in link or ("of" in link and not set(link) & set(self.words.directions))


def _may_contain(outer: PlaceName, inner: PlaceName) -> bool:
    """Tell *Homs, Syria* from *Russia, Iran*: whether any reading has one in the other."""
    if not inner.candidates:
        return bool(outer.candidates)
    return any(contains(o, i) for o in outer.candidates[:8] for i in inner.candidates)


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Tell whether one place is administratively within the other."""
    if outer.place.id == inner.place.id or outer.place.country != inner.place.country:
        return False
    if outer.place.feature == "country":
        return True
    if outer.place.feature == "admin1":
        return outer.place.admin1 == inner.place.admin1
    return inner.place.within == outer.place.id


def _taken(scored: Sequence[tuple[float, Run]]) -> list[Run]:
    """Return the runs that are places, the most evident first where two overlap."""
    taken: list[Run] = []
    for score, run in sorted(scored, key=lambda pair: (-pair[0], pair[1].first)):
        if score < _THRESHOLD:
            break
        if all(run.last <= other.first or other.last <= run.first for other in taken):
            taken.append(run)
    return sorted(taken, key=lambda run: run.first)


def _shouted(document: Document) -> frozenset[int]:
    """Return the nouns and names of lines in capitals, which the parser is given in small ones."""
    original = document.report.text
    return frozenset(
        token.i
        for token in document.doc
        if token.text[0].islower()
        and original[token.idx].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ")
    )


def _is_known(candidate: Candidate) -> bool:
    """Tell a place that one knows by its name alone, where capitals say nothing."""
    wide = candidate.place.feature in ("country", "admin1")
    return candidate.match != SOUND and (wide or candidate.population > _KNOWN_PEOPLE)


def _is_capital(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() and (len(text) > 1 or text in "XYZ")


def head_of(doc: Doc, first: int, last: int) -> int:
    """Return the token of a run whose own head stands outside it."""
    for index in range(last - 1, first - 1, -1):
        if not first <= doc[index].head.i < last:
            return index
    return last - 1


def names_of(
    document: Document, gazetteer: Gazetteer, spans: list[tuple[int, int]]
) -> list[PlaceName]:
    """Return the names at given runs of code points, for measuring the choice alone."""
    finder = _Finder(document, gazetteer, builtin_roster())
    return finder.at(spans)
