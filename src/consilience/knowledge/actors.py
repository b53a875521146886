"""Who is known beforehand: states and their organs, armed groups, voices, words for classes.

In: the YAML files under `knowledge/data/actors` and `actor_words.yaml`, and a
user's own. Out: a `Roster` that finds names in a text in one pass, knows an
actor by any spelling of its name, and derives what is not written out: the
army of a state, the spokesmen of a group.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from ahocorasick_rs import AhoCorasick

from consilience.errors import KnowledgeError
from consilience.knowledge.actor_entries import (
    SECTIONS,
    ActorEntry,
    HeadEntry,
    PeopleEntry,
    Relation,
    RelationEntry,
    RoleEntry,
    StateEntry,
    WordList,
)
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.spelling import fold, skeleton
from consilience.model import Actor, ActorKind

__all__ = [
    "SECTIONS",
    "ActorEntry",
    "NameMatch",
    "Relation",
    "RoleEntry",
    "Roster",
    "Sense",
    "actor_files",
    "builtin_roster",
    "plural",
    "roster_from",
]

Sense = Literal["name", "adjective", "people", "capital", "presidency"]

_OUTSIDE_THE_STATE = {"rebel", "militia"}
_OF_THE_STATE = {"government", "military", "police"}
_BLOCKED = "blocked"  # the owner of names that hold a listed name and are not that actor
_SHOUT_SHARE = 0.8  # of a line's letters, as in `language.normalise`
_MIN_SKELETON = 7  # letters; shorter skeletons of unrelated names meet by chance
_WORD = re.compile(r"[^\W_]+(?:['’‘`ʿʾʼʻ](?![sS]\b)[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A listed name found in a text: code points, half-open.

    `glued` marks a possessive that lost its apostrophe (*Syrias government*);
    the final "s" is then inside the run.
    """

    start: int
    end: int
    actor: Actor
    sense: Sense
    glued: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Alias:
    words: str
    actor: str
    sense: Sense
    shape: Literal["acronym", "name", "any"]
    glued: bool = False
    local: str | None = None  # the country that the report must name
    capitals: int = 0  # words of the alias, less a leading "the", that begin with a capital


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    alias: _Alias


