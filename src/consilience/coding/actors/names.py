"""Names in a text, listed or not: where they begin and end, and whom they mean.

In: a parsed document, the roster, and the acronyms that the text defines. Out:
`Names`: listed names from the roster; names of people by entity, title or
surname; names of bodies that nobody listed, by capitals and head word
(*Ghouta Media Center*). A name that stands as a place anywhere in the text is
no person's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from consilience.knowledge.actors import NameMatch, Roster
from consilience.knowledge.spelling import fold, skeleton
from consilience.language.annotate import Document
from consilience.language.parse import Span
from consilience.model import Actor, ActorKind

_MAX_NAME = 10  # tokens; longer runs of capitals are headlines
_MAX_PERSON = 6  # tokens
_HEADING_SHARE = 0.9  # of the longer words; sentences full of names stay below it
_NOT_NAMING = frozenset({"PRON", "NUM", "DET", "ADP", "CCONJ", "AUX", "PUNCT"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Body:
    """An unlisted body: tokens from where it was asked for up to `last`."""

    last: int
    actor: Actor


class Names:
    """The names of one document, by the token they begin at."""

    def __init__(self, document: Document, roster: Roster, local: Mapping[str, Actor]) -> None:
        self.doc = document.doc
        self.roster = roster
        self.local = local
        self.raw = document.raw
        self.tokens = list(self.doc)
        self.starts = [token.idx for token in self.tokens]
        self.lower = [token.lower_ for token in self.tokens]
        self.entities = list(self.doc.ents)
        self.capital = [self._is_capital(i) for i in range(len(self.tokens))]
        self.headings = self._headings()
        self.states = frozenset(state.name for state in roster.states.values())
        self.places = self._places()
        self.ordinary = frozenset(t.text for t in self.tokens if t.is_alpha and t.is_lower)
        self.matches = self._listed()
        self.people = self._people()
        self._bodies = {e.start: e for e in self.entities if e.label_ == "ORG" and len(e) > 1}

    def end_of(self, i: int) -> int:
        """Return the code point after token i."""
        return self.starts[i] + len(self.tokens[i].text)

    def name_of(self, first: int, last: int) -> str:
        """Return a name as it is usually written: in a line of capitals, with initials only."""
        words = self.doc[first:last].text
        if not any(self._lowered(i) for i in range(first, last)):
            return words
        small = self.roster.lists["particles"] | {"of", "for", "and", "the"}
        return " ".join(w if w in small else w.capitalize() for w in words.split())

    def first_after(self, offset: int) -> int:
        """Return the first token that begins at or after a code point."""
        return bisect_left(self.starts, offset)

    # -- listed ---------------------------------------------------------------------

    def _listed(self) -> dict[int, NameMatch]:
        found = {self._token_at(match.start): match for match in self.roster.find(self.raw)}
        for i, token in enumerate(self.tokens):
            if token.text in self.local and i not in found:
                actor = self.local[token.text]
                found[i] = NameMatch(self.starts[i], self.end_of(i), actor, "name")
        return found

    def _token_at(self, offset: int) -> int:
        at = self.first_after(offset)
        return at if at < len(self.starts) and self.starts[at] == offset else max(at - 1, 0)

    def _begins_listed(self, i: int) -> bool:
        match = self.matches.get(i)
        return match is not None and match.sense == "name" and match.actor.kind != "state"

    # -- what a name is made of --------------------------------------------------------

    def _is_capital(self, i: int) -> bool:
        token = self.tokens[i]
        if self._lowered(i):  # in a line of capitals only the parser tells names from words
            known = self.lower[i] in self.roster.role_words
            return token.pos_ == "PROPN" and token.is_alpha and not known
        if (
            not token.text[0].isupper()
            or self.lower[i].rstrip(".") in self.roster.lists["not_names"]
        ):
            return False
        return self.tokens[i].pos_ not in _NOT_NAMING

    def _lowered(self, i: int) -> bool:
        """Tell whether the token stood in capitals before the line was lowered."""
        raw = self.raw[self.starts[i] + 1 : self.end_of(i)]
        return raw.isupper() and not self.tokens[i].text[1:].isupper()

    def _continues(self, i: int) -> bool:
        particle = self.lower[i] in self.roster.lists["particles"]
        return self.capital[i] or particle or self.tokens[i].text == "-"

    def _trimmed(self, span: Span) -> tuple[int, int]:
        first, last = span.start, span.end
        while first < last and not self.capital[first]:
            first += 1
        stop = first
        while stop < last and self._continues(stop):
            stop += 1
        return first, stop

    def _without_tail(self, first: int, last: int) -> int:
        while last > first and not self.capital[last - 1]:
            last -= 1
        return last

    def _headings(self) -> frozenset[int]:
        """Return the tokens of sentences In Which Every Word Has a Capital."""
        found: set[int] = set()
        for sentence in self.doc.sents:
            long = [t for t in sentence if t.is_alpha and len(t) > 3]
            capitals = sum(t.text[0].isupper() for t in long)
            if len(long) >= 3 and capitals >= _HEADING_SHARE * len(long):
                found.update(range(sentence.start, sentence.end))
        return frozenset(found)

    # -- people -----------------------------------------------------------------------

    def _people(self) -> dict[int, int]:
        """Return where people's names begin and end, by token."""
        found: dict[int, int] = {}
        for entity in self.entities:
            first, last = self._trimmed(entity)
            person = entity.label_ == "PERSON" and last - first >= 2
            if person and self._is_person(first, last) and self._is_nothing_else(first, last):
                found[first] = self._with_rest(first, last)
        for i in range(1, len(self.tokens)):
            if i not in found and self._follows_title(i):
                last = self._capitals_from(i)
                if last > i and self._is_person(i, last):
                    found[i] = last
        return found | self._surnames(found)

    def _with_rest(self, first: int, last: int) -> int:
        """Return where a name ends that the parser cut before a particle: *Hans van* + *den X*."""
        cut = last < len(self.tokens) and self.lower[last] in self.roster.lists["particles"]
        return max(last, self._capitals_from(first)) if cut else last

    def _is_nothing_else(self, first: int, last: int) -> bool:
        """Tell whether an entity is no place, no headline and no run of ordinary words."""
        words = [t.text for t in self.tokens[first:last] if self.capital[t.i]]
        place = self.doc[first:last].text in self.places or any(w in self.places for w in words)
        ordinary = any(word.lower() in self.ordinary for word in words)
        return not (place or ordinary or first in self.headings)

    def _places(self) -> frozenset[str]:
        """Return the names that stand as places anywhere in the text: *in Khan Younis*."""
        found = set()
        lists = self.roster.lists
        for entity in self.entities:
            first, last = self._trimmed(entity)
            before = self.lower[first - 1] if first else ""
            town = first > 1 and before == "of" and self.lower[first - 2] in lists["place_nouns"]
            held = self.roster.relations.get(before) == "held"
            if entity.label_ in _PLACE_LABELS or before in lists["locatives"] or town or held:
                found.add(self.doc[first:last].text)
        return frozenset(found) | self._after_locatives()

    def _after_locatives(self) -> set[str]:
        """Return the capitalised words right after *in*, *near*, or after *in Syrias*."""
        found = set()
        for i in range(len(self.tokens) - 2):
            if self.lower[i] in self.roster.lists["locatives"] and self.capital[i + 1]:
                found.add(self.tokens[i + 1].text)
                if self.tokens[i + 1].text[:-1] in self.states and self.capital[i + 2]:
                    found.add(self.tokens[i + 2].text)
        return found

    def _surnames(self, found: Mapping[int, int]) -> dict[int, int]:
        """Return where the last word of a person's name stands alone: *Jaber stated*."""
        last_words = {self.tokens[last - 1].text for i, last in found.items() if last - i > 1}
        inside = {i for first, last in found.items() for i in range(first, last)}
        return {
            i: i + 1
            for i, token in enumerate(self.tokens)
            if token.text in last_words
            and i not in inside
            and i not in self.matches
            and len(token.text) > 2
        }

    def _is_person(self, first: int, last: int) -> bool:
        span = self.doc[first:last]
        match = self.matches.get(first)
        if self._qualifies_a_thing(span) or span[-1].lower_ in self.roster.lists["place_nouns"]:
            return False
        if match and not self._goes_beyond(match, first, last):
            return False
        words = self.lower[first:last]
        named_inside = any(self._names_no_person(i) for i in range(first + 1, last))
        if named_inside or any(word in self.roster.heads for word in words):
            return False
        roles = any((word,) in self.roster.phrases for word in words[:-1] or words)
        return not roles

    def _goes_beyond(self, match: NameMatch, first: int, last: int) -> bool:
        """Tell whether a fuller name follows a listed first name: *Bashar Jaafari*."""
        one_word = self.first_after(match.end) == first + 1
        return match.actor.kind == "person" and one_word and last > first + 1

    def _qualifies_a_thing(self, span: Span) -> bool:
        """Tell whether a name stands before a common noun: *the Abu Zaid airbase*."""
        if span.end >= len(self.tokens):
            return False
        known = (self.lower[span.end],) in self.roster.phrases
        noun = self.tokens[span.end].pos_ == "NOUN"
        return noun and not known and span.root.dep_ == "compound"

    def _follows_title(self, i: int) -> bool:
        """Tell whether a title stands before the token: *Mr*, *spokesman*, *Gen.*"""
        if not self.capital[i] or i in self.matches or self.lower[i] in self.ordinary:
            return False
        before = self.lower[i - 1].rstrip(".")
        if before in self.roster.lists["titles"]:
            return True
        role, _ = self.roster.phrases.get((before,), (None, False))
        if role is None or self.tokens[i - 1].tag_ in ("NNS", "NNPS"):
            return False
        return role.group == "office" or role.id in self.roster.lists["title_roles"]

    def _capitals_from(self, i: int) -> int:
        last = i
        while last < min(len(self.tokens), i + _MAX_PERSON) and self._continues(last):
            if last > i and self._names_no_person(last):
                break
            last += 1
        return self._without_tail(i, last)

    def _names_no_person(self, i: int) -> bool:
        match = self.matches.get(i)
        return match is not None and match.actor.kind != "person"

    def person_at(self, first: int, last: int) -> Actor:
        """Return whom a person's name means: a listed one whose whole name it holds, or a new one.

        *Omar Hassan al-Bashir* holds *Omar al-Bashir*.
        """
        name = self.name_of(first, last)
        words = set(fold(name).split())
        for i in range(first, last):
            match = self.matches.get(i)
            if match and set(fold(match.actor.name).split()) <= words:
                return match.actor
        return self.roster.by_name(name) or unlisted(name, "person")

    # -- bodies that nobody listed -----------------------------------------------------

    def body_at(self, i: int, end: int, *, role_length: int) -> Body | None:
        """Return the unlisted body that begins at token i, before token `end`.

        `role_length` is how many tokens the class words that begin there run to.
        """
        if not self.capital[i] or i in self.people or i in self.headings:
            return None
        if self._is_listed_body(i):
            return None
        last = self._body_end(i, end)
        if last - i < 2 or self._says_only_what_it_is(i, last, role_length):
            return self._lone_body(i)
        heads = self.roster.heads
        kinds = [heads[word] for word in self.lower[i:last] if word in heads]
        if kinds and not self._is_army_of_place(i, last):
            of = "of" in self.lower[i:last] or "for" in self.lower[i:last]
            telling = [kind for kind in kinds if kind != "group"] or kinds
            return self._body(i, last, telling[0 if of else -1])
        return self._entity_body(i)

    def _is_listed_body(self, i: int) -> bool:
        match = self.matches.get(i)
        if match is None or match.sense in ("adjective", "capital"):
            return False
        return match.glued or match.actor.kind not in ("state", "international")

    def _says_only_what_it_is(self, i: int, last: int, role_length: int) -> bool:
        """Tell whether demonyms and class words are all there is: *Syrian Army*.

        Two such halves tied by *of* are a name: *Union of Syrian Medical Organisations*.
        """
        union = self.lower[i] in self.roster.heads and self.lower[i + 1] in ("of", "for")
        return all(map(self._explained, range(i, last))) and not (union and role_length <= 1)

    def _is_army_of_place(self, i: int, last: int) -> bool:
        """Tell whether a town stands before a class word: *Homs Army* is the army there."""
        role = (self.lower[last - 1],) in self.roster.phrases
        return role and self.doc[i : last - 1].text in self.places

    def _explained(self, i: int) -> bool:
        word = self.lower[i]
        known = i in self.matches or word in self.roster.role_words
        return known or word in ("-", "of", "for", "and", "the")

    def _body_end(self, i: int, end: int) -> int:
        last = i
        while last < min(end, i + _MAX_NAME):
            if last > i and (last in self.people or self._begins_listed(last)):
                break
            if not (self._continues(last) or self._ties(last, end)):
                break
            last += 1
        return self._without_tail(i, last)

    def _ties(self, i: int, end: int) -> bool:
        """Tell whether *of/for/and* ties two capitalised halves of one name."""
        if self.lower[i] not in ("of", "for", "and") or i + 1 >= end or not self.capital[i + 1]:
            return False
        if self.tokens[i].ent_type_ == "ORG":
            return True
        return self.lower[i] != "and" and self.lower[i - 1] in self.roster.heads

    def _entity_body(self, i: int) -> Body | None:
        entity = self._bodies.get(i)
        if entity is None or any(j in self.matches for j in range(i, entity.end)):
            return None
        inside = range(entity.start, entity.end)
        particles = self.roster.lists["particles"]
        capitals = sum(self.capital[j] and self.lower[j] not in particles for j in inside)
        if capitals < 2 or entity.text in self.places:
            return None
        if all(self._continues(j) or self.lower[j] in ("of", "for", "the") for j in inside):
            return self._body(i, entity.end, "group")
        return None

    def _lone_body(self, i: int) -> Body | None:
        """Return a one-word body: an acronym that the parser takes for one."""
        token = self.tokens[i]
        if i in self.matches or token.ent_type_ != "ORG" or not token.text.isupper():
            return None
        if not token.text.isalpha() or len(token.text) < 3 or self._explained(i):
            return None
        return self._body(i, i + 1, "group")

    def _body(self, first: int, last: int, kind: ActorKind) -> Body:
        name = self.name_of(first, last)
        known = self.local.get(name) or self.roster.by_name(name)
        return Body(last, known or unlisted(name, kind))


def unlisted(name: str, kind: ActorKind) -> Actor:
    """Return the actor of a name that no list has; its id is the key all spellings share."""
    key = skeleton(name.replace("\n", " ")).replace(" ", "-") or "unnamed"
    return Actor(id=f"{'person' if kind == 'person' else 'named'}-{key}", name=name, kind=kind)
