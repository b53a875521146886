"""The words that say who does what to whom (`data/role_words.yaml`), as sets.

In: the knowledge file. Out: `role_words()`, one set of words for each section; the file says
what each is for.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from consilience.knowledge.files import DATA, read_sections

FILE = DATA / "role_words.yaml"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """One set of lower-case lemmas for each section of the file."""

    charges: frozenset[str]
    charging: frozenset[str]
    foils: frozenset[str]
    makes: frozenset[str]
    takes_gerund: frozenset[str]
    towards: frozenset[str]
    transparent: frozenset[str]
    joins: frozenset[str]
    partitive: frozenset[str]
    bodies: frozenset[str]
    no_persons: frozenset[str]
    locative: frozenset[str]
    where: frozenset[str]
    other_affairs: frozenset[str]
    pronouns: frozenset[str]
    beliefs: frozenset[str]
    have_forces: frozenset[str]
    answers: frozenset[str]
    backing: frozenset[str]
    shares: frozenset[str]
    gives: frozenset[str]
    goes: frozenset[str]
    directs: frozenset[str]
    sites: frozenset[str]
    leaves: frozenset[str]
    boasts: frozenset[str]
    arrives: frozenset[str]
    incidents: frozenset[str]
    doubted: frozenset[str]
    comparisons: frozenset[str]
    reacts: frozenset[str]
    after_acts: frozenset[str]
    relics: frozenset[str]
    phases: frozenset[str]
    wields: frozenset[str]
    denials: frozenset[str]
    charges_with: frozenset[str]


@lru_cache(maxsize=1)
def role_words() -> RoleWords:
    """Return the words of the built-in file. Raises KnowledgeError where it is malformed."""
    names = [f.name for f in fields(RoleWords)]
    found = read_sections([FILE], dict.fromkeys(names, str))
    return RoleWords(**{name: frozenset(found[name]) for name in names})
