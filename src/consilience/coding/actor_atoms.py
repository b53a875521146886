"""A sentence cut into the pieces that names of actors are made of.

In: a parsed document and the roster. Out: for each sentence its `Atom`s, in
order: listed names, role words (*state media*, *gunmen*), people, unlisted
bodies, relations (*-backed*, *pro-*), and the determiners and adjectives that
stand before them. A piece that can be no part of such a phrase is a `break`.
What the atoms mean together is decided in `coding.actor_phrases`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Span, Token

from consilience.knowledge.actors import NameMatch, Relation, RoleEntry, Roster, Sense
from consilience.knowledge.spelling import skeleton
from consilience.language.annotate import Document
from consilience.model import Actor, ActorKind

AtomType = Literal[
    "name", "role", "relation", "side", "det", "filler", "and", "thing", "preposition", "comma",
    "break",
]  # fmt: skip

_NOUNS = frozenset({"NOUN", "PROPN"})
_FILLERS = frozenset({"ADJ", "NUM", "ADV", "SYM", "VERB"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sheikh", "sheik", "sayyid", "lord", "sir", "prof"})
_RANKS = frozenset({"deputy", "vice", "assistant", "acting", "interim", "senior", "chief", "special",
                    "regional", "humanitarian", "permanent", "joint", "former", "first"})  # fmt: skip
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "abd", "de", "van", "von", "der", "da",
                        "del", "la", "ad", "as", "ash", "ul", "ur", "e", "dos", "bint", "umm"})  # fmt: skip
_NOT_NAMES = re.compile(
    r"^(?:the|a|an|this|that|these|those|in|on|at|of|by|for|from|to|with|and|or|but|as|if|it|its"
    r"|he|she|they|we|i|his|her|their|our|after|before|during|while|when|where|who|which|mr|mrs|ms"
    r"|dr|mon|tue|wed|thu|fri|sat|sun|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?"
    r"|saturdays?|sundays?|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|photo|file|image|north"
    r"|south|east|west|northern|southern|eastern|western|no|not|also|however|meanwhile)$",
    re.IGNORECASE,
)
_LOCATIVES = frozenset({"in", "at", "near", "on", "around", "outside", "towards", "toward", "into"})
_PLACE_NOUNS = frozenset({"city", "town", "village", "district", "neighbourhood", "neighborhood",
                          "province", "area", "region", "suburb", "outskirts", "countryside"})  # fmt: skip
_PREPOSITIONS = frozenset({"of", "at", "in", "from", "for", "within", "with", "to", "inside"})
_TIME_LABELS = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece: tokens [first, last), and what it is.

    `possessive` marks a piece with *'s* (or a glued *s*) after it. `sense` says
    by which of its words a listed name stands there. `modifier` marks a role
    word that cannot stand alone (*security*).
    """

    type: AtomType
    first: int
    last: int
    text: str = ""
    actor: Actor | None = None
    sense: Sense | None = None
    role: RoleEntry | None = None
    relation: Relation | None = None
    possessive: bool = False
    plural: bool = False
    modifier: bool = False
    person: bool = False
    listed: bool = False
    stop: int | None = None  # code point at which a name ends inside its last token


def atoms_of(document: Document, roster: Roster, local: Mapping[str, Actor]) -> list[list[Atom]]:
    """Return the atoms of each sentence. `local` maps acronyms that the text itself defines."""
    return list(_Cutter(document, roster, local).sentences())


