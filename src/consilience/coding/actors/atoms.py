"""A sentence cut into the pieces that names of actors are made of.

In: a parsed document, its names and the roster. Out: for each sentence its
`Atom`s, in order: names, role words (*state media*, *gunmen*), relations
(*-backed*, *pro-*), and the determiners and adjectives that stand before them.
A piece that can be no part of such a phrase is a `break`. What the atoms mean
together is decided in `coding.actor_phrases`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from consilience.coding.actors.names import Names
from consilience.knowledge.actors import NameMatch, Relation, RoleEntry, Roster, Sense
from consilience.language.annotate import Document
from consilience.language.parse import Token
from consilience.model import Actor

AtomType = Literal[
    "name", "role", "relation", "side", "det", "filler", "and", "thing", "comma", "break"
]

_NOUNS = frozenset({"NOUN", "PROPN"})
_FILLERS = frozenset({"ADJ", "NUM", "ADV", "SYM", "VERB"})
_TIME_LABELS = frozenset({"DATE", "TIME"})
_PLURALS = frozenset({"NNS", "NNPS"})


class Atom(NamedTuple):
    """One piece: tokens [first, last), and what it is.

    `possessive` marks a piece with *'s* (or a glued *s*) after it. `sense` says
    by which of its words a listed name stands there. `modifier` marks a role
    word that cannot stand alone (*security*). `stop` is the code point at which
    a name ends inside its last token (*U.S.* in *U.S.-led*).
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
    stop: int | None = None


def atoms_of(document: Document, roster: Roster, local: Mapping[str, Actor]) -> list[list[Atom]]:
    """Return the atoms of each sentence. `local` maps acronyms that the text itself defines."""
    return list(_Cutter(Names(document, roster, local)).sentences())


class _Cutter:
    """Walks over the tokens of one document once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.roster = names.roster
        self.doc = names.doc
        self.tokens = names.tokens
        self.times = {
            i for e in names.entities if e.label_ in _TIME_LABELS for i in range(e.start, e.end)
        }

    def sentences(self) -> Iterator[list[Atom]]:
        for sentence in self.doc.sents:
            atoms: list[Atom] = []
            at, end = sentence.start, sentence.end
            while at < end:
                found = self._at(at, end)
                atoms += found
                at = max(found[-1].last, at + 1)
            yield atoms

    def _at(self, i: int, end: int) -> list[Atom]:
        """Return the atoms that begin at token i: one, or a name and its relation."""
        if side := self._side(i, end):
            return [side]
        role = self._role(i, end)
        length = role.last - i if role else 0
        if body := self.names.body_at(i, end, role_length=length):
            return self._with_relation(self._name_atom(i, body.last, body.actor))
        if match := self.names.matches.get(i):
            return self._listed(i, match)
        if last := self.names.people.get(i):
            return [self._person(i, last)]
        return self._with_relation(role) if role else [self._plain(self.tokens[i])]

    # -- names ------------------------------------------------------------------------

    def _listed(self, i: int, match: NameMatch) -> list[Atom]:
        names = self.names
        last = max(names.first_after(match.end), i + 1)
        if names.people.get(i, 0) > last:
            return [self._person(i, names.people[i])]
        atom = self._name_atom(i, last, match.actor, sense=match.sense, listed=True)
        atom = atom._replace(
            person=match.actor.kind == "person", possessive=atom.possessive or match.glued
        )
        rest = names.raw[match.end : names.end_of(last - 1)]
        if rest.startswith("-"):
            relation = self.roster.relations.get(rest[1:].lower(), "held")
            return [
                atom._replace(stop=match.end),
                Atom("relation", last - 1, last, relation=relation),
            ]
        return self._with_relation(atom)

    def _person(self, first: int, last: int) -> Atom:
        actor = self.names.person_at(first, last)
        return self._name_atom(first, last, actor)._replace(person=True)

    def _name_atom(
        self, first: int, last: int, actor: Actor, *, sense: Sense = "name", listed: bool = False
    ) -> Atom:
        possessive = self._possessive_at(last)
        text = self.doc[first:last].text
        return Atom(
            "name", first, last + possessive, text, actor, sense,
            possessive=possessive, listed=listed,
        )  # fmt: skip

    def _possessive_at(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].tag_ == "POS"

    def _with_relation(self, atom: Atom) -> list[Atom]:
        """Add the relation that a hyphen ties to the atom: *Turkey* *-backed*."""
        at = atom.last
        if at + 1 < len(self.tokens) and self.tokens[at].text == "-":
            relation = self.roster.relations.get(self.names.lower[at + 1])
            if relation:
                return [atom, Atom("relation", at, at + 2, relation=relation)]
        return [atom]

    def _side(self, i: int, end: int) -> Atom | None:
        """Return *pro-*, *anti-* before a name."""
        word = self.names.lower[i]
        if word in ("pro", "anti") and i + 2 < end and self.tokens[i + 1].text == "-":
            return Atom("side", i, i + 2, word)
        return None

    # -- roles ------------------------------------------------------------------------

    def _role(self, i: int, end: int) -> Atom | None:
        """Return the longest class words that begin at token i."""
        best: Atom | None = None
        words: tuple[str, ...] = ()
        for j in range(i, end):
            word = self.names.lower[j].rstrip(".") or "."  # *Maj.*, *Gen.*
            if word == "-" and words:
                continue
            words = (*words, word)
            if words not in self.roster.beginnings:
                break
            if found := self.roster.phrases.get(words):
                role, modifier = found
                if self._can_be_role(self.tokens[j], role, len(words)):
                    best = self._role_atom(i, j + 1, role, modifier)
        return best

    def _can_be_role(self, token: Token, role: RoleEntry, length: int) -> bool:
        if token.pos_ in _NOUNS or length > 1:
            return True
        usual = role.group in ("armed", "organ") or token.lower_ in role.modifiers
        return token.pos_ == "ADJ" and usual

    def _role_atom(self, first: int, last: int, role: RoleEntry, modifier: bool) -> Atom:
        possessive = self._possessive_at(last)
        return Atom(
            "role", first, last + possessive, self.doc[first:last].text, role=role,
            possessive=possessive, plural=self.tokens[last - 1].tag_ in _PLURALS,
            modifier=modifier,
        )  # fmt: skip

    # -- the rest ---------------------------------------------------------------------

    def _plain(self, token: Token) -> Atom:
        return Atom(self._plain_type(token), token.i, token.i + 1, token.text)

    def _plain_type(self, token: Token) -> AtomType:
        word = self.names.lower[token.i]
        if token.i in self.times and token.pos_ != "DET":
            return "break"
        if token.pos_ == "DET" or token.tag_ == "PRP$":
            return "det"
        if word in ("and", "or", "&", "nor"):
            return "and"
        if word == ",":
            return "comma"
        if self._fills(token, word.rstrip(".")):
            return "filler"
        return "thing" if token.pos_ in _NOUNS else "break"

    def _fills(self, token: Token, word: str) -> bool:
        lists = self.roster.lists
        if word == "-" or word in lists["titles"] or word in lists["ranks"]:
            return True
        return token.pos_ in _FILLERS and _before_noun(token)


def _before_noun(token: Token) -> bool:
    """Tell whether an adjective, number or participle stands before its noun."""
    if token.pos_ in ("ADJ", "NUM", "SYM"):
        return True
    if token.pos_ == "ADV":
        return token.head.i > token.i and token.head.pos_ in ("ADJ", "NUM")
    return token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound")