class Roster:
    """All listed actors, found by name in a text, by spelling, or derived from an owner.

    Raises KnowledgeError for an id that is listed twice or points nowhere.
    """

    def __init__(
        self,
        entries: Sequence[ActorEntry],
        states: Sequence[StateEntry] = (),
        roles: Sequence[RoleEntry] = (),
        peoples: Sequence[PeopleEntry] = (),
        relations: Sequence[RelationEntry] = (),
        heads: Sequence[HeadEntry] = (),
        lists: Sequence[WordList] = (),
    ) -> None:
        self.entries: dict[str, ActorEntry] = {}
        self.states = {state.id: state for state in states}
        self.roles = {role.id: role for role in roles}
        self.peoples = {people.id: people for people in peoples}
        for entry in entries:
            if entry.id in self.entries or entry.id in self.states:
                raise KnowledgeError(f"actors: the id {entry.id!r} is listed twice.")
            self.entries[entry.id] = entry
        self.relations = {word: r.sense for r in reversed(relations) for word in r.words}
        self.heads = {word.lower(): h.kind for h in reversed(heads) for word in h.words}
        self.phrases = _role_phrases(roles)
        self.lists = _merged(lists)
        self.beginnings = frozenset(w[:n] for w in self.phrases for n in range(1, len(w) + 1))
        self.role_words = frozenset(word for words in self.phrases for word in words)
        self._state_of_country = {s.country: s.id for s in reversed(states) if s.country}
        self._aliases = sorted(set(self._all_aliases()), key=_alias_order)
        self._machine = AhoCorasick([f" {alias.words} " for alias in self._aliases])
        self._check()

    # -- actors by id ----------------------------------------------------------------

    def get(self, actor_id: str) -> Actor | None:
        """Return the listed, derived-from-a-state or class actor of that id."""
        if entry := self.entries.get(actor_id):
            return self._listed(entry)
        if state := self.states.get(actor_id):
            return Actor(
                id=state.id, name=state.name, kind="state", country=state.country,
                aliases=state.aliases,
            )  # fmt: skip
        if people := self.peoples.get(actor_id):
            return Actor(id=people.id, name=people.name, kind="group")
        if role := self.roles.get(actor_id):
            return Actor(id=role.id, name=role.name, kind=role.kind)
        return self._from_state_id(actor_id)

    def require(self, actor_id: str) -> Actor:
        """Return the actor of that id. Raises KnowledgeError where there is none."""
        actor = self.get(actor_id)
        if actor is None:
            raise KnowledgeError(f"actors: the id {actor_id!r} is used but not listed.")
        return actor

    def state_of(self, actor: Actor) -> Actor | None:
        """Return the state that an actor is, belongs to, or heads; None for groups and bodies."""
        if actor.id in self.states:
            return actor
        entry = self.entries.get(actor.id)
        ids = (entry.heads if entry else None, *actor.member_of)
        return next((self.require(i) for i in ids if i in self.states), None)

    def state_of_country(self, country: str | None) -> Actor | None:
        """Return the state with that ISO 3166-1 alpha-2 code."""
        state = self._state_of_country.get(country) if country else None
        return self.require(state) if state else None

    def owned(self, owner: Actor, role: RoleEntry) -> Actor:
        """Return the role of an owner: *Syrian* + *army*. A listed STATE-ROLE is preferred.

        `member_of` then lists the organs it answers to, the owner, and the class.
        """
        own_id = f"{owner.id}-{role.id}"
        if entry := self.entries.get(own_id):
            return self._listed(entry)
        state, people = self.states.get(owner.id), self.peoples.get(owner.id)
        form = state or people
        stem = form.adjectives[0] if form else owner.name
        above = [f"{owner.id}-{above}" for above in role.under] if state else []
        return Actor(
            id=own_id,
            name=f"{stem} {role.name}",
            kind=_kind_of(owner, role),
            country=owner.country,
            member_of=tuple(dict.fromkeys((*above, owner.id, *owner.member_of, role.id))),
        )

    def _from_state_id(self, actor_id: str) -> Actor | None:
        parts = actor_id.split("-")
        for cut in range(len(parts) - 1, 0, -1):
            owner, role = "-".join(parts[:cut]), self.roles.get("-".join(parts[cut:]))
            if role and (owner in self.states or owner in self.peoples):
                return self.owned(self.require(owner), role)
        return None

    def _listed(self, entry: ActorEntry) -> Actor:
        return Actor(
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            aliases=entry.aliases,
            country=entry.country,
            member_of=self._lineage(entry),
            ids=dict(entry.ids) or None,
        )

    def _lineage(self, entry: ActorEntry) -> tuple[str, ...]:
        """Return what an entry belongs to, and what that belongs to, nearest first."""
        found = list(entry.member_of)
        for above in found:
            parent = self.entries.get(above)
            more = parent.member_of if parent else self._derived_lineage(above)
            found += [i for i in more if i not in found and i != entry.id]
        return tuple(found)

    def _derived_lineage(self, actor_id: str) -> tuple[str, ...]:
        derived = self._from_state_id(actor_id)
        return derived.member_of if derived else ()

    # -- actors by name --------------------------------------------------------------

    def by_name(self, name: str) -> Actor | None:
        """Return the one listed actor of that name, in any spelling; None when in doubt.

        A name that only holds an actor's (*Persian Gulf*) is nobody's.
        """
        key = fold(name)
        ids = self._by_fold.get(key) or self._by_fold.get(key.removeprefix("the "))
        if ids is None:
            loose = skeleton(name)
            ids = self._by_skeleton.get(loose) if len(loose) >= _MIN_SKELETON else None
        if not ids or len(ids) != 1 or _BLOCKED in ids:
            return None
        return self.require(next(iter(ids)))

    def find(self, text: str) -> list[NameMatch]:
        """Return the listed names in a text, leftmost longest, none overlapping.

        A name that several actors share is the one's whose country the text names most.
        """
        hits = self._hits(text)
        named = Counter(
            c for hit in hits if hit.alias.local is None and (c := self._country(hit.alias))
        )
        rank = {hit: named[self._country(hit.alias) or ""] for hit in hits}
        kept: list[_Hit] = []
        for hit in sorted(hits, key=lambda h: (h.start, -h.end, -rank[h], _alias_order(h.alias))):
            free = not kept or hit.start >= kept[-1].end
            if free and (hit.alias.local is None or named[hit.alias.local]):
                kept.append(hit)
        return [
            NameMatch(h.start, h.end, self._of(h.alias), h.alias.sense, h.alias.glued)
            for h in kept
            if h.alias.actor != _BLOCKED
        ]

    def _hits(self, text: str) -> list[_Hit]:
        words = list(_WORD.finditer(text))
        hay = " " + " ".join(fold(w.group()) or "_" for w in words) + " "
        starts = [m.start() for m in re.finditer(" ", hay)]
        found = []
        for index, begin, end in self._machine.find_matches_as_indexes(hay, overlapping=True):
            first, last = bisect_left(starts, begin), bisect_left(starts, end - 1) - 1
            start, stop = words[first].start(), words[last].end()
            if _worded_like(self._aliases[index], text, start, stop, self.lists["common_words"]):
                dotted = "." in text[start:stop] and text[stop : stop + 1] == "."
                found.append(_Hit(start, stop + dotted, self._aliases[index]))
        return found

    def _country(self, alias: _Alias) -> str | None:
        state, entry = self.states.get(alias.actor), self.entries.get(alias.actor)
        return state.country if state else entry.country if entry else None

    def _of(self, alias: _Alias) -> Actor:
        actor = self.require(alias.actor)
        if alias.sense == "capital":
            return self.owned(actor, self.roles["government"])
        if alias.sense == "presidency":
            return self.owned(actor, self.roles["presidency"])
        return actor

    @cached_property
    def _by_fold(self) -> dict[str, set[str]]:
        return _index((a.words, a.actor) for a in self._names())

    @cached_property
    def _by_skeleton(self) -> dict[str, set[str]]:
        return _index((skeleton(a.words), a.actor) for a in self._names())

    def _names(self) -> Iterator[_Alias]:
        return (a for a in self._aliases if a.sense == "name" and not a.glued)

    def _all_aliases(self) -> Iterator[_Alias]:
        for entry in self.entries.values():
            for name in (entry.name, *entry.aliases):
                local = entry.country if name in self.lists["local_acronyms"] else None
                yield from _aliases(name, entry.id, "name", local=local)
            for name in entry.local_aliases:
                yield from _aliases(name, entry.id, "name", local=entry.country)
        for state in self.states.values():
            yield from _state_aliases(state)
        for name in sorted(self.lists["blocked"]):
            yield from _aliases(name, _BLOCKED, "name")
        for people in self.peoples.values():
            for word in people.adjectives:
                yield from _aliases(word, people.id, "adjective", possessive=False)
            for word in people.people:
                yield from _aliases(word, people.id, "people", possessive=False)

    def _check(self) -> None:
        for entry in self.entries.values():
            heads = (entry.heads,) if entry.heads else ()
            for named in (*entry.member_of, *entry.backed_by, *heads):
                if self.get(named) is None:
                    raise KnowledgeError(f"actors: {entry.id!r} names an unknown id {named!r}.")


