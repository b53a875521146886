"""The report as the rules of context see it: sentences by number, news and history, its places.

In: a parsed report, its day, the places it names and who says each of its events. Out:
`Passage`, which every rule of `coding/context` is handed, and the small questions about
frames and mentions that more than one of them asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from consilience.coding.frames import Frame
from consilience.coding.mentions import ActorMention, PlaceMention, TimeMention
from consilience.knowledge.chain_words import chain_words
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.role_words import role_words
from consilience.language.annotate import Document
from consilience.language.parse import Token
from consilience.model import Attribution

NEAR = 2  # sentences: how far what one says of place or day holds for those after it
_LOCATED = {"violence", "territory", "movement", "protest"}
_STATIC = {"at", "within", "near"}  # where it is, not where it comes from or goes
_PARTS = {"district", "neighbourhood", "street", "market", "quarter", "square"}
_SETTLED = {"settlement", "district", "village", "town", "neighbourhood", "unknown"}
_SPOTS = {
    "village", "town", "neighbourhood", "neighborhood", "district", "suburb", "city", "area",
    "settlement", "quarter",
}  # fmt: skip
_UNNAMED = {
    *_SPOTS,
    "market",
    "hospital",
    "school",
    "camp",
    "mosque",
    "base",
    "checkpoint",
    "convoy",
}
_REGIONS = {"region", "area", "enclave", "pocket", "territory"}
_TOLD = {"the", "this", "that", "these", "those"}
_HISTORY_DAYS = 60  # a sentence that names an older day tells of the past
_NEWS_DAYS = 7
_MOST_WORDS = 5  # a longer name is a line of keywords glued to the sentence
_SPEAKERS = {"civilians", "person", "media", "monitor", "humanitarian", "unknown"}
_NO_TELLING = {"accuses", "denies", "doubts", "predicts", "threatens"}
_LEAD_SENTENCES = 4  # a headline, a dateline and two sentences

Voice = Callable[[Frame], Sequence[Attribution | None]]


class Passage:
    """One report with what the rules of context ask of it.

    `places` are those of what is told; `named` also those of voices (*sources in Homs said*).
    """

    def __init__(
        self,
        document: Document,
        day: date | None,
        places: Sequence[PlaceMention],
        named: Sequence[PlaceMention],
        gazetteer: Gazetteer,
        voices: Voice,
    ) -> None:
        self.document = document
        self.day = day
        self.gazetteer = gazetteer
        self.voices = voices
        self.named = named
        self.told = places
        self.spots = [p for p in places if is_spot(p) and is_static(p)]
        self.regions = [p for p in places if is_region(p) and is_static(p)]
        self.settled = [p for p in places if is_spot(p)]
        self.towns = [p for p in places if p.place.precision in {"point", "near"}]
        self._number = _sentence_numbers(document)

    def number(self, frame: Frame) -> int:
        """Return the number of the frame's sentence in the report, from 0."""
        return self._number[frame.sentence.start]

    def number_at(self, start: int) -> int:
        """Return the number of the sentence that holds a code point."""
        span = self.document.doc.char_span(start, start + 1, alignment_mode="expand")
        return self._number[span.start] if span else 0

    def apart(self, earlier: Frame, later: Frame) -> int:
        """Return how many sentences the second frame stands after the first."""
        return self.number(later) - self.number(earlier)

    def is_lead(self, frame: Frame) -> bool:
        """Tell whether the sentence is among the first of the report."""
        return self.number(frame) < _LEAD_SENTENCES

    def is_recent(self, times: Iterable[TimeMention]) -> bool:
        """Tell whether the times are none, unknown or not of history."""
        ends = [t.end_day for t in times if t.end_day]
        return not ends or self.day is None or (self.day - max(ends)).days <= _HISTORY_DAYS

    def is_news(self, times: Iterable[TimeMention]) -> bool:
        """Tell whether the time is of the days before the report, not of history."""
        ends = [t.end_day for t in times if t.end_day]
        if not ends or self.day is None:
            return bool(ends)
        return (self.day - max(ends)).days <= _NEWS_DAYS

    def may_lend_doer(self, frame: Frame) -> bool:
        """Tell whether the act's doers hold for other tellings: told as a fact of this news.

        Not what somebody accuses, denies or foretells; nor a siege, what happens again and
        again or is still going on, or history.
        """
        stances = {v.stance for v in self.voices(frame) if v is not None}
        told = frame.charge is None and frame.event.polarity == "asserted"
        lasts = frame.event.type.id in chain_words().states or is_habitual(frame)
        told = told and frame.event.modality == "actual"
        return told and not lasts and not stances & _NO_TELLING and self.is_recent(frame.times)


