"""What the pieces of an actor's name mean together.

In: the atoms of a sentence (`coding.actor_atoms`). Out: `ActorPhrase`s:
*Syrian* + *state media* is the state media of Syria, *regime* + *forces* are
a government's forces, *Iran* + *-backed* + *forces* are not Iran, *Islamist
militant group* + *Hayat Tahrir al-Sham* is Hayat Tahrir al-Sham.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from consilience.coding.actors.atoms import Atom
from consilience.coding.actors.composer import Composer
from consilience.coding.actors.names import unlisted
from consilience.knowledge.actors import RoleEntry
from consilience.language.parse import Doc
from consilience.model import Actor


@dataclass(frozen=True, slots=True)
class ActorPhrase:
    """A noun phrase that names an actor: tokens [first, last), head noun `head`.

    `base` is the owner and `role` the class it was made of. `bare` marks an
    adjective or a noun used like one (*Russian*, *regime*), which may share the
    noun of the phrase it is coordinated with. `backed` marks a group named
    after its backer or leader.
    """

    first: int
    last: int
    head: int
    actor: Actor
    base: Actor | None = None
    role: RoleEntry | None = None
    definite: bool = False
    bare: bool = False
    determined: bool = False
    plural: bool = False
    person: bool = False
    backed: bool = False
    stop: int | None = None  # code point at which a name ends inside its last token


def phrases_of(atoms: Sequence[Atom], doc: Doc, composer: Composer) -> list[ActorPhrase]:
    """Return the actor phrases of one sentence, in order of their first word."""
    return list(_Reader(atoms, doc, composer).read())


class _Reader:
    """Reads the atoms of one sentence from left to right."""

    def __init__(self, atoms: Sequence[Atom], doc: Doc, composer: Composer) -> None:
        self.atoms = atoms
        self.doc = doc
        self.composer = composer
        self.lists = composer.roster.lists
        self._clear()

    def _clear(self) -> None:
        self.base: Actor | None = None
        self.role: RoleEntry | None = None
        self.begin: int | None = None  # first token of the noun phrase
        self.core: int | None = None  # first token of its names and roles
        self.last = 0
        self.tail: Atom | None = None  # the last name or role
        self.determined = False
        self.person = False
        self.relation: tuple[str, Actor] | None = None
        self.side: str | None = None
        self.member_of: Actor | None = None
        self.after_thing = False  # a noun that is no class word stands before
        self.proper: list[Atom] = []  # capitalised words right before, that name nothing known

    def read(self) -> Iterator[ActorPhrase]:
        for atom in self.atoms:
            yield from self._take(atom)
        yield from self._flush()

    def _take(self, atom: Atom) -> Iterator[ActorPhrase]:
        if atom.type == "det":
            yield from self._flush()
            self.begin, self.determined = atom.first, True
        elif atom.type == "filler":
            self._filler(atom)
        elif atom.type == "side":
            yield from self._flush_before_side()
            self.side, self.core = atom.text, atom.first
            self.begin = atom.first if self.begin is None else self.begin
        elif atom.type == "thing":
            yield from self._thing(atom)
        elif atom.type == "relation":
            yield from self._relation(atom)
        elif atom.type == "name":
            yield from self._name(atom)
        elif atom.type == "role" and atom.role is not None:
            yield from self._role(atom, atom.role)
        else:
            yield from self._flush()

    def _filler(self, atom: Atom) -> None:
        """Begin the phrase at an adjective or a number: *shot dead* ends before *two soldiers*."""
        number = self.doc[atom.first].pos_ == "NUM" and not self.determined and self.core is None
        if number and atom.first and self.doc[atom.first - 1].text == "-":
            number = False  # *twenty-three* is one number
        if (self.begin is None or number) and atom.text not in self.lists["openers"]:
            self.begin = atom.first

    def _flush_before_side(self) -> Iterator[ActorPhrase]:
        if self.tail is not None:
            yield from self._flush(before_thing=True)

    def _thing(self, atom: Atom) -> Iterator[ActorPhrase]:
        begin, determined = self.begin, self.determined
        if self.tail is not None or self.relation is not None:
            yield from self._flush(before_thing=True)
            self.begin = atom.first
        else:
            proper = [a for a in self.proper if a.last == atom.first]
            self._clear()
            if self._goes_with_next(atom):
                self.begin, self.determined = begin, determined
                self.begin = atom.first if self.begin is None else self.begin
            if atom.text[0].isupper():
                self.proper = [*proper, atom]
            self.after_thing = True

    def _goes_with_next(self, atom: Atom) -> bool:
        """Tell whether a noun only qualifies a later one: *university* in *university students*."""
        token = self.doc[atom.last - 1]
        return token.head.i > token.i and token.dep_ in ("compound", "amod", "nmod", "poss")

    def _relation(self, atom: Atom) -> Iterator[ActorPhrase]:
        actor = self.composer.actor(self.base, self.role)
        begin, determined = self.begin, self.determined
        if actor is None or self.tail is None or atom.relation is None:
            yield from self._flush()
            return
        if atom.relation in ("held", "other") and not self._office_follows(atom):
            if atom.relation == "held":
                yield from self._flush(before_thing=True)
            self._clear()
            self.begin, self.determined = begin, determined
            return
        core = self.core
        self._clear()
        self.begin, self.determined, self.core = begin, determined, core
        self.relation = (atom.relation, actor)

    def _office_follows(self, atom: Atom) -> bool:
        """Tell whether a role follows that can be run by another: *Hamas-run health ministry*."""
        after = next((a for a in self.atoms if a.first >= atom.last), None)
        return bool(
            atom.relation == "held"
            and after
            and after.role
            and after.role.group in ("organ", "people")
            and after.role.kind in ("government", "media", "police")
        )

    def _name(self, atom: Atom) -> Iterator[ActorPhrase]:
        if self.side == "anti":
            self.side = None
            self._begin(atom)
            self.core = self.core if self.core is not None else atom.first
            self.relation = ("anti", atom.actor) if atom.actor else None
            return
        if self.side == "pro" and atom.actor is not None:
            self.side, self.relation = None, ("pro", atom.actor)
            return
        if self.tail is not None and not self._joins(atom):
            yield from self._flush(before_thing=atom.first == self.last and self._adjectival())
        if self.tail is None and self.after_thing:
            self.begin = None  # *sarin gas Turkey's ministry*: a comma was lost
        self._set_name(atom)

    def _adjectival(self) -> bool:
        return self.tail is not None and self.tail.sense == "adjective"

    def _joins(self, atom: Atom) -> bool:
        """Tell whether a name goes on the phrase: a title before it, or a demonym."""
        tail = self.tail
        if tail is None:
            return True
        if tail.type == "name":
            return (
                (tail.sense == "adjective" or (tail.possessive and _is_country(tail)))
                and atom.sense != "adjective"
                and (atom.actor is not None and atom.actor.kind not in ("state", "government"))
            ) or (tail.sense == "adjective" and atom.sense == "adjective" and _people(atom))
        role = tail.role
        if role is None or tail.possessive or atom.sense in ("adjective", "people", "capital"):
            return False
        if atom.person:
            return role.group in ("voice", "office", "people", "collective") and not tail.plural
        kind = atom.actor.kind if atom.actor else "unknown"
        titles = role.group in ("armed", "collective") or role.id in self.lists["body_titles"]
        return kind != "state" and not tail.plural and titles

    def _set_name(self, atom: Atom) -> None:
        if atom.person and not atom.listed and self.role and self.role.kind == "media":
            atom = atom._replace(person=False, actor=unlisted(atom.text, "media"))
        owner = self.composer.actor(self.base, self.role)
        if atom.person and owner is not None and self.tail is not None:
            self.member_of = _owner_of_person(self.base, self.role, self.composer)
        self._begin(atom)
        country = self._country_of_demonym(atom)
        self.base = replace(atom.actor, country=country) if atom.actor and country else atom.actor
        self.role = self._people_role(atom)
        self.person = atom.person
        self.tail, self.last = atom, atom.last

    def _people_role(self, atom: Atom) -> RoleEntry | None:
        """Return the class *people* for *33 Palestinians*; *the Russians* are Russia."""
        if atom.sense != "people" or atom.actor is None or atom.actor.kind != "state":
            return None
        first = self.begin if self.begin is not None else atom.first
        the = self.doc[first].lower_ == "the" and atom.first - first == 1
        return None if the else self.composer.roster.roles["people"]

    def _country_of_demonym(self, atom: Atom) -> str | None:
        """Return the country that a demonym before an unlisted name gives it."""
        if atom.actor is None or atom.actor.country or atom.listed or self.base is None:
            return None
        return self.base.country

    def _begin(self, atom: Atom) -> None:
        self.begin = atom.first if self.begin is None else self.begin
        self.core = atom.first if self.core is None else self.core

    def _role(self, atom: Atom, role: RoleEntry) -> Iterator[ActorPhrase]:
        if self.side is not None:
            yield from self._role_with_side(atom, role)
            return
        if self._ended_by(atom):
            yield from self._flush()
        self._begin(atom)
        if self.person and not (self.tail and self.tail.possessive):
            heads = self.base and self.composer.roster.entries.get(self.base.id)
            if not (heads and heads.heads):
                yield from self._flush()
                self._begin(atom)
        if role.kind == "media" and self.base is None:
            self._name_unknown_medium(atom)
        self.role = self.composer.merge(self.role, role, owned=self.base is not None)
        self.person = False
        self.tail, self.last = atom, atom.last

    def _name_unknown_medium(self, atom: Atom) -> None:
        """Take the capitalised words before *news agency* for its name."""
        if self.proper and self.proper[-1].last == atom.first and not atom.plural:
            name = self.doc[self.proper[0].first : atom.first].text
            self.base = unlisted(name, "media")

    def _role_with_side(self, atom: Atom, role: RoleEntry) -> Iterator[ActorPhrase]:
        """Read *pro-government forces*, *anti-regime protesters*."""
        side, self.side = self.side, None
        if role.id == "government" and side == "pro":
            self.role = self.composer.roster.roles["pro-government-forces"]
            self.tail, self.last = atom, atom.last
        yield from ()

    def _ended_by(self, atom: Atom) -> bool:
        """Tell whether a role word begins a new phrase: after a plural noun or a plain name."""
        tail = self.tail
        if tail is None or tail.possessive:
            return False
        if tail.type == "role":
            return tail.plural and bool(tail.role and tail.role.group not in ("organ", "armed"))
        return tail.sense in ("people",)

    def _flush(self, before_thing: bool = False) -> Iterator[ActorPhrase]:
        phrase = self._phrase(before_thing)
        self._clear()
        if phrase is not None:
            yield phrase

    def _phrase(self, before_thing: bool) -> ActorPhrase | None:
        actor = self._actor()
        if actor is None or self.tail is None or not self._stands(before_thing):
            return None
        core = self.core if self.core is not None else self.tail.first
        hyphen = self.tail.last < len(self.doc) and self.doc[self.tail.last].text == "-"
        first = core if before_thing or hyphen or self.begin is None else self.begin
        if self._is_plain_state():
            first = core - (core > first and self.doc[core - 1].lower_ == "the")
        last = self.tail.last - self.tail.possessive
        if self.tail.possessive and self.doc[self.tail.last - 1].tag_ != "POS":
            last = self.tail.last
        return ActorPhrase(
            first, last, self._head(first, last), actor, self.base, self.role,
            definite=self.doc[first].lower_ in ("the", "this", "that", "these", "those"),
            bare=self._bare(), determined=self.determined,
            plural=self.tail.plural, person=self.person, backed=self.relation is not None,
            stop=self.tail.stop,
        )  # fmt: skip

    def _is_plain_state(self) -> bool:
        """Tell whether only a state is named: *northern Syria* is Syria's name and a direction."""
        return self.role is None and self.base is not None and self.base.kind == "state"

    def _head(self, first: int, last: int) -> int:
        """Return the phrase's head noun: what the parse says, if that is a name or a class word."""
        head, tail = self.doc[first:last].root, self.tail
        if tail is None:
            return int(head.i)
        end = tail.last - 1 - (self.doc[tail.last - 1].tag_ == "POS")
        split = head.i + 1 < last and self.doc[head.i + 1].text == "-"
        noun = head.pos_ in ("NOUN", "PROPN") and head.lower_ not in self.lists["particles"]
        above = head.i >= tail.first or head.is_ancestor(self.doc[end])
        return int(head.i) if noun and above and not split else end

    def _actor(self) -> Actor | None:
        if self.relation is not None and self.base is None:
            sense, other = self.relation
            if sense == "anti":
                return self._against(other)
            return self.composer.related(other, sense, self.role)
        actor = self.composer.actor(self.base, self.role)
        if actor is not None and self.member_of is not None and self.person:
            above = (self.member_of.id, *self.member_of.member_of)
            return replace(
                actor,
                member_of=tuple(dict.fromkeys((*actor.member_of, *above))),
                country=actor.country or self.member_of.country,
            )
        return actor

    def _against(self, other: Actor) -> Actor | None:
        if self.role is None:
            return None
        state = self.composer.roster.state_of(other)
        if self.role.group in ("armed", "people"):
            return self.composer.actor(state, self.role)
        return Actor(
            id=f"anti-{other.id}-forces", name=f"anti-{other.name} {self.role.name}", kind="militia"
        )

    def _stands(self, before_thing: bool) -> bool:
        """Tell whether the words name an actor where they stand."""
        role, tail = self.role, self.tail
        if role is None or tail is None:
            return True
        if self.base is None and (tail.modifier or role.group in _MUTE or role.id in _MUTE):
            return bool(self.relation)
        if role.id == "group" and self.base is None and not self.relation:
            return self.determined  # *the group* may go back to a named one
        if before_thing and self.base is None:
            return role.group in ("armed", "organ", "people") and tail.text not in role.modifiers
        return not (before_thing and role.group in ("people", "voice"))

    def _bare(self) -> bool:
        tail = self.tail
        if tail is None or tail.possessive:
            return False
        if tail.type == "name":
            return tail.sense == "adjective"
        attributive = bool(self.role and self.role.group in ("organ", "armed"))
        return attributive and not tail.plural and not self.determined


_MUTE = frozenset({"members"})


def _is_country(atom: Atom) -> bool:
    return atom.actor is not None and atom.actor.kind in ("state", "government")


def _people(atom: Atom) -> bool:
    return atom.actor is not None and atom.actor.kind == "group"


def _owner_of_person(
    base: Actor | None, role: RoleEntry | None, composer: Composer
) -> Actor | None:
    """Return what a titled person belongs to: the Kremlin of *Kremlin spokesperson*."""
    if base is None:
        return None
    if role is None or base.id not in composer.roster.states:
        return base
    if role.group == "organ" or role.itself:
        return composer.actor(base, role)
    if role.under:
        return composer.roster.get(f"{base.id}-{role.under[0]}") or base
    government = role.group == "office" or role.kind == "government"
    return composer.roster.get(f"{base.id}-government") if government else base