def actor_files() -> list[Path]:
    """Return the built-in files about actors, in a fixed order."""
    return [*sorted((DATA / "actors").glob("*.yaml")), DATA / "actor_words.yaml"]


def roster_from(sections: Mapping[str, Sequence[Any]]) -> Roster:
    """Return the roster of the sections that `knowledge.files.read_sections` read."""
    return Roster(*(sections[name] for name in SECTIONS))


@lru_cache(maxsize=1)
def builtin_roster() -> Roster:
    """Return the roster that comes with the package; built once a process."""
    return roster_from(read_sections(actor_files(), SECTIONS))


def _role_phrases(roles: Sequence[RoleEntry]) -> dict[tuple[str, ...], tuple[RoleEntry, bool]]:
    """Return the words of every class, singular and plural; True where a word only modifies."""
    found: dict[tuple[str, ...], tuple[RoleEntry, bool]] = {}
    for role in roles:
        for word in role.words:
            for form in (word, plural(word)):
                found.setdefault(tuple(re.split(r"[ -]", form)), (role, False))
    for role in roles:
        for word in role.modifiers:
            if found.get(tuple(word.split()), (role, True))[0] is not role:
                raise KnowledgeError(f"actor_roles: {word!r} is claimed by two classes.")
            found.setdefault(tuple(word.split()), (role, True))
    return found