def _sentence_numbers(document: Document) -> list[int]:
    numbers: list[int] = []
    here = -1
    for token in document.doc:
        here += bool(token.is_sent_start) or not numbers
        numbers.append(here)
    return numbers


def is_habitual(frame: Frame) -> bool:
    """Tell whether the act's own clause says that it happens again and again, or goes on."""
    words = chain_words().habitual
    near = [c for t in frame.event.tokens for c in (*t.children, *t.head.children)]
    tokens = frame.event.tokens
    lasting = any(map(_goes_on, tokens)) or any(map(_is_share, tokens))
    return lasting or any(c.lower_ in words for c in near)


def _is_share(token: Token) -> bool:
    """Tell whether somebody only has a part in it at large: *played a role in taking towns*."""
    above = token.head.head
    return token.dep_ == "pcomp" and above.pos_ == "NOUN" and above.lemma_ in role_words().shares


def _goes_on(token: Token) -> bool:
    """Tell whether a verb is in the present progressive: *are carrying out strikes*."""
    return token.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in token.children
    )


def doers_named(frame: Frame, passage: Passage) -> tuple[ActorMention, ...]:
    """Return the doers who can be known again: not *warplanes*, not a voice, not a seat."""
    return tuple(m for m in frame.agents if not is_ownerless(m) and _can_fight(m, passage))


def _can_fight(mention: ActorMention, passage: Passage) -> bool:
    words = passage.document.text[mention.start : mention.end]
    seat = mention.actor.kind == "government" and words.istitle() and " " not in words
    glued = len(words.split()) > _MOST_WORDS
    return not is_voice(mention) and not seat and not glued


def is_voice(mention: ActorMention) -> bool:
    """Tell whether the actor is one who tells of acts or is hit by them, and does none."""
    return mention.actor.kind in _SPEAKERS


def is_located(frame: Frame) -> bool:
    """Tell whether the event happens somewhere: what is said or agreed does not."""
    return frame.event.type.family in _LOCATED


def is_static(place: PlaceMention) -> bool:
    """Tell whether the place is where it is, not where somebody comes from or goes."""
    return place.role in _STATIC


def is_spot(place: PlaceMention) -> bool:
    """Tell whether the place is a settlement or smaller, in the gazetteer or not."""
    named = place.place.precision == "unknown" and place.place.feature in _SETTLED
    return named or place.place.precision in {"point", "district"} or is_part(place)


def is_part(place: PlaceMention) -> bool:
    """Tell whether the place is a part of a town: a district, a street, a market."""
    return place.place.precision == "district" or place.place.feature in _PARTS


def is_region(place: PlaceMention) -> bool:
    """Tell a region with a name of its own: not *the north*, not *near X*."""
    return place.place.precision == "area" and place.place.id.startswith(("region:", "place:"))


def tells_many(frame: Frame) -> bool:
    """Tell whether the act falls on several places at once: *shelled towns*, *raids on districts*.

    No one spot is then where it happened.
    """
    near = {*frame.event.tokens, *(c for t in frame.event.tokens for c in t.children)}
    return any(
        t.tag_ == "NNS" and t.lemma_.lower() in _SPOTS
        and (t.head in near or t.head.head in near)
        for t in frame.sentence
    )  # fmt: skip


def leaves_unnamed(frame: Frame) -> bool:
    """Tell whether the sentence speaks of *a village*, *two towns*, *several districts*."""
    return any(
        t.lemma_.lower() in _UNNAMED and not any(c.lower_ in _TOLD for c in t.children)
        for t in frame.sentence
    )


def leaves_region_unnamed(frame: Frame) -> bool:
    """Tell whether the sentence speaks of *a region, an enclave*."""
    return any(
        t.lemma_.lower() in _REGIONS and any(c.lower_ in {"a", "an"} for c in t.children)
        for t in frame.sentence
    )


def is_ownerless(mention: ActorMention) -> bool:
    """Tell whether the mention only names a means of war: *warplanes*, *a suicide bomber*."""
    return mention.generic and mention.actor.id in chain_words().bearers


def dated(times: Iterable[TimeMention]) -> list[TimeMention]:
    """Return the times that give days, without those that recur (*every Friday*)."""
    return [t for t in times if t.begin and t.type != "SET"]


def is_running_total(frame: Frame) -> bool:
    """Tell an act that only sums up a longer time: *320,000 have been killed in the war*."""
    whole = [f for _, f in frame.figures if f.part_of is None]
    return bool(whole) and all(f.cumulative for f in whole)


def is_below(one: Frame, two: Frame) -> bool:
    """Tell whether the first act hangs on the second in the parse."""
    return any(t.is_ancestor(one.event.trigger) for t in two.event.tokens)
