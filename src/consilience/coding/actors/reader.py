"""Who is named in a report: parties, forces, people, voices, with the exact words.

In: a parsed document and the roster of known actors. Out: `ActorMention`s.
Names come from the roster, from acronyms that the text defines, from what
stands together (*Syrian state media*), and from names that nobody listed, which
get an id from their spelling. Then the report as a whole decides what its short
forms mean: *the Observatory*, *the regime*, *Jaber*.

Mentions may overlap: in *Russian and Syrian forces* both share the head noun,
and the town in *a source at Aleppo Police Command* stands inside its mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from consilience.coding.actors.atoms import atoms_of
from consilience.coding.actors.composer import Composer
from consilience.coding.actors.joins import join
from consilience.coding.actors.names import unlisted
from consilience.coding.actors.phrases import ActorPhrase, phrases_of
from consilience.coding.actors.resolution import resolve
from consilience.coding.mentions import ActorMention
from consilience.knowledge.actors import Roster
from consilience.language.annotate import Document
from consilience.language.parse import Token
from consilience.model import Actor

_UNRESOLVED = frozenset({"group", "members"})  # *the group* that goes back to nobody
_OWNING = frozenset({"compound", "poss", "nmod", "amod"})
_DEFINED = re.compile(r"[(\[]\s*(?:the\s+)?([A-Z][A-Za-z.\-]{1,9})\s*[)\]]")


def read_actors(document: Document, roster: Roster) -> list[ActorMention]:
    """Return the mentions of actors in a report, in order of place.

    Countries and capitals are mentions too (the claim's syntax decides whether
    they act); towns and physical things are not.
    """
    local = defined_acronyms(document, roster)
    doc, composer = document.doc, Composer(roster)
    phrases = [
        phrase
        for atoms in atoms_of(document, roster, local)
        for phrase in join(phrases_of(atoms, doc, composer), atoms, doc, composer)
    ]
    return _mentions(resolve(phrases, document, roster), document, roster)


def defined_acronyms(document: Document, roster: Roster) -> dict[str, Actor]:
    """Return the acronyms that the text puts in brackets after a name, with whom they mean.

    Both the acronym and the long form, as worded, are keys.
    """
    text = document.raw
    found: dict[str, Actor] = {}
    for bracket in _DEFINED.finditer(text):
        acronym = bracket.group(1)
        name = _long_form(text[: bracket.start()].rstrip(), acronym)
        if name and sum(c.isupper() for c in acronym) >= 2:
            actor = roster.by_name(name) or roster.by_name(acronym) or unlisted(name, "group")
            found.setdefault(acronym, actor)
            found.setdefault(name, actor)
    return found


def _long_form(before: str, acronym: str) -> str | None:
    """Return the capitalised words before the bracket whose initials give the acronym."""
    words = re.findall(r"[\w.'’]+", before[-120:])
    letters = [c for c in acronym.upper() if c.isalpha()]
    for size in range(len(letters) + 4, 1, -1):
        tail = words[-size:]
        if len(tail) == size and tail[0][0].isupper() and _initials_give(tail, letters):
            start = before.rfind(tail[0], 0, len(before) - sum(map(len, tail[1:])))
            return before[start:]
    return None


def _initials_give(words: Sequence[str], letters: Sequence[str]) -> bool:
    """Tell whether the words spell the letters: each gives its initial, and may give more of it.

    *Ceasefire Violations Committee* spells CFVC; small words may be left out.
    """
    if not words or not letters:
        return not letters and not any(word[0].isupper() for word in words)
    first, rest = words[0], words[1:]
    if first[0].islower() and _initials_give(rest, letters):
        return True
    if first[0].upper() != letters[0]:
        return False
    taken, at = 1, 1
    while True:
        if _initials_give(rest, letters[taken:]):
            return True
        if taken == len(letters):
            return False
        at = first.upper().find(letters[taken], at) + 1
        if at == 0:
            return False
        taken += 1


def _mentions(phrases: list[ActorPhrase], document: Document, roster: Roster) -> list[ActorMention]:
    doc = document.doc
    found = []
    for phrase in phrases:
        if phrase.actor.id in _UNRESOLVED:
            continue
        first, last = doc[phrase.first], doc[phrase.last - 1]
        found.append(
            ActorMention(
                start=first.idx, end=phrase.stop or _end(last, phrase), head=phrase.head,
                actor=phrase.actor, generic=_is_class(phrase, roster),
            )
        )  # fmt: skip
    return found


def _end(last: Token, phrase: ActorPhrase) -> int:
    """Return where the words end, without the s of a lost possessive: *the regimes advance*."""
    end = last.idx + len(last.text)
    owns = last.tag_ == "NNS" and last.dep_ in _OWNING and last.head.i == phrase.last
    organ = phrase.role is not None and phrase.role.group == "organ"
    return end - 1 if owns and organ and phrase.role and last.lemma_ in phrase.role.words else end


def _is_class(phrase: ActorPhrase, roster: Roster) -> bool:
    """Tell whether the words name a class (*rebels, residents*), of a country or of none."""
    if phrase.actor.id in roster.roles:
        return True
    role = phrase.role
    return role is not None and role.group in ("armed", "people") and role.id in (
        phrase.actor.member_of
    )  # fmt: skip