class _Cutter:
    """Walks over the tokens of one document once."""

    def __init__(self, document: Document, roster: Roster, local: Mapping[str, Actor]) -> None:
        self.doc = document.doc
        self.roster = roster
        self.local = local
        self.raw = document.report.text[: len(self.doc.text)]
        self.starts = [token.idx for token in self.doc]
        self.matches = self._named()
        self.places = self._places()
        self.people = self._people()
        self.times = {t.i for e in self.doc.ents if e.label_ in _TIME_LABELS for t in e}
        self.longest = max((len(words) for words in roster.phrases), default=1)

    def sentences(self) -> Iterator[list[Atom]]:
        for sentence in self.doc.sents:
            atoms: list[Atom] = []
            at = sentence.start
            while at < sentence.end:
                found = self.at(at, sentence.end)
                atoms += found
                at = max(found[-1].last, at + 1)
            yield atoms

    def at(self, i: int, end: int) -> list[Atom]:
        """Return the atoms that begin at token i: one, or a name and its relation."""
        token = self.doc[i]
        if (side := self._side(i, end)) is not None:
            return [side]
        if body := self._body(i, end):
            return [body]
        if match := self.matches.get(i):
            return self._name(i, match)
        if last := self.people.get(i):
            return [self._owned(i, last, self._person(i, last), person=True)]
        if found := self._role(i, end):
            return self._with_relation(found)
        return [self._plain(token)]

    # -- listed names -----------------------------------------------------------------

    def _named(self) -> dict[int, NameMatch]:
        found = {self._token_at(m.start): m for m in self.roster.find(self.raw)}
        for token in self.doc:
            if token.text in self.local and token.i not in found:
                actor = self.local[token.text]
                found[token.i] = NameMatch(
                    token.idx, token.idx + len(token.text), actor, "name"
                )  # fmt: skip
        return found

    def _token_at(self, offset: int) -> int:
        at = bisect_left(self.starts, offset)
        return at if at < len(self.starts) and self.starts[at] == offset else max(at - 1, 0)

    def _name(self, i: int, match: NameMatch) -> list[Atom]:
        last = bisect_left(self.starts, match.end)
        if self._inside_a_person(i, last):
            return [self._owned(i, self._person_around(i), self._person(i, self._person_around(i)), person=True)]  # fmt: skip  # noqa: E501
        person = match.actor.kind == "person"
        atom = self._owned(i, last, match.actor, person=person, sense=match.sense, listed=True)
        if match.glued and not atom.possessive:
            atom = replace(atom, possessive=True)
        rest = self.raw[match.end : self._end_of(last - 1)]
        if rest.startswith("-"):
            relation = self.roster.relations.get(rest[1:].lower())
            named = replace(atom, stop=match.end)
            return [named, Atom("relation", last - 1, last, relation=relation or "other")]
        return self._with_relation(atom)

    def _inside_a_person(self, i: int, last: int) -> bool:
        around = self._person_around(i)
        return around > last and i in self.people

    def _person_around(self, i: int) -> int:
        return self.people.get(i, 0)

    def _end_of(self, i: int) -> int:
        return self.starts[i] + len(self.doc[i].text)

    def _owned(
        self, first: int, last: int, actor: Actor | None, *, person: bool = False,
        sense: Sense | None = "name", listed: bool = False,
    ) -> Atom:  # fmt: skip
        possessive = last < len(self.doc) and self.doc[last].tag_ == "POS"
        text = self.doc[first:last].text
        return Atom(
            "name", first, last + possessive, text, actor, sense,
            possessive=possessive, person=person, listed=listed,
        )  # fmt: skip

    def _with_relation(self, atom: Atom) -> list[Atom]:
        """Add the relation that a hyphen ties to the atom: *Turkey* *-backed*."""
        at = atom.last
        if at + 1 < len(self.doc) and self.doc[at].text == "-":
            relation = self.roster.relations.get(self.doc[at + 1].lower_)
            if relation:
                return [atom, Atom("relation", at, at + 2, relation=relation)]
        return [atom]

    def _side(self, i: int, end: int) -> Atom | None:
        """Return *pro-*, *anti-* before a name."""
        word = self.doc[i].lower_
        if word in ("pro", "anti") and i + 2 < end and self.doc[i + 1].text == "-":
            return Atom("side", i, i + 2, word)
        return None

    # -- roles ------------------------------------------------------------------------

    def _role(self, i: int, end: int) -> Atom | None:
        best: Atom | None = None
        words: list[str] = []
        for j in range(i, end):
            token = self.doc[j]
            if token.text == "-":
                continue
            words.append(token.lower_)
            if len(words) > self.longest:
                break
            if found := self.roster.phrases.get(tuple(words)):
                role, modifier = found
                if self._can_be_role(token, role, len(words)):
                    best = self._role_atom(i, j + 1, role, modifier)
        return best

    def _can_be_role(self, token: Token, role: RoleEntry, length: int) -> bool:
        if token.pos_ in _NOUNS or length > 1:
            return True
        usual = role.group in ("armed", "organ") or token.lower_ in role.modifiers
        return token.pos_ == "ADJ" and usual

    def _role_atom(self, first: int, last: int, role: RoleEntry, modifier: bool) -> Atom:
        possessive = last < len(self.doc) and self.doc[last].tag_ == "POS"
        head = self.doc[last - 1]
        many = head.tag_ in ("NNS", "NNPS")
        return Atom(
            "role", first, last + possessive, self.doc[first:last].text, role=role,
            possessive=possessive, plural=many, modifier=modifier,
        )  # fmt: skip

    # -- people and bodies that nobody listed -------------------------------------------

    def _people(self) -> dict[int, int]:
        """Return where people's names begin and end, by token."""
        found: dict[int, int] = {}
        for entity in self.doc.ents:
            first, last = self._trimmed(entity)
            if entity.label_ == "PERSON" and last - first >= 2:
                place = self.doc[first:last].text in self.places
                if not place and self._is_name_of_person(first, last):
                    found[first] = last
        for token in self.doc:
            if token.i not in found and self._follows_title(token):
                last = self._capitals_from(token.i)
                if last > token.i and self._is_name_of_person(token.i, last):
                    found[token.i] = last
        return found | self._surnames(found)

    def _surnames(self, found: Mapping[int, int]) -> dict[int, int]:
        """Return where the last word of a person's name stands alone: *Jaber stated*."""
        last_words = {self.doc[last - 1].text for first, last in found.items() if last - first > 1}
        inside = {i for first, last in found.items() for i in range(first, last)}
        return {
            token.i: token.i + 1
            for token in self.doc
            if token.text in last_words
            and token.i not in inside
            and token.i not in self.matches
            and len(token.text) > 2
        }

    def _places(self) -> frozenset[str]:
        """Return the names that stand as places anywhere in the text: *in Khan Younis*."""
        found = set()
        for entity in self.doc.ents:
            first, last = self._trimmed(entity)
            before = self.doc[first - 1].lower_ if first else ""
            town = first > 1 and before == "of" and self.doc[first - 2].lower_ in _PLACE_NOUNS
            if entity.label_ in ("GPE", "LOC", "FAC") or before in _LOCATIVES or town:
                found.add(self.doc[first:last].text)
        return frozenset(found)

    def _trimmed(self, entity: Span) -> tuple[int, int]:
        first, last = entity.start, entity.end
        while first < last and not self._names_something(self.doc[first]):
            first += 1
        stop = first
        while stop < last and self._continues_name(self.doc[stop]):
            stop += 1
        return first, stop

    def _continues_name(self, token: Token) -> bool:
        text = token.text
        return text == "-" or text.lower() in _PARTICLES or self._names_something(token)

    def _names_something(self, token: Token) -> bool:
        text = token.text
        if not text[0].isalpha() or _NOT_NAMES.match(text):
            return False
        return text[0].isupper() and token.pos_ not in ("PRON", "DET", "ADP", "CCONJ", "AUX")

    def _is_name_of_person(self, first: int, last: int) -> bool:
        span = self.doc[first:last]
        match = self.matches.get(first)
        if self._qualifies_a_thing(span):
            return False
        if match and match.end >= self._end_of(last - 1) - 2:
            return False
        words = {token.lower_ for token in span}
        if words & set(self.roster.heads) or any(t.i in self.matches for t in span[1:]):
            return bool(match and match.actor.kind == "person")
        return not (match and match.sense == "adjective") and not self._roles_in(span)

    def _qualifies_a_thing(self, span: Span) -> bool:
        """Tell whether a name stands before a common noun: *the Abu Zaid airbase*."""
        if span.end >= len(self.doc):
            return False
        after = self.doc[span.end]
        known = (after.lower_,) in self.roster.phrases
        return after.pos_ == "NOUN" and not known and span.root.dep_ == "compound"

    def _roles_in(self, span: Span) -> bool:
        return any((token.lower_,) in self.roster.phrases for token in span)

    def _follows_title(self, token: Token) -> bool:
        """Tell whether a title stands before the token: *Mr*, *spokesman*, *Gen.*"""
        if token.i == 0 or not self._names_something(token) or token.i in self.matches:
            return False
        before = self.doc[token.i - 1].lower_.rstrip(".")
        role, _ = self.roster.phrases.get((before,), (None, False))
        titled = role is not None and (role.group == "office" or role.id in _TITLE_ROLES)
        return (titled and before not in ("source", "sources")) or before in _TITLES

    def _capitals_from(self, i: int) -> int:
        last = i
        while last < len(self.doc) and last < i + 6 and self._continues_name(self.doc[last]):
            if self.doc[last].i in self.matches and last > i:
                break
            last += 1
        while last > i and not self._names_something(self.doc[last - 1]):
            last -= 1
        return last

    def _person(self, first: int, last: int) -> Actor:
        return unlisted(self.doc[first:last].text, "person")

    def _body(self, i: int, end: int) -> Atom | None:
        """Return the unlisted body that begins here: *Ghouta Media Center*."""
        token = self.doc[i]
        if not self._names_something(token) or self._covered_by_listed(i):
            return None
        last = self._body_end(i, end)
        span = self.doc[i:last]
        if len(span) < 2 or (all(map(self._explained, span)) and not self._union_of(span)):
            return self._lone_body(token)
        kinds = [self.roster.heads[t.lower_] for t in span if t.lower_ in self.roster.heads]
        if kinds:
            of = any(t.lower_ in ("of", "for") for t in span)
            return self._owned(i, last, self._unlisted_body(span.text, kinds[0 if of else -1]))
        return self._ner_body(i)

    def _union_of(self, span: Span) -> bool:
        """Tell whether plain words make a name: *Union of Syrian Medical Organisations*."""
        role = self._role(span.start, span.end)
        short = role is None or role.last - role.first == 1
        return short and span[0].lower_ in self.roster.heads and span[1].lower_ in ("of", "for")

    def _unlisted_body(self, name: str, kind: ActorKind) -> Actor:
        known = self.local.get(name) or self.roster.by_name(name)
        return known or unlisted(name, kind)

    def _covered_by_listed(self, i: int) -> bool:
        match = self.matches.get(i)
        if match is None or match.sense in ("adjective", "capital"):
            return False
        return match.actor.kind not in ("state", "international")

    def _explained(self, token: Token) -> bool:
        """Tell whether a word is a demonym, a role word or no content at all."""
        if token.i in self.matches or token.lower_ in self.roster.role_words:
            return True
        return token.text == "-" or token.lower_ in ("of", "for", "and", "the")

    def _body_end(self, i: int, end: int) -> int:
        last = i
        while last < end and last < i + 10:
            token = self.doc[last]
            if last > i and (last in self.people or self._begins_listed(last)):
                break
            if self._names_something(token) or token.text == "-" or token.lower_ in _PARTICLES:
                last += 1
            elif token.lower_ in ("of", "for", "and") and self._goes_on(last, end):
                last += 1
            else:
                break
        while last > i and not self._names_something(self.doc[last - 1]):
            last -= 1
        return last

    def _begins_listed(self, i: int) -> bool:
        match = self.matches.get(i)
        return match is not None and match.sense == "name" and match.actor.kind != "state"

    def _goes_on(self, at: int, end: int) -> bool:
        """Tell whether *of/for/and* ties two capitalised halves of one name."""
        if at + 1 >= end or not self._names_something(self.doc[at + 1]):
            return False
        before = self.doc[at - 1]
        if self.doc[at].lower_ == "and":
            return before.ent_type_ == "ORG" and self.doc[at + 1].ent_type_ == "ORG"
        return before.lower_ in self.roster.heads

    def _ner_body(self, i: int) -> Atom | None:
        entity = next((e for e in self.doc.ents if e.start == i and e.label_ == "ORG"), None)
        if entity is None or len(entity) < 2 or any(t.i in self.matches for t in entity):
            return None
        if not all(self._continues_name(t) or t.lower_ in ("of", "for", "the") for t in entity):
            return None
        return self._owned(i, entity.end, self._unlisted_body(entity.text, "group"))

    def _lone_body(self, token: Token) -> Atom | None:
        """Return a one-word body: an acronym that acts or that nobody listed."""
        if token.i in self.matches or token.ent_type_ != "ORG" or not token.text.isupper():
            return None
        if len(token.text) < 2 or (token.lower_,) in self.roster.phrases:
            return None
        return self._owned(token.i, token.i + 1, self._unlisted_body(token.text, "group"))

    # -- the rest ---------------------------------------------------------------------

    def _plain(self, token: Token) -> Atom:
        return Atom(self._plain_type(token), token.i, token.i + 1, token.text)

    def _plain_type(self, token: Token) -> AtomType:
        if token.i in self.times and token.pos_ != "DET":
            return "break"
        if token.pos_ == "DET" or token.tag_ == "PRP$":
            return "det"
        if token.lower_ in ("and", "or", "&", "nor"):
            return "and"
        if token.lower_ in _PREPOSITIONS and token.pos_ in ("ADP", "SCONJ", "PART"):
            return "preposition"
        if token.text == ",":
            return "comma"
        if token.pos_ in _FILLERS and self._before_noun(token):
            return "filler"
        if token.text == "-" or token.lower_.rstrip(".") in _TITLES | _RANKS:
            return "filler"
        return "thing" if token.pos_ in _NOUNS else "break"

    def _before_noun(self, token: Token) -> bool:
        """Tell whether an adjective, number or participle stands before its noun."""
        if token.pos_ in ("ADJ", "NUM", "SYM"):
            return True
        if token.pos_ == "ADV":
            return token.head.i > token.i and token.head.pos_ in ("ADJ", "NUM")
        return token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound")


_TITLE_ROLES = frozenset(
    {"spokespersons", "commanders", "leaders", "officials", "politicians", "correspondents",
     "activists", "medics", "experts", "journalists", "worshippers", "residents"}
)  # fmt: skip


def unlisted(name: str, kind: ActorKind) -> Actor:
    """Return the actor of a name that no list has; its id is the key all spellings share."""
    key = skeleton(name.replace("\n", " ")).replace(" ", "-") or "unnamed"
    return Actor(id=f"{'person' if kind == 'person' else 'named'}-{key}", name=name, kind=kind)