def _merged(lists: Sequence[WordList]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for words in lists:
        found[words.id] |= frozenset(words.words)
    return found


def plural(word: str) -> str:
    """Return the regular English plural; a word that ends in one *s* is one already."""
    if word.endswith("s") and not word.endswith("ss"):
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:ch|sh|x|ss)$", word) else "s")


def _alias_order(alias: _Alias) -> tuple[str, bool, str, str, str]:
    return (alias.words, alias.glued, alias.actor, alias.sense, alias.local or "")


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, actor in pairs:
        found.setdefault(key, set()).add(actor)
    return found


def _state_aliases(state: StateEntry) -> Iterator[_Alias]:
    for name in (state.name, *state.aliases):
        yield from _aliases(name, state.id, "name")
    for word in state.adjectives:
        if word not in state.aliases:
            yield from _aliases(word, state.id, "adjective", possessive=False)
    people = state.people
    if people is None:
        people = (f"{state.adjectives[0]}s",)
    for word in people:
        if word not in state.adjectives:
            yield from _aliases(word, state.id, "people", possessive=False)
    for word in state.capitals:
        yield from _aliases(word, state.id, "capital")
    for word in state.presidency:
        yield from _aliases(word, state.id, "presidency", local=state.country)


def _aliases(
    name: str, actor: str, sense: Sense, *, possessive: bool = True, local: str | None = None
) -> Iterator[_Alias]:
    shape = _shape(name)
    parts = [found.group() for found in _WORD.finditer(name)]
    words = " ".join(map(fold, parts))
    capitals = _capitals(parts)
    yield _Alias(words, actor, sense, shape, False, local, capitals)
    if possessive and not words.endswith("s") and len(words) > 2:
        yield _Alias(f"{words}s", actor, sense, shape, True, local, capitals)


def _capitals(words: Sequence[str]) -> int:
    return sum(word[0].isupper() for i, word in enumerate(words) if i or word.lower() != "the")


def _shape(name: str) -> Literal["acronym", "name", "any"]:
    letters = [c for c in name if c.isalpha()]
    if len(letters) <= 6 and all(c.isupper() for c in letters):
        return "acronym"
    return "name" if any(c.isupper() for c in letters) else "any"


def _worded_like(alias: _Alias, text: str, start: int, end: int, common: frozenset[str]) -> bool:
    """Tell whether the capitals in the text are those of a name: *IS*, not *is*."""
    if alias.shape == "any":
        return True
    worded = text[start:end]
    if worded.lower() in common and _shouted(text, start, end):
        return False
    if alias.shape == "acronym":
        plain = worded.removesuffix("s") if alias.glued else worded
        return plain.isupper() and (not alias.glued or plain != worded)
    capitals = _capitals([word.group() for word in _WORD.finditer(worded)])
    needed = alias.capitals if alias.capitals < 3 else alias.capitals / 2
    return capitals >= needed


def _shouted(text: str, start: int, end: int) -> bool:
    """Tell whether the words stand in a line of capitals."""
    return _in_capitals(
        text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    )


@lru_cache(maxsize=64)
def _in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > _SHOUT_SHARE * len(letters)


def _kind_of(owner: Actor, role: RoleEntry) -> ActorKind:
    """Return the role's kind; a rebel group's officials and drones are no state's."""
    outside = owner.kind in _OUTSIDE_THE_STATE and role.kind in _OF_THE_STATE
    return owner.kind if outside else role.kind
