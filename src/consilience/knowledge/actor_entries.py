"""How actors and the words for them are written down: one class a section of the files.

In: nothing. Out: the entries' types, and `SECTIONS`, which `knowledge.files`
checks every file against. What the entries mean together is `knowledge.actors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict

from consilience.model import ActorKind

RoleGroup = Literal["organ", "office", "armed", "people", "collective", "voice", "means"]
Relation = Literal["backed", "led", "held", "other"]

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One actor as a person writes it down.

    `local_aliases` mean the actor only in a report that names its country; so do
    the acronyms that the list of words calls local.
    `country` is ISO 3166-1 alpha-2, `member_of` the ids of what it belongs to,
    `backed_by` the ids of those said to arm or pay it, `heads` the id of the
    state whose government goes by this person's name (*the Assad regime*).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    local_aliases: tuple[str, ...] = ()
    country: str | None = None
    member_of: tuple[str, ...] = ()
    backed_by: tuple[str, ...] = ()
    heads: str | None = None
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEntry:
    """A state, with the words that stand for it; see `data/actors/states.yaml`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    name: str
    country: str | None
    adjectives: tuple[str, ...]
    people: tuple[str, ...] | None = None
    capitals: tuple[str, ...] = ()
    presidency: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    army: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry:
    """A class of actors and its words; see `data/actor_words.yaml`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    name: str
    group: RoleGroup
    kind: ActorKind
    words: tuple[str, ...]
    modifiers: tuple[str, ...] = ()
    attributive: str | None = None
    under: tuple[str, ...] = ()
    itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleEntry:
    """A people or faith that forces and victims are named after."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    name: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationEntry:
    """Words after a hyphen that say how another actor stands to the one named."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    sense: Relation
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadEntry:
    """Words at the head of the names of unlisted bodies, and the kind they tell."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    kind: ActorKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A small list of words that the reader of names needs, by what it is for."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    words: tuple[str, ...]


SECTIONS: Mapping[str, type[Any]] = {
    "actors": ActorEntry,
    "states": StateEntry,
    "actor_roles": RoleEntry,
    "actor_peoples": PeopleEntry,
    "actor_relations": RelationEntry,
    "actor_heads": HeadEntry,
    "actor_word_lists": WordList,
}
